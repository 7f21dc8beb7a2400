package view

import (
	"slices"
	"testing"
	"time"

	"rollcall/generator/plan"
	"rollcall/generator/returns"
	"rollcall/generator/strategy"
)

// followed is a book without figures: the actions of planned, one that is due in 23
// days, and one of which nobody ever said anything.
func followed() *Book {
	b := planned("intranet")
	day := func(s string) time.Time { d, _ := time.Parse(time.DateOnly, s); return d }
	b.Strategies = []*strategy.Strategy{{ID: "s", Title: "Together", StrandMany: "aims", From: day("2025-09-01"), Until: day("2027-07-31")}}
	b.Plan.Actions = append(b.Plan.Actions,
		plan.Action{ID: "3", Title: "Soon", Deadline: plan.Deadline{Kind: plan.Dated, Date: day("2026-05-31")},
			History: []plan.Event{{Date: day("2026-05-01"), Status: plan.OnTrack}}},
		plan.Action{ID: "4", Title: "Silent"})
	b.Recommendations = returns.Recommendations{
		{ID: "R1", Source: returns.RecommendationSources[0], Date: day("2026-01-12"), Due: day("2026-03-31"), Updated: day("2026-01-12")},
		{ID: "R2", Source: returns.RecommendationSources[0], Date: day("2026-01-12"), Updated: day("2026-02-12"), Status: returns.Complete}}
	b.Events = []returns.Event{
		{Name: "Framework", Parts: []returns.EventPart{{Place: b.Pub.Authority(), From: day("2024-08-19")}}},
		{Name: "Snow", Parts: []returns.EventPart{{Place: b.Pub.Authority(), From: day("2026-01-12"), Until: day("2026-01-14"), Note: "All shut."}}}}
	b.Notes = []string{"Returns begin in September."}
	b.Open()
	return b
}

func TestOverviewOfASiteWithoutFigures(t *testing.T) {
	b := followed()
	page := b.Overview()
	if b.HasFigures() || page.Path != "index.html" || page.Files {
		t.Fatalf("figures %v, path %q, files %v", b.HasFigures(), page.Path, page.Files)
	}
	if page.H1.ID != "plan.h1" || page.H1.Args[0].Int != 4 || page.H1.Args[2].Int != 2 {
		t.Errorf("the heading is %+v", page.H1)
	}
	var sections []string
	for _, s := range page.Sections {
		sections = append(sections, s.ID)
	}
	if want := []string{"plan", "due", "since", "recommendations", "events", "limits"}; !slices.Equal(sections, want) {
		t.Errorf("sections %q, want %q", sections, want)
	}
	// None complete, two overdue, one never reported on, one recommendation to do.
	for i, want := range []int{0, 2, 1, 1} {
		if got := page.Measures[i].Value.Args[0].Int; got != want {
			t.Errorf("headline %d is %d, want %d", i, got, want)
		}
	}
	if due := b.dueNext(); !slices.Equal(due, []int{2}) {
		t.Errorf("due next are %v", due)
	}
	if events := b.happened(); len(events) != 2 || events[0].Date != "2026-01-12" || events[0].Text.ID != "join" || events[1].Text.ID != "overview.event" {
		t.Errorf("what happened is %+v", events)
	}
}

// The navigation leads only to what is there, and the pages about figures say that
// there are none.
func TestReferenceWithoutFigures(t *testing.T) {
	b := followed()
	var nav []string
	for _, n := range b.navigation() {
		nav = append(nav, n.id)
	}
	if want := []string{navAuthority, navStudies, navStrategy, navActions, navMethod}; !slices.Equal(nav, want) {
		t.Errorf("the navigation is %q, want %q", nav, want)
	}
	if page := b.Coverage(); page.H1.ID != "overview.coverage" || len(page.Sections) != 1 {
		t.Errorf("coverage: %+v", page.Sections)
	}
	for _, s := range b.Method().Sections {
		if !slices.Contains([]string{"plan", "recommendations", "notes"}, s.ID) {
			t.Errorf("the method has %s", s.ID)
		}
	}
}

// A strategy that is over plans nothing more, and nothing that nobody reported on is
// given a status.
func TestOverviewAfterTheEnd(t *testing.T) {
	b := followed()
	b.Strategies[0].Until = b.planTime().AddDate(0, 0, -1)
	for i := range b.Plan.Actions {
		b.Plan.Actions[i].Deadline, b.Plan.Actions[i].History = plan.Deadline{}, nil
	}
	b.Open()
	if page := b.Overview(); page.H1.ID != "plan.h1.unstated" || b.neverReported() != 4 || len(b.dueNext()) > 0 {
		t.Errorf("%s, %d never reported on, %v due", page.H1.ID, b.neverReported(), b.dueNext())
	}
}
