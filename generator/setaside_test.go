package generator

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/diag"
	"rollcall/generator/sample"
)

// spoiled are the files whose cells are spoiled: those that schools and their data teams
// fill in.
func spoiled(name string) bool {
	return name == "schools.csv" || name == "pupils.csv" || strings.HasPrefix(name, "attendance") && strings.HasSuffix(name, ".csv")
}

// spoilCells puts something else into a few cells of a site's files of figures, or a cell
// too many or too few into a row.
func spoilCells(t *testing.T, rng *rand.Rand, folder fstest.MapFS) {
	var names []string
	for name := range folder {
		if spoiled(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for range 1 + rng.IntN(3) {
		name := names[rng.IntN(len(names))]
		rows := spoilable(t, folder, name)
		i := 1 + rng.IntN(len(rows)-1)
		row, other := rows[i], rows[1+rng.IntN(len(rows)-1)]
		at := rng.IntN(len(row))
		switch rng.IntN(8) {
		case 0:
			row[at] = "many"
		case 1:
			row[at] = "-12"
		case 2:
			row[at] = "987654321"
		case 3:
			row[at] = ""
		case 4:
			if at < len(other) {
				row[at], other[at] = other[at], row[at]
			}
		case 5:
			to := rng.IntN(len(row))
			row[at], row[to] = row[to], row[at]
		case 6:
			rows[i] = append(row, "1")
		case 7:
			rows[i] = slices.Delete(row, at, at+1)
		}
		put(folder, name, rows)
	}
}

// spoilable reads a file of a site, whatever the width of its rows.
func spoilable(t *testing.T, folder fstest.MapFS, name string) [][]string {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(folder[name].Data))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(name, err)
	}
	return rows
}

func put(folder fstest.MapFS, name string, rows [][]string) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.WriteAll(rows)
	folder[name] = &fstest.MapFile{Data: b.Bytes()}
}

// withoutAside takes out of a site's files what its dataset left out: the returns that it
// lists, and the rows that problems name.
func withoutAside(t *testing.T, folder fstest.MapFS) (rest fstest.MapFS, some bool) {
	t.Helper()
	var problems diag.List
	in, err := readInputs(siteOptions(t, folder), new(Report), &problems)
	if err != nil {
		t.Fatal(err)
	}
	newest, aside := make(map[string]string), make(map[string]bool)
	for _, s := range in.dataset.Schools {
		for _, old := range s.Predecessors {
			newest[string(old)] = string(s.URN)
		}
	}
	for _, s := range in.dataset.SetAside {
		aside[string(s.School)+" "+s.Period.String()] = true
	}
	lines, strangers := make(map[string]bool), make(map[string]bool)
	for _, p := range problems.Problems() {
		if p.Severity != diag.SetAside {
			continue
		}
		for _, pos := range places(p) {
			lines[fmt.Sprint(pos.File, pos.Line)] = true
			some = some || spoiled(pos.File)
			if p.Code == diag.SchoolUnknown && pos.File == "pupils.csv" {
				rows := spoilable(t, folder, pos.File)
				strangers[rows[pos.Line-1][slices.Index(rows[0], "urn")]] = true
			}
		}
	}
	rest = maps.Clone(folder)
	for name := range folder {
		if !spoiled(name) {
			continue
		}
		rows := spoilable(t, folder, name)
		kept := rows[:1:1]
		urn, period := slices.Index(rows[0], "urn"), slices.Index(rows[0], "period")
		for i, row := range rows[1:] {
			if lines[fmt.Sprint(name, i+2)] || name == "pupils.csv" && strangers[row[urn]] {
				continue
			}
			number := row[urn]
			if now := newest[number]; now != "" {
				number = now
			}
			if period < 0 || !aside[number+" "+row[period]] {
				kept = append(kept, row)
			}
		}
		put(rest, name, kept)
	}
	return rest, some
}

// figureFiles are the files of figures of a site.
func figureFiles(site map[string][]byte) map[string]string {
	out := make(map[string]string)
	for name, data := range site {
		if path.Base(name) == "figures.csv" {
			out[name] = string(data)
		}
	}
	return out
}

// Whatever stands in a cell of a return, a build ends with a site, every number of which
// is that of the site without the returns that were set aside; or it is refused with a
// place, and a check refuses it too.
func TestFaultyReturnsAreInNoFigure(t *testing.T) {
	folders := map[string]fstest.MapFS{"sample": sampleFolder(t, sample.Options{Schools: 20, Clusters: 2, Years: 1, Seed: 4, Pupils: true})}
	rounds := map[string]int{"termly": 6, "pupils": 5, "sample": 1}
	for _, name := range []string{"termly", "pupils"} {
		folder := make(fstest.MapFS)
		for file, data := range readSite(t, filepath.Join("testdata", "sites", name, "input")) {
			folder[file] = &fstest.MapFile{Data: data}
		}
		folders[name] = folder
	}
	for _, name := range slices.Sorted(maps.Keys(folders)) {
		t.Run(name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(5, uint64(len(name))))
			aside, refused := 0, 0
			for round := range rounds[name] {
				folder := maps.Clone(folders[name])
				spoilCells(t, rng, folder)
				got, printed := buildSite(t, siteOptions(t, folder))
				var checked diag.List
				if _, err := Build(siteOptions(t, folder), &checked); err != nil {
					t.Fatal(err)
				}
				if checked.Failed() != (len(got) == 0) {
					t.Fatalf("round %d: check and build do not agree\n%s", round, printed)
				}
				if len(got) == 0 {
					refused++
					for _, p := range checked.Problems() {
						if p.Severity == diag.Error && (p.Pos.File == "" || p.Hint == "") {
							t.Errorf("round %d: %s names no place or remedy", round, p)
						}
					}
					continue
				}
				rest, some := withoutAside(t, folder)
				if !some {
					continue
				}
				aside++
				for more := true; more; { // the rows of a school that nobody lists come out in turns
					rest, more = withoutAside(t, rest)
				}
				want, left := buildSite(t, siteOptions(t, rest))
				if w, g := figureFiles(want), figureFiles(got); !maps.Equal(w, g) {
					for file := range w {
						if w[file] != g[file] {
							a, b := firstDifference([]byte(w[file]), []byte(g[file]))
							t.Errorf("%s: want ...%q, got ...%q", file, a, b)
						}
					}
					t.Fatalf("round %d: %d files of figures, want %d\nset aside with\n%s\nleft\n%s", round, len(g), len(w), printed, left)
				}
			}
			t.Logf("%d of %d rounds set something aside, %d were refused", aside, rounds[name], refused)
			if aside*4 < rounds[name] {
				t.Errorf("only %d of %d rounds set something aside", aside, rounds[name])
			}
		})
	}
}
