package view

import (
	"slices"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/plan"
)

// courseSections are the plan over time: how many actions are complete, and what
// changed since the last term ended.
func (b *Book) courseSections(up string) []Section {
	out := b.changesSection(up)
	return append(out, section("course", T("plan.course"), []Text{T("plan.course.rail")}, Block{Chart: b.burnUp()})...)
}

// burnUp draws the complete actions against all that had begun, at the end of each
// half-term of the strategy that the site follows. It is nil where no report says
// when anything was completed.
func (b *Book) burnUp() *Chart {
	periods, days := b.courseDays()
	if len(periods) < 2 {
		return nil
	}
	points, undated := b.Plan.BurnUp(days, b.rulesOfPlan())
	all := Series{Name: T("plan.course.all"), Short: T("plan.course.all"), Role: Comparator, Marked: []int{len(points) - 1}}
	done := Series{Name: T("plan.course.complete"), Short: T("plan.course.complete"), Role: This, Marked: []int{len(points) - 1}}
	c := &Chart{ID: "burn-up", Kind: LineChart, X: PeriodTicks(periods), Scale: Scale{Min: 0, Max: 10, Step: 5, Unit: UnitCount}}
	c.Table = &Table{ID: c.ID + "-data", Caption: T("plan.course.title"), Hidden: true, Columns: []Column{{Label: T("column.period")}, {Label: all.Name, Numeric: true}, {Label: done.Name, Numeric: true}}}
	dated := 0
	for i, at := range points {
		all.Values, done.Values = append(all.Values, Whole(at.All)), append(done.Values, Whole(at.Complete))
		c.Scale = c.Scale.holding(float64(at.All))
		dated = max(dated, at.Complete)
		c.Table.Rows = append(c.Table.Rows, Row{Cells: []Cell{TextCell(T("period.full", PeriodArg("period", periods[i]))), TextCell(T("value.int", IntArg("n", at.All))), TextCell(T("value.int", IntArg("n", at.Complete)))}})
	}
	if dated <= undated {
		return nil
	}
	last := points[len(points)-1]
	c.Series, c.Scale = []Series{done, all}, c.Scale.steps()
	args := []Arg{IntArg("complete", last.Complete), IntArg("all", last.All), DateArg("date", last.Day.Format(time.DateOnly))}
	c.Title, c.Sub, c.Desc = T("plan.course.title", args...), T("plan.course.sub"), T("plan.course.desc", args...)
	c.Table.Caption = c.Title
	if undated > 0 {
		c.Notes = []Text{T("plan.course.undated", IntArg("n", undated))}
	}
	return c
}

// courseDays are the half-terms of the strategy that the site follows, and the last
// day of each: in the one that is under way, the day on which the plan is judged.
func (b *Book) courseDays() ([]attendance.Period, []time.Time) {
	if len(b.Strategies) == 0 {
		return nil, nil
	}
	from, until := b.Strategies[0].From, b.planTime()
	var periods []attendance.Period
	var days []time.Time
	for year := academicYear(from); year <= academicYear(until); year++ {
		for n := uint8(1); n <= 6; n++ {
			p := attendance.Period{Year: year, Grain: attendance.HalfTerm, Number: n}
			first, next := b.days(p)
			if !next.After(from) || first.After(until) {
				continue
			}
			last := next.AddDate(0, 0, -1)
			if last.After(until) {
				last = until
			}
			periods, days = append(periods, p), append(days, last)
		}
	}
	return periods, days
}

// changesSection lists what changed since the last term that has ended.
func (b *Book) changesSection(up string) []Section {
	term := b.lastTerm()
	if term.IsZero() {
		return nil
	}
	_, next := b.days(term)
	before := b.Plan.At(next.AddDate(0, 0, -1), b.rulesOfPlan())
	t := &Table{ID: "since-table", Caption: T("plan.since.title", PeriodArg("period", term)), Hidden: true, Style: StackTable, Columns: []Column{{Label: T("action.ref")}, {Label: T("plan.since.then")}, {Label: T("column.now")}, {Label: T("plan.since.what")}}}
	changes := slices.DeleteFunc(plan.Changes(before, b.states), func(c plan.Change) bool { return !b.tells(c.Now.Action) })
	for _, c := range changes {
		if len(t.Rows) == mostRows {
			t.Notes = []Text{T("plan.since.left", IntArg("n", len(changes)-mostRows))}
			break
		}
		then, now := statusTag(c.Before.Status), statusTag(c.Now.Status)
		was := Cell{Kind: CellTag, Tag: &then}
		if c.New {
			was = TextCell(T("plan.since.unborn"))
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{LinkCell(T("pack.action", WordsArg("id", c.Now.Action.ID), WordsArg("title", c.Now.Action.Title)), up+b.actionPath(c.Now.Action)),
			was, {Kind: CellTag, Tag: &now}, TextCell(b.changeOfPlan(c))}})
	}
	rail := []Text{T("plan.since.rail", IntArg("n", len(changes)), PeriodArg("period", term))}
	if len(t.Rows) == 0 {
		return section("since", T("plan.since.heading"), nil, Block{Notes: []Text{T("plan.since.none", PeriodArg("period", term))}})
	}
	return section("since", T("plan.since.heading"), rail, Block{Table: t})
}

// changeOfPlan says what happened to an action.
func (b *Book) changeOfPlan(c plan.Change) Text {
	var said []Text
	if c.New {
		said = append(said, T("plan.since.new", DateArg("date", c.Now.Action.Start.Format(time.DateOnly))))
	}
	if c.Before.Status != c.Now.Status && !c.New {
		say := "plan.since.status"
		if c.Now.Since.IsZero() {
			say = "plan.since.undated"
		}
		said = append(said, T(say, TextArg("status", T("status."+statusID(c.Now.Status))), DateArg("date", c.Now.Since.Format(time.DateOnly))))
	}
	for _, m := range c.Moves {
		said = append(said, T("plan.event.moved", TextArg("from", b.due(m.From)), TextArg("to", b.due(m.To))))
	}
	return joined(said)
}

// lastTerm is the last term that ended before the day of the plan; none where the
// strategy is over, for nothing changes then.
func (b *Book) lastTerm() attendance.Period {
	if ended, _ := b.planEnded(); ended {
		return attendance.Period{}
	}
	day := b.planTime()
	for year := academicYear(day); year >= academicYear(day)-1; year-- {
		for n := uint8(3); n >= 1; n-- {
			p := attendance.Period{Year: year, Grain: attendance.Term, Number: n}
			if _, next := b.days(p); !next.After(day) {
				return p
			}
		}
	}
	return attendance.Period{}
}

// planTime is the day on which the plan is judged.
func (b *Book) planTime() time.Time {
	day, _ := time.Parse(time.DateOnly, b.planDay())
	return day
}
