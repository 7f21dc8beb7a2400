package returns

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

const (
	selfEvaluationHeader  = "urn,date,question,score,evidence,by\n"
	checklistHeader       = "component,date,status,owner,evidence,review_date\n"
	recommendationsHeader = "id,source,date,recommendation,status,of,updated,owner,due,response\n"
	agreementsHeader      = "place,meeting_date,agreement,status,owner,due,note,updated,id\n"
)

var (
	newSchool = attendance.Place{Level: attendance.LevelSchool, Code: "140001"}
	northEast = attendance.Place{Level: attendance.LevelCluster, Code: "north-east"}
)

func iso(d time.Time) string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly)
}

func TestSelfEvaluation(t *testing.T) {
	records, problems := read(selfEvaluationHeader +
		"140001,2026-01-09,1.1.A,8,Minutes,Head\n" + // the latest, though it stands first
		"103638,2025-09-05,1.1.a,4,,Head\n" + // the school under its older number
		"140001,2025-09-05,1.1.b,12,,\n100002,2025-09-05,1.1.a,1,,\n")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	all := records.SelfEvaluation
	if s, ok := all.Latest("140001", "1.1.a"); !ok || s.Score != 8 || s.Evidence != "Minutes" || s.By != "Head" || s.Pos.Line != 2 {
		t.Errorf("%+v", s)
	}
	if h := all.History("140001", "1.1.a"); len(h) != 2 || h[0].Score != 4 || iso(h[0].Date) != "2025-09-05" {
		t.Errorf("%+v", h)
	}
	if _, ok := all.Latest("140001", "1.1.c"); ok {
		t.Error("a score that nobody gave")
	}
	if d := all.Dates("140001"); len(d) != 2 || iso(d[0]) != "2025-09-05" || iso(d[1]) != "2026-01-09" {
		t.Errorf("%v", d)
	}
	if _, ok := SelfEvaluations(nil).Latest("140001", "1.1.a"); ok {
		t.Error("no file, and a score")
	}
}

func TestSelfEvaluationProblems(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"school":      {"1,2026-01-09,1.1.a,8,,\n", "in.csv:2:1: place-unknown: there is no school 1"},
		"no school":   {",2026-01-09,1.1.a,8,,\n", "in.csv:2:1: record-value: urn is empty"},
		"date":        {"140001,1/19/26,1.1.a,8,,\n", "in.csv:2:8: record-value: date is \"1/19/26\""},
		"ahead":       {"140001,2026-05-09,1.1.a,8,,\n", "in.csv:2:8: date-ahead: date is 2026-05-09, and the site is judged on 2026-05-08"},
		"no question": {"140001,2026-01-09,,8,,\n", "in.csv:2:19: record-value: question is empty"},
		"zero":        {"140001,2026-01-09,1.1.a,0,,\n", "in.csv:2:25: record-value: score is \"0\", which is not a whole number from 1 to 12"},
		"thirteen":    {"140001,2026-01-09,1.1.a,13,,\n", "in.csv:2:25: record-value: score is \"13\""},
		"half":        {"140001,2026-01-09,1.1.a,7.5,,\n", "in.csv:2:25: record-value: score is \"7.5\""},
		"no score":    {"140001,2026-01-09,1.1.a,,,\n", "in.csv:2:25: record-value: score is empty"},
		"doubled":     {"140001,2026-01-09,1.1.a,8,,\n103638,2026-01-09,1.1.A,9,,\n", "in.csv:2:19: record-doubled: the score of school 140001 on 1.1.a of that day is given more than once, and the rows differ (2 times; this is the first)"},
	} {
		t.Run(name, func(t *testing.T) { one(t, selfEvaluationHeader+test.text, test.want) })
	}
}

func TestChecklist(t *testing.T) {
	records, problems := read(checklistHeader +
		"Case work,2026-02-01,In place,Service lead,Audit,2026-09-01\ncase-work,2025-09-01,in progress,,,\nregisters,2025-09-01,stopped,,,\n")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	e, ok := records.Checklist.Latest("case-work")
	if !ok || e.Status != InPlace || e.Owner != "Service lead" || e.Evidence != "Audit" || iso(e.Review) != "2026-09-01" || e.Pos.Line != 2 {
		t.Errorf("%+v", e)
	}
	if h := records.Checklist.History("case-work"); len(h) != 2 || h[0].Status != InProgress {
		t.Errorf("%+v", h)
	}
	if _, ok := records.Checklist.Latest("training"); ok {
		t.Error("an entry that nobody made")
	}
	for name, test := range map[string]struct{ text, want string }{
		"component": {",2026-02-01,in place,,,\n", "in.csv:2:1: record-value: component is empty"},
		"status":    {"a,2026-02-01,in plaice,,,\n", "in.csv:2:14: record-value: \"in plaice\" is not a status of a component\n    Did you mean in place?"},
		"no status": {"a,2026-02-01,,,,\n", "in.csv:2:14: record-value: status is empty"},
		"review":    {"a,2026-02-01,in place,,,soon\n", "in.csv:2:25: record-value: review_date is \"soon\""},
		"ahead":     {"a,2027-02-01,in place,,,\n", "in.csv:2:3: date-ahead"},
		"doubled":   {"a,2026-02-01,in place,,,\nA,2026-02-01,stopped,,,\n", "in.csv:2:1: record-doubled: a of that day is given more than once, and the rows differ (2 times; this is the first)"},
	} {
		t.Run(name, func(t *testing.T) { one(t, checklistHeader+test.text, test.want) })
	}
}

// A later row of one id changes what it fills in, and leaves the rest as it was.
func TestRecommendations(t *testing.T) {
	records, problems := read(recommendationsHeader +
		"R2,inspection,2025-06-01,Audit registers,rejected,,,,,Not agreed\n" +
		"R1,committee,2025-11-03,Publish it,in progress,,2026-03-02,,2026-07-01,\n" +
		"R1,committee,2025-11-03,Publish it,accepted,Scrutiny,,Head of service,2026-04-01,Agreed\n")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if len(records.Recommendations) != 2 {
		t.Fatalf("%+v", records.Recommendations)
	}
	x := records.Recommendations[0]
	if x.ID != "R1" || x.Source != Committee || x.Of != "Scrutiny" || x.Status != InProgress || iso(x.Updated) != "2026-03-02" || x.Owner != "Head of service" || iso(x.Due) != "2026-07-01" || x.Response != "Agreed" || x.Pos.Line != 3 {
		t.Errorf("%+v", x)
	}
	if b := x.Before; len(b) != 1 || b[0].Status != Accepted || iso(b[0].Due) != "2026-04-01" || iso(b[0].Updated) != "2025-11-03" || b[0].Pos.Line != 4 {
		t.Errorf("%+v", b)
	}
	if y := records.Recommendations[1]; y.Source != Inspection || !y.Status.Ended() || y.Response != "Not agreed" {
		t.Errorf("%+v", y)
	}
	for name, test := range map[string]struct{ text, want string }{
		"id":             {",committee,2025-11-03,P,accepted,,,,,\n", "in.csv:2:1: record-value: id is empty"},
		"source":         {"R,comitee,2025-11-03,P,accepted,,,,,\n", "in.csv:2:3: record-value: \"comitee\" is not a source of a recommendation\n    Did you mean committee?"},
		"no source":      {"R,,2025-11-03,P,accepted,,,,,\n", "in.csv:2:3: record-value: source is empty"},
		"text":           {"R,committee,2025-11-03,,accepted,,,,,\n", "in.csv:2:24: record-value: recommendation is empty"},
		"status":         {"R,committee,2025-11-03,P,half done,,,,,\n", "in.csv:2:26: record-value: \"half done\" is not a status of a recommendation"},
		"ahead":          {"R,committee,2026-11-03,P,accepted,,,,,\n", "in.csv:2:13: date-ahead: date is 2026-11-03"},
		"updated ahead":  {"R,committee,2025-11-03,P,accepted,,2026-11-03,,,\n", "in.csv:2:36: date-ahead: updated is 2026-11-03"},
		"updated before": {"R,committee,2025-11-03,P,accepted,,2025-11-02,,,\n", "in.csv:2:36: record-value: updated is 2025-11-02, before 2025-11-03"},
		"due":            {"R,committee,2025-11-03,P,accepted,,,,later,\n", "in.csv:2:38: record-value: due is \"later\""},
		"due before":     {"R,committee,2025-11-03,P,accepted,,,,2025-11-02,\n", "in.csv:2:38: deadline-before-start: due is 2025-11-02, before 2025-11-03"},
		"doubled":        {"R,committee,2025-11-03,P,accepted,,,,,\nR,committee,2025-11-03,P,complete,,,,,\n", "in.csv:2:1: record-doubled: recommendation R of that day is given more than once, and the rows differ (2 times; this is the first)"},
		"another date":   {"R,committee,2025-11-03,P,accepted,,,,,\nR,committee,2025-11-04,P,complete,,,,,\n", "in.csv:3:1: record-value: recommendation R is of another source or date at in.csv:2:1"},
	} {
		t.Run(name, func(t *testing.T) { one(t, recommendationsHeader+test.text, test.want) })
	}
}

func TestAgreements(t *testing.T) {
	records, problems := read(agreementsHeader +
		"New Road (103638),2025-11-03,Call on the first day,open,Head,2026-01-30,,,\n" + // by name and older number
		"140001,2026-03-02,Share plans,open,,,,,\n" +
		"140001,2026-03-02,Meet families,in progress,,2026-06-01,,,A7\n" +
		"North East,2026-03-02,One letter,done,Lead,,,,\n")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	all := records.Agreements
	if of := all.Of(newSchool); len(of) != 3 || of[0].Text != "Call on the first day" || of[0].Owner != "Head" || of[0].Pos.Line != 2 || iso(of[0].Updated) != "2025-11-03" {
		t.Errorf("%+v", of)
	}
	// The latest meeting alone; what is due first comes first, what is due never last.
	if last := all.Last(newSchool); len(last) != 2 || last[0].ID != "A7" || last[1].Text != "Share plans" {
		t.Errorf("%+v", last)
	}
	if last := all.Last(northEast); len(last) != 1 || !last[0].Status.Ended() {
		t.Errorf("%+v", last)
	}
	if all.Last(attendance.Place{Level: attendance.LevelSchool, Code: "100002"}) != nil || Agreements(nil).Of(northEast) != nil {
		t.Error("agreements of nobody")
	}
	for name, test := range map[string]struct{ text, want string }{
		"place":         {"South,2026-03-02,A,open,,,,,\n", "in.csv:2:1: place-unknown: there is no school or group of schools South"},
		"school":        {"Alder (1),2026-03-02,A,open,,,,,\n", "in.csv:2:1: place-unknown: there is no school or group of schools Alder (1)"},
		"no place":      {",2026-03-02,A,open,,,,,\n", "in.csv:2:1: record-value: place is empty"},
		"no meeting":    {"140001,,A,open,,,,,\n", "in.csv:2:8: record-value: meeting_date is empty"},
		"ahead":         {"140001,2026-05-09,A,open,,,,,\n", "in.csv:2:8: date-ahead: meeting_date is 2026-05-09"},
		"no words":      {"140001,2026-03-02,,open,,,,,\n", "in.csv:2:19: record-value: agreement is empty"},
		"status":        {"140001,2026-03-02,A,opne,,,,,\n", "in.csv:2:21: record-value: \"opne\" is not a status of an agreement\n    Did you mean open?"},
		"due":           {"140001,2026-03-02,A,open,,31/3,,,\n", "in.csv:2:27: record-value: due is \"31/3\""},
		"doubled":       {"140001,2026-03-02,A,open,,,,,\n103638,2026-03-02,A,done,,,,,\n", "in.csv:2:1: record-doubled: the agreement of that day is given more than once, and the rows differ (2 times; this is the first)"},
		"another place": {"140001,2026-03-02,A,open,,,,,X\n100002,2026-03-02,A,done,,,,2026-04-01,X\n", "in.csv:3:1: record-value: agreement X is of another place or meeting at in.csv:2:1"},
	} {
		t.Run(name, func(t *testing.T) { one(t, agreementsHeader+test.text, test.want) })
	}
}

// What files say is the same in whatever order they are read, and a later row never
// rewrites an earlier one.
func TestAgreementsInAnyOrder(t *testing.T) {
	files := []string{
		agreementsHeader + "140001,2025-11-03,Call,open,Head,2026-01-30,,,\n140001,2025-11-03,Visit,open,,,,,\n",
		agreementsHeader + "140001,2025-11-03,Call,in progress,,,Two weeks in,2026-01-12,\n",
		agreementsHeader + "140001,2025-11-03,Call,done,Deputy,,,2026-03-02,\n",
	}
	want := "Call done Deputy 2026-01-30 Two weeks in; open Head , in progress Head Two weeks in|Visit open   "
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 0, 2}, {2, 0, 1}, {0, 2, 1}, {1, 2, 0}} {
		var inputs []sheet.Input
		for _, i := range order {
			name := fmt.Sprintf("%d.csv", i)
			inputs = append(inputs, sheet.Input{FS: fstest.MapFS{name: {Data: []byte(files[i])}}, Path: name, Name: name})
		}
		var problems diag.List
		records := Read(inputs, options, &problems)
		var said []string
		for _, a := range records.Agreements {
			var before []string
			for _, b := range a.Before {
				before = append(before, strings.TrimSpace(fmt.Sprintf("%s %s %s", b.Status, b.Owner, b.Note)))
			}
			text := fmt.Sprintf("%s %s %s %s %s", a.Text, a.Status, a.Owner, iso(a.Due), a.Note)
			if len(before) > 0 {
				text += "; " + strings.Join(before, " , ")
			}
			said = append(said, text)
		}
		if got := strings.Join(said, "|"); got != want {
			t.Errorf("%v: %d problems, got\n%s\nwant\n%s", order, len(problems.Problems()), got, want)
		}
	}
}

// A status ends a matter or leaves something to do, and every file has both.
func TestStatuses(t *testing.T) {
	for _, words := range [][]Status{ChecklistStatuses, RecommendationStatuses, AgreementStatuses} {
		if ended := slices.ContainsFunc(words, Status.Ended); !ended || words[0].Ended() {
			t.Errorf("%v", words)
		}
	}
}
