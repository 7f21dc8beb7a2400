// Package returns reads the dated records of a site that are not attendance itself:
// targets, the calendar, what the attendance service did, attainment, events, how far
// schools have confirmed their figures, what they say of themselves, the checklist of
// the authority, recommendations, and what meetings agreed.
//
// A record is of one place, period and date. What a place is, and which number of a
// school is its newest, is for the caller to say. Counts of the service and of
// attainment are confidential, as those of the register are.
package returns

import (
	"slices"
	"strings"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
	"rollcall/generator/sheet"
)

// Options say what the records are checked against.
type Options struct {
	Measures   []string         // IDs, in the order of tables
	Activities []Activity       // of every site and of this one, in the order of tables
	Authority  attendance.Place // of a record that names no place
	AsOf       time.Time        // records of a later day do not count yet; zero for no such day
	// Resolve returns a place as the dataset knows it, a school under its newest URN,
	// or false when there is no such place.
	Resolve func(attendance.Place) (attendance.Place, bool)
}

// Records are everything that the files of records hold.
type Records struct {
	Targets      *Targets
	CountTargets *Targets // of what the service counts: their values are numbers, not percentages
	Calendar     *Calendar
	Service      []Service    // in the order of files and rows
	Attainment   []Attainment // in the order of files and rows
	Events       []Event      // in order of their first day
	SignOffs     *SignOffs

	SelfEvaluation  SelfEvaluations
	Checklist       Checklist
	Recommendations Recommendations
	Agreements      Agreements
}

// kinds are the formats of records, and how a row of each is read.
var kinds = [...]struct {
	sheet.Format
	read func(line)
}{
	{targetsFile, line.targetRow},
	{calendarFile, line.entry},
	{serviceFile, line.service},
	{attainmentFile, line.attainment},
	{eventsFile, line.event},
	{signoffsFile, line.signOff},
	{selfEvaluationFile, line.selfEvaluation},
	{checklistFile, line.checklistEntry},
	{recommendationsFile, line.recommendation},
	{AgreementsFile, line.agreement},
}

// Formats are the files of records.
var Formats = formats()

func formats() []sheet.Format {
	out := make([]sheet.Format, len(kinds))
	for i, k := range kinds {
		out[i] = k.Format
	}
	return out
}

// Read reads files of records, in any number and order. It reports every problem it
// meets. A row that cannot be used is set aside: it does not count, and no other row
// changes for it. Only what no single row is the cause of, such as a column that is
// missing, is an error.
func Read(inputs []sheet.Input, opt Options, problems *diag.List) Records {
	if opt.Activities == nil {
		opt.Activities = Activities
	}
	r := reader{opt: opt, problems: problems, rows: make(map[any]*seen)}
	for _, in := range inputs {
		in.Rows(Formats, problems, func(f sheet.Format, row sheet.Row) {
			for i := range kinds {
				if kinds[i].Name == f.Name {
					kinds[i].read(line{row, &r})
				}
			}
		})
	}
	r.dropContradicted()
	r.records.Targets, r.records.CountTargets = r.settleTargets(r.targets), r.settleTargets(r.countTargets)
	r.records.Calendar = r.settleCalendar()
	r.records.Events, r.records.SignOffs = r.settleEvents(), r.settleSignOffs()
	r.settleSelfEvaluation()
	r.settleChecklist()
	r.settleRecommendations()
	r.settleAgreements()
	return r.records
}

type reader struct {
	opt          Options
	problems     *diag.List
	records      Records
	rows         map[any]*seen // of every record, by a key that tells it from all others
	targets      []Target
	countTargets []Target
	entries      []entry
	events       []eventRow
	signOffs     []SignOff
}

// line is a row whose cells are read by what they mean. Each reading reports what
// it cannot read and returns false.
type line struct {
	sheet.Row
	*reader
}

func (l line) filled(column string) (string, bool) {
	s := l.Text(column)
	if s == "" {
		l.problems.Add(l.Pos(column), diag.RecordValue, "Fill it in.", "%s is empty", column)
	}
	return s, s != ""
}

func (l line) period() (attendance.Period, bool) {
	text := l.Text("period")
	p, err := attendance.ReadPeriod(text, 0)
	if err != nil {
		l.problems.Add(l.Pos("period"), diag.RecordValue, "Write it as 2024-25, 2024-25 autumn, 2024-25 HT3 or 2024-25 to HT4.", "%v", err)
		return p, false
	}
	if _, strict := attendance.ParsePeriod(text); strict != nil {
		l.problems.Add(l.Pos("period"), diag.RecordRead, "", "the period %q was read as %s", text, p)
	}
	return p, true
}

// date reads a day. An empty cell is the zero day and no fault: whether it may be
// empty is for the caller.
func (l line) date(column string) (time.Time, bool) {
	if l.Text(column) == "" {
		return time.Time{}, true
	}
	d, ok := l.Date(column)
	switch {
	case !ok:
		l.problems.Add(l.Pos(column), diag.RecordValue, attendance.DayHint(l.Text(column)), "%s is %q, which is not a date", column, l.Text(column))
	case !attendance.InYears(d):
		l.problems.Add(l.Pos(column), diag.DayOutside, "", "%s is %s, outside the years of the data", column, d.Format(time.DateOnly))
		return d, false
	}
	return d, ok
}

// day reads a day that has to be there.
func (l line) day(column string) (time.Time, bool) {
	if _, ok := l.filled(column); !ok {
		return time.Time{}, false
	}
	return l.date(column)
}

// count reads a whole number, or a symbol that says why there is none.
func (l line) count(column string) (register.Count, bool) {
	text := l.Text(column)
	if c, ok := register.ParseCount(text); ok {
		return c, true
	}
	if plain, ok := sheet.PlainNumber(text); ok && !strings.HasSuffix(text, "%") {
		if c, ok := register.ParseCount(plain); ok {
			l.problems.Add(l.Pos(column), diag.NumberForm, "", "numbers of %s with commas, spaces or .0 were read", column)
			return c, true
		}
	}
	l.problems.Add(l.Pos(column), diag.RecordValue, "A count is a whole number; write x where it is not known.", "%s is %q, which is not a count", column, text)
	return register.Missing, false
}

// school reads the number of a school, which may be empty.
func (l line) school() (attendance.URN, bool) {
	text := l.Text("urn")
	if text == "" {
		return "", true
	}
	place, ok := l.opt.Resolve(attendance.Place{Level: attendance.LevelSchool, Code: text})
	if !ok {
		l.problems.Add(l.Pos("urn"), diag.PlaceUnknown, "Add the school to the schools file, or correct its number.", "there is no school %s", text)
	}
	return attendance.URN(place.Code), ok
}

// place reads a place by its level and code. Its absence is a problem of the given
// code.
func (l line) place(unknown diag.Code) (attendance.Place, bool) {
	given, ok := l.named()
	switch {
	case !ok:
		return given, false
	case given.Level == attendance.LevelCountry:
		l.problems.Add(l.Pos("level"), unknown, "Use the authority, one of its schools or a group of them.", "a country cannot stand here")
		return given, false
	}
	return l.resolve("code", given, unknown)
}

// placeOrCountry is place for a record that may be of the whole country.
func (l line) placeOrCountry(unknown diag.Code) (attendance.Place, bool) {
	given, ok := l.named()
	if !ok {
		return given, false
	}
	return l.resolve("code", given, unknown)
}

// named is the place that level and code name, whether or not there is one.
func (l line) named() (attendance.Place, bool) {
	level, ok := l.filled("level")
	code, filled := l.filled("code")
	return attendance.Place{Level: attendance.Level(strings.ToLower(level)), Code: code}, ok && filled
}

func (l line) resolve(column string, given attendance.Place, unknown diag.Code) (attendance.Place, bool) {
	place, known := l.opt.Resolve(given)
	if !known {
		l.problems.Add(l.Pos(column), unknown, "", "there is no place %s", given)
	}
	return place, known
}

// word reads one of a few words, in whatever case and with a hyphen for a space; an
// empty cell is the word none.
func word[S ~string](l line, column, what string, none S, allowed []S) (S, bool) {
	text := strings.ReplaceAll(attendance.Fold(l.Text(column)), "-", " ")
	if text == "" {
		return none, true
	}
	if slices.Contains(allowed, S(text)) {
		return S(text), true
	}
	words := make([]string, len(allowed))
	for i, a := range allowed {
		words[i] = string(a)
	}
	l.problems.Add(l.Pos(column), diag.RecordValue, diag.DidYouMean(text, words), "%q is not a %s", text, what)
	return none, false
}
