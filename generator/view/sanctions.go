package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
	"rollcall/generator/returns"
)

// legal are the activities that are measures of law, in the order in which they are
// taken, and last what is done beside them.
var legal = []string{"notice-to-improve", "penalty-notice", "attendance-contract", "parenting-contract", "parenting-order", "education-supervision-order", "school-attendance-order", "prosecution", safeguarding}

// safeguarding is no measure of law. Coventry's strategy lists it with them.
const safeguarding = "safeguarding-escalation"

// NoticeRule says when a penalty notice is considered.
type NoticeRule struct {
	Sessions, Weeks int  // missed without authority within so many school weeks
	Notices, Years  int  // the most notices within so many years
	National        bool // it is the framework for England
}

// noticeRule says when a penalty notice is considered, by the rule of the site; nothing
// where there is none.
func (b *Book) noticeRule() []Text {
	n := b.Notices
	if n == (NoticeRule{}) {
		return nil
	}
	id := "notices.rule.own"
	if n.National {
		id = "notices.rule.national"
	}
	return []Text{T("notices.rule", IntArg("sessions", n.Sessions), IntArg("weeks", n.Weeks), IntArg("notices", n.Notices), IntArg("years", n.Years)), T(id)}
}

// sanctions lists the measures of law that were used in the latest period, for each
// thousand pupils of the authority, beside the same period a year before.
func (b *Book) sanctions() *Table {
	place := b.Pub.Authority()
	periods := b.servicePeriods(place, b.serviceGrains(place)[0])
	latest := periods[len(periods)-1]
	t := &Table{ID: "sanctions-table", Caption: T("sanctions.caption", PeriodArg("period", latest)), Hidden: true, Columns: []Column{{Label: T("column.activity")}}}
	shown := []attendance.Period{latest, latest.YearBefore()}
	t.Columns = append(t.Columns, rateColumns(shown)...)
	for _, id := range legal {
		i := slices.IndexFunc(b.Activities, func(a returns.Activity) bool { return a.ID == id })
		m, name := b.headMeasure(place, b.Activities[i])
		if slices.ContainsFunc(shown, func(p attendance.Period) bool { return b.counts(place, p, m) }) {
			t.Rows = append(t.Rows, Row{Cells: append([]Cell{TextCell(name)}, b.rateCells(place, m, shown)...)})
			if id == safeguarding {
				t.Notes = []Text{T("sanctions.safeguarding")}
			}
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// counts reports whether a count of the service's work is held for a period, shown or
// hidden.
func (b *Book) counts(place attendance.Place, p attendance.Period, m string) bool {
	return b.Pub.Tally(place, p, m).Symbol() != disclosure.NotAvailable
}

// rateColumns head a count and its rate for each period.
func rateColumns(periods []attendance.Period) []Column {
	var out []Column
	for _, p := range periods {
		out = append(out, Column{Label: heatColumn(p), Numeric: true}, Column{Label: T("column.perthousand"), Numeric: true})
	}
	return out
}

// rateCells are a count of the service's work in each period, and how many that is for
// each thousand pupils on roll in it. A count that is hidden has no rate.
func (b *Book) rateCells(place attendance.Place, m string, periods []attendance.Period) []Cell {
	var out []Cell
	for _, p := range periods {
		n := b.Pub.Tally(place, p, m)
		rate := NumberCell(n) // its symbol, where there is no rate
		if d, ok := insight.PerThousand(n, b.Pub.Count(b.at(place, p), disclosure.Enrolments)); ok {
			rate = decimalCell(d, 1, "value.plain")
		}
		out = append(out, NumberCell(n), rate)
	}
	return out
}

// periodBefore is the term or half-term before a period; a year or a stretch to date has
// none but the one a year before.
func periodBefore(p attendance.Period) attendance.Period {
	last := map[attendance.Grain]uint8{attendance.Term: 3, attendance.HalfTerm: 6}[p.Grain]
	switch {
	case last == 0:
		return p.YearBefore()
	case p.Number > 1:
		p.Number--
		return p
	}
	p.Number = last
	return p.YearBefore()
}
