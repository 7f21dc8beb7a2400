package generator

import (
	"bytes"
	"encoding/csv"
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/diag"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/sample"
)

// headSite is a sample in which what is said of each school in confidence has the mark of
// that school, and the contact of every school another.
func headSite(t *testing.T, pupils bool) fstest.MapFS {
	t.Helper()
	folder := sampleFolder(t, sample.Options{Schools: 20, Years: 1, Seed: 3})
	if !pupils {
		folder = without(folder, "pupils.csv")
	}
	for name, columns := range confidential {
		rows, err := csv.NewReader(bytes.NewReader(folder[name].Data)).ReadAll()
		if err != nil {
			t.Fatal(name, err)
		}
		at := func(column string) int { return slices.Index(rows[0], column) }
		for i, row := range rows[1:] {
			urn := ""
			switch name {
			case "agreements.csv":
				urn = row[at("place")]
			case "targets.csv":
				urn = row[at("code")]
			case "actions.csv":
				urn = "90000" + string('1'+rune(i%8))
				row[at("scope")], row[at("depends_on")] = "school:"+urn, ""
			case "updates.csv":
				continue
			default:
				urn = row[at("urn")]
			}
			if !strings.HasPrefix(urn, "900") {
				continue
			}
			mark := "zqown" + urn + "qz"
			if name == "schools.csv" {
				mark = "zqcontact"
			}
			for _, column := range columns {
				if at(column) >= 0 {
					row[at(column)] = mark
				}
			}
		}
		folder[name] = written(t, rows)
	}
	return folder
}

// headBuild builds an edition of a site.
func headBuild(t *testing.T, folder fstest.MapFS, edition string) map[string][]byte {
	t.Helper()
	opt := siteOptions(t, folder)
	opt.Edition = edition
	site, printed := buildSite(t, opt)
	if len(site) < 100 {
		t.Fatalf("%s: %d files: %s", edition, len(site), printed)
	}
	return site
}

// headOf is the school whose head a file is for, or "".
func headOf(name string) string {
	if parts := strings.Split(name, "/"); len(parts) > 2 && parts[0] == "own" {
		return parts[1]
	}
	return ""
}

var ownMark = regexp.MustCompile(`zqown(\d{6})qz`)

// No file of one head's folder, and none that heads share, holds what is said of another
// school in confidence; each head has the own.
func TestHeadsReadOnlyOfTheirOwnSchool(t *testing.T) {
	site := headBuild(t, headSite(t, true), "headteacher")
	told := map[string]bool{}
	kinds := map[string]bool{}
	for name, data := range site {
		if bytes.Contains(data, []byte("zqcontact")) {
			t.Errorf("%s holds a contact or a postcode", name)
		}
		for _, m := range ownMark.FindAllSubmatch(data, -1) {
			if urn := string(m[1]); urn != headOf(name) {
				t.Errorf("%s holds a confidence of %s", name, urn)
			} else {
				told[urn] = true
				kinds[strings.TrimPrefix(name, "own/"+urn+"/")] = true
			}
		}
		if headOf(name) != "" {
			continue
		}
		for _, part := range []string{"/brief/", "schools/" + strings.Split(name+"//", "/")[1] + "/governors/", "self-evaluation/", "/meeting/", "priority/", "returns/"} {
			if strings.Contains("/"+name, part) {
				t.Errorf("%s is a page in confidence", name)
			}
		}
	}
	if len(told) < 15 || !kinds["brief/index.html"] || !kinds["self-evaluation/index.html"] || !kinds["index.html"] {
		t.Errorf("%d heads are told of %v, so the marks prove little", len(told), kinds)
	}
	for urn := range told {
		for _, page := range []string{"index.html", "brief/index.html", "governors/index.html", "pupils/index.html", "figures.csv"} {
			if site["own/"+urn+"/"+page] == nil {
				t.Errorf("the head of %s has no %s", urn, page)
			}
		}
	}
}

// figureRows reads the rows of a file of figures, by place, phase, period and group.
func figureRows(t *testing.T, data []byte) (header []string, rows map[string][]string) {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows = make(map[string][]string)
	for _, r := range all[1:] {
		rows[strings.Join([]string{r[0], r[1], r[3], r[4], r[5]}, "|")] = r
	}
	return all[0], rows
}

// rowsIn gathers the rows of the files of figures that a test asks for.
func rowsIn(t *testing.T, site map[string][]byte, which func(name string) bool) map[string][]string {
	t.Helper()
	out := make(map[string][]string)
	for name, data := range site {
		if path.Ext(name) == ".csv" && which(name) {
			_, rows := figureRows(t, data)
			maps.Copy(out, rows)
		}
	}
	return out
}

// What heads share is what everybody reads, and hides the same cells, whatever the site
// file says of the edition. So the two laid side by side tell no more than one.
func TestHeadsShareWhatThePublicReads(t *testing.T) {
	folder := headSite(t, false)
	public, heads := headBuild(t, folder, "public"), headBuild(t, folder, "headteacher")
	for name := range public {
		if heads[name] == nil {
			t.Errorf("heads have no %s", name)
		}
	}
	for name, data := range heads {
		if headOf(name) == "" && (public[name] == nil || path.Ext(name) == ".csv" && !bytes.Equal(public[name], data)) {
			t.Errorf("%s is not as in public", name)
		}
	}
	for _, words := range []string{"", "disclosure: {headteacher: exact}\n", "disclosure: {public: exact, headteacher: rounded}\n", "disclosure: {intranet: none}\n"} {
		site := maps.Clone(folder)
		site["site.yaml"] = &fstest.MapFile{Data: append(slices.Clip(folder["site.yaml"].Data), words...)}
		var patterns []disclosure.Pattern
		for _, edition := range []string{"public", "headteacher"} {
			opt := siteOptions(t, site)
			opt.Edition = edition
			var problems diag.List
			in, err := readInputs(opt, new(Report), &problems)
			policy, ok := policyOf(opt, in, &problems)
			if err != nil || !ok {
				t.Fatal(words, err, problems.Problems())
			}
			patterns = append(patterns, disclosure.Publish(measure.Aggregate(in.dataset, authority(opt.Site), groupings(opt.Site)), policy).Pattern())
		}
		if !reflect.DeepEqual(patterns[0], patterns[1]) || reflect.DeepEqual(patterns[0], disclosure.Pattern{}) {
			t.Errorf("%q: the two editions do not hide the same cells", words)
		}
	}
}

// A site file cannot ask to show heads every number of each other.
func TestHeadsAreNotShownEverything(t *testing.T) {
	folder := headSite(t, false)
	folder["site.yaml"] = &fstest.MapFile{Data: append(slices.Clip(folder["site.yaml"].Data), "disclosure: {headteacher: none}\n"...)}
	opt := siteOptions(t, folder)
	opt.Edition = "headteacher"
	if site, printed := buildSite(t, opt); len(site) > 0 || !strings.Contains(printed, string(diag.ConfigValue)) {
		t.Errorf("%d files: %s", len(site), printed)
	}
}

// A head's file holds rows of no other school, and those of the own as the intranet has
// them. Small counts are hidden there unless the site file shows them on the intranet.
func TestOwnFilesAreInFull(t *testing.T) {
	for _, open := range []bool{false, true} {
		folder := headSite(t, false)
		if open {
			folder["site.yaml"] = &fstest.MapFile{Data: append(slices.Clip(folder["site.yaml"].Data), "disclosure: {intranet: none}\n"...)}
		}
		heads, intranet := headBuild(t, folder, "headteacher"), headBuild(t, folder, "intranet")
		full := rowsIn(t, intranet, func(name string) bool { return path.Base(name) == "figures.csv" })
		public := rowsIn(t, heads, func(name string) bool { return headOf(name) == "" && path.Base(name) == "figures.csv" })
		rows, more, hidden := 0, 0, 0
		for name, data := range heads {
			urn := headOf(name)
			if urn == "" || path.Base(name) != "figures.csv" {
				continue
			}
			header, own := figureRows(t, data)
			for key, row := range own {
				rows++
				if row[0] != "school" || row[1] != urn {
					t.Fatalf("%s has a row of %s", name, key)
				}
				for i, cell := range row {
					if strings.HasSuffix(header[i], "_percent") { // the intranet does not round them
						continue
					}
					if cell != full[key][i] {
						t.Errorf("%s: %s of %s is %s, and %s on the intranet", name, header[i], key, cell, full[key][i])
					}
					if public[key] == nil || public[key][i] != cell {
						more++
					}
					if cell == "c" {
						hidden++
					}
				}
			}
		}
		if rows < 300 || more < 500 || hidden > 0 == open {
			t.Errorf("open %t: %d rows with %d cells that others are not told, %d hidden", open, rows, more, hidden)
		}
	}
}

var (
	longNumber = regexp.MustCompile(`\d[\d,]*\d`)
	sealed     = regexp.MustCompile(`<template id="ledger">[^<]*</template>`)
)

// numbersIn are the whole numbers of five figures and more in a file, without commas.
func numbersIn(data []byte) map[string]bool {
	out := map[string]bool{}
	for _, m := range longNumber.FindAll(sealed.ReplaceAll(data, nil), -1) {
		if n := strings.ReplaceAll(string(m), ",", ""); len(n) >= 5 {
			out[n] = true
		}
	}
	return out
}

// large is how many times as many sessions or pupils there are in a site whose numbers are
// to be told apart from any that come about by chance.
const large = 10_007

// many makes every count in the columns of a site's returns that begin so large, by a
// factor of each school.
func many(t *testing.T, folder fstest.MapFS, factor func(urn string) int, columns ...string) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(folder["attendance.csv"].Data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	urn := slices.Index(rows[0], "urn")
	for i, column := range rows[0] {
		for _, row := range rows[1:] {
			begins := func(with string) bool { return strings.HasPrefix(column, with) }
			if n, err := strconv.Atoi(row[i]); err == nil && slices.ContainsFunc(columns, begins) {
				row[i] = strconv.Itoa(n * factor(row[urn]))
			}
		}
	}
	folder["attendance.csv"] = written(t, rows)
}

// A number that only one head is told, as no file that others read holds it, is on no page
// that another reads.
func TestNoPrivateNumberIsElsewhere(t *testing.T) {
	folder := headSite(t, false)
	many(t, folder, func(string) int { return large }, "sess_", "code_")
	site := headBuild(t, folder, "headteacher")
	readers := map[string]map[string]bool{} // of each number, whose files hold it
	for name, data := range site {
		if path.Ext(name) != ".csv" {
			continue
		}
		_, rows := figureRows(t, data)
		for _, row := range rows {
			for _, cell := range row[6:] {
				if len(cell) >= 5 && strings.Trim(cell, "0123456789") == "" {
					if readers[cell] == nil {
						readers[cell] = map[string]bool{}
					}
					readers[cell][headOf(name)] = true
				}
			}
		}
	}
	private := map[string]string{}
	schools := map[string]int{}
	for n, by := range readers {
		if len(by) == 1 && !by[""] {
			for urn := range by {
				private[n] = urn
				schools[urn]++
			}
		}
	}
	if len(private) < 100 || len(schools) < 15 {
		t.Fatalf("%d private numbers of %d schools prove little", len(private), len(schools))
	}
	for name, data := range site {
		for n := range numbersIn(data) {
			if urn := private[n]; urn != "" && urn != headOf(name) {
				t.Errorf("%s holds %s, which only the head of %s is told", name, n, urn)
			}
		}
	}
}
