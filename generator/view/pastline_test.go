package view

import (
	"testing"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/strategy"
)

// A strategy of January 2012 to July 2014 lists its own years and the one before. The
// school misses 7.5% in 2010/11 and 6.5% after, so only the first is under 93%.
func TestSchoolsPastALine(t *testing.T) {
	b := book(t, row(t, school("100001"), attendance.Primary, "2009-10 HT1-5", 200, 1500), row(t, school("100001"), attendance.Primary, "2010-11 HT1-5", 200, 1500),
		row(t, school("100001"), attendance.Primary, "2012-13", 200, 1300), row(t, school("100001"), attendance.Primary, "2014-15", 200, 1500))
	s := &strategy.Strategy{ID: "s", From: time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2014, 7, 31, 0, 0, 0, 0, time.UTC)}
	ask := func(named ...strategy.Arg) *strategy.Placeholder {
		return &strategy.Placeholder{Name: "schools", Named: named}
	}
	measure, line, phase := strategy.Arg{Key: "measure", Value: "attendance"}, strategy.Arg{Key: "line", Value: "93"}, strategy.Arg{Key: "phase", Value: "Primary"}
	got, problem := b.Fill(s, ask(measure, line, phase))
	if problem.Reason != "" || got.Table == nil || len(got.Table.Rows) != 2 {
		t.Fatalf("%+v: %+v", problem, got.Table)
	}
	for i, want := range []int{1, 0} {
		if n := got.Table.Rows[i].Cells[1].Text.Args[0].Int; n != want {
			t.Errorf("row %d: %d schools, want %d", i, n, want)
		}
	}
	if which := got.Table.Rows[1].Cells[2].Text.ID; which != "pastline.none" {
		t.Errorf("no school reads %s", which)
	}
	b.Edition = "public"
	if got, _ := b.Fill(s, ask(measure, line, phase)); len(got.Table.Columns) != 2 {
		t.Error("the public edition names schools")
	}
	for name, p := range map[string]*strategy.Placeholder{
		"no line": ask(measure, phase), "no number": ask(measure, phase, strategy.Arg{Key: "line", Value: "x"}),
		"no school":         ask(measure, line, strategy.Arg{Key: "phase", Value: "Special"}),
		"a line of a chart": {Name: "chart", Named: []strategy.Arg{measure, line}},
	} {
		if _, problem := b.Fill(s, p); problem.Reason == "" {
			t.Errorf("%s: filled", name)
		}
	}
}
