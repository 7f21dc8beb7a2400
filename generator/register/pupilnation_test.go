package register

import (
	"testing"

	"rollcall/generator/attendance"
)

// A pupil with 70 possible sessions stands on the line with 7 missed, and is four
// sessions from being over it with 3 (England: 7 of 70) or 4 (Wales: 8 of 70).
func TestPersistentAbsenceByNation(t *testing.T) {
	for _, test := range []struct {
		nation   attendance.Nation
		missed   uint16
		pa, near int32
	}{
		{attendance.England, 2, 0, 0}, {attendance.England, 3, 0, 1}, {attendance.England, 6, 0, 1}, {attendance.England, 7, 1, 0}, {"", 7, 1, 0},
		{attendance.Wales, 3, 0, 0}, {attendance.Wales, 4, 0, 1}, {attendance.Wales, 7, 0, 1}, {attendance.Wales, 8, 1, 0},
	} {
		a := attended{mark: mark{possible: 70, authorised: test.missed}}
		if got := outcome(&a, test.nation); got.pa10 != test.pa || got.near != test.near {
			t.Errorf("%q: %d of 70 missed: persistent %d, near %d; want %d, %d", test.nation, test.missed, got.pa10, got.near, test.pa, test.near)
		}
	}
}
