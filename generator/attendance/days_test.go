package attendance

import (
	"testing"
	"time"
)

func TestPlausibleDay(t *testing.T) {
	asOf := time.Date(2026, 1, 15, 0, 0, 0, 0, time.UTC)
	for year, want := range map[int]bool{209: false, 1989: false, 1990: true, 2026: true, 2036: true, 2037: false, 2209: false} {
		if got := PlausibleDay(time.Date(year, 5, 1, 0, 0, 0, 0, time.UTC), asOf); got != want {
			t.Errorf("a day of %d: %v", year, got)
		}
	}
}
