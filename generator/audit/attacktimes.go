package audit

import "slices"

// sumTimes adds the sums over time of each place, phase and group: every longer
// period is the path of shorter ones between its ends. It holds for a group of
// schools only while its schools are the same.
func (b *figures) sumTimes(byPlace, schools [][]int32, add func(sum) verdict) {
	type series struct {
		phase, group int32
		year         int
	}
	for place := range byPlace {
		at := make(map[series][]int32)
		var order []series
		for _, row := range byPlace[place] {
			r := b.rows[row]
			if p := b.periods[r.period]; p.last > 0 {
				k := series{r.phase, r.group, p.year}
				if at[k] == nil {
					order = append(order, k)
				}
				at[k] = append(at[k], row)
			}
		}
		for _, k := range order {
			rows := at[k]
			length := func(row int32) int { p := b.periods[b.rows[row].period]; return p.last - p.first }
			slices.SortStableFunc(rows, func(x, y int32) int { return length(x) - length(y) })
			var tree timeTree
			for _, row := range rows {
				p := b.periods[b.rows[row].period]
				path, found := tree.path(p.first-1, p.last)
				if !found {
					tree.join(p.first-1, p.last, row)
				} else if b.sameSchools(schools, row, path) {
					add(sum{kind: overTime, total: row, parts: path})
				}
			}
		}
	}
}

// sameSchools reports whether the schools that stand under some rows of a place are
// the same in all of them, as far as the files say.
func (b *figures) sameSchools(schools [][]int32, row int32, path []int32) bool {
	count := b.columnAt["schools"]
	same := func(x, y int32) bool { return b.rows[x].place == b.rows[y].place }
	for _, part := range path {
		part = max(part, ^part)
		if count != nil && count.at(row) >= 0 && count.at(part) >= 0 && count.at(row) != count.at(part) {
			return false
		}
		if !slices.EqualFunc(schools[row], schools[part], same) {
			return false
		}
	}
	return true
}

// timeTree joins the ends of half-terms, 0 to 6, by the periods between them.
type timeTree [7][]struct {
	to  int
	row int32
}

func (t *timeTree) join(from, to int, row int32) {
	t[from] = append(t[from], struct {
		to  int
		row int32
	}{to, row})
	t[to] = append(t[to], struct {
		to  int
		row int32
	}{from, ^row})
}

// path returns the periods that lead from one end to another, those that lead back
// as ^row.
func (t *timeTree) path(from, to int) ([]int32, bool) {
	var walk func(at, before int) ([]int32, bool)
	walk = func(at, before int) ([]int32, bool) {
		if at == to {
			return nil, true
		}
		for _, step := range t[at] {
			if step.to != before {
				if rest, ok := walk(step.to, at); ok {
					return append([]int32{step.row}, rest...), true
				}
			}
		}
		return nil, false
	}
	return walk(from, -1)
}
