package generator

import (
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// A sheet holds what is open, of whatever meeting, and the roles that the inputs name;
// listed under inputs it says the same again.
func TestMeetingSheet(t *testing.T) {
	site := recordSite()
	const agreements = "place,meeting_date,agreement,status,owner,updated\n" +
		"100001,2024-10-01,Call on the first day,open,Headteacher,\n" +
		"North East,2025-01-20,One letter,in progress,Cluster lead,\n100003,2025-01-20,Meet,open,,\n100003,2025-01-20,Meet,done,,2025-02-01\n"
	site["agreements.csv"] = &fstest.MapFile{Data: []byte(agreements)}
	site["site.yaml"].Data = []byte(strings.Replace(string(site["site.yaml"].Data), "{path: signoffs.csv}", "{path: signoffs.csv}, {path: agreements.csv}, {path: may.xlsx}", 1))
	site["may.xlsx"] = &fstest.MapFile{Data: []byte("place,meeting_date,agreement,status\n")}

	for _, test := range []struct {
		cluster              string
		open, places, owners int
	}{{"", 2, 5, 2}, {"North East", 2, 3, 2}, {"north-east", 2, 3, 2}, {"south", 0, 2, 2}} {
		var problems diag.List
		_, about, err := MeetingSheet(siteOptions(t, site), test.cluster, &problems)
		if err != nil || len(problems.Problems()) > 0 || len(about.Open) != test.open || len(about.Places) != test.places || len(about.Owners) != test.owners {
			t.Errorf("%q: %v %v %+v", test.cluster, err, problems.Problems(), about)
		}
	}
	var problems diag.List
	if workbook, _, _ := MeetingSheet(siteOptions(t, site), "west", &problems); workbook != nil || !problems.Failed() {
		t.Error("a sheet of a cluster that is not there")
	}

	problems = diag.List{}
	workbook, _, err := MeetingSheet(siteOptions(t, site), "", &problems)
	if err != nil {
		t.Fatal(err)
	}
	site["may.xlsx"].Data = workbook
	in, _, printed := read(t, site)
	if printed != "" {
		t.Fatal(printed)
	}
	alder := in.records.Agreements.Of(attendance.Place{Level: attendance.LevelSchool, Code: "100001"})
	if len(in.records.Agreements) != 3 || len(alder) != 1 || alder[0].Status != "open" || alder[0].Owner != "Headteacher" || len(alder[0].Before) != 1 || alder[0].Updated.Format("2006-01-02") != "2025-05-23" {
		t.Errorf("%+v", in.records.Agreements)
	}
}
