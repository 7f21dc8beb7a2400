package sample

import (
	"embed"
	"io"
	"io/fs"
	"strings"
	"text/template"

	"rollcall/generator/attendance"
)

// The strategy's pages are written as they stand. The four files beside them are
// templates: they name schools and clusters, which hang on the options.
//
//go:embed text wales
var texts embed.FS

var templates = []string{"site.yaml", "README.md", "actions.csv", "updates.csv"}

// writeTexts writes the texts of a folder: text for England, wales for Wales.
func (a *authority) writeTexts(create func(string) (io.WriteCloser, error), dir string) error {
	t, err := template.ParseFS(texts, dir+"/*.*")
	if err != nil {
		return err
	}
	for _, name := range templates {
		err := writeFile(create, name, func(w io.Writer) error { return t.ExecuteTemplate(w, name, facts{a}) })
		if err != nil {
			return err
		}
	}
	pages, err := fs.Sub(texts, dir)
	if err != nil {
		return err
	}
	return eachPage(pages, "content", func(name string, page []byte) error {
		return writeFile(create, name, copied(page))
	})
}

// facts are what the templates may say about an authority.
type facts struct{ a *authority }

func (f facts) Schools() int  { return f.a.opt.Schools }
func (f facts) Clusters() int { return f.a.opt.Clusters }
func (f facts) Years() int    { return f.a.opt.Years }
func (f facts) Pupils() bool  { return f.a.opt.Pupils }
func (f facts) Seed() uint64  { return f.a.opt.Seed }
func (f facts) First() string { return f.a.first.String() }
func (f facts) Last() string  { return latest.String() }

// LastFull is the last whole year.
func (f facts) LastFull() string { return (latest - 1).String() }

// Large reports whether the site needs a budget of its own.
func (f facts) Large() bool { return f.a.large() }

// Cluster gives the scope of the i-th cluster, from 0, going round again when there
// are fewer.
func (f facts) Cluster(i int) string {
	return "cluster:" + attendance.Slug(f.a.clusters[i%len(f.a.clusters)].name)
}

// School gives the scope of the i-th school of a phase, likewise.
func (f facts) School(phase string, i int) string {
	p, _ := attendance.ParsePhase(phase)
	return "school:" + string(f.a.nth(p, i).URN)
}

// FallingScope is the scope of the cluster whose attendance falls.
func (f facts) FallingScope() string { return f.Cluster(f.a.falling) }

// Falling is its name.
func (f facts) Falling() string { return f.a.clusters[f.a.falling].name }

// Improving and the rest name the schools that the README tells of.
func (f facts) Improving() string {
	return f.named(func(_ int, s *school) bool { return s.course == improving })
}

func (f facts) Worsening() string {
	return f.named(func(_ int, s *school) bool { return s.course == worsening })
}

func (f facts) Missing() string {
	return f.named(func(_ int, s *school) bool { return s.story == missing })
}

func (f facts) Late() string {
	return f.named(func(_ int, s *school) bool { return s.story == late })
}

// Uncoded names the first schools that leave absence without a code.
func (f facts) Uncoded() string {
	return f.named(func(i int, _ *school) bool { return f.a.shorts(i) && i < 5*shortfall })
}

// MoreUncoded reports whether Uncoded leaves some out.
func (f facts) MoreUncoded() bool { return f.a.opt.Schools > 5*shortfall+5 }

// large reports whether there are too many schools to say everything of each.
func (a *authority) large() bool { return a.opt.Schools > 1000 }

func (f facts) named(is func(int, *school) bool) string {
	var names []string
	for i := range f.a.schools {
		if s := &f.a.schools[i]; is(i, s) {
			names = append(names, s.Name+" ("+string(s.URN)+")")
		}
	}
	return strings.Join(names, "; ")
}
