package view

import (
	"slices"
	"testing"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/returns"
)

// packBook has two schools in autumn and spring; the second did not return for the
// spring. Every school has 200 pupils, of whom 40 were persistently and 4 severely
// absent (see row).
func packBook(t *testing.T) *Book {
	return book(t,
		row(t, school("100001"), attendance.Primary, "2024-25 HT1", 200, 900), row(t, school("100001"), attendance.Primary, "2024-25 HT2", 200, 900),
		row(t, school("100001"), attendance.Primary, "2024-25 HT3", 200, 900), row(t, school("100001"), attendance.Primary, "2024-25 HT4", 200, 900),
		row(t, school("100002"), attendance.Primary, "2024-25 HT1", 200, 900), row(t, school("100002"), attendance.Primary, "2024-25 HT2", 200, 900))
}

func TestPackPaths(t *testing.T) {
	b := packBook(t)
	autumn, spring := period(t, "2024-25 autumn"), period(t, "2024-25 spring")
	harbour := attendance.Place{Level: attendance.LevelCluster, Code: "harbour"}
	for want, got := range map[string]string{
		"schools/100001/brief/index.html":                b.BriefPath(school("100001"), spring),
		"schools/100001/2024-25-autumn/brief/index.html": b.BriefPath(school("100001"), autumn),
		"schools/100002/brief/index.html":                b.BriefPath(school("100002"), autumn), // its latest
		"schools/100001/governors/index.html":            b.GovernorsPath(school("100001")),
		"clusters/harbour/meeting/index.html":            b.MeetingPath(harbour),
		"scrutiny/index.html":                            b.ScrutinyPath(spring),
		"scrutiny/2024-25-autumn/index.html":             b.ScrutinyPath(autumn),
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// The public edition has the scrutiny report without owners, and nothing that is made
// for a conversation in confidence.
func TestPublicEditionHasNoBriefs(t *testing.T) {
	b := packBook(t)
	if !b.HasBrief(school("100001")) || !b.HasMeeting(b.Groupings[0]) {
		t.Fatal("the intranet edition has no packs")
	}
	b.Edition = "public"
	if b.HasBrief(school("100001")) || b.HasMeeting(b.Groupings[0]) || len(b.schoolPacks(school("100001"), b.current, "")) > 0 {
		t.Error("the public edition has packs about single schools")
	}
	if len(b.authorityPacks(b.current, "")) == 0 {
		t.Error("the public edition does not lead to the scrutiny report")
	}
}

// A question is asked only where its rule fires.
func TestQuestionsAreAskedByRule(t *testing.T) {
	b := packBook(t)
	ids := func(asked []Text) (out []string) {
		for _, q := range asked {
			out = append(out, q.ID)
		}
		return out
	}
	// 4 severely absent pupils are under the threshold: what is hidden asks nothing.
	if got, want := ids(b.ask(askSchool, schoolQuestions, b.at(school("100001"), b.current), 5)), []string{"ask.school.families", "ask.school.help"}; !slices.Equal(got, want) {
		t.Errorf("asked %v, want %v", got, want)
	}
	if got := ids(b.ask(askSchool, schoolQuestions, b.at(school("100002"), period(t, "2024-25 autumn")), 5)); got[0] != "ask.school.return" {
		t.Errorf("a school without a return is asked %v", got)
	}
	if got := ids(b.ask(askScrutiny, scrutinyQuestions, b.at(wexcombe, b.current), 1)); !slices.Equal(got, []string{"ask.scrutiny.return"}) {
		t.Errorf("the committee asks %v", got)
	}
	for _, list := range [][]string{schoolQuestions, governorQuestions, scrutinyQuestions} {
		for _, id := range list {
			if asked[id] == nil {
				t.Errorf("question %q has no rule", id)
			}
		}
	}
}

// What was agreed stands beside the latest figures only, and is late the day after
// the agreed one: 2026-05-07 is past on 2026-05-08, 2026-05-08 is not.
func TestAgreedLastTime(t *testing.T) {
	day := func(s string) returns.Agreement {
		a := returns.Agreement{Place: school("100001"), Meeting: onDay(t, "2026-02-23"), Text: "Call every family.", Status: returns.Open}
		a.Due = onDay(t, s)
		return a
	}
	b := packBook(t)
	b.Agreements = returns.Agreements{day("2026-05-07"), day("2026-05-08")}
	now, before := b.at(school("100001"), b.current), b.at(school("100001"), period(t, "2024-25 autumn"))
	if n := b.overdueAgreed(now); n != 1 {
		t.Errorf("%d agreements are late, want 1", n)
	}
	if sections := b.agreedSection(now, ""); len(sections) != 1 || len(sections[0].Blocks[0].Table.Rows) != 2 {
		t.Errorf("the latest brief shows %v", sections)
	}
	if b.agreedSection(before, "") != nil {
		t.Error("an earlier brief shows what was agreed after it")
	}
	cluster := b.at(attendance.Place{Level: attendance.LevelCluster, Code: "harbour"}, b.current)
	if got := b.agreedLast(cluster); len(got) != 2 {
		t.Errorf("the group shows %d agreements of its schools, want 2", len(got))
	}
}

func onDay(t *testing.T, text string) time.Time {
	t.Helper()
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

// Every page of the kind can be made, also where there is little to say.
func TestPacksOfLittle(t *testing.T) {
	b := packBook(t)
	autumn := period(t, "2024-25 autumn")
	for name, page := range map[string]Pack{
		"brief": b.Brief(school("100001"), b.current), "earlier brief": b.Brief(school("100001"), autumn), "governors": b.Governors(school("100002")),
		"scrutiny": b.Scrutiny(b.current), "earlier scrutiny": b.Scrutiny(autumn), "meeting": b.Meeting(b.Groupings[0], attendance.Place{Level: attendance.LevelCluster, Code: "harbour"}),
	} {
		if len(page.Sections) == 0 || page.H1.IsZero() || page.Kind == "" {
			t.Errorf("%s has %d sections and heading %v", name, len(page.Sections), page.H1)
		}
		seen := map[string]bool{}
		for _, s := range page.Sections {
			if seen[s.ID] {
				t.Errorf("%s has two sections %q", name, s.ID)
			}
			seen[s.ID] = true
		}
	}
	if n := b.Pub.Count(b.at(school("100001"), b.current), disclosure.Severe); n.Shown() {
		t.Fatal("the test rests on a hidden count")
	}
}

func TestTableWithoutColumn(t *testing.T) {
	table := &Table{Columns: []Column{{Label: Words("a")}, {Label: Words("b")}, {Label: Words("c")}}, Rows: []Row{{Cells: []Cell{TextCell(Words("1")), TextCell(Words("2")), TextCell(Words("3"))}}}}
	table.without(1)
	if len(table.Columns) != 2 || table.Columns[1].Label.Literal != "c" || table.Rows[0].Cells[1].Text.Literal != "3" {
		t.Errorf("got %v", table)
	}
}
