package generator

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/sample"
)

// published builds the public edition of a folder that names an earlier one, and gives
// it back as a folder within the next.
func published(t *testing.T, folder fstest.MapFS, before map[string][]byte) map[string][]byte {
	t.Helper()
	folder = maps.Clone(folder)
	if before != nil {
		for name, data := range before {
			folder["old/"+name] = &fstest.MapFile{Data: data}
		}
		folder["site.yaml"] = &fstest.MapFile{Data: append(slices.Clip(folder["site.yaml"].Data), "\nearlier_editions: [old]\n"...)}
	}
	opt := siteOptions(t, folder)
	opt.Edition = "public"
	site, printed := buildSite(t, opt)
	if len(site) == 0 {
		t.Fatal(printed)
	}
	return site
}

// A return that is corrected by 400 sessions revises the figures that rest on it, and
// each page says how many. Without a change no figure is revised.
func TestRevisions(t *testing.T) {
	folder := sampleFolder(t, sample.Options{Schools: 20, Years: 1, Seed: 3})
	delete(folder, "pupils.csv")
	folder["site.yaml"] = &fstest.MapFile{Data: bytes.ReplaceAll(folder["site.yaml"].Data, []byte("  - path: pupils.csv\n"), nil)}
	first := published(t, folder, nil)
	if bytes.Contains(first["index.html"], []byte("revised")) {
		t.Error("an edition without an earlier one speaks of revisions")
	}

	same := published(t, folder, first)
	if want := "No figure was revised since the edition of "; !bytes.Contains(same["index.html"], []byte(want)) {
		t.Errorf("the front page lacks %q", want)
	}
	if same["revisions/index.html"] != nil || same["downloads/revisions.csv"] != nil {
		t.Error("there is a page of no revisions")
	}

	rows, err := csv.NewReader(bytes.NewReader(folder["attendance.csv"].Data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := func(column string) int { return slices.Index(rows[0], column) }
	for _, column := range []string{"sess_overall", "sess_unauthorised", "sess_code_o"} {
		if i := at(column); i >= 0 {
			n, err := strconv.Atoi(rows[1][i])
			if err != nil {
				t.Fatal(err)
			}
			rows[1][i] = strconv.Itoa(n + 400)
		}
	}
	corrected := maps.Clone(folder)
	corrected["attendance.csv"] = written(t, rows)
	site := published(t, corrected, first)
	list, err := csv.NewReader(bytes.NewReader(site["downloads/revisions.csv"])).ReadAll()
	if err != nil || len(list) < 3 {
		t.Fatalf("%d rows: %v", len(list), err)
	}
	note := fmt.Sprintf("%d figures were revised since the edition of ", len(list)-1)
	for _, path := range []string{"index.html", "method/index.html", "schools/index.html"} {
		if !strings.Contains(string(site[path]), note) || !strings.Contains(string(site[path]), "revisions/index.html") {
			t.Errorf("%s lacks %q", path, note)
		}
	}
	for _, row := range list[1:] {
		if row[7] == row[8] || row[7] == "" || row[7] == "x" {
			t.Errorf("no revision: %v", row)
		}
	}
	found := slices.ContainsFunc(list[1:], func(row []string) bool {
		was, err := strconv.Atoi(row[7])
		is, err2 := strconv.Atoi(row[8])
		return row[0] == "authority" && row[6] == "sess_overall" && err == nil && err2 == nil && is == was+400
	})
	if !found {
		t.Errorf("the authority's sessions are not among %d revisions: %v", len(list)-1, list[1:min(4, len(list))])
	}
}

// An edition that is not there is reported, with its place in the site file.
func TestAnEarlierEditionThatIsNotThere(t *testing.T) {
	folder := sampleFolder(t, sample.Options{Schools: 20, Years: 1, Seed: 3})
	folder["site.yaml"] = &fstest.MapFile{Data: append(slices.Clip(folder["site.yaml"].Data), "\nearlier_editions: [nowhere]\n"...)}
	site, printed := buildSite(t, siteOptions(t, folder))
	if len(site) > 0 || !strings.Contains(printed, "nowhere cannot be opened") {
		t.Errorf("%d files: %s", len(site), printed)
	}
}
