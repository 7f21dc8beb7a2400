package sample

import (
	"slices"
	"strings"
	"testing"
)

func TestSizes(t *testing.T) {
	for _, opt := range []Options{{}, {Schools: 20, Clusters: 1, Years: 1}, {Schools: 20, Clusters: 4, Years: 4, Seed: 3}, {Schools: 200, Clusters: 12, Years: 1, Seed: 9}} {
		f := write(t, opt)
		checkSchools(t, f)
		checkRelations(t, f)
		checkPlan(t, f)
	}
}

func checkSchools(t *testing.T, f folder) {
	t.Helper()
	seen := map[string]bool{}
	long, welsh, apostrophe := false, false, false
	secondaries := map[string]int{}
	for _, s := range f.records(t, "schools.csv") {
		for _, column := range []string{"urn", "name", "laestab"} {
			if v := s[column]; v == "" || seen[v] {
				t.Errorf("%s %q is empty or stands twice", column, v)
			}
			seen[s[column]] = true
		}
		for _, column := range []string{"phase", "type", "cluster", "ward", "postcode", "contact_role"} {
			if s[column] == "" {
				t.Errorf("%s has no %s", s["name"], column)
			}
		}
		if n := secondaries[s["cluster"]]; s["phase"] == "Secondary" {
			secondaries[s["cluster"]] = n + 1
		} else {
			secondaries[s["cluster"]] = n
		}
		long = long || len(s["name"]) >= 60
		welsh = welsh || strings.ContainsAny(s["name"], "ŷŵô")
		apostrophe = apostrophe || strings.Contains(s["name"], "'")
	}
	for cluster, n := range secondaries {
		if n == 0 {
			t.Errorf("%s has no secondary school", cluster)
		}
	}
	if !long || !welsh || !apostrophe {
		t.Errorf("a name is missing: long %t, Welsh %t, apostrophe %t", long, welsh, apostrophe)
	}
}

var sessionColumns = []string{"sess_possible", "sess_authorised", "sess_unauthorised", "sess_late", "code_i", "code_m", "code_c", "code_e", "code_r",
	"code_t", "code_s", "code_g", "code_o", "code_u", "code_n"}

// checkRelations holds every row against the relations of domain.md, and periods
// and groups against each other.
func checkRelations(t *testing.T, f folder) {
	t.Helper()
	type key struct{ urn, period, group string }
	rows := map[key]record{}
	short := map[string]bool{}
	for _, r := range f.records(t, "attendance.csv") {
		k := key{r["urn"], r["period"], r["group"]}
		if rows[k] != nil {
			t.Errorf("%v stands twice", k)
		}
		rows[k] = r
		p, a, u := r.int(t, "sess_possible"), r.int(t, "sess_authorised"), r.int(t, "sess_unauthorised")
		if a+u+r.int(t, "sess_late") > p || a < 0 || u < 0 {
			t.Errorf("%v: possible %d, authorised %d, unauthorised %d", k, p, a, u)
		}
		sum := func(columns string) (n int) {
			for c := range strings.FieldsSeq(columns) {
				if r.int(t, "code_"+c) < 0 {
					t.Errorf("%v: code %s is negative", k, c)
				}
				n += r.int(t, "code_"+c)
			}
			return n
		}
		if sum("i m c e r t s") != a {
			t.Errorf("%v: the authorised codes make %d of %d", k, sum("i m c e r t s"), a)
		}
		switch n := sum("g o u n"); {
		case n > u || u-n > u/10+3:
			t.Errorf("%v: the unauthorised codes make %d of %d", k, n, u)
		case n < u:
			short[r["urn"]] = true
		}
		if strings.Contains(r["period"], "HT") && !strings.Contains(r["period"], " to ") {
			if r["pa_10"] != "" || r["severe"] != "" {
				t.Errorf("%v: persistent absence of a half-term", k)
			}
			continue
		}
		if n, pa, severe := r.int(t, "enrolments"), r.int(t, "pa_10"), r.int(t, "severe"); severe > pa || pa > n || n == 0 {
			t.Errorf("%v: %d severe, %d persistent of %d", k, severe, pa, n)
		}
	}
	schools := f.records(t, "schools.csv")
	n := (len(schools) + 11) / 17
	if f["pupils.csv"] != nil {
		n = 0 // pupils have codes and nothing else
	}
	if len(short) != n {
		t.Errorf("%d schools leave absence without a code, not %d", len(short), n)
	}
	for k, r := range rows {
		year, part, _ := strings.Cut(k.period, " ")
		parts := map[string][]string{"autumn": {" HT1", " HT2"}, "spring": {" HT3", " HT4"}, "summer": {" HT5", " HT6"},
			"to HT4": {" autumn", " spring"}, "": {" autumn", " spring", " summer"}}[part]
		if part == "autumn" || part == "spring" || part == "summer" {
			if k.group != "All pupils" {
				parts = nil // half-terms are of all pupils
			}
		}
		for _, column := range sessionColumns {
			sum := 0
			for _, p := range parts {
				if part := rows[key{k.urn, year + p, k.group}]; part != nil { // a group may have had no pupils
					sum += part.int(t, column)
				}
			}
			if parts != nil && sum != r.int(t, column) {
				t.Errorf("%v: %s is %d, its parts make %d", k, column, r.int(t, column), sum)
			}
		}
		if girls, boys := rows[key{k.urn, k.period, "Girls"}], rows[key{k.urn, k.period, "Boys"}]; k.group == "All pupils" && girls != nil && boys != nil {
			for _, column := range slices.Concat(sessionColumns, []string{"enrolments", "pa_10", "severe"}) {
				if girls.int(t, column)+boys.int(t, column) != r.int(t, column) {
					t.Errorf("%v: girls and boys do not make the %s of all", k, column)
				}
			}
		}
	}
	// Who has not returned has no row for the half-term nor for anything made of it.
	missing := 0
	for _, s := range schools {
		n := 0
		for _, p := range []string{"2025-26 HT4", "2025-26 spring", "2025-26 to HT4"} {
			if rows[key{s["urn"], p, "All pupils"}] != nil {
				n++
			}
		}
		switch n {
		case 0:
			missing++
		case 3:
		default:
			t.Errorf("%s has some of its latest rows", s["urn"])
		}
	}
	if missing != 2 {
		t.Errorf("%d schools are missing, not 2", missing)
	}
}

func checkPlan(t *testing.T, f folder) {
	t.Helper()
	scopes := map[string]bool{"authority:991": true}
	for _, s := range f.records(t, "schools.csv") {
		scopes["school:"+s["urn"]] = true
		scopes["cluster:"+strings.ToLower(strings.NewReplacer(" ", "-", "'", "").Replace(s["cluster"]))] = true
	}
	actions := map[string]record{}
	for _, a := range f.records(t, "actions.csv") {
		actions[a["id"]] = a
		if !scopes[a["scope"]] {
			t.Errorf("action %s is about %s, which does not exist", a["id"], a["scope"])
		}
		if a["depends_on"] != "" && actions[a["depends_on"]] == nil {
			t.Errorf("action %s depends on %s, which does not come before it", a["id"], a["depends_on"])
		}
	}
	if len(actions) != 35 {
		t.Errorf("%d actions", len(actions))
	}
	due, status := map[string]string{}, map[string]string{}
	for id, a := range actions {
		due[id], status[id] = a["deadline"], a["status"]
	}
	for _, u := range f.records(t, "updates.csv") {
		id := u["action"]
		if actions[id] == nil {
			t.Errorf("an update is about action %s", id)
		}
		if u["deadline"] != "" {
			due[id] = u["deadline"]
		}
		status[id] = u["status"]
	}
	var overdue []string
	for id, a := range actions {
		if status[id] != a["status"] {
			t.Errorf("action %s is %s, and %s in its last update", id, a["status"], status[id])
		}
		if due[id] < "2026-05-08" && status[id] != "complete" && status[id] != "stopped" {
			overdue = append(overdue, id)
		}
	}
	slices.Sort(overdue)
	if got := strings.Join(overdue, " "); got != "1.6 2.5 3.4 4.3" {
		t.Errorf("overdue are %s", got)
	}
}
