package audit

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"rollcall/generator/diag"
)

// Protection is how an edition protects small numbers of pupils, as its front page
// says in the meta element rollcall:disclosure.
type Protection struct {
	Step      int64 // pupil counts are rounded to the nearest multiple, half up; 1 is exact
	Threshold int64 // counts of 1 to this many pupils may not come out; 0 protects nothing
}

// narrow is the number of whole numbers that a hidden figure must at least leave open.
const narrow = 5

// ParseProtection reads "exact 5", "rounded 5 7" (the step, then the threshold) or
// "none".
func ParseProtection(s string) (Protection, error) {
	words := strings.Fields(s)
	number := func(i int) int64 {
		if i >= len(words) {
			return 0
		}
		n, err := strconv.ParseInt(words[i], 10, 32)
		if err != nil || n < 1 {
			return 0
		}
		return n
	}
	switch {
	case len(words) == 1 && words[0] == "none":
		return Protection{Step: 1}, nil
	case len(words) == 2 && words[0] == "exact" && number(1) > 0:
		return Protection{Step: 1, Threshold: number(1)}, nil
	case len(words) == 3 && words[0] == "rounded" && number(1) > 1 && number(2) > 0:
		return Protection{Step: number(1), Threshold: number(2)}, nil
	}
	return Protection{}, fmt.Errorf("%q is not a protection; write exact 5, rounded 5 7 or none", s)
}

// rounded reports whether pupil counts are rounded.
func (p Protection) rounded() bool { return p.Step > 1 }

// Source is a file in the form of figures.csv.
type Source struct {
	Name string
	Data io.Reader
}

// Finding is a figure that the published files give away, or that they were not
// shown to keep.
type Finding struct {
	Code   diag.Code // AuditPinned, AuditUnproved or AuditCoalition
	File   string    // where the row stands
	Line   int
	What   string // the place, period, phase, group and column
	Column string
	Low    int64 // the whole numbers that are left, from Low to High
	High   int64
	Why    string // the published figures that leave no others, as a person would explain it
}

// Range writes what is left: "3", or "0 to 2".
func (f Finding) Range() string {
	if f.Low == f.High {
		return strconv.FormatInt(f.Low, 10)
	}
	return fmt.Sprintf("%d to %d", f.Low, f.High)
}

// Report is the outcome of an attack.
type Report struct {
	Protection Protection
	Findings   []Finding
	Rows       int      // of all files, each place, phase, period and group once
	Hidden     int      // figures that show c, and are in no file that is known
	Implied    int      // differences that could give a small number away
	Proved     int      // of both, those for which other tables were found that fit as well
	Known      int      // figures that show c, and stand in a file that is known
	Ignored    []string // sums that the published figures contradict, so that nobody would use them
}

// meta finds how an edition says that it is protected.
var meta = regexp.MustCompile(`<meta name="rollcall:disclosure" content="([^"]*)">`)

// Reader is who attacks a site: what they know beside it, and whom they tell how far
// they are.
type Reader struct {
	Known    []Source              // files of figures that they hold
	Progress func(done, total int) // told at times, one call after the other; nil tells nobody
}

// Figures attacks a finished site: it takes every figures.csv below the folder, but for
// the folders of single heads, with what the reader knows, and adds each figure that they give away to problems. Those
// that were not shown to be safe are one warning. A site whose pages account for their
// numbers must say on its front page how it is protected; the attack then goes by
// "exact 5". Any other site that does not say so is not attacked.
func Figures(fsys fs.FS, limits Limits, reader Reader, problems *diag.List) Report {
	protection := Protection{Step: 1, Threshold: 5}
	front, _ := fs.ReadFile(fsys, "index.html")
	if found := meta.FindSubmatch(front); found == nil {
		if s := (&site{fsys: fsys, limits: limits}); !s.accounts() {
			return Report{}
		}
		problems.Add(diag.Pos{File: "index.html"}, diag.AuditFigures, "", "the front page does not say how small numbers are protected")
	} else if p, err := ParseProtection(string(found[1])); err != nil {
		problems.Add(diag.Pos{File: "index.html"}, diag.AuditFigures, "", "%v", err)
	} else {
		protection = p
	}
	if protection.Threshold == 0 {
		return Report{Protection: protection}
	}
	book := newFigures(protection)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && ownSchool(fsys, name) != "" {
			return fs.SkipDir // each is read by one head alone, who knows that school
		}
		if err != nil || path.Base(name) != "figures.csv" || d.IsDir() {
			return err
		}
		f, err := fsys.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		book.read(Source{name, f}, problems)
		return nil
	})
	if err != nil {
		problems.Add(diag.Pos{}, diag.FileUnreadable, "", "%v", err)
	}
	book.learn(reader.Known, problems)
	report := book.attack(reader.Progress)
	report.tell(problems)
	return report
}

// Attack attacks the published files alone, with what is known from others.
func Attack(protection Protection, published, known []Source, problems *diag.List) Report {
	book := newFigures(protection)
	for _, s := range published {
		book.read(s, problems)
	}
	book.learn(known, problems)
	return book.attack(nil)
}

// mostTold is how many figures that are neither pinned nor safe are named.
const mostTold = 3

// tell adds the findings to problems.
func (r Report) tell(problems *diag.List) {
	var unproved []Finding
	for _, f := range r.Findings {
		pos := diag.Pos{File: f.File, Line: f.Line}
		switch f.Code {
		case diag.AuditUnproved:
			unproved = append(unproved, f)
		case diag.AuditCoalition:
			problems.Add(pos, f.Code, "", "%s. %s", f.What, f.Why)
		default:
			problems.Add(pos, f.Code, "", "%s can only be %s. %s", f.What, f.Range(), f.Why)
		}
	}
	if len(unproved) == 0 {
		return
	}
	var names []string
	for _, f := range unproved[:min(len(unproved), mostTold)] {
		names = append(names, f.What)
	}
	if more := len(unproved) - len(names); more > 0 {
		names = append(names, fmt.Sprintf("and %d more", more))
	}
	problems.Add(diag.Pos{File: unproved[0].File, Line: unproved[0].Line}, diag.AuditUnproved, "",
		"no other table was found for %s", strings.Join(names, "; "))
}

// Count returns how many findings have a code.
func (r Report) Count(code diag.Code) int {
	n := 0
	for _, f := range r.Findings {
		if f.Code == code {
			n++
		}
	}
	return n
}

// attack looks for every figure that can be worked out.
func (b *figures) attack(progress func(done, total int)) Report {
	r := Report{Protection: b.protection, Rows: len(b.rows), Known: b.learnt, Findings: b.leaks}
	p := b.puzzle()
	p.crack(progress)
	r.Findings = append(r.Findings, p.findings...)
	r.Hidden, r.Implied, r.Proved, r.Ignored = p.hidden, p.implied, p.proved, p.ignored
	r.Findings = append(r.Findings, p.coalitions()...)
	slices.SortStableFunc(r.Findings, func(x, y Finding) int {
		return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Line, y.Line), cmp.Compare(x.Code, y.Code), cmp.Compare(x.What, y.What))
	})
	return r
}
