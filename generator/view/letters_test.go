package view

import (
	"fmt"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// schoolsCalled is a book of schools of these names, with figures of one term.
func schoolsCalled(names []string) *Book {
	ds := &register.Dataset{}
	for i, name := range names {
		urn := fmt.Sprint(100000 + i)
		ds.Schools = append(ds.Schools, attendance.Establishment{URN: attendance.URN(urn), Name: name, Phase: attendance.Primary})
		c := register.None()
		c.Schools, c.Enrolments, c.Possible, c.Overall = 1, 100, 1000, 50
		ds.Rows = append(ds.Rows, register.Row{Place: attendance.Place{Level: attendance.LevelSchool, Code: urn}, Phase: attendance.Primary,
			Period: attendance.Period{Year: 2024, Grain: attendance.Term, Number: 1}, Group: attendance.AllPupils, Counts: c})
	}
	cube := measure.Aggregate(ds, attendance.Place{Level: attendance.LevelAuthority, Code: "999"}, nil)
	b := &Book{Pub: disclosure.Publish(cube, disclosure.Intranet), Settings: Settings{Edition: "intranet", AsOf: "2026-05-08", Lang: "en"}}
	b.Open()
	return b
}

// Very many schools are listed by the letter that their names begin with, every one of
// them once, and no list is longer than a page has room for.
func TestManySchoolsAreListedByLetter(t *testing.T) {
	var names []string
	for i := range 4 * longTable {
		names = append(names, fmt.Sprintf("%s School %d", []string{"A", "Â", "S", "s", "5"}[i%5], i))
	}
	names = append(names, "", "Ŵyn")
	b := schoolsCalled(names)
	listed, paths := make(map[attendance.URN]int), make(map[string]bool)
	for _, l := range b.SchoolLetters() {
		if len(l.Schools) > longTable || paths[l.Path] {
			t.Errorf("%s lists %d schools (there before: %v)", l.Path, len(l.Schools), paths[l.Path])
		}
		paths[l.Path] = true
		for _, urn := range l.Schools {
			listed[urn]++
		}
	}
	for _, urn := range b.openSchools() {
		if listed[urn] != 1 {
			t.Errorf("%s is listed %d times", urn, listed[urn])
		}
	}
	for _, want := range []string{"schools/by-letter/s/index.html", "schools/by-letter/s-2/index.html", "schools/by-letter/w/index.html"} {
		if !paths[want] {
			t.Errorf("there is no %s among %v", want, paths)
		}
	}
	index := b.SchoolIndex()
	if len(index.Sections) == 0 || index.Sections[0].ID != "letters" || len(index.Sections[0].Blocks[0].Links) != len(paths) {
		t.Errorf("the list of schools does not lead to its letters: %+v", index.Sections)
	}
	if few := schoolsCalled(names[:longTable]); few.SchoolLetters() != nil {
		t.Errorf("%d schools are split", longTable)
	}
}

// Many problems are listed by kind, the first of each, and the rest are in the file.
func TestManyProblemsAreListedByKind(t *testing.T) {
	b := schoolsCalled([]string{"A"})
	for i := range 700 {
		b.Problems = append(b.Problems, Problem{Code: "count-jump", Message: fmt.Sprint("jump ", i), Times: 1})
	}
	b.Problems = append(b.Problems, Problem{Code: "return-late", Message: "late", Times: 3})
	blocks := b.problemSection("../")[0].Blocks
	if len(blocks) != 3 || len(blocks[0].Table.Rows) != mostProblems || len(blocks[1].Table.Rows) != 1 || len(blocks[2].Files) != 1 || blocks[2].Files[0].Href != "../"+ProblemsFile {
		t.Errorf("got %+v", blocks)
	}
	b.Problems = b.Problems[:mostProblems]
	if blocks := b.problemSection("../")[0].Blocks; b.HasProblemsFile() || len(blocks) != 1 || len(blocks[0].Table.Rows) != mostProblems {
		t.Errorf("a few problems are split: %+v", blocks)
	}
	b.Edition = "public"
	if b.problemSection("../") != nil || b.HasProblemsFile() {
		t.Error("problems are told outside the authority")
	}
}
