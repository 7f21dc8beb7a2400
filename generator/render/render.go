// Package render turns views into the files of a site: HTML pages, style sheets and
// tables to download, in one language and one theme.
//
// The frame of a page and the order of its parts are the theme's templates. What
// is long or hot, tables and charts, is written here, append-style. Neither decides
// anything about a figure: a view holds what may be published, and a figure that is
// not shown has no number to print.
package render

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"rollcall/generator/locale"
	"rollcall/generator/view"
)

// Options are what an edition settles for all of its pages.
type Options struct {
	Threshold int    // the largest number of pupils that is hidden; 0 where none is
	Step      int    // what numbers of pupils are rounded to; 0 where they are exact
	Selective bool   // the edition does not tell all that is known
	Unrounded bool   // percentages of figures.csv are not rounded
	Ledger    bool   // pages account for their numbers, so that an audit can take each back to a published figure
	Nation    string // in small letters, for what a nation says otherwise; may be empty
}

// Renderer makes pages in one language. It may be used by many goroutines.
type Renderer struct {
	theme   fs.FS
	locale  *locale.Locale
	options Options
	pages   map[string]*template.Template
	sheets  sync.Pool

	letterhead func() (*letterhead, error) // read when the first letter is written
}

// New reads a theme: theme.yaml, layout.tmpl, partials/*.tmpl, pages/*.tmpl and
// locale/LANG.yaml. The error names every fault of the templates, among them every
// message that they use and the language lacks.
func New(theme fs.FS, lang string, options Options) (*Renderer, error) {
	if err := checkTheme(theme, lang); err != nil {
		return nil, err
	}
	words, err := locale.LoadNation(theme, lang, options.Nation)
	if err != nil {
		return nil, err
	}
	r := &Renderer{theme: theme, locale: words, options: options}
	if r.pages, err = parseTheme(theme); err != nil {
		return nil, err
	}
	if err := checkMessages(r.pages, words); err != nil {
		return nil, err
	}
	r.sheets.New = func() any { return newSheet(r) }
	r.letterhead = sync.OnceValues(r.readLetterhead)
	return r, nil
}

// about is theme.yaml.
type about struct {
	Name      string   `yaml:"name"`
	About     string   `yaml:"about"`
	Languages []string `yaml:"languages"`
}

func readAbout(theme fs.FS) (about, error) {
	var a about
	data, err := fs.ReadFile(theme, "theme.yaml")
	if err != nil {
		return a, fmt.Errorf("theme: %w", err)
	}
	if err := yaml.UnmarshalWithOptions(data, &a, yaml.Strict()); err != nil {
		return a, fmt.Errorf("theme.yaml: %w", err)
	}
	return a, nil
}

// Languages lists the languages that a theme has words in: en, cy.
func Languages(theme fs.FS) ([]string, error) {
	a, err := readAbout(theme)
	return a.Languages, err
}

func checkTheme(theme fs.FS, lang string) error {
	a, err := readAbout(theme)
	if err != nil {
		return err
	}
	if !slices.Contains(a.Languages, lang) {
		return fmt.Errorf("theme %q has no language %q; it has %s", a.Name, lang, strings.Join(a.Languages, ", "))
	}
	return nil
}

// parseTheme parses each page with the layout and the partials. A template has the
// name of its file, and the page itself the name main.
func parseTheme(theme fs.FS) (map[string]*template.Template, error) {
	base := template.New("layout").Funcs((&sheet{}).funcs())
	partials, err := fs.Glob(theme, "partials/*.tmpl")
	if err != nil {
		return nil, err
	}
	var faults []error
	parse := func(t *template.Template, file, name string) {
		text, err := fs.ReadFile(theme, file)
		if err == nil {
			if name != t.Name() {
				t = t.New(name)
			}
			_, err = t.Parse(string(text))
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", file, err))
		}
	}
	parse(base, "layout.tmpl", "layout")
	for _, file := range partials {
		parse(base, file, strings.TrimSuffix(path.Base(file), ".tmpl"))
	}
	files, err := fs.Glob(theme, "pages/*.tmpl")
	if err != nil {
		return nil, err
	}
	pages := map[string]*template.Template{}
	for _, file := range files {
		page, err := base.Clone()
		if err != nil {
			return nil, err
		}
		parse(page, file, "main")
		pages[strings.TrimSuffix(path.Base(file), ".tmpl")] = page
	}
	return pages, errors.Join(faults...)
}

// pageOf returns the template of a page and its frame. A page is added here and as
// a file in the theme's pages.
func pageOf(page any) (name string, frame *view.Frame) {
	switch p := page.(type) {
	case *view.Authority:
		return "authority", &p.Frame
	case *view.Cluster:
		return "cluster", &p.Frame
	case *view.School:
		return "school", &p.Frame
	case *view.Listing:
		return "listing", &p.Frame
	case *view.Document:
		return "document", &p.Frame
	case *view.Plan:
		return "plan", &p.Frame
	case *view.Pack:
		return "pack", &p.Frame
	case *view.ActionPage:
		return "action", &p.Frame
	}
	return "", nil
}

// FaultsError is what could not be said on one page: messages that the language
// lacks, gaps that nothing fills.
type FaultsError struct {
	Page   string
	Faults []string
}

// Error lists every fault.
func (e *FaultsError) Error() string {
	return e.Page + ": " + strings.Join(e.Faults, "; ")
}

// Page returns the HTML of a page: a pointer to one of the page structs of view.
// Its error is a FaultsError when only words are at fault.
func (r *Renderer) Page(page any) ([]byte, error) {
	name, frame := pageOf(page)
	if frame == nil {
		return nil, fmt.Errorf("render: %T is not a page", page)
	}
	s := r.sheets.Get().(*sheet)
	defer r.sheets.Put(s)
	t := s.pages[name]
	if t == nil {
		return nil, fmt.Errorf("render: the theme has no pages/%s.tmpl", name)
	}
	s.scripts = frame.Scripts
	if s.ledger != nil {
		s.ledger.reset()
	}
	var b bytes.Buffer
	err := t.ExecuteTemplate(&b, "layout", page)
	faults := s.Faults()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", frame.Path, err)
	}
	if len(faults) > 0 {
		return nil, &FaultsError{frame.Path, faults}
	}
	if s.ledger != nil {
		return s.ledger.seal(b.Bytes()), nil
	}
	return b.Bytes(), nil
}

// Words returns words of the edition, for a table that is downloaded or a message.
func (r *Renderer) Words() *Words {
	w := NewWords(r.locale, r.options.Threshold)
	w.step, w.selective = r.options.Step, r.options.Selective
	return w
}

// Static returns the theme's files that are published as they are.
func (r *Renderer) Static() (fs.FS, error) { return fs.Sub(r.theme, "static") }
