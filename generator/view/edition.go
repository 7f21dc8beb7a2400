package view

import (
	"fmt"

	"rollcall/generator/disclosure"
)

// internal reports whether the edition is for the authority's own staff. Any other may
// be read by people of other schools, or by everybody. What is said of a single school
// in confidence is then left out: its contact, owners and dates, its targets, agreements
// and self-evaluation, and whatever judges it.
//
// A head is told all of these of the own school, in a folder apart: see inFull.
func (b *Book) internal() bool { return b.Edition == "intranet" }

// protected reports whether the edition is protected as linked tables.
func (b *Book) protected() bool { return b.Pub != nil && b.Pub.Policy().Linked() }

// Step is what counts of pupils are rounded to; 0 where they are exact, as those of a
// head's own school are.
func (b *Book) Step() int {
	if b.Pub == nil || b.isHeads() || b.Pub.Policy().Mode != disclosure.Rounded {
		return 0
	}
	return int(b.Pub.Policy().Step)
}

// rule names the protection of the edition for an audit: rounded with the step and the
// threshold, exact with the threshold, or none.
func (b *Book) rule() string {
	switch policy := b.Pub.Policy(); policy.Mode {
	case disclosure.Rounded:
		return fmt.Sprintf("rounded %d %d", policy.Step, policy.Threshold)
	case disclosure.Exact:
		return fmt.Sprintf("exact %d", policy.Threshold)
	}
	return "none"
}

// OfPupils reports whether a figure is a count of pupils on roll, which some editions
// round.
func OfPupils(f Figure) bool {
	switch disclosure.Column(f.Ref().Measure) {
	case disclosure.Enrolments, disclosure.PA10, disclosure.PA15, disclosure.PA20, disclosure.Severe, disclosure.NearPA, disclosure.SeverePlan:
		return f.Shown() && f.Kind() == disclosure.Count
	}
	return false
}

// worked is a sentence whose numbers are worked out from counts of pupils. Where those
// are rounded it says so, in the words under about. of the locale files.
func (b *Book) worked(id string, args ...Arg) Text {
	if b.Step() > 0 {
		return T("about."+id, args...)
	}
	return T(id, args...)
}

// edition names the edition and says what may be done with it, or what is hidden in it.
func (b *Book) edition() Text {
	if b.isHeads() {
		return T("edition.own", TextArg("name", b.Name(b.head)))
	}
	if b.Edition == "public" && !b.protected() {
		return T("edition.public.open")
	}
	return T("edition." + b.Edition)
}

// banner says on every page which edition it is, of what day and of what time, what may
// still be revised and what was, and leads to what it leaves out.
func (b *Book) banner(up string) Text {
	said := []Text{T("banner.edition", TextArg("edition", b.edition()).Bold(), DateArg("date", b.AsOf))}
	if b.isHeads() {
		said = append(said, b.ownNote())
	}
	if b.HasFigures() {
		from, to := PeriodArg("from", b.periods[0]), PeriodArg("to", b.current)
		if len(b.periods) > 1 {
			said = append(said, T("banner.periods", from, to))
		} else {
			said = append(said, T("banner.period", to))
		}
		if b.Pub.Status(b.at(b.Pub.Authority(), b.current)) != "" {
			said = append(said, T("banner.provisional"))
		}
	}
	if b.Revisions != nil {
		note := T(b.revisionNote(), b.revisionArgs()...)
		if len(b.Revisions.All) > 0 {
			note = note.to(up + revisionsPath)
		}
		said = append(said, note)
	}
	if !b.internal() {
		said = append(said, T("banner.left").to(up+"method/index.html#left-out"))
	}
	return joined(said)
}

// tallyNote says how what was counted beside attendance is protected.
func (b *Book) tallyNote() []Text {
	if b.Step() == 0 {
		return nil
	}
	return []Text{T("rounded.tallies", IntArg("step", b.Step()), IntArg("threshold", b.Threshold))}
}

// leftOut says what the edition leaves out, and why; nothing in the authority's own.
func (b *Book) leftOut() []Text {
	if b.internal() {
		return nil
	}
	out := []Text{T("left." + b.Edition)}
	if b.protected() {
		out = append(out, T("left.small", IntArg("n", b.Threshold)), T("left.groups"))
	}
	if b.protected() && b.Pub.FromPupils() {
		out = append(out, T("left.bands"))
	}
	if b.HasFigures() {
		out = append(out, T("left.pupils"), T("left.judged"))
	}
	if b.Edition == "public" {
		out = append(out, T("left.papers"))
	} else {
		out = append(out, T("left.briefs"), T("left.own"))
	}
	out = append(out, T("left.said"))
	if b.Plan != nil && len(b.Plan.Actions) > 0 {
		out = append(out, T("left.actions"))
	}
	if b.HasFigures() {
		out = append(out, T("left.service"), T("left.returns"))
	}
	return out
}

// protection says how small numbers are kept from view.
func (b *Book) protection() []Text {
	n := IntArg("n", b.Threshold)
	switch mode := b.Pub.Policy().Mode; {
	case mode == disclosure.Rounded:
		return []Text{T("method.rounded", n, IntArg("step", b.Step())), T("method.rounded.percent"), T("method.rounded.about"), T("method.linked", n), T("method.linked.told")}
	case mode == disclosure.Exact:
		return []Text{T("method.exact", n), T("method.linked", n), T("method.linked.told")}
	case b.Threshold > 0:
		return []Text{T("method.protection", n)}
	}
	return []Text{T("method.open")}
}
