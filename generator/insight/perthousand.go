package insight

import (
	"math/big"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// PerThousand returns how many of something there were for each thousand pupils, to
// one decimal place. It is false where either figure is not shown, or there are no
// pupils.
func PerThousand(count, pupils disclosure.Figure) (attendance.Decimal, bool) {
	k, ok := count.Num()
	n, also := pupils.Num()
	if !ok || !also || n == 0 {
		return attendance.Decimal{}, false
	}
	return rounded(big.NewRat(1000*k, n), 1), true
}
