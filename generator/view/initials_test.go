package view

import (
	"fmt"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// Very many groups are listed by the letter they begin with, every one of them once.
func TestManyGroupsAreListedByLetter(t *testing.T) {
	for _, n := range []int{mostLinks, mostLinks + 100} {
		ds := &register.Dataset{}
		period := attendance.Period{Year: 2024, Grain: attendance.Term, Number: 1}
		for i := range n {
			urn := fmt.Sprint(100000 + i)
			ds.Schools = append(ds.Schools, attendance.Establishment{URN: attendance.URN(urn), Name: "School " + urn, Phase: attendance.Primary,
				Groupings: map[string]string{"ward": fmt.Sprintf("%c ward %d", 'A'+i%5, i)}})
			c := register.None()
			c.Schools, c.Enrolments, c.Possible, c.Overall = 1, 100, 1000, 50
			ds.Rows = append(ds.Rows, register.Row{Place: attendance.Place{Level: attendance.LevelSchool, Code: urn}, Phase: attendance.Primary,
				Period: period, Group: attendance.AllPupils, Counts: c})
		}
		wards := Grouping{Level: "ward", Column: "ward", One: "ward", Many: "wards"}
		cube := measure.Aggregate(ds, attendance.Place{Level: attendance.LevelAuthority, Code: "999"}, []measure.Grouping{{Level: "ward", Column: "ward"}})
		b := &Book{Pub: disclosure.Publish(cube, disclosure.Intranet), Settings: Settings{Groupings: []Grouping{wards}, Edition: "intranet", AsOf: "2026-05-08", Lang: "en"}}
		b.Open()
		initials := b.Initials(wards)
		if n <= mostLinks {
			if len(initials) > 0 {
				t.Errorf("%d wards are listed under %v", n, initials)
			}
			continue
		}
		listed := make(map[string]int)
		for _, initial := range initials {
			for _, block := range b.GroupInitial(wards, initial).Sections[0].Blocks {
				for _, link := range block.Links {
					listed[link.Href]++
				}
			}
		}
		if len(initials) != 5 || len(listed) != n {
			t.Errorf("%d of %d wards are listed under %v", len(listed), n, initials)
		}
	}
}
