// Package audit attacks a finished site: it reads only the files that were
// published, as a browser or a curious reader would, and shares no code with what
// made them. It looks for links that lead nowhere, for scripts and styles that
// nobody put there, for pages that are too heavy and for names that servers refuse. Of
// an edition that leaves the council it takes every number back to a published figure.
package audit

import (
	"fmt"
	"io/fs"
	"runtime/debug"
	"slices"

	"golang.org/x/sync/errgroup"

	"rollcall/generator/diag"
	"rollcall/generator/publish"
)

// Limits are what a site must keep to.
type Limits struct {
	PageKB   int      // of one page, in units of 1,024 bytes
	Hosts    []string // that a link in the text may lead to; .gov.uk stands for every host of it
	Accounts bool     // pages must account for their numbers; they are held to it too where the front page does
	Theme    fs.FS    // the files that static/ must be the same as; nil where they are not known
}

// DefaultLimits are for a site whose site.yaml says nothing else: pages of 100 KB,
// and links to the governments that publish the guidance and the figures.
var DefaultLimits = Limits{PageKB: 100, Hosts: []string{".gov.uk", ".gov.wales", ".llyw.cymru"}}

// Edition reads a site that leaves the council, and attacks its figures as well, both at
// once: reading keeps one processor busy while the figures are put together.
func Edition(fsys fs.FS, limits Limits, reader Reader, problems *diag.List) Report {
	defer debug.SetGCPercent(debug.SetGCPercent(tidiness)) // the figures of 24,000 schools fit in 2 GB only if what is done with is cleared away soon
	var report Report
	var found diag.List
	var group errgroup.Group
	group.Go(func() error {
		report = Figures(fsys, limits, reader, &found)
		return nil
	})
	Site(fsys, limits, problems)
	group.Wait()
	problems.Merge(&found)
	return report
}

// tidiness is by how many percent memory may grow before it is cleared.
const tidiness = 15

// Site reads every file of a site and adds what is wrong to problems, in order of
// file. Places are files of the site.
func Site(fsys fs.FS, limits Limits, problems *diag.List) {
	s := &site{fsys: fsys, limits: limits, files: make(map[string]*file)}
	var order []*file
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".git":
			return fs.SkipDir
		case d.IsDir() || name == "CNAME": // GitHub Pages wants it in capitals
			return nil
		}
		f := &file{name: name}
		if err := publish.CheckName(name); err != nil {
			f.report(0, diag.AuditName, "", "%v", err)
		}
		if !d.Type().IsRegular() {
			f.report(0, diag.AuditName, "Copy what it leads to into the site.", "this is a link or a device, not a plain file")
		}
		s.files[name] = f
		order = append(order, f)
		return nil
	})
	if err != nil {
		problems.Add(diag.Pos{}, diag.FileUnreadable, "Give the folder of a site.", "%v", err)
		return
	}
	if s.files["index.html"] == nil {
		problems.Add(diag.Pos{File: "index.html"}, diag.AuditNoSite, "", "the site has no front page")
	}
	s.findOwn()
	s.learnFigures(order)
	s.each(order, func() func(*file) { return s.newLooks().read })
	s.told = toldFigures{} // they take much room, and no number is left to be taken back to them
	// Links can be followed only when the ids of every page are known.
	s.every(order, s.follow)
	s.weigh(order)
	for _, f := range order {
		problems.Merge(&f.problems)
	}
}

// weigh reports the pages that are over their budget. Each names the one value that lets
// all of them pass.
func (s *site) weigh(order []*file) {
	heaviest := 0
	for _, f := range order {
		heaviest = max(heaviest, f.heavy)
	}
	hint := fmt.Sprintf("Write budgets: {page_kb: %d} in site.yaml if your readers can wait for such pages.", (heaviest+9)/10*10)
	for _, f := range order {
		if f.heavy > 0 {
			f.report(0, diag.AuditWeight, hint, "the page has %d KB, its budget is %d KB", f.heavy, s.limits.PageKB)
		}
	}
}

// site is the site under attack.
type site struct {
	fsys   fs.FS
	limits Limits
	files  map[string]*file
	own    map[string]*ownFolder // by the folder
	footing
}

// file is one file of the site and what was found in it. One goroutine at a time
// works on it.
type file struct {
	name     string
	ids      []string // in order
	marked   bool     // it is markup, and its ids are known
	links    []link
	far      []anchor // that its links lead to in other files; of a file that is right but for them
	heavy    int      // its size in KB, where that is over the budget of a page
	problems diag.List
}

// anchor is where a link leads to in the site: a file, and an id of it or "".
type anchor struct {
	file *file // nil outside of the site
	id   string
}

// lost reports whether there is no such id in a file of markup.
func (a anchor) lost() bool {
	if a.id == "" || !a.file.marked {
		return false
	}
	_, found := slices.BinarySearch(a.file.ids, a.id)
	return !found
}

// link is a way out of a file: an attribute that a browser follows.
type link struct {
	href string
	text bool // the reader follows it, by choosing to
}

func (f *file) report(line int, code diag.Code, hint, format string, args ...any) {
	f.problems.Add(diag.Pos{File: f.name, Line: line}, code, hint, format, args...)
}
