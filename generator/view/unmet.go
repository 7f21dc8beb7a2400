package view

import (
	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// unmetSections list the schools that the service has not yet reached: not met in the
// current period, and without an audit of registers or training in its year. They are
// for the authority's own staff, and there is none where nothing was entered by school.
func (b *Book) unmetSections(up string) []Section {
	if !b.internal() || b.current.IsZero() {
		return nil
	}
	year := attendance.Period{Year: b.current.Year, Grain: attendance.Year}
	open := b.openSchools()
	var out []Section
	for _, list := range []struct {
		id     string
		over   attendance.Period
		all    string // of what the service counts
		agreed bool   // a meeting counts too
	}{{"met", b.current, "visit", true}, {"audited", year, "register-audit", false}, {"trained", year, "training", false}} {
		left, known := b.notReached(open, list.over, servicePrefix+list.all, list.agreed)
		if !known {
			continue
		}
		args := []Arg{IntArg("n", len(left)), IntArg("of", len(open)), PeriodArg("period", list.over)}
		var links []Link
		for _, urn := range left[:min(len(left), mostReturns)] {
			links = append(links, Link{Label: b.Name(school(urn)), Href: b.href(up, school(urn))})
		}
		blocks := []Block{{Links: links}}
		switch {
		case len(left) == 0:
			blocks = []Block{{Notes: []Text{T("unmet.none", args...)}}}
		case len(left) > mostReturns:
			blocks = append(blocks, Block{Notes: []Text{T("unmet.left", IntArg("n", len(left)-mostReturns))}})
		}
		rail := []Text{T("unmet."+list.id+".rail", args...)}
		if len(out) == 0 {
			rail = append(rail, T("unmet.entered"))
		}
		out = append(out, section("not-"+list.id, T("unmet."+list.id), rail, blocks...)...)
	}
	return out
}

// notReached lists the schools for which nothing above zero was counted in a stretch of
// time and, where meetings count, no meeting agreed anything in it. It is false where
// nothing was entered for any school: then it is not known who was reached.
func (b *Book) notReached(schools []attendance.URN, over attendance.Period, measure string, meetings bool) ([]attendance.URN, bool) {
	var left []attendance.URN
	known := false
	for _, urn := range schools {
		reached := meetings && b.agreedWithin(school(urn), over)
		known = known || reached
		for _, t := range b.Pub.Tallies(school(urn), measure) {
			if !b.within(t.Period, over) {
				continue
			}
			f := b.Pub.Tally(school(urn), t.Period, t.Measure)
			n, shown := f.Num()
			known = true
			reached = reached || n > 0 || !shown && f.Symbol() == disclosure.Suppressed
		}
		if !reached {
			left = append(left, urn)
		}
	}
	return left, known
}

// within reports whether a period lies in another.
func (b *Book) within(p, over attendance.Period) bool {
	from, next := b.days(p)
	first, end := b.days(over)
	return p == over || p.Year == over.Year && (over.IsYear() || !from.Before(first) && !next.After(end))
}

// agreedWithin reports whether a meeting with a place in a period agreed anything.
func (b *Book) agreedWithin(place attendance.Place, over attendance.Period) bool {
	first, end := b.days(over)
	for _, a := range b.Agreements.Of(place) {
		if !a.Meeting.Before(first) && a.Meeting.Before(end) {
			return true
		}
	}
	return false
}
