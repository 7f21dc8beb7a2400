package generator

import (
	"fmt"

	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/render"
	"rollcall/generator/view"
)

// Of the headteacher edition all heads share what everybody may know: it hides what the
// public edition hides, so that nobody learns anything by laying the two side by side.
// Beside it stands a folder for each school, own/URN/, which only its head is given.

// protectionOf is how the site file protects an edition. What heads share is protected as
// what everybody reads.
func protectionOf(opt Options) config.Protection {
	if opt.Edition == "headteacher" {
		return opt.Site.Disclosure.Editions["public"]
	}
	return opt.Site.Disclosure.Editions[opt.Edition]
}

// checkShared refuses a site file that asks to show heads more of each other than the
// public edition shows.
func checkShared(opt Options, problems *diag.List) {
	asked, public := opt.Site.Disclosure.Editions["headteacher"], opt.Site.Disclosure.Editions["public"]
	if opt.Edition == "headteacher" && asked == config.Unprotected && public != config.Unprotected {
		problems.Add(diag.Pos{File: config.FileName}, diag.ConfigValue,
			"Take the key out: what heads share is protected as the public edition is, and each has the own school in full.",
			"disclosure: {headteacher: none} would show every head each number of the other schools")
	}
}

// confided gathers what each head is told alone, by the rule of the authority's own
// edition. It is nil in any other edition. It must be called before what is said in
// confidence is withheld.
func confided(opt Options, in *inputs) *view.Confided {
	if opt.Edition != "headteacher" {
		return nil
	}
	own := opt
	own.Edition = "intranet"
	policy := policyFor(own)
	policy.Edition = opt.Edition
	c := &view.Confided{Pub: disclosure.Publish(measure.Aggregate(in.dataset, authority(opt.Site), groupings(opt.Site)), policy),
		SelfEvaluation: in.records.SelfEvaluation, Agreements: in.records.Agreements}
	if policy.Mode != disclosure.Open {
		c.Threshold = int(policy.Threshold)
	}
	return c
}

// ownOptions are how the pages of a head's own folder are written. A symbol there may
// stand for a figure of the own school or of another, so its words name the larger of the
// two limits.
func ownOptions(opt Options, book *view.Book) render.Options {
	out := renderOptions(opt, book)
	out.Step, out.Threshold = 0, max(book.Threshold, book.Confided.Threshold)
	return out
}

// ownPages lists the files of the folder of each head. Each is made from a book of its
// own, which knows no other school's confidences.
func ownPages(opt Options, b *view.Book) ([]job, error) {
	heads := b.Heads()
	if len(heads) == 0 {
		return nil, nil
	}
	r, err := render.New(opt.Theme, b.Lang, ownOptions(opt, b))
	if err != nil {
		return nil, fmt.Errorf("theme: %w", err)
	}
	var jobs []job
	for _, place := range heads {
		l := &list{book: b.ForHead(place), render: r}
		l.own(place)
		jobs = append(jobs, l.jobs...)
	}
	return jobs, nil
}

// own adds the files of the folder of one head.
func (l *list) own(place attendance.Place) {
	b := l.book
	l.school(place)
	if b.HasPupils(place) {
		l.page(b.PupilsPath(place), func() any { page := b.PupilsPage(place); return &page })
	}
	for _, i := range b.ActionsOf(place) {
		l.action(i)
	}
	if s, ok := b.OwnSelf(); ok {
		l.page(s.Path, func() any { page := s.Make(); return &page })
	}
	l.figures(b.OwnFigures(), []attendance.Place{place})
	l.tallies()
}
