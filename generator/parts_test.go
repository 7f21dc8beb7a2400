package generator

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/attendance"
	"rollcall/generator/audit"
	"rollcall/generator/diag"
	"rollcall/generator/sample"
)

// Whatever part of an authority is missing, its site is built and no link of it leads
// nowhere: any one school, phase, cluster or period is taken out of a sample, or all but
// one are, either from the returns alone or from every file. A few of these parts, chosen
// anew when the sample changes, are tried each time; ROLLCALL_PARTS says how many, and
// there are about 200.
func TestSitesOfAnAuthorityInPart(t *testing.T) {
	folder := smallSample(t)
	parts := partsOf(t, folder)
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
	// Phases and periods are what links are made of, so all of them come first.
	slices.SortStableFunc(parts, func(a, b part) int { return a.rank() - b.rank() })
	most := 16
	if n, err := strconv.Atoi(os.Getenv("ROLLCALL_PARTS")); err == nil {
		most = n
	}
	for i, p := range parts[:min(most, len(parts))] {
		t.Run(p.String(), func(t *testing.T) {
			t.Parallel()
			opt := siteOptions(t, p.of(t, folder))
			if i%3 == 0 {
				opt.Edition = "public"
			}
			buildsClean(t, opt)
		})
	}
}

// smallSample is the smallest authority that can be made up, of two years, with weeks.
func smallSample(t testing.TB) fstest.MapFS {
	t.Helper()
	return nationSample(t, attendance.England)
}

func nationSample(t testing.TB, nation attendance.Nation) fstest.MapFS {
	t.Helper()
	folder := fstest.MapFS{}
	if err := sample.Write(memoryIn(folder), sample.Options{Nation: nation, Schools: 20, Clusters: 2, Years: 2, Seed: 5}); err != nil {
		t.Fatal(err)
	}
	return folder
}

// buildsClean builds a site and looks for whatever a reader would find broken in it.
func buildsClean(t testing.TB, opt Options) {
	t.Helper()
	site, printed := buildSite(t, opt)
	if len(site) == 0 {
		t.Fatalf("there is no site:\n%s", printed)
	}
	auditsClean(t, opt, site)
}

// auditsClean fails for every error that the audit of a site finds.
func auditsClean(t testing.TB, opt Options, site map[string][]byte) {
	t.Helper()
	files := make(fstest.MapFS, len(site))
	for path, data := range site {
		files[path] = &fstest.MapFile{Data: data}
	}
	var problems diag.List
	limits := audit.DefaultLimits
	limits.PageKB, limits.Accounts, limits.Theme = opt.Site.Budgets.PageKB, opt.Edition != "intranet", opt.Theme
	audit.Site(files, limits, &problems)
	for i, p := range problems.Problems() {
		if i == 5 {
			break
		}
		t.Error(p)
	}
}

// part is some rows of the files of an authority: those of one school, phase, cluster or
// period, or all others.
type part struct {
	kind, value string
	urns        map[string]bool // of the schools that are meant; nil for a period
	only        bool            // what is meant stays and all else goes, not the other way round
	everywhere  bool            // in every file, not in the returns alone
}

func (p part) String() string {
	verb, where := "without", "returns"
	if p.only {
		verb = "only"
	}
	if p.everywhere {
		where = "files"
	}
	return fmt.Sprintf("%s %s %s in %s", verb, p.kind, p.value, where)
}

func (p part) rank() int {
	if p.everywhere || p.kind == "school" {
		return 1
	}
	return 0
}

// partsOf lists every part of an authority.
func partsOf(t testing.TB, folder fstest.MapFS) []part {
	t.Helper()
	kinds := map[string]map[string]map[string]bool{"school": {}, "phase": {}, "cluster": {}}
	schools := cells(t, folder["schools.csv"].Data)
	for _, row := range schools[1:] {
		urn := row[slices.Index(schools[0], "urn")]
		for kind, column := range map[string]string{"school": "urn", "phase": "phase", "cluster": "cluster"} {
			value := row[slices.Index(schools[0], column)]
			if kinds[kind][value] == nil {
				kinds[kind][value] = map[string]bool{}
			}
			kinds[kind][value][urn] = true
		}
	}
	var parts []part
	add := func(p part) {
		for i := range 4 {
			p.only, p.everywhere = i%2 == 1, i > 1
			parts = append(parts, p)
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		for _, value := range slices.Sorted(maps.Keys(kinds[kind])) {
			add(part{kind: kind, value: value, urns: kinds[kind][value]})
		}
	}
	periods := map[string]bool{}
	for _, file := range []string{"attendance.csv", "weeks.csv"} {
		rows := cells(t, folder[file].Data)
		for _, row := range rows[1:] {
			periods[row[slices.Index(rows[0], "period")]] = true
		}
	}
	for _, period := range slices.Sorted(maps.Keys(periods)) {
		add(part{kind: "period", value: period})
	}
	return parts
}

// of makes a folder of what the part leaves.
func (p part) of(t testing.TB, folder fstest.MapFS) fstest.MapFS {
	t.Helper()
	gone := p.gone(t, folder)
	out := maps.Clone(folder)
	for name, file := range folder {
		switch {
		case strings.HasPrefix(name, "frameworks/practice/") && p.everywhere:
			if m := ofCluster.FindSubmatch(file.Data); m != nil && gone[string(m[1])] {
				delete(out, name)
			}
		case strings.HasSuffix(name, ".csv") && (p.everywhere || name == "attendance.csv" || name == "weeks.csv"):
			out[name] = &fstest.MapFile{Data: withoutRows(t, file.Data, func(field func(string) string) bool {
				_, scope, _ := strings.Cut(field("scope"), ":")
				return p.urns == nil && field("period") != "" && (field("period") == p.value) != p.only ||
					gone[field("urn")] || gone[attendance.Slug(field("cluster"))] || gone[field("place")] || gone[field("action")] || gone[field("action_id")] || gone[field("code")] || gone[scope]
			})}
		}
	}
	return out
}

var ofCluster = regexp.MustCompile(`(?m)^cluster: (\S+)$`)

// gone are the schools that the part leaves out, by their number, the clusters of which it
// leaves no school, and the actions about either.
func (p part) gone(t testing.TB, folder fstest.MapFS) map[string]bool {
	t.Helper()
	gone := map[string]bool{}
	if p.urns == nil {
		return gone
	}
	schools := cells(t, folder["schools.csv"].Data)
	column := slices.Index(schools[0], "cluster")
	for _, row := range schools[1:] {
		if p.urns[row[0]] != p.only {
			gone[row[0]], gone[attendance.Slug(row[column])] = true, true
		}
	}
	for _, row := range schools[1:] {
		if !gone[row[0]] {
			delete(gone, attendance.Slug(row[column]))
		}
	}
	actions := cells(t, folder["actions.csv"].Data)
	for _, row := range actions[1:] {
		if _, scope, _ := strings.Cut(row[slices.Index(actions[0], "scope")], ":"); gone[scope] {
			gone[row[0]] = true
		}
	}
	return gone
}

// withoutRows takes the rows out of a file that are to be dropped.
func withoutRows(t testing.TB, data []byte, drop func(field func(column string) string) bool) []byte {
	t.Helper()
	rows := cells(t, data)
	kept := rows[:1:1]
	for _, row := range rows[1:] {
		field := func(column string) string {
			if i := slices.Index(rows[0], column); i >= 0 {
				return row[i]
			}
			return ""
		}
		if !drop(field) {
			kept = append(kept, row)
		}
	}
	var out bytes.Buffer
	if err := csv.NewWriter(&out).WriteAll(kept); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// cells reads a file of comma-separated values, its header first.
func cells(t testing.TB, data []byte) [][]string {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
