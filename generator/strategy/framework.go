package strategy

import (
	"time"

	"rollcall/generator/diag"
)

// FrameworkKind says what a framework is made of.
type FrameworkKind string

// The kinds of framework, as index.md names them.
const (
	Responsibilities FrameworkKind = "responsibilities" // tiers of pupils by parties
	SelfEvaluation   FrameworkKind = "self-evaluation"  // areas of questions, scored 1 to 12
	Checklist        FrameworkKind = "checklist"        // components that an authority has in place
	Practice         FrameworkKind = "practice"         // notes of what worked in a cluster
)

// Framework is a text that asks something of schools and authorities and is not
// itself a strategy. Only the list that belongs to its kind is filled. All text is
// safe HTML without headings, so that it can stand within any page.
type Framework struct {
	ID     string // a path segment
	Dir    string // the folder, as problems name it
	Kind   FrameworkKind
	Title  string
	Dated  int // the year of the text that is retold
	Source Source
	Index  Page // the introduction

	Parties    []Party     // of responsibilities, in the order of the matrix
	Tiers      []Tier      // in order of number, from 1 without a gap
	Areas      []Area      // of a self-evaluation, in order of part and id
	Components []Component // of a checklist, in order of number, from 1 without a gap
	Notes      []Note      // of good practice, the latest first
}

// Party is somebody who has duties: parents, schools.
type Party struct{ ID, Name string }

// Tier is a set of pupils with what each party does for them.
type Tier struct {
	ID, Title string
	Number    int
	Pupils    Pupils
	Text      string   // what holds for every party
	Duties    []string // Duties[i] is what Parties[i] of the framework does
}

// Pupils says whose number stands beside a tier: all pupils, those that a measure
// counts, or groups of pupils, which may overlap and are never added. The zero value
// has no number.
type Pupils struct {
	All     bool
	Lowest  bool   // the groups with the lowest attendance, whichever they are
	Measure string // near_pa, pa_10 or severe
	Groups  []string
}

// Area is a part of a self-evaluation.
type Area struct {
	ID, Title string
	Part      int
	PartTitle string
	Text      string
	Questions []Question
}

// Question is scored from 1, as Red describes, to 12, as Green does.
type Question struct {
	ID, Text   string
	Red, Green string
	Check      Check // empty where no data can answer
}

// Check names what the data say about a question.
type Check string

// The checks.
const (
	PABelowLastYear         Check = "pa-below-last-year"
	AttendanceAboveLastYear Check = "attendance-above-last-year"
	ReturnsOnTime           Check = "returns-on-time"
)

// Component is one thing that a checklist expects.
type Component struct {
	ID, Title string
	Number    int
	Rationale string // why, in a few plain sentences
	Resource  string // what it takes
	Text      string
}

// Note tells what a cluster did.
type Note struct {
	Slug, Title string
	Cluster     string // the slug of its name
	Themes      []string
	Date        time.Time
	Text        string
	Pos         diag.Pos // of the cluster
}

// Question finds a question by its id, with the area it belongs to.
func (f *Framework) Question(id string) (Area, Question, bool) {
	for _, a := range f.Areas {
		for _, q := range a.Questions {
			if q.ID == id {
				return a, q, true
			}
		}
	}
	return Area{}, Question{}, false
}

// QuestionIDs lists the questions of all areas in order.
func (f *Framework) QuestionIDs() []string {
	var out []string
	for _, a := range f.Areas {
		for _, q := range a.Questions {
			out = append(out, q.ID)
		}
	}
	return out
}

// ComponentIDs lists the components in order.
func (f *Framework) ComponentIDs() []string {
	var out []string
	for _, c := range f.Components {
		out = append(out, c.ID)
	}
	return out
}
