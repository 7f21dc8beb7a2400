package source

import (
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
	"rollcall/generator/sheet"
)

// comparatorsFile is our own list of figures of other places.
var comparatorsFile = kind{sheet.Format{
	Name:    "comparators",
	Meaning: "Published figures to compare with: one row a place, phase, period and measure.",
	Columns: []sheet.Column{
		required("level", "authority, region or country."),
		required("code", "Code of the place: 331, E12000005, E92000001."),
		required("name", "Name of the place."),
		required("phase", "Total, Primary, Secondary, Special or AP."),
		required("period", "2024-25, 2024-25 autumn, 2024-25 HT3 or 2024-25 to HT4."),
		required("measure", "attendance, overall, authorised, unauthorised, late, pa_10, pa_15, pa_20 or severe."),
		required("value", "Percentage as it was published; empty where both counts are given."),
		{Name: "numerator", Meaning: "Sessions or enrolments that the percentage is made of."},
		{Name: "denominator", Meaning: "Possible sessions or enrolments that it is a share of."},
	},
}, (*reader).comparator, figures}

// placed is where the numerator and the denominator of a measure belong.
type placed struct {
	measure string
	num     func(*register.Counts) *register.Count
	den     func(*register.Counts) *register.Count
}

func possible(c *register.Counts) *register.Count   { return &c.Possible }
func enrolments(c *register.Counts) *register.Count { return &c.Enrolments }
func overall(c *register.Counts) *register.Count    { return &c.Overall }

// placedMeasures are the measures that a comparator may be of. The numerator of
// attendance is what is left of the possible sessions.
var placedMeasures = [...]placed{
	{"attendance", overall, possible},
	{"overall", overall, possible},
	{"authorised", func(c *register.Counts) *register.Count { return &c.Authorised }, possible},
	{"unauthorised", func(c *register.Counts) *register.Count { return &c.Unauthorised }, possible},
	{"late", func(c *register.Counts) *register.Count { return &c.Late }, possible},
	{"pa_10", func(c *register.Counts) *register.Count { return &c.PA10 }, enrolments},
	{"pa_15", func(c *register.Counts) *register.Count { return &c.PA15 }, enrolments},
	{"pa_20", func(c *register.Counts) *register.Count { return &c.PA20 }, enrolments},
	{"severe", func(c *register.Counts) *register.Count { return &c.Severe }, enrolments},
}

func measureNames() []string {
	names := make([]string, len(placedMeasures))
	for i, m := range placedMeasures {
		names[i] = m.measure
	}
	return names
}

func (r *reader) comparator(line sheet.Row) {
	level := attendance.Level(strings.ToLower(line.Text("level")))
	levels := []attendance.Level{attendance.LevelAuthority, attendance.LevelRegion, attendance.LevelCountry}
	if !slices.Contains(levels, level) {
		r.report(line.Pos("level"), diag.ValueUnreadable, "Use authority, region or country.", "%q is not a level", line.Text("level"))
		return
	}
	place := attendance.Place{Level: level, Code: line.Text("code")}
	if place.Code == "" {
		r.report(line.Pos("code"), diag.ValueMissing, "", "code is empty")
		return
	}
	phase, knownPhase := r.phase(line, "phase")
	period, knownPeriod := r.period(line, "period")
	name := strings.ToLower(line.Text("measure"))
	at := slices.IndexFunc(placedMeasures[:], func(m placed) bool { return m.measure == name })
	if at < 0 {
		r.report(line.Pos("measure"), diag.MeasureUnknown, diag.DidYouMean(name, measureNames()), "%q is not a measure", line.Text("measure"))
	}
	if !knownPhase || !knownPeriod || at < 0 || !r.checkAhead(line.Pos("period"), period) {
		return
	}
	r.named(place, period, line.Text("name"))
	num, den := r.count(line, "numerator"), r.count(line, "denominator")
	if num.Known() && den.Known() {
		r.placeCounts(line, register.Key{Place: place, Phase: phase, Period: period, Group: attendance.AllPupils}, placedMeasures[at], num, den)
		return
	}
	percent, ok := r.percent(line, "value")
	if !ok {
		if line.Text("value") == "" {
			r.report(line.Pos("value"), diag.ValueMissing, "Give a percentage, or both counts.", "value is empty")
		}
		return
	}
	if one := (attendance.Decimal{Unscaled: 1}); name == "attendance" && !one.Less(percent) {
		r.report(line.Pos("value"), diag.ValueUnreadable, "Write the percentage: 94.5 for 0.945.", "value is %s, and attendance is never 1%% or less", line.Text("value"))
		return
	}
	r.rates = append(r.rates, rate{pos: line.Pos("value"), Rate: register.Rate{
		Place: place, Phase: phase, Period: period, Group: attendance.AllPupils, Measure: name, Percent: percent}})
}

// placeCounts puts the counts of one measure into the row of their place, which
// other lines of the file may have begun.
func (r *reader) placeCounts(line sheet.Row, key register.Key, m placed, num, den register.Count) {
	if num > den {
		code := diag.AbsenceOverflow
		if strings.HasPrefix(m.measure, "pa_") || m.measure == "severe" {
			code = diag.PAOverflow
		}
		r.report(line.Pos("numerator"), code, "", "%d of %d", num, den)
		return
	}
	if m.measure == "attendance" {
		num = den - num
	}
	i, ok := r.begun[key]
	if !ok {
		i = len(r.rows)
		r.begun[key] = i
		begun := row{pos: line.Pos("level")}
		begun.Place, begun.Phase, begun.Period, begun.Group = key.Place, key.Phase, key.Period, key.Group
		begun.Counts = register.None()
		r.add(begun)
	}
	begun := &r.rows[i]
	for _, put := range []struct {
		to     *register.Count
		n      register.Count
		column string
	}{{m.num(&begun.Counts), num, "numerator"}, {m.den(&begun.Counts), den, "denominator"}} {
		if put.to.Known() && *put.to != put.n {
			begun.clashes = true
			r.problems.Add(line.Pos(put.column), diag.RowDoubled, "Give every measure of one place, phase and period the same counts.",
				"the %s of %s is %d, and %d in an earlier row", put.column, m.measure, put.n, *put.to)
		}
		*put.to = put.n
	}
}

// dropClashing takes out the rows that several lines make together and do not agree on.
func (b *batch) dropClashing() {
	b.rows = slices.DeleteFunc(b.rows, func(r row) bool { return r.clashes })
}
