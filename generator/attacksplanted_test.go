package generator

import (
	"bytes"
	"encoding/csv"
	"maps"
	"path"
	"slices"
	"testing"
	"testing/fstest"

	"rollcall/generator/audit"
	"rollcall/generator/diag"
	"rollcall/generator/disclosure"
)

// Some attacks no rule has to stop: a figure that is hidden has no number to print. They
// are planted in the finished files, and the audit finds them there.
func TestPlantedAttacksAreFound(t *testing.T) {
	for _, c := range []struct {
		name string
		area func() []*school
		what cellName
		put  map[string]string // into which columns
		want string
	}{
		// 4 of 87 is 4.598; 3 of 87 is 3.448 and 5 of 87 is 5.747.
		{"5: a percentage is its count", fourOf87, cellName{"970001", autumn, "All pupils"},
			map[string]string{"pa_10_percent": "4.6"}, "School 001, 2024-25 autumn, All pupils, pa_10 can only be 4."},
		// 1 of 16 is 6.25 and 2 of 16 is 12.5.
		{"6: two percentages of one roll", sixteenEach, cellName{"970001", autumn, "Boys"},
			map[string]string{"pa_10_percent": "6.3"}, "School 001, 2024-25 autumn, Boys, pa_10 can only be"},
		// 41 of 480 is 8.54, which is printed as 8.5: 40.6 to 41.04.
		{"the mean of a published total", fourMissed41, cellName{"970001", autumn, "All pupils"},
			map[string]string{"sess_possible": "480", "sess_overall_percent": "8.5"}, "School 001, 2024-25 autumn, All pupils, sess_overall can only be 41."},
	} {
		t.Run(c.name, func(t *testing.T) {
			site := publicWithout(t, folderOf(c.area(), exact), 0)
			if _, problems := attacked(site); len(problems) > 0 {
				t.Fatal(problems)
			}
			n := 0
			for column, value := range c.put {
				n += putCell(t, site, c.what, column, value)
			}
			if n == 0 {
				t.Fatal("nothing was planted")
			}
			_, problems := attacked(site)
			expectFinding(t, problems, diag.AuditPinned, c.want)
		})
	}
}

// What readers hold beside the site: the head of a hidden school its own figures, a
// journalist those of an earlier edition, when 001 had not returned.
func TestReadersWhoKnowMore(t *testing.T) {
	folder := folderOf(oneSmall(), exact)
	own := publicWithout(t, folderOf(areaOf(15), exact), 0)["clusters/dale/figures.csv"].Data
	only := func(schools ...string) audit.Source { return rowsOf(t, own, schools...) }

	site, alone := publicWithout(t, folder, 0), publicWithout(t, folder, disclosure.Heads)
	r, _ := attacked(site, only("970002")) // two heads who meet are a coalition, of which the audit warns
	if r.Known != 1 || r.Count(diag.AuditPinned) > 0 {
		t.Errorf("the head of 002, who knows %d figures: %v", r.Known, r.Findings)
	}
	_, problems := attacked(alone, only("970002"))
	expectFinding(t, problems, diag.AuditPinned, "School 001, 2024-25 autumn, All pupils, pa_10 can only be 3.")

	_, problems = attacked(site, only("970002", "970003", "970004", "970005"))
	expectFinding(t, problems, diag.AuditPinned, "School 001, 2024-25 autumn, All pupils, pa_10 can only be 3.")
}

// A mark as far along as a hidden count, or a file for those schools that have any: neither
// is accounted for. An order can look like any other; it tells worlds apart
// (TestLeaksTellTheWorldsApart).
func TestPlantedTracesAreFound(t *testing.T) {
	site := publicWithout(t, folderOf(oneSmall(), exact), 0)
	theme := siteOptions(t, folderOf(oneSmall(), exact)).Theme
	if found := unplaced(site, theme); len(found) > 0 {
		t.Fatal(found)
	}
	const page = "clusters/dale/index.html"
	t.Run("a dot", func(t *testing.T) {
		const dot = `<circle class="d-this" cx="66.25%"`
		expectUnplaced(t, unplaced(withChange(t, site, page, dot, `<circle class="d-this" cx="26.25%"`), theme), page, "drawn at")
		expectUnplaced(t, unplaced(withChange(t, site, page, dot, `<circle class="d-this" cx="3%" cy="52" r="6"/>`+dot), theme), page, "the page has")
	})
	t.Run("a file", func(t *testing.T) {
		for _, name := range []string{"schools/970001/severe/index.html", "schools/970001/some.csv", "schools/970001/some.txt"} {
			changed := copyFS(site)
			changed[name] = &fstest.MapFile{Data: []byte("<!doctype html><title>Some</title>")}
			var problems diag.List
			limits := audit.DefaultLimits
			limits.Accounts, limits.Theme = true, theme
			audit.Site(changed, limits, &problems)
			if !slices.ContainsFunc(problems.Problems(), func(p diag.Problem) bool { return p.Pos.File == name }) {
				t.Errorf("nothing is said of %s", name)
			}
		}
	})
}

// fourOf87 has 4 of 87 pupils.
func fourOf87() []*school {
	area := plainArea(autumn)
	area[0].returns[0] = plainReturn(autumn, 87)
	area[0].returns[0].pa10 = 4
	return area
}

// sixteenEach has 1 of 16 boys and 2 of 16 girls at 001.
func sixteenEach() []*school {
	area := plainArea(autumn)
	for i, s := range area {
		half, pa := s.returns[0].roll/2, [2]int{30, 30}
		if i == 0 {
			half, pa = 16, [2]int{1, 2}
			s.returns[0] = plainReturn(autumn, 32)
			s.returns[0].pa10 = 3
		}
		for k, group := range []string{"Boys", "Girls"} {
			r := plainReturn(autumn, half)
			if r.group, r.pa10 = group, pa[k]; k == 1 {
				r.roll = s.returns[0].roll - half
			}
			s.returns = append(s.returns, r)
		}
	}
	return area
}

// fourMissed41 has 4 pupils who missed 41 of 480 sessions.
func fourMissed41() []*school {
	area := plainArea(autumn)
	area[0].returns[0] = schoolReturn{period: autumn, roll: 4, missed: 41, pa10: -1, pa15: -1, severe: -1}
	return area
}

// cellName names a row of figures.csv.
type cellName struct{ code, period, group string }

// putCell writes a value into every file of figures that has the row, and returns how
// many have it.
func putCell(t testing.TB, site fstest.MapFS, what cellName, column, value string) int {
	t.Helper()
	n := 0
	for _, name := range slices.Sorted(maps.Keys(site)) {
		if path.Base(name) != "figures.csv" {
			continue
		}
		rows := readRows(t, site[name].Data)
		at := func(c string) int { return slices.Index(rows[0], c) }
		changed := false
		for _, row := range rows[1:] {
			if row[at("code")] == what.code && row[at("period")] == what.period && row[at("group")] == what.group {
				row[at(column)], changed = value, true
				n++
			}
		}
		if changed {
			site[name] = &fstest.MapFile{Data: written(t, rows).Data}
		}
	}
	return n
}

func readRows(t testing.TB, data []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// rowsOf is a file with the rows of some schools.
func rowsOf(t testing.TB, data []byte, codes ...string) audit.Source {
	t.Helper()
	rows := readRows(t, data)
	code := slices.Index(rows[0], "code")
	rows = slices.DeleteFunc(rows, func(row []string) bool { return row[code] != "code" && !slices.Contains(codes, row[code]) })
	return audit.Source{Name: "known/figures.csv", Data: bytes.NewReader(written(t, rows).Data)}
}
