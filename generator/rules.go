package generator

import (
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/measure"
	"rollcall/generator/render"
)

// checkLanguages reports languages of the site that its theme has no words in, and a
// second language. A site is in one language and no page is half in another, so either
// is refused, whatever the order.
func checkLanguages(opt Options, problems *diag.List) error {
	if opt.Theme == nil { // a check alone needs none
		return nil
	}
	known, err := render.Languages(opt.Theme)
	if err != nil {
		return err
	}
	for _, lang := range opt.Site.Languages {
		if !slices.Contains(known, lang) {
			problems.Add(opt.Site.LanguagesPos, diag.ConfigValue, "The theme has words in: "+strings.Join(known, ", ")+". Write one of these, or add locale/"+lang+".yaml to the theme and name the language in its theme.yaml.",
				"languages: the theme has no words in %s", lang)
		}
	}
	if n := len(opt.Site.Languages); n > 1 {
		problems.Add(opt.Site.LanguagesPos, diag.ConfigValue, "Write one. For the other, make a second folder with a site.yaml of its own that names the same inputs.",
			"languages: a site is in one language, and %d are listed", n)
	}
	return nil
}

// checkRules reports measures and columns of the site's rules that do not exist,
// which the site file alone cannot tell.
func checkRules(site *config.Site, schools []attendance.Establishment, problems *diag.List) {
	known := func(id string, pos diag.Pos) {
		if _, ok := measure.ByID(id); id != "" && !ok {
			problems.Add(pos, diag.ConfigValue, diag.DidYouMean(id, measure.IDs()), "%q is not a measure", id)
		}
	}
	for _, f := range site.Rules.Priority.Flags {
		known(f.Measure, f.Pos)
	}
	known(site.Rules.Targets.Measure, site.Rules.Targets.Pos)
	for _, w := range site.Rules.Similar.Weights {
		if w.Column == "size" || w.Column == "fsm" || len(schools) == 0 {
			continue
		}
		if !slices.ContainsFunc(schools, func(s attendance.Establishment) bool { _, ok := s.Shares[w.Column]; return ok }) {
			problems.Add(w.Pos, diag.RuleColumn, "Add the column to the schools file, or remove the weight.", "no input gives numbers of %s for schools", w.Column)
		}
	}
}

// checkFocuses reports targets of a focus that no action has, and targets of schools
// or groups that name one: the focus of a plan is the authority's. They count without it.
func checkFocuses(in *inputs, problems *diag.List) {
	if in.plan == nil || len(in.plan.Actions) == 0 {
		return
	}
	var known []string
	for i := range in.plan.Actions {
		if focus := in.plan.Actions[i].Focus; !slices.Contains(known, focus) {
			known = append(known, focus)
		}
	}
	targets := in.records.Targets.All()
	for i := range targets {
		t := &targets[i]
		switch {
		case t.Focus == "":
		case t.Place.Level != attendance.LevelAuthority:
			problems.Add(t.Pos, diag.TargetFocus, "Empty the column focus.", "the target of %s has a focus, which only those of the authority may have", t.Place)
			t.Focus = ""
		case !slices.ContainsFunc(known, func(f string) bool { return attendance.Slug(f) == attendance.Slug(t.Focus) }):
			problems.Add(t.Pos, diag.TargetFocus, diag.DidYouMean(t.Focus, known), "no action has the focus %q", t.Focus)
			t.Focus = ""
		}
	}
}
