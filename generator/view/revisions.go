package view

import (
	"strconv"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
)

// Revisions are the figures that an earlier edition told otherwise.
type Revisions struct {
	Since string // the day of that edition, 2006-01-02; empty where it is not known
	All   []Revision
}

// Revision is one figure that was told otherwise. A figure that is told for the first
// time is none.
type Revision struct {
	At     disclosure.At
	Column string // of figures.csv
	Was    string // as the earlier file held it: a number or a symbol
	Is     Figure
}

const (
	revisionsPath = "revisions/index.html"
	revisionsFile = "downloads/revisions.csv"

	// mostRevisions is how many figures the page lists within its budget; the file has
	// them all.
	mostRevisions = 200
)

// revisionNote is the message that says how many figures were revised.
func (b *Book) revisionNote() string {
	switch dated := b.Revisions.Since != ""; {
	case len(b.Revisions.All) == 0 && dated:
		return "revisions.none"
	case len(b.Revisions.All) == 0:
		return "revisions.none.undated"
	case dated:
		return "revisions.note"
	}
	return "revisions.note.undated"
}

func (b *Book) revisionArgs() []Arg {
	args := []Arg{IntArg("n", len(b.Revisions.All))}
	if b.Revisions.Since != "" {
		args = append(args, DateArg("date", b.Revisions.Since))
	}
	return args
}

// RevisionsPage lists the figures that were told otherwise before, in the order of
// figures.csv.
func (b *Book) RevisionsPage() Document {
	page := Document{Frame: b.frame(revisionsPath, navMethod, Link{Label: T("revisions.title")})}
	page.Title, page.Kick = T("revisions.title"), b.kick()
	page.H1 = T(b.revisionNote(), b.revisionArgs()...)
	page.Intro = []Text{T("revisions.intro")}
	all := b.Revisions.All
	t := &Table{ID: "revisions-table", Caption: T("revisions.caption"), Hidden: true, Style: StackTable, Columns: []Column{{Label: T("column.place")}, {Label: T("column.period")}, {Label: T("column.figure")}, {Label: T("column.was"), Numeric: true}, {Label: T("column.is"), Numeric: true}}}
	for _, r := range all[:min(len(all), mostRevisions)] {
		t.Rows = append(t.Rows, b.revisionRow(r, page.Root))
	}
	if left := len(all) - mostRevisions; left > 0 {
		t.Notes = []Text{T("revisions.left", IntArg("n", left))}
	}
	page.Sections = section("all", T("revisions.heading"), []Text{T("revisions.rail")}, Block{Table: t}, Block{Files: []File{{T("revisions.file"), page.Root + revisionsFile, T("revisions.file.note")}}})
	return page
}

func (b *Book) revisionRow(r Revision, up string) Row {
	place := LinkCell(b.Name(r.At.Place), b.href(up, r.At.Place))
	if r.At.Place.Level != attendance.LevelSchool {
		place.Meta = T("phase.label", PhaseArg("phase", r.At.Phase))
	}
	what := TextCell(b.columnName(r.Column))
	if r.At.Group != attendance.AllPupils {
		what.Meta = groupName(r.At.Group)
	}
	is := NumberCell(r.Is)
	if r.Is.Kind() != disclosure.Count {
		is = PercentCell(r.Is)
	}
	return Row{Cells: []Cell{place, TextCell(T("period.full", PeriodArg("period", r.At.Period))), what, wasCell(r), is}}
}

// wasCell writes what an earlier file held as pages write it.
func wasCell(r Revision) Cell {
	if strings.HasSuffix(r.Column, "_percent") {
		if d, err := attendance.ParseDecimal(r.Was); err == nil {
			return decimalCell(d, 1, "value.target")
		}
	} else if n, err := strconv.Atoi(r.Was); err == nil {
		return TextCell(T("value.int", IntArg("n", n)))
	}
	return TextCell(Words("[" + r.Was + "]"))
}

// columnName says what a column of figures.csv holds, for the columns that are
// measures, their counts and reasons; any other has its name in the file.
func (b *Book) columnName(column string) Text {
	if id, ok := strings.CutSuffix(column, "_percent"); ok {
		column = id
		if _, ok := measure.ByID(strings.TrimPrefix(id, "sess_")); ok {
			return measureName(strings.TrimPrefix(id, "sess_"))
		}
	}
	id, sessions := strings.CutPrefix(column, "sess_")
	for _, r := range b.Pub.Reasons() {
		if sessions && r.ID == id {
			return T("revisions.sessions", TextArg("measure", reasonWords(r)))
		}
	}
	m, known := measure.ByID(id)
	switch {
	case column == string(disclosure.Enrolments):
		return T("column.enrolments")
	case column == string(disclosure.Schools):
		return T("column.schools")
	case known && sessions:
		return T("revisions.sessions", TextArg("measure", measureName(m.ID)))
	case known:
		return T("revisions.pupils", TextArg("measure", measureName(m.ID)))
	}
	return Words(column)
}
