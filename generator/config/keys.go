package config

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// site takes every key that site.yaml may have.
func (r *reader) site(root *ast.MappingNode) *Site {
	s := defaults()
	var codes, targets, public []Input
	r.mapping(value{root, ""}, []field{
		{"authority", r.in([]field{
			{"code", r.text(&s.Authority.Code)},
			{"formerly", r.texts(&s.Authority.Formerly, r.text)},
			{"name", r.text(&s.Authority.Name)},
			{"name_cy", r.text(&s.Authority.NameCy)},
			{"nation", one(r, &s.Authority.Nation, attendance.England, attendance.Wales)},
		}, "code", "name", "nation")},
		{"title", r.text(&s.Title)},
		{"as_of", r.date(&s.AsOf)},
		{"languages", func(v value) {
			s.LanguagesPos = r.pos(v.node)
			r.texts(&s.Languages, func(to *string) take { return one(r, to, "en", "cy") })(v)
		}},
		{"main_grouping", r.text(&s.MainGrouping)},
		{"groupings", r.each(r.grouping(&s.Groupings))},
		{"consortium", r.consortium(&s.Consortium)},
		{"figures", func(v value) {
			s.FiguresPos = r.pos(v.node)
			one(r, &s.Figures, FiguresOfSchools, NoFigures)(v)
		}},
		{"inputs", r.every(r.input(&s.Inputs))},
		{"codes", r.named(&codes, "codes")},
		{"content", r.texts(&s.Content, r.path)},
		{"strategy", r.text(&s.Strategy)},
		{"targets", r.each(r.named(&targets, "targets"))},
		{"thresholds", r.in([]field{
			{"pa", r.percent(&s.Thresholds.PA, "10", "15", "20")},
			{"severe", r.percent(&s.Thresholds.Severe, "50")},
			{"bands", r.bands(&s.Thresholds.Bands)},
			{"due_soon_days", r.whole(&s.Thresholds.DueSoonDays, 1, 366)},
			{"stale_days", r.whole(&s.Thresholds.StaleDays, 1, 366)},
		})},
		{"activities", r.counts(&s.Counts, false)},
		{"measures", r.counts(&s.Counts, true)},
		{"pupils", r.pupils(&s.Pupils)},
		{"rules", r.rules(&s.Rules)},
		{"disclosure", r.disclosure(&s.Disclosure)},
		{"already_public", r.each(r.named(&public, ""))},
		{"earlier_editions", r.each(r.named(&s.Earlier, ""))},
		{"base_url", r.baseURL(&s.BaseURL)},
		{"robots", one(r, &s.Robots, Listed, Unlisted)},
		{"budgets", r.in([]field{
			{"page_kb", r.whole(&s.Budgets.PageKB, 10, 10_000)},
			{"school_periods", r.whole(&s.Budgets.SchoolPeriods, 1, 100)},
		})},
		{"theme", r.checked(&s.Theme, slug)},
		{"mail", r.mail(&s.Mail)},
		{"synthetic", r.truth(&s.Synthetic)},
		{"notes", r.texts(&s.Notes, r.text)},
	}, "authority", "title", "as_of", "inputs")

	if len(codes) > 0 {
		s.Codes = codes[0]
	}
	if s.Rules.Notices == (PenaltyNotices{}) && s.Authority.Nation == attendance.England {
		s.Rules.Notices = EnglishNotices
	}
	s.Inputs = append(s.Inputs, targets...)
	r.related(s, root, public)
	r.relatedMail(s)
	r.member(s)
	return s
}

// related checks what has to agree across keys.
func (r *reader) related(s *Site, root *ast.MappingNode, public []Input) {
	at := func(key string) diag.Pos {
		for _, pair := range root.Values {
			if pair.Key.GetToken().Value == key {
				return r.pos(pair.Value)
			}
		}
		return r.pos(root)
	}
	if slices.Contains(s.Authority.Formerly, s.Authority.Code) {
		r.problems.Add(at("authority"), diag.ConfigValue, "List only numbers that it no longer has.", "authority.formerly: %s is the present code", s.Authority.Code)
	}
	columns := make([]string, len(s.Groupings))
	for i, g := range s.Groupings {
		columns[i] = g.Column
	}
	switch {
	case s.MainGrouping == "" && len(columns) > 0:
		s.MainGrouping = columns[0]
	case s.MainGrouping != "" && !slices.Contains(columns, s.MainGrouping):
		r.problems.Add(at("main_grouping"), diag.ConfigValue, choices("List it under groupings with its words.", s.MainGrouping, columns),
			"main_grouping: %s is not one of the groupings", s.MainGrouping)
	}
	if s.MainGrouping != "cluster" && slices.Contains(columns, "cluster") {
		r.problems.Add(at("groupings"), diag.ConfigValue, "Make it the main grouping, or call the column otherwise.",
			"groupings: cluster is what the main grouping is called in figures.csv")
	}
	paths := make([]string, 0, len(s.Inputs))
	for i, in := range s.Inputs {
		if slices.ContainsFunc(s.Inputs[:i], in.overlaps) {
			r.problems.Add(in.Pos, diag.ConfigValue, "Its rows would count twice. Keep one of them.", "inputs: %s stands twice", in.Path)
		}
		paths = append(paths, path.Clean(in.Path))
	}
	for _, p := range public {
		i := slices.Index(paths, path.Clean(p.Path))
		if i < 0 {
			r.problems.Add(p.Pos, diag.ConfigValue, choices("Write it as under inputs.", p.Path, paths), "already_public: %s is not one of the inputs", p.Path)
			continue
		}
		s.AlreadyPublic = append(s.AlreadyPublic, s.Inputs[i].Path)
	}
}

func choices(hint, word string, candidates []string) string {
	if near := diag.Nearest(word, candidates); near != "" {
		return hint + " Did you mean " + near + "?"
	}
	return hint
}

// reserved are the folders and levels of a site, which no grouping may be called. Folders
// of one word come from the pages of view; a test holds them against a built site.
var reserved = []string{"schools", "clusters", "phases", "strategy", "actions", "method", "coverage", "downloads", "static", "authority", "scrutiny",
	"insight", "changes", "priority", "targets", "returns", "hotspots", "service", "initiatives", "attainment", "benchmarks", "rank", "consortium",
	"weeks", "terms", "revisions", "recommendations", "responsibilities", "self-evaluation", "checklist", "practice", "virtual", "virtual-school",
	"own", "by-letter", "meeting", "pupils", "brief", "governors", "school", "region", "country"}

var columnForm = regexp.MustCompile(`^[a-z][a-z0-9_]{0,29}$`)

func (r *reader) grouping(to *[]Grouping) take {
	return func(v value) {
		g := Grouping{Pos: r.pos(v.node)}
		r.mapping(v, []field{
			{"column", r.checked(&g.Column, func(s string) string {
				switch {
				case !columnForm.MatchString(s):
					return "Use the name of a column of the schools file: small letters, digits and _."
				case slices.Contains(reserved, attendance.Slug(s)):
					return "The site has a folder or level of that name. Give the column another name."
				case slices.ContainsFunc(*to, func(g Grouping) bool { return attendance.Slug(g.Column) == attendance.Slug(s) }):
					return "It is there twice. Keep one of them."
				}
				return ""
			})},
			{"one", r.text(&g.One)},
			{"many", r.text(&g.Many)},
			{"note", r.text(&g.Note)},
		}, "column", "one", "many")
		if g.Column != "" {
			*to = append(*to, g)
		}
	}
}

// named takes a path alone and makes it an input of the format.
func (r *reader) named(to *[]Input, format string) take {
	return func(v value) {
		in := Input{Pos: r.pos(v.node), Format: format}
		if r.path(&in.Path)(v); in.Path != "" {
			*to = append(*to, in)
		}
	}
}

// columns takes a mapping from canonical names to a file's own. Which names are
// canonical depends on the format, so the reader of the file checks them.
func (r *reader) columns(to *map[string]string) take {
	return func(v value) {
		m, ok := v.node.(*ast.MappingNode)
		if !ok {
			r.wrong(v, "Write one column a line: urn: School URN.", "keys and values are expected here")
			return
		}
		*to = make(map[string]string)
		for _, pair := range m.Values {
			name, own := pair.Key.GetToken().Value, ""
			r.text(&own)(value{pair.Value, v.path + "." + name})
			if _, twice := (*to)[name]; twice {
				r.wrong(value{pair.Key, v.path}, "Keep one of them.", "%s stands twice", name)
			}
			(*to)[name] = own
		}
	}
}

// path takes a path relative to site.yaml.
func (r *reader) path(to *string) take {
	return r.checked(to, func(s string) string {
		switch {
		case strings.Contains(s, `\`):
			return "Write / between folders."
		case path.IsAbs(s) || len(s) > 1 && s[1] == ':':
			return "Write the way from the folder of site.yaml, such as ../data/schools.csv."
		case path.Clean(s) == ".":
			return "Name a file or folder."
		case strings.Contains(path.Dir(s), "*"):
			return "Only the name of a file may hold *, not that of its folder."
		}
		return ""
	})
}

func (r *reader) bands(to *[]attendance.Decimal) take {
	return func(v value) {
		var cuts []attendance.Decimal
		r.each(func(v value) {
			var cut attendance.Decimal
			r.decimal(&cut)(v)
			if cut.Unscaled == 0 {
				return
			}
			if n := len(cuts); n > 0 && !cut.Less(cuts[n-1]) {
				r.wrong(v, "Write the highest first: [95, 90, 85, 50].", "%s is not below %s", cut, cuts[n-1])
			}
			cuts = append(cuts, cut)
		})(v)
		*to = cuts
	}
}

// order takes all the words of a list in another order.
func (r *reader) order(to *[]string) take {
	return func(v value) {
		known := *to
		r.texts(to, func(s *string) take { return one(r, s, known...) })(v)
		for _, word := range known {
			if !slices.Contains(*to, word) {
				r.wrong(v, "Name each of "+strings.Join(known, ", ")+" once.", "%s is missing", word)
			}
		}
	}
}

// disclosure takes one word for every edition, or a word for each.
func (r *reader) disclosure(to *Disclosure) take {
	return func(v value) {
		word := func(p *Protection) take { return one(r, p, Unprotected, Exact, Rounded) }
		if _, ok := v.node.(*ast.MappingNode); !ok {
			var p Protection
			if word(&p)(v); p != "" {
				for _, edition := range Editions {
					to.Editions[edition] = p
				}
			}
			return
		}
		fields := []field{{"threshold", r.whole(&to.Threshold, 1, 50)}}
		for _, edition := range Editions {
			fields = append(fields, field{edition, func(v value) {
				p := to.Editions[edition]
				word(&p)(v)
				to.Editions[edition] = p
			}})
		}
		r.mapping(v, fields)
	}
}

func (r *reader) baseURL(to *string) take {
	return r.checked(to, func(s string) string {
		u, err := url.Parse(s)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil || !strings.HasSuffix(u.Path, "/") {
			return "Write it as https://attendance.example.gov.uk/site/, with the slash at the end."
		}
		return ""
	})
}

func slug(s string) string {
	if attendance.Slug(s) != s {
		return "Use small letters, digits and hyphens."
	}
	return ""
}
