// Package source reads the inputs of a site, our own files and those that the
// Department for Education publishes, into one confidential dataset.
//
// Each kind of file is a Format in a file of its own, found by its header. Files
// are read side by side and put together in a fixed order, so the dataset does not
// depend on the order of files or rows. What is wrong is reported with its place;
// nothing is guessed, and a count that is not known is never zero.
//
// A fault in a row of our own returns sets the whole return aside, all rows of one school
// and one period, in every file: the dataset is the one that the inputs without those
// rows would give. A faulty row of published figures is left out by itself.
package source

import (
	"io/fs"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
	"rollcall/generator/sheet"
)

// Input is one file to read.
type Input struct {
	FS      fs.FS
	Path    string            // within FS
	Name    string            // as problems show it
	Format  string            // the name of a Format; "" to find it by the header
	Period  attendance.Period // of rows that do not say theirs; other rows must agree
	Columns map[string]string // our name of a column to the one that the file has
	sheet.Choices
	Public bool // the world already has this file
}

// Options say for whom the inputs are read.
type Options struct {
	Authority     string   // code: 331
	Formerly      []string // numbers that the authority had before it was reorganised
	AuthorityName string
	Nation        attendance.Nation
	Codes         *Codes               // what may stand in a register; nil for no codes at all
	Groupings     []Grouping           // ways of putting schools together
	BandSets      []attendance.BandSet // into which pupils are put
	Cross         [][2]string          // columns of pupil files that are counted together, beside those that always are
	AsOf          time.Time            // the day of judgement: no period may begin after it; zero for no such day
	JumpFactor    float64              // how many times a count may change in a year unremarked; 0 is 3
	Workers       int                  // files read at once; 0 is one for each processor
	Incomplete    bool                 // an input could not be opened, so what lacks may stand in it
}

// isAuthority reports whether a code is one that the authority has or had.
func (o *Options) isAuthority(code string) bool {
	return code == o.Authority || slices.Contains(o.Formerly, code)
}

// Grouping is a column of the schools that makes groups of them: cluster, trust, ward.
type Grouping struct {
	Column string
	Level  attendance.Level // of the groups it makes; empty for one of the column's name
	Pos    diag.Pos         // where the site asks for it
}

// Formats are the kinds of file that can be read, our own first.
var Formats = formats()

func formats() []sheet.Format {
	out := make([]sheet.Format, len(kinds))
	for i, k := range kinds {
		out[i] = k.Format
	}
	return out
}

// formats are the formats that the input may have. Where the site gives it a period, the
// column that would say it may be left out.
func (in *Input) formats() []sheet.Format {
	if in.Period.IsZero() {
		return Formats
	}
	out := slices.Clone(Formats)
	for i := range out {
		out[i].Columns = slices.Clone(out[i].Columns)
		for j := range out[i].Columns {
			if c := &out[i].Columns[j]; c.Name == "period" || c.Name == "time_period" {
				c.Required = false
			}
		}
	}
	return out
}

// kind is a format and how a row of it is read.
type kind struct {
	sheet.Format
	read  func(*reader, sheet.Row)
	holds holds
}

// holds says what the rows of a format are.
type holds uint8

const (
	figures      holds = iota // that somebody published
	ownReturns                // parts of a return: of the school under urn, for the period under period
	aboutSchools              // what is known of schools apart from their figures
)

var kinds = [...]kind{
	schoolsFile, attendanceFile, comparatorsFile, pupilsFile,
	absenceFile, termlyFile, performanceFile, socialCareFile, laitFile,
	informationFile, censusFile, schoolListFile, trustsFile, predecessorsFile,
	dailyRefused, reasonsRefused, thresholdRefused, someRefused, bandsRefused, crossedRefused,
}

// unread lists columns that a publisher gives and that nothing here needs.
func unread(names ...string) []sheet.Column {
	columns := make([]sheet.Column, len(names))
	for i, name := range names {
		columns[i] = sheet.Column{Name: name, Unread: true, Meaning: "Not read."}
	}
	return columns
}

// required is a column that a file must have.
func required(name, meaning string) sheet.Column {
	return sheet.Column{Name: name, Required: true, Meaning: meaning}
}

// Read reads every input and puts them together. It reports every problem it
// meets; where one is an error the dataset is not fit for use. What is set aside is in no
// row of it, and the returns among that are listed in it.
func Read(inputs []Input, opt Options, problems *diag.List) *register.Dataset {
	batches := make([]*batch, len(inputs))
	var group errgroup.Group
	if opt.Workers <= 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	if opt.JumpFactor <= 0 {
		opt.JumpFactor = 3
	}
	group.SetLimit(opt.Workers)
	pupils := new(register.Pupils)
	done := make([]chan struct{}, len(inputs))
	for i, in := range inputs {
		done[i] = make(chan struct{})
		desk := &desk{pupils: pupils, before: done[:i]}
		group.Go(func() error {
			defer close(done[i])
			batches[i] = readInput(in, &opt, desk)
			return nil
		})
	}
	group.Wait()
	for _, b := range batches {
		problems.Merge(&b.problems)
	}
	a := assemble(batches, pupils, &opt, problems)
	a.check(problems)
	return a.dataset()
}
