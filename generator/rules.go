package generator

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/measure"
)

// checkRules reports measures and columns of the site's rules that do not exist,
// which the site file alone cannot tell.
func checkRules(site *config.Site, schools []attendance.Establishment, problems *diag.List) {
	known := func(id string, pos diag.Pos) {
		if _, ok := measure.ByID(id); id != "" && !ok {
			problems.Add(pos, diag.MeasureUnknown, diag.DidYouMean(id, measure.IDs()), "%q is not a measure", id)
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
			problems.Add(w.Pos, diag.ColumnMissing, "Add the column to the schools file, or remove the weight.", "no input gives numbers of %s for schools", w.Column)
		}
	}
}
