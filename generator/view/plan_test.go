package view

import (
	"slices"
	"testing"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
	"rollcall/generator/measure"
	"rollcall/generator/plan"
	"rollcall/generator/register"
	"rollcall/generator/strategy"
)

// planned is a book with an action of the authority and one of a single school, both
// overdue although they were reported on track.
func planned(edition string) *Book {
	ds := &register.Dataset{Schools: []attendance.Establishment{{URN: "1", Name: "Harbour", Phase: attendance.Primary}}}
	cube := measure.Aggregate(ds, attendance.Place{Level: attendance.LevelAuthority, Code: "991"}, nil)
	day := func(s string) time.Time { d, _ := time.Parse(time.DateOnly, s); return d }
	due := plan.Deadline{Kind: plan.Dated, Text: "2026-03-02", Date: day("2026-03-02")}
	said := []plan.Event{{Date: day("2026-01-05"), Status: plan.OnTrack, Progress: "Begun.", By: "Head of inclusion",
		Deadline: plan.Deadline{Kind: plan.Dated, Date: day("2026-03-02")}}}
	first := plan.Deadline{Kind: plan.Dated, Date: day("2025-08-01")}
	b := &Book{Pub: disclosure.Publish(cube, disclosure.Policy{Mode: disclosure.Open}), Settings: Settings{Edition: edition, AsOf: "2026-05-08", PlanRules: plan.Rules{DueSoonDays: 30, StaleDays: 90}},
		Plan: &plan.Plan{Actions: []plan.Action{
			{ID: "1", Title: "Write", Owners: []string{"Data team", "Head of inclusion"}, Deadline: first, History: said},
			{ID: "2", Title: "Visit", Owners: []string{"Head of inclusion"}, Deadline: due, History: said, Scope: attendance.Place{Level: attendance.LevelSchool, Code: "1"}},
		}}}
	b.Open()
	return b
}

// "Reported on track; overdue since 3 March": moved from 1 August to 2 March, 7
// months; no update since 5 January, 123 days.
func TestWhatIsSaidOfAnAction(t *testing.T) {
	b := planned("intranet")
	got := b.action(0, "").Said
	var ids []string
	for _, text := range got {
		ids = append(ids, text.ID)
	}
	if want := []string{"plan.clash", "plan.moved.months.later", "plan.silent"}; !slices.Equal(ids, want) {
		t.Fatalf("said %q, want %q", ids, want)
	}
	if since := got[0].Args[2].Words; since != "2026-03-03" {
		t.Errorf("overdue since %s", since)
	}
	if months := got[1].Args[1].Int; months != 7 || got[1].Args[0].Text.ID != "times.once" {
		t.Errorf("moved %d months", months)
	}
	if days := got[2].Args[0].Int; days != 123 {
		t.Errorf("no update for %d days", days)
	}
	if b.outcomes[0].Movement != insight.NotMeasure {
		t.Error("an action without a measure is judged by one")
	}
}

// The public edition says of a single school's action neither whose it is nor when.
func TestPublicEditionTellsNoOwnersOfASchool(t *testing.T) {
	for edition, owned := range map[string]int{"intranet": 2, "public": 1} {
		b := planned(edition)
		a := b.action(1, "")
		told := !a.Owner.IsZero() || a.Due.ID != "plan.withheld" || !a.Progress.IsZero() || !a.Late.IsZero() || len(a.Said)+len(a.History) > 0
		if told != (edition == "intranet") {
			t.Errorf("%s: %+v", edition, a)
		}
		if b.action(0, "").Owner.IsZero() {
			t.Errorf("%s: the authority's own action has no owner", edition)
		}
		for _, f := range b.ownerFinders() {
			if f.slug == "head-of-inclusion" && len(f.actions) != owned {
				t.Errorf("%s: %d actions are found by their owner, want %d", edition, len(f.actions), owned)
			}
		}
		for _, f := range b.actionFacts(&b.states[1], a) {
			if f.Label.ID == "plan.since" && edition == "public" {
				t.Error("the day is told as a fact")
			}
		}
	}
}

// A deadline before the strategy began is said to be one, and a deadline that cannot be
// read stands as written, once, with the problem beside it.
func TestOddDeadlines(t *testing.T) {
	b := planned("intranet")
	b.Strategies = []*strategy.Strategy{{ID: "s", From: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)}}
	b.Plan.Actions[0].Strategy = "s"
	if said := b.action(0, "").Said; said[0].ID != "plan.due.before" { // 2 March 2026
		t.Errorf("%+v", said)
	}
	b.states[0].Deadline = plan.Deadline{Kind: plan.Unreadable, Text: "01/09/012"}
	if got := b.action(0, ""); got.Due.ID != "plan.due.written" || len(got.Problem.Args) != 0 {
		t.Errorf("due %+v, problem %+v", got.Due, got.Problem)
	}
}

// Actions that name no strand can be found like those of a strand.
func TestActionsWithoutAStrandAreFound(t *testing.T) {
	b := planned("intranet")
	b.Strategies = []*strategy.Strategy{{ID: "s"}}
	b.Plan.Actions[0].Strategy, b.Plan.Actions[1].Strategy = "s", "s"
	i := slices.IndexFunc(b.finders(), func(f finder) bool { return f.kind == "strand" })
	if i < 0 || b.finders()[i].slug != "not-stated" || len(b.finders()[i].actions) != 2 {
		t.Errorf("%+v", b.finders())
	}
}
