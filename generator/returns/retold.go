package returns

import (
	"cmp"
	"slices"
)

// retold puts the rows of one record together, in whatever order the files had them:
// the row of the latest day stands in place of those before it. compare orders two
// rows by what they are about and by day; follow takes over into a row what it leaves
// to the one before, and is false for a row that cannot follow, which is left out.
func retold[T any](rows []T, compare func(a, b *T) (id, day int), follow func(now *T, before T) bool) []T {
	slices.SortFunc(rows, func(a, b T) int { return cmp.Or(compare(&a, &b)) })
	var out []T
	for _, row := range rows {
		n := len(out)
		if n > 0 {
			if id, _ := compare(&out[n-1], &row); id == 0 {
				if follow(&row, out[n-1]) {
					out[n-1] = row
				}
				continue
			}
		}
		out = append(out, row)
	}
	return out
}
