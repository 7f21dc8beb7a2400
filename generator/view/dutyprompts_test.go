package view

import (
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/strategy"
)

// Of 200 pupils 40 are persistently absent, and 4 are severely absent, too few to
// show. Of 400 those are 80 and 8. Nobody counts who is near the line.
func TestDutyPrompts(t *testing.T) {
	b := book(t, row(t, school("100001"), attendance.Primary, "2024-25", 200, 900), row(t, school("100002"), attendance.Primary, "2024-25", 400, 900))
	if cards, _ := b.dutyPrompts(b.at(school("100001"), b.current), "", 3, partySchools); cards != nil {
		t.Error("duties are recalled without a framework")
	}
	tier := func(id string, p strategy.Pupils) strategy.Tier {
		return strategy.Tier{ID: id, Pupils: p, Duties: []string{id + " school", "Read the figures."}}
	}
	b.Frameworks = []*strategy.Framework{{Kind: strategy.Responsibilities, Parties: []strategy.Party{{ID: partySchools}, {ID: partyGovernors}}, Tiers: []strategy.Tier{
		tier("all", strategy.Pupils{All: true}), tier("near", strategy.Pupils{Measure: "near_pa"}), tier("pa", strategy.Pupils{Measure: "pa_10"}), tier("severe", strategy.Pupils{Measure: "severe"})}}}
	for name, test := range map[string]struct {
		urn, party string
		most       int
		want       string
	}{
		"hidden pupils ask nothing":   {"100001", partySchools, 3, "pa school;"},
		"most severe first":           {"100002", partySchools, 3, "severe school;pa school;"},
		"no more than asked for":      {"100002", partySchools, 1, "severe school;"},
		"one text once":               {"100002", partyGovernors, 2, "Read the figures.;"},
		"a party that does not exist": {"100002", partyAuthority, 3, ""},
	} {
		cards, pupils := b.dutyPrompts(b.at(school(attendance.URN(test.urn)), b.current), "", test.most, test.party)
		got := ""
		for _, c := range cards {
			got += c.HTML + ";"
		}
		if got != test.want || len(pupils) != len(cards) {
			t.Errorf("%s: %q with %d counts, want %q", name, got, len(pupils), test.want)
		}
	}
}
