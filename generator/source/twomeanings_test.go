package source

import (
	"strings"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// A number of two meanings sets its return aside, with what to write.
func TestNumbersOfTwoMeanings(t *testing.T) {
	for text, hint := range map[string]string{"12.867": "Write 12867 if the point", "1 2": "A count is a whole number", "94%": "percentage", "1.000": "Write 1000 if the point", "12,86": "A count is a whole number", "1.5": "A count is a whole number"} {
		ds, problems := load(england, file{"schools.csv", ourSchools}, file{"a.csv", "urn,period,sess_possible,sess_authorised,sess_unauthorised\n100001,2024-25 HT1,\"" + text + "\",0,0\n"})
		if c := find(ds, "school:100001", "2024-25 HT1", attendance.AllPupils); c.Possible != 0 || c.Schools != 0 {
			t.Errorf("%s: %+v", text, c)
		}
		if all := problems.Problems(); len(all) == 0 || all[0].Code != diag.NumberUnreadable || !strings.Contains(all[0].Hint, hint) {
			t.Errorf("%s: %v", text, all)
		}
	}
}
