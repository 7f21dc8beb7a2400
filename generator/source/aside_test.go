package source

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
)

// records is a file as records, the header first.
type records struct {
	name string
	rows [][]string
}

func (r records) file() file {
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.WriteAll(r.rows)
	return file{r.name, b.String()}
}

// column finds a column of the file.
func (r records) column(name string) int { return slices.Index(r.rows[0], name) }

// asideArea is a list of schools, one of which had another number before, their returns,
// and the pupils of some of them.
func asideArea(rng *rand.Rand) []records {
	schools := records{"schools.csv", [][]string{strings.Split("urn,name,phase,laestab,cluster,roll,opened,fsm_percent,predecessors", ","),
		{"100001", "Alder", "Primary", "9992001", "North", "60", "", "12.5", ""},
		{"100002", "Birch", "Secondary", "9992002", "North", "", "1990-09-01", "9", "100009"},
		{"100003", "Cedar", "Special", "9992003", "South", "40", "", "", ""},
		{"100004", "Dogwood", "Primary", "9992004", "South", "30", "", "40", ""}}}
	returns := records{"attendance.csv", [][]string{strings.Split("urn,period,group,sess_possible,sess_authorised,sess_unauthorised,enrolments,pa_10,severe,status,returned_on,code_i,code_c1", ",")}}
	for _, urn := range []string{"100001", "100002", "100009", "100003"} {
		for _, period := range []string{"2023-24 autumn", "2024-25 HT1", "2024-25 HT2", "2024-25 spring"} {
			for _, group := range []string{"", "Girls"} {
				n := 20 + rng.IntN(40)
				pa := rng.IntN(n)
				row := []string{urn, period, group, fmt.Sprint(n * 120), fmt.Sprint(n * 4), fmt.Sprint(n), fmt.Sprint(n), fmt.Sprint(pa), fmt.Sprint(pa / 3), "", "2025-01-10", fmt.Sprint(n * 3), ""}
				if rng.IntN(9) > 0 {
					returns.rows = append(returns.rows, row)
				}
			}
		}
	}
	pupils := records{"pupils.csv", [][]string{strings.Split("urn,pupil,period,sess_possible,code_i,code_o,year_group,sex,fsm,family,looked_after_by,club", ",")}}
	for i := range 40 {
		urn := []string{"100001", "100003", "100004", "100004"}[i%4]
		for _, period := range []string{"2023-24 HT1", "2023-24 HT2", "2024-25 HT1", "2024-25 HT2", "2024-25 W07"} {
			if rng.IntN(8) == 0 {
				urn = []string{"100001", "100003", "100004", "900001"}[rng.IntN(4)]
			}
			by := ""
			if urn == "900001" {
				by = "999"
			}
			pupils.rows = append(pupils.rows, []string{urn, fmt.Sprintf("p%d", i), period, fmt.Sprint(40 + rng.IntN(30)), fmt.Sprint(rng.IntN(9)), "", fmt.Sprint(1 + i%6),
				[]string{"F", "M"}[i%2], []string{"yes", "no"}[rng.IntN(2)], fmt.Sprintf("f%d", rng.IntN(15)), by, []string{"yes", "no", ""}[rng.IntN(3)]})
		}
	}
	return []records{schools, returns, pupils}
}

// spoil puts something else into a few cells.
func spoil(rng *rand.Rand, files []records) {
	for range 1 + rng.IntN(4) {
		f := files[rng.IntN(len(files))]
		line := 1 + rng.IntN(len(f.rows)-1)
		row := f.rows[line]
		other := f.rows[1+rng.IntN(len(f.rows)-1)]
		at := rng.IntN(len(row))
		switch rng.IntN(9) {
		case 0:
			row[at] = "many"
		case 1:
			row[at] = "-5"
		case 2:
			row[at] = "99999999"
		case 3:
			row[at] = ""
		case 4:
			if at < len(other) {
				row[at], other[at] = other[at], row[at]
			}
		case 5:
			copy(row, other)
		case 6:
			to := rng.IntN(len(row))
			row[at], row[to] = row[to], row[at]
		case 7:
			f.rows[line] = append(row, "7")
		case 8:
			f.rows[line] = slices.Delete(slices.Clone(row), at, at+1)
		}
	}
}

// shuffled are the files with their rows in another order, the first of them last.
func shuffled(rng *rand.Rand, files []records) []records {
	var out []records
	for _, f := range files {
		f.rows = slices.Clone(f.rows)
		rng.Shuffle(len(f.rows)-1, func(i, j int) { f.rows[i+1], f.rows[j+1] = f.rows[j+1], f.rows[i+1] })
		out = append(out, f)
	}
	return append(out[1:], out[0])
}

// withoutPlaces is a dataset that does not say where the faults of its returns are.
func withoutPlaces(ds *register.Dataset) *register.Dataset {
	out := *ds
	out.SetAside = slices.Clone(ds.SetAside)
	for i := range out.SetAside {
		out.SetAside[i].Faults = nil
	}
	return &out
}

// without takes out of the files what was set aside: the returns that the dataset lists,
// and the rows that a problem names.
func without(files []records, ds *register.Dataset, problems *diag.List) []records {
	aside := make(map[string]bool)
	for _, s := range ds.SetAside {
		aside[string(s.School)+s.Period.String()] = true
	}
	newest := make(map[string]string)
	for _, s := range ds.Schools {
		for _, old := range s.Predecessors {
			newest[string(old)] = string(s.URN)
		}
	}
	lines := make(map[string]bool)
	strangers := make(map[string]bool) // whose pupils are left out
	for _, p := range problems.Problems() {
		if p.Severity != diag.SetAside {
			continue
		}
		for _, pos := range append(p.Also, p.Pos) {
			lines[fmt.Sprint(pos.File, pos.Line)] = true
		}
		if p.Code == diag.SchoolUnknown && p.Pos.File == "pupils.csv" {
			strangers[files[2].rows[p.Pos.Line-1][0]] = true
		}
	}
	var out []records
	for _, f := range files {
		kept := records{f.name, f.rows[:1:1]}
		urn, period := f.column("urn"), f.column("period")
		for i, row := range f.rows[1:] {
			number := row[urn]
			if lines[fmt.Sprint(f.name, i+2)] {
				continue
			}
			if f.name == "pupils.csv" && strangers[number] {
				continue
			}
			number = cmp.Or(newest[number], number)
			if period >= 0 && aside[number+row[period]] {
				continue
			}
			kept.rows = append(kept.rows, row)
		}
		out = append(out, kept)
	}
	return out
}

// Nothing of what is set aside is in the dataset: it is the one that the inputs without
// those rows would give.
func TestSetAsideLeavesNoTrace(t *testing.T) {
	rng := rand.New(rand.NewPCG(19, 84))
	opt := england
	opt.AsOf = time.Date(2025, 4, 1, 0, 0, 0, 0, time.UTC)
	read := func(files []records) (*register.Dataset, *diag.List) {
		var in []file
		for _, f := range files {
			in = append(in, f.file())
		}
		return load(opt, in...)
	}
	aside, refused := 0, 0
	for round := range 200 {
		files := asideArea(rng)
		spoil(rng, files)
		got, problems := read(files)
		if problems.Failed() {
			for _, p := range problems.Problems() {
				if p.Severity == diag.Error && p.Pos.File == "" {
					t.Errorf("%s names no place", p)
				}
			}
			refused++
			continue
		}
		aside += len(got.SetAside)
		if again, _ := read(shuffled(rng, files)); !sameFigures(withoutPlaces(again), withoutPlaces(got)) {
			t.Fatalf("round %d: the order of the rows changes what is set aside", round)
		}
		files = without(files, got, problems)
		want, left := read(files)
		for range 3 { // with rows of a school that nobody lists, of which only the faulty ones were named
			if left.Count().SetAside > 0 {
				files = without(files, want, left)
				want, left = read(files)
			}
		}
		if n := left.Count(); n.SetAside > 0 || n.Errors > 0 {
			t.Fatalf("round %d: without the rows that were set aside there are more: %v", round, left.Problems())
		}
		got.SetAside, got.Unreturned, want.Unreturned = nil, nil, nil // who sent nothing is asked for it, whose return is set aside is not
		if !sameFigures(got, want) {
			for i := range want.Rows {
				if i >= len(got.Rows) || !reflect.DeepEqual(got.Rows[i], want.Rows[i]) {
					t.Errorf("got  %+v\nwant %+v", got.Rows[min(i, len(got.Rows)-1)], want.Rows[i])
					break
				}
			}
			t.Fatalf("round %d: %d rows, want %d; set aside were %v", round, len(got.Rows), len(want.Rows), slices.DeleteFunc(problems.Problems(), func(p diag.Problem) bool { return p.Severity != diag.SetAside }))
		}
	}
	t.Logf("%d returns set aside, %d rounds refused", aside, refused)
	if aside < 100 || refused > 60 {
		t.Errorf("%d returns set aside, %d rounds refused", aside, refused)
	}
}

// The dataset names each return that was set aside, and where its faults are.
func TestSetAsideReturns(t *testing.T) {
	ds, problems := load(england, file{"schools.csv", ourSchools},
		returned("100001,2024-25 HT1,,x1,50,20,90,9,5,4,2,,,40,10", "100001,2024-25 HT1,Girls,900,2000,20,90,9,5,4,2,,,40,10",
			"100001,2024-25 HT2,,1000,50,20,90,9,5,4,2,,,40,10", "100002,2024-25 HT1,,1000,50,20,90,9,5,4,2,,,40,10"))
	ht1 := attendance.Period{Year: 2024, Grain: attendance.HalfTerm, Number: 1}
	want := []register.SetAside{{School: "100001", Period: ht1, Faults: []register.Origin{{File: "attendance.csv", Line: 2}, {File: "attendance.csv", Line: 3}}}}
	if !reflect.DeepEqual(ds.SetAside, want) {
		t.Errorf("got %+v, %v", ds.SetAside, problems.Problems())
	}
	if n := problems.Count(); n.SetAside != 2 || n.Errors != 0 {
		t.Errorf("%+v", n)
	}
	for i := range ds.Rows {
		if r := &ds.Rows[i]; r.Place.Code == "100001" && r.Period == ht1 {
			t.Errorf("%+v is in the dataset", r)
		}
	}
}

// Nobody can have returned a period that has not begun. A day of return in another age, or still to come, is
// left out, and the return is kept.
func TestSetAsideDays(t *testing.T) {
	opt := england
	opt.AsOf = time.Date(2024, 12, 20, 0, 0, 0, 0, time.UTC)
	schools := file{"schools.csv", "urn,name,phase\n100001,A,Primary\n"}
	for _, test := range []struct{ rows, want string }{
		{"100001,2024-25 autumn,,1000,50,20,90,9,5,4,2,,,40,10", ""},
		{"100001,2024-25 spring,,1000,50,20,90,9,5,4,2,,,40,10", "attendance.csv:2:1 period-ahead"},
		{"100001,2026-27,,1000,50,20,90,9,5,4,2,,,40,10", "attendance.csv:2:1 period-ahead"},
		{"100001,2015-16 HT1,,1000,50,20,90,9,5,4,2,,2024-11-01,40,10", ""},
	} {
		ds, problems := load(opt, schools, returned(test.rows))
		if got := codes(problems); got != test.want || (len(ds.SetAside) == 0) != (test.want == "") || (len(ds.Rows) == 0) != (test.want != "") {
			t.Errorf("%s: got %q, %d rows, %v", test.rows, got, len(ds.Rows), ds.SetAside)
		}
	}
	for _, day := range []string{"0209-01-10", "2209-01-10", "10/25", "in January", "2024-12-21"} {
		ds, problems := load(opt, schools, returned("100001,2024-25 HT1,,1000,50,20,90,9,5,4,2,,"+day+",40,10"))
		if got := codes(problems); got != "attendance.csv:2:44 return-day" || len(ds.SetAside) > 0 || len(ds.Rows) != 1 || !ds.Rows[0].Returned.IsZero() {
			t.Errorf("%s: %s, %d rows", day, got, len(ds.Rows))
		}
	}
	for name, f := range map[string]file{
		"c.csv:2:34":   {"c.csv", "level,code,name,phase,period,measure,value,numerator,denominator\nregion,1,X,Total,2026-27,overall,5,,\n"},
		"dfe.csv:2:30": {"dfe.csv", strings.Replace(dfe(placeRow("National", "1,"+good)), "201819", "202627", 1)},
	} {
		ds, problems := load(opt, f)
		if got := codes(problems); !strings.HasSuffix(got, "period-ahead") || len(ds.Rows)+len(ds.Rates) > 0 {
			t.Errorf("%s: %s, %d rows", name, got, len(ds.Rows))
		}
	}
}

// A cell about a school that cannot be read is left out, and the school stays.
func TestSchoolCells(t *testing.T) {
	ds, problems := load(england, file{"schools.csv", "urn,name,phase,roll,opened,fsm_percent,predecessors\n100001,,Primary,lots,soon,120,1000\n"},
		returned("100001,2024-25 HT1,,1000,50,20,90,9,5,4,2,,,40,10"))
	if n := problems.Count(); n.Errors+n.SetAside > 0 || n.Warnings != 5 {
		t.Error(problems.Problems())
	}
	if s := ds.Schools[0]; s.Roll != 0 || !s.Opened.IsZero() || s.FSMKnown || s.Name != "" || s.Phase != attendance.Primary || len(ds.Rows) != 1 {
		t.Errorf("%+v", s)
	}
}

// Without the published row of the authority, or where there are two of them, it is the
// sum of its schools, and the dataset says so.
func TestUnpublished(t *testing.T) {
	names := file{"names.csv", "urn,school_name,la,estab,postcode\n100001,A,999,2001,\n"}
	total := func(counts string) string {
		return strings.Replace(placeRow("Local authority", counts), "State-funded primary", "Total", 1)
	}
	for _, rows := range [][]string{{total("1,100,3o000,1500,1000,500,10,800,100")}, {total("1," + good), total("1,101,30000,1500,1000,500,10,800,100")}} {
		ds, problems := load(england, names, file{"dfe.csv", dfe(append(rows, schoolRow("201819", "100001", "9992001", good))...)})
		want := []attendance.Period{{Year: 2018, Grain: attendance.Year}}
		if !slices.Equal(ds.Unpublished, want) || len(ds.Rows) != 1 || problems.Count().SetAside != 1 {
			t.Errorf("%v, %d rows, %v", ds.Unpublished, len(ds.Rows), problems.Problems())
		}
	}
}

// A return of what is published too gives way to the published figures.
func TestOwnReturnOfPublishedFigures(t *testing.T) {
	published := file{"dfe.csv", dfe(schoolRow("201819", "100001", "9992001", good))}
	own := file{"attendance.csv", "urn,period,sess_possible,sess_authorised,sess_unauthorised\n100001,2018-19,29000,900,500\n"}
	for _, files := range [][]file{{published, own}, {own, published}} {
		ds, problems := load(england, append(files, file{"schools.csv", "urn,name,phase\n100001,A,Primary\n"})...)
		if got := codes(problems); got != "attendance.csv:2:1 row-doubled" || len(ds.Rows) != 1 || ds.Rows[0].Counts.Possible != 30000 || len(ds.SetAside) != 1 {
			t.Errorf("%s, %+v", got, ds.Rows)
		}
	}
}
