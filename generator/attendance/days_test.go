package attendance

import (
	"testing"
	"time"
)

// What a slip of the pen makes of a day, and what is only unusual.
func TestDaysOfTheData(t *testing.T) {
	p := Period{Year: 2024, Grain: HalfTerm, Number: 2}
	for text, want := range map[string]struct{ years, near, recorded bool }{
		"0209-11-04": {}, "2209-01-10": {}, "1900-01-01": {}, "1989-12-31": {},
		"1990-01-01": {years: true},
		"2024-07-31": {years: true},
		"2024-08-01": {true, true, true},
		"2024-11-04": {true, true, true},
		"2025-09-30": {true, true, true},
		"2025-10-01": {years: true, recorded: true},
		"2034-07-31": {years: true, recorded: true},
		"2034-08-01": {years: true},
		"2101-01-01": {},
	} {
		day, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		if years, near, recorded := InYears(day), p.Near(day), p.Recorded(day); years != want.years || near != want.near || recorded != want.recorded {
			t.Errorf("%s: %t %t %t, want %+v", text, years, near, recorded, want)
		}
	}
}
