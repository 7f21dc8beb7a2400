package plan

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// Due soon is 8 May to 7 June 2026, stale is more than 90 days: no report since 6
// February. Both together put an action at risk, since the later of the two days on
// which they began.
func TestSilentIsAtRisk(t *testing.T) {
	for name, test := range map[string]struct{ deadline, start, status, updates, want string }{
		"due soon and silent":         {"2026-06-01", "", "on track", "2026-02-06,A,,Begun,,\n", "at risk/silent 2026-05-08"}, // stale from 8 May, soon from 2 May
		"silent and then due soon":    {"2026-06-07", "", "on track", "2026-01-06,A,,Begun,,\n", "at risk/silent 2026-05-08"}, // stale from 7 April, soon from 8 May
		"due soon and heard of":       {"2026-06-01", "", "on track", "2026-02-07,A,,Begun,,\n", "on track/stated "},
		"silent and due later":        {"2026-06-08", "", "on track", "2026-01-06,A,,Begun,,\n", "on track/stated "},
		"silent since the start":      {"2026-06-01", "2026-01-05", "not started", "", "at risk/silent 2026-05-02"},
		"never heard of, without day": {"2026-06-01", "", "on track", "", "on track/stated "},
		"stated at risk keeps its day": {"2026-06-01", "", "on track", "2026-01-06,A,at risk,,,\n",
			"at risk/stated 2026-01-06"},
		"complete is never silent": {"2026-06-01", "2026-01-05", "complete", "", "complete/ended "},
		"said twice, since first":  {"", "", "", "2026-03-01,A,at risk,,,\n2026-04-01,A,at risk,,,\n", "at risk/stated 2026-03-01"},
		"overdue from the day after": {"2026-05-01", "", "", "2026-04-01,A,on track,,,\n",
			"overdue/deadline-passed 2026-05-02"},
	} {
		t.Run(name, func(t *testing.T) {
			p, _ := read(t, fmt.Sprintf("A,s,f,a,o,%s,%s,%s,,,,\n", test.deadline, test.start, test.status), test.updates)
			s := p.At(day(t, "2026-05-08"), Rules{DueSoonDays: 30, StaleDays: 90})[0]
			got := fmt.Sprintf("%s/%s ", s.Status, s.Rule)
			if !s.Since.IsZero() {
				got += s.Since.Format(time.DateOnly)
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if s.Clash() != (s.Status != s.Stated) {
				t.Errorf("clash %v of %q and %q", s.Clash(), s.Stated, s.Status)
			}
		})
	}
}

// The site file says in which order the rules are asked.
func TestOrderOfRules(t *testing.T) {
	p, _ := read(t, "A,s,f,a,o,2026-05-01,,at risk,,,,\n", "")
	on := day(t, "2026-05-08")
	if s := p.At(on, Rules{})[0]; s.Status != Overdue {
		t.Errorf("asked in the usual order it is %q", s.Status)
	}
	if s := p.At(on, Rules{Order: []Status{Complete, Stopped, AtRisk, Overdue, OnTrack, NotStarted}})[0]; s.Status != AtRisk || s.Rule != RuleStated {
		t.Errorf("asked for what was stated first it is %q by %s", s.Status, s.Rule)
	}
}

// "Moved three times, 7 months in all": from the first day that was set to the latest.
func TestSlip(t *testing.T) {
	for updates, want := range map[string]string{
		"": "0",
		"2026-01-05,A,,,2026-04-01,\n2026-03-01,A,,,2026-06-30,\n2026-05-01,A,,,2026-08-14,\n": "3: 7 months 14 days",
		"2026-01-05,A,,,2026-01-12,\n":                             "1: 0 months 12 days",
		"2026-01-05,A,,,2025-11-30,\n":                             "1: 1 months 1 days earlier", // 30 November to 31 December
		"2026-01-05,A,,,Ongoing,\n":                                "1",
		"2026-01-05,A,,,Ongoing,\n2026-02-05,A,,,2026-02-28,\n":    "2: 1 months 28 days", // 31 December and a month is 31 January
		"2026-01-05,A,,,2026-02-01,\n2026-01-06,A,,,2025-12-31,\n": "2",                   // moved back to where it was
	} {
		p, problems := read(t, "A,s,f,a,o,2025-12-31,,on track,,,,\n", updates)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		s := p.At(day(t, "2026-05-08"), Rules{})[0]
		got := fmt.Sprint(len(s.Moves))
		if slip, ok := s.Slip(); ok {
			got += fmt.Sprintf(": %d months %d days", slip.Months, slip.Days)
			if slip.Earlier {
				got += " earlier"
			}
		}
		if got != want {
			t.Errorf("after %q it moved %s, want %s", updates, got, want)
		}
	}
}

func TestBlocked(t *testing.T) {
	p, _ := read(t, "A,s,f,a,o,,,complete,,,,\nB,s,f,a,o,,,on track,,,,A\nC,s,f,a,o,,,not started,,,,A;B;D\nD,s,f,a,o,,,stopped,,,,B\n", "")
	want := map[string]string{"A": "", "B": "", "C": "B D", "D": ""}
	for _, s := range p.At(day(t, "2026-05-08"), Rules{}) {
		if got := strings.Join(s.BlockedBy, " "); got != want[s.Action.ID] {
			t.Errorf("%s waits for %q, want %q", s.Action.ID, got, want[s.Action.ID])
		}
	}
}

// A is complete by its second report, B by the plan, without a day; C begins later.
func TestBurnUp(t *testing.T) {
	p, _ := read(t, "A,s,f,a,o,,2025-09-01,complete,,,,\nB,s,f,a,o,,,complete,,,,\nC,s,f,a,o,,2026-03-01,on track,,,,\n",
		"2025-10-01,A,on track,,,\n2026-02-01,A,complete,,,\n")
	points, undated := p.BurnUp([]time.Time{day(t, "2025-08-31"), day(t, "2025-12-31"), day(t, "2026-02-28"), day(t, "2026-05-08")}, Rules{})
	got := ""
	for _, at := range points {
		got += fmt.Sprintf("%d/%d ", at.Complete, at.All)
	}
	if got != "0/1 0/2 1/2 2/3 " || undated != 1 {
		t.Errorf("got %s with %d undated", got, undated)
	}
}

func TestChanges(t *testing.T) {
	p, _ := read(t, "A,s,f,a,o,2026-06-30,,on track,,,,\nB,s,f,a,o,2026-04-15,,on track,,,,\nC,s,f,a,o,,2026-04-20,not started,,,,\nD,s,f,a,o,,,on track,,,,\nE,s,f,a,o,2026-06-30,,,,,,\n",
		"2026-03-01,A,,,2026-07-01,\n2026-04-01,A,complete,,,\n2026-04-01,D,on track,Held,,\n2026-04-01,E,,,2026-09-01,\n")
	at := func(s string) []State { return p.At(day(t, s), Rules{}) }
	got := ""
	for _, c := range Changes(at("2026-03-27"), at("2026-05-08")) {
		got += fmt.Sprintf("%s %s>%s new %v moved %d; ", c.Now.Action.ID, c.Before.Status, c.Now.Status, c.New, len(c.Moves))
	}
	if want := "A on track>complete new false moved 0; B on track>overdue new false moved 0; C not started>not started new true moved 0; E > new false moved 1; "; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// A report is added and never rewrites what was known before its day: whatever comes
// later, and wherever its row stands, the states of an earlier day stay. The one
// exception is what the plan itself calls ended without a day.
func TestReportsNeverRewriteHistory(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	statuses := append([]Status{NotStated}, Statuses...)
	open := []Status{NotStated, NotStarted, OnTrack, AtRisk, Overdue}
	for round := range 100 {
		var actions string
		for i := range 6 {
			actions += fmt.Sprintf("C%d,s,f,a,o,2026-%02d-01,,%s,,,,\n", i, 1+random.IntN(12), open[random.IntN(len(open))])
		}
		on := day(t, "2026-04-15")
		var early, all []string
		for range 40 {
			date := on.AddDate(0, 0, random.IntN(120)-60)
			moved := ""
			if random.IntN(3) == 0 {
				moved = date.AddDate(0, 1, 0).Format(time.DateOnly)
			}
			row := fmt.Sprintf("%s,C%d,%s,p%d,%s,b\n", date.Format(time.DateOnly), random.IntN(6), statuses[random.IntN(len(statuses))], random.IntN(3), moved)
			if !date.After(on) {
				early = append(early, row)
			}
			all = append(all, row)
		}
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		states := func(updates []string) []State {
			p, problems := read(t, actions, strings.Join(updates, ""))
			if slices.ContainsFunc(problems, func(p string) bool {
				return !strings.Contains(p, ": action-reopened: ") && !strings.Contains(p, ": record-repeated: ")
			}) {
				t.Fatal(problems)
			}
			p.forgetRows()
			out := p.At(on, Rules{DueSoonDays: 30, StaleDays: 20})
			for i := range out {
				out[i].Action.History = nil // which does differ
			}
			return out
		}
		if !reflect.DeepEqual(states(all), states(early)) {
			t.Fatalf("round %d: later reports changed what was known", round)
		}
	}
}
