package returns

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"rollcall/generator/attendance"
)

const (
	eventsHeader   = "date,event,until,level,code,kind,note\n"
	signoffsHeader = "urn,period,state,date,by,note\n"
)

// Rows of the same words are one event; events come in order of their first day, and
// so do the parts of each, whatever the order of rows.
func TestEvents(t *testing.T) {
	rows := []string{
		"2025-01-06,Breakfast club,2025-07-18,school,103638,initiative,\n",
		"2024-09-02,Breakfast club,,school,100002,Initiative,The first\n",
		"2024-08-19,New codes,,,,codes,\n",
		"2024-11-20,Snow,2024-11-21,cluster,north-east,closure,\n",
		"2024-12-01,Storm,,authority,331,,\n",
	}
	const want = "New codes (codes): authority:331 2024-08-19; " +
		"Breakfast club (initiative): school:100002 2024-09-02, school:140001 2025-01-06; " +
		"Snow (closure): cluster:north-east 2024-11-20; Storm (other): authority:331 2024-12-01; "
	for range 2 {
		text := eventsHeader
		for _, row := range rows {
			text += row
		}
		records, problems := read(text)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		got := ""
		for _, e := range records.Events {
			got += fmt.Sprintf("%s (%s):", e.Name, e.Kind)
			for i, p := range e.Parts {
				got += fmt.Sprintf("%s %s %s", []string{"", ","}[min(i, 1)], p.Place, p.From.Format(time.DateOnly))
			}
			got += "; "
		}
		if got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		club := records.Events[1]
		if len(club.Schools()) != 2 || club.Parts[0].Note != "The first" || !club.Parts[0].Until.IsZero() || club.Parts[1].Until.Format(time.DateOnly) != "2025-07-18" {
			t.Errorf("%+v", club)
		}
		if snow := records.Events[2]; snow.Schools() != nil {
			t.Errorf("%+v", snow)
		}
		slices.Reverse(rows)
	}
}

func TestEventProblems(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"no day":    {",Snow,,,,,\n", "in.csv:2:1: record-value: date is empty"},
		"day":       {"19/08/024,Snow,,,,,\n", "in.csv:2:1: record-value: date is \"19/08/024\""},
		"no words":  {"2024-08-19,,,,,,\n", "in.csv:2:12: record-value: event is empty"},
		"reversed":  {"2024-08-19,Snow,2024-08-18,,,,\n", "in.csv:2:17: record-value: the event ends before it begins"},
		"place":     {"2024-08-19,Snow,,school,1,,\n", "in.csv:2:25: place-unknown: there is no place school:1"},
		"no code":   {"2024-08-19,Snow,,school,,,\n", "in.csv:2:25: record-value: code is empty"},
		"no level":  {"2024-08-19,Snow,,,331,,\n", "in.csv:2:18: record-value: level is empty"},
		"kind":      {"2024-08-19,Snow,,,,closur,\n", "in.csv:2:20: record-value: \"closur\" is not a kind of event\n    Did you mean closure?"},
		"doubled":   {"2024-08-19,Snow,,,,,\n2024-08-19,Snow,2024-08-20,authority,331,,\n", "in.csv:2:1: record-doubled: \"Snow\" of authority:331 on 2024-08-19 is given more than once, and the rows differ (2 times; this is the first)"},
		"two kinds": {"2024-08-19,Snow,,,,closure,\n2024-08-20,Snow,,,,policy,\n", "in.csv:3:1: record-value: \"Snow\" is of the kind policy here and closure at in.csv:2:1"},
	} {
		t.Run(name, func(t *testing.T) { one(t, eventsHeader+test.text, test.want) })
	}
}

// The latest step says how far a school is; of one day, the one that is further on.
func TestSignOffs(t *testing.T) {
	records, problems := read(signoffsHeader +
		"103638,2025-26 autumn,query,2026-01-12,Officer,Code B in week 7\n" +
		"140001,2025-26 autumn,signed,2026-01-20,Headteacher,\n" +
		"140001,2025-26 autumn,corrected,2026-01-20,,\n" +
		"140001,2025-26 autumn,draft,2026-01-05,,\n" +
		"140001,2025-26 HT1,signed,2025-11-05,,\n" +
		"140001,2025-26 HT1,draft,2025-11-06,,\n" + // opened again
		"100002,2025-26 autumn,draft,2026-01-05,,\n")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	s := records.SignOffs
	var states []SignOffState
	for _, step := range s.History("140001", period(t, "2025-26 autumn")) {
		states = append(states, step.State)
	}
	if !slices.Equal(states, []SignOffState{Draft, Query, Corrected, Signed}) {
		t.Errorf("history %q", states)
	}
	if step := s.History("140001", period(t, "2025-26 autumn"))[1]; step.By != "Officer" || step.Note != "Code B in week 7" || step.Pos.Line != 2 {
		t.Errorf("%+v", step)
	}
	for _, test := range []struct {
		urn    attendance.URN
		period string
		want   SignOffState
	}{{"140001", "2025-26 autumn", Signed}, {"140001", "2025-26 HT1", Draft}, {"100002", "2025-26 autumn", Draft}, {"100002", "2025-26 HT1", NoSignOff}, {"1", "2025-26", NoSignOff}, {"999999", "2030-31", NoSignOff}} {
		got := NoSignOff
		if steps := s.History(test.urn, period(t, test.period)); len(steps) > 0 {
			got = steps[len(steps)-1].State
		}
		if got != test.want {
			t.Errorf("%s %s is %q, want %q", test.urn, test.period, got, test.want)
		}
	}
	if len(s.All()) != 7 || s.All()[0].School != "100002" {
		t.Errorf("%+v", s.All())
	}
}

func TestSignOffProblems(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"no school": {",2025-26,draft,2026-01-05,,\n", "in.csv:2:1: record-value: urn is empty"},
		"school":    {"1,2025-26,draft,2026-01-05,,\n", "in.csv:2:1: place-unknown: there is no school 1"},
		"period":    {"103638,2025,draft,2026-01-05,,\n", "in.csv:2:8: record-value"},
		"state":     {"103638,2025-26,sined,2026-01-05,,\n", "in.csv:2:16: record-value: \"sined\" is not a state of a sign-off\n    Did you mean signed?"},
		"no state":  {"103638,2025-26,,2026-01-05,,\n", "in.csv:2:16: record-value: state is empty"},
		"no day":    {"103638,2025-26,draft,,,\n", "in.csv:2:22: record-value: date is empty"},
		"doubled":   {"103638,2025-26,draft,2026-01-05,,\n140001,2025-26,draft,2026-01-05,,\n", "in.csv:3:1: record-repeated: draft of school 140001 for 2025-26 is the same row as in.csv:2:1"},
	} {
		t.Run(name, func(t *testing.T) { one(t, signoffsHeader+test.text, test.want) })
	}
}
