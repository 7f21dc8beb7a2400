package measure

import (
	"fmt"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

// The publisher's rows stand for all years in which there are any, whether or not the
// schools' reach as far back; no year has two cells.
func TestPublishedYearsBeforeTheSchools(t *testing.T) {
	rows := []register.Row{row(t, "100001", "2018-19", attendance.Primary, 100, 30000, 900, 100, 9)}
	for year := 2010; year <= 2018; year++ {
		published := row(t, "", attendance.AcademicYear(year).String(), attendance.Total, 700, 210000, 6000, 1000, 70)
		published.Place = wexcombe
		rows = append(rows, published)
	}
	s := Aggregate(dataset(rows...), wexcombe, nil).Find(wexcombe)
	var totals, sums []attendance.Period
	for _, c := range s.Cells {
		switch {
		case c.Phase != attendance.Total:
		case c.Basis == Published:
			totals = append(totals, c.Period)
		default:
			sums = append(sums, c.Period)
		}
	}
	if len(totals) != 9 || len(sums) != 0 || len(s.Periods) != 9 {
		t.Errorf("published are %v, summed %v, and the periods %v; want 9, none and 9", totals, sums, s.Periods)
	}
}

// Every rate is found, and none that is not there.
func TestRate(t *testing.T) {
	ds := dataset(row(t, "100001", "2018-19", attendance.Primary, 100, 30000, 900, 100, 9))
	place := attendance.Place{Level: attendance.LevelSchool, Code: "100001"}
	for year := 2010; year < 2014; year++ {
		for i, id := range []string{"pa_15", "overall"} {
			ds.Rates = append(ds.Rates, register.Rate{Place: place, Phase: attendance.Primary, Period: attendance.Period{Year: attendance.AcademicYear(year), Grain: attendance.Year},
				Group: attendance.AllPupils, Measure: id, Method: fmt.Sprint(year), Percent: attendance.Decimal{Unscaled: int64(i)}})
		}
	}
	s := Aggregate(ds, wexcombe, byCluster).Find(place)
	for _, want := range ds.Rates {
		if got, ok := s.Rate(want.Period, want.Phase, want.Group, want.Measure); !ok || got != want {
			t.Errorf("%v is %v", want, got)
		}
		for _, other := range []func(register.Rate) (register.Rate, bool){
			func(r register.Rate) (register.Rate, bool) {
				return s.Rate(r.Period, attendance.Total, r.Group, r.Measure)
			},
			func(r register.Rate) (register.Rate, bool) { return s.Rate(r.Period, r.Phase, "Boys", r.Measure) },
			func(r register.Rate) (register.Rate, bool) { return s.Rate(r.Period, r.Phase, r.Group, "pa_20") },
		} {
			if got, ok := other(want); ok {
				t.Errorf("%v is found where there is none", got)
			}
		}
	}
}
