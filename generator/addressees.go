package generator

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/mail"
	"rollcall/generator/returns"
	"rollcall/generator/view"
)

// Addressees reads what Letters returns as known, and writes nothing.
func Addressees(opt Options, at time.Time, problems *diag.List) (mail.Known, error) {
	opt.Edition = "headteacher"
	if opt.Progress == nil {
		opt.Progress = func(string, int, int) {}
	}
	in, err := readBuilt(opt, problems)
	if err != nil {
		return mail.Known{}, err
	}
	return in.addressees(opt.Site, readContacts(opt, in, at, problems)), nil
}

// addressees is whom the site may write to, and what its places are called. Seen, Pages,
// Briefs and Limits are left empty.
func (in *inputs) addressees(site *config.Site, contacts returns.Contacts) mail.Known {
	known := mail.Known{Contacts: contacts, Names: []string{site.Authority.Name, site.Consortium.Name}}
	groups := make(map[string]bool)
	for _, s := range in.dataset.Schools {
		cluster := ""
		for _, g := range site.Groupings {
			name := s.Groupings[g.Column]
			if g.Column == site.MainGrouping {
				cluster = attendance.Slug(name)
			}
			if name != "" && !groups[name] {
				groups[name] = true
				known.Names = append(known.Names, name)
			}
		}
		known.Schools = append(known.Schools, mail.School{URN: string(s.URN), Name: s.Name, NameCy: s.NameCy, Cluster: cluster})
	}
	return known
}

// readContacts reads whom letters go to, once the site file says enough to write any.
func readContacts(opt Options, in *inputs, at time.Time, problems *diag.List) returns.Contacts {
	m := &opt.Site.Mail
	where := m.Pos
	where.File = cmp.Or(where.File, config.FileName)
	missing := false
	for _, key := range []struct {
		name  string
		given bool
	}{{"sender", m.Sender != ""}, {"domains", len(m.Domains) > 0}, {"contacts", m.Contacts.Path != ""}} {
		if !key.given {
			missing = true
			problems.Add(where, diag.ConfigValue, "Add it under mail. README.md shows one.", "mail.%s is missing, and letters need it", key.name)
		}
	}
	if missing {
		return nil
	}
	src, err := opt.Open(m.Contacts.Path)
	if err != nil {
		problems.Add(m.Contacts.Pos, diag.FileUnreadable, "Check the path: it is relative to site.yaml.", "%s cannot be opened", m.Contacts.Path)
		return nil
	}
	return returns.ReadContacts(SheetInput(src, m.Contacts), returns.ContactOptions{
		Resolve: resolver(in.dataset, opt.Site), Names: in.names(opt.Site), Domains: m.Domains, On: at}, problems)
}

// names says what places are called, by the lists of schools.
func (in *inputs) names(site *config.Site) func(attendance.Place) []string {
	names := make(map[attendance.Place][]string)
	add := func(place attendance.Place, name string) {
		if name != "" && !slices.Contains(names[place], name) {
			names[place] = append(names[place], name)
		}
	}
	for _, s := range in.dataset.Schools {
		place := attendance.Place{Level: attendance.LevelSchool, Code: string(s.URN)}
		add(place, s.Name)
		add(place, s.NameCy)
		for _, g := range site.Groupings {
			add(attendance.Place{Level: levelOf(site, g), Code: attendance.Slug(s.Groupings[g.Column])}, s.Groupings[g.Column])
		}
	}
	return func(place attendance.Place) []string { return names[place] }
}

// mostNamed is how many schools one problem names.
const mostNamed = 60

// checkUnwritten warns of schools with a page about which nobody is written to.
func checkUnwritten(opt Options, book *view.Book, contacts returns.Contacts, at time.Time, problems *diag.List) {
	written := make(map[attendance.Place]bool)
	for _, c := range contacts {
		written[c.Place] = true
	}
	var without []string
	for _, place := range book.Heads() {
		s := book.Pub.School(attendance.URN(place.Code))
		if written[place] || s == nil || !s.Closed.IsZero() && s.Closed.Before(at) {
			continue
		}
		without = append(without, strings.TrimSpace(place.Code+" "+s.Name))
	}
	if len(without) == 0 {
		return
	}
	list, more := strings.Join(without[:min(len(without), mostNamed)], ", "), len(without)-mostNamed
	if more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	problems.Add(diag.Pos{File: opt.Site.Mail.Contacts.Path}, diag.ContactMissing, "", "nobody is written to about %d of %d schools: %s", len(without), len(book.Heads()), list)
}
