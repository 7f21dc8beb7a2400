package view

import (
	"testing"
	"time"
)

func TestDueWhen(t *testing.T) {
	day := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		late, left int
		want       string
	}{{7, -7, "letter.due.late"}, {-14, 14, "letter.due.left"}, {0, 0, "letter.due.today"}} {
		if got := dueWhen(day, c.late, c.left); got.ID != c.want || got.Args[0].Words != "2026-05-01" {
			t.Errorf("%d days late, %d left: %v", c.late, c.left, got)
		}
	}
}

// What is overdue comes first, what has no day last.
func TestDueRank(t *testing.T) {
	day := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	for want, d := range []LetterDue{{late: true, by: day}, {by: day}, {}} {
		if got := d.rank(); got != want {
			t.Errorf("rank %d, want %d", got, want)
		}
	}
}

// What says nothing leaves no space behind.
func TestTogether(t *testing.T) {
	if got := together([]Text{{}, {}}); !got.IsZero() {
		t.Errorf("nothing said is %v", got)
	}
	if got := together([]Text{{}, T("a"), {}}); got.ID != "a" {
		t.Errorf("one sentence is %v", got)
	}
	if got := together([]Text{T("a"), {}, T("b")}); got.ID != "join" {
		t.Errorf("two sentences are %v", got)
	}
}
