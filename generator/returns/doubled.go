package returns

import (
	"reflect"
	"slices"

	"rollcall/generator/diag"
)

// seen is what was read of one key.
type seen struct {
	pos          diag.Pos
	record       any  // without its place
	contradicted bool // by another row of the same key
}

// first reports whether a row is the first of its key. A row that says exactly the same
// again counts once. One that differs contradicts it: nothing says which of them is
// right, so that both are set aside, in whatever order they come. The record is as it
// was read, without its place.
func (l line) first(key, record any, pos diag.Pos, hint, what string) bool {
	before, known := l.rows[key]
	switch {
	case !known:
		l.rows[key] = &seen{pos: pos, record: record}
		return true
	case reflect.DeepEqual(before.record, record):
		l.problems.Add(pos, diag.RecordRepeated, "", "%s is the same row as %s", what, before.pos)
		return false
	case !before.contradicted:
		before.contradicted = true
		l.contradict(before.pos, hint, what)
	}
	l.contradict(pos, hint, what)
	return false
}

// contradict reports one of several rows of a key that differ.
func (r *reader) contradict(pos diag.Pos, hint, what string) {
	r.problems.Add(pos, diag.RecordDoubled, hint, "%s is given more than once, and the rows differ", what)
}

func (r *reader) contradicted(key any) bool {
	s, ok := r.rows[key]
	return ok && s.contradicted
}

// dropContradicted takes out the records that another row contradicts.
func (r *reader) dropContradicted() {
	r.entries = slices.DeleteFunc(r.entries, func(e entry) bool { return r.contradicted(e.key()) })
	r.events = slices.DeleteFunc(r.events, func(e eventRow) bool { return r.contradicted(e.key()) })
	x := &r.records
	x.Service = slices.DeleteFunc(x.Service, func(s Service) bool { return r.contradicted(s.key()) })
	x.Attainment = slices.DeleteFunc(x.Attainment, func(a Attainment) bool { return r.contradicted(a.key()) })
	x.SelfEvaluation = slices.DeleteFunc(x.SelfEvaluation, func(s SelfEvaluation) bool { return r.contradicted(s.key()) })
	x.Checklist = slices.DeleteFunc(x.Checklist, func(e ChecklistEntry) bool { return r.contradicted(e.key()) })
	x.Recommendations = slices.DeleteFunc(x.Recommendations, func(x Recommendation) bool { return r.contradicted(x.key()) })
	x.Agreements = slices.DeleteFunc(x.Agreements, func(a Agreement) bool { return r.contradicted(a.key()) })
}
