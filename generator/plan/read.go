package plan

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// Read reads the files of a plan: actions and updates, in any number and order. It
// reports every problem it meets. A cell that cannot be read is shown as written, or left
// out; a row that cannot be used is set aside.
func Read(inputs []sheet.Input, options Options, problems *diag.List) *Plan {
	r := reader{problems: problems, options: options}
	for _, in := range inputs {
		in.Rows(Formats, problems, func(f sheet.Format, row sheet.Row) {
			line := line{row, problems}
			if f.Name == actionsFile.Name {
				r.action(line)
			} else {
				r.update(line)
			}
		})
	}
	return r.plan()
}

type reader struct {
	problems *diag.List
	options  Options
	actions  []action
	updates  []update
}

// action is an action with the places that are needed once all are known.
type action struct {
	Action
	owner, dependsOn diag.Pos
}

type update struct {
	Event
	action string
	pos    diag.Pos
}

func (r *reader) action(l line) {
	a := action{owner: l.Pos("owner"), dependsOn: l.Pos("depends_on")}
	a.ID, a.Pos = l.filled("id"), l.Pos("id")
	a.Title = l.filled("action")
	if a.ID == "" || a.Title == "" {
		return
	}
	if attendance.Slug(a.ID) == attendance.Slug("") {
		l.problems.Add(l.Pos("id"), diag.RecordValue, "Use letters, digits, points and hyphens.", "%q cannot be the id of an action", a.ID)
		return
	}
	a.Strategy = l.Text("strategy")
	a.Focus, a.Owners = l.Text("focus"), l.list("owner")
	a.Start = l.date("start")
	begins := a.Start
	if begins.IsZero() {
		begins = r.options.From[a.Strategy]
	}
	a.Deadline = l.deadline("deadline", r.options, begins)
	a.Strand, a.StrandAssigned = strings.CutSuffix(l.Text("strand"), "(assigned)")
	a.Strand = strings.TrimSpace(a.Strand)
	a.Status, a.Unread = l.status("status")
	a.Progress, a.Impact = l.Text("progress"), l.Text("impact")
	a.Measure, a.Baseline, a.TargetValue, a.TargetDate = l.Text("measure"), l.amount("baseline"), l.amount("target_value"), l.date("target_date")
	a.ScopeText, a.DependsOn, a.Extra = l.Text("scope"), l.list("depends_on"), l.extra()
	r.actions = append(r.actions, a)
}

func (r *reader) update(l line) {
	u := update{action: l.filled("action"), pos: l.Pos("action")}
	day := l.filled("date")
	var readable bool
	if u.Date, readable = l.day("date"); !readable {
		l.problems.Add(l.Pos("date"), diag.RecordValue, attendance.DayHint(day), "date is %q, which is not a date within the years of the data", day)
	}
	if u.action == "" || u.Date.IsZero() {
		return
	}
	u.Status, u.Unread = l.status("status")
	u.Progress, u.Deadline, u.By = l.Text("progress"), l.deadline("deadline", r.options, u.Date), l.Text("by")
	r.updates = append(r.updates, u)
}

// plan puts actions and updates together.
func (r *reader) plan() *Plan {
	r.settleOwners()
	slices.SortStableFunc(r.actions, func(a, b action) int { return comparePos(a.Pos, b.Pos) })
	first := make(map[string]*Action) // by path segment, of which no two may be alike
	r.actions = slices.DeleteFunc(slices.Clone(r.actions), func(a action) bool {
		before, taken := first[attendance.Slug(a.ID)]
		if taken {
			r.doubled(&a.Action, before)
		} else {
			first[attendance.Slug(a.ID)] = &a.Action
		}
		return taken
	})
	slices.SortFunc(r.actions, func(a, b action) int { return compareIDs(a.ID, b.ID) })
	p := &Plan{}
	var dependsOn []diag.Pos // of each action of p
	for _, a := range r.actions {
		p.Actions = append(p.Actions, a.Action)
		dependsOn = append(dependsOn, a.dependsOn)
	}
	known := newIDs(p.Actions)
	r.link(p, known, dependsOn)
	r.tell(p, known)
	return p
}

// doubled sets aside an action whose id another has, unless it is the same row.
func (r *reader) doubled(a, first *Action) {
	same := *a
	same.Pos, same.Deadline.Pos = first.Pos, first.Deadline.Pos
	if reflect.DeepEqual(&same, first) {
		r.problems.Add(a.Pos, diag.RecordRepeated, "", "action %s is the same row as %s", a.ID, first.Pos)
		return
	}
	hint := ""
	if plainNumber.MatchString(a.ID) {
		hint = "Give each action an id of its own. A spreadsheet writes 1.10 as 1.1 where its cells are not formatted as text."
	}
	r.problems.Add(a.Pos, diag.ActionDoubled, hint, "the id %s is taken by action %s at %s", a.ID, first.ID, first.Pos)
}

// link finds the actions that each one depends on. Ids that the plan does not hold are
// left out, and so are dependencies in a circle.
func (r *reader) link(p *Plan, known ids, at []diag.Pos) {
	before := make([][]int, len(p.Actions))
	for i := range p.Actions {
		for _, id := range p.Actions[i].DependsOn {
			j, exact, ok := known.find(id)
			switch {
			case !ok:
				r.problems.Add(at[i], diag.ActionDepends, diag.DidYouMean(id, known.list), "action %s depends on %q, which the plan does not hold", p.Actions[i].ID, id)
				continue
			case !exact:
				r.problems.Add(at[i], diag.ActionID, "", "%q was read as action %s", id, p.Actions[j].ID)
			}
			if !slices.Contains(before[i], j) {
				before[i] = append(before[i], j)
			}
		}
	}
	r.circles(p, before, at)
	for i := range p.Actions {
		p.Actions[i].DependsOn = nil
		for _, j := range before[i] {
			p.Actions[i].DependsOn = append(p.Actions[i].DependsOn, p.Actions[j].ID)
		}
	}
}

// tell puts the updates into the histories of their actions.
func (r *reader) tell(p *Plan, known ids) {
	at := make([]map[Event]diag.Pos, len(p.Actions)) // of each update, without the place of its deadline
	for _, u := range r.updates {
		i, exact, ok := known.find(u.action)
		if !ok {
			r.problems.Add(u.pos, diag.ActionUnknown, r.meant(u.action, p, known), "there is no action %q", u.action)
			continue
		}
		if !exact {
			r.problems.Add(u.pos, diag.ActionID, "", "%q was read as action %s", u.action, p.Actions[i].ID)
		}
		r.shadowed(u, i, p, known)
		if at[i] == nil {
			at[i] = make(map[Event]diag.Pos)
		}
		key := u.Event
		key.Deadline.Pos = diag.Pos{}
		if first, twice := at[i][key]; twice {
			if comparePos(u.pos, first) < 0 {
				at[i][key], u.pos = u.pos, first
			}
			r.problems.Add(u.pos, diag.RecordRepeated, "", "the update of %s is the same row as %s", p.Actions[i].ID, at[i][key])
			continue
		}
		at[i][key] = u.pos
		p.Actions[i].History = append(p.Actions[i].History, u.Event)
	}
	for i := range p.Actions {
		h := p.Actions[i].History
		slices.SortFunc(h, Event.compare)
		r.reopened(&p.Actions[i], at[i])
	}
}

// meant says which action an unknown id may be.
func (r *reader) meant(id string, p *Plan, known ids) string {
	var same []string
	for _, i := range known.byForm[idForm(id)] {
		same = append(same, p.Actions[i].ID)
	}
	if len(same) > 1 {
		return "Write " + strings.Join(same, " or ") + ", in a column that is formatted as text."
	}
	return diag.DidYouMean(id, known.list)
}

// shadowed warns of an update that may be of another action, whose id a spreadsheet
// writes as this one: 1.10 becomes 1.1. It cannot be of an action that begins later.
func (r *reader) shadowed(u update, i int, p *Plan, known ids) {
	if m := plainNumber.FindStringSubmatch(u.action); m == nil || strings.HasSuffix(m[2], "0") {
		return // no spreadsheet has rewritten it
	}
	for _, j := range known.others(i) {
		if other := &p.Actions[j]; !other.Start.After(u.Date) {
			r.problems.Add(u.pos, diag.ActionShadow, "", "the update of %s (%s) may be of %s (%s): a spreadsheet writes both as %s", p.Actions[i].ID, p.Actions[i].Pos, other.ID, other.Pos, u.action)
		}
	}
}

// reopened warns of updates that take up an action again after it had ended, by an
// earlier update or, where no update says so, by the plan itself.
func (r *reader) reopened(a *Action, at map[Event]diag.Pos) {
	said := slices.ContainsFunc(a.History, func(e Event) bool { return e.Status.Ended() })
	ended, by := Status(NotStated), ""
	if a.Status.Ended() && !said {
		ended, by = a.Status, "the plan calls it "+string(a.Status)
	}
	for _, e := range a.History {
		switch {
		case e.Status.Ended():
			ended, by = e.Status, "it was "+string(e.Status)+" on "+e.Date.Format(time.DateOnly)
		case e.Status != NotStated && ended != NotStated:
			key := e
			key.Deadline.Pos = diag.Pos{}
			r.problems.Add(at[key], diag.ActionReopened, "", "the update takes up action %s (%s) again as %s, though %s", a.ID, a.Pos, e.Status, by)
			ended = NotStated
		}
	}
}

// comparePos orders places by file, sheet and row.
func comparePos(a, b diag.Pos) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
}

// compare orders events by date; those of one day by how far they say the action
// is, then by their words, so that the order of files does not matter.
func (e Event) compare(f Event) int {
	return cmp.Or(
		e.Date.Compare(f.Date),
		cmp.Compare(slices.Index(Statuses, e.Status), slices.Index(Statuses, f.Status)),
		cmp.Compare(e.Unread, f.Unread),
		cmp.Compare(e.Progress, f.Progress),
		e.Deadline.Date.Compare(f.Deadline.Date),
		cmp.Compare(e.Deadline.Text, f.Deadline.Text),
		cmp.Compare(e.By, f.By))
}
