package source

import (
	"strings"
	"testing"
)

// What can hardly be is a warning that names the school, the period, the group and the
// numbers; the figures are used.
func TestImplausibleReturns(t *testing.T) {
	list := file{"schools.csv", "urn,name,phase\n100001,Alder,Primary\n"}
	for name, c := range map[string]struct{ row, want string }{
		"no absence":                     {"100001,2024-25 autumn,,34012,0,0,177,,", "attendance.csv:2:1: absence-none: Alder, 2024-25 autumn, All pupils: no session missed of 34012 possible"},
		"no absence of a small school":   {"100001,2024-25 autumn,,4999,0,0,40,,", ""},
		"absence withheld":               {"100001,2024-25 autumn,,34012,c,c,177,,", ""},
		"severe absence beyond bounds":   {"100001,2024-25 autumn,Girls,1000,60,40,10,5,3", "attendance.csv:2:1: severe-over-sessions: Alder, 2024-25 autumn, Girls: severe is 3, and only 100 sessions were missed of 1000 possible"},
		"severe absence within bounds":   {"100001,2024-25 autumn,Girls,1000,60,40,10,5,2", ""},
		"severe absence, pupils unknown": {"100001,2024-25 autumn,Girls,1000,60,40,x,5,3", ""},
	} {
		ds, problems := load(england, list, file{"attendance.csv", "urn,period,group,sess_possible,sess_authorised,sess_unauthorised,enrolments,pa_10,severe\n" + c.row + "\n"})
		got := ""
		for _, p := range problems.Problems() {
			if p.Code != "return-missing" {
				got += strings.Split(p.String(), "\n")[0]
			}
		}
		if got != c.want || len(ds.Rows) != 1 {
			t.Errorf("%s: got %q, want %q; %d rows", name, got, c.want, len(ds.Rows))
		}
	}
	both := dfe(schoolRow("200708", "109664", "9993353", good), strings.Replace(schoolRow("200708", "109664", "9994060", good), "primary", "secondary", 1))
	_, problems := load(england, file{"dfe.csv", both})
	if !strings.Contains(codes(problems), "number-shared") {
		t.Errorf("one number of two establishments: %v", problems.Problems())
	}
}
