package plan

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"rollcall/generator/diag"
)

// Statuses as people write them: read where there is one meaning, and else shown as
// written.
func TestStatusesAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"": "/", "on track": "on track/", "On Track": "on track/", "ON-TRACK": "on track/", "In Progress": "on track/", "RAG: Green": "on track/", "Rag rating – green": "on track/",
		"RAG: Amber": "at risk/", "amber": "at risk/", "At Risk ": "at risk/", "Not started ": "not started/", "Not yet started": "not started/",
		"Complete": "complete/", "Completed": "complete/", "done": "complete/", "Cancelled": "stopped/",
		"Red": "/Red", "RAG: Red": "/RAG: Red", "Blue": "/Blue", "closed": "/closed", "on hold": "/on hold", "unreported": "/unreported", "RAG": "/",
	} {
		p, problems := read(t, fmt.Sprintf("A,s,f,a,o,,,%s,,,,\n", text), "")
		if a := p.Actions[0]; fmt.Sprintf("%s/%s", a.Status, a.Unread) != want {
			t.Errorf("%q is %q, %q; want %s", text, a.Status, a.Unread, want)
		}
		if unread := strings.HasPrefix(want, "/") && len(want) > 1; unread != slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, ": action-status: ") }) {
			t.Errorf("%q: %q", text, problems)
		}
	}
}

// What has no meaning takes the place of what was stated before it: nothing is concluded
// from either, until a report says more.
func TestUnreadStatus(t *testing.T) {
	p, _ := read(t, "A,s,f,a,o,2026-12-01,,on track,,,,\n", "2026-02-01,A,Red,,,\n2026-04-01,A,at risk,,,\n")
	for on, want := range map[string]string{"2026-01-01": "on track stated ", "2026-03-01": " unread Red", "2026-04-01": "at risk stated "} {
		s := p.At(day(t, on), Rules{StaleDays: 90})[0]
		if got := fmt.Sprintf("%s %s %s", s.Status, s.Rule, s.Unread); got != want {
			t.Errorf("on %s it is %q, want %q", on, got, want)
		}
	}
	p, _ = read(t, "A,s,f,a,o,2014-07-01,,,,,,\n", "2014-06-01,A,Red,,,\n")
	if s := p.At(day(t, "2026-01-01"), Rules{Until: map[string]time.Time{"s": day(t, "2014-07-31")}})[0]; s.Status != NotStated || s.Rule != RuleUnread {
		t.Errorf("%q by %s: something was reported", s.Status, s.Rule)
	}
}

// A faulty cell or row is no reason to lose the plan.
func TestNothingRefusesThePlan(t *testing.T) {
	var problems diag.List
	p := readFiles(map[string]string{
		"actions.csv": "id,strategy,focus,action,owner,deadline,start,status,target_date,baseline,depends_on,Budget (£),Risk\n" +
			"1.1,s,f,First,o,Q3,soon,Red,later,most,1.9,500,High\n" +
			"1.1,s,f,Second of the id,o,,,,,,,,\n" +
			",s,f,No id,o,,,,,,,,\n" +
			"1.2,,f,No strategy,o,,,,,,1.3,,\n" +
			"1.3,s,f,Circle,o,,,,,,1.2;1.1,,\n",
		"updates.csv": updatesHeader + "2026-01-05,9.9,complete,,,\nsoon,1.1,complete,,,\n0209-01-05,1.1,complete,,,\n2026-01-05,1.1,on track,,,\n",
	}, Options{}, &problems)
	if problems.Failed() {
		t.Fatal(words(&problems))
	}
	var ids []string
	for _, a := range p.Actions {
		ids = append(ids, a.ID+" "+a.Title+" "+strings.Join(a.DependsOn, ";"))
	}
	if want := []string{"1.1 First ", "1.2 No strategy ", "1.3 Circle 1.1"}; !slices.Equal(ids, want) {
		t.Errorf("actions %q, want %q", ids, want)
	}
	a := p.Actions[0]
	if !slices.Equal(a.Extra, []Extra{{"Budget (£)", "500"}, {"Risk", "High"}}) || a.Deadline.Text != "Q3" || a.Baseline.Text != "most" || len(a.History) != 1 {
		t.Errorf("%+v", a)
	}
}

// An id in another form is that of the only action that it can mean.
func TestFormsOfIDs(t *testing.T) {
	for _, test := range []struct {
		actions []string
		id      string
		found   string
		code    string
	}{
		{[]string{"C07"}, "C07", "C07", ""},
		{[]string{"C07"}, "c 07", "C07", "action-id"},
		{[]string{"C-7"}, "C–7", "C-7", "action-id"},
		{[]string{"2.10"}, "2.1", "2.10", "action-id"}, // as a spreadsheet writes it
		{[]string{"2.1"}, "2.10", "2.1", "action-id"},
		{[]string{"007"}, "7", "007", "action-id"},
		{[]string{"3.0"}, "3", "3.0", "action-id"},
		{[]string{"1.1", "1.10"}, "1.10", "1.10", ""}, // no spreadsheet has rewritten it
		{[]string{"1.1", "1.10"}, "1.1", "1.1", "action-shadow"},
		{[]string{"1.1", "1.10"}, "1.100", "", "action-unknown"},
		{[]string{"C7"}, "C07", "", "action-unknown"},
		{[]string{"1.1.1"}, "1.1.10", "", "action-unknown"},
	} {
		var rows string
		for _, id := range test.actions {
			rows += id + ",s,f,a,o,,,,,,,\n"
		}
		p, problems := read(t, rows, "2026-01-05,"+test.id+",on track,,,\n")
		found := ""
		for _, a := range p.Actions {
			if len(a.History) > 0 {
				found = a.ID
			}
		}
		if found != test.found || (test.code != "") != (len(problems) == 1) || test.code != "" && !strings.Contains(problems[0], ": "+test.code+": ") {
			t.Errorf("%s in %q: found %q, %q", test.id, test.actions, found, problems)
		}
	}
}

// An update that is meant for 1.10 lands on 1.1, which was complete: both warnings name
// both ids and their places.
func TestShadowedUpdate(t *testing.T) {
	_, problems := read(t, "1.1,s,f,a,o,,2025-01-06,complete,,,,\n1.10,s,f,b,o,,2026-03-02,on track,,,,\n",
		"2025-06-02,1.1,complete,,,\n2026-03-02,1.1,at risk,,,\n")
	want := []string{
		"updates.csv:3:12: action-reopened: the update takes up action 1.1 (actions.csv:2:1) again as at risk, though it was complete on 2025-06-02",
		"updates.csv:3:12: action-shadow: the update of 1.1 (actions.csv:2:1) may be of 1.10 (actions.csv:3:1): a spreadsheet writes both as 1.1",
	}
	if !slices.EqualFunc(problems, want, strings.HasPrefix) {
		t.Errorf("got %s", strings.Join(problems, "\n"))
	}
}

// Circles of every kind are taken apart, however long, and nothing else is.
func TestCircles(t *testing.T) {
	for name, test := range map[string]struct {
		edges   [][]int
		circles int
		left    int
	}{
		"none":           {[][]int{{1}, {2}, {}}, 0, 2},
		"itself":         {[][]int{{0}}, 1, 0},
		"two that share": {[][]int{{1}, {0, 2}, {1}, {0}}, 1, 1},
		"two apart":      {[][]int{{1}, {0}, {3, 0}, {2}}, 2, 1},
		"diamond":        {[][]int{{1, 2}, {3}, {3}, {}}, 0, 4},
	} {
		var rows strings.Builder
		for i, to := range test.edges {
			var ids []string
			for _, j := range to {
				ids = append(ids, fmt.Sprintf("C%d", j))
			}
			fmt.Fprintf(&rows, "C%d,s,f,a,o,,,,,,,%s\n", i, strings.Join(ids, ";"))
		}
		p, problems := read(t, rows.String(), "")
		left := 0
		for _, a := range p.Actions {
			left += len(a.DependsOn)
		}
		if len(problems) != test.circles || left != test.left {
			t.Errorf("%s: %d dependencies are left, want %d; %q", name, left, test.left, problems)
		}
	}
	long := make([][]int, 200_000)
	for i := range long {
		long[i] = []int{(i + 1) % len(long)}
	}
	for _, c := range components(long) {
		if c != 0 {
			t.Fatal("one long circle is more than one component")
		}
	}
}

// Whatever is written, a deadline keeps its words, and its day is one of the data.
func FuzzDeadline(f *testing.F) {
	for _, text := range []string{"Dec-26", "end of Autumn 2", "Q3", "by the end of Spr 1 2025/26", "7.11.25", "31 September 2026", "summer term 2100"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := Options{}.ending(ParseDeadline(text), time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC))
		if d.Text != strings.TrimSpace(text) || (d.Kind == Dated) == d.Date.IsZero() || d.Kind == Dated && (d.Date.Year() < 1990 || d.Date.Year() > 2101) {
			t.Errorf("%q is %+v", text, d)
		}
	})
}

func FuzzStatus(f *testing.F) {
	for _, text := range []string{"In Progress", "RAG: Amber", "RAG", "on–track", "Red"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, own, ok := parseStatus(text)
		if s != NotStated && (!ok || !slices.Contains(Statuses, s)) || own && s == NotStated {
			t.Errorf("%q is %q, %t, %t", text, s, own, ok)
		}
	})
}
