package source

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

func TestIdentity(t *testing.T) {
	year := func(y, urn, laestab string) string { return schoolRow(y, urn, laestab, good) }
	names := "urn,school_name,la,estab,postcode\n"
	for _, c := range []struct {
		name, rows, links, list string
		want                    string // number, predecessors and name of each school
	}{
		{"a LAESTAB that stays", dfe(year("201718", "100001", "9992001"), year("201819", "140001", "9992001")), "", "100001,Old,999,2001,\n", "140001[100001]Old"},
		{"but not two schools at once", dfe(year("201819", "100001", "9992001"), year("201819", "140001", "9992001")), "", "", "100001[] 140001[]"},
		{"a link that changes the LAESTAB", dfe(year("201718", "100001", "9992001"), year("201819", "140001", "9994001")), "140001,100001,Old,Predecessor\n", "", "140001[100001]Old"},
		{"both numbers in one year", dfe(year("201819", "100001", "9992001"), year("201819", "140001", "9994001")), "140001,100001,,Predecessor\n100001,140001,,Successor\n", "", "140001[100001]"},
		{"a number without data", dfe(year("201718", "100001", "9992001")), "150001,100001,Old,Predecessor\n100001,150001,New,Successor\n", "", "100001[]New"},
		{"a chain", dfe(year("201617", "100001", "9992001"), year("201819", "150001", "9994002")), "140001,100001,,Predecessor\n150001,140001,,Predecessor\n", "", "150001[100001 140001]"},
		{"a circle", dfe(year("201718", "100001", "9992001"), year("201819", "140001", "9994001")), "140001,100001,,Predecessor\n100001,140001,,Predecessor\n", "", "100001[140001] 140001[100001]"},
		{"two made one", dfe(year("201718", "100001", "9992001"), year("201718", "100002", "9992002"), year("201819", "140001", "9992001")),
			"140001,100001,,Predecessor\n140001,100002,,Predecessor\n", "", "100001[] 100002[] 140001[100001 100002]"},
		{"a merger", dfe(year("201718", "100001", "9992001"), year("201819", "140001", "9992001")), "140001,100001,,Predecessor - merged\n", "", "100001[] 140001[100001]"},
		{"a blank number", dfe(year("201718", "", "9992001"), year("201819", "140001", "9992001")), "", "", "140001[9992001]"},
		{"a blank number alone", dfe(year("201718", "", "9992001")), "", "", "9992001[]"},
		{"the names of other authorities' schools", dfe(year("201718", "100001", "9992001")), "", "100001,Elsewhere,998,2001,\n", "100001[]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := []file{{"dfe.csv", c.rows}, {"names.csv", names + c.list}, {"links.csv", "URN,LinkURN,LinkName,LinkType\n" + c.links}}
			ds, problems := load(england, files...)
			if problems.Failed() {
				t.Fatal(problems.Problems())
			}
			var got []string
			for _, s := range ds.Schools {
				got = append(got, fmt.Sprintf("%s%v%s", s.URN, s.Predecessors, s.Name))
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
		})
	}
}

// A school that had two numbers in a period has one rate, which says of which.
func TestOlderRates(t *testing.T) {
	fsys := fstest.MapFS{"p": {Data: []byte("LA,ESTAB,URN,PERCTOT,PPERSABS15\n999,2001,100001,5.5,6.9\n999,4001,140001,5,SUPP\n998,1,100009,1,1\n")},
		"l": {Data: []byte("URN,LinkURN,LinkName,LinkType\n140001,100001,Old,Predecessor\n")}}
	var problems diag.List
	ds := Read([]Input{{FS: fsys, Path: "p", Name: "p", Period: attendance.Period{Year: 2013, Grain: attendance.Year}}, {FS: fsys, Path: "l", Name: "l"}}, england, &problems)
	var got []string
	for _, r := range ds.Rates {
		got = append(got, r.Measure+" "+r.Percent.String()+" "+r.Method)
	}
	want := "overall 5 performance tables 2014: the annual rate: of the number 140001 only|pa_15 6.9 performance tables 2014: 56 or more sessions over the year, 46 or more at age 15"
	if s := strings.Join(got, "|"); s != want || problems.Failed() {
		t.Errorf("%s\n%v", s, problems.Problems())
	}
}

func TestDescribe(t *testing.T) {
	opt := england
	opt.Groupings = []Grouping{{Column: "OB2L area"}, {Column: "trust"}, {Column: "postcode_district"}}
	ds, problems := load(opt,
		file{"schools.csv", "urn,name,phase,type,postcode,OB2L Area,predecessors\n140001,Own name,Secondary,Academy,cv1 2ab,SW1,100001\n"},
		file{"names.csv", "urn,school_name,la,estab,postcode\n140001,Listed,999,4001,CV9 9ZZ\n"},
		file{"census.csv", "URN,LA,ESTAB,NOR,PNUMFSMEVER\n100001,999,2001,321,12.5\n140001,999,2001,NA,NA\n"},
		file{"trusts.csv", "URN,Group Name,Group Type,Joined date,EstablishmentName,LA (code)\n140001,Sponsor,School sponsor,01-01-2020,X,999\n140001,First,Multi-academy trust,01-01-2018,X,999\n140001,Second,Multi-academy trust,01-01-2019,X,999\n"},
		file{"dfe.csv", dfe(schoolRow("201718", "100001", "9992001", good))})
	if problems.Failed() || len(ds.Schools) != 1 {
		t.Fatal(problems.Problems(), ds.Schools)
	}
	s := ds.Schools[0]
	if s.Name != "Own name" || s.Phase != attendance.Secondary || s.Roll != 321 || s.FSM.String() != "12.5" || s.Groupings["trust"] != "Second" ||
		s.Groupings["OB2L area"] != "SW1" || s.Groupings["postcode_district"] != "CV1" {
		t.Errorf("%+v", s)
	}
	if r := ds.Rows[0]; r.Place.Code != "140001" || r.Phase != attendance.Primary {
		t.Errorf("%+v", r)
	}
	if ds.Names[attendance.Place{Level: attendance.LevelAuthority, Code: "999"}] != "Testshire" {
		t.Error(ds.Names)
	}
}

func TestDistrict(t *testing.T) {
	for in, want := range map[string]string{"CV1 2AB": "CV1", "cv12ab": "CV1", "B8 3AN": "B8", "SW1A 1AA": "SW1A", "": "", "CV1": "", "not given": ""} {
		if got := district(in); got != want {
			t.Errorf("district(%q) = %q, want %q", in, got, want)
		}
	}
}
