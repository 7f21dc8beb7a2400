package audit

import (
	"slices"
	"strings"
)

// family is a set of groups that share out another.
type family struct {
	total int32
	parts []int32
}

// families lists the sets of groups that share out all pupils or a key stage, as
// their names say.
func (b *figures) families() []family {
	all := b.groups.find(everyPupil)
	var out []family
	share := func(total int32, in func(string) bool) {
		f := family{total: total}
		for i, name := range b.groups.list {
			if int32(i) != total && in(name) {
				f.parts = append(f.parts, int32(i))
			}
		}
		if total >= 0 && len(f.parts) > 0 {
			out = append(out, f)
		}
	}
	among := func(list ...string) func(string) bool {
		return func(name string) bool { return slices.Contains(list, name) }
	}
	years := []string{"Nursery", "Reception", "Year 1", "Year 2", "Year 3", "Year 4", "Year 5", "Year 6", "Year 7",
		"Year 8", "Year 9", "Year 10", "Year 11", "Year 12", "Year 13", "Year 14"}
	stages := []string{"Early years", "Key stage 1", "Key stage 2", "Key stage 3", "Key stage 4", "Key stage 5"}
	share(all, among("Girls", "Boys"))
	share(all, among("In the authority's schools", "Outside the authority"))
	share(all, among(years...))
	share(all, among(stages...))
	for i, ends := range [][2]int{{0, 2}, {2, 4}, {4, 8}, {8, 11}, {11, 13}, {13, 16}} {
		share(b.groups.find(stages[i]), among(years[ends[0]:ends[1]]...))
	}
	var kinds names
	for _, name := range b.groups.list {
		if kind, _, ok := strings.Cut(name, ": "); ok && kind != "Transfer" && !strings.Contains(name, ", ") {
			kinds.of(kind + ": ")
		} else if strings.HasPrefix(name, "Class ") && !strings.Contains(name, ", ") {
			kinds.of("Class ")
		}
	}
	for _, kind := range kinds.list {
		share(all, func(name string) bool { return strings.HasPrefix(name, kind) && !strings.Contains(name, ", ") })
	}
	return out
}

// sumGroups adds the sums over each family of groups. Where no column of a sum is
// published whole, it is as most of the family are: whole, or with a rest of pupils
// of whom nothing is stated.
func (b *figures) sumGroups(out *sumList) {
	for _, f := range b.families() {
		var tally [4]int
		var sums sumList
		var verdicts []verdict
		var parts []int32
		for row := range b.rows {
			key := b.rows[row].rowKey
			if key.group != f.total {
				continue
			}
			parts = parts[:0]
			for _, key.group = range f.parts {
				if part, ok := b.rowAt(key); ok {
					parts = append(parts, part)
				}
			}
			if len(parts) < 2 {
				continue // a group and the rest of its pupils are compared in any case
			}
			s := sum{kind: overGroups, total: int32(row), parts: parts}
			v := b.judge(&s)
			tally[v]++
			sums.add(s)
			verdicts = append(verdicts, v)
		}
		if tally[contradicted] > tally[equal]+tally[short] {
			continue // they overlap
		}
		for i, v := range verdicts {
			if v != contradicted {
				s := sums.at(int32(i))
				s.rest = v == short || v == unseen && tally[short] > tally[equal]
				out.add(s)
			}
		}
	}
}
