package insight

import (
	"slices"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

// Of 10,000 possible sessions 704 missed leave 92.96%, printed 93.0; 700 leave 93
// exactly. Absence of 7.04% is past a line at 7, of 7% is not.
func TestPastLine(t *testing.T) {
	pub := pair(t, map[string][2]register.Count{"2013-14": {704, 700}}).publish()
	for id, line := range map[string]string{"attendance": "93", "overall": "7"} {
		past, of := PastLine(pub, period(t, "2013-14"), attendance.Primary, id, decimal(line))
		if !slices.Equal(past, []attendance.URN{"1"}) || of != 2 {
			t.Errorf("%s: %v of %d", id, past, of)
		}
	}
	if past, of := PastLine(pub, period(t, "2012-13"), attendance.Primary, "attendance", decimal("93")); past != nil || of != 0 {
		t.Errorf("a year without figures: %v of %d", past, of)
	}
}
