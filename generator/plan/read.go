package plan

import (
	"cmp"
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// Read reads the files of a plan: actions and updates, in any number and order. It
// reports every problem it meets; where one is an error the plan is not fit for use.
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
	if a.ID == "" {
		return
	}
	if attendance.Slug(a.ID) != strings.ReplaceAll(strings.ToLower(a.ID), ".", "-") {
		l.problems.Add(l.Pos("id"), diag.ValueUnreadable, "Use letters, digits, points and hyphens.", "%q cannot be the id of an action", a.ID)
	}
	a.Strategy, a.Title = l.filled("strategy"), l.filled("action")
	a.Focus, a.Owners = l.Text("focus"), l.list("owner")
	a.Start = l.date("start")
	begins := a.Start
	if begins.IsZero() {
		begins = r.options.From[a.Strategy]
	}
	a.Deadline = l.deadline("deadline", r.options, begins)
	a.Strand, a.StrandAssigned = strings.CutSuffix(l.Text("strand"), "(assigned)")
	a.Strand = strings.TrimSpace(a.Strand)
	a.Status, a.Progress, a.Impact = l.status("status"), l.Text("progress"), l.Text("impact")
	a.Measure, a.Baseline, a.TargetValue, a.TargetDate = l.Text("measure"), l.amount("baseline"), l.amount("target_value"), l.date("target_date")
	a.Scope, a.DependsOn = l.scope("scope"), l.list("depends_on")
	r.actions = append(r.actions, a)
}

func (r *reader) update(l line) {
	u := update{action: l.filled("action"), pos: l.Pos("action")}
	l.filled("date")
	u.Date, u.Status, u.Progress = l.date("date"), l.status("status"), l.Text("progress")
	u.Deadline, u.By = l.deadline("deadline", r.options, u.Date), l.Text("by")
	if u.action != "" && !u.Date.IsZero() {
		r.updates = append(r.updates, u)
	}
}

// plan puts actions and updates together.
func (r *reader) plan() *Plan {
	r.settleOwners()
	slices.SortStableFunc(r.actions, func(a, b action) int { return compareIDs(a.ID, b.ID) })
	p := &Plan{}
	var dependsOn []diag.Pos // of each action of p
	at := make(map[string]int)
	names := make(map[string]string) // by path segment, of which no two may be alike
	for _, a := range r.actions {
		if other, taken := names[attendance.Slug(a.ID)]; taken {
			r.problems.Add(a.Pos, diag.ActionDoubled, "", "the id %s is taken by action %s", a.ID, other)
			continue
		}
		names[attendance.Slug(a.ID)] = a.ID
		at[a.ID] = len(p.Actions)
		p.Actions = append(p.Actions, a.Action)
		dependsOn = append(dependsOn, a.dependsOn)
	}
	ids := make([]string, len(p.Actions))
	for i, a := range p.Actions {
		ids[i] = a.ID
	}
	for _, a := range r.actions {
		for _, id := range a.DependsOn {
			if _, ok := at[id]; !ok {
				r.problems.Add(a.dependsOn, diag.ActionUnknown, diag.DidYouMean(id, ids), "action %s depends on %q, which the plan does not hold", a.ID, id)
			}
		}
	}
	for _, u := range r.updates {
		i, ok := at[u.action]
		if !ok {
			r.problems.Add(u.pos, diag.ActionUnknown, diag.DidYouMean(u.action, ids), "there is no action %q", u.action)
			continue
		}
		p.Actions[i].History = append(p.Actions[i].History, u.Event)
	}
	for i := range p.Actions {
		h := p.Actions[i].History
		slices.SortFunc(h, Event.compare)
		p.Actions[i].History = slices.CompactFunc(h, func(e, f Event) bool { return e.compare(f) == 0 })
	}
	r.circles(p, at, dependsOn)
	return p
}

// compare orders events by date; those of one day by how far they say the action
// is, then by their words, so that the order of files does not matter.
func (e Event) compare(f Event) int {
	return cmp.Or(
		e.Date.Compare(f.Date),
		cmp.Compare(slices.Index(Statuses, e.Status), slices.Index(Statuses, f.Status)),
		cmp.Compare(e.Progress, f.Progress),
		e.Deadline.Date.Compare(f.Deadline.Date),
		cmp.Compare(e.Deadline.Text, f.Deadline.Text),
		cmp.Compare(e.By, f.By))
}
