package register

import (
	"cmp"
	"slices"
	"strings"

	"rollcall/generator/attendance"
)

// naming gives the groups of parts their names, each a number.
type naming struct {
	words
	pupils  *Pupils
	flags   []bool // of each further column: its values are all yes or no
	pairs   map[[2]dimension]bool
	single  map[part]uint32
	crosses map[[2]part]uint32
}

func newNaming(p *Pupils, cross [][2]string) naming {
	n := naming{pupils: p, pairs: make(map[[2]dimension]bool), single: make(map[part]uint32), crosses: make(map[[2]part]uint32)}
	n.flags = make([]bool, max(1, len(p.further.text)))
	for i := range n.flags {
		n.flags[i] = true
	}
	for _, pairs := range p.pairs {
		for _, pair := range pairs {
			if _, ok := attendance.ParseYesNo(p.words.text[pair.value]); !ok {
				n.flags[pair.dimension-byFurther] = false
			}
		}
	}
	for _, pair := range cross {
		a, known := p.dimension(pair[0])
		b, also := p.dimension(pair[1])
		if known && also {
			n.pairs[[2]dimension{a, b}], n.pairs[[2]dimension{b, a}] = true, true
		}
	}
	return n
}

// HasColumn reports whether pupils can be grouped by a column.
func (p *Pupils) HasColumn(name string) bool {
	_, ok := p.dimension(name)
	return ok
}

// dimension finds the dimension that a column makes.
func (p *Pupils) dimension(column string) (dimension, bool) {
	switch column {
	case "year_group":
		return byYear, true
	case "key_stage":
		return byStage, true
	case "class":
		return byClass, true
	case "sex":
		return bySex, true
	case "ethnicity":
		return byEthnicity, true
	}
	for i, flag := range attendance.Flags {
		if flag.Column == column {
			return byFlag + dimension(i), true
		}
	}
	i, ok := p.further.at[column]
	return byFurther + dimension(i), ok
}

// of returns the group of a part, as a list of one; nil for the pupils of whom a flag
// is not true.
func (n *naming) of(p part) []uint32 {
	if id := n.group(p); id != 0 {
		return []uint32{id}
	}
	return nil
}

// group returns the group of a part; 0 where it has none.
func (n *naming) group(p part) uint32 {
	id, ok := n.single[p]
	if !ok {
		id = n.id(n.name(p))
		n.single[p] = id
	}
	return id
}

// name names the group of a part; "" where it has none.
func (n *naming) name(p part) string {
	text := n.pupils.words.text
	switch p.dimension {
	case everyone:
		return attendance.AllPupils
	case byYear:
		return attendance.YearGroup(p.value).String()
	case byStage:
		return attendance.KeyStage(p.value).String()
	case bySex:
		return attendance.Sex(p.value).String()
	case byClass:
		return attendance.ClassGroup(text[p.value])
	case byEthnicity:
		return attendance.CategoryGroup("ethnicity", text[p.value])
	case byFactors:
		return attendance.FactorGroups[p.value-1]
	}
	if p.dimension < byFurther {
		return attendance.Flags[p.dimension-byFlag].Group
	}
	column := p.dimension - byFurther
	if !n.flags[column] {
		return attendance.CategoryGroup(n.pupils.further.text[column], text[p.value])
	}
	if yes, _ := attendance.ParseYesNo(text[p.value]); yes {
		return attendance.FlagGroup(n.pupils.further.text[column])
	}
	return ""
}

// all lists the groups of a pupil: of each part, and of each two that are counted
// together.
func (n *naming) all(parts []part) []uint32 {
	var out []uint32
	for i, a := range parts {
		if a.virtual != 0 {
			break
		}
		id := n.group(a)
		if id == 0 {
			continue
		}
		out = append(out, id)
		for _, b := range parts[:i] {
			if n.together(a.dimension, b.dimension) && n.group(b) != 0 {
				out = append(out, n.cross(a, b))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// together reports whether two dimensions are counted together: sex and every flag
// with the year group, and the pairs that the site names. A category of many values
// by year group would be most groups of all, of a few pupils each.
func (n *naming) together(a, b dimension) bool {
	divides := func(d dimension) bool {
		return d == bySex || d >= byFlag && d < byFurther || d >= byFurther && n.flags[d-byFurther]
	}
	return a == byYear && divides(b) || b == byYear && divides(a) || n.pairs[[2]dimension{a, b}]
}

// cross returns the group of the pupils in both of two parts. The year group is named
// last; for the rest the order is that of tables, then of names.
func (n *naming) cross(a, b part) uint32 {
	key := [2]part{a, b}
	id, ok := n.crosses[key]
	if ok {
		return id
	}
	first, second := n.name(a), n.name(b)
	if rank := cmp.Compare(rank(a.dimension), rank(b.dimension)); rank > 0 || rank == 0 && strings.Compare(first, second) > 0 {
		first, second = second, first
	}
	id = n.id(attendance.Cross(first, second))
	n.crosses[key] = id
	return id
}

// rank orders dimensions in the name of two groups together. Further columns have no
// order but that of their names.
func rank(d dimension) dimension {
	if d == byYear {
		return byFurther + 1
	}
	return min(d, byFurther)
}
