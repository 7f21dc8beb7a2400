package returns

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// A row that cannot be used is set aside, and the rows around it count.
func TestFaultyRowsAreSetAside(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		left func(Records) int
		want int
	}{
		"recommendations": {recommendationsHeader + "R1,comittee,2025-11-03,Publish it,accepted,,,,,\nR2,committee,2025-11-03,Write it,accepted,,,,,\n", func(r Records) int { return len(r.Recommendations) }, 1},
		"service":         {serviceHeader + "2025-26 HT1,vist,3,103638,,,\n2025-26 HT1,visit,4,103638,,,\n2025-26 HT1,visit,5,999999,,,\n", func(r Records) int { return len(r.Service) }, 1},
		"attainment":      {attainmentHeader + "authority,331,2024-25,Level 2,>=94,100,600,\nauthority,331,2024-25,Level 2,<94,100,60,\n", func(r Records) int { return len(r.Attainment) }, 1},
		"events":          {eventsHeader + "soon,New codes,,,,codes,\n2024-08-19,New codes,,,,codes,\n", func(r Records) int { return len(r.Events) }, 1},
		"sign-offs":       {signoffsHeader + "103638,2025-26 autumn,sined,2026-01-05,,\n103638,2025-26 autumn,draft,2026-01-05,,\n", func(r Records) int { return len(r.SignOffs.All()) }, 1},
		"self-evaluation": {selfEvaluationHeader + "103638,2026-01-05,1.1.A,13,,\n103638,2026-01-05,1.1.b,7,,\n", func(r Records) int { return len(r.SelfEvaluation) }, 1},
		"checklist":       {checklistHeader + "Case work,2026-01-05,nearly,,,\nCase work,2026-01-06,in place,,,\n", func(r Records) int { return len(r.Checklist) }, 1},
		"agreements":      {agreementsHeader + "The moon,2025-11-03,Call,open,,,,,\n103638,2025-11-03,Call,open,,,,,\n", func(r Records) int { return len(r.Agreements) }, 1},
		"targets":         {targetsHeader + "authority,331,Primary,atendance,2025-26,95,,,,\nauthority,331,Primary,pa_10,2025-26,9%,,,,\n", func(r Records) int { return len(r.Targets.All()) }, 1},
		"calendar":        {calendarHeader + "2025-26 HT2,0209-11-04,2025-12-19,70,\n2025-26 HT3,2026-01-05,2205-02-13,58,\n2025-26 HT4,2026-02-23,2026-03-27,50,\n", func(r Records) int { return len(r.Calendar.list) }, 1},
	} {
		t.Run(name, func(t *testing.T) {
			var problems diag.List
			in := sheet.Input{FS: fstest.MapFS{"in.csv": {Data: []byte(test.text)}}, Path: "in.csv", Name: "in.csv"}
			records := Read([]sheet.Input{in}, options, &problems)
			if n := problems.Count(); problems.Failed() || n.SetAside == 0 || n.Warnings > 0 {
				t.Errorf("%+v: %v", n, problems.Problems())
			}
			if got := test.left(records); got != test.want {
				t.Errorf("%d records are left, want %d", got, test.want)
			}
		})
	}
}

// Of two rows that differ none is chosen, so that the order of rows does not matter; two
// that say the same are one.
func TestDoubledRows(t *testing.T) {
	const twice, again, other = "2025-26 HT1,visit,3,103638,,,\n", "2025-26 HT1,Visit,3,140001,,,\n", "2025-26 HT1,visit,4,103638,,,\n"
	for text, want := range map[string]struct {
		left     int
		problems []string
	}{
		twice + again:         {1, []string{"in.csv:3:1: record-repeated"}},
		twice + other:         {0, []string{"in.csv:2:1: record-doubled"}},
		other + twice + again: {0, []string{"in.csv:2:1: record-doubled"}},
		twice + other + again: {0, []string{"in.csv:2:1: record-doubled", "in.csv:4:1: record-repeated"}},
	} {
		records, problems := read(serviceHeader + text)
		if len(records.Service) != want.left {
			t.Errorf("%q leaves %d rows, want %d", text, len(records.Service), want.left)
		}
		if !slices.EqualFunc(problems, want.problems, strings.HasPrefix) {
			t.Errorf("%q: %q", text, problems)
		}
	}
}

// Days are read however a British reader writes them.
func TestDaysOfRecords(t *testing.T) {
	for _, day := range []string{"2026-01-05", "05/01/2026", "5.1.26", "5 Jan 2026", "5th January 2026", "5-Jan-26", "2026-01-05 00:00:00"} {
		records, problems := read(checklistHeader + "Case work," + day + ",In-Place,,,31/07/2026\n")
		if len(records.Checklist) != 1 || records.Checklist[0].Date.Format(time.DateOnly) != "2026-01-05" || records.Checklist[0].Review.Format(time.DateOnly) != "2026-07-31" {
			t.Errorf("%q: %+v %q", day, records.Checklist, problems)
		}
	}
	_, problems := read(checklistHeader + "Case work,01/25/2026,in place,,,\n")
	if len(problems) != 1 || !strings.Contains(problems[0], "The day comes before the month: is 25/01/2026 meant?") {
		t.Errorf("%q", problems)
	}
}
