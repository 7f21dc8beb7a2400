package source

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"testing/fstest"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
)

// published is where the Department's files lie beside the project. They are read
// in place; none of their rows is kept here.
const published = "../../../shared/data"

func inputs(t testing.TB, patterns ...string) []Input {
	t.Helper()
	if _, err := os.Stat(published); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("the published files are missing")
		}
		t.Skip("the published files are missing")
	}
	var out []Input
	for _, pattern := range patterns {
		found, err := filepath.Glob(filepath.Join(published, pattern))
		if err != nil || len(found) == 0 {
			t.Fatalf("no file %s", pattern)
		}
		for _, path := range found {
			rel, _ := filepath.Rel(published, path)
			out = append(out, Input{FS: os.DirFS(published), Path: filepath.ToSlash(rel), Name: filepath.Base(rel)})
		}
	}
	return out
}

// everything lists every kind of published file for one authority.
func everything(t testing.TB, authority string) []Input {
	in := inputs(t, "dfe-absence/"+authority+"*", "dfe-absence/authorities*", "dfe-attendance/EES*", "looked-after/*", "comparators/*",
		"schools/*_schools.csv", "schools/2019_census.csv", "schools/2019_school_information.csv", "schools/*links*")
	for year := attendance.AcademicYear(2010); year <= 2013; year++ {
		tables := inputs(t, "performance-tables/"+(year + 1).String()[:4]+"_abs_*rutland.csv")
		tables[0].Period = attendance.Period{Year: year, Grain: attendance.Year}
		in = append(in, tables...)
	}
	return in
}

// The sums of schools in 2018/19, as the Department published them.
func TestPublished(t *testing.T) {
	year := attendance.Period{Year: 2018, Grain: attendance.Year}
	for _, c := range []struct {
		authority, code    string
		rows               int
		schools            register.Count
		possible, overall  register.Count
		unnamed, olderRate int
	}{
		{"coventry", "331", 1474, 115, 17197212, 819557, 5, 0},
		{"birmingham", "330", 5303, 414, 61560561, 3082844, 7, 6},
		{"rutland", "857", 265, 20, 1840127, 62914, 0, 0},
	} {
		t.Run(c.authority, func(t *testing.T) {
			var problems diag.List
			ds := Read(everything(t, c.authority), Options{Authority: c.code, Nation: attendance.England, Codes: england.Codes}, &problems)
			if n := problems.Count(); n != (diag.Tally{Notes: n.Notes, Warnings: c.unnamed}) {
				t.Errorf("%+v: %v", n, problems.Problems())
			}
			for _, p := range problems.Problems() { // the files hold three authorities
				if p.Severity == diag.Note && p.Code != diag.PublishedUnused {
					t.Error(p)
				}
			}
			rows := 0
			var sum, whole register.Counts
			for i := range ds.Rows {
				r := &ds.Rows[i]
				school := r.Place.Level == attendance.LevelSchool
				if school {
					rows++
				}
				switch {
				case r.Period != year:
				case school && sum.Reasons == nil:
					sum = r.Counts.Clone()
				case school:
					sum.Add(&r.Counts)
				case r.Place == (attendance.Place{Level: attendance.LevelAuthority, Code: c.code}) && r.Phase == attendance.Total && r.Group == attendance.AllPupils:
					whole = r.Counts
				}
			}
			if rows != c.rows || sum.Schools != c.schools || sum.Possible != c.possible || sum.Overall != c.overall {
				t.Errorf("%d rows; %d schools, %d possible, %d missed in 2018/19", rows, sum.Schools, sum.Possible, sum.Overall)
			}
			if !sum.Equal(&whole) {
				t.Errorf("schools %+v\npublished %+v", sum, whole)
			}
			older := 0
			for _, r := range ds.Rates {
				if len(r.Method) > 5 && r.Method[len(r.Method)-5:] == " only" {
					older++
				}
			}
			if older != c.olderRate {
				t.Errorf("%d rates of one of two numbers", older)
			}
		})
	}
}

// Each of the 13 years is read as the newest, as it was when it was published.
func TestPublishedYears(t *testing.T) {
	for authority, code := range map[string]string{"coventry": "331", "birmingham": "330", "rutland": "857"} {
		absence := inputs(t, "dfe-absence/"+authority+"*")[0]
		content, err := os.ReadFile(filepath.Join(published, absence.Path))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		at := slices.Index(rows[0], "time_period")
		lists := inputs(t, "schools/*_schools.csv", "schools/predecessor*")
		for year := 2006; year <= 2018; year++ {
			var b bytes.Buffer
			w := csv.NewWriter(&b)
			for i, row := range rows {
				if i == 0 || row[at][:4] <= strconv.Itoa(year) {
					if err := w.Write(row); err != nil {
						t.Fatal(err)
					}
				}
			}
			w.Flush()
			var problems diag.List
			ds := Read(append([]Input{{FS: fstest.MapFS{"absence.csv": {Data: b.Bytes()}}, Path: "absence.csv", Name: "absence.csv"}}, lists...),
				Options{Authority: code, Nation: attendance.England, Codes: england.Codes}, &problems)
			newest := 0
			for i := range ds.Rows {
				if r := &ds.Rows[i]; r.Place.Level == attendance.LevelSchool && int(r.Period.Year) == year {
					newest++
				}
			}
			if problems.Failed() || newest == 0 {
				t.Errorf("%s %d: %d schools, %v", authority, year, newest, problems.Problems())
			}
		}
	}
}

// Every year's columns are read, and autumn, spring and summer make the year, or
// there would be warnings.
func TestTermlyPublished(t *testing.T) {
	var problems diag.List
	ds := Read(inputs(t, "dfe-attendance/EES*"), Options{Authority: "331", Nation: attendance.England, Codes: england.Codes}, &problems)
	if len(problems.Problems()) != 0 {
		t.Fatal(problems.Problems())
	}
	autumn := attendance.Period{Year: 2024, Grain: attendance.Term, Number: 1}
	coventry := attendance.Place{Level: attendance.LevelAuthority, Code: "331"}
	found := 0
	for _, r := range ds.Rows {
		if r.Place == coventry && r.Period == autumn {
			found++
			if r.Counts.Enrolments != register.Missing || !r.Counts.Late.Known() || !r.Counts.Possible.Known() {
				t.Errorf("%+v", r)
			}
		}
	}
	if found != 3 {
		t.Errorf("%d rows of Coventry in autumn 2024", found)
	}
}

// In Coventry a school keeps its page through conversion, and a merger has its own.
func TestIdentitiesPublished(t *testing.T) {
	ds := Read(everything(t, "coventry"), Options{Authority: "331", Nation: attendance.England, Codes: england.Codes}, new(diag.List))
	districts := make(map[string]int)
	trusts := 0
	byURN := make(map[attendance.URN]attendance.Establishment)
	for _, s := range ds.Schools {
		byURN[s.URN] = s
		districts[s.Groupings[postcodeDistrict]]++
		if s.Groupings["trust"] != "" {
			trusts++
		}
	}
	if districts["CV6"] == 0 || districts["CV1"] == 0 || trusts < 39 {
		t.Errorf("districts %v, %d in trusts", districts, trusts)
	}
	merged, ok := byURN["133474"] // made of two schools in one year
	if !ok || len(merged.Predecessors) != 2 {
		t.Errorf("%+v", merged)
	}
}

func BenchmarkRead(b *testing.B) {
	in := inputs(b, "dfe-absence/authorities*")
	info, err := os.Stat(filepath.Join(published, in[0].Path))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())
	for b.Loop() {
		var problems diag.List
		if ds := Read(in, Options{Authority: "331", Nation: attendance.England, Codes: england.Codes}, &problems); len(ds.Rows) != 8400 || problems.Failed() {
			b.Fatal(len(ds.Rows), problems.Problems())
		}
	}
}
