package audit

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// columnSum is a sum over columns that holds within a row.
type columnSum struct {
	total *column
	parts []*column
	rest  bool
}

// chains are the relations between columns.
type chains struct {
	nested [][]*column // each column holds the next one that is there
	sums   []columnSum
}

// chains lists the relations between columns: absence is authorised or not, the more
// persistent are among the persistent, bands share out the enrolments. That reasons
// add up to absence is used only where every row published whole says so.
func (b *figures) chains() chains {
	at := b.columnAt
	var out chains
	nest := []*column{}
	for _, c := range b.columns {
		if _, err := strconv.Atoi(strings.TrimPrefix(c.name, "pa_")); err == nil && strings.HasPrefix(c.name, "pa_") {
			nest = append(nest, c)
		}
	}
	slices.SortFunc(nest, func(x, y *column) int { return cmp.Or(len(x.name)-len(y.name), strings.Compare(x.name, y.name)) })
	nest = slices.Insert(nest, 0, at["enrolments"])
	out.nested = append(out.nested, append(nest, at["severe"]), []*column{at["severe"], at["severe_plan"]},
		[]*column{at["sess_possible"], at["sess_overall"]})
	for i, chain := range out.nested {
		out.nested[i] = slices.DeleteFunc(chain, func(c *column) bool { return c == nil })
	}
	add := func(total *column, rest bool, parts ...*column) {
		if total != nil && len(parts) > 0 && !slices.Contains(parts, nil) {
			out.sums = append(out.sums, columnSum{total, parts, rest})
		}
	}
	add(at["sess_overall"], false, at["sess_authorised"], at["sess_unauthorised"])
	add(at["enrolments"], true, at["pa_10"], at["near_pa"])
	b.bandSums(add)
	b.reasonSums(add)
	return out
}

// bandSums adds what the bands of a set come to: all enrolments, if they run from
// 100 to 0, and those from some band down the persistent absence of its cut.
func (b *figures) bandSums(add func(total *column, rest bool, parts ...*column)) {
	type band struct {
		column   *column
		from, to int
	}
	sets := make(map[string][]band)
	var order names
	for _, c := range b.columns {
		name, ok := strings.CutPrefix(c.name, "band_")
		cut := strings.LastIndex(name, "_")
		if !ok || cut < 0 || c.unit != pupilsUnit {
			continue
		}
		from, to, _ := strings.Cut(name[cut+1:], "-")
		f, err := strconv.Atoi(from)
		t, err2 := strconv.Atoi(to)
		if err == nil && err2 == nil {
			order.of(name[:cut])
			sets[name[:cut]] = append(sets[name[:cut]], band{c, f, t})
		}
	}
	for _, id := range order.list {
		set := sets[id]
		slices.SortFunc(set, func(x, y band) int { return y.from - x.from })
		whole := set[0].from == 100 && set[len(set)-1].to == 0
		for i := 1; i < len(set); i++ {
			whole = whole && set[i-1].to == set[i].from
		}
		if !whole {
			continue
		}
		var parts []*column
		for i := len(set) - 1; i > 0; i-- {
			parts = append(parts, set[i].column)
			name := "pa_" + strconv.Itoa(100-set[i].from)
			if set[i].from == 50 {
				name = "severe"
			}
			if b.english() {
				add(b.columnAt[name], false, slices.Clone(parts)...)
			}
		}
		add(b.columnAt["enrolments"], false, append(parts, set[0].column)...)
	}
}

// english reports whether the schools have numbers of six digits, as in England,
// where a pupil on the line of persistent absence is beyond it. In Wales, with seven,
// such a pupil is in the band below it and not persistently absent.
func (b *figures) english() bool {
	for _, p := range b.places {
		if p.level == "school" {
			return len(p.code) != 7
		}
	}
	return true
}

// reasonSums adds that the reasons for authorised absence, and for unauthorised,
// account for it, if every row that is published whole says so.
func (b *figures) reasonSums(add func(total *column, rest bool, parts ...*column)) {
	for _, kind := range [][2]string{{"sess_authorised", "c c1 c2 e f h i j1 m r s t"}, {"sess_unauthorised", "g n o u"}} {
		whole := b.columnAt[kind[0]]
		var parts []*column
		for _, code := range strings.Fields(kind[1]) {
			if c := b.columnAt["sess_code_"+code]; c != nil {
				parts = append(parts, c)
			}
		}
		if whole == nil || len(parts) == 0 {
			continue
		}
		seen, met := 0, 0
		for row := range b.rows {
			left := whole.at(int32(row))
			shown := left >= 0
			for _, c := range parts {
				v := c.at(int32(row))
				shown = shown && v >= 0
				left -= v
			}
			if shown {
				seen++
				if left == 0 {
					met++
				}
			}
		}
		if seen > 0 && met == seen {
			add(whole, false, parts...)
		}
	}
}

// writeRow writes the relations between the columns of a row.
func (p *puzzle) writeRow(row int32, chains chains) {
	for _, chain := range chains.nested {
		var whole *column
		for _, c := range chain {
			if c.at(row) == absent {
				continue
			}
			if whole != nil {
				p.atMost(c, row, whole, row)
			}
			whole = c
		}
	}
	for i, s := range chains.sums {
		var number int64
		total, ok := p.operand(s.total, row)
		if !ok {
			continue
		}
		var least, most int64
		for _, c := range s.parts {
			o, good := p.operand(c, row)
			if ok = ok && good; ok {
				p.add(&number, o, false)
				least, most = least+p.low(o), most+p.high(o)
			}
		}
		// A rest that is never a few pupils, and a sum that the row contradicts, say nothing.
		if !ok || s.rest && p.low(total)-most > p.book.protection.Threshold || least > p.high(total) || !s.rest && most < p.low(total) {
			p.line = p.line[:0]
			continue
		}
		p.add(&number, total, true)
		if s.rest {
			if len(p.line) == 0 {
				p.shownDifference(-number, origin{row: row, column: s.total.index, other: int32(i), kind: ofColumns})
				continue
			}
			p.add(&number, p.unknown(s.total, s.parts[0].index, row, row), false)
		}
		p.write(number, origin{row: row, column: s.total.index, other: int32(i), kind: ofColumns})
	}
}

// wholes lists for each group those that it is among: all pupils, and each of two groups
// for both of them together.
func (b *figures) wholes() [][]int32 {
	out := make([][]int32, len(b.groups.list))
	for i, name := range b.groups.list {
		if name == everyPupil {
			continue
		}
		within := []string{everyPupil}
		if a, z, ok := strings.Cut(name, ", "); ok && b.groups.find(a) >= 0 {
			within = append(within, a, z)
		}
		for _, whole := range within {
			if group := b.groups.find(whole); group >= 0 {
				out[i] = append(out[i], group)
			}
		}
	}
	return out
}

// writeGroup writes that a group is among others.
func (p *puzzle) writeGroup(row int32, wholes [][]int32) {
	b := p.book
	key := b.rows[row].rowKey
	for _, key.group = range wholes[key.group] {
		whole, ok := b.rowAt(key)
		if !ok {
			continue
		}
		for _, c := range b.columns {
			if c.unit == pupilsUnit || c.unit == sessionsUnit && c.at(row) == hidden {
				p.atMost(c, row, c, whole)
			}
		}
	}
}
