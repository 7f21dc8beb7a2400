package generator

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/plan"
	"rollcall/generator/returns"
)

// No column of a template goes nowhere: what is written in words under it is on a page.
// Words that stand for something, such as a status, are read by the tests of their files.
func TestNoColumnGoesNowhere(t *testing.T) {
	read := map[string][]string{ // columns of words that have a meaning, of days and of numbers
		"targets":         {"level", "code", "phase", "measure", "period", "value", "state", "date", "focus", "public"},
		"calendar":        {"period", "from", "to", "sessions", "urn"},
		"service":         {"period", "activity", "count", "urn", "cluster"},
		"attainment":      {"level", "code", "period", "band", "pupils", "reached"},
		"events":          {"date", "until", "level", "code", "kind"},
		"signoffs":        {"urn", "period", "state", "date"},
		"selfevaluation":  {"urn", "date", "question", "score"},
		"checklist":       {"component", "date", "status", "review_date"},
		"recommendations": {"id", "source", "date", "status", "updated", "due"},
		"agreements":      {"place", "meeting_date", "status", "due", "updated", "id"},
		"actions":         {"id", "strategy", "deadline", "strand", "start", "status", "baseline", "target_value", "target_date", "scope", "depends_on"},
		"updates":         {"date", "action", "status", "deadline"},
	}
	rows := map[string]map[string]string{
		"targets":         {"level": "school", "code": "100001", "measure": "attendance", "period": "2024-25 autumn", "value": "95", "state": "ratified", "date": "2024-09-10"},
		"service":         {"period": "2024-25 autumn", "activity": "visit", "count": "9", "urn": "100001"},
		"attainment":      {"level": "authority", "code": "999", "period": "2024-25", "band": ">=94", "pupils": "1000", "reached": "700"},
		"events":          {"date": "2024-09-02", "level": "school", "code": "100001"},
		"signoffs":        {"urn": "100001", "period": "2024-25 autumn", "state": "query", "date": "2025-01-20"},
		"selfevaluation":  {"urn": "100001", "date": "2025-01-20", "question": "1.1.a", "score": "7"},
		"checklist":       {"component": "attendance-leader", "date": "2025-01-20", "status": "in progress"},
		"recommendations": {"id": "R1", "source": "committee", "date": "2025-01-20", "status": "accepted"},
		"agreements":      {"place": "100001", "meeting_date": "2025-01-20", "status": "open"},
		"actions":         {"id": "1", "strategy": "s", "status": "on track"},
		"updates":         {"date": "2025-01-20", "action": "1", "status": "on track"},
	}
	files := map[string]string{"plan/index.md": strategyPage + "We ring.\n"}
	var marks []string
	for _, f := range append(returns.Formats, plan.Formats...) {
		if rows[f.Name] == nil {
			continue
		}
		var header, row []string
		for _, c := range f.Columns {
			cell := rows[f.Name][c.Name]
			known := false
			for _, name := range read[f.Name] {
				known = known || name == c.Name
			}
			if !known {
				cell = "words" + f.Name + strings.ReplaceAll(c.Name, "_", "")
				marks = append(marks, cell)
			}
			header, row = append(header, c.Name), append(row, cell)
		}
		files[f.Name+".csv"] = strings.Join(header, ",") + "\n" + strings.Join(row, ",") + "\n"
		if f.Name == "attainment" { // a band is set against another
			files["attainment.csv"] += strings.Replace(strings.Join(row, ","), ">=94", "<=90", 1) + "\n"
		}
	}
	site := planSite(files, "content: [plan, checklist, self-evaluation]\nstrategy: s\n")
	content := os.DirFS("../content")
	for _, folder := range []string{"checklist", "self-evaluation"} {
		entries, err := fs.ReadDir(content, folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			name := path.Join(folder, e.Name())
			text, err := fs.ReadFile(content, name)
			if err != nil {
				t.Fatal(err)
			}
			site[name] = &fstest.MapFile{Data: text}
		}
	}
	pages, printed := buildSite(t, siteOptions(t, site))
	if len(pages) == 0 || strings.Contains(printed, "record-value") {
		t.Fatal(printed)
	}
	var all strings.Builder
	for _, page := range pages {
		all.Write(page)
	}
	for _, mark := range marks {
		if !strings.Contains(strings.ToLower(all.String()), mark) {
			t.Errorf("%s is on no page", mark)
		}
	}
}
