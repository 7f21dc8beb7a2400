package strategy

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// tierMeasures are the measures that can count the pupils of a tier.
var tierMeasures = []string{"near_pa", "pa_10", "severe"}

func (f *file) party(node ast.Node, earlier []Party) Party {
	var p Party
	f.mapping(node, fields{"id": f.slug(&p.ID), "name": f.line(&p.Name)}, nil)
	if p.ID != "" && slices.ContainsFunc(earlier, func(o Party) bool { return o.ID == p.ID }) {
		f.wrong(node, "Give each party an id of its own.", "party %q stands here twice", p.ID)
	}
	return p
}

func (f *file) tier(root ast.Node, must fields) Tier {
	var t Tier
	maps.Copy(must, fields{"id": f.slug(&t.ID), "number": f.number(&t.Number), "title": f.line(&t.Title), "pupils": f.pupils(&t.Pupils)})
	f.mapping(root, must, nil)
	return t
}

// pupils reads all, none, lowest, or a mapping with a measure or one group or more.
func (f *file) pupils(to *Pupils) func(ast.Node) {
	return func(node ast.Node) {
		entries, mapping := entries(node)
		if !mapping {
			var word string
			f.choice(&word, "all", "none", "lowest")(node)
			to.All, to.Lowest = word == "all", word == "lowest"
			return
		}
		f.mapping(node, nil, fields{"measure": f.choice(&to.Measure, tierMeasures...), "group": f.lines(&to.Groups)})
		if len(entries) > 1 {
			f.wrong(node, "Keep one of them.", "pupils are counted by a measure or as groups")
		}
	}
}

func (f *file) area(root ast.Node, must fields, w *Framework) Area {
	var a Area
	must["id"], must["title"] = f.dotted(&a.ID), f.line(&a.Title)
	must["part"], must["part_title"] = f.number(&a.Part), f.line(&a.PartTitle)
	must["questions"] = func(n ast.Node) {
		f.sequence(n, func(n ast.Node) {
			q := f.question(n)
			if _, _, taken := w.Question(q.ID); taken || slices.ContainsFunc(a.Questions, func(o Question) bool { return o.ID == q.ID }) {
				f.wrong(n, "Give each question an id of its own.", "question %q stands here twice", q.ID)
			}
			a.Questions = append(a.Questions, q)
		})
	}
	f.mapping(root, must, nil)
	for _, o := range w.Areas {
		f.doubled("id", o.ID == a.ID, a.ID)
		if o.Part == a.Part && o.PartTitle != a.PartTitle {
			f.wrong(root, "Write the same part_title in every area of a part.", "part %d is called %q elsewhere", a.Part, o.PartTitle)
			break
		}
	}
	return a
}

func (f *file) question(node ast.Node) Question {
	var q Question
	var check string
	f.mapping(node, fields{"id": f.dotted(&q.ID), "question": f.line(&q.Text), "red": f.line(&q.Red), "green": f.line(&q.Green)},
		fields{"check": f.choice(&check, string(PABelowLastYear), string(AttendanceAboveLastYear), string(ReturnsOnTime))})
	q.Check = Check(check)
	return q
}

func (f *file) component(root ast.Node, must fields) Component {
	var c Component
	maps.Copy(must, fields{"id": f.slug(&c.ID), "number": f.number(&c.Number), "title": f.line(&c.Title),
		"rationale": f.line(&c.Rationale), "resource": f.line(&c.Resource)})
	f.mapping(root, must, nil)
	return c
}

func (f *file) note(root ast.Node, must fields) Note {
	var n Note
	maps.Copy(must, fields{"title": f.line(&n.Title), "themes": f.lines(&n.Themes), "date": f.date(&n.Date),
		"cluster": func(node ast.Node) { n.Pos = f.place(node); f.slug(&n.Cluster)(node) }})
	f.mapping(root, must, nil)
	return n
}

// duties puts what stands under each heading in the order of the parties. Every party
// has its cell: a matrix with a hole in it would read as if nothing were expected.
func (f *file) duties(cells []cell, parties []Party) []string {
	duties := make([]string, len(parties))
	var names []string
	for _, p := range parties {
		names = append(names, p.Name)
	}
	given := make([]bool, len(parties))
	for _, c := range cells {
		slug := attendance.Slug(c.heading)
		i := slices.IndexFunc(parties, func(p Party) bool { return p.ID == slug || attendance.Slug(p.Name) == slug })
		switch {
		case i < 0:
			f.problems.Add(c.pos, diag.StrategyPage, diag.DidYouMean(c.heading, names), "%q is not a party of the framework", c.heading)
			continue
		case given[i]:
			f.problems.Add(c.pos, diag.StrategyPage, "Put it under one heading.", "%s stands here twice", parties[i].Name)
		case c.text == "":
			f.problems.Add(c.pos, diag.StrategyPage, "Say what is expected, or that nothing is.", "there is no text under %s", parties[i].Name)
		}
		duties[i], given[i] = duties[i]+c.text, true
	}
	for i, p := range parties {
		if !given[i] && p.Name != "" {
			f.problems.Add(f.pos(0), diag.StrategyPage, "Add a heading ## "+p.Name+", with text under it.", "the tier does not say what %s does", p.Name)
		}
	}
	return duties
}

// The readers of values that only frameworks have.

func (f *file) source(to *Source) func(ast.Node) {
	return func(n ast.Node) {
		f.mapping(n, fields{"title": f.line(&to.Title)}, fields{"publisher": f.line(&to.Publisher), "note": f.line(&to.Note)})
	}
}

func (f *file) choice(to *string, of ...string) func(ast.Node) {
	return func(node ast.Node) {
		var s string
		if f.line(&s)(node); s == "" {
			return
		}
		if !slices.Contains(of, s) {
			f.wrong(node, diag.DidYouMean(s, of), "%q is not one of %s", s, strings.Join(of, ", "))
			return
		}
		*to = s
	}
}

// lines reads one line, or a list of them.
func (f *file) lines(to *[]string) func(ast.Node) {
	one := func(n ast.Node) {
		var s string
		if f.line(&s)(n); s != "" {
			*to = append(*to, s)
		}
	}
	return func(node ast.Node) {
		if list, ok := node.(*ast.SequenceNode); ok {
			f.sequence(list, one)
			return
		}
		one(node)
	}
}

func (f *file) year(to *int) func(ast.Node) {
	return word(f, to, "Write the year of the text, such as 2022.", func(s string) (int, bool) {
		n, err := strconv.Atoi(s)
		return n, err == nil && n >= 1900 && n < 2200
	})
}

// dotted reads an id such as 1.1.a.
func (f *file) dotted(to *string) func(ast.Node) {
	return word(f, to, "Use small letters, digits and dots, such as 1.1.a.", func(s string) (string, bool) {
		for part := range strings.SplitSeq(s, ".") {
			if part == "" || attendance.Slug(part) != part {
				return "", false
			}
		}
		return s, true
	})
}

// named returns the plain value of a key, or nothing.
func (f *file) named(root ast.Node, name string) string {
	entries, _ := entries(root)
	for _, e := range entries {
		if key(e) == name && e.Value != nil {
			if t := e.Value.GetToken(); t != nil {
				return t.Value
			}
		}
	}
	return ""
}
