package generator

import (
	"bytes"
	"encoding/csv"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sample"
)

// terms is a sample of one year in which pupils with free school meals come and go, and the
// same before its last term, with one return that was corrected since.
func terms(t *testing.T) (now, before fstest.MapFS) {
	now = sampleFolder(t, sample.Options{Schools: 40, Years: 1, Seed: 5})
	delete(now, "pupils.csv")
	now = without(now, "pupils.csv")
	rows, err := csv.NewReader(bytes.NewReader(now["attendance.csv"].Data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := func(name string) int { return slices.Index(rows[0], name) }
	for _, row := range rows[1:] {
		if row[column("period")] != "2025-26 spring" || row[column("group")] != attendance.Flags[attendance.FreeMeals].Group {
			continue
		}
		urn, _ := strconv.Atoi(row[0])
		for j := column("enrolments"); j < len(row); j++ {
			if n, err := strconv.Atoi(row[j]); err == nil {
				row[j] = strconv.Itoa(n * (40 + urn*37%60) / 100)
			}
		}
	}
	now["attendance.csv"] = written(t, rows)
	early := slices.DeleteFunc(slices.Clone(rows), func(row []string) bool {
		return slices.Contains([]string{"2025-26 HT3", "2025-26 HT4", "2025-26 spring", "2025-26 to HT4"}, row[column("period")])
	})
	for i, row := range early { // the half-term and the term that holds it
		if row[0] != early[1][0] || row[column("group")] != attendance.AllPupils || row[column("period")] == "2025-26 HT2" {
			continue
		}
		early[i] = slices.Clone(row)
		for _, name := range []string{"sess_unauthorised", "code_o"} {
			n, _ := strconv.Atoi(row[column(name)])
			early[i][column(name)] = strconv.Itoa(n + 30)
		}
	}
	before = maps.Clone(now)
	before["attendance.csv"] = written(t, early)
	strand := slices.DeleteFunc(strings.SplitAfter(string(now["content/strand-3.md"].Data), "\n"), func(line string) bool {
		return strings.Contains(line, "{{") // it quotes the last term
	})
	before["content/strand-3.md"] = &fstest.MapFile{Data: []byte(strings.Join(strand, ""))}
	return now, before
}

// figuresOf reads every count of the files of a site, by row and column.
func figuresOf(t *testing.T, site map[string][]byte) map[[6]string]string {
	out := make(map[[6]string]string)
	for name, data := range site {
		if path.Base(name) != "figures.csv" {
			continue
		}
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			t.Fatal(name, err)
		}
		for _, row := range rows[1:] {
			for i := 6; i < len(row); i++ {
				if column := rows[0][i]; column != "status" && column != "schools" && !strings.HasSuffix(column, "_percent") {
					out[[6]string{row[0], row[1], row[3], row[4], row[5], column}] = row[i]
				}
			}
		}
	}
	return out
}

// The next term's edition hides what the last one hid, and shows what it showed and is
// still so. One that is made without the last does not.
func TestNextTermKeepsWhatTheLastOneHid(t *testing.T) {
	now, before := terms(t)
	last := published(t, before, nil)
	told := figuresOf(t, last)
	compare := func(site map[string][]byte) (opened, closed, kept int) {
		for at, is := range figuresOf(t, site) {
			was, ok := told[at]
			_, notShown := strconv.Atoi(was)
			_, notNow := strconv.Atoi(is)
			switch {
			case !ok:
			case was == "c" && notNow == nil:
				opened++
			case notShown == nil && notNow != nil:
				closed++
			case was == is:
				kept++
			}
		}
		return opened, closed, kept
	}
	opened, closed, kept := compare(published(t, now, last))
	t.Logf("knowing the last edition: %d opened, %d closed, %d as before", opened, closed, kept)
	if opened > 0 || kept < 1000 {
		t.Errorf("%d figures that were hidden are shown, %d are as before", opened, kept)
	}
	if closed > kept/100 { // those that were revised, and sums of them
		t.Errorf("%d figures that were shown are not", closed)
	}
	opened, closed, kept = compare(published(t, now, nil))
	t.Logf("without it: %d opened, %d closed, %d as before", opened, closed, kept)
	if opened+closed == 0 {
		t.Error("the editions are alike anyway, so they test nothing")
	}
}

// Worlds that differ in what is hidden look the same where the last edition is known, too.
func TestOtherWorldsLookTheSameNextTerm(t *testing.T) {
	now, before := terms(t)
	folder := maps.Clone(now)
	for name, data := range published(t, before, nil) {
		folder["old/"+name] = &fstest.MapFile{Data: data}
	}
	folder["site.yaml"] = &fstest.MapFile{Data: append(slices.Clip(folder["site.yaml"].Data), "\nearlier_editions: [old]\n"...)}
	opt := siteOptions(t, folder)
	opt.Edition = "public"
	var problems diag.List
	got, err := CompareWorlds(opt, 1, &problems)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems.Problems())
	}
	if got.Changed < 100 || len(got.Differ) > 0 {
		t.Errorf("%d hidden counts changed, and %d files tell the worlds apart: %.10q", got.Changed, len(got.Differ), got.Differ)
	}
}
