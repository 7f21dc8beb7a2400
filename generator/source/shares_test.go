package source

import (
	"maps"
	"testing"

	"rollcall/generator/attendance"
)

// A further column of our list is a share where it holds a number and the site does
// not group by it; the census fills in what the list does not say.
func TestShares(t *testing.T) {
	opt := england
	opt.Groupings = []Grouping{{Column: "visits"}}
	ds, problems := load(opt,
		file{"schools.csv", "urn,name,phase,EAL percent,idaci,house,visits\n100001,A,Primary,12.5,0.31,Red,2\n100002,B,Primary,,x,7,3\n"},
		file{"census.csv", "URN,LA,ESTAB,NOR,PNUMFSMEVER,PSENELK,PSENELSE,PNUMEAL\n100001,999,2001,200,20.5,9.5,1.5,40\n100002,999,2002,100,30,NA,2,SUPP\n"})
	if problems.Failed() {
		t.Fatal(problems.Problems())
	}
	for i, want := range []map[string]string{
		{"eal_percent": "12.5", "idaci": "0.31", "sen_support_percent": "9.5", "ehcp_percent": "1.5"},
		{"house": "7", "ehcp_percent": "2"},
	} {
		got := make(map[string]string)
		for column, number := range ds.Schools[i].Shares {
			got[column] = number.String()
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s has %v, want %v", ds.Schools[i].URN, got, want)
		}
	}
	if g := ds.Schools[0].Groupings; g["house"] != "Red" || g["visits"] != "2" || g["idaci"] != "" {
		t.Errorf("%v", g)
	}
	bare, _ := load(england, file{"schools.csv", "urn,name,phase\n100001,A,Primary\n"})
	if bare.Schools[0].Shares != nil || bare.Schools[0].Phase != attendance.Primary {
		t.Errorf("%+v", bare.Schools[0])
	}
}
