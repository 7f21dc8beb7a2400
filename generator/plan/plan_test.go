package plan

import (
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

const (
	actionsHeader = "id,strategy,focus,action,owner,deadline,start,status,progress,baseline,scope,depends_on\n"
	updatesHeader = "date,action,status,progress,deadline,by\n"
)

func read(t testing.TB, actions, updates string) (*Plan, []string) {
	t.Helper()
	return readWith(t, actions, updates, Options{})
}

func readWith(t testing.TB, actions, updates string, options Options) (*Plan, []string) {
	t.Helper()
	var problems diag.List
	p := readFiles(map[string]string{"actions.csv": actionsHeader + actions, "updates.csv": updatesHeader + updates}, options, &problems)
	return p, words(&problems)
}

func readFiles(files map[string]string, options Options, problems *diag.List) *Plan {
	fsys := fstest.MapFS{}
	var inputs []sheet.Input
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
		inputs = append(inputs, sheet.Input{FS: fsys, Path: name, Name: name})
	}
	return Read(inputs, options, problems)
}

func words(problems *diag.List) []string {
	var out []string
	for _, p := range problems.Problems() {
		out = append(out, p.String())
	}
	return out
}

func day(t testing.TB, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParseDeadline(t *testing.T) {
	for in, want := range map[string]string{
		"":                        "none",
		"2026-05-08":              "2026-05-08",
		"15/02/12":                "2012-02-15",
		" 1/9/2012 ":              "2012-09-01",
		"31/12/99":                "2099-12-31",
		"Ongoing":                 "ongoing",
		"ONGOING":                 "ongoing",
		"01/09/012":               "unreadable",
		"31/02/12":                "unreadable",
		"02/15/12":                "unreadable", // never month before day
		"01/09/0012":              "unreadable",
		"0012-09-01":              "unreadable",
		"September 2012":          "2012-09-30",
		"Sep-12":                  "2012-09-30",
		"end of February 2028":    "2028-02-29",
		"by 31 March 2026":        "2026-03-31",
		"by the end of Dec ’26":   "2026-12-31",
		"7th November 2025":       "2025-11-07",
		"2026-05-08 00:00:00":     "2026-05-08",
		"On-going":                "ongoing",
		"n/a":                     "none",
		"–":                       "none",
		"Q3":                      "unreadable", // of the financial or of the school year
		"Q3 2026":                 "unreadable",
		"Dec 26":                  "unreadable", // a day or a year
		"26-Dec":                  "unreadable", // of no year
		"Easter 2026":             "unreadable",
		"September 0012":          "unreadable",
		"by end of half term 5":   "unreadable",
		"Ongoing until July 2013": "unreadable",
		"2012-9-1":                "2012-09-01",
		"01.09.12":                "2012-09-01",
		"01-09-12":                "unreadable", // either end may be the year
	} {
		d := ParseDeadline(in)
		got := map[DeadlineKind]string{NoDeadline: "none", Ongoing: "ongoing", Unreadable: "unreadable", Dated: d.Date.Format(time.DateOnly)}[d.Kind]
		if got != want || d.Text != strings.TrimSpace(in) {
			t.Errorf("ParseDeadline(%q) = %s, %q; want %s", in, got, d.Text, want)
		}
	}
}

func TestRead(t *testing.T) {
	p, problems := read(t, "C10,s,f,Later,Head; Data team ;,Ongoing,,,,,,\n"+
		"C2,s,Focus,Do it,Head of service,1/4/12,2012-01-02,Complete, done ,94.5,school:103638,C10\n",
		"2012-03-01,C2,on track,,,Head\n2012-02-01,C2,,Begun,01/05/12,\n2012-02-01,C2,,Begun,01/05/12,\n")
	if len(problems) != 4 || !strings.Contains(problems[0], "day-first") || !strings.Contains(problems[1], "action-reopened") || !strings.Contains(problems[2], "day-first") || !strings.Contains(problems[3], "record-repeated") {
		t.Fatal(problems)
	}
	if p.Actions[0].ID != "C2" || p.Actions[1].ID != "C10" {
		t.Fatal("order of actions")
	}
	a := p.Actions[0]
	if a.Status != Complete || a.Progress != "done" || a.Baseline.Number.String() != "94.5" || a.ScopeText != "school:103638" ||
		a.Deadline.Date != day(t, "2012-04-01") || a.Start != day(t, "2012-01-02") || !slices.Equal(a.DependsOn, []string{"C10"}) || a.Pos.Line != 3 {
		t.Errorf("%+v", a)
	}
	if len(a.History) != 2 || a.History[0].Progress != "Begun" || a.History[1].Status != OnTrack {
		t.Errorf("history %+v", a.History)
	}
	if owners := p.Actions[1].Owners; !slices.Equal(owners, []string{"Head", "Data team"}) {
		t.Errorf("owners %q", owners)
	}
}

func TestProblems(t *testing.T) {
	const one = "C1,s,f,a,o,,,,,,,\n"
	for name, test := range map[string]struct{ actions, updates, want string }{
		"deadline":                            {"C1,s,f,a,o,01/09/012,,,,,,\n", "", "actions.csv:2:12: deadline-unreadable: deadline not readable: 01/09/012"},
		"status":                              {"C1,s,f,a,o,,,Red,,,,\n", "", "actions.csv:2:14: action-status: \"Red\" is not a status\n    Use not started, on track, at risk, overdue, complete, stopped, or leave it empty."},
		"unreported is not a status to state": {"C1,s,f,a,o,,,unreported,,,,\n", "", "actions.csv:2:14: action-status: \"unreported\""},
		"start":                               {"C1,s,f,a,o,,soon,,,,,\n", "", "actions.csv:2:13: action-cell: start is \"soon\""},
		"baseline":                            {"C1,s,f,a,o,,,,,most,,\n", "", "actions.csv:2:16: action-cell: baseline is \"most\""},
		"no id":                               {",s,f,a,o,,,,,,,\n", "", "actions.csv:2:1: record-value: id is empty"},
		"no action":                           {"C1,s,f,,o,,,,,,,\n", "", "actions.csv:2:8: record-value: action is empty"},
		"id":                                  {"/,s,f,a,o,,,,,,,\n", "", "actions.csv:2:1: record-value: \"/\" cannot be the id of an action"},
		"doubled":                             {one + "c1,s,f,b,o,,,,,,,\n", "", "actions.csv:3:1: action-doubled: the id c1 is taken by action C1 at actions.csv:2:1"},
		"doubled as a path":                   {"1.2,s,f,a,o,,,,,,,\n1-2,s,f,b,o,,,,,,,\n", "", "actions.csv:3:1: action-doubled: the id 1-2 is taken by action 1.2 at actions.csv:2:1"},
		"depends on nothing":                  {"C1,s,f,a,o,,,,,,,C9\n", "", "actions.csv:2:18: action-depends: action C1 depends on \"C9\", which the plan does not hold"},
		"depends on itself":                   {"C1,s,f,a,o,,,,,,,C1\n", "", "actions.csv:2:18: action-circle: actions wait for each other: C1 depends on C1\n    Take one of the dependencies away: actions.csv:2:18."},
		"circle": {"C0,s,f,a,o,,,,,,,C1\nC1,s,f,a,o,,,,,,,C2\nC2,s,f,a,o,,,,,,,C4; C3\nC3,s,f,a,o,,,,,,,C1\nC4,s,f,a,o,,,,,,,\n", "",
			"actions.csv:3:18: action-circle: actions wait for each other: C1 depends on C2 depends on C3 depends on C1\n    Take one of the dependencies away: actions.csv:3:18, actions.csv:4:18, actions.csv:5:18."},
		"update of no action":  {"C11,s,f,a,o,,,,,,,\n", "2012-03-01,C12,complete,,,\n", "updates.csv:2:12: action-unknown: there is no action \"C12\"\n    Did you mean C11?"},
		"update without a day": {one, ",C1,complete,,,\n", "updates.csv:2:1: record-value: date is empty"},
		"update on no day":     {one, "2012-02-30,C1,complete,,,\n", "updates.csv:2:1: record-value: date is \"2012-02-30\""},
		"update deadline":      {one, "2012-03-01,C1,,,spring,\n", "updates.csv:2:17: deadline-unreadable: deadline not readable: spring"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := read(t, test.actions, test.updates)
			if len(problems) != 1 || !strings.HasPrefix(problems[0], test.want) {
				t.Errorf("got  %s\nwant %s", strings.Join(problems, "\n     "), test.want)
			}
		})
	}
}

func TestCheck(t *testing.T) {
	p, problems := read(t, "C1,s,f,a,o,2012-01-31,2012-02-01,,,,,\nC2,s,f,a,o,2011-12-31,,,,,,\nC3,s,f,a,o,2012-09-01,,,,,,\nC4,other,f,a,o,,,,,,,\nC5,s,f,a,o,Ongoing,,,,,,\nC6,s,f,a,o,2012-03-30,2012-02-01,,,,,\n",
		"2012-02-10,C6,on track,,2012-05-25,\n2012-03-01,C6,on track,,2012-01-25,\n2012-03-02,C5,,,2011-12-31,\n")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var found diag.List
	p.Check(map[string]time.Time{"s": day(t, "2012-01-01")}, &found)
	want := []string{
		"actions.csv:2:12: deadline-before-start: action C1 is due on 2012-01-31, before it starts\n    Correct one of the dates.",
		"actions.csv:3:12: deadline-before-start: action C2 is due on 2011-12-31, before its strategy begins\n    Correct one of the dates.",
		"actions.csv:5:1: action-scope: action C4 is of strategy \"other\", which the site does not have\n    Known are s.",
		"updates.csv:3:25: deadline-before-start: action C6 is moved to 2012-01-25, before it starts\n    Correct one of the dates.",
		"updates.csv:4:17: deadline-before-start: action C5 is moved to 2011-12-31, before its strategy begins\n    Correct one of the dates.",
	}
	if got := words(&found); !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

// Each rule by which a status is worked out, on 8 May 2026.
func TestAt(t *testing.T) {
	for name, test := range map[string]struct {
		deadline, start, status, updates string
		want                             string // status, rule, days late, days left, flags
	}{
		"nothing stated":                {"", "", "", "", "/not-stated 0 0"},
		"stated":                        {"", "", "on track", "", "on track/stated 0 0"},
		"complete stays after the day":  {"2026-05-01", "", "complete", "", "complete/ended 0 0"},
		"stopped stays":                 {"2026-05-01", "", "stopped", "", "stopped/ended 0 0"},
		"passed":                        {"2026-05-01", "", "on track", "", "overdue/deadline-passed 7 0"},
		"at risk and passed":            {"2026-05-07", "", "at risk", "", "overdue/deadline-passed 1 0"},
		"due on the day":                {"2026-05-08", "", "at risk", "", "at risk/stated 0 0 soon"},
		"due within thirty days":        {"2026-06-07", "", "on track", "", "on track/stated 0 30 soon"},
		"due later":                     {"2026-06-08", "", "on track", "", "on track/stated 0 31"},
		"passed with no report":         {"2026-05-01", "", "", "", "overdue/deadline-passed 7 0"},
		"not passed with no report":     {"2026-07-01", "", "", "", "/not-stated 0 54"},
		"ongoing":                       {"Ongoing", "", "on track", "", "on track/stated 0 0"},
		"unreadable is never overdue":   {"01/09/012", "", "on track", "", "on track/stated 0 0"},
		"overdue as stated":             {"2026-12-01", "", "overdue", "", "overdue/stated 0 207"},
		"completed by an update":        {"2026-05-01", "", "on track", "2026-05-06,A,complete,,,\n", "complete/ended 0 0"},
		"a later update does not count": {"2026-05-01", "", "on track", "2026-05-09,A,complete,,,\n", "overdue/deadline-passed 7 0"},
		"an update on the day counts":   {"2026-05-01", "", "on track", "2026-05-08,A,complete,,,\n", "complete/ended 0 0"},
		"taken up again":                {"2026-09-01", "", "", "2026-03-01,A,complete,,,\n2026-04-01,A,on track,,,\n", "on track/stated 0 116"},
		"an empty status keeps":         {"2026-09-01", "", "at risk", "2026-04-01,A,,Talks held,,\n", "at risk/stated 0 116"},
		"the deadline moved":            {"2026-05-01", "", "on track", "2026-04-01,A,,,2026-10-01,\n", "on track/stated 0 146 moved 1"},
		"written anew is not moved":     {"2026-10-01", "", "on track", "2026-04-01,A,,,01/10/26,\n", "on track/stated 0 146"},
		"no news for ninety days":       {"", "", "on track", "2026-02-07,A,,Begun,,\n", "on track/stated 0 0"},
		"no news for longer":            {"", "", "on track", "2026-02-06,A,,Begun,,\n", "on track/stated 0 0 stale"},
		"no news since the start":       {"", "2026-01-01", "on track", "", "on track/stated 0 0 stale"},
		"ended is never stale":          {"", "2026-01-01", "complete", "", "complete/ended 0 0"},
		"one day, two reports":          {"", "", "", "2026-05-01,A,complete,,,\n2026-05-01,A,on track,,,\n", "complete/ended 0 0"},
	} {
		t.Run(name, func(t *testing.T) {
			p, _ := read(t, fmt.Sprintf("A,s,f,a,o,%s,%s,%s,,,,\n", test.deadline, test.start, test.status), test.updates)
			s := p.At(day(t, "2026-05-08"), Rules{DueSoonDays: 30, StaleDays: 90})[0]
			got := fmt.Sprintf("%s/%s %d %d", s.Status, s.Rule, s.DaysLate, s.DaysLeft)
			if s.DueSoon {
				got += " soon"
			}
			if s.Stale {
				got += " stale"
			}
			if len(s.Moves) > 0 {
				got += fmt.Sprintf(" moved %d", len(s.Moves))
			}
			if got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestEndedStrategy(t *testing.T) {
	p, _ := read(t, "A,s,f,a,o,2014-07-01,,on track,,,,\nB,s,f,a,o,2014-09-01,,on track,,,,\nC,s,f,a,o,2014-07-01,,,,,,\nD,s,f,a,o,Ongoing,,,,,,\n", "2015-01-01,A,complete,,,\n")
	rules := Rules{Until: map[string]time.Time{"s": day(t, "2014-07-31")}}
	for _, s := range p.At(day(t, "2026-05-08"), rules) {
		want := map[string]Status{"A": Overdue, "B": OnTrack, "C": Unreported, "D": NotStated}[s.Action.ID]
		if s.Status != want || s.Day != day(t, "2014-07-31") || s.DaysLate > 30 {
			t.Errorf("%s is %q on %s, %d days late", s.Action.ID, s.Status, s.Day.Format(time.DateOnly), s.DaysLate)
		}
	}
	// while it runs, it is judged on the day
	for _, s := range p.At(day(t, "2014-07-15"), rules) {
		if late := s.Action.ID == "A" || s.Action.ID == "C"; s.Day != day(t, "2014-07-15") || s.Over || late != (s.DaysLate == 14) || late != (s.Status == Overdue) {
			t.Errorf("%+v", s)
		}
	}
}

// Any order of the rows of both files gives the same plan and states.
func TestOrderDoesNotMatter(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	statuses := append([]Status{NotStated}, Statuses...)
	for round := range 50 {
		var actions, updates []string
		for i := range 12 {
			actions = append(actions, fmt.Sprintf("C%d,s,f,a,o,2026-%02d-01,,%s,,,,\n", i, 1+random.IntN(12), statuses[random.IntN(len(statuses))]))
		}
		for range 60 {
			updates = append(updates, fmt.Sprintf("2026-%02d-0%d,C%d,%s,p%d,,b%d\n", 1+random.IntN(6), 1+random.IntN(3), random.IntN(12),
				statuses[random.IntN(len(statuses))], random.IntN(3), random.IntN(2)))
		}
		result := func() []State {
			p, _ := read(t, strings.Join(actions, ""), strings.Join(updates, ""))
			p.forgetRows()
			return p.At(day(t, "2026-05-08"), Rules{DueSoonDays: 30, StaleDays: 90})
		}
		want := result()
		shuffle := func(s []string) { random.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] }) }
		shuffle(actions)
		shuffle(updates)
		if got := result(); !reflect.DeepEqual(got, want) {
			t.Fatalf("round %d: the states differ", round)
		}
	}
}

// forgetRows takes the places of cells away: they move with the order of rows.
func (p *Plan) forgetRows() {
	for i := range p.Actions {
		a := &p.Actions[i]
		a.Pos, a.Deadline.Pos = diag.Pos{}, diag.Pos{}
		for h := range a.History {
			a.History[h].Deadline.Pos = diag.Pos{}
		}
	}
}

// The plan that comes with the program.
func TestContent(t *testing.T) {
	const dir = "coventry-2012-2014/"
	content := os.DirFS("../../content")
	var problems diag.List
	p := Read([]sheet.Input{{FS: content, Path: dir + "actions.csv", Name: "actions.csv"}, {FS: content, Path: dir + "updates.csv", Name: "updates.csv"}}, Options{}, &problems)
	from := map[string]time.Time{"coventry-2012-2014": day(t, "2012-01-01")}
	p.Check(from, &problems)
	var got []string
	for _, found := range problems.Problems() {
		if found.Severity > diag.Note {
			got = append(got, string(found.Code)+": "+found.Message)
		}
	}
	want := []string{"deadline-before-start: action C10 is due on 01/04/10, before its strategy begins", "deadline-unreadable: deadline not readable: 01/09/012"}
	if !slices.Equal(got, want) {
		t.Errorf("problems %q", got)
	}
	if len(p.Actions) == 0 {
		t.Fatal("no actions")
	}
	count := make(map[Status]int)
	for _, s := range p.At(day(t, "2026-11-22"), Rules{Until: map[string]time.Time{"coventry-2012-2014": day(t, "2014-07-31")}}) {
		count[s.Status]++
	}
	if count[Overdue] > 0 || count[Complete] != 1 || count[Unreported] == 0 {
		t.Errorf("statuses %v: the document does not call any action overdue", count)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(actionsHeader+"C1,s,f,a,o;p,01/09/012,2012-01-01,on track,p,94.5,school:1,C2\nC2,s,f,a,o,Ongoing,,,,,,C1\n", updatesHeader+"2012-03-01,C1,complete,p,2013-01-01,b\n")
	f.Add(actionsHeader+"C1,s,f,a,o and p,HT5 2013-14,,,,,,\n", updatesHeader+"2012-03-01,C1,,,end of spring term,b\n")
	f.Add("ID;Strategy\n", "\"")
	f.Fuzz(func(t *testing.T, actions, updates string) {
		var problems diag.List
		p := readFiles(map[string]string{"actions.csv": actions, "updates.csv": updates}, Options{From: map[string]time.Time{"s": time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC)}}, &problems)
		p.Check(nil, &problems)
		p.At(time.Date(2026, 5, 8, 0, 0, 0, 0, time.UTC), Rules{DueSoonDays: 30, StaleDays: 90})
		lines := map[string]int{"actions.csv": strings.Count(actions, "\n") + strings.Count(actions, "\r") + 1, "updates.csv": strings.Count(updates, "\n") + strings.Count(updates, "\r") + 1}
		for _, found := range problems.Problems() {
			if found.Pos.Sheet == "" && found.Pos.Line > lines[found.Pos.File] {
				t.Errorf("%v lies outside the file", found)
			}
		}
	})
}

func BenchmarkAt(b *testing.B) {
	var actions, updates strings.Builder
	for i := range 200 {
		fmt.Fprintf(&actions, "C%d,s,f,a,o,2026-05-01,,on track,,,,\n", i)
		for m := range 12 {
			fmt.Fprintf(&updates, "2025-%02d-01,C%d,on track,p,,b\n", m+1, i)
		}
	}
	p, _ := read(b, actions.String(), updates.String())
	on := day(b, "2026-05-08")
	for b.Loop() {
		p.At(on, Rules{DueSoonDays: 30, StaleDays: 90})
	}
}
