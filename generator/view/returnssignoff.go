package view

import (
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/returns"
)

// signOff is the latest step of a school towards figures that it stands by; the zero
// step where there is none.
func (b *Book) signOff(urn attendance.URN, period attendance.Period) returns.SignOff {
	if b.SignOffs == nil {
		return returns.SignOff{}
	}
	history := b.SignOffs.History(urn, period)
	if len(history) == 0 {
		return returns.SignOff{}
	}
	return history[len(history)-1]
}

// signing reports whether schools are asked to confirm a period: any of them has taken
// a step.
func (b *Book) signing(period attendance.Period) bool {
	if b.SignOffs == nil {
		return false
	}
	for _, s := range b.SignOffs.All() {
		if s.Period == period {
			return true
		}
	}
	return false
}

// Unconfirmed lists the schools that returned for the current period and have not
// signed their figures, by name, and says of how many. There are none where no school
// was asked to.
func (b *Book) Unconfirmed() (open []attendance.URN, of int) {
	if b.current.IsZero() || !b.signing(b.current) {
		return nil, 0
	}
	for _, s := range b.standings() {
		if s.missing {
			continue
		}
		of++
		if s.step.State != returns.Signed {
			open = append(open, s.urn)
		}
	}
	return b.byName(open), of
}

// openLinks lists schools with how far each has come.
func (b *Book) openLinks(urns []attendance.URN, up string) []Link {
	var out []Link
	for _, urn := range urns {
		step := b.signOff(urn, b.current)
		link := Link{Label: b.Name(school(urn)), Href: b.href(up, school(urn)), Note: stateWords(step.State)}
		out = append(out, link)
	}
	return out
}

func stateWords(s returns.SignOffState) Text {
	if s == returns.NoSignOff {
		return T("signoff.none")
	}
	return T("signoff." + string(s))
}

// signOffCell says how far a return has come, since when, and what was said about it.
func (b *Book) signOffCell(s *standing) Cell {
	if s.missing {
		return TextCell(T("signoff.nothing"))
	}
	tag := Tag{Plain, IconNone, stateWords(s.step.State)}
	switch s.step.State {
	case returns.Signed:
		tag.Tone, tag.Icon = Good, IconDone
	case returns.Query:
		tag.Tone, tag.Icon = Attention, IconFlag
	case returns.Draft, returns.Corrected:
		tag.Icon = IconPart
	}
	cell := Cell{Kind: CellTag, Tag: &tag}
	if !s.step.Date.IsZero() {
		cell.Meta = T("plan.due.date", DateArg("date", s.step.Date.Format(time.DateOnly)))
	}
	if b.inFull(school(s.urn)) {
		if s.step.By != "" {
			cell.Meta = cell.Meta.and(T("signoff.by", WordsArg("by", s.step.By)))
		}
		cell.Meta = cell.Meta.and(Words(s.step.Note))
	}
	return cell
}

// signOffLine says on a school's own page that it has not confirmed the figures there,
// where it has been asked to.
func (b *Book) signOffLine(at disclosure.At) Text {
	if at.Place.Level != attendance.LevelSchool || !b.inFull(at.Place) || !b.signing(at.Period) {
		return Text{}
	}
	switch b.signOff(attendance.URN(at.Place.Code), at.Period).State {
	case returns.Signed:
		return Text{}
	case returns.Query:
		return T("signoff.line.query")
	}
	return T("signoff.line")
}
