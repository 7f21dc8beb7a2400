package generator

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/register"
	"rollcall/generator/returns"
	"rollcall/generator/view"
)

// addTallies gives the dataset what was counted beside attendance. Activities of the
// service add up over schools and clusters; attainment is of the place that its file
// names, and is never summed.
func (in *inputs) addTallies(site *config.Site) {
	public := func(file string) bool { return slices.Contains(site.AlreadyPublic, file) }
	for i := range in.records.Service {
		s := &in.records.Service[i]
		in.allPublic = in.allPublic && public(s.Pos.File)
		in.dataset.Tallies = append(in.dataset.Tallies, register.Tally{Place: s.Place, Period: s.Period, Measure: s.Measure(),
			Count: s.Count, Of: register.Missing, People: s.Activity.People, Sums: true})
	}
	for i := range in.records.Attainment {
		a := &in.records.Attainment[i]
		in.allPublic = in.allPublic && public(a.Pos.File)
		in.dataset.Tallies = append(in.dataset.Tallies, register.Tally{Place: a.Place, Period: a.Period, Measure: a.Measure(),
			Count: a.Reached, Of: a.Pupils, People: true})
	}
}

// thresholds are what the thresholds of attainment are called, by their slugs.
func thresholds(records []returns.Attainment) map[string]string {
	out := make(map[string]string)
	for i := range records {
		out[attendance.Slug(records[i].Threshold)] = records[i].Threshold
	}
	return out
}

// serviceNotes are the counts of the service's work about which something is noted.
func serviceNotes(records []returns.Service) []returns.Service {
	return slices.DeleteFunc(slices.Clone(records), func(s returns.Service) bool { return s.Note == "" })
}

// attainmentSources are where the numbers of the authority come from, in order.
func attainmentSources(records []returns.Attainment, authority attendance.Place) map[view.AttainmentKey][]string {
	out := make(map[view.AttainmentKey][]string)
	for i := range records {
		a := &records[i]
		key := view.AttainmentKey{Threshold: attendance.Slug(a.Threshold), Period: a.Period}
		if a.Place == authority && a.Source != "" && !slices.Contains(out[key], a.Source) {
			out[key] = append(out[key], a.Source)
		}
	}
	for _, sources := range out {
		slices.Sort(sources)
	}
	return out
}
