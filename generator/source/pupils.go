package source

import (
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
	"rollcall/generator/sheet"
)

// pupilsFile is our own extract of pupils: one row a pupil, school and half-term. It
// is read as a stream into counts.
var pupilsFile = kind{sheet.Format{
	Name:     "pupils",
	Key:      "urn",
	Streamed: true,
	Meaning:  "Sessions of each pupil: one row a school, pupil and period. Any further column groups pupils: it is a flag where it holds yes and no only, a category otherwise. Only counts are kept.",
	Extra:    true,
	Columns: append([]sheet.Column{
		required("urn", "Unique reference number of a school of the schools file; of any school for a child whom the authority looks after."),
		required("pupil", "A key that stands for the pupil, the same at every school and in every year; never a name or a UPN."),
		required("period", "A half-term, term or week: 2024-25 HT3, 2024-25 autumn or 2024-25 W07."),
		academicYearColumn,
		required("sess_possible", "Sessions at which the pupil was expected. A session is half a day."),
		{Name: "code_", Prefix: true, Meaning: "Sessions under one registration code: code_i, code_c1, code_present_am, code_present_pm, code_l. An empty cell is no session."},
		{Name: "year_group", Meaning: "N1, N2, R or 1 to 14."},
		{Name: "key_stage", Meaning: "EY or 1 to 5; otherwise that of the year group."},
		{Name: "class", Meaning: "Class or tutor group."},
		{Name: "sex", Meaning: "F or M, girl or boy."},
		{Name: "ethnicity", Meaning: "Ethnic group, in words."},
		{Name: "family", Meaning: "A key that stands for the family."},
		{Name: "previous_school", Meaning: "URN of the school that the pupil came from."},
		{Name: "looked_after_by", Meaning: "Code of the authority that looks after the child."},
		{Name: "joint_plan", Meaning: "yes where a joint plan is agreed for the pupil."},
	}, flagColumns()...),
}, (*reader).pupil, ownReturns}

func flagColumns() []sheet.Column {
	var columns []sheet.Column
	for _, flag := range attendance.Flags {
		columns = append(columns, sheet.Column{Name: flag.Column, Meaning: "yes or no: " + flag.Group + ". An empty cell is no."})
	}
	return columns
}

// personal are columns that would name a pupil. Nothing here needs them, and a group
// of pupils must not be called after one.
var personal = []string{"name", "first_name", "forename", "given_name", "middle_name", "last_name", "surname", "family_name", "upn", "uln",
	"date_of_birth", "dob", "birth_date", "address", "postcode", "email", "phone", "telephone"}

// mostValues is how many values a further column may hold and still be a category.
const mostValues = 60

// table is where the columns of a sheet of pupils stand.
type table struct {
	sheet                                                            *sheet.Sheet
	urn, pupil, period, possible, year, stage, class, sex, ethnicity int
	family, previous, by, plan                                       int
	flags                                                            [len(attendance.Flags)]int
	further                                                          []furtherColumn
	columns                                                          []string // the names of further
	years                                                            map[attendance.AcademicYear]*pupilYear
	academicYear                                                     int // cell
	lastPeriod, lastYear                                             string
	lastURN                                                          string
	when                                                             attendance.Period
	at                                                               *attended
}

type furtherColumn struct {
	name   string
	cell   int
	values map[string]bool // nil once there are too many
}

// pupilYear is what the columns of codes are in one year.
type pupilYear struct {
	source *register.PupilSource
	codes  []pupilCode
}

type pupilCode struct {
	column string
	cell   int
	use    codeColumn
	usable bool // it was in use, or is withdrawn and was reported
}

// attended is what pupil rows say of one number: the first row that names it as a school
// of the authority.
type attended struct {
	stranger diag.Pos // the zero Pos where every row is of a child whom the authority looks after
}

// pupil reads one row and hands it on to be counted.
func (r *reader) pupil(line sheet.Row) {
	t := r.table(line)
	period, ok := r.pupilPeriod(line, t)
	urn, known := r.pupilURN(line, t)
	if !ok || !known {
		return
	}
	year := r.pupilYear(line, t, period.Year)
	next := r.desk.next()
	p := &next.PupilRow
	*p = register.PupilRow{Source: year.source, URN: urn, Pupil: line.At(t.pupil), Period: period, Codes: p.Codes[:0], Further: p.Further[:0]}
	if p.Pupil == "" {
		r.report(line.Pos("pupil"), diag.ValueMissing, "", "pupil is empty")
		ok = false
	}
	p.Possible, known = r.sessions(line, "sess_possible", line.At(t.possible))
	if line.At(t.possible) == "" {
		r.report(line.Pos("sess_possible"), diag.ValueMissing, "", "sess_possible is empty")
		known = false
	}
	ok = ok && known
	for i := range year.codes {
		c := &year.codes[i]
		text := line.At(c.cell)
		if text == "" || text == "0" {
			continue
		}
		n, known := r.sessions(line, c.column, text)
		ok = ok && known
		if n > 0 && !c.usable {
			c.usable = r.checkUse(line, c.column, c.use, period.Year)
			ok = ok && c.usable
		}
		p.Codes = append(p.Codes, register.CodeSessions{Reason: i, Sessions: n})
	}
	ahead := !r.checkAhead(line.Pos("period"), period)
	if ok = r.describePupil(line, t, p) && ok; !ok || ahead {
		return
	}
	if authorised, unauthorised := p.Absence(); authorised+unauthorised > p.Possible {
		r.report(line.Pos("sess_possible"), diag.AbsenceOverflow, "", "a pupil missed more sessions than were possible")
		return
	}
	if p.Care != register.CareOurs && t.at.stranger.File == "" {
		t.at.stranger = line.Pos("urn")
	}
	next.pos = line.Pos("pupil")
	r.desk.push()
}

// table finds the columns of the row's sheet.
func (r *reader) table(line sheet.Row) *table {
	if t := r.desk.table; t != nil && t.sheet == line.Sheet() {
		return t
	}
	t := &table{sheet: line.Sheet(), urn: line.Index("urn"), pupil: line.Index("pupil"), period: line.Index("period"), academicYear: line.Index(academicYearColumn.Name),
		possible: line.Index("sess_possible"), year: line.Index("year_group"), stage: line.Index("key_stage"), class: line.Index("class"),
		sex: line.Index("sex"), ethnicity: line.Index("ethnicity"), family: line.Index("family"), previous: line.Index("previous_school"),
		by: line.Index("looked_after_by"), plan: line.Index("joint_plan"), columns: []string{}, years: make(map[attendance.AcademicYear]*pupilYear)}
	for i, flag := range attendance.Flags {
		t.flags[i] = line.Index(flag.Column)
	}
	for name, cell := range line.Family("") {
		if r.mayGroup(line, name) {
			t.further = append(t.further, furtherColumn{name, cell, make(map[string]bool)})
			t.columns = append(t.columns, name)
		}
	}
	r.desk.table = t
	return t
}

// mayGroup reports whether pupils may be grouped by a further column.
func (r *reader) mayGroup(line sheet.Row, name string) bool {
	near := diag.Nearest(name, columnNames(r.kind.Format))
	switch {
	case slices.Contains(personal, name):
		r.report(line.Pos(name), diag.ColumnUnknown, "Remove it: a key stands for the pupil, and nothing else about a person is needed.", "the column %s would name a pupil", name)
	case near != "" && len(name) > len("code"):
		r.report(line.Pos(name), diag.ColumnUnknown, "Did you mean "+near+"? If not, give it another name.", "the column %s is nearly %s", name, near)
	case strings.HasPrefix(name, "class_"):
		r.report(line.Pos(name), diag.ColumnUnknown, "Give it another name: groups that begin with Class are classes.", "the column %s cannot be told from a class", name)
	default:
		return true
	}
	return false
}

// pupilYear resolves the columns of codes as they are in a year.
func (r *reader) pupilYear(line sheet.Row, t *table, year attendance.AcademicYear) *pupilYear {
	if y := t.years[year]; y != nil {
		return y
	}
	y := &pupilYear{source: &register.PupilSource{File: r.in.Name, Sheet: t.sheet.Name(), Columns: t.columns}}
	for flag, cell := range t.flags {
		if cell >= 0 {
			y.source.Flags |= 1 << flag
		}
	}
	for column, cell := range line.Family("code_") {
		use := r.codeAt(line, column, strings.TrimPrefix(column, "code_")).in(year)
		if use.at == unknownCode {
			continue
		}
		y.codes = append(y.codes, pupilCode{column: column, cell: cell, use: use})
		y.source.Reasons = append(y.source.Reasons, r.reasons[use.at])
	}
	t.years[year] = y
	return y
}

func (r *reader) pupilPeriod(line sheet.Row, t *table) (attendance.Period, bool) {
	text := line.At(t.period)
	year := line.At(t.academicYear)
	if text == t.lastPeriod && text != "" && year == t.lastYear {
		return t.when, true
	}
	period, ofSite, err := r.ownPeriod(line, text)
	ok := err == nil
	if !ok {
		r.report(line.Pos("period"), diag.PupilUnplaced, "", "the period of a pupil row cannot be read")
	} else if !ofPupils(period) {
		r.report(line.Pos("period"), diag.PupilUnplaced, "Write it as 2024-25 HT3, 2024-25 autumn or 2024-25 W07: longer periods are made of these.",
			"a pupil row is of a half-term, term or week, not of %s", period)
		ok = false
	} else if !ofSite {
		period, ok = r.agreed(line.Pos("period"), period, false)
	}
	if ok {
		r.notePeriod(line.Pos("period"), text, period)
	}
	if ok {
		t.lastPeriod, t.lastYear, t.when = strings.Clone(text), strings.Clone(year), period
	}
	return period, ok
}

// ofPupils reports whether pupil rows may be of a period.
func ofPupils(p attendance.Period) bool {
	return p.Grain == attendance.HalfTerm || p.Grain == attendance.Term || p.Grain == attendance.Week
}

func (r *reader) pupilURN(line sheet.Row, t *table) (attendance.URN, bool) {
	text := line.At(t.urn)
	if text == t.lastURN && text != "" {
		return attendance.URN(t.lastURN), true
	}
	switch {
	case text == "":
		r.report(line.Pos("urn"), diag.PupilUnplaced, "", "urn is empty")
		return "", false
	case !attendance.IsURN(text):
		r.report(line.Pos("urn"), diag.PupilUnplaced, "A URN has six or seven digits.", "the urn of a pupil row is none")
		return "", false
	}
	t.lastURN = strings.Clone(text)
	t.at = r.batch.pupils[attendance.URN(text)]
	if t.at == nil {
		t.at = new(attended)
		if r.batch.pupils == nil {
			r.batch.pupils = make(map[attendance.URN]*attended)
		}
		r.batch.pupils[attendance.URN(t.lastURN)] = t.at
	}
	return attendance.URN(t.lastURN), true
}

// sessions reads a number of sessions of one pupil. It must be known: the sum over a
// school would not be. As in every message about a pupil row, the cell is not quoted: it
// may hold what belongs under another column, such as the key of the pupil.
func (r *reader) sessions(line sheet.Row, column, text string) (int, bool) {
	n := 0
	for i := range len(text) {
		digit := int(text[i]) - '0'
		if digit < 0 || digit > 9 || n > register.MaxSessions {
			n = -1
			break
		}
		n = 10*n + digit
	}
	if n < 0 {
		if plain, ok := plainCount(text); ok && !strings.Contains(plain, ".") {
			r.noteNumber(line, column)
			return r.sessions(line, column, plain)
		}
	}
	switch {
	case n < 0:
		r.report(line.Pos(column), diag.NumberUnreadable, "Write a whole number.", "%s is not a number of sessions", column)
		return 0, false
	case n > register.MaxSessions:
		r.report(line.Pos(column), diag.ValueUnreadable, "A session is half a day.", "%s is more sessions than a year has", column)
		return 0, false
	}
	return n, true
}
