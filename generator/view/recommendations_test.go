package view

import (
	"slices"
	"testing"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/returns"
)

func dayOf(s string) time.Time {
	d, _ := time.Parse(time.DateOnly, s)
	return d
}

// recommended is a book of the day 2026-05-08 with recommendations in every state.
func recommended(t *testing.T) *Book {
	b := book(t, row(t, attendance.Place{Level: attendance.LevelSchool, Code: "100001"}, attendance.Primary, "2025-26 autumn", 100, 500))
	b.Recommendations = returns.Recommendations{
		{ID: "R1", Source: returns.Committee, Of: "Scrutiny", Date: dayOf("2025-02-28"), Updated: dayOf("2025-11-28"), Text: "Publish it", Status: returns.Complete, Owner: "Head of service", Response: "Published"},
		{ID: "R2", Source: returns.Committee, Date: dayOf("2025-11-09"), Updated: dayOf("2026-02-01"), Text: "Write to families", Status: returns.InProgress, Owner: "Service lead", Due: dayOf("2026-05-01"),
			Before: []returns.Recommendation{{Due: dayOf("2026-01-31")}, {}, {Due: dayOf("2026-01-31")}, {Due: dayOf("2026-03-31")}}},
		{ID: "R3", Source: returns.Committee, Date: dayOf("2026-04-10"), Updated: dayOf("2026-04-10"), Text: "Report by ward", Status: returns.Accepted, Due: dayOf("2026-05-08")},
		{ID: "R4", Source: returns.Committee, Date: dayOf("2025-09-01"), Updated: dayOf("2025-09-01"), Text: "Find rooms", Status: returns.Accepted, Due: dayOf("2026-02-07")},
		{ID: "R5", Source: returns.Inspection, Date: dayOf("2025-09-01"), Updated: dayOf("2025-12-01"), Text: "Drop codes", Status: returns.Rejected, Due: dayOf("2025-11-01")},
	}
	return b
}

// What is overdue on the day comes first, the longest first; a recommendation is not
// overdue on its day, nor after it has ended.
func TestRecommendationsInOrder(t *testing.T) {
	b := recommended(t)
	var order []string
	for _, r := range b.recommendationTable(returns.Committee).Rows {
		order = append(order, r.Cells[0].Text.Literal)
	}
	if want := []string{"Find rooms", "Write to families", "Report by ward", "Publish it"}; !slices.Equal(order, want) {
		t.Errorf("order %q, want %q", order, want)
	}
	// From 7 February to 8 May 2026 are 21 + 31 + 30 + 8 days.
	for i, want := range []int{0, 7, 0, 90, 0} {
		if got := b.recommendationLate(&b.Recommendations[i]); got != want {
			t.Errorf("%s is %d days late, not %d", b.Recommendations[i].ID, got, want)
		}
	}
	if n := b.recommendationsLeft(returns.Committee); n != 3 {
		t.Errorf("%d still to be done", n)
	}
}

func TestRecommendationCells(t *testing.T) {
	b := recommended(t)
	// R2 was due on 31 January, moved to 31 March and to 1 May: twice. A row that
	// gave no day moved nothing.
	if first, times := firstDue(&b.Recommendations[1]); times != 2 || !first.Equal(dayOf("2026-01-31")) {
		t.Errorf("moved %d times from %v", times, first)
	}
	state := b.recommendationState(&b.Recommendations[1])
	if state.Tag.Tone != Concern || state.Tag.Label.ID != "status.overdue" || state.Meta.Args[0].Text.ID != "recommendation.state.in-progress" {
		t.Errorf("%+v %+v", state.Tag, state.Meta)
	}
	if s := b.recommendationState(&b.Recommendations[4]); s.Tag.Tone != Plain || s.Tag.Label.ID != "recommendation.state.rejected" {
		t.Errorf("%+v", s.Tag)
	}
	for _, test := range []struct {
		from, to string
		id       string
		n        int
	}{
		{"2025-11-09", "2026-05-08", "recommendations.months", 5}, // the sixth ends on the 9th
		{"2025-11-08", "2026-05-08", "recommendations.months", 6},
		{"2026-04-10", "2026-05-08", "recommendations.days", 28},
		{"2026-05-08", "2026-05-08", "recommendations.days", 0},
	} {
		if got := lasted(dayOf(test.from), dayOf(test.to)); got.ID != test.id || got.Args[0].Int != test.n {
			t.Errorf("%s to %s: %+v", test.from, test.to, got)
		}
	}
}

// Only those who work for the council read who is to do it.
func TestRecommendationsNameNoOwnerInPublic(t *testing.T) {
	b := recommended(t)
	owners := func() (n int) {
		table := b.recommendationTable(returns.Committee)
		for _, r := range table.Rows {
			if len(r.Cells) != len(table.Columns) {
				t.Errorf("%d cells under %d columns", len(r.Cells), len(table.Columns))
			}
			for _, c := range r.Cells {
				if c.Text.Literal == "Head of service" || c.Text.Literal == "Service lead" {
					n++
				}
			}
		}
		return n
	}
	if n := owners(); n != 2 {
		t.Errorf("%d owners inside the council", n)
	}
	b.Edition = "public"
	if n := owners(); n != 0 {
		t.Errorf("%d owners in public", n)
	}
	if b.recommendationTable("other") != nil {
		t.Error("a table of nothing")
	}
}
