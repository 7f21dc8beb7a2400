package generator

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/sample"
)

// confidential are the columns in which no word may leave the council, by file. A file
// about several levels is marked in the rows of schools only, and updates in those of
// an action about a school.
var confidential = map[string][]string{
	"schools.csv":        {"contact_role", "postcode"},
	"selfevaluation.csv": {"evidence", "by"},
	"agreements.csv":     {"agreement", "owner", "note"},
	"signoffs.csv":       {"by", "note"},
	"actions.csv":        {"owner", "progress"},
	"updates.csv":        {"by", "progress"},
	"targets.csv":        {"reason"},
}

const confidence = "zqconfidence"

// marked is a sample with a mark in every confidential cell. Some action is about the
// first school, and some target of a school has an unlikely value.
func marked(t *testing.T) fstest.MapFS {
	t.Helper()
	folder := sampleFolder(t, sample.Options{Schools: 20, Years: 1, Seed: 3})
	read := func(name string) ([][]string, func(string) int) {
		rows, err := csv.NewReader(bytes.NewReader(folder[name].Data)).ReadAll()
		if err != nil {
			t.Fatal(name, err)
		}
		return rows, func(column string) int { return slices.Index(rows[0], column) }
	}
	schools, at := read("schools.csv")
	urn := schools[1][at("urn")]
	actions, at := read("actions.csv")
	id := actions[1][at("id")]
	actions[1][at("scope")] = "school:" + urn
	folder["actions.csv"] = written(t, actions)

	for name, columns := range confidential {
		if folder[name] == nil {
			t.Fatalf("the sample has no %s", name)
		}
		rows, at := read(name)
		marks := 0
		for _, row := range rows[1:] {
			switch {
			case name == "actions.csv" && row[at("id")] != id, name == "updates.csv" && row[at("action")] != id, name == "targets.csv" && row[at("level")] != "school":
				continue
			case name == "targets.csv":
				row[at("value")] = "93.77"
			}
			for _, column := range columns {
				if i := at(column); i >= 0 {
					row[i] = confidence + " " + strings.ReplaceAll(column, "_", " ")
					marks++
				}
			}
		}
		if marks == 0 && name != "updates.csv" {
			t.Errorf("%s has nothing to mark", name)
		}
		folder[name] = written(t, rows)
	}
	return folder
}

// What is said of a single school in confidence is in the intranet edition, and in no
// byte of any other that more than its head reads: own_test.go looks at those.
func TestConfidencesStayWithTheAuthority(t *testing.T) {
	folder := marked(t)
	for _, edition := range []string{"intranet", "public", "headteacher"} {
		t.Run(edition, func(t *testing.T) {
			opt := siteOptions(t, folder)
			opt.Edition = edition
			site, printed := buildSite(t, opt)
			if len(site) < 100 {
				t.Fatalf("%d files: %s", len(site), printed)
			}
			told := map[string]bool{}
			for path, data := range site {
				for _, m := range wordsOfConfidence.FindAllString(string(data), -1) {
					told[m] = true
				}
				if edition == "intranet" || headOf(path) != "" {
					continue
				}
				if i := bytes.Index(data, []byte(confidence)); i >= 0 {
					t.Errorf("%s holds a confidence: %s", path, data[max(0, i-80):min(len(data), i+60)])
				}
				if bytes.Contains(data, []byte("93.77")) {
					t.Errorf("%s holds a target that was set in confidence", path)
				}
				for _, part := range []string{"brief/", "meeting/", "priority/", "returns/", "self-evaluation/", "targets/"} {
					if strings.HasPrefix(path, part) || strings.Contains(path, "/"+part) {
						t.Errorf("%s is a page in confidence", path)
					}
				}
				if strings.HasPrefix(path, "schools/") && strings.Contains(path, "/pupils/") {
					t.Errorf("%s is about the pupils of a school", path)
				}
			}
			if edition == "intranet" && len(told) < 6 {
				t.Errorf("the intranet tells only %v, so the marks prove nothing", told)
			}
		})
	}
}

var wordsOfConfidence = regexp.MustCompile(confidence + " [a-z]+")
