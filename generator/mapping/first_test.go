package mapping

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/diag"
	"rollcall/generator/plan"
	"rollcall/generator/returns"
	"rollcall/generator/sheet"
	"rollcall/generator/source"
)

func formats() []sheet.Format { return slices.Concat(source.Formats, plan.Formats, returns.Formats) }

// first opens a text file and maps its columns.
func first(t testing.TB, text string, answers Answers) (*Mapping, Table, bool) {
	t.Helper()
	var problems diag.List
	file, ok := sheet.Open(fstest.MapFS{"x.csv": {Data: []byte(text)}}, "x.csv", "x.csv", &problems)
	if !ok {
		t.Fatal(problems.Problems())
	}
	m, ok := First(file.Sheets()[0], formats(), answers, &problems)
	return m, TableOf(file.Sheets()[0]), ok
}

// summary says in a line what a mapping is: the format, and what each column is that is
// not under our own name.
func summary(m *Mapping) string {
	out := m.Format.Name
	for _, name := range slices.Sorted(maps.Keys(m.Own)) {
		out += fmt.Sprintf(" %s=%s", name, m.Own[name])
	}
	for _, c := range m.Columns {
		switch c.How {
		case Unknown:
			out += " ?" + c.Own
		case Left:
			out += " -" + c.Own
		case Further:
			out += " +" + c.Own
		}
	}
	for _, lack := range m.Missing {
		out += " !" + lack.Name
	}
	if m.Wide {
		out += " wide"
	}
	return out
}

// Exports in the manner of school systems and of the department are read by the names
// that their columns have.
func TestFirst(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"our own names":            {"urn,period,sess_possible,sess_authorised,sess_unauthorised\n100001,2024-25,1,0,0\n", "attendance"},
		"titles above":             {"Return\nRun 1 May\n\nURN,Half term,Possible Sessions,Authorised absences,Unauthorised absences,% Attendance,No. on roll\n100001,HT1,\"1,200\",5,6,94%,9\n", "attendance enrolments=No. on roll period=Half term sess_authorised=Authorised absences sess_possible=Possible Sessions sess_unauthorised=Unauthorised absences -% Attendance"},
		"marks":                    {"School URN,Term,Year,Possible Marks,Auth Abs,Unauth Abs,Surname\n100001,Autumn,2024/25,100,2,3,Smith\n", "attendance academic_year=Year period=Term sess_authorised=Auth Abs sess_possible=Possible Marks sess_unauthorised=Unauth Abs urn=School URN -Surname"},
		"register":                 {"URN,LA (code),EstablishmentName,PhaseOfEducation (name),TypeOfEstablishment (name),OpenDate,NumberOfPupils,PercentageFSM,Ward (name)\n100001,331,Alder,Primary,Community school,01-09-1990,210,12.5,North\n", "schools fsm_percent=PercentageFSM name=EstablishmentName opened=OpenDate phase=PhaseOfEducation (name) roll=NumberOfPupils type=TypeOfEstablishment (name) ward=Ward (name) -LA (code)"},
		"own list":                 {"urn,name,phase,Area\n100001,Alder,Primary,North\n", "schools +Area"},
		"plan":                     {"Ref,strategy,Priority,Action,Lead,By when,RAG\n1.1,ours,Early help,Visit,Officer,Dec-26,Green\n", "actions deadline=By when focus=Priority id=Ref owner=Lead status=RAG"},
		"shape of a number":        {"Base,Half term,Possible,Authorised,Unauthorised\n100001,HT1,100,2,3\n100002,HT1,90,2,3\n", "attendance period=Half term sess_authorised=Authorised sess_possible=Possible sess_unauthorised=Unauthorised urn=Base"},
		"shape of a period":        {"URN,Data for,Possible,Authorised,Unauthorised\n100001,Autumn 1 2024/25,100,2,3\n", "attendance period=Data for sess_authorised=Authorised sess_possible=Possible sess_unauthorised=Unauthorised"},
		"codes":                    {"URN,Period,Possible,Authorised,Unauthorised,I,M,C,/,\\\n100001,HT1,100,2,3,1,0,1,50,48\n", `attendance code_c=C code_i=I code_m=M code_present_am=/ code_present_pm=\ sess_authorised=Authorised sess_possible=Possible sess_unauthorised=Unauthorised`},
		"one letter":               {"URN,Period,Possible,Authorised,Unauthorised,M\n100001,HT1,100,2,3,1\n", "attendance sess_authorised=Authorised sess_possible=Possible sess_unauthorised=Unauthorised -M"},
		"another meaning":          {"URN,Period,Possible,Authorised,Unauthorised,Late marks,PA %,Persistent absence rate\n100001,HT1,100,2,3,1,10.5,11\n", "attendance sess_authorised=Authorised sess_possible=Possible sess_unauthorised=Unauthorised ?Late marks -PA % -Persistent absence rate"},
		"wide":                     {"URN,Autumn 1 Possible,Autumn 1 Auth,Autumn 1 Unauth,Autumn 2 Possible,Autumn 2 Auth,Autumn 2 Unauth\n100001,9,1,0,9,1,0\n", "attendance sess_authorised=Auth sess_possible=Possible sess_unauthorised=Unauth wide"},
		"wide, with years":         {"URN,Name,Possible (2024-25 HT1),Auth abs (2024-25 HT1),Unauth abs (2024-25 HT1),% (2024-25 HT1)\n100001,Alder,9,1,0,90%\n", "attendance sess_authorised=Auth abs sess_possible=Possible sess_unauthorised=Unauth abs -Name -% (2024-25 HT1) wide"},
		"number twice":             {"URN,School URN,Period,Possible,Authorised,Unauthorised\n100001,100001,HT1,100,2,3\n", "attendance sess_authorised=Authorised sess_possible=Possible sess_unauthorised=Unauthorised -School URN"},
		"number of the department": {"DfE No,School,Term,Possible,Authorised,Unauthorised,PA pupils (10%+)\n999/2001,Alder,Autumn 2024/25,100,2,3,4\n", "attendance pa_10=PA pupils (10%+) period=Term sess_authorised=Authorised sess_possible=Possible sess_unauthorised=Unauthorised urn=DfE No -School"},
		"no number":                {"School No,Term,Possible,Authorised,Unauthorised\n2001,Autumn,100,2,3\n", "attendance period=Term sess_authorised=Authorised sess_possible=Possible sess_unauthorised=Unauthorised -School No !urn"},
	} {
		m, _, ok := first(t, c.file, Answers{})
		if !ok {
			t.Errorf("%s: nothing is like it", name)
			continue
		}
		if got := summary(m); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, c.want)
		}
	}
	if m, _, ok := first(t, "Dear,colleague\nplease,find\n", Answers{}); ok {
		t.Errorf("words are taken for %s", summary(m))
	}
}

// What somebody says goes before what is proposed.
func TestAnswers(t *testing.T) {
	const file = "Number,When,Possible,Authorised,Unauthorised,Late\n100001,HT1,100,2,3,4\n"
	m, table, _ := first(t, file, Answers{Told: map[string]string{"sess_late": "Late", "urn": "Number"}, Ignore: []string{"When"}})
	if got := summary(m); got != "attendance sess_authorised=Authorised sess_late=Late sess_possible=Possible sess_unauthorised=Unauthorised urn=Number -When !period" {
		t.Error(got)
	}
	m, table, _ = first(t, file, Answers{Ignore: []string{"Late"}})
	if !m.LacksYear(table) || !m.Complete() || !m.Proposed() || m.Doubt() != nil {
		t.Error(summary(m))
	}
	m, table, _ = first(t, strings.Replace(file, "HT1", "2024-25 HT1", 1), Answers{})
	if m.LacksYear(table) || m.Complete() || m.Doubt().Name != "sess_late" {
		t.Error(summary(m))
	}
}

// What is proposed is what the readers then find: no mapping is of a column that is not
// there, or of one that is given away twice.
func FuzzFirst(f *testing.F) {
	f.Add("Return\n\nURN,Half term,Possible Sessions,Auth,Unauth,%,I,M,C\n100001,HT1,\"1,200\",5,6,94%,1,2,3\n")
	f.Add("urn,name,phase,Area,,urn\n100001,Alder,Primary,North,x,y\n")
	f.Fuzz(func(t *testing.T, text string) {
		var problems diag.List
		file, ok := sheet.Open(fstest.MapFS{"x.csv": {Data: []byte(text)}}, "x.csv", "x.csv", &problems)
		if !ok {
			return
		}
		s := file.Sheets()[0]
		m, ok := First(s, formats(), Answers{}, &problems)
		if !ok {
			return
		}
		used := make(map[string]string)
		for name, own := range m.Own {
			if !m.Wide && !holds(s.Header(), own) || !m.Format.HasColumn(name) {
				t.Fatalf("%s is %q", name, own)
			}
			if other := used[sheet.Normalise(own)]; other != "" {
				t.Fatalf("%q is %s and %s", own, name, other)
			}
			used[sheet.Normalise(own)] = name
		}
	})
}
