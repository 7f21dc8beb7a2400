package source

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"rollcall/data"
	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
	"rollcall/generator/sheet"
)

// file is one input of a test.
type file struct{ name, content string }

var england = Options{Authority: "999", AuthorityName: "Testshire", Nation: attendance.England, Codes: builtInCodes()}

// builtInCodes are the tables that come with the program.
func builtInCodes() *Codes {
	var problems diag.List
	codes := ReadCodes([]sheet.Input{
		{FS: data.Codes, Path: "codes/england.csv", Name: "england.csv"},
		{FS: data.Codes, Path: "codes/wales.csv", Name: "wales.csv"}}, &problems)
	if found := problems.Problems(); len(found) > 0 {
		panic(found[0].String())
	}
	return codes
}

func load(opt Options, files ...file) (*register.Dataset, *diag.List) {
	fsys := make(fstest.MapFS)
	var in []Input
	for _, f := range files {
		fsys[f.name] = &fstest.MapFile{Data: []byte(f.content)}
		in = append(in, Input{FS: fsys, Path: f.name, Name: f.name})
	}
	problems := new(diag.List)
	return Read(in, opt, problems), problems
}

// dfe writes rows of the absence file: the fields that differ, in their order.
func dfe(rows ...string) string {
	header := "time_identifier,year_breakdown,time_period,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name,laestab,urn,school_type," +
		"num_schools,enrolments,sess_possible,sess_overall,sess_authorised,sess_unauthorised,enrolments_pa_10_exact,sess_auth_illness,sess_unauth_late\n"
	return header + strings.Join(rows, "\n") + "\n"
}

// schoolRow is a school of authority 999 in one year.
func schoolRow(year, urn, laestab, counts string) string {
	return "Academic year,six half terms," + year + ",School,E92000001,England,E12000005,West Midlands,999,Testshire," + laestab + "," + urn + ",State-funded primary,1," + counts
}

func placeRow(level, counts string) string {
	return "Academic year,six half terms,201819," + level + ",E92000001,England,E12000005,West Midlands,999,Testshire,,,State-funded primary," + counts
}

// Only the rows of a public input are public, though another file repeats them.
func TestPublic(t *testing.T) {
	fsys := fstest.MapFS{"a": {Data: []byte(dfe(placeRow("National", "1,"+good)))}, "b": {Data: []byte(dfe(placeRow("National", "1,"+good), placeRow("Regional", "1,"+good)))}}
	ds := Read([]Input{{FS: fsys, Path: "b", Name: "b"}, {FS: fsys, Path: "a", Name: "a", Public: true}}, england, new(diag.List))
	if len(ds.Rows) != 2 || len(ds.Public) != 1 {
		t.Errorf("%v", ds.Public)
	}
}

// The order of files, rows and columns, the encoding, the kind of file: none of it
// changes the dataset.
func TestSameDataset(t *testing.T) {
	content := dfe(schoolRow("201718", "100001", "9992001", good), schoolRow("201819", "140001", "9992001", good), schoolRow("201819", "100003", "9992003", good),
		placeRow("Local authority", "2,200,60000,3000,2000,1000,20,1600,200"), strings.Replace(placeRow("Regional", "2,"+good), "West Midlands", "Canolbarth Gŵyr é", 1))
	other := file{"names.csv", "urn,school_name,la,estab,postcode\n140001,Ysgol,999,2001,CV1 1AA\n100003,Tri,999,2003,CV2 1AA\n"}
	want, problems := load(england, file{"dfe.csv", content}, other)
	if problems.Failed() {
		t.Fatal(problems.Problems())
	}
	lines := strings.Split(strings.TrimSpace(content), "\n")
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		order := rng.Perm(len(strings.Split(lines[0], ",")))
		shuffled := slices.Clone(lines)
		rng.Shuffle(len(shuffled)-1, func(i, j int) { shuffled[i+1], shuffled[j+1] = shuffled[j+1], shuffled[i+1] })
		for i, line := range shuffled {
			cells := strings.Split(line, ",")
			var moved []string
			for _, at := range order {
				moved = append(moved, cells[at])
			}
			shuffled[i] = strings.Join(moved, ",")
		}
		shuffled[0] = strings.ToUpper(strings.ReplaceAll(shuffled[0], "_", " "))
		got, _ := load(england, other, file{"dfe.csv", "\ufeff" + strings.Join(shuffled, "\r\n")})
		if !sameFigures(got, want) {
			t.Fatalf("got  %+v\nwant %+v", got, want)
		}
	}
	got, _ := load(england, file{"dfe.xlsx", workbook(t, lines)}, other)
	if !sameFigures(got, want) {
		t.Errorf("workbook: got %+v", got)
	}
	latin := strings.ReplaceAll(strings.ReplaceAll(content, "ŵ", "w"), "é", "\xe9")
	got, problems = load(england, file{"dfe.csv", latin}, other)
	if name := got.Names[attendance.Place{Level: attendance.LevelRegion, Code: "E12000005"}]; name != "Canolbarth Gwyr é" {
		t.Errorf("windows-1252: %q %v", name, problems.Problems())
	}
}

func workbook(t *testing.T, lines []string) string {
	book := excelize.NewFile()
	for i, line := range lines {
		var cells []any
		for _, cell := range strings.Split(line, ",") {
			cells = append(cells, cell)
		}
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &cells); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// No input panics, and what is wrong is said of the file that was given.
func FuzzRead(f *testing.F) {
	f.Add([]byte(ourSchools))
	f.Add([]byte(returnHeader + "100001,2024-25 autumn,,1000,50,20,90,9,5,4,2,,,40,10\n"))
	f.Add([]byte(dfe(schoolRow("201819", "100001", "9992001", good), placeRow("National", "1,"+good))))
	f.Add([]byte(table1("time_period=202324|time_identifier=Academic year|"+ofSchool+"|education_phase=Special|school_name=Cedar|school_laestab=9997001|school_urn=100003", sessions1, absentees, reasons20)))
	f.Add([]byte(table1("time_period=202324|time_identifier=Autumn and spring term|"+inOurs+"|education_phase=Total|breakdown_topic=Total|breakdown=Total", sessions1, absentees)))
	f.Add([]byte(strings.ReplaceAll(dfe(schoolRow("201819", "100001", "9092001", good), schoolRow("201819", "100009", "9092009", good)), ",999,", ",909,")))
	f.Add([]byte(attendedRows("Academic year", 65000, 66000).content))
	f.Add([]byte(attendedRows("Week 3", 9000).content))
	for _, format := range Formats {
		f.Add(append(template(format), "999,100001,x,2016\n"...))
	}
	reorganised := england
	reorganised.Formerly = []string{"909"}
	f.Fuzz(func(t *testing.T, content []byte) {
		fsys := fstest.MapFS{"in": {Data: content}, "schools": {Data: []byte(ourSchools)}}
		lines := bytes.Count(content, []byte("\n")) + 1
		for _, period := range []attendance.Period{{}, {Year: 2013, Grain: attendance.Year}, attendance.UpTo(2025, 1)} {
			var problems diag.List
			Read([]Input{{FS: fsys, Path: "in", Name: "in", Period: period}, {FS: fsys, Path: "schools", Name: "schools"}}, reorganised, &problems)
			for _, p := range problems.Problems() {
				if p.Pos.File == "in" && p.Pos.Sheet == "" && p.Pos.Line > lines {
					t.Fatalf("%v lies outside the file", p)
				}
			}
		}
	})
}

// sameFigures compares datasets but for where their rows stood.
func sameFigures(a, b *register.Dataset) bool {
	for _, ds := range []*register.Dataset{a, b} {
		for i := range ds.Rows {
			ds.Rows[i].Origin = register.Origin{}
		}
	}
	return reflect.DeepEqual(a, b)
}
