package view

import (
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// Dual registration stands apart from the reasons for absence, as a count: 40 and 25
// sessions of two schools are 65 of the authority.
func TestEducatedElsewhere(t *testing.T) {
	ds := &register.Dataset{Reasons: []attendance.Reason{{ID: "code_i", Code: "I", Category: attendance.Authorised}, {ID: "code_d", Code: "D", Category: attendance.NotPossible}}}
	for urn, dual := range map[attendance.URN]register.Count{"1": 40, "2": 25, "3": 0} {
		ds.Schools = append(ds.Schools, attendance.Establishment{URN: urn, Name: "School " + string(urn), Phase: attendance.Primary})
		r := row(t, school(urn), attendance.Primary, "2024-25 spring", 100, 500)
		r.Counts.Authorised, r.Counts.Unauthorised, r.Counts.Reasons = 500, 0, []register.Count{500, dual}
		ds.Rows = append(ds.Rows, r)
	}
	b := &Book{Pub: disclosure.Publish(measure.Aggregate(ds, wexcombe, nil), disclosure.Intranet), Settings: Settings{Edition: "intranet", AsOf: "2025-05-08", Lang: "en"}}
	b.Open()
	for place, want := range map[attendance.Place]int64{wexcombe: 65, school("1"): 40} {
		at := b.at(place, period(t, "2024-25 spring"))
		said := b.elsewhere(at)
		if len(said) != 2 || said[0].ID != "elsewhere.now" || said[1].ID != "elsewhere.notpossible" {
			t.Fatalf("%s: %+v", place, said)
		}
		if n, ok := said[0].Args[1].Figure.Num(); !ok || n != want {
			t.Errorf("%s has %d", place, n)
		}
		for _, reason := range b.reasons(at).Rows {
			if reason.Label.ID == "reason.code_d" {
				t.Errorf("%s: dual registration is drawn as absence", place)
			}
		}
	}
	if b.elsewhere(b.at(school("3"), period(t, "2024-25 spring"))) != nil {
		t.Error("a school without dual registration is told of none")
	}
}
