package view

import (
	"cmp"
	"slices"
	"strconv"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
)

// oneDecimal writes a worked-out number, such as days for each pupil.
func oneDecimal(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

// hair reports whether a target was missed by so little that the days for each pupil
// round to none.
func hair(d insight.Distance) bool { return oneDecimal(d.Days) == "0.0" }

// byName orders schools by name, those without one last.
func (b *Book) byName(urns []attendance.URN) []attendance.URN {
	out := slices.Clone(urns)
	slices.SortStableFunc(out, func(x, y attendance.URN) int {
		a, c := b.Pub.School(x).Name, b.Pub.School(y).Name
		if (a == "") != (c == "") {
			return cmp.Compare(len(c), len(a))
		}
		return cmp.Compare(a, c)
	})
	return out
}

// furthest lists the schools of a place that are furthest below their own phase of
// the authority, most first, at most n of them. It is an order of distance, not a
// judgement.
func (b *Book) furthest(place attendance.Place, period attendance.Period, n int) []attendance.URN {
	type distance struct {
		urn attendance.URN
		gap int64
	}
	var list []distance
	for _, urn := range b.Pub.Members(place) {
		at := b.at(school(urn), period)
		mean := at
		mean.Place = b.Pub.Authority()
		if d := insight.Between(b.Pub.Rate(at, "attendance"), b.Pub.Rate(mean, "attendance")); d.Known() && d.Tenths < 0 {
			list = append(list, distance{urn, d.Tenths})
		}
	}
	slices.SortStableFunc(list, func(a, b distance) int { return cmp.Compare(a.gap, b.gap) })
	var out []attendance.URN
	for i := range list[:min(n, len(list))] {
		out = append(out, list[i].urn)
	}
	return out
}

// authorityNext says where to look first on the authority's page.
func (b *Book) authorityNext(place attendance.Place, period attendance.Period, up string) []Text {
	var out []Text
	out = append(out, b.planNext(up)...)
	out = append(out, b.schoolsFirst(place, period, up)...)
	if period == b.current {
		out = append(out, T("next.changes").to(up+"changes/index.html"))
	}
	if returned, expected, ok := b.Pub.Coverage(b.at(place, period)); ok && returned < expected {
		out = append(out, T("next.returns", IntArg("n", expected-returned)).to(up+"coverage/index.html"))
	}
	if len(b.Strategies) > 0 {
		out = append(out, T("next.strategy", WordsArg("title", b.Strategies[0].Title)).to(up+"strategy/index.html"))
	}
	return out
}

// schoolsFirst names the schools of a place to look at first, to the authority's own
// staff: its priority schools where rules name them, those furthest below their phase
// otherwise.
func (b *Book) schoolsFirst(place attendance.Place, period attendance.Period, up string) []Text {
	if !b.internal() {
		return nil
	}
	if first := b.priorityNames(place, period, 3); len(first) > 0 {
		return []Text{T("next.priority", TextArg("names", b.nameList(up, first)), TextArg("all", T("next.priority.all")).Linked(up+"priority/index.html"))}
	}
	if far := b.furthest(place, period, 3); len(far) > 0 {
		return []Text{T("next.furthest", TextArg("names", b.nameList(up, far)))}
	}
	return nil
}

// clusterNext says where to look first on the page of a group of schools.
func (b *Book) clusterNext(place attendance.Place, period attendance.Period, up string) []Text {
	out := b.schoolsFirst(place, period, up)
	if c := b.reasons(b.at(place, period)); c != nil {
		out = append(out, T("next.reason", TextArg("reason", c.Rows[0].Label), PercentArg("f", c.Rows[0].Now.Figure)).to("#reasons"))
	}
	return append(out, T("next.members").to("#schools"))
}

// schoolNext says where to look first on a school's page: its target, its commonest
// reason, the actions that concern it.
func (b *Book) schoolNext(at disclosure.At, up string) []Text {
	var out []Text
	if s, ok := b.priorityOf(at); ok && s.Priority {
		out = append(out, T("next.flags", IntArg("n", len(s.Flags))).to("#priority"))
	}
	if t, ok := b.target(at, "attendance"); ok {
		if d, ok := insight.ToTarget(b.Pub, at, "attendance", t.Value); ok && !d.Met {
			say := "next.target"
			if hair(d) {
				say = "next.target.hair"
			}
			out = append(out, b.worked(say, WordsArg("target", d.Target.String()), WordsArg("days", oneDecimal(d.Days))).to("#means"))
		}
	}
	if c := b.reasons(at); c != nil {
		out = append(out, T("next.reason", TextArg("reason", c.Rows[0].Label), PercentArg("f", c.Rows[0].Now.Figure)).to("#reasons"))
	}
	if n := len(b.faultsOf(at)); n > 0 {
		out = append(out, T("next.faults", IntArg("n", n)).to(up+notePath(attendance.URN(at.Place.Code))))
	}
	for _, u := range b.unusualOf(at) {
		out = append(out, T("next.code", TextArg("reason", reasonWords(u.Reason))).to("#codes"))
	}
	if b.HasPupils(at.Place) && at.Period == b.pupilsPeriod(at.Place) {
		if n := b.Pub.Count(at, disclosure.NearPA); n.Shown() {
			out = append(out, T("next.near", NumberArg("n", n)).to(up+b.PupilsPath(at.Place)))
		}
	}
	if n := len(b.ActionsOf(at.Place)); n > 0 {
		out = append(out, T("next.actions", IntArg("n", n)).to("#actions"))
	}
	if len(b.historyPeriods(at.Place, b.allPupils(at.Place))) > 0 {
		out = append(out, T("next.history").to("#history"))
	}
	return out
}
