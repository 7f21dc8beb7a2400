package returns

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// No file panics, what was read can be found again, and what is wrong lies inside
// the file.
func FuzzRead(f *testing.F) {
	f.Add(targetsHeader + "authority,331,Primary,attendance,2025-26,95,ratified,2025-09-01,r,yes\nschool,103638,,pa_10,2025-26 HT1,5,,,,\n")
	f.Add(calendarHeader + "2025-26 spring,2026-01-05,2026-03-27,110,103638\n")
	f.Add(serviceHeader + "2025-26 HT1,penalty-notice,12,103638,,paid,\n2025-26 HT1,visit,x,,North East,,\n")
	f.Add(attainmentHeader + "authority,331,2024-25,Level 2,>=94,100,60,\nauthority,331,2024-25,Level 2,85.25-100,c,z,\n")
	f.Add(eventsHeader + "2024-08-19,New codes,,,,codes,\n2025-01-06,Breakfast club,2025-07-18,school,103638,initiative,a\n")
	f.Add(signoffsHeader + "103638,2025-26 autumn,draft,2026-01-05,Head,\n103638,2025-26 autumn,signed,2026-01-05,,ok\n")
	f.Add(selfEvaluationHeader + "103638,2026-01-05,1.1.A,7,Minutes,Head\n140001,2026-01-05,1.1.a,8,,\n")
	f.Add(checklistHeader + "Case work,2026-01-05,in place,Service lead,,2026-07-01\n")
	f.Add(recommendationsHeader + "R1,committee,2025-11-03,Publish it,accepted,,,,,\nR1,committee,2025-11-03,Publish it,complete,Scrutiny,2026-01-05,Head of service,2025-01-01,Done\n")
	f.Add(agreementsHeader + "A (103638),2025-11-03,Call on the first day,open,Head,,,,\nNorth East,2025-11-03,Share,done,,2026-01-01,,2026-02-01,N1\n")
	f.Fuzz(func(t *testing.T, text string) {
		var problems diag.List
		in := sheet.Input{FS: fstest.MapFS{"in.csv": {Data: []byte(text)}}, Path: "in.csv", Name: "in.csv"}
		r := Read([]sheet.Input{in}, options, &problems)
		for _, x := range r.Targets.All() {
			if _, ok := r.Targets.Find(x.Place, x.Phase, x.Measure, x.Period); !ok {
				t.Errorf("%+v cannot be found", x)
			}
		}
		for _, e := range r.Calendar.list {
			if found, ok := r.Calendar.Find(e.Period, e.URN); !ok || found != e {
				t.Errorf("%+v cannot be found", e)
			}
		}
		for _, a := range r.Attainment {
			if a.Pupils.Known() && a.Reached > a.Pupils {
				t.Errorf("%+v", a)
			}
			checkBand(t, a.Band)
		}
		for _, e := range r.Events {
			if len(e.Parts) == 0 || e.Name == "" || e.Kind == "" {
				t.Errorf("%+v", e)
			}
		}
		for _, s := range r.SignOffs.All() {
			if !slices.Contains(r.SignOffs.History(s.School, s.Period), s) {
				t.Errorf("%+v cannot be found", s)
			}
		}
		for _, s := range r.SelfEvaluation {
			if _, ok := r.SelfEvaluation.Latest(s.School, s.Question); !ok || s.Score < 1 || s.Score > BestScore || len(r.SelfEvaluation.Dates(s.School)) == 0 {
				t.Errorf("%+v cannot be found", s)
			}
		}
		for _, e := range r.Checklist {
			if _, ok := r.Checklist.Latest(e.Component); !ok {
				t.Errorf("%+v cannot be found", e)
			}
		}
		for _, x := range r.Recommendations {
			if x.Updated.Before(x.Date) || x.Updated.After(options.AsOf) {
				t.Errorf("%+v", x)
			}
		}
		for _, a := range r.Agreements {
			if len(r.Agreements.Last(a.Place)) == 0 || a.Updated.Before(a.Meeting) || a.Updated.After(options.AsOf) {
				t.Errorf("%+v", a)
			}
		}
		lines := strings.Count(text, "\n") + strings.Count(text, "\r") + 1
		for _, p := range problems.Problems() {
			if p.Pos.Sheet == "" && p.Pos.Line > lines {
				t.Errorf("%v lies outside the file", p)
			}
		}
	})
}

func FuzzBand(f *testing.F) {
	for _, text := range []string{">=94", "90-94", "<= 90", "<70", ">0.05", "0-100", "94-90", "-1-2", "<-0"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if b, ok := parseBand(text); ok {
			checkBand(t, b)
		}
	})
}

// checkBand checks that a band has an end that lies between 0 and 100, and the upper
// one above the lower.
func checkBand(t *testing.T, b attendance.Band) {
	t.Helper()
	ends := 0
	for _, bound := range []attendance.Bound{b.Lower, b.Upper} {
		if bound.End == attendance.Unbounded {
			continue
		}
		ends++
		if bound.Percent.Less(attendance.Decimal{}) || hundred.Less(bound.Percent) {
			t.Errorf("%+v", b)
		}
	}
	if ends == 0 || ends == 2 && !b.Lower.Percent.Less(b.Upper.Percent) {
		t.Errorf("%+v", b)
	}
}
