package view

import (
	"cmp"
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
)

// reasons draws why sessions were missed, the commonest reason first, beside the
// comparator's.
func (b *Book) reasons(at disclosure.At) *Chart {
	c := &Chart{ID: "chart-reasons", Kind: BarChart, Scale: Scale{Min: 0, Max: 4, Step: 1}, Title: T("chart.reasons.title", PeriodArg("period", at.Period))}
	other := at
	other.Place = b.comparator(at.Place)
	versus := b.inPhase(other.Place, at.Phase)
	t := &Table{ID: "reasons-data", Caption: c.Title, Hidden: true, Columns: []Column{{Label: T("column.reason")}, {Label: T("column.counts.as")},
		{Label: b.inPhase(at.Place, at.Phase), Numeric: true}, {Label: versus, Numeric: true}}}
	type reason struct {
		id    string
		role  Role
		as    Text
		value float64
	}
	var list []reason
	for _, r := range b.Pub.Reasons() {
		id := measure.ReasonPrefix + r.ID
		v, ok := b.Pub.Rate(at, id).Value()
		switch {
		case !ok:
		case r.Category == attendance.Authorised:
			list = append(list, reason{id, Last, T("reason.authorised"), v})
		case r.Category == attendance.Unauthorised:
			list = append(list, reason{id, This, T("reason.unauthorised"), v})
		}
	}
	if len(list) == 0 {
		return nil
	}
	if v, ok := b.Pub.Rate(at, measure.NoReason).Value(); ok && v > 0 {
		list = append(list, reason{measure.NoReason, Last, T("reason.notgiven"), v})
	}
	slices.SortStableFunc(list, func(a, b reason) int { return cmp.Compare(b.value, a.value) })
	for _, r := range list {
		now, there := b.Pub.Rate(at, r.id), b.Pub.Rate(other, r.id)
		for v, ok := now.Value(); ok && v > c.Scale.Max; {
			c.Scale.Max++
		}
		for v, ok := there.Value(); ok && v > c.Scale.Max; {
			c.Scale.Max++
		}
		name := b.reasonName(r.id)
		t.Rows = append(t.Rows, Row{Cells: []Cell{TextCell(name), TextCell(r.as), PercentCell(now), PercentCell(there)}})
		if tenths, _ := now.Tenths(); tenths > 0 || len(c.Rows) < 6 { // what rounds to nothing is in the table
			c.Rows = append(c.Rows, ChartRow{Label: name, Now: Of(now), Versus: Of(there), Role: r.role, Text: T("value.percent", PercentArg("f", now))})
		}
	}
	c.Scale = c.Scale.steps()
	c.Key = []KeyItem{{"bar-this", T("key.unauthorised", PercentArg("f", b.Pub.Rate(at, "unauthorised")))}, {"bar-last", T("key.authorised", PercentArg("f", b.Pub.Rate(at, "authorised")))}}
	if b.Pub.Rate(other, list[0].id).Shown() {
		c.Key = append(c.Key, KeyItem{"comp", versus})
	}
	c.Sub = T("chart.reasons.sub")
	c.Desc = T("chart.reasons.desc", TextArg("first", c.Rows[0].Label), PercentArg("f", c.Rows[0].Now.Figure))
	c.Table = t
	return c
}

// reasonName is the name of the reason of a measure.
func (b *Book) reasonName(id string) Text {
	id = id[len(measure.ReasonPrefix):]
	for _, r := range b.Pub.Reasons() {
		if r.ID == id {
			return reasonWords(r)
		}
	}
	return T("reason." + id)
}

// reasonWords names a reason: by the words of the language, or by those of the site's
// own table of codes.
func reasonWords(r attendance.Reason) Text {
	if r.Words != "" {
		return Words(r.Words)
	}
	return T("reason." + r.ID)
}

// dualCode is the mark of a session at the other school of a pupil who is registered at
// two.
const dualCode = "D"

// elsewhere says how many sessions pupils spent at the other school at which they are
// registered, beside the same period a year before. They are apart from absence: in
// England such a session is not possible here, in Wales it counts as attended.
func (b *Book) elsewhere(at disclosure.At) []Text {
	before := at
	before.Period = at.Period.YearBefore()
	for i, r := range b.Pub.Reasons() {
		now, then := b.Pub.Reason(at, i), b.Pub.Reason(before, i)
		sessions, shown := now.Num()
		if r.Code != dualCode || shown && sessions == 0 || now.Symbol() == disclosure.NotAvailable {
			continue
		}
		said := T("elsewhere.now", TextArg("reason", reasonWords(r)), NumberArg("n", now), PeriodArg("period", at.Period))
		if then.Shown() {
			said = T("elsewhere.then", TextArg("now", said), NumberArg("n", then))
		}
		if r.Category == attendance.Activity {
			return []Text{said, T("elsewhere.attended")}
		}
		return []Text{said, T("elsewhere.notpossible")}
	}
	return nil
}
