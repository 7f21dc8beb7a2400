package generator

import (
	"strconv"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/earlier"
	"rollcall/generator/register"
)

// known gives what earlier editions told, for whoever protects the next one.
func (in *inputs) known(authority attendance.Place) []disclosure.Earlier {
	former := make(map[attendance.Place][]attendance.URN)
	for _, s := range in.dataset.Schools {
		if len(s.Predecessors) > 0 {
			former[attendance.Place{Level: attendance.LevelSchool, Code: string(s.URN)}] = s.Predecessors
		}
	}
	var out []disclosure.Earlier
	for _, e := range in.earlier {
		k := knowledge{e, authority, former}
		out = append(out, k.row)
	}
	return out
}

// knowledge is what one earlier edition told.
type knowledge struct {
	edition   *earlier.Edition
	authority attendance.Place
	former    map[attendance.Place][]attendance.URN // the numbers that schools had before
}

func (k knowledge) row(at disclosure.At) disclosure.Row {
	cell := cellOf(at)
	found, ok := k.edition.Row(cell)
	for _, urn := range k.former[at.Place] {
		if ok {
			break
		}
		cell.Code = string(urn)
		found, ok = k.edition.Row(cell)
	}
	switch {
	case ok:
		return func(column string) register.Count { return toldNumber(found, column) }
	case at.Place.Level == attendance.LevelSchool && k.withheld(at):
		return func(column string) register.Count {
			if column == string(disclosure.Enrolments) {
				return register.Withheld
			}
			return register.Missing
		}
	}
	return nil
}

// withheld reports whether a group of pupils of a school has no row because it was hidden.
// Where pupils were counted, files leave such rows out: the school has one of all pupils
// then, and the authority has one of the group.
func (k knowledge) withheld(at disclosure.At) bool {
	all, whole := at, at
	all.Group = attendance.AllPupils
	whole.Place, whole.Phase = k.authority, attendance.Total
	counted, _ := k.edition.Find(cellOf(all), string(disclosure.NearPA))
	if at.Group == attendance.AllPupils || counted == "" {
		return false
	}
	_, ok := k.edition.Row(cellOf(whole))
	return ok
}

// toldNumber reads a column: a whole number, or a percentage in tenths of a point.
func toldNumber(row earlier.Row, column string) register.Count {
	text, told := row.Find(column)
	switch told {
	case earlier.Hidden:
		return register.Withheld
	case earlier.Shown:
		if whole, part, ok := strings.Cut(text, "."); ok && len(part) == 1 {
			text = whole + part
		} else if strings.HasSuffix(column, "_percent") {
			return register.Missing // not as a public edition writes it
		}
		if n, err := strconv.ParseUint(text, 10, 40); err == nil {
			return register.Count(n)
		}
	}
	return register.Missing
}
