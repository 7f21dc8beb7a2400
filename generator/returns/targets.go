package returns

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

var targetsFile = sheet.Format{
	Name:    "targets",
	Meaning: "Targets: one row a place, phase, measure and period.",
	Columns: []sheet.Column{
		{Name: "level", Required: true, Meaning: "school, cluster, authority, or the name of another grouping."},
		{Name: "code", Required: true, Meaning: "The URN of a school, the slug of a group, the code of an authority."},
		{Name: "phase", Required: true, Meaning: "Total, Primary, Secondary, Special or AP; empty for a school as a whole and for a count."},
		{Name: "measure", Required: true, Meaning: "The ID of a measure, such as attendance or pa_10; or a count of the service's work, such as service.visit, or one that site.yaml declares."},
		{Name: "period", Required: true, Meaning: "The period it is for; a figure of any other period is never judged by it."},
		{Name: "value", Required: true, Meaning: "Percentage from 0 to 100: 94.5. Of a count, a whole number."},
		{Name: "state", Meaning: "proposed, challenged, ratified or revised; empty when not known."},
		{Name: "date", Meaning: "Day on which it came into that state: 2026-05-08."},
		{Name: "reason", Meaning: "Where it comes from, or why it was changed."},
		{Name: "focus", Meaning: "The focus of the action plan that it is the target of, in the words of actions.csv; only for the authority."},
		{Name: "public", Meaning: "yes when the public may see it; empty or no otherwise."},
	},
}

// Target is what a place is meant to reach in a period.
type Target struct {
	Place   attendance.Place // a school by its newest URN
	Phase   attendance.Phase
	Measure string
	Period  attendance.Period
	Value   attendance.Decimal // percent, exact
	State   State
	Date    time.Time // of that state; zero when not given
	Reason  string
	Focus   string   // of the action plan, whose target it is; empty for none
	Public  bool     // it says so; a target given in confidence never does
	Pos     diag.Pos // of its row
	Before  []Target // what it was before, the oldest first
}

// State says how far a target is agreed.
type State string

const (
	NoState    State = "" // the source does not say
	Proposed   State = "proposed"
	Challenged State = "challenged"
	Ratified   State = "ratified"
	Revised    State = "revised"
)

// States lists the states in the order in which a target goes through them.
var States = []State{Proposed, Challenged, Ratified, Revised}

// Targets are the targets that stand: one for each place, phase, measure and period.
type Targets struct {
	list []Target
	at   map[targetKey]int
}

type targetKey struct {
	place   attendance.Place
	phase   attendance.Phase
	measure string
	period  attendance.Period
}

func (t *Target) key() targetKey { return targetKey{t.Place, t.Phase, t.Measure, t.Period} }

// All returns every target, in order of place, measure, phase and period.
func (t *Targets) All() []Target { return t.list }

// Of returns the targets of one place, in the same order.
func (t *Targets) Of(place attendance.Place) []Target {
	from := sort.Search(len(t.list), func(i int) bool { return comparePlaces(t.list[i].Place, place) >= 0 })
	to := from
	for to < len(t.list) && t.list[to].Place == place {
		to++
	}
	return t.list[from:to]
}

func comparePlaces(a, b attendance.Place) int {
	return cmp.Or(cmp.Compare(a.Level, b.Level), cmp.Compare(a.Code, b.Code))
}

// Find returns the target for exactly this period. A target for half-term 5 says
// nothing about a year.
func (t *Targets) Find(place attendance.Place, phase attendance.Phase, measure string, period attendance.Period) (Target, bool) {
	i, ok := t.at[targetKey{place, phase, measure, period}]
	if !ok {
		return Target{}, false
	}
	return t.list[i], true
}

func (l line) targetRow() {
	t := Target{Reason: l.Text("reason"), Focus: l.Text("focus"), Pos: l.Pos("level")}
	var ok [8]bool
	t.Place, ok[0] = l.place(diag.TargetUnknown)
	count := false
	t.Measure, count, ok[2] = l.measure()
	t.Phase, ok[1] = l.phase(t.Place, count)
	t.Period, ok[3] = l.period()
	if count {
		t.Value, ok[4] = l.number("value")
	} else {
		t.Value, ok[4] = l.percent("value")
		ok[4] = ok[4] && l.plausible(t.Measure, t.Value)
	}
	t.State, ok[5] = word(l, "state", "state of a target", NoState, States)
	t.Date, ok[6] = l.date("date")
	t.Public, ok[7] = l.yes("public")
	switch {
	case slices.Contains(ok[:], false):
	case count:
		l.countTargets = append(l.countTargets, t)
	default:
		l.targets = append(l.targets, t)
	}
}

// phase reads a phase. A count is of all phases together.
func (l line) phase(of attendance.Place, count bool) (attendance.Phase, bool) {
	text := l.Text("phase")
	if text == "" && (count || of.Level == attendance.LevelSchool) {
		return attendance.Total, true
	}
	p, ok := attendance.ParsePhase(text)
	if ok && count && p != attendance.Total {
		l.problems.Add(l.Pos("phase"), diag.TargetUnknown, "Empty the cell.", "%s is counted for all phases together", l.Text("measure"))
		return p, false
	}
	if !ok {
		l.problems.Add(l.Pos("phase"), diag.TargetUnknown, "Use Total, Primary, Secondary, Special or AP.", "%q is not a phase", text)
	}
	return p, ok
}

// measure reads a rate or a count of the service's work.
func (l line) measure() (id string, count, ok bool) {
	text, ok := l.filled("measure")
	if !ok {
		return text, false, false
	}
	if id, known := FindMeasure(l.opt.Measures, text); known {
		if id != text {
			l.problems.Add(l.Pos("measure"), diag.RecordRead, "", "the measure %q was read as %s", text, id)
		}
		return id, false, true
	}
	activity, outcome, _ := strings.Cut(strings.TrimPrefix(text, "service."), ".")
	if a, ok := FindActivity(l.opt.Activities, activity); ok {
		s := Service{Activity: a, Outcome: outcome}
		return s.Measure(), true, true
	}
	l.problems.Add(l.Pos("measure"), diag.TargetUnknown, diag.DidYouMean(text, slices.Concat(l.opt.Measures, activityIDs(l.opt.Activities))), "%q is not a measure", text)
	return "", false, false
}

// number reads a whole number that may not be withheld.
func (l line) number(column string) (attendance.Decimal, bool) {
	text, ok := l.filled(column)
	if !ok {
		return attendance.Decimal{}, false
	}
	d, err := attendance.ParseDecimal(text)
	if err != nil || d.Scale > 0 || d.Unscaled < 0 {
		l.problems.Add(l.Pos(column), diag.RecordValue, "Write a whole number.", "%s is %q, which is not a count", column, text)
		return d, false
	}
	return d, true
}

func (l line) percent(column string) (attendance.Decimal, bool) {
	text, ok := l.filled(column)
	if !ok {
		return attendance.Decimal{}, false
	}
	d, err := attendance.ParseDecimal(strings.TrimSpace(strings.TrimSuffix(text, "%")))
	switch {
	case err != nil:
		l.problems.Add(l.Pos(column), diag.RecordValue, "Write a number such as 94.86.", "%s is %q, which is not a percentage", column, text)
	case d.Unscaled < 0 || (attendance.Decimal{Unscaled: 100}).Less(d):
		l.problems.Add(l.Pos(column), diag.RecordValue, "A percentage lies between 0 and 100.", "%s is %s", column, text)
	default:
		return d, true
	}
	return d, false
}

// plausible reports a target for attendance that is a share of 1 where a percentage is
// meant: 0.945 is 94.5%.
func (l line) plausible(measure string, value attendance.Decimal) bool {
	if measure != "attendance" || (attendance.Decimal{Unscaled: 1}).Less(value) {
		return true
	}
	l.problems.Add(l.Pos("value"), diag.RecordValue, "Write the percentage: 94.5 for 0.945.", "value is %s, and no target for attendance is 1%% or less", l.Text("value"))
	return false
}

func (l line) yes(column string) (yes, ok bool) {
	switch text := strings.ToLower(l.Text(column)); text {
	case "yes", "true":
		return true, true
	case "", "no", "false":
		return false, true
	default:
		l.problems.Add(l.Pos(column), diag.RecordValue, "Write yes or no.", "%s is %q", column, text)
		return false, false
	}
}

// settleTargets keeps one target for each key. A target may be given again as it
// goes on from proposed to revised: then the latest counts. With any other doubling
// nothing says which row is meant, and all rows of the key are set aside.
func (r *reader) settleTargets(targets []Target) *Targets {
	rank := make(map[string]int)
	for i, id := range r.opt.Measures {
		rank[id] = i
	}
	slices.SortStableFunc(targets, func(a, b Target) int {
		return cmp.Or(
			comparePlaces(a.Place, b.Place),
			cmp.Compare(rank[a.Measure], rank[b.Measure]), cmp.Compare(a.Measure, b.Measure), cmp.Compare(a.Phase, b.Phase), a.Period.Compare(b.Period),
			a.Date.Compare(b.Date), cmp.Compare(slices.Index(States, a.State), slices.Index(States, b.State)))
	})
	out := &Targets{at: make(map[targetKey]int)}
	for len(targets) > 0 {
		n := 1
		for n < len(targets) && targets[n].key() == targets[0].key() {
			n++
		}
		if t, ok := r.target(targets[:n]); ok {
			out.at[t.key()] = len(out.list)
			out.list = append(out.list, t)
		}
		targets = targets[n:]
	}
	return out
}

// target is the latest of the rows of one key, which are in order of date. It is false
// where they contradict each other.
func (r *reader) target(rows []Target) (Target, bool) {
	t := rows[0]
	for _, next := range rows[1:] {
		if next.same(&t) {
			r.problems.Add(next.Pos, diag.RecordRepeated, "", "the target is the same row as %s", t.Pos)
			continue
		}
		if !next.follows(t) {
			for _, x := range rows {
				r.contradict(x.Pos, "Keep one of them, or give both a date and a later state to the later one.",
					fmt.Sprintf("the target of %s, %s, for %s in %s", t.Place, t.Phase, t.Measure, t.Period))
			}
			return Target{}, false
		}
		next.Before = append(t.Before, t)
		t = next
	}
	return t, true
}

// same reports whether a row says all that another of the same key says.
func (t *Target) same(u *Target) bool {
	return t.Value == u.Value && t.State == u.State && t.Date.Equal(u.Date) && t.Reason == u.Reason && t.Focus == u.Focus && t.Public == u.Public
}

// follows reports whether a target takes the place of an earlier one: it is dated
// later and is further on, or revised again.
func (t *Target) follows(before Target) bool {
	was, is := slices.Index(States, before.State), slices.Index(States, t.State)
	return before.Date.Before(t.Date) && !before.Date.IsZero() && before.State != NoState && (was < is || t.State == Revised)
}
