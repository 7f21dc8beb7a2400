package view

import (
	"testing"
	"testing/fstest"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/plan"
	"rollcall/generator/returns"
	"rollcall/generator/sheet"
)

// The focus of action 1 has targets of two phases in its latest period, and one of an
// earlier period that does not count; that of action 2 has none.
func TestActionsByFocus(t *testing.T) {
	b := planned("intranet")
	b.Plan.Actions[0].Focus, b.Plan.Actions[1].Focus = "Overall attendance", "Severe absence"
	b.Open()
	var problems diag.List
	const text = "level,code,phase,measure,period,value,focus\n" +
		"authority,991,Primary,attendance,2012-13 to HT5,94,overall attendance\n" +
		"authority,991,Primary,attendance,2013-14 to HT5,94.86,Overall attendance\n" +
		"authority,991,Secondary,attendance,2013-14 to HT5,93.45,Overall attendance\n" +
		"authority,991,Primary,pa_10,2013-14 to HT5,5.2,\n"
	file := sheet.Input{FS: fstest.MapFS{"t.csv": {Data: []byte(text)}}, Path: "t.csv", Name: "t.csv"}
	b.Targets = returns.Read([]sheet.Input{file}, returns.Options{Measures: []string{"attendance", "pa_10"}, Authority: wexcombe,
		Resolve: func(p attendance.Place) (attendance.Place, bool) { return p, p == wexcombe }}, &problems).Targets
	if problems.Failed() {
		t.Fatal(problems.Problems())
	}
	found := b.focusFinders()
	if len(found) != 2 || found[0].slug != "overall-attendance" || len(found[0].actions) != 1 {
		t.Fatalf("%+v", found)
	}
	if got := b.focusTargets("Overall attendance"); len(got) != 2 || got[0].Value.String() != "94.86" || got[1].Value.String() != "93.45" {
		t.Errorf("%+v", got)
	}
	if !b.targetOf(found[1]).IsZero() || b.targetOf(found[0]).ID != "focus.targets" {
		t.Error("a focus has the target of another")
	}
	b.Edition = "public"
	if b.focusTargets("Overall attendance") != nil {
		t.Error("a target given in confidence is public")
	}
}

// "01/04/12" is shown beside the day that it is read as; a day in the plain form is not
// said twice.
func TestDeadlineAsWritten(t *testing.T) {
	b := planned("intranet")
	day := time.Date(2012, 4, 1, 0, 0, 0, 0, time.UTC)
	for text, want := range map[string]string{"01/04/12": "plan.due.read", "2012-04-01": "plan.due.date"} {
		if got := b.dueAsWritten(plan.Deadline{Kind: plan.Dated, Text: text, Date: day}); got.ID != want {
			t.Errorf("%s: %s", text, got.ID)
		}
	}
}
