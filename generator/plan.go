package generator

import (
	"regexp"
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/measure"
	"rollcall/generator/plan"
	"rollcall/generator/returns"
)

// resolve finds a place under the name that the dataset knows it by.
type resolve func(attendance.Place) (attendance.Place, bool)

// checkPlan reads the places and measures of actions, and reports actions that are due
// before their strategy begins, that belong to none, or that name a place or measure that
// the site does not have.
func (in *inputs) checkPlan(find resolve, problems *diag.List) {
	known := slices.Concat(measure.IDs(), in.countNames())
	for i := range in.plan.Actions {
		a := &in.plan.Actions[i]
		readScope(a, find, problems)
		in.readMeasure(a, known, problems)
	}
	in.plan.Check(in.strategyDays(), problems)
}

// readScope reads the place of an action. One that the site does not have keeps its words
// and stays as private as that of a single school, which it may be.
func readScope(a *plan.Action, find resolve, problems *diag.List) {
	if a.ScopeText == "" {
		return
	}
	place, own, ok := placeOf(a.ScopeText, find)
	switch {
	case !ok:
		problems.Add(a.Pos, diag.ActionScope, "Write authority:CODE, cluster:SLUG or school:URN, or leave it empty.", "action %s is about %s, which the site does not have", a.ID, a.ScopeText)
		a.Scope = attendance.Place{Level: attendance.LevelSchool, Code: a.ScopeText}
		return
	case !own:
		problems.Add(a.Pos, diag.RecordRead, "", "the scope %q was read as %s", a.ScopeText, place)
	}
	a.Scope, a.ScopeText = place, ""
}

// numbered is a name with the number of a school: Alder Primary School (100001).
var numbered = regexp.MustCompile(`\((\d{6,7})\)$`)

// placeOf reads LEVEL:CODE or, where that is what it says, the number of a school or the
// name of a cluster. own says whether it is written as the plan asks.
func placeOf(text string, find resolve) (place attendance.Place, own, ok bool) {
	if level, code, both := strings.Cut(text, ":"); both {
		code = strings.TrimSpace(code)
		if place, ok = find(attendance.Place{Level: attendance.Level(strings.ToLower(strings.TrimSpace(level))), Code: code}); ok && place.Level != attendance.LevelCountry {
			return place, true, true
		}
		text = code
	}
	if m := numbered.FindStringSubmatch(text); m != nil {
		text = m[1]
	}
	if place, ok = find(attendance.Place{Level: attendance.LevelSchool, Code: text}); ok {
		return place, false, true
	}
	place, ok = find(attendance.Place{Level: attendance.LevelCluster, Code: attendance.Slug(text)})
	return place, false, ok
}

// name is a word that looks like the name of a measure and not like evidence in words.
var name = regexp.MustCompile(`^[\w.>=<-]*[_.][\w.>=<-]*$`)

// readMeasure finds the measure of an action by its name. What names none is evidence in
// words, and is shown as written; a name that is nearly one is reported.
func (in *inputs) readMeasure(a *plan.Action, known []string, problems *diag.List) {
	if a.Measure == "" || slices.Contains(known, a.Measure) {
		return
	}
	id, ok := returns.FindMeasure(known, a.Measure)
	if own, named := returns.FindActivity(in.activities, a.Measure); named && own.Name != "" {
		id, ok = servicePrefix+own.ID, true
	}
	if ok && slices.Contains(known, id) {
		problems.Add(a.Pos, diag.RecordRead, "", "the measure %q was read as %s", a.Measure, id)
		a.Measure = id
		return
	}
	activity, _, _ := strings.Cut(strings.TrimPrefix(a.Measure, servicePrefix), ".")
	if strings.HasPrefix(a.Measure, servicePrefix) && slices.Contains(known, servicePrefix+activity) {
		return // an outcome in the file's own words
	}
	if near := diag.Nearest(a.Measure, known); near != "" || name.MatchString(a.Measure) {
		problems.Add(a.Pos, diag.ActionMeasure, diag.DidYouMean(a.Measure, known), "action %s names the measure %q, which nothing knows", a.ID, a.Measure)
	}
}
