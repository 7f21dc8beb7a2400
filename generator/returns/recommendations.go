package returns

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

var recommendationsFile = sheet.Format{
	Name:    "recommendations",
	Meaning: "What committees and inspectors recommended: one row a recommendation, and a further row of the same id each time that its state changes.",
	Columns: []sheet.Column{
		{Name: "id", Required: true, Meaning: "A short name for it, the same in every row of it: R1."},
		{Name: "source", Required: true, Meaning: "committee or inspection."},
		{Name: "date", Required: true, Meaning: "The day on which it was made: 2025-01-10."},
		{Name: "recommendation", Required: true, Meaning: "What was recommended, in a sentence."},
		{Name: "status", Required: true, Meaning: "accepted, in progress, complete or rejected."},
		{Name: "of", Meaning: "The name of the committee or of the inspection."},
		{Name: "updated", Meaning: "The day from which the row stands; empty for the day on which it was made."},
		{Name: "owner", Meaning: "Role of whoever sees to it; never a person's name."},
		{Name: "due", Meaning: "The day by which it is to be done: 2025-07-18."},
		{Name: "response", Meaning: "What the authority answered or has done."},
	},
}

// RecommendationSource says who recommended something.
type RecommendationSource string

const (
	Committee  RecommendationSource = "committee"
	Inspection RecommendationSource = "inspection"
)

// RecommendationSources lists the sources, in the order of pages.
var RecommendationSources = []RecommendationSource{Committee, Inspection}

// Recommendation is what was recommended and how far it has come.
type Recommendation struct {
	ID       string // as the file writes it
	Source   RecommendationSource
	Of       string    // name of the committee or inspection; empty where none is given
	Date     time.Time // when it was made, in UTC
	Text     string
	Status   Status           // one of RecommendationStatuses
	Updated  time.Time        // since when it stands so; Date where nothing has changed
	Owner    string           // role
	Due      time.Time        // zero where none is set
	Response string           // empty where none is given
	Pos      diag.Pos         // of its row
	Before   []Recommendation // what its earlier rows said, the oldest first
}

// Recommendations are in order of source, date and ID.
type Recommendations []Recommendation

type recommendationKey struct {
	id      string
	updated time.Time
}

func (l line) recommendation() {
	x := Recommendation{Of: l.Text("of"), Owner: l.Text("owner"), Response: l.Text("response")}
	var ok [8]bool
	x.ID, ok[0] = l.filled("id")
	_, ok[1] = l.filled("source")
	x.Source, ok[2] = l.recommendationSource()
	x.Text, ok[3] = l.filled("recommendation")
	x.Status, ok[4] = l.status("status of a recommendation", RecommendationStatuses)
	if x.Date, ok[5] = l.past("date"); ok[5] {
		x.Updated, ok[6] = l.updated(x.Date)
		x.Due, ok[7] = l.due(x.Date)
	}
	if slices.Contains(ok[:], false) {
		return
	}
	if l.first(x.key(), x, l.Pos("id"), "Give the day from which each counts under updated.", "recommendation "+x.ID+" of that day") {
		x.Pos = l.Pos("id")
		l.records.Recommendations = append(l.records.Recommendations, x)
	}
}

// recommendationSource reads who recommended something, which names of committees and
// inspectorates say.
func (l line) recommendationSource() (RecommendationSource, bool) {
	text := l.Text("source")
	words := strings.Fields(attendance.Fold(text))
	has := func(any ...string) bool {
		return slices.ContainsFunc(any, func(word string) bool { return slices.Contains(words, word) })
	}
	committee, inspection := has("committee", "scrutiny"), has("inspection", "ofsted", "estyn")
	if len(words) > 1 && committee != inspection || len(words) == 1 && has("scrutiny", "ofsted", "estyn") {
		source := Committee
		if inspection {
			source = Inspection
		}
		l.problems.Add(l.Pos("source"), diag.RecordRead, "", "the source %q was read as %s", text, source)
		return source, true
	}
	return word(l, "source", "source of a recommendation", "", RecommendationSources)
}

func (x *Recommendation) key() recommendationKey { return recommendationKey{x.ID, x.Updated} }

// settleRecommendations puts the rows of one recommendation together. Whatever the
// order of files, the row of the latest day stands; what it leaves empty stays as it
// was.
func (r *reader) settleRecommendations() {
	out := retold(r.records.Recommendations, func(a, b *Recommendation) (id, day int) {
		return cmp.Compare(a.ID, b.ID), a.Updated.Compare(b.Updated)
	}, func(x *Recommendation, before Recommendation) bool {
		x.Before, before.Before = before.Before, nil
		if x.Source != before.Source || !x.Date.Equal(before.Date) {
			r.problems.Add(x.Pos, diag.RecordValue, "Repeat the source and date of the first row, or give each recommendation an id of its own.",
				"recommendation %s is of another source or date at %s", x.ID, before.Pos)
			return false
		}
		x.Before = append(x.Before, before)
		x.Of, x.Owner, x.Response = cmp.Or(x.Of, before.Of), cmp.Or(x.Owner, before.Owner), cmp.Or(x.Response, before.Response)
		if x.Due.IsZero() {
			x.Due = before.Due
		}
		return true
	})
	slices.SortStableFunc(out, func(a, b Recommendation) int {
		return cmp.Or(cmp.Compare(slices.Index(RecommendationSources, a.Source), slices.Index(RecommendationSources, b.Source)), a.Date.Compare(b.Date))
	})
	r.records.Recommendations = out
}
