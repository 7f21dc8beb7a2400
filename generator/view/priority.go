package view

import (
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
	"rollcall/generator/measure"
)

// hasPriority reports whether the edition lists priority schools: where rules say
// which they are, and to the authority's own staff.
func (b *Book) hasPriority() bool {
	return len(b.PriorityRules.Flags) > 0 && b.internal() && !b.current.IsZero()
}

// priorityPage lists the schools to look at first, the most urgent first, each with
// the rules that caught it.
func (b *Book) priorityPage(s Study) Document {
	page := b.studyPage(s)
	var first, once []insight.PrioritySchool
	for _, p := range b.priorities {
		if p.Priority {
			first = append(first, p)
		} else {
			once = append(once, p)
		}
	}
	page.H1 = T("priority.h1", IntArg("n", len(first)), IntArg("of", len(b.openSchools())), PeriodArg("period", b.current))
	page.Intro = []Text{T("priority.intro"), T("priority.caution")}
	add := func(s []Section) { page.Sections = append(page.Sections, s...) }
	add(section("first", T("priority.first"), []Text{T("priority.first.rail", IntArg("least", b.PriorityRules.Least))}, Block{Chart: b.spread(b.Pub.Authority(), b.current, page.Root)}, Block{Table: b.priorityTable("priority-table", first, page.Root)}))
	add(section("flagged", T("priority.flagged"), []Text{T("priority.flagged.rail", IntArg("n", len(once)), IntArg("least", b.PriorityRules.Least))}, Block{Table: b.priorityTable("flagged-table", once, page.Root)}))
	add(section("rules", T("priority.rules"), []Text{T("priority.rules.rail")}, Block{Table: b.priorityRules()}, Block{Notes: b.unruled()}))
	page.Contents = contents(page.Sections)
	return page
}

func (b *Book) priorityTable(id string, schools []insight.PrioritySchool, up string) *Table {
	if len(schools) == 0 {
		return nil
	}
	t := &Table{ID: id, Caption: T("priority.caption", PeriodArg("period", b.current)), Hidden: true, Style: StackTable, Columns: []Column{
		{Label: T("column.school")}, {Label: T("column.phase")}, {Label: measureName("attendance"), Numeric: true}, {Label: T("column.versus.phase"), Numeric: true}, {Label: T("column.why")}}}
	for _, s := range schools[:min(len(schools), mostRows)] {
		place := school(s.URN)
		name := LinkCell(b.Name(place), b.href(up, place))
		name.Meta = T("priority.weight", IntArg("n", s.Weight))
		t.Rows = append(t.Rows, Row{Cells: []Cell{name, TextCell(T("phase.label", PhaseArg("phase", s.Phase))), PercentCell(b.Pub.Rate(disclosure.All(place, b.current, s.Phase), "attendance")),
			PointsCell(Points(s.Gap.Tenths, s.Gap.Known())), TextCell(b.flags(s))}})
	}
	if left := len(schools) - mostRows; left > 0 {
		t.Notes = []Text{T("priority.left", IntArg("n", left))}
	}
	return t
}

// flags says every flag of a school in a sentence each.
func (b *Book) flags(s insight.PrioritySchool) Text {
	var all Text
	for i, f := range s.Flags {
		say := b.flag(s, f)
		if i == 0 {
			all = say
			continue
		}
		all = T("join", TextArg("a", all), TextArg("b", say))
	}
	return all
}

func (b *Book) flag(s insight.PrioritySchool, f insight.Flag) Text {
	m := TextArg("measure", measureName(f.Rule.Measure))
	line := WordsArg("line", f.Rule.Line.String())
	there := TextArg("there", b.inPhase(b.Pub.Authority(), s.Phase))
	switch f.Rule.Kind {
	case insight.ByLevel, insight.BySevere:
		if f.Rule.Kind == insight.BySevere {
			m = TextArg("measure", measureName("severe"))
		}
		if f.Tenths == 0 { // past the line by less than is printed
			return T("flag.just."+worseSide(f.Figure.Ref().Measure), m, line)
		}
		return T("flag.level."+sideOf(f.Tenths), m, PercentArg("figure", f.Figure), line)
	case insight.ByGap:
		return T("flag.gap."+sideOf(f.Tenths), m, GapArg("gap", f.Tenths), there)
	case insight.ByTrend:
		return T("flag.trend."+direction(f.Tenths), m, GapArg("gap", f.Tenths), there,
			PeriodArg("from", f.Gaps[0].To.Ref().Period), PeriodArg("to", f.Figure.Ref().Period))
	case insight.ByLimits:
		return T("flag.limits", m, PercentArg("figure", f.Figure), there)
	case insight.ByMissing:
		if len(b.asideIn(s.URN, b.current)) > 0 {
			return T("flag.aside", PeriodArg("period", b.current))
		}
		return T("flag.missing", PeriodArg("period", b.current))
	}
	return T("flag.overdue", WordsArg("ids", strings.Join(f.Actions, ", ")), IntArg("n", len(f.Actions)))
}

// priorityRules lists the rules of the site file in words.
func (b *Book) priorityRules() *Table {
	t := &Table{ID: "priority-rules", Caption: T("priority.rules.caption"), Hidden: true, Columns: []Column{{Label: T("column.rule")}, {Label: T("column.phase")}, {Label: T("column.weight"), Numeric: true}}}
	for _, r := range b.PriorityRules.Flags {
		m := r.Measure
		if r.Kind == insight.BySevere {
			m = "severe"
		}
		args := []Arg{WordsArg("line", r.Line.String()), WordsArg("points", pointsOf(r.Line)), IntArg("years", r.Years)}
		if m != "" {
			args = append(args, TextArg("measure", measureName(m)))
		}
		words := T("rule."+string(r.Kind), args...)
		if r.Kind == insight.ByLevel {
			words = T("rule.level."+worseSide(m), args...)
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{TextCell(words), TextCell(T("phase.label", PhaseArg("phase", r.Phase))), TextCell(T("value.int", IntArg("n", r.Weight)))}})
	}
	return t
}

// worseSide is the side of a line on which a measure is worse.
func worseSide(id string) string {
	if measure.DirectionOf(id) == measure.Higher {
		return "below"
	}
	return "above"
}

// pointsOf writes a number of points, with at least one digit after the point.
func pointsOf(d attendance.Decimal) string { return d.Rat().FloatString(max(1, int(d.Scale))) }

// unruled says of the phases whose attendance no rule looks at that their schools are
// flagged by other things alone.
func (b *Book) unruled() []Text {
	var out []Text
	for _, phase := range everyPhase {
		ruled := slices.ContainsFunc(b.PriorityRules.Flags, func(r insight.PriorityRule) bool {
			return r.Measure == "attendance" && (r.Phase == attendance.Total || r.Phase == phase)
		})
		if !ruled && b.Pub.Rate(disclosure.All(b.Pub.Authority(), b.current, phase), "attendance").Shown() {
			out = append(out, T("priority.unruled", PhaseArg("phase", phase)))
		}
	}
	if len(out) > 0 {
		out = append(out, T("priority.unruled.then"))
	}
	return out
}

// priorityOf finds the flags of a school, for the current period only.
func (b *Book) priorityOf(at disclosure.At) (insight.PrioritySchool, bool) {
	if !b.hasPriority() || at.Period != b.current || at.Place.Level != attendance.LevelSchool {
		return insight.PrioritySchool{}, false
	}
	for _, s := range b.priorities {
		if s.URN == attendance.URN(at.Place.Code) {
			return s, true
		}
	}
	return insight.PrioritySchool{}, false
}

// prioritySection lists why a school is flagged.
func (b *Book) prioritySection(at disclosure.At, up string) []Section {
	s, ok := b.priorityOf(at)
	if !ok {
		return nil
	}
	rail := []Text{T("priority.school.rail"), T("priority.school.link").to(up + "priority/index.html")}
	var notes []Text
	for _, f := range s.Flags {
		notes = append(notes, b.flag(s, f))
	}
	heading := "priority.school.once"
	if s.Priority {
		heading = "priority.school"
	}
	return section("priority", T(heading), rail, Block{Notes: notes})
}

// priorityNames lists the most urgent priority schools of a place, at most n.
func (b *Book) priorityNames(place attendance.Place, period attendance.Period, n int) []attendance.URN {
	if !b.hasPriority() || period != b.current {
		return nil
	}
	members := make(map[attendance.URN]bool)
	for _, urn := range b.Pub.Members(place) {
		members[urn] = true
	}
	var out []attendance.URN
	for _, s := range b.priorities {
		if s.Priority && members[s.URN] && len(out) < n {
			out = append(out, s.URN)
		}
	}
	return out
}
