package generator

import (
	"bytes"
	"encoding/csv"
	"errors"
	"image/png"
	"maps"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/mail"
	"rollcall/generator/sample"
)

// lettersOf writes the letters of a site, and returns the problems as they are printed.
func lettersOf(t testing.TB, opt Options) (letters []mail.Letter, env mail.Envelope, printed string) {
	t.Helper()
	var problems diag.List
	letters, env, _, err := Letters(opt, opt.Now, &problems)
	if err != nil {
		t.Fatal(err)
	}
	if problems.Failed() && len(letters) > 0 {
		t.Errorf("%d letters are written in spite of errors", len(letters))
	}
	for _, p := range problems.Problems() {
		printed += p.String() + "\n"
	}
	return letters, env, printed
}

// readable is everything of a letter that somebody may read.
func readable(l *mail.Letter) string {
	parts := []string{l.Subject, l.Preheader, l.HTML, l.Text}
	for _, image := range l.Images {
		parts = append(parts, image.Alt, image.CID)
	}
	return strings.Join(append(parts, l.Links...), "\n")
}

// A letter holds what is said in confidence of its own school, and of no other; the letter
// to a cluster holds nothing that was said of any.
func TestLettersHoldNoOthersConfidence(t *testing.T) {
	letters, _, printed := lettersOf(t, siteOptions(t, headSite(t, true)))
	told, clusters := map[string]bool{}, 0
	for i := range letters {
		l := &letters[i]
		if l.Place.Level == attendance.LevelCluster {
			clusters++
		}
		text := readable(l)
		if strings.Contains(text, "zqcontact") || strings.Contains(text, l.To.Address) {
			t.Errorf("the letter about %s holds a contact, a postcode or its own address", l.Place)
		}
		for _, m := range ownMark.FindAllStringSubmatch(text, -1) {
			if urn := m[1]; l.Place.Level != attendance.LevelSchool || urn != l.Place.Code {
				t.Errorf("the letter about %s holds a confidence of %s", l.Place, urn)
			} else {
				told[urn] = true
			}
		}
	}
	if len(letters) < 20 || clusters == 0 || len(told) < 8 {
		t.Errorf("%d letters, %d of clusters, with marks of %d schools, prove little: %s", len(letters), clusters, len(told), printed)
	}
}

// What is said of one school in confidence changes its own letter, and no other.
func TestOthersConfidencesChangeNoLetter(t *testing.T) {
	folder := headSite(t, false)
	before, _, _ := lettersOf(t, siteOptions(t, folder))
	const school = "900004"
	changed := 0
	// Its counts move sums that all are told, so they stay as they are.
	for name, column := range map[string]string{"agreements.csv": "agreement", "actions.csv": "action", "selfevaluation.csv": "evidence"} {
		rows, err := csv.NewReader(bytes.NewReader(folder[name].Data)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		at := slices.Index(rows[0], column)
		for _, row := range rows[1:] {
			if strings.Contains(strings.Join(row, " "), "zqown"+school+"qz") && at >= 0 {
				row[at] = "Otherwise"
				changed++
			}
		}
		folder[name] = written(t, rows)
	}
	after, _, printed := lettersOf(t, siteOptions(t, folder))
	if changed == 0 || len(before) != len(after) {
		t.Fatalf("%d rows, %d letters and %d: %s", changed, len(before), len(after), printed)
	}
	for i := range before {
		if same := reflect.DeepEqual(before[i], after[i]); same != (before[i].Place.Code != school) {
			t.Errorf("%s: the same %t", before[i].Place, same)
		}
	}
}

// In a site with so many pupils that no number of them comes about by chance, no letter
// holds a number that only another head is told.
func TestNoPrivateNumberIsInAnothersLetter(t *testing.T) {
	folder := headSite(t, false)
	many(t, folder, func(urn string) int { n, _ := strconv.Atoi(urn); return large + n%1000 }, "enrolments", "pa_", "severe")
	site := headBuild(t, folder, "headteacher")
	letters, _, printed := lettersOf(t, siteOptions(t, folder))
	readers, own := map[string]map[string]bool{}, 0
	for name, data := range site {
		if path.Ext(name) != ".csv" {
			continue
		}
		_, rows := figureRows(t, data)
		for _, row := range rows {
			for _, n := range row[6:] {
				if readers[n] == nil {
					readers[n] = map[string]bool{}
				}
				readers[n][headOf(name)] = true
			}
		}
	}
	for i := range letters {
		l := &letters[i]
		for n := range numbersIn([]byte(readable(l))) {
			by := readers[n]
			if by[l.Place.Code] && len(by) == 1 {
				own++
			} else if len(by) > 0 && !by[""] {
				t.Errorf("the letter about %s holds %s, which only %v are told", l.Place, n, slices.Collect(maps.Keys(by)))
			}
		}
	}
	if len(letters) < 20 || own < 15 {
		t.Errorf("%d numbers in %d letters prove little: %s", own, len(letters), printed)
	}
}

// Letters stand in the order of places, each with a picture that can be read and has
// words, and links into the built edition. The same site gives the same letters.
func TestLetters(t *testing.T) {
	folder := headSite(t, false)
	opt := siteOptions(t, folder)
	letters, env, printed := lettersOf(t, opt)
	site := headBuild(t, folder, "headteacher")
	if strings.Contains(printed, "contact-") {
		t.Error(printed)
	}
	places, pictures := map[attendance.Place]bool{}, 0
	for i, l := range letters {
		places[l.Place] = true
		if i > 0 && l.Place.String() < letters[i-1].Place.String() {
			t.Errorf("%s comes after %s", l.Place, letters[i-1].Place)
		}
		if l.To.Lang != "en" || l.To.Role == "" || !strings.Contains(l.To.Address, l.Place.Code) && l.To.Role != "executive headteacher" {
			t.Errorf("the letter about %s goes to %+v", l.Place, l.To)
		}
		if l.Name == "" || l.Subject == "" || l.Preheader == "" || l.Text == "" || len(l.Links) == 0 {
			t.Errorf("the letter about %s is not whole", l.Place)
		}
		for _, link := range l.Links {
			if page, ok := strings.CutPrefix(link, env.BaseHref); !ok || site[page] == nil {
				t.Errorf("the letter about %s links to %s", l.Place, link)
			}
		}
		for _, image := range l.Images {
			pictures++
			config, err := png.DecodeConfig(bytes.NewReader(image.PNG))
			if err != nil || config.Width != image.Width*pictureScale || image.Alt == "" || !strings.Contains(l.HTML, `"cid:`+image.CID+`"`) {
				t.Errorf("the letter about %s: %s of %d pixels: %v", l.Place, image.CID, config.Width, err)
			}
		}
	}
	if len(places) < 21 || pictures < 18 {
		t.Errorf("%d places and %d pictures", len(places), pictures)
	}
	if want := (mail.Envelope{Council: "Wexcombe", Sender: "attendance@wexcombe.example", ReplyTo: "attendance@wexcombe.example",
		Domains: []string{"wexcombe.example", "schools.wexcombe.example"}, Edition: "wexcombe-2025-26-spring-2026-05-08",
		Day: "2026-05-08", Expires: "2026-05-15", BaseHref: "https://attendance.wexcombe.example/heads/"}); !reflect.DeepEqual(env, want) {
		t.Errorf("%+v", env)
	}
	if again, _, _ := lettersOf(t, opt); !reflect.DeepEqual(again, letters) {
		t.Error("the same site gave other letters")
	}
}

// Where no language is known a letter is in English, and in Wales in both.
func TestLetterLanguages(t *testing.T) {
	folder := fstest.MapFS{}
	create := memoryIn(folder)
	if err := sample.Write(create, sample.Options{Nation: attendance.Wales, Schools: 20, Years: 1, Seed: 3}); err != nil {
		t.Fatal(err)
	}
	letters, _, printed := lettersOf(t, siteOptions(t, folder))
	count := map[string]int{}
	for i := range letters {
		l := &letters[i]
		count[l.To.Lang]++
		welsh, english := strings.Index(l.HTML, `lang="cy"`), strings.Index(l.HTML, `lang="en"`)
		switch l.To.Lang {
		case "cy":
			if welsh < 0 || len(l.Images) > 1 {
				t.Errorf("the letter about %s is not in Welsh", l.Place)
			}
		case "both":
			if welsh < 0 || english < welsh {
				t.Errorf("the letter about %s is not in both", l.Place)
			}
		}
	}
	if count["cy"] == 0 || count["en"] == 0 || count["both"] < 10 {
		t.Errorf("%v: %s", count, printed)
	}
}

// contactsChanged returns a site with its contacts edited. Rows are by URN.
func contactsChanged(t *testing.T, folder fstest.MapFS, edit func(rows map[string][]string, at func(string) int)) fstest.MapFS {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(folder["contacts.csv"].Data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	by := make(map[string][]string)
	for _, row := range rows[1:] {
		by[row[0]] = row
	}
	edit(by, func(column string) int { return slices.Index(rows[0], column) })
	folder = maps.Clone(folder)
	folder["contacts.csv"] = written(t, rows)
	return folder
}

// A wrong join writes no letter at all. Two swapped addresses alone are for whoever knows
// what the last plan wrote to; everything else is refused here, where it stands.
func TestWrongJoinsWriteNothing(t *testing.T) {
	folder := headSite(t, false)
	for name, c := range map[string]struct {
		edit func(rows map[string][]string, at func(string) int)
		want []string
	}{
		"two numbers swapped": {func(rows map[string][]string, at func(string) int) {
			a, b := rows["900001"], rows["900002"]
			a[0], b[0] = b[0], a[0]
		}, []string{"contacts.csv:2:9: contact-name", "contacts.csv:3:9: contact-name"}},
		"two names swapped": {func(rows map[string][]string, at func(string) int) {
			a, b := rows["900003"], rows["900001"]
			a[at("school")], b[at("school")] = b[at("school")], a[at("school")]
		}, []string{"contacts.csv:2:9: contact-name", "contacts.csv:4:9: contact-name"}},
		"an address doubled": {func(rows map[string][]string, at func(string) int) {
			rows["900002"][at("address")] = rows["900001"][at("address")]
		}, []string{"contacts.csv:2:", "contacts.csv:3:", "contact-shared"}},
		"a number doubled": {func(rows map[string][]string, at func(string) int) {
			rows["900002"][0], rows["900002"][at("school")] = "900001", ""
		}, []string{"contacts.csv:3:", "contact-doubled"}},
	} {
		t.Run(name, func(t *testing.T) {
			letters, _, printed := lettersOf(t, siteOptions(t, contactsChanged(t, folder, c.edit)))
			if len(letters) > 0 {
				t.Errorf("%d letters are written", len(letters))
			}
			for _, want := range c.want {
				if !strings.Contains(printed, want) {
					t.Errorf("no %s in %s", want, printed)
				}
			}
		})
	}
}

// A contact whose address cannot be written to is set aside: everybody else gets the letter,
// and the school is named as one about which nobody is written to.
func TestUnusableAddressesAreSetAside(t *testing.T) {
	folder := headSite(t, false)
	all, _, _ := lettersOf(t, siteOptions(t, folder))
	for name, c := range map[string]struct {
		edit func(rows map[string][]string, at func(string) int)
		want []string
	}{
		"a header injected": {func(rows map[string][]string, at func(string) int) {
			rows["900001"][at("address")] += "\r\nBcc: head.900002@schools.wexcombe.example"
		}, []string{"contacts.csv:2:", "contact-address"}},
		"a second address": {func(rows map[string][]string, at func(string) int) {
			rows["900001"][at("address")] += ", head.900002@schools.wexcombe.example"
		}, []string{"contacts.csv:2:", "contact-address"}},
		"another domain": {func(rows map[string][]string, at func(string) int) {
			rows["900001"][at("address")] = "head@wexcombe.example.com"
		}, []string{"contacts.csv:2:", "contact-domain"}},
	} {
		t.Run(name, func(t *testing.T) {
			letters, _, printed := lettersOf(t, siteOptions(t, contactsChanged(t, folder, c.edit)))
			if len(letters) != len(all)-1 {
				t.Errorf("%d letters, and %d without the fault", len(letters), len(all))
			}
			for _, l := range letters {
				if l.Place.Code == "900001" || strings.ContainsAny(l.To.Address, ",\r\n ") {
					t.Errorf("a letter about %s goes to %q", l.Place, l.To.Address)
				}
			}
			for _, want := range append(c.want, "contact-missing", "900001 ") {
				if !strings.Contains(printed, want) {
					t.Errorf("no %s in %s", want, printed)
				}
			}
		})
	}
}

// Schools about which nobody is written to are named, in one problem, and so is a contact
// of a place that has nothing to be told.
func TestUnwrittenSchools(t *testing.T) {
	folder := headSite(t, false)
	ended := contactsChanged(t, folder, func(rows map[string][]string, at func(string) int) {
		rows["900001"][at("until")], rows["900003"][at("from")] = "2026-05-07", "2026-05-09"
	})
	letters, _, printed := lettersOf(t, siteOptions(t, ended))
	if len(letters) < 15 || !strings.Contains(printed, "contacts.csv: contact-missing: nobody is written to about 2 of ") || !strings.Contains(printed, "900003 ") {
		t.Errorf("%d letters: %s", len(letters), printed)
	}
	for _, l := range letters {
		if l.Place.Code == "900001" || l.Place.Code == "900003" {
			t.Errorf("%s is written to out of time", l.Place)
		}
	}
	silent := maps.Clone(folder)
	rows, _ := csv.NewReader(bytes.NewReader(folder["attendance.csv"].Data)).ReadAll()
	silent["attendance.csv"] = written(t, slices.DeleteFunc(rows, func(row []string) bool { return row[0] == "900001" }))
	letters, _, printed = lettersOf(t, siteOptions(t, silent))
	if len(letters) < 15 || !strings.Contains(printed, "contacts.csv:2:45: contact-without-letter: there is nothing to write about school 900001") {
		t.Errorf("%d letters: %s", len(letters), printed)
	}
}

// A site file that says too little to write by is told all that it lacks.
func TestLettersNeedTheSiteFile(t *testing.T) {
	folder := headSite(t, false)
	text := string(folder["site.yaml"].Data)
	from := strings.Index(text, "mail:\n")
	to := from + strings.Index(text[from:], "\n\n")
	folder["site.yaml"] = &fstest.MapFile{Data: []byte(text[:from] + text[to:])}
	letters, _, printed := lettersOf(t, siteOptions(t, folder))
	for _, key := range []string{"sender", "domains", "contacts"} {
		if !strings.Contains(printed, "site.yaml: site-value: mail."+key+" is missing") {
			t.Errorf("no word of %s: %s", key, printed)
		}
	}
	if len(letters) > 0 {
		t.Errorf("%d letters", len(letters))
	}
}

// No build opens the file of contacts, whatever the edition.
func TestNoBuildReadsContacts(t *testing.T) {
	for _, edition := range []string{"intranet", "headteacher", "public"} {
		opt := siteOptions(t, headSite(t, false))
		opt.Edition = edition
		open := opt.Open
		opt.Open = func(name string) (Source, error) {
			if strings.Contains(name, "contacts") {
				t.Errorf("%s: %s is opened", edition, name)
				return Source{}, errors.ErrUnsupported
			}
			return open(name)
		}
		if site, printed := buildSite(t, opt); len(site) < 100 {
			t.Error(printed)
		}
	}
}

// BenchmarkLetters writes the letters of 1,000 schools with their pictures.
func BenchmarkLetters(b *testing.B) {
	opt, _ := siteOf(b, sample.Options{Schools: 1000, Years: 2, Seed: 1})
	stages := make(map[string]time.Duration)
	n := 0
	for b.Loop() {
		start, stage := time.Now(), "read"
		opt.Progress = func(now string, _, _ int) {
			stages[stage] += time.Since(start)
			start, stage = time.Now(), now
		}
		letters, _, printed := lettersOf(b, opt)
		if stages[stage] += time.Since(start); len(letters) < 1000 {
			b.Fatal(printed)
		}
		n++
	}
	for stage, d := range stages {
		b.ReportMetric(d.Seconds()/float64(n), stage+"-s")
	}
}
