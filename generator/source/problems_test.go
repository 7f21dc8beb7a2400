package source

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

func codes(problems *diag.List) string {
	var out []string
	for _, p := range problems.Problems() {
		out = append(out, fmt.Sprintf("%s %s", p.Pos, p.Code))
	}
	return strings.Join(out, "; ")
}

const good = "100,30000,1500,1000,500,10,800,100"

const ourSchools = "urn,name,phase,cluster,opened,closed\n100001,Alder,Primary,North,,\n100002,Birch,Secondary,South,,\n100003,Cedar,Special,South,2020-09-01,2024-12-31\n"

const returnHeader = "urn,period,group,sess_possible,sess_authorised,sess_unauthorised,enrolments,pa_10,pa_15,pa_20,severe,status,returned_on,code_i,code_l\n"

func returned(rows ...string) file {
	return file{"attendance.csv", returnHeader + strings.Join(rows, "\n") + "\n"}
}

// Every problem has its code and its place.
func TestProblems(t *testing.T) {
	schools := file{"schools.csv", ourSchools}
	a := "100001,2024-25 autumn,,1000,50,20,90,9,5,4,2,,,40,10"
	b := "100002,2024-25 autumn,,1000,50,20,90,9,5,4,2,,,40,10"
	c := "100003,2024-25 autumn,,1000,50,20,90,9,5,4,2,,,40,10"
	with := func(rows ...string) []file { return []file{schools, returned(rows...)} }
	comparator := func(row string) []file {
		return []file{{"c.csv", "level,code,name,phase,period,measure,value,numerator,denominator\n" + row + "\n"}}
	}
	for _, test := range []struct {
		name  string
		files []file
		want  string
	}{
		{"good", with(a, b, c), ""},
		{"unknown school", with(a, b, c, "100009,2024-25 autumn,,10,1,0,,,,,,,,,"), "attendance.csv:5:1 school-unknown"},
		{"an unreadable list says nothing of the schools", []file{{"schools.csv", "urn,name\n"}, returned(a)}, "schools.csv:1 format-unknown"},
		{"doubled school", []file{{"schools.csv", ourSchools + "100001,Alder,Secondary,North,,\n"}}, "schools.csv:5:1 school-doubled"},
		{"a school given again", []file{{"schools.csv", ourSchools + "100001,Alder,Primary,North,,\n"}, returned(a, b, c)}, "schools.csv:5:1 row-repeated"},
		{"a phase that is none", []file{{"schools.csv", ourSchools + "100004,Dogwood,Primry,North,,\n"}, returned(a, b, c, "100004,2024-25 autumn,,10,1,0,,,,,,,,,")}, "attendance.csv:5:1 school-unknown; schools.csv:5:16 phase-unknown"},
		{"a torn row of a school", []file{{"schools.csv", ourSchools + "100004,Dogwood,Primary,North,,,x\n"}, returned(a, b, c, "100004,2024-25 autumn,,10,1,0,,,,,,,,,")}, "attendance.csv:5:1 school-unknown; schools.csv:5 row-width"},
		{"no list of schools", []file{returned(a, b)}, "attendance.csv schools-none"},
		{"no school number", with(a, b, c, ",2024-25 autumn,,10,1,0,,,,,,,,,"), "attendance.csv:5:1 value-missing"},
		{"a school number", with(a, b, c, "12,2024-25 autumn,,10,1,0,,,,,,,,,"), "attendance.csv:5:1 value-unreadable"},
		{"period", with(a, b, c, "100001,autumn,,10,1,0,,,,,,,,,"), "attendance.csv:5:8 period-unknown"},
		{"phase", []file{{"schools.csv", "urn,name,phase\n100001,A,Primry\n"}}, "schools.csv:2:10 phase-unknown"},
		{"no name", []file{{"schools.csv", "urn,name,phase\n100001,,Primary\n"}}, "schools.csv:2:8 school-unnamed"},
		{"date", []file{{"schools.csv", "urn,name,phase,opened\n100001,A,Primary,1st of term\n"}}, "schools.csv:2:18 school-cell"},
		{"a slip in a column", []file{{"schools.csv", "urn,name,phase,postcoed\n100001,A,Primary,x\n"}}, "schools.csv:2:18 column-unknown"},
		{"a slip in a share", []file{{"schools.csv", "urn,name,phase,fms_percent\n100001,A,Primary,5\n"}}, "schools.csv:2:18 column-unknown"},
		{"a predecessor", []file{{"schools.csv", "urn,name,phase,predecessors\n100001,A,Primary,100000 x\n"}}, "schools.csv:2:18 school-cell"},
		{"a percentage", []file{{"schools.csv", "urn,name,phase,fsm_percent\n100001,A,Primary,12%\n100002,B,Primary,120\n"}}, "schools.csv:2:18 number-form; schools.csv:3:18 school-cell"},
		{"thousands", with(b, c, `100001,2024-25 autumn,,"1,000",50,20,90,9,5,4,2,,,40,10`), "attendance.csv:4:24 number-form"},
		{"a fraction", with(b, c, "100001,2024-25 autumn,,1000,50,20,90.5,9,5,4,2,,,40,10"), "attendance.csv:4:35 number-unreadable"},
		{"a negative count", with(b, c, "100001,2024-25 autumn,,1000,-50,20,90,9,5,4,2,,,40,10"), "attendance.csv:4:29 number-unreadable"},
		{"an empty count", with(b, c, "100001,2024-25 autumn,,,50,20,90,9,5,4,2,,,40,10"), "attendance.csv:4:24 value-missing"},
		{"status", with(b, c, "100001,2024-25 autumn,,1000,50,20,90,9,5,4,2,soon,,40,10"), "attendance.csv:4:46 value-unreadable"},
		{"a day of return", with(b, c, "100001,2024-25 autumn,,1000,50,20,90,9,5,4,2,,10/25,40,10"), "attendance.csv:4:47 return-day"},
		{"a code", []file{schools, {"a.csv", "urn,period,sess_possible,sess_authorised,sess_unauthorised,code_j9\n100001,2024-25 W07,1,0,0,0\n"}},
			"a.csv:2:26 code-unknown; schools.csv:3:1 return-missing; schools.csv:4:1 return-missing"},
		{"a code before its time", []file{{"schools.csv", "urn,name,phase\n100001,A,Primary\n"}, {"a.csv", "urn,period,sess_possible,sess_authorised,sess_unauthorised,code_c1\n100001,2023-24,9,3,0,1\n"}}, "a.csv:2:22 code-not-yet-used"},
		{"absence over possible", with(b, c, "100001,2024-25 autumn,,60,50,20,90,9,5,4,2,,,40,10"), "attendance.csv:4:27 absence-over-possible"},
		{"PA over enrolments", with(b, c, "100001,2024-25 autumn,,1000,50,20,8,9,5,4,2,,,40,10"), "attendance.csv:4:37 pa-over-enrolments"},
		{"plans over severe", []file{{"schools.csv", "urn,name,phase\n100001,A,Primary\n"}, {"a.csv", "urn,period,sess_possible,sess_authorised,sess_unauthorised,severe,severe_plan\n100001,2024-25 autumn,1000,50,20,4,5\n"}}, "a.csv:2:36 severe-over-pa"},
		{"severe over PA", with(b, c, "100001,2024-25 autumn,,1000,50,20,90,9,5,4,20,,,40,10"), "attendance.csv:4:44 severe-over-pa"},
		{"reasons over absence", with(b, c, "100001,2024-25 autumn,,1000,50,20,90,9,5,4,2,,,55,10"), "attendance.csv:4:29 reasons-over-absence"},
		{"the same row again", with(a, b, c, a), "attendance.csv:5:1 row-repeated"},
		{"doubled row", with(a, b, c, strings.Replace(a, ",1000,", ",1001,", 1)), "attendance.csv:5:1 row-doubled"},
		{"a row too wide", with(b, c, a+",7"), "attendance.csv:4 row-width"},
		{"a quote over several lines", with(b, c, `100001,2024-25 autumn,,"1000`, `100003",50`), "attendance.csv:4 row-quotes; schools.csv:2:1 return-missing"},
		{"a quote that fits", with(b, c, `100001,2024-25 autumn,,1000,50,20,90,9,5,4,2,,,40,"10`, `100003"`), "attendance.csv:4:1 row-quotes; attendance.csv:4:51 number-unreadable"},
		{"no possible sessions", with(b, c, "100001,2024-25 autumn,,0,0,0,90,0,0,0,0,,,0,0"), "attendance.csv:4:1 return-empty"},
		{"nothing but zeros, and no enrolments", with(b, c, "100001,2024-25 autumn,,0,0,0,,0,0,0,0,,,0,0"), "attendance.csv:4:1 return-empty"},
		{"a school without pupils", with(b, c, "100001,2024-25 autumn,,0,0,0,0,0,0,0,0,,,0,0"), ""},
		{"a week without school", with("100001,2024-25 W09,,0,0,0,90,0,0,0,0,,,0,0", "100002,2024-25 W09,,0,0,0,90,0,0,0,0,,,0,0", "100003,2024-25 W09,,0,0,0,90,0,0,0,0,,,0,0"), ""},
		{"a missing return of a school that was open", with(a, c), "schools.csv:3:1 return-missing"},
		{"a school that had closed", with(a, b, c, "100001,2024-25 spring,,1000,50,20,90,9,5,4,2,,,40,10", "100002,2024-25 spring,,1000,50,20,90,9,5,4,2,,,40,10"), ""},
		{"a jump", with(a, b, c, "100001,2023-24 autumn,,300,15,10,90,9,5,4,2,,,10,3", "100002,2023-24 autumn,,900,50,20,90,9,5,4,2,,,40,10", "100003,2023-24 autumn,,900,50,20,90,9,5,4,2,,,40,10"),
			"attendance.csv:2:1 count-jump"},
		{"a jump in pupils", with(a, b, c, "100001,2023-24 autumn,,900,15,10,2,1,1,1,0,,,10,3", "100002,2023-24 autumn,,900,50,20,90,9,5,4,2,,,40,10", "100003,2023-24 autumn,,900,50,20,90,9,5,4,2,,,40,10"),
			"attendance.csv:2:1 count-jump"},
		{"a part of more than the whole", with(a, b, c, "100001,2024-25 HT1,,900,51,10,90,9,5,4,2,,,20,5", "100002,2024-25 HT1,,900,30,10,90,9,5,4,2,,,20,5", "100003,2024-25 HT1,,900,30,10,90,9,5,4,2,,,20,5"),
			"attendance.csv:2:1 part-over-whole"},
		{"before it opened and after it closed", []file{{"schools.csv", "urn,name,phase,opened,closed\n100001,A,Primary,2024-12-31,\n100002,B,Primary,,2024-08-31\n100003,C,Primary,2024-09-01,2025-01-10\n"},
			{"a.csv", "urn,period,sess_possible,sess_authorised,sess_unauthorised\n100001,2024-25 HT1,9,3,0\n100002,2024-25 HT1,9,3,0\n100003,2024-25 HT1,9,3,0\n"}},
			"a.csv:2:1 return-outside; a.csv:3:1 return-outside"},
		{"two files for one term", []file{schools, returned(a, b, c), {"late.csv", "urn,period,sess_possible,sess_authorised,sess_unauthorised\n100001,2024-25 autumn,999,50,20\n"}}, "late.csv:2:1 row-doubled"},
		{"a total", with(a, b, c, "Total,2024-25 autumn,,3000,150,60,270,27,15,12,6,,,120,30", ",,,3000,150,60,270,27,15,12,6,,,120,30"), "attendance.csv:5:1 row-total"},
		{"not available", with(b, c, "100001,2024-25 autumn,,n/a,x,-,n/a,9,5,4,2,,,40,10"), ""},
		{"a percentage for a count", with(b, c, "100001,2024-25 autumn,,94%,1,1,90,9,5,4,2,,,0,0"), "attendance.csv:4:24 number-unreadable"},
		{"parts and whole", with(a, b, c,
			"100001,2024-25 HT1,,400,30,10,90,9,5,4,2,,,20,5", "100002,2024-25 HT1,,400,30,10,90,9,5,4,2,,,20,5", "100003,2024-25 HT1,,400,30,10,90,9,5,4,2,,,20,5",
			"100001,2024-25 HT2,,601,20,10,90,9,5,4,2,,,20,5", "100002,2024-25 HT2,,600,20,10,90,9,5,4,2,,,20,5", "100003,2024-25 HT2,,600,20,10,90,9,5,4,2,,,20,5"),
			"attendance.csv:2:1 period-sums"},
		{"unnamed", []file{{"dfe.csv", dfe(schoolRow("201819", "100001", "9992001", good))}}, "dfe.csv:2:30 school-unnamed"},
		{"a published symbol that is none", []file{{"dfe.csv", dfe(placeRow("Local authority", "1,100,30000,n.k,1000,500,10,800,100"))}}, "dfe.csv:2:144 number-unreadable"},
		{"a published phase", []file{{"dfe.csv", strings.Replace(dfe(placeRow("National", good+",9")), "State-funded primary", "Sixth form", 1)}}, "dfe.csv:2:104 phase-unknown"},
		{"a published period", []file{{"dfe.csv", strings.Replace(dfe(placeRow("National", "1,"+good)), "201819", "201820", 1)}}, "dfe.csv:2:30 period-unknown"},
		{"a published level", []file{{"dfe.csv", dfe(placeRow("Village", "1,"+good))}}, "dfe.csv:2:37 published-unused"},
		{"a school without numbers", []file{{"dfe.csv", dfe(schoolRow("201819", "", "", good))}}, "dfe.csv:2:101 value-unreadable"},
		{"published total", []file{{"names.csv", "urn,school_name,la,estab,postcode\n100001,A,999,2001,\n"},
			{"dfe.csv", dfe(schoolRow("201819", "100001", "9992001", good), placeRow("Local authority", "1,100,30001,1500,1000,500,10,800,100"))}}, "dfe.csv:3:30 published-total"},
		{"a total of more schools", []file{{"names.csv", "urn,school_name,la,estab,postcode\n100001,A,999,2001,\n"},
			{"dfe.csv", dfe(schoolRow("201819", "100001", "9992001", good), placeRow("Local authority", "2,100,30001,1500,1000,500,10,800,100"))}}, ""},
		{"the same row in two files", []file{{"a.csv", dfe(placeRow("National", "1,"+good))}, {"b.csv", dfe(placeRow("National", "1,"+good))}}, ""},
		{"another row in another file", []file{{"a.csv", dfe(placeRow("National", "1,"+good))}, {"b.csv", dfe(placeRow("National", "2,"+good))}}, "b.csv:2:30 row-doubled"},
		{"tables without a period", []file{{"p.csv", "LA,ESTAB,URN,PERCTOT,PPERSABS15\n999,2001,100001,5.5,6.9\n"}}, "p.csv period-missing"},
		{"a measure", comparator("region,E12000005,West Midlands,Total,2024-25,overal,5.1,,"), "c.csv:2:46 measure-unknown"},
		{"a level", comparator("county,1,X,Total,2024-25,overall,5.1,,"), "c.csv:2:1 value-unreadable"},
		{"no value", comparator("region,1,X,Total,2024-25,overall,,,"), "c.csv:2:34 value-missing"},
		{"a share for a percentage", comparator("region,1,X,Total,2024-25,attendance,0.945,,"), "c.csv:2:37 value-unreadable"},
		{"a part greater than its whole", comparator("region,1,X,Total,2024-25,pa_10,,5,4"), "c.csv:2:33 pa-over-enrolments"},
		{"two denominators", comparator("region,1,X,Total,2024-25,overall,,5,100\nregion,1,X,Total,2024-25,authorised,,3,99"), "c.csv:3:40 row-doubled"},
		{"two rates", comparator("region,1,X,Total,2024-25,overall,5,,\nregion,1,X,Total,2024-25,overall,6,,"), "c.csv:3:34 row-doubled"},
		{"a measure of the tool", []file{{"lait.csv", "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region\nPriTotAbz,,2016,Testshire,4,999,X\n"}}, "lait.csv:2:1 measure-unknown"},
		{"a kind of link", []file{{"l.csv", "URN,LinkURN,LinkName,LinkType\n100001,100002,B,Neighbour\n"}}, "l.csv:2:17 value-unreadable"},
		{"not a file of ours", []file{{"x.csv", "a,b\n1,2\n"}}, "x.csv:1 format-unknown"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems := load(england, test.files...)
			if got := codes(problems); got != test.want {
				t.Errorf("got  %s\nwant %s\n%v", got, test.want, problems.Problems())
			}
		})
	}
}

func TestHints(t *testing.T) {
	_, problems := load(england, file{"schools.csv", ourSchools}, returned("100004,2024-25,,1,0,0,,,,,,,,,"))
	if p := problems.Problems()[0]; !strings.Contains(p.Hint, "10000") {
		t.Error(p)
	}
	house := Grouping{Column: "house", Pos: diag.Pos{File: "site.yaml", Line: 9, Col: 5}}
	_, problems = load(Options{Authority: "999", Nation: attendance.England, Groupings: []Grouping{house}}, file{"schools.csv", ourSchools})
	if got := codes(problems); got != "site.yaml:9:5 grouping-unused" {
		t.Error(got)
	}
	in := Input{FS: fstest.MapFS{"x": {Data: []byte(ourSchools)}}, Path: "x", Name: "x", Format: "scools"}
	problems = new(diag.List)
	Read([]Input{in}, england, problems)
	if p := problems.Problems()[0]; p.Code != diag.FormatUnknown || p.Hint != "Did you mean schools?" {
		t.Error(p)
	}
}
