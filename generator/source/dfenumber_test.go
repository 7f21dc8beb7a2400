package source

import (
	"slices"
	"strings"
	"testing"

	"rollcall/generator/attendance"
)

// Councils in England name schools by their DfE numbers, and the list of schools says
// which they are.
func TestReturnsByDfENumber(t *testing.T) {
	list := file{"schools.csv", "urn,name,phase,laestab\n100001,Alder,Primary,999/2001\n100002,Birch,Primary,9992002\n100003,Cedar,Primary,9992003\n100004,Cedar before,Primary,9992003\n"}
	returns := func(rows string) file {
		return file{"returns.csv", "urn,period,sess_possible,sess_authorised,sess_unauthorised\n" + rows}
	}
	ds, problems := load(england, list, returns("999/2001,2024-25 HT1,100,5,2\n9992002,2024-25 HT1,100,5,2\n"))
	var got []string
	for _, r := range ds.Rows {
		got = append(got, r.Place.Code)
	}
	if !slices.Equal(got, []string{"100001", "100002"}) || !strings.Contains(codes(problems), "returns.csv:2:1 school-by-number") {
		t.Errorf("%q, %v", got, problems.Problems())
	}
	for name, row := range map[string]string{"two schools of one number": "999/2003,2024-25 HT1,100,5,2\n", "of no school": "999/2009,2024-25 HT1,100,5,2\n"} {
		ds, problems := load(england, list, returns(row))
		if len(ds.Rows) > 0 || !strings.Contains(codes(problems), "returns.csv:2:1 school-unknown") {
			t.Errorf("%s: %v, %v", name, ds.Rows, problems.Problems())
		}
	}
	// A faulty return is set aside under the URN, so that pages know whose it is.
	ds, _ = load(england, list, returns("999/2001,2024-25 HT1,many,5,2\n"))
	if len(ds.SetAside) != 1 || ds.SetAside[0].School != "100001" {
		t.Errorf("%+v", ds.SetAside)
	}
	wales := england
	wales.Nation = attendance.Wales
	if ds, _ := load(wales, list, returns("999/2001,2024-25 HT1,100,5,2\n")); len(ds.Rows) > 0 {
		t.Errorf("in Wales: %+v", ds.Rows)
	}
}

// The register of schools gives special schools no phase but their type.
func TestPhaseByType(t *testing.T) {
	ds, problems := load(england, file{"schools.csv", "urn,name,phase,type\n100001,Alder,Not applicable,Community special school\n100002,Birch,,Pupil referral unit\n100003,Cedar,Not applicable,Community school\n"},
		file{"returns.csv", "urn,period,sess_possible,sess_authorised,sess_unauthorised\n100001,2024-25 HT1,100,5,2\n100002,2024-25 HT1,100,5,2\n"})
	if len(ds.Schools) != 2 || ds.Schools[0].Phase != attendance.Special || ds.Schools[1].Phase != attendance.AP || !strings.Contains(codes(problems), "phase-unknown") {
		t.Errorf("%+v, %v", ds.Schools, problems.Problems())
	}
}
