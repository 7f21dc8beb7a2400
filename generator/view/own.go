package view

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/returns"
)

// Confided is what an edition tells the head of a school about that school, and nobody
// else. It holds every school; ForHead takes one of them.
type Confided struct {
	Pub            *disclosure.Publication // each school as the authority's own staff see it
	SelfEvaluation returns.SelfEvaluations
	Agreements     returns.Agreements
	Threshold      int // the largest count of the school's pupils that is hidden; 0 when none is
}

// ownFolder is the folder of a head's own school. Only that head is given it.
func ownFolder(place attendance.Place) string { return "own/" + strings.ToLower(place.Code) + "/" }

// Heads lists the schools whose heads have a folder: all that have a page.
func (b *Book) Heads() []attendance.Place {
	if b.Confided == nil {
		return nil
	}
	return slices.DeleteFunc(b.Pub.Places(attendance.LevelSchool), func(p attendance.Place) bool {
		_, ok := b.paths[p]
		return !ok
	})
}

// ForHead returns the book of the head of a school: its own school in full and in a folder
// apart, everything else as all heads have it. It knows nothing more of any other school,
// so no page of it can tell. The two share what they have in common.
func (b *Book) ForHead(place attendance.Place) *Book {
	h := *b
	h.head, h.Confided, h.Revisions = place, nil, nil
	h.Pub = b.Pub.ForReader(place, b.Confided.Pub)
	h.Threshold = b.Confided.Threshold
	h.Agreements = b.Confided.Agreements.Of(place)
	h.SelfEvaluation = scoresOf(b.Confided.SelfEvaluation, attendance.URN(place.Code))
	h.judgeOwn()
	h.scales = h.ownScales()
	return &h
}

// scoresOf returns the scores of one school; they are in order of school.
func scoresOf(all returns.SelfEvaluations, urn attendance.URN) returns.SelfEvaluations {
	from, _ := slices.BinarySearchFunc(all, urn, func(s returns.SelfEvaluation, urn attendance.URN) int { return cmp.Compare(s.School, urn) })
	to := from
	for to < len(all) && all[to].School == urn {
		to++
	}
	return all[from:to:to]
}

// judgeOwn works out again what became of the measures of actions about the own school,
// which may have been hidden.
func (b *Book) judgeOwn() {
	b.outcomes = slices.Clone(b.outcomes)
	by := b.outcomesBy()
	by.Versus = b.gapTo(b.head)
	for _, i := range b.ActionsOf(b.head) {
		b.outcomes[i] = by.Of(&b.states[i], b.head, b.begun(b.states[i].Action))
	}
}

// ownScales are the scales that all share, widened until every figure and target of the
// own school fits.
func (b *Book) ownScales() scales {
	out := maps.Clone(b.scales)
	out.hold(b.Pub, b.head)
	kind := kindOf(b.head, b.Pub.School(attendance.URN(b.head.Code)).Phase)
	hold := func(measure string, target attendance.Decimal) {
		if _, drawn := laidDown[measure]; drawn {
			out.widen(scaleKey{measure, kind}, target.Float())
		}
	}
	for _, t := range b.Targets.Of(b.head) {
		hold(t.Measure, t.Value)
	}
	for _, i := range b.ActionsOf(b.head) {
		if o := b.outcomes[i]; o.HasTarget {
			hold(b.states[i].Action.Measure, o.Target)
		}
	}
	for key, scale := range out {
		out[key] = scale.steps()
	}
	return out
}

// isHeads reports whether the book is of one head.
func (b *Book) isHeads() bool { return b.head != attendance.Place{} }

// isOwn reports whether a place is the school of the head whose book it is.
func (b *Book) isOwn(place attendance.Place) bool { return b.isHeads() && place == b.head }

// inFull reports whether a school may be told in full, with what is said of it in
// confidence: to the authority's own staff, and to its head.
func (b *Book) inFull(place attendance.Place) bool { return b.internal() || b.isOwn(place) }

// OwnFigures is the file of all figures of a head's own school.
func (b *Book) OwnFigures() string { return ownFolder(b.head) + "figures.csv" }

// ownFiles are the downloads of a head's folder.
func (b *Book) ownFiles(up string) []File {
	out := []File{{T("file.own", TextArg("name", b.Name(b.head))), up + b.OwnFigures(), T("file.own.note")}}
	if path := b.TallyFile(); path != "" {
		out = append(out, File{T("file.own.tallies"), up + path, T("file.tallies.note")})
	}
	return out
}

// OwnSelf is the page of the self-evaluation of a head's own school; false where it has
// not scored itself.
func (b *Book) OwnSelf() (Study, bool) {
	w := b.selfEvaluation()
	if w == nil || len(b.SelfEvaluation) == 0 {
		return Study{}, false
	}
	urn := attendance.URN(b.head.Code)
	s := Study{Path: b.selfOf(b.head), Title: b.Name(b.head), Part: true}
	s.Make = func() Document { return b.selfOfSchool(s, w, urn) }
	return s, true
}

// governorsBanner is the banner of the one page of a head's folder that is made to be
// passed on, to the school's governors.
func (b *Book) governorsBanner() Text {
	whose := T("edition.own.governors", TextArg("name", b.Name(b.head)))
	return joined([]Text{T("banner.edition", TextArg("edition", whose).Bold(), DateArg("date", b.AsOf)), b.ownNote()})
}

// ownNote says what a head's pages tell in full, and what as everybody is told it.
func (b *Book) ownNote() Text {
	if b.Threshold > 0 {
		return T("banner.own.small", IntArg("n", b.Threshold))
	}
	return T("banner.own")
}
