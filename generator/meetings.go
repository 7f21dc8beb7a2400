package generator

import (
	"bytes"
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/meeting"
)

// MeetingSheet prepares the workbook in which a meeting on the day of opt.Now notes
// what it agrees. It holds every agreement that is still open, of whatever meeting: of
// one cluster, named by its name or slug, and its schools, or of all where that is
// empty. The workbook is nil when there are errors in the input.
func MeetingSheet(opt Options, cluster string, problems *diag.List) (workbook []byte, about meeting.Sheet, err error) {
	if opt.Progress == nil {
		opt.Progress = func(string, int, int) {}
	}
	var report Report
	in, err := readInputs(opt, &report, problems)
	if err != nil {
		return nil, about, err
	}
	about = meeting.Sheet{Day: opt.Now, Places: in.meetingPlaces(opt, cluster, problems), Owners: in.owners()}
	if problems.Failed() {
		return nil, about, nil
	}
	for _, a := range in.records.Agreements {
		if !a.Status.Ended() && slices.ContainsFunc(about.Places, func(p meeting.Place) bool { return p.Place == a.Place }) {
			about.Open = append(about.Open, a)
		}
	}
	var b bytes.Buffer
	if err := meeting.Write(&b, about); err != nil {
		return nil, about, err
	}
	return b.Bytes(), about, nil
}

// meetingPlaces are the clusters, or the one that is asked for, each before its
// schools; schools of no cluster come last. A school that has closed meets no more.
func (in *inputs) meetingPlaces(opt Options, cluster string, problems *diag.List) []meeting.Place {
	schools := make(map[string][]meeting.Place) // by the name of their cluster
	var clusters []string
	for i := range in.dataset.Schools {
		s := &in.dataset.Schools[i]
		if !s.Closed.IsZero() && s.Closed.Before(opt.Now) {
			continue
		}
		name := s.Groupings[opt.Site.MainGrouping]
		if schools[name] == nil && name != "" {
			clusters = append(clusters, name)
		}
		schools[name] = append(schools[name], meeting.Place{Place: attendance.Place{Level: attendance.LevelSchool, Code: string(s.URN)}, Name: s.Name})
	}
	slices.Sort(clusters)
	if cluster != "" {
		at := slices.IndexFunc(clusters, func(name string) bool { return attendance.Slug(name) == attendance.Slug(cluster) })
		if at < 0 {
			problems.Add(diag.Pos{File: config.FileName}, diag.ConfigValue, diag.DidYouMean(cluster, clusters), "there is no cluster %q", cluster)
			return nil
		}
		clusters = clusters[at : at+1]
	}
	var out []meeting.Place
	for _, name := range clusters {
		out = append(out, meeting.Place{Place: attendance.Place{Level: attendance.LevelCluster, Code: attendance.Slug(name)}, Name: name})
		out = append(out, byPlaceName(schools[name])...)
	}
	if cluster == "" {
		out = append(out, byPlaceName(schools[""])...)
	}
	return out
}

func byPlaceName(places []meeting.Place) []meeting.Place {
	slices.SortFunc(places, func(a, b meeting.Place) int {
		return strings.Compare(a.Name+" "+a.Code, b.Name+" "+b.Code)
	})
	return places
}

// owners are the roles that the inputs name, in order of the alphabet.
func (in *inputs) owners() []string {
	var out []string
	for i := range in.records.Agreements {
		out = append(out, in.records.Agreements[i].Owner)
	}
	for i := range in.dataset.Schools {
		out = append(out, in.dataset.Schools[i].Contact)
	}
	for i := range in.plan.Actions {
		out = append(out, in.plan.Actions[i].Owners...)
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(role string) bool { return role == "" })
}
