package audit

import (
	"bytes"
	"io/fs"
	"path"
	"runtime"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"rollcall/generator/diag"
)

// every runs one step over all files, several at once.
func (s *site) every(files []*file, step func(*file)) {
	s.each(files, func() func(*file) { return step })
}

// each runs a step over all files, several at once. Each of those that work at once makes
// a step of its own, which may keep what it needs from file to file.
func (s *site) each(files []*file, worker func() func(*file)) {
	var group errgroup.Group
	var taken atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		step := worker()
		group.Go(func() error {
			for {
				at := int(taken.Add(1)) - 1
				if at >= len(files) {
					return nil
				}
				step(files[at])
			}
		})
	}
	group.Wait()
}

// read looks through one file.
func (l *looks) read(f *file) {
	kind := path.Ext(f.name)
	if l.held && kind != ".html" && kind != ".csv" {
		l.otherFile(f)
	}
	if kind != ".html" && kind != ".svg" && kind != ".css" {
		return
	}
	data, err := l.load(f.name)
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
		if limit := l.limits.PageKB << 10; len(data) > limit {
			f.heavy = (len(data) + 1023) >> 10
		}
		var tags []plainTag
		if l.passes(f, data) {
			tags = l.page.tags
		} else {
			f.markup(data)
		}
		if l.held {
			l.numbers.placePage(f, data, tags)
		}
	}
}

// load reads a file. What it returns holds until the next one is loaded.
func (l *looks) load(name string) ([]byte, error) {
	open, err := l.fsys.Open(name)
	if err == nil {
		defer open.Close()
		buffer := bytes.NewBuffer(l.data[:0])
		_, err = buffer.ReadFrom(open)
		l.data = buffer.Bytes()
	}
	if err != nil {
		return fs.ReadFile(l.fsys, name) // for its words
	}
	return l.data, nil
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
