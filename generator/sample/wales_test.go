package sample

import (
	"strings"
	"testing"

	"rollcall/generator/attendance"
)

// In Wales a pupil is persistently absent above a tenth, in England at it.
func TestPersistentByNation(t *testing.T) {
	for _, test := range []struct {
		nation           attendance.Nation
		missed, possible int
		want             bool
	}{
		{attendance.England, 7, 70, true}, {attendance.Wales, 7, 70, false},
		{attendance.England, 8, 70, true}, {attendance.Wales, 8, 70, true},
		{attendance.England, 6, 70, false}, {attendance.Wales, 6, 70, false},
		{attendance.England, 7, 74, false}, {attendance.Wales, 8, 74, true}, // 9.5%, 10.8%
	} {
		a := authority{opt: Options{Nation: test.nation}}
		if got := a.persistent(test.missed, test.possible); got != test.want {
			t.Errorf("%s: %d of %d is %t", test.nation, test.missed, test.possible, got)
		}
	}
}

// Wales is the sum of its 22 authorities, in every period and phase with a figure of
// each. Alternative provision is published for Wales alone.
func TestWalesIsTheSumOfItsAuthorities(t *testing.T) {
	opt, err := Options{Nation: attendance.Wales, Seed: 1}.complete()
	if err != nil {
		t.Fatal(err)
	}
	own := newAuthority(opt)
	own.moveToWales()
	sum := map[string]int{}
	for at, c := range own.ownCounts() {
		sum[at.period.String()+"|"+at.phase.String()] = c.possible - c.authorised - c.unauthorised
	}
	f := write(t, Options{Nation: attendance.Wales, Seed: 1})
	wales, names := map[string]int{}, map[string]bool{}
	for _, r := range f.records(t, "comparators.csv") {
		if r["measure"] != "attendance" {
			continue
		}
		key := r["period"] + "|" + r["phase"]
		if r["level"] == "country" {
			wales[key] = r.int(t, "numerator")
			continue
		}
		names[r["name"]] = true
		sum[key] += r.int(t, "numerator")
	}
	if len(names) != 21 || len(wales) < 50 {
		t.Fatalf("%d other authorities, %d figures of Wales", len(names), len(wales))
	}
	for key, n := range wales {
		if !strings.HasSuffix(key, "|AP") && sum[key] != n {
			t.Errorf("%s: Wales attended %d sessions, its authorities %d", key, n, sum[key])
		}
	}
}

// Every school has a number of seven digits and a name in both languages, and no two
// are called alike.
func TestWelshSchools(t *testing.T) {
	for _, schools := range []int{20, 40, 100} {
		f := write(t, Options{Nation: attendance.Wales, Schools: schools, Years: 1})
		names := map[string]bool{}
		for _, r := range f.records(t, "schools.csv") {
			if len(r["urn"]) != 7 || r["name_cy"] == "" || names[r["name"]] {
				t.Errorf("%v", r)
			}
			names[r["name"]] = true
		}
		if len(names) != schools {
			t.Errorf("%d schools of %d", len(names), schools)
		}
	}
	for _, opt := range []Options{{Nation: attendance.Wales, Pupils: true}, {Nation: attendance.Wales, Schools: 101}, {Nation: "Scotland"}} {
		if err := Write(folder{}.create, opt); err == nil {
			t.Errorf("%+v is no error", opt)
		}
	}
}

// A target is ratified after it was proposed, and what was challenged lies between.
func TestWelshTargets(t *testing.T) {
	f := write(t, Options{Nation: attendance.Wales, Seed: 1})
	states, order := map[string]int{}, map[string]int{"proposed": 1, "challenged": 2, "ratified": 3, "revised": 4}
	last := map[string]int{}
	for _, r := range f.records(t, "targets.csv") {
		states[r["state"]]++
		key := r["level"] + r["code"] + r["phase"] + r["period"]
		if order[r["state"]] <= last[key] {
			t.Errorf("%v comes too late", r)
		}
		last[key] = order[r["state"]]
	}
	for state := range order {
		if states[state] == 0 {
			t.Errorf("no target is %s", state)
		}
	}
}

// Wales has the frameworks that are not of England alone, and the records that belong
// to them: each names a question, component, school or cluster that there is.
func TestWelshFrameworks(t *testing.T) {
	for _, opt := range []Options{{Nation: attendance.Wales, Seed: 1}, {Nation: attendance.Wales, Schools: 20, Clusters: 1, Years: 1}} {
		f := write(t, opt)
		folders := map[string]int{}
		for name := range f {
			if rest, ok := strings.CutPrefix(name, "frameworks/"); ok {
				folder, _, _ := strings.Cut(rest, "/")
				folders[folder]++
			}
		}
		if len(folders) != 3 || folders["self-evaluation"] != 5 || folders["checklist"] != 6 || folders["practice"] != 3 {
			t.Errorf("%v", folders)
		}
		places := map[string]bool{}
		for _, s := range f.records(t, "schools.csv") {
			places[s["urn"]], places[attendance.Slug(s["cluster"])] = true, true
		}
		for _, r := range f.records(t, "agreements.csv") {
			if !places[r["place"]] || r["due"] < r["meeting_date"] {
				t.Errorf("%v", r)
			}
		}
		for _, r := range f.records(t, "selfevaluation.csv") {
			if !places[r["urn"]] {
				t.Errorf("%v", r)
			}
		}
		review := map[string]string{}
		for _, r := range f.records(t, "checklist.csv") {
			review[r["component"]] = r["review_date"]
		}
		overdue := 0
		for _, id := range listed(t, "checklist", "id") {
			if review[id] < "2026-05-08" {
				overdue++
			}
		}
		if len(review) != 5 || overdue != 1 {
			t.Errorf("%d components, %d overdue", len(review), overdue)
		}
	}
}
