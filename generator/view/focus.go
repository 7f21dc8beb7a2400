package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/returns"
)

// focusFinders are the actions by the team focus under which the plan groups them, in
// the order of the plan.
func (b *Book) focusFinders() []finder {
	var out []finder
	for i := range b.states {
		focus := b.states[i].Action.Focus
		if focus == "" {
			continue
		}
		slug := attendance.Slug(focus)
		at := slices.IndexFunc(out, func(f finder) bool { return f.slug == slug })
		if at < 0 {
			at = len(out)
			out = append(out, finder{kind: "focus", slug: slug, label: Words(focus)})
		}
		out[at].actions = append(out[at].actions, i)
	}
	return out
}

// focusTargets are the targets of the authority that a focus is to meet: those for the
// current period, or else for the latest that any of them is for.
func (b *Book) focusTargets(focus string) []returns.Target {
	if b.Targets == nil {
		return nil
	}
	var all []returns.Target
	latest, current := attendance.Period{}, false
	for _, t := range b.Targets.Of(b.Pub.Authority()) {
		if t.Focus == "" || attendance.Slug(t.Focus) != attendance.Slug(focus) || !b.tellsTarget(t) {
			continue
		}
		all = append(all, t)
		current = current || t.Period == b.current
		if latest.IsZero() || latest.Compare(t.Period) < 0 {
			latest = t.Period
		}
	}
	if current {
		latest = b.current
	}
	return slices.DeleteFunc(all, func(t returns.Target) bool { return t.Period != latest })
}

// focusTarget says in a line what a focus is to meet; it is zero where no target names
// it.
func (b *Book) focusTarget(focus string) Text {
	var list Text
	targets := b.focusTargets(focus)
	for i, t := range targets {
		phase, value := PhaseArg("phase", t.Phase), WordsArg("t", t.Value.String())
		one := T("focus.more", phase, value)
		if i == 0 || targets[i-1].Measure != t.Measure {
			one = T("focus.one", TextArg("measure", measureName(t.Measure)), phase, value)
		}
		if list.IsZero() {
			list = one
		} else {
			list = T("list.more", TextArg("a", list), TextArg("b", one))
		}
	}
	if list.IsZero() {
		return list
	}
	return T("focus.targets", TextArg("list", list), PeriodArg("period", targets[0].Period))
}

// targetOf is the target of a way of looking for actions: that of its focus.
func (b *Book) targetOf(f finder) Text {
	if f.kind != "focus" {
		return Text{}
	}
	return b.focusTarget(b.states[f.actions[0]].Action.Focus)
}
