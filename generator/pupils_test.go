package generator

import (
	"bytes"
	"encoding/csv"
	"io"
	"math/big"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/sample"
)

// sampleFolder makes the folder of an authority that does not exist, with its pupils.
func sampleFolder(t testing.TB, opt sample.Options) fstest.MapFS {
	t.Helper()
	opt.Pupils = true
	folder := fstest.MapFS{}
	if err := sample.Write(memoryIn(folder), opt); err != nil {
		t.Fatal(err)
	}
	return folder
}

// memoryIn makes files in a folder in memory.
func memoryIn(folder fstest.MapFS) func(path string) (io.WriteCloser, error) {
	return func(path string) (io.WriteCloser, error) { return &memoryFile{folder: folder, path: path}, nil }
}

// memoryFile joins its folder when it is closed.
type memoryFile struct {
	folder fstest.MapFS
	path   string
	data   []byte
}

func (f *memoryFile) Write(p []byte) (int, error) {
	f.data = append(f.data, p...)
	return len(p), nil
}

func (f *memoryFile) Close() error {
	f.folder[f.path] = &fstest.MapFile{Data: f.data}
	return nil
}

// without takes inputs out of a site.
func without(folder fstest.MapFS, inputs ...string) fstest.MapFS {
	text := string(folder["site.yaml"].Data)
	for _, name := range inputs {
		text = strings.Replace(text, "  - path: "+name+"\n", "", 1)
	}
	folder["site.yaml"] = &fstest.MapFile{Data: []byte(text)}
	return folder
}

// Every figure that a site shows of its pupils is what plain code makes of the same
// file, and every cell that plain code makes is in the files, unless it holds one to
// five pupils. That is so beside the schools' returns and without them.
func TestPupilsAreCountedRight(t *testing.T) {
	options := sample.Options{Schools: 20, Years: 2, Seed: 7}
	want := plainCount(t, sampleFolder(t, options))
	for _, c := range []struct {
		name   string
		folder fstest.MapFS
	}{{"with returns", sampleFolder(t, options)}, {"pupils alone", without(sampleFolder(t, options), "attendance.csv")}} {
		t.Run(c.name, func(t *testing.T) {
			site, printed := buildSite(t, siteOptions(t, c.folder))
			if len(site) == 0 || strings.Contains(printed, "pupils-differ") {
				t.Fatalf("%d files: %s", len(site), printed)
			}
			comparePlain(t, site, want)
		})
	}
}

// beyond reports whether plain code does not count a cell.
func (k plainKey) beyond() bool {
	switch k.level {
	case "authority", "cluster", "school":
		return k.group == "Joined during the year" || strings.HasPrefix(k.group, "Transfer: ")
	case "virtual":
		return k.place == "social-worker" || k.group == "Reception" || strings.HasPrefix(k.group, "Year ")
	}
	return true // another grouping, a region or a country
}

// comparison counts what was compared with plain code.
type comparison struct{ rows, shown, suppressed, shares, faults int }

// wrong reports a fault, and gives up after many.
func (done *comparison) wrong(t *testing.T, format string, args ...any) {
	t.Helper()
	t.Errorf(format, args...)
	if done.faults++; done.faults == 20 {
		t.Fatal("there may be more")
	}
}

func comparePlain(t *testing.T, site map[string][]byte, want map[plainKey]plainCell) {
	t.Helper()
	var done comparison
	seen := make(map[plainKey]bool)
	for name, data := range site {
		if path.Base(name) != "figures.csv" {
			continue
		}
		for row := range table(t, data) {
			key := plainKey{row["level"], row["name"], row["phase"], row["period"], row["group"]}
			if key.level == "virtual" {
				key.place = row["code"]
			}
			seen[key] = true
			if cell := want[key]; cell != nil {
				done.rows++
				done.compare(t, key, row, cell)
			} else if !key.beyond() {
				done.wrong(t, "%s: %v is made of no pupils", name, key)
			}
		}
	}
	for key, cell := range want {
		small := cell["enrolments"] > 0 && cell["enrolments"] <= 5
		halfTermGroup := strings.HasPrefix(key.period[len("2024-25"):], " HT") && key.group != "All pupils" // those stand on pages only
		if !seen[key] && !small && !halfTermGroup {
			done.wrong(t, "%v is in no file; it has %v", key, cell)
		}
	}
	// A site that hides everything would agree with anything.
	if done.rows < 10_000 || done.shown < 250_000 || done.shares < 70_000 || done.suppressed == 0 {
		t.Errorf("too little was compared: %+v", done)
	}
	t.Logf("%+v", done)
}

// people are the columns that count pupils.
var people = []string{"enrolments", "pa_10", "pa_15", "severe", "near_pa", "severe_plan"}

func (done *comparison) compare(t *testing.T, key plainKey, row map[string]string, cell plainCell) {
	t.Helper()
	for column, text := range row {
		switch text {
		case "c":
			done.suppressed++
			continue
		case "x":
			if column == "schools" && key.level == "virtual" || (strings.HasSuffix(column, "_percent") || strings.HasPrefix(column, "band_")) && cell[shareOf(column)] == 0 {
				continue // a virtual school is no school; no pupils, no percentage and no band
			}
			done.wrong(t, "%v: %s is not available", key, column)
			continue
		}
		isBand := strings.HasPrefix(column, "band_")
		count := strings.HasPrefix(column, "sess_") || slices.Contains(people, column)
		share, isShare := strings.CutSuffix(column, "_percent")
		if i := strings.LastIndex(share, "_level-"); i >= 0 {
			share = share[i+1:]
		}
		switch {
		case isShare:
			of := cell[shareOf(column)]
			n := cell[share]
			if share == "attendance" {
				n = of - cell["sess_overall"]
			}
			if of == 0 || !same(text, n, of) {
				done.wrong(t, "%v: %s is %s, its pupils make %d of %d", key, column, text, n, of)
			}
			done.shares++
		case isBand:
			if text != strconv.Itoa(cell[share]) {
				done.wrong(t, "%v: %s is %s, its pupils make %d", key, column, text, cell[share])
			}
			done.shown++
		case count:
			if text != strconv.Itoa(cell[column]) {
				done.wrong(t, "%v: %s is %s, its pupils make %d", key, column, text, cell[column])
			}
			if n := cell[column]; slices.Contains(people, column) && n > 0 && n <= 5 {
				done.wrong(t, "%v: %s shows %d pupils", key, column, n)
			}
			done.shown++
		}
	}
}

// shareOf names the column that a percentage is a share of.
func shareOf(column string) string {
	switch column {
	case "sess_overall_percent", "attendance_percent":
		return "sess_possible"
	case "severe_plan_percent":
		return "severe"
	}
	return "enrolments"
}

// same reports whether a percentage of ten digits is n of a whole.
func same(text string, n, whole int) bool {
	want := big.NewRat(int64(n)*100, int64(whole)).FloatString(10)
	return text == strings.TrimSuffix(strings.TrimRight(want, "0"), ".")
}

// Where a school's return and its pupils disagree the return's figure is shown, and
// the difference is reported to whoever builds, but its counts are on no page.
func TestReturnStandsAgainstPupils(t *testing.T) {
	folder := sampleFolder(t, sample.Options{Schools: 20, Years: 1, Seed: 9})
	rows, err := csv.NewReader(bytes.NewReader(folder["attendance.csv"].Data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := func(name string) int { return slices.Index(rows[0], name) }
	first := slices.IndexFunc(rows, func(row []string) bool {
		return row[at("period")] == "2025-26 autumn" && row[at("group")] == "All pupils"
	})
	row := rows[first]
	row[at("enrolments")] = strconv.Itoa(number(t, row[at("enrolments")]) + 7)
	folder["attendance.csv"] = written(t, rows)
	site, printed := buildSite(t, siteOptions(t, folder))
	if strings.Count(printed, "pupils-differ") != 1 || !strings.Contains(printed, "the return has "+row[at("enrolments")]+" enrolments, the pupil rows ") {
		t.Error(printed)
	}
	shown := false
	for name, data := range site {
		if bytes.Contains(data, []byte("the pupil rows ")) {
			t.Errorf("%s quotes the difference", name)
		}
		if path.Base(name) != "figures.csv" {
			continue
		}
		for cell := range table(t, data) {
			if cell["code"] == row[at("urn")] && cell["period"] == row[at("period")] && cell["group"] == "All pupils" {
				shown = true
				for _, column := range []string{"enrolments", "sess_possible", "pa_10", "severe"} {
					if want := row[at(column)]; cell[column] != want && cell[column] != "c" {
						t.Errorf("%s is %s, the return has %s", column, cell[column], want)
					}
				}
				if cell["near_pa"] != "x" {
					t.Errorf("near_pa is %s, taken from pupils that the return contradicts", cell["near_pa"])
				}
			}
		}
	}
	if !shown {
		t.Error("the school has no figures")
	}
}
