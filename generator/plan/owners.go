package plan

import (
	"regexp"
	"strings"

	"rollcall/generator/diag"
)

// between is what may stand between two owners in one cell, and may as well be part
// of one owner's name: Adviser for behaviour and attendance.
var between = regexp.MustCompile(`(?i)\s*(?:,\s*and\s+|\s+and\s+|\s*&\s*|\s*/\s*|,\s*)`)

// settleOwners divides cells that name owners without a semicolon. A name is divided
// only where each of its parts owns an action elsewhere in the plan: nothing is
// guessed about a role that is called by two words. Where one side of a joint owns an
// action and the rest does not, the cell is reported.
func (r *reader) settleOwners() {
	known := make(map[string]string) // by the name in small letters
	for _, a := range r.actions {
		for _, name := range a.Owners {
			low := strings.ToLower(name)
			if spelt, ok := known[low]; !ok || name < spelt { // whichever row comes first
				known[low] = name
			}
		}
	}
	for i := range r.actions {
		var owners []string
		for _, name := range r.actions[i].Owners {
			parts := divide(name, known)
			if parts == nil {
				parts = []string{name}
				if first, rest, ok := halfKnown(name, known); ok {
					r.problems.Add(r.actions[i].owner, diag.OwnersUnclear, "Write "+first+"; "+rest+" if they are two.", "%q may name more than one owner", name)
				}
			}
			owners = append(owners, parts...)
		}
		r.actions[i].Owners = owners
	}
}

// divide returns the known owners that a name is made of, or none.
func divide(name string, known map[string]string) []string {
	for _, at := range between.FindAllStringIndex(name, -1) {
		first, ok := known[strings.ToLower(name[:at[0]])]
		if !ok {
			continue
		}
		rest := name[at[1]:]
		if parts := divide(rest, known); parts != nil {
			return append([]string{first}, parts...)
		}
		if last, ok := known[strings.ToLower(rest)]; ok {
			return []string{first, last}
		}
	}
	return nil
}

// halfKnown finds a joint at which a name has a known owner on one side.
func halfKnown(name string, known map[string]string) (first, rest string, ok bool) {
	for _, at := range between.FindAllStringIndex(name, -1) {
		first, rest = name[:at[0]], name[at[1]:]
		_, before := known[strings.ToLower(first)]
		_, after := known[strings.ToLower(rest)]
		if before || after {
			return first, rest, true
		}
	}
	return "", "", false
}
