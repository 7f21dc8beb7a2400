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
}

// unknownLate marks a row without a column of late sessions.
const unknownLate = math.MaxUint16

// enrolment is one pupil on one school's register in one academic year.
type enrolment struct {
	marks  [6]mark // a term stands at its first half-term
	school uint32
	pupil  uint32
	next   uint32 // of the same pupil, plus one
	family uint32 // of the latest row
	year   uint16
	terms  uint8 // bit 1<<i where marks[i] is a whole term
	moved  uint8 // bit 1<<i where marks[i] names a previous school
	end    uint8 // half-terms up to the end of the latest row
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

// Add counts a row. It returns false, and counts nothing, when the pupil already has
// a row of the same school for a part of the period. The period must be a half-term,
// a term or a week; the sessions missed must not exceed those possible, nor those
// MaxSessions.
func (p *Pupils) Add(row *PupilRow) bool {
	p.begin()
	at := p.columns(row.Source)
	school := p.school(row.URN, at)
	roll := p.schools[school]
	id, stay := p.enrolment(row, school)
	m := mark{possible: uint16(row.Possible), late: unknownLate}
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
	if p.taken(id, stay, row.Period) {
		return false
	}
	m.profile = p.profile(roll, row, at) + 1
	p.place(id, stay, row, m)
	b := roll.block(row.Period, at)
	for _, cell := range roll.list[m.profile-1].cells {
		b.add(cell, row.Codes, at, len(p.reasons))
	}
	return true
}

func (p *Pupils) begin() {
	if p.pupils != nil {
		return
	}
	p.pupils = make(map[string]uint32)
	p.sources = make(map[*PupilSource]*columns)
	p.schoolAt = make(map[attendance.URN]uint32)
	p.weeks = make(map[week]mark)
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

// taken reports whether the enrolment has a row for a part of a period.
func (p *Pupils) taken(id uint32, stay *enrolment, period attendance.Period) bool {
	first, _ := period.HalfTerms()
	switch period.Grain {
	case attendance.Week:
		_, ok := p.weeks[week{id, period.Number}]
		return ok
	case attendance.Term:
		return stay.marks[first-1].profile != 0 || stay.marks[first].profile != 0
	}
	other := (first - 1) &^ 1
	return stay.marks[first-1].profile != 0 || stay.terms&(1<<other) != 0
}

// place keeps what a row says of its enrolment.
func (p *Pupils) place(id uint32, stay *enrolment, row *PupilRow, m mark) {
	if row.Period.Grain == attendance.Week {
		p.weeks[week{id, row.Period.Number}] = m
		return
	}
	first, last := row.Period.HalfTerms()
	stay.marks[first-1] = m
	if row.Period.Grain == attendance.Term {
		stay.terms |= 1 << (first - 1)
	}
	if row.Moved {
		stay.moved |= 1 << (first - 1)
	}
	if uint8(last) > stay.end {
		stay.end, stay.family = uint8(last), p.words.id(row.Family)
	}
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
