package register

import (
	"math"
	"slices"
	"strings"

	"rollcall/generator/attendance"
)

// PupilSource is the part of an input that pupil rows come from: a file, and what its
// columns hold in one academic year.
type PupilSource struct {
	File, Sheet string
	Reasons     []attendance.Reason // what its columns of codes count
	Columns     []string            // its further columns, by their normalised names
	Flags       uint32              // bit 1<<f for each attendance.Flag that it has a column of
}

// CodeSessions is the sessions of a pupil under one code: a place in
// PupilSource.Reasons, and how many.
type CodeSessions struct {
	Reason   int
	Sessions int
}

// PupilRow is one pupil on one school's register in one half-term, term or week.
type PupilRow struct {
	Source   *PupilSource
	URN      attendance.URN
	Pupil    string // the pseudonymous key
	Period   attendance.Period
	Possible int // sessions at which the pupil was expected
	Codes    []CodeSessions

	YearGroup attendance.YearGroup
	KeyStage  attendance.KeyStage
	Sex       attendance.Sex
	Flags     uint32 // bit 1<<f for each attendance.Flag that is true
	Class     string
	Ethnicity string
	Family    string
	Further   []string // the cells of PupilSource.Columns
	Care      Care
	Plan      Plan
	Moved     bool // it names another school as the previous one
}

// Care says who looks after a pupil.
type Care uint8

const (
	CareUnstated Care = iota // the input has no column that says it
	CareOurs                 // the authority of the site
	CareOther                // another authority, or none
)

// Plan says whether a joint plan is agreed for a pupil.
type Plan uint8

const (
	PlanUnstated Plan = iota
	PlanAgreed
	PlanNone
)

// MaxSessions is more sessions than a pupil can have in a year: two on every day.
const MaxSessions = 732

// Absence returns the sessions missed: those under codes that count as authorised or
// unauthorised absence. Codes that are not possible sessions, and administrative
// ones, count as neither.
func (r *PupilRow) Absence() (authorised, unauthorised int) {
	for _, c := range r.Codes {
		switch r.Source.Reasons[c.Reason].Category {
		case attendance.Authorised:
			authorised += c.Sessions
		case attendance.Unauthorised:
			unauthorised += c.Sessions
		}
	}
	return authorised, unauthorised
}

// lateCode is the code of a pupil who came before the register closed.
const lateCode = "L"

// Pupils takes pupil rows in any order and gives only counts: no row and no key of a
// pupil, family or class leaves it. It keeps what each enrolment attended in each
// half-term, and sessions by code for each group of each school, so its size hangs on
// the enrolments and not on the rows. The zero Pupils is ready to use; it is not for
// several goroutines at once.
type Pupils struct {
	words    words
	further  words // names of further columns
	reasons  []attendance.Reason
	sources  map[*PupilSource]*columns
	latest   *columns // of the row before
	schools  []*roll
	schoolAt map[attendance.URN]uint32
	pupils   map[string]uint32
	first    []uint32 // the first enrolment of each pupil, plus one
	stays    enrolments
	weeks    map[week]mark
	families map[visitOf]uint32 // of the rows that name another family than the enrolment's
	profiles
}

// columns is where the columns of a source stand among all.
type columns struct {
	source  *PupilSource
	reasons []int
	further []uint32
	late    int // index of the source's column of lateCode, or -1
}

// roll is one reference number with what was recorded under it.
type roll struct {
	urn    attendance.URN
	file   Origin // the first in order of names
	cells  map[part]uint32
	blocks map[attendance.Period]*block
	known  map[profile]uint32
	list   []kept
}

// kept is a profile of a school's pupils, and the school's cells that it counts in.
type kept struct {
	profile
	cells []uint32
}

// block is the sessions by code of a school in one period.
type block struct {
	sources []*columns
	cells   [][]uint32 // by cell of the school, then by reason
}

// mark is what an enrolment attended in one period, in sessions.
type mark struct {
	possible, authorised, unauthorised, late uint16
	profile                                  uint32 // place in roll.list, plus one; 0 for no row
	rest                                     uint32 // hash of what else the row says, by which repeated rows are known
}

// unknownLate marks a row without a column of late sessions.
const unknownLate = math.MaxUint16

// enrolment is one pupil on one school's register in one academic year.
type enrolment struct {
	marks  [6]mark // a term stands at its first half-term
	school uint32
	pupil  uint32
	next   uint32 // of the same pupil, plus one
	family uint32 // of the first row that came
	year   uint16
	terms  uint8    // bit 1<<i where marks[i] is a whole term
	moved  uint8    // bit 1<<i where marks[i] names a previous school
	came   coverage // the periods of which rows came, those that do not count included
}

// visitOf is an enrolment in the period of one of its marks.
type visitOf struct {
	enrolment uint32
	mark      uint8
}

type week struct {
	enrolment uint32
	number    uint8
}

// enrolments grows without being copied.
type enrolments struct {
	chunks [][]enrolment
	count  uint32
}

const chunk = 1 << 12

func (e *enrolments) at(i uint32) *enrolment { return &e.chunks[i/chunk][i%chunk] }

func (e *enrolments) add() (uint32, *enrolment) {
	if e.count%chunk == 0 {
		e.chunks = append(e.chunks, make([]enrolment, chunk))
	}
	e.count++
	return e.count - 1, e.at(e.count - 1)
}

// Len returns the number of enrolments, counting one a year.
func (p *Pupils) Len() int { return int(p.stays.count) }

// Taken says what became of a row.
type Taken uint8

const (
	Counted  Taken = iota
	Repeated       // the very same row was counted already
	Clashing       // another row says otherwise of the pupil in that period, or in one that overlaps it
)

// Add counts a row, once however often it is given. Rows that clash are not to be
// trusted, whichever came first: clash lists the periods of all of them, which the caller
// has to leave out. The period must be a half-term, a term or a week; the sessions missed
// must not exceed those possible, nor those MaxSessions.
func (p *Pupils) Add(row *PupilRow) (taken Taken, clash []attendance.Period) {
	p.begin()
	at := p.columns(row.Source)
	school := p.school(row.URN, at)
	roll := p.schools[school]
	id, stay := p.enrolment(row, school)
	m := mark{possible: uint16(row.Possible), late: unknownLate, rest: p.rest(row, at)}
	authorised, unauthorised := row.Absence()
	m.authorised, m.unauthorised = uint16(authorised), uint16(unauthorised)
	if at.late >= 0 {
		m.late = 0
		for _, c := range row.Codes {
			if c.Reason == at.late {
				m.late = uint16(c.Sessions)
			}
		}
	}
	m.profile = p.profile(roll, row, at) + 1
	had, overlaps := p.taken(id, stay, row.Period)
	if row.Period.Grain != attendance.Week {
		stay.came.see(row.Period)
	}
	switch {
	case len(overlaps) > 0:
		return Clashing, append(overlaps, row.Period)
	case had == m:
		return Repeated, nil
	case had.profile != 0:
		return Clashing, []attendance.Period{row.Period}
	}
	p.place(id, stay, row, m)
	b := roll.block(row.Period, at)
	for _, cell := range roll.list[m.profile-1].cells {
		b.add(cell, row.Codes, at, len(p.reasons))
	}
	return Counted, nil
}

// rest is a hash of what a row says beside the sessions and the profile of its mark, the
// same whatever the order of the columns.
func (p *Pupils) rest(row *PupilRow, at *columns) uint32 {
	sum := mix(p.words.id(row.Family))
	if row.Moved {
		sum++
	}
	for _, c := range row.Codes {
		if c.Sessions > 0 {
			sum += mix(uint32(at.reasons[c.Reason]+1)<<16 | uint32(c.Sessions))
		}
	}
	return sum
}

// mix spreads a number over 32 bits (the finaliser of MurmurHash3).
func mix(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}

func (p *Pupils) begin() {
	if p.pupils != nil {
		return
	}
	p.pupils = make(map[string]uint32)
	p.sources = make(map[*PupilSource]*columns)
	p.schoolAt = make(map[attendance.URN]uint32)
	p.weeks = make(map[week]mark)
	p.families = make(map[visitOf]uint32)
}

// columns finds where a source's columns stand among those of all sources.
func (p *Pupils) columns(s *PupilSource) *columns {
	if p.latest != nil && p.latest.source == s {
		return p.latest
	}
	c := p.sources[s]
	if c == nil {
		c = &columns{source: s, late: -1}
		for i, reason := range s.Reasons {
			at := slices.Index(p.reasons, reason)
			if at < 0 {
				at = len(p.reasons)
				p.reasons = append(p.reasons, reason)
			}
			c.reasons = append(c.reasons, at)
			if reason.Code == lateCode {
				c.late = i
			}
		}
		for _, name := range s.Columns {
			c.further = append(c.further, p.further.id(name))
		}
		p.sources[s] = c
	}
	p.latest = c
	return c
}

func (p *Pupils) school(urn attendance.URN, at *columns) uint32 {
	i, ok := p.schoolAt[urn]
	if !ok {
		i = uint32(len(p.schools))
		urn = attendance.URN(strings.Clone(string(urn)))
		p.schoolAt[urn] = i
		p.schools = append(p.schools, &roll{urn: urn, file: Origin{File: at.source.File, Sheet: at.source.Sheet},
			cells: make(map[part]uint32), blocks: make(map[attendance.Period]*block), known: make(map[profile]uint32)})
	}
	return i
}

// enrolment finds the pupil's enrolment at a school in the year of the row.
func (p *Pupils) enrolment(row *PupilRow, school uint32) (uint32, *enrolment) {
	pupil, ok := p.pupils[row.Pupil]
	if !ok {
		pupil = uint32(len(p.first))
		p.pupils[strings.Clone(row.Pupil)] = pupil
		p.first = append(p.first, 0)
	}
	for next := p.first[pupil]; next != 0; {
		stay := p.stays.at(next - 1)
		if stay.school == school && stay.year == uint16(row.Period.Year) {
			return next - 1, stay
		}
		next = stay.next
	}
	id, stay := p.stays.add()
	*stay = enrolment{school: school, pupil: pupil, next: p.first[pupil], year: uint16(row.Period.Year)}
	p.first[pupil] = id + 1
	return id, stay
}

// taken returns the mark that an enrolment has for a period, the zero mark for none, and
// the other periods of its rows that overlap it.
func (p *Pupils) taken(id uint32, stay *enrolment, period attendance.Period) (had mark, overlaps []attendance.Period) {
	if period.Grain == attendance.Week {
		return p.weeks[week{id, period.Number}], nil
	}
	other := func(grain attendance.Grain, number int) {
		q := attendance.Period{Year: period.Year, Grain: grain, Number: uint8(number)}
		if stay.came.saw(q) {
			overlaps = append(overlaps, q)
		}
	}
	first, last := period.HalfTerms()
	if period.Grain == attendance.Term {
		other(attendance.HalfTerm, first)
		other(attendance.HalfTerm, last)
	} else {
		other(attendance.Term, (first+1)/2)
	}
	return stay.marks[first-1], overlaps
}

// place keeps what a row says of its enrolment.
func (p *Pupils) place(id uint32, stay *enrolment, row *PupilRow, m mark) {
	if row.Period.Grain == attendance.Week {
		p.weeks[week{id, row.Period.Number}] = m
		return
	}
	first, _ := row.Period.HalfTerms()
	switch family := p.words.id(row.Family); {
	case stay.start() == 0:
		stay.family = family
	case family != stay.family:
		p.families[visitOf{id, uint8(first - 1)}] = family
	}
	stay.marks[first-1] = m
	if row.Period.Grain == attendance.Term {
		stay.terms |= 1 << (first - 1)
	}
	if row.Moved {
		stay.moved |= 1 << (first - 1)
	}
}

// latest returns the index of the latest mark of an enrolment; -1 for one that has weeks
// only.
func (e *enrolment) latest() int {
	for i := len(e.marks) - 1; i >= 0; i-- {
		if e.marks[i].profile != 0 {
			return i
		}
	}
	return -1
}

// end returns how many half-terms there are up to the end of the latest row.
func (e *enrolment) end() int {
	i := e.latest()
	if i >= 0 && e.terms&(1<<i) != 0 {
		i++
	}
	return i + 1
}

// familyOf returns the family that the latest row of an enrolment names.
func (p *Pupils) familyOf(id uint32) uint32 {
	stay := p.stays.at(id)
	i := stay.latest()
	if i < 0 {
		return 0
	}
	if other, ok := p.families[visitOf{id, uint8(i)}]; ok {
		return other
	}
	return stay.family
}

func (s *roll) block(period attendance.Period, at *columns) *block {
	b := s.blocks[period]
	if b == nil {
		b = new(block)
		s.blocks[period] = b
	}
	if !slices.Contains(b.sources, at) {
		b.sources = append(b.sources, at)
		if file := (Origin{File: at.source.File, Sheet: at.source.Sheet}); file.File < s.file.File {
			s.file = file
		}
	}
	return b
}

// add adds the sessions of a row to one cell.
func (b *block) add(cell uint32, codes []CodeSessions, at *columns, reasons int) {
	if int(cell) >= len(b.cells) {
		b.cells = append(b.cells, make([][]uint32, int(cell)+1-len(b.cells))...)
	}
	sessions := b.cells[cell]
	if len(sessions) < reasons {
		sessions = append(make([]uint32, 0, reasons), sessions...)[:reasons]
		b.cells[cell] = sessions
	}
	for _, c := range codes {
		sessions[at.reasons[c.Reason]] += uint32(c.Sessions)
	}
}
