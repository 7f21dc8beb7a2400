// Package audit attacks a finished site: it reads only the files that were
// published, as a browser or a curious reader would, and shares no code with what
// made them. It looks for links that lead nowhere, for scripts and styles that
// nobody put there, for pages that are too heavy and for names that servers refuse. Of
// an edition that leaves the council it takes every number back to a published figure.
package audit

import (
	"bytes"
	"io/fs"
	"path"
	"runtime"
	"strings"

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
		problems.Add(diag.Pos{File: "index.html"}, diag.AuditLink, "Give the folder of a site.", "the site has no front page")
	}
	s.findOwn()
	// Links can be followed only when the ids of every page are known.
	s.every(order, s.read)
	s.every(order, s.follow)
	s.place(order)
	for _, f := range order {
		problems.Merge(&f.problems)
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
	ids      map[string]bool
	links    []link
	problems diag.List
}

// link is a way out of a file: an attribute that a browser follows.
type link struct {
	href string
	text bool // the reader follows it, by choosing to
}

func (f *file) report(line int, code diag.Code, hint, format string, args ...any) {
	f.problems.Add(diag.Pos{File: f.name, Line: line}, code, hint, format, args...)
}

// every runs one step over all files, several at once.
func (s *site) every(files []*file, step func(*file)) {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, f := range files {
		group.Go(func() error {
			step(f)
			return nil
		})
	}
	group.Wait()
}

// read looks through one file.
func (s *site) read(f *file) {
	kind := path.Ext(f.name)
	if kind != ".html" && kind != ".svg" && kind != ".css" {
		return
	}
	data, err := fs.ReadFile(s.fsys, f.name)
	if err != nil {
		f.report(0, diag.FileUnreadable, "", "%v", err)
		return
	}
	switch kind {
	case ".css":
		f.styles(string(data), data)
	case ".svg":
		f.markup(data)
	case ".html":
		if limit := s.limits.PageKB << 10; len(data) > limit {
			f.report(0, diag.AuditWeight, "", "the page has %d KB, its budget is %d KB", (len(data)+1023)>>10, s.limits.PageKB)
		}
		f.markup(data)
	}
}

// lineOf returns the line on which some text first stands, or 0 when it stands
// there in another spelling.
func lineOf(data []byte, text string) int {
	at := bytes.Index(data, []byte(text))
	if at < 0 || text == "" {
		return 0
	}
	return 1 + bytes.Count(data[:at], []byte("\n"))
}

// styles looks for anything that a style sheet would load.
func (f *file) styles(css string, data []byte) {
	if strings.Contains(strings.ToLower(css), "@import") {
		f.report(lineOf(data, "@import"), diag.AuditInjection, "", "the style sheet loads another one")
	}
	for _, m := range cssURL.FindAllStringSubmatch(css, -1) {
		if target := strings.Trim(m[1], `'" `); !strings.HasPrefix(target, "data:") {
			f.links = append(f.links, link{href: target})
		}
	}
}
