package view

import (
	"testing"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/register"
	"rollcall/generator/returns"
	"rollcall/generator/strategy"
)

// A score of 9 or more claims the green description, one of 4 or less the red one. PA
// is a fifth of pupils in both years, so it is not below last year's.
func TestScoresAgainstData(t *testing.T) {
	b := book(t, row(t, school("100001"), attendance.Primary, "2023-24", 200, 900), row(t, school("100001"), attendance.Primary, "2024-25", 200, 1100))
	b.Returns = map[attendance.URN]Return{"100001": {On: "2025-08-01"}}
	for name, test := range map[string]struct {
		check strategy.Check
		score int
		want  verdict
	}{
		"claims what is not so": {strategy.PABelowLastYear, 9, otherwise},
		"admits it":             {strategy.PABelowLastYear, 4, agree},
		"claims neither":        {strategy.PABelowLastYear, 8, unsaid},
		"not scored":            {strategy.PABelowLastYear, 0, unsaid},
		"attendance fell":       {strategy.AttendanceAboveLastYear, 12, otherwise},
		"on time":               {strategy.ReturnsOnTime, 12, agree},
		"too modest":            {strategy.ReturnsOnTime, 1, kinder},
		"nothing to check":      {"", 12, unsaid},
	} {
		if got := b.checked("100001", strategy.Question{Check: test.check}, test.score); got.verdict != test.want {
			t.Errorf("%s: %d, want %d", name, got.verdict, test.want)
		}
	}
}

// Each year is set beside the one before, three times at most. Attendance rises as
// fewer sessions are missed.
func TestConsistently(t *testing.T) {
	missed := func(years ...register.Count) *Book {
		var rows []register.Row
		for i, m := range years {
			rows = append(rows, row(t, school("100001"), attendance.Primary, []string{"2021-22", "2022-23", "2023-24", "2024-25"}[i+4-len(years)], 200, m))
		}
		return book(t, rows...)
	}
	for name, test := range map[string]struct {
		book *Book
		want colour
		n    int // years that are better
	}{
		"better each year":      {missed(1200, 1100, 1000, 900), green, 3},
		"better the last years": {missed(1100, 1200, 1000, 900), neither, 2},
		"worse each year":       {missed(900, 1000, 1100, 1200), red, 0},
		"two years":             {missed(1000, 900), green, 1},
		"one year":              {missed(900), unknown, 0},
	} {
		fact, got := test.book.consistently("100001", "attendance")
		if got != test.want {
			t.Errorf("%s: %d, want %d", name, got, test.want)
		}
		if fact.ID == "join" && int(fact.Args[1].Text.Args[0].Int) != test.n {
			t.Errorf("%s: %v", name, fact)
		}
	}
	// Neither description holds, so only the score that claims the green one differs.
	b, q := missed(1100, 1200, 1000, 900), strategy.Question{Check: strategy.AttendanceAboveLastYear}
	if high, low := b.checked("100001", q, 12).verdict, b.checked("100001", q, 1).verdict; high != otherwise || low != unsaid {
		t.Errorf("a high score is %d, a low one %d", high, low)
	}
}

// Scores 4, 5 and 9: the sum is 18, the mean 6.0. With a second 9 it is 27/4 = 6.75,
// which is 6.8, and 7 as a whole score.
func TestMeanScore(t *testing.T) {
	b := &Book{}
	questions := []strategy.Question{{ID: "a"}, {ID: "b"}, {ID: "c"}, {ID: "d"}}
	for i, n := range []int{4, 5, 9} {
		b.SelfEvaluation = append(b.SelfEvaluation, returns.SelfEvaluation{School: "1", Question: questions[i].ID, Score: n, Date: time.Unix(0, 0)})
	}
	s := b.scoresOf([]attendance.URN{"1", "2"}, questions)
	if s.count != 3 || s.low != 1 || s.unshown != 3 || s.whole() != 6 || s.meanArg().Words != "6.0" {
		t.Errorf("%+v", s)
	}
	b.SelfEvaluation = append(b.SelfEvaluation, returns.SelfEvaluation{School: "1", Question: "d", Score: 9, Evidence: "Minutes"})
	if s = b.scoresOf([]attendance.URN{"1"}, questions); s.unshown != 3 || s.whole() != 7 || s.meanArg().Words != "6.8" {
		t.Errorf("%+v", s)
	}
}

// A tier's number is of the place that the page is about; groups are never added.
func TestTierCounts(t *testing.T) {
	b := book(t, row(t, school("100001"), attendance.Primary, "2024-25", 200, 900), row(t, school("100002"), attendance.Primary, "2024-25", 20, 90))
	large, small := b.at(school("100001"), b.current), b.at(school("100002"), b.current)
	pa := strategy.Tier{Pupils: strategy.Pupils{Measure: "pa_10"}}
	if n, ok := b.tierCounts(large, pa)[0].pupil.Num(); !ok || n != 40 { // a fifth of 200
		t.Errorf("%d pupils, want 40", n)
	}
	if f := b.tierCounts(small, pa)[0].pupil; f.Symbol() != disclosure.Suppressed { // 4 of 20
		t.Errorf("4 pupils are shown as %v", f)
	}
	if got := b.tierSum(small, pa).ID; got != "duties.hidden" {
		t.Errorf("a hidden number reads %s", got)
	}
	groups := strategy.Tier{Pupils: strategy.Pupils{Groups: []string{"Looked after", "Social worker"}}}
	if got := b.tierCounts(large, groups); len(got) != 2 {
		t.Errorf("%d numbers of two groups", len(got))
	}
	if got := b.tierSum(large, strategy.Tier{}).ID; got != "duties.nonumber" {
		t.Errorf("a tier without pupils reads %s", got)
	}
}

// A review is overdue from the day after it was due, and never of what was stopped.
func TestReviewOverdue(t *testing.T) {
	b := &Book{Settings: Settings{AsOf: "2026-05-08"}}
	day := func(s string) time.Time { d, _ := time.Parse(time.DateOnly, s); return d }
	for name, test := range map[string]struct {
		entry returns.ChecklistEntry
		want  bool
	}{
		"that day":  {returns.ChecklistEntry{Review: day("2026-05-08")}, false},
		"day after": {returns.ChecklistEntry{Review: day("2026-05-07")}, true},
		"in place":  {returns.ChecklistEntry{Review: day("2026-05-07"), Status: returns.InPlace}, true},
		"stopped":   {returns.ChecklistEntry{Review: day("2026-05-07"), Status: returns.Stopped}, false},
		"none":      {returns.ChecklistEntry{}, false},
	} {
		if got := b.reviewOverdue(test.entry); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// Of 3 scores with the sum 18 the mean is 6.0, and one developing is 33%. Two of them
// were given before: 9 then and 11 now are means of 4.5 and 5.5, a rise of 1.0.
func TestSummaryOfScores(t *testing.T) {
	got := scores{sum: 18, count: 3, low: 1, earlier: 2, then: 9, now: 11}.summary()
	share, since := got.Meta.Args[0].Text, got.Meta.Args[1].Text
	if got.Text.Args[0].Words != "6.0" || share.Args[0].Int != 33 || since.Args[0].Tenths != 10 || since.Args[1].Int != 2 {
		t.Errorf("%+v", got)
	}
	if first := (scores{sum: 18, count: 3}).summary(); first.Meta.ID != "self.share" {
		t.Errorf("without an earlier score: %+v", first.Meta)
	}
	if none := (scores{}).summary(); none.Text.ID != "self.none" {
		t.Errorf("%+v", none)
	}
}
