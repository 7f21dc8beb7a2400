package render

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/attendance"
	"rollcall/generator/view"
	"rollcall/themes"
)

// demoWords are the sentences of the demonstration pages.
const demoWords = `
demo.rose: "Attendance rose {by} to {now}, and England is {gap} points higher, at {england}."
demo.pa: "Persistent absence fell {by:size} points to {now}: about {n} pupils missed a tenth or more of their sessions. Severe absence rose to 2.6%, about 550 pupils, and is moving away from its target."
demo.met: "{schools} met their own target, 3 more than last spring. 4 of 35 actions in the plan are overdue, and 2 of those 4 are about severe absence."
demo.next: "Severe absence: {link} in strand 4 have no new date."
demo.returns: "{returned} Lock Gate Primary and Weirside School are left out of every figure here. They have 5% of pupils, so headline figures could move by up to 0.1 points."
demo.percent: "{f}"
demo.number: "{n}"
demo.signed: "{p:bare}"
`

// demoTheme is the theme with the demonstration's sentences.
func demoTheme(t testing.TB) fs.FS {
	t.Helper()
	civic, err := fs.Sub(themes.FS, "civic")
	if err != nil {
		t.Fatal(err)
	}
	theme := fstest.MapFS{}
	err = fs.WalkDir(civic, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(civic, name)
		theme[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	theme["locale/en.yaml"].Data = append(theme["locale/en.yaml"].Data, demoWords...)
	return theme
}

func demoRenderer(t testing.TB) *Renderer {
	t.Helper()
	r, err := New(demoTheme(t), "en", Options{Threshold: 5})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestDemo renders one page of each kind into a folder, the one that ROLLCALL_LOOK
// names if it is set, so that they can be looked at.
func TestDemo(t *testing.T) {
	dir := os.Getenv("ROLLCALL_LOOK")
	if dir == "" {
		dir = t.TempDir()
	}
	r := demoRenderer(t)
	write := func(name string, data []byte) {
		t.Helper()
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	bundle, bundleErr := fs.ReadFile(demoTheme(t), "bundle/rollcall.js") // git ignores it
	if bundleErr == nil {
		write("static/rollcall.js", bundle)
	}
	for _, page := range demoPages(t) {
		_, frame := pageOf(page)
		frame.Scripts = bundleErr == nil
		html, err := r.Page(page)
		if err != nil {
			t.Fatal(err)
		}
		write(frame.Path, html)
	}
	css, err := r.EditionCSS("Wexcombe Council: school attendance, spring term 2025/26. Published 8 May 2026.")
	if err != nil {
		t.Fatal(err)
	}
	write("static/edition.css", css)
	static, err := r.Static()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"civic.css", "charts.css"} {
		data, err := fs.ReadFile(static, name)
		if err != nil {
			t.Log(err)
		}
		write("static/"+name, data)
	}
}

func demoPages(t testing.TB) []any {
	return []any{demoAuthority(t), demoSchool(t), demoListing(t), demoPlan(t), demoDocument(t), demoAction(t), demoCharts(t)}
}

func demoFrame(path, title, h1 string, nav string) view.Frame {
	root := strings.Repeat("../", strings.Count(path, "/"))
	link := func(label, href string) view.Link {
		return view.Link{Label: view.T("nav." + label), Href: root + href, Current: label == nav}
	}
	return view.Frame{
		Path: path, Root: root, Lang: "en-GB", Site: "School attendance", Authority: "Wexcombe Council",
		Title: view.Words(title), Kick: view.Words(title), H1: view.Words(h1),
		Crumbs:     []view.Link{{Label: view.Words("Wexcombe"), Href: root + "index.html"}, {Label: view.Words(title), Current: true}},
		Nav:        []view.Link{link("authority", "index.html"), link("schools", "schools/index.html"), link("strategy", "strategy/index.html"), link("actions", "actions/index.html"), link("method", "method/index.html")},
		PeriodWord: view.T("period.word.term"),
		PeriodNav: []view.Link{
			{Label: view.T("period.short", view.PeriodArg("period", spring)), Href: root + path, Current: true},
			{Label: view.T("period.short", view.PeriodArg("period", spring.YearBefore())), Href: "#history"},
		},
		Edition: view.T("edition.intranet"), Synthetic: true, AsOf: "2026-05-08",
		Footer: view.Words("Published 8 May 2026 by Wexcombe Council, School Attendance Service."),
	}
}

func demoSpark(t testing.TB, id string, values ...string) *view.Chart {
	c := &view.Chart{ID: id, Kind: view.SparkChart, Title: view.Words("Last terms"), Desc: view.Words("From " + values[0] + "% to " + values[len(values)-1] + "%.")}
	s := view.Series{Role: view.This, Marked: []int{len(values) - 1}}
	for _, v := range values {
		s.Values = append(s.Values, view.Of(rate(t, v)))
		c.X = append(c.X, view.Tick{Label: view.Words("")})
	}
	c.Series = []view.Series{s}
	return c
}

func demoHeadlines(t testing.TB) []view.Headline {
	facts := func(before, target, england string) []view.Fact {
		return []view.Fact{{Label: view.Words("Spring last year"), Value: view.Words(before)}, {Label: view.Words("Target, 2027"), Value: view.Words(target)}, {Label: view.Words("England"), Value: view.Words(england)}}
	}
	below := &view.Tag{Tone: view.Attention, Icon: view.IconRisk, Label: view.Words("0.9 below target")}
	return []view.Headline{
		{Label: view.T("measure.attendance"), Value: view.T("demo.percent", view.PercentArg("f", rate(t, "93.1"))), Move: &view.Move{Icon: view.IconUp, Tone: view.Good, Label: view.Words("+0.4 points, better")}, Spark: demoSpark(t, "k1", "91.7", "92.2", "91.8", "92.6", "92.3", "91.6", "93.1", "92.7", "92.1", "93.4", "93.1"), Facts: facts("92.7%", "94.0%", "93.4%"), Tag: below},
		{Label: view.T("measure.pa_10"), Value: view.Words("19.8%"), Small: view.Words("4,210 pupils"), Move: &view.Move{Icon: view.IconDown, Tone: view.Good, Label: view.Words("−1.8 points, better")}, Spark: demoSpark(t, "k2", "26.4", "25.1", "25.4", "23.8", "24.4", "22.0", "21.6", "19.8"), Facts: facts("21.6%", "18.0%", "18.9%"), Tag: below},
		{Label: view.T("measure.severe"), Value: view.Words("2.6%"), Small: view.Words("550 pupils"), Move: &view.Move{Icon: view.IconUp, Tone: view.Concern, Label: view.Words("+0.2 points, worse")}, Spark: demoSpark(t, "k3", "1.9", "2.0", "2.2", "2.0", "2.2", "2.5", "2.4", "2.6"), Facts: facts("2.4%", "2.0%", "2.5%"), Tag: &view.Tag{Tone: view.Concern, Icon: view.IconOverdue, Label: view.Words("0.6 above and rising")}},
		{Label: view.T("measure.unauthorised"), Value: view.Words("2.4%"), Move: &view.Move{Icon: view.IconDown, Tone: view.Plain, Label: view.Words("−0.1 points")}, Spark: demoSpark(t, "k4", "2.4", "2.5", "2.7", "2.5", "2.9", "2.4"), Facts: facts("2.5%", "2.0%", "2.3%"), Tag: below},
		{Label: view.Words("Schools meeting target"), Value: view.Words("9"), Small: view.Words("of 58"), Move: &view.Move{Icon: view.IconUp, Tone: view.Plain, Label: view.Words("+3 schools")}, Spark: demoSpark(t, "k5", "2", "3", "3", "5", "4", "6", "9"), Facts: facts("6 of 60", "30 of 60", "n")[:2], Tag: below},
	}
}

func demoTrend(t testing.TB, id string) *view.Chart {
	var periods []attendance.Period
	here := view.Series{Name: view.Words("Wexcombe"), Short: view.Words("Wexcombe"), Role: view.This, Marked: []int{1, 4, 7, 10}}
	england := view.Series{Name: view.Words("England"), Short: view.Words("England"), Role: view.Comparator}
	for i, v := range []string{"91.7", "92.2", "91.8", "92.6", "92.3", "91.6", "93.1", "92.7", "92.1", "93.4", "93.1"} {
		periods = append(periods, attendance.Period{Year: attendance.AcademicYear(2022 + i/3), Grain: attendance.Term, Number: uint8(i%3 + 1)})
		here.Values = append(here.Values, view.Of(rate(t, v)))
	}
	for _, v := range []string{"92.5", "92.9", "92.4", "93.3", "92.9", "92.1", "93.6", "93.1", "92.6", "93.8", "93.4"} {
		england.Values = append(england.Values, view.Of(rate(t, v)))
	}
	numbers := &view.Table{Caption: view.Words("Attendance by term"), Hidden: true, Columns: []view.Column{{Label: view.Words("Term")}, {Label: view.Words("Wexcombe"), Numeric: true}}}
	for i, p := range periods {
		numbers.Rows = append(numbers.Rows, view.Row{Cells: []view.Cell{view.TextCell(view.T("period.full", view.PeriodArg("period", p))), view.PercentCell(here.Values[i].Figure)}})
	}
	return &view.Chart{ID: id, Kind: view.LineChart, Title: view.Words("Attendance has risen three springs running, and the gap to England has more than halved"),
		Sub:  view.Words("Attendance, % of possible sessions, each term. The scale starts at 88%, as on every attendance trend in this report."),
		Desc: view.Words("Wexcombe rose from 91.7% to 93.1%."), Scale: view.Scale{Min: 88, Max: 96, Step: 2}, X: view.PeriodTicks(periods),
		Series: []view.Series{england, here}, Ref: []view.RefLine{{Label: view.Words("Target 94.0% by July 2027"), Role: view.Target, Value: view.Of(rate(t, "94"))}}, Table: numbers}
}

func demoClusters(t testing.TB) *view.Chart {
	c := &view.Chart{ID: "c2", Kind: view.SlopeChart, Title: view.Words("Ashe Vale has reached the 94.0% target; Northmoor is the only cluster to fall"), Sub: view.Words("Attendance, % of possible sessions, spring term. Change in points."), Desc: view.Words("Ashe Vale 94.0%."), Scale: view.Scale{Min: 90, Max: 96, Step: 1},
		Key:   []view.KeyItem{{Mark: "this", Label: view.T("period.short", view.PeriodArg("period", spring))}, {Mark: "last", Label: view.T("period.short", view.PeriodArg("period", spring.YearBefore()))}},
		Table: &view.Table{Caption: view.Words("Attendance by cluster"), Hidden: true, Columns: []view.Column{{Label: view.Words("Cluster")}, {Label: view.Words("Now"), Numeric: true}}}}
	for _, row := range [][3]string{{"Ashe Vale", "94.0", "93.4"}, {"Castle", "93.4", "92.8"}, {"Northmoor", "93.3", "93.4"}, {"Riverside", "93.0", "92.5"}} {
		now, before := rate(t, row[1]), rate(t, row[2])
		a, _ := now.Tenths()
		b, _ := before.Tenths()
		c.Rows = append(c.Rows, view.ChartRow{Label: view.Words(row[0]), Now: view.Of(now), Before: view.Of(before), Role: view.This, Text: view.Words(row[1]), Change: view.T("demo.signed", view.PointsArg("p", a-b))})
		c.Table.Rows = append(c.Table.Rows, view.Row{Cells: []view.Cell{view.TextCell(view.Words(row[0])), view.PercentCell(now)}})
	}
	return c
}

func demoPriority(t testing.TB) *view.Table {
	table := &view.Table{ID: "priority-table", Caption: view.Words("Six schools need support first; five are secondary"), Sub: view.Words("Highest persistent absence first."), Style: view.StackTable,
		Columns: []view.Column{{Label: view.Words("School")}, {Label: view.Words("Attendance"), Numeric: true}, {Label: view.Words("Persistent absence"), Numeric: true}, {Label: view.Words("Why flagged")}, {Label: view.Words("Status")}}}
	for _, row := range [][2]string{{"Harbour High", "Persistent absence above 25%"}, {"Northmoor High", "Attendance below expected range"}, {"Ferry Road Primary", "Persistent absence up two springs running"}} {
		school := view.LinkCell(view.Words(row[0]), "schools/index.html")
		school.Meta = view.Words("Secondary, Harbour")
		table.Rows = append(table.Rows, view.Row{Cells: []view.Cell{school, view.PercentCell(rate(t, "90.0")), view.PercentCell(rate(t, "27.2")), view.TextCell(view.Words(row[1])), view.Cell{Kind: view.CellTag, Tag: &view.Tag{Tone: view.Concern, Icon: view.IconFlag, Label: view.Words("Priority")}}}})
	}
	return table
}

func demoStrands() []view.StrandRow {
	over := view.Tag{Tone: view.Concern, Icon: view.IconOverdue, Label: view.T("status.overdue")}
	risk := view.Tag{Tone: view.Attention, Icon: view.IconRisk, Label: view.T("status.at-risk")}
	track := view.Tag{Tone: view.Info, Icon: view.IconTrack, Label: view.T("status.on-track")}
	done := view.Tag{Tone: view.Good, Icon: view.IconDone, Label: view.T("status.complete")}
	none := view.Tag{Tone: view.Plain, Icon: view.IconNone, Label: view.T("status.not-stated")}
	stop := view.Tag{Tone: view.Plain, Icon: view.IconStopped, Label: view.T("status.stopped")}
	return []view.StrandRow{
		{Label: view.Words("1. Belonging and expectations"), Href: "actions/index.html#only-1", Marks: []view.Tag{risk, track, track, track, done, done, done, done}, Sum: view.Words("1 at risk, 3 on track, 4 complete")},
		{Label: view.Words("2. Early help for families"), Href: "actions/index.html#only-2", Marks: []view.Tag{over, risk, track, track, track, done, done}, Sum: view.Words("1 overdue, 1 at risk, 3 on track, 2 complete")},
		{Label: view.Words("3. Noticing sooner: data and follow-up"), Href: "actions/index.html#only-3", Marks: []view.Tag{over, over, risk, none, stop}, Sum: view.Words("2 overdue, 1 at risk, 1 not stated, 1 stopped")},
	}
}

func demoAuthority(t testing.TB) *view.Authority {
	p := &view.Authority{Frame: demoFrame("index.html", "Wexcombe, all schools: spring term 2025/26", "Attendance rose to 93.1%, but one pupil in five still misses a tenth of school", "authority")}
	p.Lede = view.Lede{
		Story: []view.Text{
			view.T("demo.rose", view.PointsArg("by", 4).Bold(), view.PercentArg("now", rate(t, "93.1")).Bold(), view.GapArg("gap", 3), view.PercentArg("england", rate(t, "93.4"))),
			view.T("demo.pa", view.PointsArg("by", -18), view.PercentArg("now", rate(t, "19.8")), view.IntArg("n", 4210)),
			view.T("demo.met", view.WordsArg("schools", "9 of 58 schools").Bold()),
		},
		NextHead: view.Words("What needs a decision"),
		Next:     []view.Text{view.T("demo.next", view.WordsArg("link", "two overdue actions").Linked("actions/index.html")), view.Words("Northmoor: the only cluster where attendance fell."), view.Words("Six schools to support first; two have no visit booked.")},
		Coverage: view.T("demo.returns", view.WordsArg("returned", "58 of 60 returns received; 2 late.").Bold()),
		Measures: demoHeadlines(t),
		Note:     view.Words("Change is since spring 2024/25. Small charts show the last 11 terms on their own scale; the dashed line is the target."),
	}
	p.Sections = []view.Section{
		{ID: "history", Heading: view.Words("Trend"), Rail: []view.Text{view.Words("At this spring’s pace Wexcombe would reach 93.5% by spring 2027, short of 94.0%."), view.Words("Attendance always dips in spring and summer. Compare a term with the same term a year before.")}, Blocks: []view.Block{{Chart: demoTrend(t, "c1")}}},
		{ID: "clusters", Heading: view.Words("Clusters"), Rail: []view.Text{view.Words("Harbour is still lowest, at 92.4%, but rose as fast as any cluster.")}, Blocks: []view.Block{{Chart: demoClusters(t)}}},
		{ID: "priority", Heading: view.Words("Priority schools"), Rail: []view.Text{view.Words("A flag starts a conversation. It is not a judgement on a school.")}, Blocks: []view.Block{{Table: demoPriority(t)}}},
		{ID: "plan", Heading: view.Words("Action plan"), Rail: []view.Text{view.Words("26 of 35 actions are complete or on track; 5 are at risk and 4 overdue.")}, Blocks: []view.Block{{Strands: demoStrands()}}},
		{ID: "files", Heading: view.Words("Sources and method"), Blocks: []view.Block{{Files: []view.File{{Label: view.Words("All figures"), Href: "index.html", Note: view.Words("CSV, 48 KB")}}}, {Notes: []view.Text{view.Words("England figures: DfE, Pupil attendance in schools, spring 2026, provisional."), view.T("measure.attendance.means")}}}},
	}
	p.Contents = demoContents(p.Sections)
	return p
}

func demoContents(sections []view.Section) []view.Link {
	var links []view.Link
	for _, s := range sections {
		links = append(links, view.Link{Label: s.Heading, Href: "#" + s.ID})
	}
	return links
}

func demoSchool(t testing.TB) *view.School {
	p := &view.School{Frame: demoFrame("schools/100001/index.html", "Quayside Academy: spring term 2025/26", "Attendance is up 0.6 points to 91.4%, but severe absence is still rising", "schools")}
	p.Lede = view.Lede{Story: []view.Text{view.Words("Attendance rose from 90.8% to 91.4%. It is 1.1 points below the school’s own target of 92.5% and 0.2 points above the Wexcombe secondary average of 91.2%.")}, About: view.Words("Secondary, ages 11 to 16. 912 pupils. Harbour cluster."), NextHead: view.Words("What to do next"), Next: []view.Text{view.Words("Put a plan in place for the 12 severely absent pupils without one.")}, Measures: demoHeadlines(t)[:4], Note: view.Words("Change is since spring 2024/25.")}
	groups := &view.Table{ID: "groups-table", Caption: view.Words("Pupils with free school meals miss nearly twice as much school as other pupils"), Sub: view.Words("Spring 2025/26. Dots show attendance; the upright line is all pupils, 91.4%."), Style: view.TightTable,
		Columns: []view.Column{{Label: view.Words("Group")}, {Label: view.Words("Pupils"), Numeric: true}, {Label: view.T("measure.attendance"), Numeric: true}, {Dots: &view.Scale{Min: 84, Max: 98, Step: 2}}, {Label: view.T("measure.pa_10"), Numeric: true}, {Label: view.Words("Change, points"), Numeric: true}}}
	all := view.Of(rate(t, "91.4"))
	for i, row := range [][2]string{{"All pupils", "91.4"}, {"Girls", "91.1"}, {"Free school meals", "86.9"}, {"Education, health and care plan", "85.2"}, {"English as an additional language", "93.9"}} {
		f := rate(t, row[1])
		groups.Rows = append(groups.Rows, view.Row{Strong: i == 0, Cells: []view.Cell{view.TextCell(view.Words(row[0])), view.NumberCell(count(912)), view.PercentCell(f), view.DotCell(view.Of(f), all), view.PercentCell(rate(t, "23.5")), view.PointsCell(view.Points(int64(7*i-24), i != 3))}})
	}
	hidden := count(3)
	groups.Rows = append(groups.Rows, view.Row{Cells: []view.Cell{view.TextCell(view.Words("Looked after")), view.NumberCell(hidden), view.PercentCell(hidden), view.DotCell(view.Of(hidden), all), view.PercentCell(hidden), view.PointsCell(view.Of(hidden))}})
	p.Sections = []view.Section{
		{ID: "means", Heading: view.Words("What this means in pupils"), Rail: []view.Text{view.Words("The gap to target, in children and days.")}, Blocks: []view.Block{{Stats: []view.Stat{{Big: view.Words("14 fewer pupils"), Label: view.Words("persistently absent would meet the target of 22.0%."), Sum: view.Words("214 now, 200 at target.")}, {Big: view.Words("2.1 more days"), Label: view.Words("a year for each pupil would meet the attendance target."), Sum: view.Words("1.1 points of 190 days.")}, {Big: view.Words("41 pupils"), Label: view.Words("are within two days of the 90% line, and could move either way."), Sum: view.Words("19 below it, 22 above.")}}}}},
		{ID: "history", Heading: view.Words("Trend"), Rail: []view.Text{view.Words("Half term 4 was the lowest this year, at 90.9%.")}, Blocks: []view.Block{{Chart: demoTrend(t, "c1")}}},
		{ID: "groups", Heading: view.Words("Pupil groups"), Blocks: []view.Block{{Table: groups}}},
		{ID: "actions", Heading: view.Words("Actions for this school"), Rail: []view.Text{view.Words("2 overdue, 1 at risk, 1 on track.")}, Blocks: []view.Block{{Actions: demoActions(t, "a")[:1]}}},
		{ID: "terms", Heading: view.Words("Words"), Blocks: []view.Block{{Terms: []view.Term{{ID: "term-pa", Name: view.T("measure.pa_10"), Body: []view.Text{view.T("measure.pa_10.means")}}, {ID: "term-sev", Name: view.T("measure.severe"), Body: []view.Text{view.T("measure.severe.means")}}}}, {Links: []view.Link{{Label: view.Words("Harbour High"), Href: "index.html"}, {Label: view.Words("Castle School"), Href: "index.html", Note: view.Words("last figures for 2023/24")}}}}},
	}
	p.Contents = demoContents(p.Sections)
	return p
}

func demoListing(t testing.TB) *view.Listing {
	p := &view.Listing{Frame: demoFrame("schools/index.html", "Schools", "58 schools, by name", "schools")}
	p.PeriodNav = nil
	p.Index = []view.Entry{{Name: "Harbour High", Href: "100001/index.html", Note: "secondary"}, {Name: "Harbour cluster", Href: "../index.html"}}
	p.Intro = []view.Text{view.Words("Every school with a return this term. Compare a school with its own phase.")}
	table := &view.Table{ID: "schools-table", Caption: view.Words("Schools in spring 2025/26"), Sortable: true, Columns: []view.Column{{Label: view.Words("School")}, {Label: view.Words("Phase")}, {Label: view.T("measure.attendance"), Numeric: true}, {Label: view.T("measure.pa_10"), Numeric: true}, {Label: view.Words("Pupils"), Numeric: true}}}
	for i := range 60 {
		f, n := rate(t, fmt.Sprintf("%d.%d", 88+i%8, i%10)), count(int64(120+i*13))
		if i%9 == 4 {
			f, n = count(3), count(3)
		}
		table.Rows = append(table.Rows, view.Row{Data: []view.Datum{{Name: "phase", Value: "Primary"}}, Cells: []view.Cell{view.LinkCell(view.Words(fmt.Sprintf("School %d", i+1)), "100001/index.html"), view.TextCell(view.T("phase.label", view.PhaseArg("phase", attendance.Primary))), view.PercentCell(f), view.PercentCell(notAvailable), view.NumberCell(n)}})
	}
	p.Sections = []view.Section{{ID: "list", Heading: view.Words("Schools"), Blocks: []view.Block{{Search: &view.Search{Table: "schools-table", Filters: []view.Filter{{Name: "phase", Label: view.Words("Phase"), Choices: []string{"Primary", "Secondary"}}}}}, {Table: table}}}}
	return p
}

func demoActions(t testing.TB, id string) []view.Action {
	return []view.Action{
		{ID: "4.2", Href: "4-2/index.html", Title: view.Words("Give every severely absent pupil a named lead and a plan"), Strand: view.Words("Early help for families"), StrandID: "2", Status: view.Tag{Tone: view.Concern, Icon: view.IconOverdue, Label: view.T("status.overdue")}, StatusID: "overdue", Progress: view.Words("396 of about 550 pupils have a plan. Secondary schools account for most of the gap."), Owner: view.Words("Head of Inclusion"), Due: view.Words("27 March 2026"), Late: view.Words("6 weeks late"), Moves: view.T("measure.severe"), MovesRef: view.Link{Href: "../index.html"}, Spark: demoSpark(t, id+"1", "2.4", "2.5", "2.6"), MoveNote: view.Words("2.4% at start, 2.6% now"), History: []view.Event{{Date: "2026-04-24", Text: view.Words("Overdue. Date missed. 72% of pupils have a plan.")}, {Date: "2026-01-30", Text: view.Words("At risk. Two coordinator posts vacant.")}}, Scope: []view.Link{{Label: view.Words("Harbour"), Href: "../index.html"}}},
		{ID: "1.7", Title: view.Words("Attendance in every governor induction"), Strand: view.Words("Belonging and expectations"), StrandID: "1", Status: view.Tag{Tone: view.Concern, Icon: view.IconOverdue, Label: view.T("status.overdue")}, Owner: view.Words("Governor Services Manager"), Due: view.Words("01/09/012"), Problem: view.Words("Deadline not readable: 01/09/012"), Moves: view.Words("Awareness of the duty")},
	}
}

func demoPlan(t testing.TB) *view.Plan {
	p := &view.Plan{Frame: demoFrame("actions/index.html", "Attendance strategy action plan 2024 to 2027: position at 8 May 2026", "26 of 35 actions are complete or on track; 4 are overdue and two have no new date", "actions")}
	p.PeriodNav = nil
	p.Lede = view.Lede{Story: []view.Text{view.Words("12 actions are complete and 14 on track. 4 are overdue, up from 2 in autumn, and 5 are at risk.")}, NextHead: view.Words("What needs a decision"), Next: []view.Text{view.Words("Action 4.2: agree a new date and who covers two vacant posts.")}}
	p.Strands = demoStrands()
	for i := range p.Strands {
		p.Strands[i].Href = fmt.Sprintf("#only-%d", i+1)
	}
	done := view.Tag{Tone: view.Good, Icon: view.IconDone, Label: view.T("status.complete")}
	over := view.Tag{Tone: view.Concern, Icon: view.IconOverdue, Label: view.T("status.overdue")}
	p.Key = []view.Tag{over, done}
	p.ByStatus = []view.Link{{Label: view.T("status.overdue"), Href: "#overdue", Note: view.Words("2")}, {Label: view.T("status.complete"), Href: "#complete", Note: view.Words("3")}}
	for i, s := range p.Strands {
		p.ByStrand = append(p.ByStrand, view.Link{Label: s.Label, Href: fmt.Sprintf("#only-%d", i+1), Note: view.Words("8")})
	}
	p.Groups = []view.ActionGroup{
		{ID: "overdue", Heading: view.T("status.overdue"), Tag: over, Actions: demoActions(t, "p")},
		{ID: "complete", Heading: view.T("status.complete"), Tag: done, Actions: []view.Action{
			{ID: "1.1", Title: view.Words("Attendance charter signed by 60 schools"), Href: "1-1/index.html", StrandID: "1", Status: done, Due: view.Words("Completed January 2025")},
			{ID: "2.1", Title: view.Words("Early help front door"), StrandID: "2", Status: done, Owner: view.Words("Early Help Manager")},
			{ID: "3.1", Title: view.Words("Termly dashboard"), StrandID: "3", Status: done, Problem: view.Words("No date given")},
		}},
	}
	p.Notes = []view.Text{view.Words("Status is set by the action’s owner."), view.Words("Owners are shown by role, never by name.")}
	return p
}

func demoDocument(t testing.TB) *view.Document {
	p := &view.Document{Frame: demoFrame("method/index.html", "Method", "How these figures are made", "method")}
	p.PeriodNav = nil
	p.Intro = []view.Text{view.Words("What is counted, how it is divided, and what is left out.")}
	p.Facts = []view.Fact{{Label: view.Words("Published"), Value: view.T("layout.asof")}, {Label: view.Words("Schools"), Value: view.Words("58 of 60")}}
	figure := view.T("demo.percent", view.PercentArg("f", rate(t, "93.1")))
	p.Sections = []view.Section{{ID: "text", Heading: view.Words("Counting"), Blocks: []view.Block{{Prose: []view.Fragment{{HTML: "<h3>Sessions</h3><p>A session is <em>half a day</em>.</p><ul><li>One</li><li>Two</li></ul><blockquote><p>Quoted.</p></blockquote>"}, {Text: &figure}, {Chart: demoTrend(t, "d1")}, {HTML: "<p>After the chart.</p>"}}}}}}
	p.Next = []view.Link{{Label: view.Words("Coverage"), Href: "../index.html", Note: view.Words("Next")}}
	return p
}

func demoAction(t testing.TB) *view.ActionPage {
	a := demoActions(t, "x")[0]
	p := &view.ActionPage{Frame: demoFrame("actions/4-2/index.html", "Action 4.2", "Give every severely absent pupil a named lead and a plan", "actions"), Action: a}
	p.PeriodNav = nil
	p.Facts = []view.Fact{{Label: view.T("action.owner"), Value: a.Owner}, {Label: view.T("action.due"), Value: a.Due}, {Label: view.Words("Start"), Value: view.Words("3 March 2025")}}
	p.Notes = []view.Text{view.Words("‘Moved’ shows direction, not cause: many things change attendance.")}
	p.Spark = demoSpark(t, "y1", "2.4", "2.5", "2.6")
	return p
}
