package register

import (
	"encoding/binary"
	"slices"
	"strings"

	"rollcall/generator/attendance"
)

// words numbers texts. The empty text is 0.
type words struct {
	at   map[string]uint32
	text []string
}

func (w *words) id(s string) uint32 {
	if s == "" {
		return 0
	}
	i, ok := w.at[s]
	if !ok {
		if w.at == nil {
			w.at, w.text = make(map[string]uint32), []string{""}
		}
		i, s = uint32(len(w.text)), strings.Clone(s)
		w.at[s] = i
		w.text = append(w.text, s)
	}
	return i
}

// profile is what a row says of a pupil, as far as it puts the pupil into groups.
type profile struct {
	year      attendance.YearGroup
	stage     attendance.KeyStage
	sex       attendance.Sex
	care      Care
	plan      Plan
	flags     uint32
	factors   uint8  // place in attendance.FactorGroups, plus one; 0 where it is not known
	class     uint32 // of words
	ethnicity uint32
	further   uint32 // of profiles.lists
}

// has reports whether a flag is true of the pupil.
func (f *profile) has(flag attendance.Flag) bool { return f.flags&(1<<flag) != 0 }

// dimension is a way of dividing pupils into groups.
type dimension uint16

const (
	everyone dimension = iota
	byYear
	byStage
	byClass
	bySex
	byEthnicity
	byFactors
	byFlag // and one more for each flag
)

const byFurther = byFlag + dimension(len(attendance.Flags)) // and one more for each further column

// part is the pupils with one value of a dimension; of a virtual school, when it is
// not 0.
type part struct {
	virtual   uint8
	dimension dimension
	value     uint32
}

// profiles numbers the values of further columns.
type profiles struct {
	lists words // of pairs of column and value
	pairs [][]part
}

// profile finds the row's profile among the school's, adding it.
func (p *Pupils) profile(s *roll, row *PupilRow, at *columns) uint32 {
	key := profile{year: row.YearGroup, stage: row.KeyStage, sex: row.Sex, care: row.Care, plan: row.Plan, flags: row.Flags,
		class: p.words.id(row.Class), ethnicity: p.words.id(row.Ethnicity), further: p.list(row, at)}
	if n, known := attendance.FactorGroup(row.Flags, row.Source.Flags); known {
		key.factors = uint8(n + 1)
	}
	if key.stage == 0 {
		key.stage = row.YearGroup.KeyStage()
	}
	i, ok := s.known[key]
	if !ok {
		i = uint32(len(s.list))
		s.known[key] = i
		s.list = append(s.list, kept{key, s.cellsOf(p.parts(&key))})
	}
	return i
}

// list numbers what the row has under further columns.
func (p *Pupils) list(row *PupilRow, at *columns) uint32 {
	if len(at.further) == 0 {
		return 0
	}
	var space [64]byte
	key := space[:0]
	for i, column := range at.further {
		if value := p.words.id(row.Further[i]); value != 0 {
			key = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(key, column), value)
		}
	}
	if id, ok := p.lists.at[string(key)]; ok || len(key) == 0 {
		return id
	}
	id := p.lists.id(string(key))
	var pairs []part
	for ; len(key) > 0; key = key[8:] {
		column, value := binary.LittleEndian.Uint32(key), binary.LittleEndian.Uint32(key[4:])
		pairs = append(pairs, part{dimension: byFurther + dimension(column), value: value})
	}
	if len(p.pairs) == 0 {
		p.pairs = append(p.pairs, nil)
	}
	p.pairs = append(p.pairs, pairs)
	return id
}

// The virtual schools, as parts name them.
const (
	lookedAfter uint8 = iota + 1
	socialWorker
)

// inCare reports whether the pupil belongs to the virtual school of looked-after
// children: the authority looks after them; where no column says who does, they are
// looked after.
func (f *profile) inCare() bool {
	return f.care == CareOurs || f.care == CareUnstated && f.has(attendance.LookedAfter)
}

// belongs reports whether the pupil belongs to a virtual school.
func (f *profile) belongs(virtual uint8) bool {
	if virtual == lookedAfter {
		return f.inCare()
	}
	return f.has(attendance.SocialWorker) || f.has(attendance.EverSocialWorker)
}

// parts lists the groups of one dimension that the pupil is in, all pupils first,
// then those of the virtual schools.
func (p *Pupils) parts(f *profile) []part {
	out := []part{{}}
	add := func(d dimension, value uint32) {
		if value != 0 {
			out = append(out, part{dimension: d, value: value})
		}
	}
	add(byYear, uint32(f.year))
	add(bySex, uint32(f.sex))
	few := slices.Clone(out)
	add(byStage, uint32(f.stage))
	add(byClass, f.class)
	add(byEthnicity, f.ethnicity)
	add(byFactors, uint32(f.factors))
	for flag := range attendance.Flags {
		if f.has(attendance.Flag(flag)) {
			add(byFlag+dimension(flag), 1)
		}
	}
	if f.further != 0 {
		out = append(out, p.pairs[f.further]...)
	}
	for v := lookedAfter; v <= socialWorker; v++ {
		for _, part := range few {
			if !f.belongs(v) {
				break
			}
			part.virtual = v
			out = append(out, part)
		}
	}
	return out
}

// cellsOf finds the school's cells of parts, adding them.
func (s *roll) cellsOf(parts []part) []uint32 {
	out := make([]uint32, len(parts))
	for i, part := range parts {
		cell, ok := s.cells[part]
		if !ok {
			cell = uint32(len(s.cells))
			s.cells[part] = cell
		}
		out[i] = cell
	}
	return out
}
