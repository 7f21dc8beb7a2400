package plan

import (
	"slices"
	"strings"
	"testing"
)

// A cell is divided at a semicolon always; at and, a comma or a stroke only where both
// sides own an action of their own, in any order of rows. Where only one side does,
// the cell stays as it is and is reported.
func TestOwnersInOneCell(t *testing.T) {
	rows := []string{
		"A,s,f,a,Head of service,,,,,,,\n",
		"B,s,f,a,data team; Legal services,,,,,,,\n",
		"C,s,f,a,Head of service and Data team,,,,,,,\n",
		"D,s,f,a,\"Legal services, Head of service and data team\",,,,,,,\n",
		"E,s,f,a,Data team/Legal services,,,,,,,\n",
		"F,s,f,a,Adviser for behaviour and attendance,,,,,,,\n",
		"G,s,f,a,Adviser for behaviour and attendance and Head of service,,,,,,,\n",
		"H,s,f,a,Data team and others,,,,,,,\n",
		"I,s,f,a,Data team; Head of service & Legal services,,,,,,,\n",
	}
	want := map[string][]string{
		"A": {"Head of service"}, "B": {"data team", "Legal services"}, "C": {"Head of service", "data team"},
		"D": {"Legal services", "Head of service", "data team"}, "E": {"data team", "Legal services"},
		"F": {"Adviser for behaviour and attendance"}, "G": {"Adviser for behaviour and attendance", "Head of service"},
		"H": {"Data team and others"}, "I": {"Data team", "Head of service", "Legal services"},
	}
	for range 2 {
		var text string
		for _, row := range rows {
			text += row
		}
		p, problems := read(t, text, "")
		if len(problems) != 1 || !strings.Contains(problems[0], ":9: owners-unclear: \"Data team and others\" may name more than one owner\n    Write Data team; others if they are two.") {
			t.Fatal(problems)
		}
		for _, a := range p.Actions {
			same := slices.EqualFunc(a.Owners, want[a.ID], func(x, y string) bool { return x == y || x == "Data team" && y == "data team" })
			if !same {
				t.Errorf("%s is owned by %q, want %q", a.ID, a.Owners, want[a.ID])
			}
		}
		slices.Reverse(rows)
	}
}
