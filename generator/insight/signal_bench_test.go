package insight

import (
	"fmt"
	"strconv"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// BenchmarkChangeOf judges the last term of schools with twenty half-terms, and of their
// authority.
func BenchmarkChangeOf(b *testing.B) {
	const schools = 300
	ds := &register.Dataset{}
	for s := range schools {
		place := attendance.Place{Level: attendance.LevelSchool, Code: strconv.Itoa(100000 + s)}
		ds.Schools = append(ds.Schools, attendance.Establishment{URN: attendance.URN(place.Code), Phase: attendance.Primary})
		for i := range 20 {
			ds.Rows = append(ds.Rows, row(b, place, fmt.Sprintf("%s HT%d", attendance.AcademicYear(2021+i/6), i%6+1), register.Count(600+(i*s)%70)))
		}
	}
	pub := disclosure.Publish(measure.Aggregate(ds, authority, nil), disclosure.Policy{Mode: disclosure.Open})
	here := at(b, "2024-25 autumn")
	for _, c := range []struct {
		name   string
		place  func(i int) attendance.Place
		period string
	}{
		{"school", func(i int) attendance.Place {
			return attendance.Place{Level: attendance.LevelSchool, Code: strconv.Itoa(100000 + i%schools)}
		}, "2024-25 autumn"},
		{"authority", func(int) attendance.Place { return authority }, "2024-25 autumn"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				here.Place = c.place(i)
				if got := ChangeOf(pub, here, "attendance", authority, rules); got.Basis != HalfTermChanges || got.Verdict == TooFew || got.Verdict == NotJudged {
					b.Fatalf("%+v", got)
				}
			}
		})
	}
}
