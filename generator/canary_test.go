package generator

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/diag"
	"rollcall/generator/sample"
)

// The marks that are planted in pupils.csv. None of them can come about by chance.
const (
	pupilMark  = "zqpupil"
	familyMark = "zqfamily"
	careMark   = "zqcare"
	classMark  = "ZQ7QZ7Q" // too long to come about in a key of six characters
	urnMark    = "987653"  // of the previous school
)

// planted is a sample whose pupils and families all have marked keys. One class of
// the first school has a marked name, and its first pupil is looked after by a marked
// authority and comes from a marked school.
func planted(t *testing.T) (folder fstest.MapFS, school string) {
	t.Helper()
	folder = sampleFolder(t, sample.Options{Schools: 20, Years: 1, Seed: 3})
	rows, err := csv.NewReader(bytes.NewReader(folder["pupils.csv"].Data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := func(name string) int { return slices.Index(rows[0], name) }
	school, class, pupil := rows[1][column("urn")], rows[1][column("class")], rows[1][column("pupil")]
	for _, row := range rows[1:] {
		if row[column("urn")] == school && row[column("class")] == class {
			row[column("class")] = classMark
		}
		if row[column("pupil")] == pupil {
			row[column("looked_after_by")], row[column("previous_school")] = careMark, urnMark
		}
		row[column("pupil")] = pupilMark + row[column("pupil")]
		row[column("family")] = familyMark + row[column("family")]
	}
	folder["pupils.csv"] = written(t, rows)
	return folder, school
}

func written(t testing.TB, rows [][]string) *fstest.MapFile {
	t.Helper()
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: b.Bytes()}
}

// No key of a pupil or family is in any byte of an edition, in a file's name or in a
// problem; the name of a class is in the intranet's page of its school's pupils, in the
// folder of its head and nowhere else. Pupils keep an edition that leaves the council from showing every number,
// even where the site file calls everything public.
func TestNoKeyLeavesTheBuild(t *testing.T) {
	folder, school := planted(t)
	const everything = "disclosure: none\nalready_public: [schools.csv, attendance.csv, pupils.csv, comparators.csv, service.csv, attainment.csv]\n"
	for _, c := range []struct {
		edition, disclosure string
		built               bool
	}{{"intranet", "", true}, {"intranet", everything, true}, {"headteacher", "", true}, {"headteacher", everything, false}, {"public", "", true}, {"public", everything, false}} {
		t.Run(c.edition, func(t *testing.T) {
			own := maps.Clone(folder)
			own["site.yaml"] = &fstest.MapFile{Data: append(slices.Clip(folder["site.yaml"].Data), c.disclosure...)}
			opt := siteOptions(t, own)
			opt.Edition = c.edition
			site, printed := buildSite(t, opt)
			if len(site) > 0 != c.built {
				t.Fatalf("%d files are built: %s", len(site), printed)
			}
			if classes := searchMarks(t, site, school); c.built && classes > 0 != (c.edition != "public") {
				t.Errorf("the class is on %d pages", classes)
			}
			searchMarks(t, map[string][]byte{"the problems": []byte(printed)}, school)
		})
	}
}

// searchMarks reports every mark in a site, and returns how many times the class is
// where it may be.
func searchMarks(t *testing.T, site map[string][]byte, school string) (classes int) {
	t.Helper()
	for path, data := range site {
		for _, mark := range []string{pupilMark, familyMark, careMark, classMark} {
			if !holds(path, mark) && !holds(string(data), mark) {
				continue
			}
			if mark == classMark && (path == "schools/"+school+"/pupils/index.html" || headOf(path) == school) {
				classes++
				continue
			}
			t.Errorf("%s holds %s", path, mark)
		}
		if bytes.Contains(data, []byte(">"+urnMark)) || bytes.Contains(data, []byte(","+urnMark+",")) || strings.Contains(path, urnMark) {
			t.Errorf("%s names the school that a pupil came from", path)
		}
		if bytes.HasPrefix(data, []byte("PK")) {
			t.Errorf("%s is packed, and was not looked into", path)
		}
	}
	return classes
}

// holds reports whether a text has a mark in either case.
func holds(text, mark string) bool {
	return strings.Contains(text, mark) || strings.Contains(text, strings.ToLower(mark)) || strings.Contains(text, strings.ToUpper(mark))
}

// A problem with a pupil's row says where the row is, and never whose it is.
func TestProblemsNameNoPupil(t *testing.T) {
	folder, _ := planted(t)
	rows, err := csv.NewReader(bytes.NewReader(folder["pupils.csv"].Data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows = rows[:200]
	for _, c := range []struct {
		code diag.Code
		edit func(row []string, at func(string) int)
	}{
		{diag.RowRepeated, nil},
		{diag.RowDoubled, func(row []string, at func(string) int) { row[at("sess_possible")] = "731" }},
		{diag.NumberUnreadable, func(row []string, at func(string) int) { row[at("code_i")] = row[at("pupil")] }},
		{diag.ValueUnreadable, func(row []string, at func(string) int) { row[at("year_group")] = row[at("pupil")] }},
		{diag.PupilUnplaced, func(row []string, at func(string) int) { row[at("urn")] = row[at("family")] }},
		{diag.PupilUnplaced, func(row []string, at func(string) int) { row[at("period")] = row[at("class")] }},
		{diag.AbsenceOverflow, func(row []string, at func(string) int) { row[at("code_i")] = "700" }},
		{diag.NumberUnreadable, func(row []string, at func(string) int) { row[at("sess_possible")] = "many" }},
		{diag.PupilUnplaced, func(row []string, at func(string) int) { row[at("period")] = "yesterday" }},
		{diag.ValueUnreadable, func(row []string, at func(string) int) { row[at("year_group")] = "99" }},
		{diag.SchoolUnknown, func(row []string, at func(string) int) {
			row[at("urn")], row[at("looked_after_by")] = "123456", careMark
		}},
	} {
		row := slices.Clone(rows[1])
		if c.edit != nil {
			c.edit(row, func(name string) int { return slices.Index(rows[0], name) })
		}
		folder["pupils.csv"] = written(t, append(slices.Clip(rows), row))
		var problems diag.List
		if _, err := Build(siteOptions(t, folder), &problems); err != nil {
			t.Fatal(err)
		}
		found := false
		for _, p := range problems.Problems() {
			found = found || p.Code == c.code
			text := fmt.Sprintf("%+v %s", p, p)
			for _, mark := range []string{pupilMark, familyMark, careMark, classMark} {
				if holds(text, mark) {
					t.Errorf("a problem holds %s: %s", mark, text)
				}
			}
		}
		if !found {
			t.Errorf("there is no %s", c.code)
		}
	}
}
