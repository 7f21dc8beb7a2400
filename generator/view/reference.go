package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
	"rollcall/generator/measure"
)

// Input is one input of the site, for the method page.
type Input struct {
	Name, Format string
	Rows         int
	Public       bool
}

// Method makes the page of definitions and rules.
func (b *Book) Method() Document {
	page := Document{Frame: b.frame("method/index.html", navMethod, Link{Label: T("nav.method")})}
	page.Title, page.H1 = T("title.method"), T("h1.method")
	page.Intro = []Text{T("method.intro")}
	if !b.HasFigures() {
		return b.methodOfPlan(page)
	}
	var terms []Term
	for _, m := range measure.All {
		term := Term{ID: "measure-" + attendance.Slug(m.ID), Name: measureName(m.ID), Body: []Text{T("measure." + m.ID + ".means"), T("measure." + m.ID + ".formula")}}
		if m.Rule != "" {
			term.Body = append(term.Body, T("method.rule", WordsArg("rule", m.RuleIn(b.Nation))))
		}
		terms = append(terms, term)
	}
	add := func(id string, blocks ...Block) {
		for i := range blocks {
			blocks[i].Notes = slices.DeleteFunc(blocks[i].Notes, Text.IsZero)
		}
		page.Sections = append(page.Sections, section(id, T("section."+id), nil, blocks...)...)
	}
	add("measures", Block{Terms: terms})
	add("glossary", Block{Terms: b.glossary()})
	least := IntArg("least", b.Signals.LeastPoints)
	add("sums", Block{Notes: []Text{T("method.sums"), T("method.points"), T("method.derived"), b.compared("method.published"), T("method.averages")}})
	add("signals", Block{Notes: []Text{T("method.signal", least), T("method.signal.terms", least), b.compared("method.signal.gap", least), T("method.signal.change"), T("method.signal.words"), T("method.funnel")}})
	similar, looking := []Text{T("method.similar", IntArg("n", b.SimilarRules.Count)), T("method.similar.use"), T("method.initiatives")}, []Text{T("method.priority", IntArg("least", b.PriorityRules.Least))}
	codes := []Text{T("method.codes", WordsArg("fences", b.CodeUseRules.Fences.String()), IntArg("least", int(b.CodeUseRules.LeastSessions)))}
	targets := []Text{b.targetRule(), T("method.targets")}
	if !b.internal() { // the pages of an edition are the only ones whose rules it has to tell
		similar, looking, codes, targets = similar[2:], nil, nil, nil
	}
	add("similar", Block{Notes: similar})
	add("looking", Block{Notes: slices.Concat(looking, []Text{T("method.heat", IntArg("n", insight.ChanceSignals))}, codes, []Text{T("method.barriers", IntArg("least", b.BarrierRules.LeastSchools)), T("method.rank"), T("method.ratio"), T("method.events")})})
	add("targets", Block{Notes: targets})
	add("notices", Block{Notes: b.noticeRule()})
	add("pupils", Block{Notes: []Text{T("method.pupils.period"), T("method.pupils.group"), T("method.pupils.moves"), T("method.pupils.near"), T("method.pupils.bands"), T("method.pupils.virtual"), T("method.pupils.families")}})
	add("breaks", Block{Notes: []Text{b.compared("method.breaks"), T("method.pa"), T("method.like")}})
	schools := []Text{T("method.identity"), T("method.unnamed")}
	if len(b.Groupings) > 0 {
		schools = append(schools, T("method.groups"))
	}
	add("schools", Block{Notes: schools})
	add("protection", Block{Notes: b.protection()}, Block{Table: b.symbolTable()})
	add("left-out", Block{Notes: b.leftOut()})
	var notes []Text
	for _, g := range b.Groupings {
		if g.Note != "" {
			notes = append(notes, Words(g.Note))
		}
	}
	add("notes", Block{Notes: append(notes, b.siteNotes()...)})
	page.Contents = contents(page.Sections)
	return page
}

// siteNotes are the statements of the site file.
func (b *Book) siteNotes() []Text {
	var out []Text
	for _, n := range b.Notes {
		out = append(out, Words(n))
	}
	return out
}

func (b *Book) glossary() []Term {
	var terms []Term
	for _, id := range []string{"session", "possible", "enrolment", "establishment", "phase", "period", "provisional"} {
		terms = append(terms, Term{ID: "word-" + id, Name: T("word." + id), Body: []Text{T("word." + id + ".meaning")}})
	}
	return terms
}

func (b *Book) symbolTable() *Table {
	t := &Table{ID: "symbols", Caption: T("symbols.caption"), Hidden: true, Columns: []Column{{Label: T("column.symbol")}, {Label: T("column.meaning")}}}
	for _, s := range []string{"c", "z", "x", "low"} {
		meaning := T("symbol." + s + ".meaning")
		if s == "x" && b.protected() {
			meaning = T("symbol.x.edition.meaning")
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{TextCell(Words(s)), TextCell(meaning)}})
	}
	return t
}

// Coverage makes the page that says what the figures rest on.
func (b *Book) Coverage() Document {
	title := T("title.coverage")
	if !b.HasFigures() {
		title = T("nav.coverage")
	}
	page := Document{Frame: b.frame("coverage/index.html", navMethod, Link{Label: title})}
	page.Title = title
	place := b.Pub.Authority()
	returned, expected, known := b.Pub.Coverage(b.at(place, b.current))
	page.Intro = []Text{T("coverage.intro")}
	aside, unsent := b.splitMissing(b.Pub.Missing(place, b.current), b.current)
	switch {
	case !b.HasFigures():
		page.H1, page.Intro = T("overview.coverage"), []Text{T("overview.coverage.intro")}
	case known && len(aside) > 0:
		page.H1 = T("h1.coverage.aside", IntArg("returned", returned), IntArg("expected", expected), PeriodArg("period", b.current))
	case known:
		page.H1 = T("h1.coverage", IntArg("returned", returned), IntArg("expected", expected), PeriodArg("period", b.current))
	default:
		page.H1 = T("h1.coverage.published", NumberArg("n", b.Pub.Count(b.at(place, b.current), disclosure.Schools)), PeriodArg("period", b.current))
	}
	add := func(id string, rail []Text, blocks ...Block) {
		page.Sections = append(page.Sections, section(id, T("section."+id), rail, blocks...)...)
	}
	if len(unsent) > 0 {
		rail := []Text{T("missing.rail", PeriodArg("period", b.current))}
		if len(unsent) > longList {
			rail = append(rail, T("missing.first", IntArg("n", longList), IntArg("of", len(unsent))))
		}
		add("missing", rail, Block{Links: b.schoolLinks(b.byName(unsent)[:min(len(unsent), longList)], page.Root)})
	}
	if table := b.asideTable(mostRows, page.Root); table != nil {
		rail := []Text{T("aside.rail", IntArg("n", b.countAside()))}
		if b.hasReturns() {
			rail = append(rail, T("problems.link").to(page.Root+returnsPath))
		}
		add("aside", rail, Block{Table: table})
	}
	if open, of := b.Unconfirmed(); len(open) > 0 && b.internal() {
		add("unconfirmed", []Text{T("unconfirmed.rail", IntArg("n", len(open)), IntArg("of", of), PeriodArg("period", b.current))}, Block{Links: b.openLinks(open[:min(len(open), mostReturns)], page.Root)})
	}
	if b.HasFigures() {
		add("periods", []Text{T("periods.rail")}, Block{Table: b.coverageTable(place)})
	}
	if events := b.happened(); len(events) > 0 && b.HasFigures() {
		blocks := []Block{{History: events[:min(len(events), mostRows)]}}
		if left := len(events) - mostRows; left > 0 {
			blocks = append(blocks, Block{Notes: []Text{T("events.left", IntArg("n", left))}})
		}
		page.Sections = append(page.Sections, section("events", T("overview.events"), []Text{T("events.rail")}, blocks...)...)
	}
	if table := b.joins(page.Root); table != nil {
		add("identity", []Text{T("identity.rail")}, Block{Table: table})
	}
	page.Sections = append(page.Sections, b.problemSection(page.Root)...)
	add("notes", nil, Block{Notes: b.siteNotes()})
	page.Contents = contents(page.Sections)
	return page
}

// coverageTable says for each period how many schools returned, by phase.
func (b *Book) coverageTable(place attendance.Place) *Table {
	phases := append(b.PhasesShown(), attendance.Total)
	t := &Table{ID: "coverage-table", Caption: T("coverage.caption"), Hidden: true, Columns: []Column{{Label: T("column.period")}}}
	for _, phase := range phases {
		t.Columns = append(t.Columns, Column{Label: T("phase.label", PhaseArg("phase", phase)), Numeric: true})
	}
	t.Columns = append(t.Columns, Column{Label: T("column.status")})
	periods := b.Pub.Periods(place)
	for i := len(periods) - 1; i >= 0; i-- {
		row := Row{Cells: []Cell{TextCell(T("period.full", PeriodArg("period", periods[i])))}}
		for _, phase := range phases {
			at := disclosure.All(place, periods[i], phase)
			n := b.Pub.Count(at, disclosure.Schools)
			if returned, expected, known := b.Pub.Coverage(at); known && returned < expected {
				row.Cells = append(row.Cells, TextCell(T("value.ofboth", IntArg("n", returned), IntArg("of", expected))))
			} else {
				row.Cells = append(row.Cells, NumberCell(n))
			}
		}
		status := T("status.final")
		if b.Pub.Status(b.at(place, periods[i])) != "" {
			status = T("status.provisional")
		}
		t.Rows = append(t.Rows, Row{Cells: append(row.Cells, TextCell(status))})
	}
	return t
}

// joins lists the schools whose history runs through more than one number.
func (b *Book) joins(up string) *Table {
	t := &Table{ID: "identity-table", Caption: T("identity.caption"), Hidden: true, Columns: []Column{{Label: T("column.school")}, {Label: T("column.urn")}, {Label: T("column.before")}}}
	for _, s := range b.Pub.Schools() {
		if len(s.Predecessors) == 0 || len(b.PeriodsOf(school(s.URN))) == 0 {
			continue
		}
		before := ""
		for i, old := range s.Predecessors {
			if i > 0 {
				before += ", "
			}
			before += string(old)
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{LinkCell(b.Name(school(s.URN)), b.href(up, school(s.URN))), TextCell(Words(string(s.URN))), TextCell(Words(before))}})
	}
	if len(t.Rows) == 0 || len(t.Rows) > longList {
		return nil
	}
	return t
}

// Downloads makes the page of files.
func (b *Book) Downloads() Document {
	page := Document{Frame: b.frame("downloads/index.html", navMethod, Link{Label: T("title.downloads")})}
	page.Title, page.H1 = T("title.downloads"), T("h1.downloads")
	page.Intro = []Text{T("downloads.intro")}
	if b.Step() > 0 {
		page.Intro = append(page.Intro, T("rounded.note", IntArg("step", b.Step())))
	}
	all := []File{{T("file.all"), "figures.csv", T("file.all.note")}}
	if path := b.TallyFile(); path != "" {
		all = append(all, File{T("file.tallies"), page.Root + path, T("file.tallies.note")})
	}
	if path := b.LooseFile(); path != "" {
		all = append(all, File{T("file.loose"), page.Root + path, T("file.group.note")})
	}
	if b.Revisions != nil && len(b.Revisions.All) > 0 {
		all = append(all, File{T("revisions.file"), page.Root + revisionsFile, T("revisions.file.note")})
	}
	page.Sections = section("all", T("section.files"), nil, Block{Files: all})
	for _, g := range b.Groupings {
		var files []File
		places := b.Pub.Places(g.Level)
		if len(places) > longList { // their own pages link to them
			continue
		}
		for _, place := range places {
			files = append(files, File{T("file.group", TextArg("name", b.Name(place))), page.Root + b.GroupFile(place), T("file.group.note")})
		}
		page.Sections = append(page.Sections, section("files-"+attendance.Slug(string(g.Level)), capital(g.Many), nil, Block{Files: files})...)
	}
	page.Contents = contents(page.Sections)
	return page
}

// compared is a text about comparisons with the country, where it has figures.
func (b *Book) compared(id string, args ...Arg) Text {
	if b.country == (attendance.Place{}) {
		return Text{}
	}
	return T(id, args...)
}
