package generator

import (
	"io/fs"
	"math/big"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"rollcall/data"
	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
	"rollcall/generator/measure"
	"rollcall/generator/render"
	"rollcall/generator/view"
	"rollcall/themes"
)

// coventry reads the site of Coventry's published figures.
var coventry = sync.OnceValues(func() (*view.Book, Options) {
	const dir = "../data/coventry"
	var problems diag.List
	site, ok := config.Load(os.DirFS(dir), config.FileName, &problems)
	if !ok {
		return nil, Options{}
	}
	open := func(name string) (Source, error) {
		full := filepath.Join(dir, filepath.FromSlash(name))
		info, err := os.Stat(full)
		if err == nil && info.IsDir() {
			return Source{Name: name, FS: os.DirFS(full), Path: "."}, nil
		}
		return Source{Name: name, FS: os.DirFS(filepath.Dir(full)), Path: filepath.Base(full)}, err
	}
	opt := Options{Site: site, Open: open, Codes: data.Codes, Edition: "intranet", Now: site.AsOf, Progress: func(string, int, int) {}}
	in, err := readInputs(opt, new(Report), &problems)
	if err != nil || problems.Failed() {
		return nil, opt
	}
	policy, _ := policyOf(opt, in, &problems)
	return newBook(opt, in, disclosure.Publish(measure.Aggregate(in.dataset, authority(site), groupings(site)), policy)), opt
})

// "Rank with its range": Coventry's overall absence among the authorities of England,
// worked out from the published file by nothing but division and comparison.
func TestCoventrysRank(t *testing.T) {
	file, err := os.ReadFile(filepath.Join(shared(t, "dfe-absence"), "authorities_absence_2006-2019.csv"))
	if err != nil {
		t.Fatal(err)
	}
	book, _ := coventry()
	if book == nil {
		t.Fatal("Coventry cannot be read")
	}
	for _, want := range []struct {
		year, period  string
		low, high, of int
	}{{"200607", "2006-07 HT1-5", 123, 130, 150}, {"201516", "2015-16", 37, 52, 152}, {"201819", "2018-19", 87, 102, 152}} {
		tenths := make(map[string]int64)
		for row := range table(t, file) {
			if row["geographic_level"] != "Local authority" || row["school_type"] != "Total" || row["time_period"] != want.year {
				continue
			}
			missed, possible := int64(number(t, row["sess_overall"])), int64(number(t, row["sess_possible"]))
			tenths[row["old_la_code"]] = (missed*2000 + possible) / (2 * possible) // rounded half up, as printed
		}
		low, high := 1, 0
		for _, n := range tenths {
			if n < tenths["331"] {
				low++
			}
			if n <= tenths["331"] {
				high++
			}
		}
		if low != want.low || high != want.high || len(tenths) != want.of {
			t.Errorf("%s: the file gives %d to %d of %d, want %d to %d of %d", want.period, low, high, len(tenths), want.low, want.high, want.of)
		}
		period, err := attendance.ParsePeriod(want.period)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := insight.RankOf(book.Pub, book.Pub.Authority(), period, attendance.Total, "overall")
		if !ok || got.Low != low || got.High != high || got.Of != len(tenths) {
			t.Errorf("%s: ranked %d to %d of %d (%v), the file gives %d to %d of %d", want.period, got.Low, got.High, got.Of, ok, low, high, len(tenths))
		}
	}
}

// "The 15% figures per school are percentages only: shown beside, never rolled up."
func TestPAAtFifteenPercentIsNeverRolledUp(t *testing.T) {
	dir := shared(t, "performance-tables")
	type key struct{ urn, period string }
	published := make(map[key]string)
	for name, period := range map[string]string{"2011": "2010-11 to HT4", "2012": "2011-12 to HT4", "2013": "2012-13 to HT4", "2014": "2013-14"} {
		file, err := os.ReadFile(filepath.Join(dir, name+"_abs_coventry_birmingham_rutland.csv"))
		if err != nil {
			t.Fatal(err)
		}
		for row := range table(t, file) {
			if row["LA"] == "331" {
				published[key{row["URN"], period}] = row["PPERSABS15"]
			}
		}
	}
	book, opt := coventry()
	if book == nil {
		t.Fatal("Coventry cannot be read")
	}
	theme, err := fs.Sub(themes.FS, opt.Site.Theme)
	if err != nil {
		t.Fatal(err)
	}
	r, err := render.New(theme, book.Lang, render.Options{Threshold: book.Threshold, Unrounded: true})
	if err != nil {
		t.Fatal(err)
	}
	shown := make(map[string]int)
	for _, job := range pages(book, r) {
		if path.Base(job.path) != "figures.csv" {
			continue
		}
		file, err := job.make()
		if err != nil {
			t.Fatal(err)
		}
		for row := range table(t, file) {
			if row["pa_15"] != "x" {
				t.Errorf("%s %s: a count of %s is made of a percentage", row["name"], row["period"], row["pa_15"])
			}
			text := row["pa_15_percent"]
			if text == "x" || text == "c" { // c where the publisher withheld the pupils
				continue
			}
			if row["level"] != "school" {
				t.Errorf("%s %s %s has %s%%", row["level"], row["name"], row["period"], text)
				continue
			}
			want, ok := published[key{row["code"], row["period"]}]
			if !ok {
				continue // published under an older number of the school
			}
			a, _ := new(big.Rat).SetString(text)
			b, _ := new(big.Rat).SetString(strings.TrimSuffix(want, "%"))
			if a == nil || b == nil || a.Cmp(b) != 0 {
				t.Errorf("%s %s: %s%% is shown, %s is published", row["name"], row["period"], text, want)
			}
			shown[row["code"]]++
		}
	}
	if len(shown) < 50 {
		t.Errorf("only %d schools have a percentage", len(shown))
	}
}
