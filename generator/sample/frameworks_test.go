package sample

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rollcall/content"
	"rollcall/generator/attendance"
)

// listed returns the values of a key in the pages of a framework.
func listed(t *testing.T, dir, key string) []string {
	t.Helper()
	var out []string
	line := regexp.MustCompile(`(?m)^[ -]*` + key + `: (.*)$`)
	err := eachPage(content.Frameworks, dir, func(name string, page []byte) error {
		if !strings.HasSuffix(name, "/index.md") {
			for _, m := range line.FindAllSubmatch(page, -1) {
				out = append(out, string(m[1]))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The words of the frameworks are written as they stand in content, and practice notes
// name clusters that there are.
func TestFrameworks(t *testing.T) {
	for _, opt := range []Options{{Seed: 1}, {Schools: 20, Clusters: 1, Years: 1}} {
		f := write(t, opt)
		pages := 0
		err := eachPage(content.Frameworks, ".", func(name string, page []byte) error {
			pages++
			if got := f["frameworks/"+name]; got == nil || got.String() != string(page) {
				t.Errorf("%s is not a copy of content", name)
			}
			return nil
		})
		if err != nil || pages != 3+9+4+5 {
			t.Errorf("%d pages, %v", pages, err)
		}
		clusters := map[string]bool{}
		for _, s := range f.records(t, "schools.csv") {
			clusters[attendance.Slug(s["cluster"])] = true
		}
		notes, err := fs.Glob(texts, "text/practice/*.md")
		if err != nil || len(notes) != 5 {
			t.Fatal(notes, err)
		}
		for _, note := range notes {
			page := f["frameworks/practice/"+note[len("text/practice/"):]].String()
			if m := regexp.MustCompile(`cluster: (.*)`).FindStringSubmatch(page); !strings.Contains(note, "index") && (m == nil || !clusters[m[1]]) {
				t.Errorf("%s is about %q", note, m)
			}
		}
	}
}

// Most schools score every question of the framework, many of them twice; a few claim
// what the story of their data contradicts.
func TestSelfEvaluation(t *testing.T) {
	f := write(t, Options{Seed: 1})
	var questions []string
	for _, id := range listed(t, "self-evaluation", "id") {
		if strings.Count(id, ".") == 2 {
			questions = append(questions, id)
		}
	}
	asked := map[string]map[string]bool{}
	rounds, latest := map[string]map[string]bool{}, map[[2]string]int{}
	gaps, rows := 0, f.records(t, "selfevaluation.csv")
	for _, r := range rows {
		urn, score := r["urn"], r.int(t, "score")
		if score < 1 || score > 12 || !slices.Contains(questions, r["question"]) {
			t.Errorf("%v", r)
		}
		if asked[urn] == nil {
			asked[urn], rounds[urn] = map[string]bool{}, map[string]bool{}
		}
		asked[urn][r["question"]], rounds[urn][r["date"]] = true, true
		latest[[2]string{urn, r["question"]}] = score
		if r["evidence"] == "" {
			gaps++
		}
	}
	twice := 0
	for urn, q := range asked {
		if len(q) != len(questions) {
			t.Errorf("%s answers %d of %d questions", urn, len(q), len(questions))
		}
		if len(rounds[urn]) == 2 {
			twice++
		}
	}
	if len(questions) != 34 || len(asked) < 50 || len(asked) == 60 || twice < 40 || twice == len(asked) {
		t.Errorf("%d questions, %d schools, %d of them twice", len(questions), len(asked), twice)
	}
	if gaps*6 < len(rows) || gaps*4 > len(rows) {
		t.Errorf("%d of %d scores lack evidence", gaps, len(rows))
	}
	for claim, want := range map[[2]string]int{
		{"900003", questionPA}: 11, {"900046", questionPA}: 11, // the first worsens, the second improves
		{"900013", questionReturns}: 12, {"900047", questionReturns}: 11, {"900010", questionReturns}: 3,
		{"900049", questionAttendance}: 10,
	} {
		if latest[claim] != want {
			t.Errorf("%v is %d, want %d", claim, latest[claim], want)
		}
	}
}

// Dates are ISO dates, so they are in order as text.
func TestChecklistAndRecommendations(t *testing.T) {
	const today = "2026-05-08" // as_of in site.yaml
	f := write(t, Options{Seed: 1})
	latest := map[string]record{}
	for _, r := range f.records(t, "checklist.csv") {
		if before := latest[r["component"]]; before != nil && before["date"] >= r["date"] || r["date"] > today {
			t.Errorf("%v", r)
		}
		latest[r["component"]] = r
	}
	overdue := 0
	for _, id := range listed(t, "checklist", "id") {
		if latest[id] == nil {
			t.Errorf("the checklist says nothing of %s", id)
		} else if latest[id]["review_date"] < today {
			overdue++
		}
	}
	if len(latest) != 5 || overdue != 1 {
		t.Errorf("%d components, %d overdue", len(latest), overdue)
	}
	sources := map[string]string{}
	for _, r := range f.records(t, "recommendations.csv") {
		sources[r["id"]] = r["source"]
		if r["date"] > today || r["updated"] > today || r["updated"] != "" && r["updated"] < r["date"] || r["due"] != "" && r["due"] < r["date"] {
			t.Errorf("%v", r)
		}
	}
	inspections := 0
	for _, source := range sources {
		if source == "inspection" {
			inspections++
		}
	}
	if len(sources) != 5 || inspections != 2 {
		t.Errorf("recommendations are %v", sources)
	}
}

func TestAgreements(t *testing.T) {
	for _, opt := range []Options{{Seed: 1}, {Schools: 20, Clusters: 1, Years: 1}} {
		f := write(t, opt)
		known := map[string]bool{}
		for _, s := range f.records(t, "schools.csv") {
			known[s["urn"]], known[attendance.Slug(s["cluster"])] = true, true
		}
		places, ids, statuses := map[string]bool{}, map[string]bool{}, map[string]int{}
		for _, r := range f.records(t, "agreements.csv") {
			if ids[r["id"]] || !known[r["place"]] || r["due"] < r["meeting_date"] || r["updated"] != "" && r["updated"] < r["meeting_date"] {
				t.Errorf("%v", r)
			}
			ids[r["id"]], places[r["place"]] = true, true
			statuses[r["status"]]++
		}
		want := 20 + 3
		if opt.Clusters == 1 {
			want = 6 + 1
		}
		if len(places) != want || len(statuses) != 4 {
			t.Errorf("%d places, statuses %v", len(places), statuses)
		}
	}
}
