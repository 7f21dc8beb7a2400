// Package meeting writes the workbook in which a meeting notes what it agrees: the
// agreements that are still open, room for more, lists to choose from, and a second
// sheet that says how to fill it in. The same workbook is an input of the site
// afterwards: package returns reads it as agreements.
package meeting

import (
	"archive/zip"
	"io"
	"slices"
	"time"

	"github.com/xuri/excelize/v2"

	"rollcall/generator/attendance"
	"rollcall/generator/returns"
)

// The names of the worksheets. A reader of inputs passes over a worksheet whose first
// cell begins with "Read me".
const (
	agreementsSheet = "Agreements"
	readMeSheet     = "Read me"
)

// Sheet is what a meeting is given.
type Sheet struct {
	Day    time.Time           // of the meeting
	Places []Place             // to choose from, in the order of the list
	Owners []string            // roles to choose from; others can be written
	Open   []returns.Agreement // of these places, still to be done
}

// Place is a school or a group of schools that can agree something.
type Place struct {
	attendance.Place
	Name string
}

// label is a place as somebody finds it in a list, and as the reader of agreements
// takes it.
func (p Place) label() string {
	if p.Level == attendance.LevelSchool {
		return p.Name + " (" + p.Code + ")"
	}
	return p.Name
}

// label names a place of an agreement as its list does.
func (s *Sheet) label(place attendance.Place) string {
	i := slices.IndexFunc(s.Places, func(p Place) bool { return p.Place == place })
	if i < 0 {
		return place.Code
	}
	return s.Places[i].label()
}

// Write writes a sheet as a workbook. The same sheet gives the same bytes.
func Write(w io.Writer, s Sheet) error {
	b := &book{File: excelize.NewFile(), Sheet: s}
	defer b.Close()
	b.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return dated{zip.NewWriter(w), s.Day} })
	day := s.Day.Format(time.RFC3339)
	b.check(b.SetDocProps(&excelize.DocProperties{Title: "Agreements", Creator: "Rollcall", Created: day, Modified: day, Language: "en-GB"}))
	b.check(b.SetSheetName("Sheet1", agreementsSheet))
	_, err := b.NewSheet(readMeSheet)
	b.check(err)
	b.styles()
	b.agreements()
	b.readMe()
	b.lists()
	if b.err != nil {
		return b.err
	}
	return b.File.Write(w)
}

// book is a workbook that is being written. It keeps its first error, after which
// there is nothing left to save.
type book struct {
	*excelize.File
	Sheet
	style struct{ header, text, date, quiet, title int }
	err   error
}

func (b *book) check(err error) {
	if b.err == nil {
		b.err = err
	}
}

// text writes words into a cell. They stay words, also where they begin like a formula.
func (b *book) text(sheet string, column, row int, words string) {
	b.check(b.SetCellStr(sheet, cell(column, row), words))
}

func (b *book) date(sheet string, column, row int, day time.Time) {
	if !day.IsZero() {
		b.check(b.SetCellInt(sheet, cell(column, row), serial(day)))
	}
}

// serial is a day as worksheets count them: 1 is the last day of 1899, and a day in
// February 1900 that never was is counted too, which leaves 30 December 1899 as 0 for
// all days since.
func serial(day time.Time) int64 {
	return int64(day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour))
}

// cell names a cell. Columns and rows count from 1.
func cell(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row) // both are ours, and small
	return name
}

// dated gives every part of a workbook the same time, since the clock would make each
// copy differ.
type dated struct {
	*zip.Writer
	day time.Time
}

func (d dated) Create(name string) (io.Writer, error) {
	return d.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: d.day})
}
