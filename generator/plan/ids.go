package plan

import (
	"regexp"
	"strings"

	"rollcall/generator/attendance"
)

var plainNumber = regexp.MustCompile(`^0*(\d+)(?:\.(\d+))?$`)

// idForm is what is left of an id when people and spreadsheets have retyped it: without
// spaces and capital letters, with one kind of dash, and as a number without the noughts
// that do not count. Ids of one form may still be two: 1.1 and 1.10.
func idForm(id string) string {
	form := strings.ReplaceAll(attendance.Fold(id), " ", "")
	m := plainNumber.FindStringSubmatch(form)
	if m == nil {
		return form
	}
	whole := strings.TrimLeft(m[1], "0")
	if whole == "" {
		whole = "0"
	}
	if part := strings.TrimRight(m[2], "0"); part != "" {
		return whole + "." + part
	}
	return whole
}

// ids finds actions by their ids.
type ids struct {
	list   []string
	at     map[string]int
	byForm map[string][]int
}

func newIDs(actions []Action) ids {
	x := ids{at: make(map[string]int), byForm: make(map[string][]int)}
	for i, a := range actions {
		x.list = append(x.list, a.ID)
		x.at[a.ID] = i
		x.byForm[idForm(a.ID)] = append(x.byForm[idForm(a.ID)], i)
	}
	return x
}

// find returns the action that an id means: the one that has it, or else the only one of
// its form. exact says which.
func (x ids) find(id string) (i int, exact, ok bool) {
	if i, ok := x.at[id]; ok {
		return i, true, true
	}
	if same := x.byForm[idForm(id)]; len(same) == 1 {
		return same[0], false, true
	}
	return 0, false, false
}

// others are the actions of the same form as one of them.
func (x ids) others(i int) []int {
	var out []int
	for _, j := range x.byForm[idForm(x.list[i])] {
		if j != i {
			out = append(out, j)
		}
	}
	return out
}
