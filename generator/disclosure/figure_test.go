package disclosure

import (
	"math/big"
	"testing"
)

// The quick way to a long percentage gives the digits of the exact one.
func TestUnroundedIsExact(t *testing.T) {
	for _, c := range [][2]int64{{0, 7}, {1, 3}, {2, 3}, {1, 8}, {7, 7}, {5, 2}, {819557, 17197212}, {1, 1 << 40}, {1<<40 - 1, 1 << 40},
		{1, 2e12}, {1, 2e12 + 1}, {3, 2e12}, {1e12, 1}, {1e12, 3}, {1e12 - 1, 1e12}, {999_999_999_999, 7}} {
		got, ok := Figure{kind: Rate, num: c[0], den: c[1]}.Unrounded()
		want := trimZeros(big.NewRat(100*c[0], c[1]).FloatString(10))
		if !ok || got != want {
			t.Errorf("%d of %d is %s%%, want %s%%", c[0], c[1], got, want)
		}
	}
}
