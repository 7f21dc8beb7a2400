package returns

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
	"rollcall/generator/sheet"
)

var serviceFile = sheet.Format{
	Name:    "service",
	Meaning: "What the attendance service did: one row a place, period, activity and outcome.",
	Columns: []sheet.Column{
		{Name: "period", Required: true, Meaning: "2024-25, 2024-25 autumn, 2024-25 HT3, 2024-25 to HT4 or 2024-25 W07."},
		{Name: "activity", Required: true, Meaning: "One of " + strings.Join(activityIDs(Activities), ", ") + "; or one that site.yaml declares under activities or measures."},
		{Name: "count", Required: true, Meaning: "How many; x where it is not known."},
		{Name: "urn", Meaning: "The school; with cluster empty too, what the authority did at no one school or cluster: theirs are added to it."},
		{Name: "cluster", Meaning: "The group of schools, by its name or slug."},
		{Name: "outcome", Meaning: "Which of them: issued, paid, unpaid, recovered or withdrawn of penalty notices, or a word of your own; empty for all."},
		{Name: "note", Meaning: "What has to be known about the number."},
	},
}

// Activity is something that an attendance service does, or that is brought to it.
type Activity struct {
	ID       string
	Name     string   // as pages show it, of one that the site declares; the others are named in every language
	People   bool     // each is about a child or a family, so a small number is hidden
	Outcomes []string // what may come of it; nil where any word may stand
	Measure  bool     // a number of the site's own that nobody did, such as pupils on part-time timetables
}

// Activities lists the activities of every site, in the order of tables.
var Activities = []Activity{
	{ID: "referral", People: true},
	{ID: "penalty-notice", People: true, Outcomes: []string{"issued", "paid", "unpaid", "recovered", "withdrawn"}},
	{ID: "notice-to-improve", People: true},
	{ID: "attendance-contract", People: true},
	{ID: "register-audit"},
	{ID: "code-audit"},
	{ID: "training"},
	{ID: "child-missing-education", People: true},
	{ID: "prosecution", People: true},
	{ID: "parenting-contract", People: true},
	{ID: "parenting-order", People: true},
	{ID: "education-supervision-order", People: true},
	{ID: "school-attendance-order", People: true},
	{ID: "safeguarding-escalation", People: true},
	{ID: "early-help-assessment", People: true},
	{ID: "visit"},
}

func activityIDs(activities []Activity) []string {
	ids := make([]string, len(activities))
	for i, a := range activities {
		ids[i] = a.ID
	}
	return ids
}

// FindActivity finds an activity by its id or its name, however it is written.
func FindActivity(activities []Activity, text string) (Activity, bool) {
	slug := attendance.Slug(text)
	i := slices.IndexFunc(activities, func(a Activity) bool {
		return a.ID == slug || a.Name != "" && attendance.Slug(a.Name) == slug
	})
	if i < 0 {
		return Activity{}, false
	}
	return activities[i], true
}

// Service is how often one activity took place.
type Service struct {
	Place    attendance.Place // the authority, a group of schools, or a school by its newest URN
	Period   attendance.Period
	Activity Activity
	Outcome  string // a slug; empty for all of them, whatever came of it
	Count    register.Count
	Note     string
	Pos      diag.Pos // of its row
}

// Measure names what is counted: service.penalty-notice.paid.
func (s *Service) Measure() string {
	name := "service." + s.Activity.ID
	if s.Outcome != "" {
		name += "." + s.Outcome
	}
	return name
}

type serviceKey struct {
	place   attendance.Place
	period  attendance.Period
	measure string
}

func (l line) service() {
	s := Service{Note: l.Text("note")}
	var ok [5]bool
	s.Place, ok[0] = l.servicePlace()
	s.Period, ok[1] = l.period()
	s.Activity, ok[2] = l.activity()
	s.Outcome, ok[3] = l.outcome(s.Activity)
	s.Count, ok[4] = l.count("count")
	if slices.Contains(ok[:], false) {
		return
	}
	if l.first(s.key(), s, l.Pos("period"), "", fmt.Sprintf("%s of %s in %s", s.Measure(), s.Place, s.Period)) {
		s.Pos = l.Pos("period")
		l.records.Service = append(l.records.Service, s)
	}
}

func (s *Service) key() serviceKey { return serviceKey{s.Place, s.Period, s.Measure()} }

// servicePlace is the school, or the group of schools, or else the authority.
func (l line) servicePlace() (attendance.Place, bool) {
	cluster := l.Text("cluster")
	switch {
	case cluster == "" && l.Text("urn") == "":
		return l.opt.Authority, true
	case cluster == "":
		urn, ok := l.school()
		return attendance.Place{Level: attendance.LevelSchool, Code: string(urn)}, ok
	case l.Text("urn") != "":
		l.problems.Add(l.Pos("cluster"), diag.RecordValue, "Empty one of the two.", "the row is of a school and of %s", cluster)
		return attendance.Place{}, false
	}
	return l.resolve("cluster", attendance.Place{Level: attendance.LevelCluster, Code: attendance.Slug(cluster)}, diag.PlaceUnknown)
}

func (l line) activity() (Activity, bool) {
	text, ok := l.filled("activity")
	if !ok {
		return Activity{}, false
	}
	a, ok := FindActivity(l.opt.Activities, text)
	if !ok {
		hint := "Declare it in site.yaml under activities: {id: " + attendance.Slug(text) + ", name: ...}."
		if near := diag.Nearest(attendance.Slug(text), activityIDs(l.opt.Activities)); near != "" {
			hint = "Did you mean " + near + "? If not, d" + hint[1:]
		}
		l.problems.Add(l.Pos("activity"), diag.RecordValue, hint, "%q is not an activity", text)
	}
	return a, ok
}

func (l line) outcome(of Activity) (string, bool) {
	text := l.Text("outcome")
	if text == "" {
		return "", true
	}
	slug := attendance.Slug(text)
	if of.Outcomes != nil && !slices.Contains(of.Outcomes, slug) || strings.Trim(text, "-") == "" {
		l.problems.Add(l.Pos("outcome"), diag.RecordValue, diag.DidYouMean(slug, of.Outcomes), "%q is not an outcome of %s", text, of.ID)
		return "", false
	}
	return slug, true
}
