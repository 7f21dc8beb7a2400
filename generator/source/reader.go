package source

import (
	"fmt"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
	"rollcall/generator/sheet"
)

// batch is what one input gave.
type batch struct {
	problems  diag.List
	broken    bool // not all of it could be read
	reasons   []attendance.Reason
	rows      []row
	rates     []rate
	listings  []listing
	links     []link
	names     []name
	pupils    map[attendance.URN]*attended // the numbers that pupil rows name
	aside     asides                       // the returns with faults, by the number that the file has
	leftOut   asides                       // the schools of published rows with faults
	totals    []attendance.Period          // of published rows of the authority with faults
	withheld  map[attendance.URN]diag.Pos  // the schools whose row of our list is set aside
	elsewhere map[string]*elsewhere        // rows of other authorities' schools, by the number of the authority
}

// row is a row with where it came from. A school's Place is filled when the
// schools are known.
type row struct {
	register.Row
	urn     attendance.URN // as the file has it; "" for other places
	laestab string
	typ     string // of the school, where the row tells it
	format  string
	former  string   // the former number of the authority that the row has, or ""
	open    openness // whether it names no more than its year
	average int64    // pupils of an open row, in thousandths; 0 where it says none
	own     bool     // from a file of our own
	public  bool
	clashes bool // it is given twice, with different figures
	pos     diag.Pos
}

// rate is a rate with where it came from.
type rate struct {
	register.Rate
	urn     attendance.URN
	laestab string
	former  string   // as of a row
	open    openness // likewise
	clashes bool     // it is given twice, with different figures
	pos     diag.Pos
}

// listing is what one file says about a school.
type listing struct {
	attendance.Establishment
	source   listingSource
	year     int // of the names, where the file tells it
	hasPhase bool
	former   string // as of a row
	pos      diag.Pos
}

// listingSource orders the files that describe schools: what an earlier one says
// stands before what a later one does.
type listingSource uint8

const (
	fromSchools     listingSource = iota // our own list
	fromInformation                      // the published school information
	fromSchoolList
	fromFigures // the rows of a file of figures
	fromCensus
	fromTrusts
	fromLinks
)

// link says that one school followed another.
type link struct {
	from, to attendance.URN
	single   bool // not marked as a merger or a split
}

// name is what a file calls an authority, region or country in a period.
type name struct {
	place  attendance.Place
	period attendance.Period
	text   string
}

// reader reads one input.
type reader struct {
	*batch
	in     Input
	opt    *Options
	codes  map[string]codeColumn // the columns of codes
	told   map[string]bool       // columns that were reported
	begun  map[register.Key]int  // the rows that several lines make together
	left   map[string]*leftRows  // rows that the site has no use for, by what they are of
	desk   *desk                 // where pupil rows go
	kind   kind                  // of the row that is read
	faulty bool                  // the row that is read has a fault that sets it aside
}

func readInput(in Input, opt *Options, desk *desk) *batch {
	b := &batch{aside: make(asides), leftOut: make(asides), withheld: make(map[attendance.URN]diag.Pos), elsewhere: make(map[string]*elsewhere)}
	r := &reader{batch: b, in: in, opt: opt, codes: make(map[string]codeColumn), told: make(map[string]bool), begun: make(map[register.Key]int),
		left: make(map[string]*leftRows), desk: desk}
	file := sheet.Input{FS: in.FS, Path: in.Path, Name: in.Name, Format: in.Format, Columns: in.Columns, Choices: in.Choices, Torn: func(f sheet.Format, row sheet.Row) {
		r.begin(f)
		r.leaveOut(row)
	}}
	b.broken = !file.Rows(in.formats(), &b.problems, func(f sheet.Format, row sheet.Row) {
		r.begin(f)
		r.row(row)
	})
	r.closeYears()
	r.reportLeft()
	b.dropClashing()
	desk.finish(b)
	return b
}

// count reads a count of a row: a whole number or a symbol. A column that the file
// does not have is missing.
func (r *reader) count(row sheet.Row, column string) register.Count {
	return r.number(row, column, row.Text(column))
}

func (r *reader) number(row sheet.Row, column, text string) register.Count {
	if c, ok := register.ParseCount(text); ok {
		return c
	}
	if plain, ok := plainCount(text); ok {
		if c, ok := register.ParseCount(plain); ok {
			r.noteNumber(row, column)
			return c
		}
	}
	r.report(row.Pos(column), r.unreadable(diag.NumberUnreadable), countHint(text), "%s is %q, which is not a count", column, text)
	return register.Missing
}

// plainCount gives a count without its commas, spaces and .0. A percentage is no count,
// nor is 1.000, which is a thousand in other countries.
func plainCount(text string) (string, bool) {
	if strings.HasSuffix(text, "%") || pointedThousands(text) {
		return "", false
	}
	return sheet.PlainNumber(text)
}

// pointedThousands reports whether the point of a number may be between thousands.
func pointedThousands(text string) bool {
	whole, fraction, _ := strings.Cut(text, ".")
	return len(fraction) == 3 && len(whole) > 0 && len(whole) <= 3 && whole[0] != '0' && strings.Trim(whole+fraction, "0123456789") == ""
}

// noteNumber notes, once a column, that numbers are written in another way than a
// program would.
func (r *reader) noteNumber(row sheet.Row, column string) {
	r.problems.Add(row.Pos(column), diag.NumberForm, "", "numbers of %s with commas, spaces, a percent sign or .0 were read", column)
}

// countHint says how a count is written.
func countHint(text string) string {
	switch {
	case strings.HasSuffix(text, "%"):
		return "A count is a whole number; a percentage cannot be added up."
	case pointedThousands(text):
		return "Write " + strings.ReplaceAll(text, ".", "") + " if the point is between thousands. A count is a whole number."
	}
	return "A count is a whole number; write x where it is not known."
}

// filled reads a count that may not be left empty.
func (r *reader) filled(row sheet.Row, column string) register.Count {
	if row.Text(column) == "" {
		r.report(row.Pos(column), diag.ValueMissing, "Write x where the number is not known.", "%s is empty", column)
		return register.Missing
	}
	return r.count(row, column)
}

// percent reads a percentage from 0 to 100. It is false where there is none.
func (r *reader) percent(row sheet.Row, column string) (attendance.Decimal, bool) {
	text := row.Text(column)
	if _, none := register.ParseSymbol(text); none {
		return attendance.Decimal{}, false
	}
	d, err := attendance.ParseDecimal(text)
	if err != nil {
		if plain, ok := sheet.PlainNumber(text); ok {
			if d, err = attendance.ParseDecimal(plain); err == nil {
				r.noteNumber(row, column)
			}
		}
	}
	if err != nil {
		r.report(row.Pos(column), r.unreadable(diag.NumberUnreadable), "Write a number such as 93.1.", "%s is %q, which is not a percentage", column, text)
		return d, false
	}
	if d.Less(attendance.Decimal{}) || (attendance.Decimal{Unscaled: 100}).Less(d) {
		r.report(row.Pos(column), r.unreadable(diag.ValueUnreadable), "A percentage lies between 0 and 100.", "%s is %s", column, text)
		return d, false
	}
	return d, true
}

// phase reads a phase.
func (r *reader) phase(row sheet.Row, column string) (attendance.Phase, bool) {
	p, ok := attendance.ParsePhase(row.Text(column))
	if !ok {
		r.report(row.Pos(column), diag.PhaseUnknown, "", "%q is not a phase", row.Text(column))
	}
	return p, ok
}

// givenPeriod is the period that the site file gives to a file without one.
func (r *reader) givenPeriod() (attendance.Period, bool) {
	if r.in.Period.IsZero() {
		r.report(diag.Pos{File: r.in.Name}, diag.PeriodMissing, "", "a file of the format %s says no period", r.kind.Name)
		return r.in.Period, false
	}
	return r.in.Period, true
}

// place reads the place of a published row, which the level's own column names.
// It is false for a row that is not about an authority, region or country.
func (r *reader) place(row sheet.Row, p attendance.Period) (attendance.Place, bool) {
	const level = "geographic_level"
	var place attendance.Place
	var code, label string
	switch strings.ToLower(row.Text(level)) {
	case "local authority":
		place.Level, code, label = attendance.LevelAuthority, "old_la_code", "la_name"
	case "regional":
		place.Level, code, label = attendance.LevelRegion, "region_code", "region_name"
	case "national":
		place.Level, code, label = attendance.LevelCountry, "country_code", "country_name"
	default:
		r.leave(row.Pos(level), fmt.Sprintf("the geographic level %q, which the site does not have", row.Text(level)))
		return place, false
	}
	place.Code = row.Text(code)
	if place.Code == "" {
		r.report(row.Pos(code), diag.ValueMissing, "", "%s is empty", code)
		return place, false
	}
	r.named(place, p, row.Text(label))
	return place, true
}

func (r *reader) named(place attendance.Place, p attendance.Period, text string) {
	if text != "" {
		r.names = append(r.names, name{place, p, text})
	}
}

// add keeps a row.
func (r *reader) add(row row) {
	row.format, row.public = r.kind.Name, r.in.Public
	r.rows = append(r.rows, row)
}
