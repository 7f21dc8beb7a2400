package generator

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/measure"
	"rollcall/generator/returns"
)

// servicePrefix starts the name of everything that the attendance service counts.
const servicePrefix = "service."

// activities are those of every site and those that this one declares, in the order of
// tables.
func activities(site *config.Site) []returns.Activity {
	out := slices.Clone(returns.Activities)
	for _, c := range site.Counts {
		out = append(out, returns.Activity{ID: c.ID, Name: c.Name, People: c.People, Outcomes: c.Outcomes, Measure: c.Measure})
	}
	return out
}

// checkCounts reports declared activities and measures that every site knows already.
func checkCounts(site *config.Site, problems *diag.List) {
	for _, c := range site.Counts {
		known := slices.ContainsFunc(returns.Activities, func(a returns.Activity) bool { return a.ID == c.ID || a.ID == attendance.Slug(c.Name) })
		if _, rate := measure.ByID(c.ID); known || rate {
			problems.Add(c.Pos, diag.ConfigValue, "Remove it: it can be used without being declared.", "%s is known to every site", c.ID)
		}
	}
}

// countNames are the names of what is counted beside attendance: the service's work, and
// attainment.
func (in *inputs) countNames() []string {
	var out []string
	for _, a := range in.activities {
		out = append(out, servicePrefix+a.ID)
		for _, outcome := range a.Outcomes {
			out = append(out, servicePrefix+a.ID+"."+outcome)
		}
	}
	for i := range in.records.Attainment {
		out = append(out, in.records.Attainment[i].Measure())
	}
	slices.Sort(out)
	return slices.Compact(out)
}
