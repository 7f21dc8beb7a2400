package generator

import (
	"bytes"
	"encoding/csv"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// What follows counts pupils.csv a second time, with encoding/csv and maps only. It
// shares nothing with the program, so that the two can disagree.

// plainCell is the counts of one cell of figures.csv, under the names of its columns.
type plainCell map[string]int

// plainKey names a row of figures.csv. Places are known by their name.
type plainKey struct{ level, place, phase, period, group string }

// plainSpan is a period made of half-terms.
type plainSpan struct {
	name        string
	first, last int
}

var plainSpans = []plainSpan{
	{" HT1", 1, 1}, {" HT2", 2, 2}, {" HT3", 3, 3}, {" HT4", 4, 4}, {" HT5", 5, 5}, {" HT6", 6, 6},
	{" autumn", 1, 2}, {" spring", 3, 4}, {" summer", 5, 6}, {" to HT3", 1, 3}, {" to HT4", 1, 4}, {" to HT5", 1, 5}, {"", 1, 6},
}

var plainFlags = map[string]string{
	"fsm": "Free school meals", "sen_support": "SEN support", "ehcp": "Education, health and care plan", "looked_after": "Looked after",
	"previously_looked_after": "Previously looked after", "social_worker": "Social worker", "ever_social_worker": "Ever had a social worker",
	"eal": "English as an additional language", "young_carer": "Young carer", "part_time_timetable": "Part-time timetable",
}

// plainRow is one row of pupils.csv.
type plainRow struct {
	halfTerm int
	groups   []string
	planned  bool
	sessions plainCell
}

// table reads a CSV file and gives its rows one after the other, as a map that is good
// until the next.
func table(t testing.TB, data []byte) iter.Seq[map[string]string] {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(records) < 2 {
		t.Fatalf("%d rows: %v", len(records), err)
	}
	row := make(map[string]string, len(records[0]))
	return func(yield func(map[string]string) bool) {
		for _, record := range records[1:] {
			for i, cell := range record {
				row[records[0][i]] = cell
			}
			if !yield(row) {
				return
			}
		}
	}
}

func number(t testing.TB, s string) int {
	t.Helper()
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// plainCount counts the pupils of a sample into every cell that they make: of schools,
// clusters, the authority and the virtual school.
func plainCount(t testing.TB, site fstest.MapFS) map[plainKey]plainCell {
	t.Helper()
	type stay struct{ school, year, pupil string }
	type year struct{ school, year string }
	stays := make(map[stay][]plainRow)
	covered := make(map[year]*[7]bool) // by half-term
	cover := func(y year, halfTerm int) {
		if covered[y] == nil {
			covered[y] = new([7]bool)
		}
		covered[y][halfTerm] = true
	}
	listed := make(map[string]map[string]string)
	for s := range table(t, site["schools.csv"].Data) {
		listed[s["urn"]] = maps.Clone(s)
	}
	const virtual = "virtual" // a school like others, but in no phase
	for record := range table(t, site["pupils.csv"].Data) {
		yearName, halfTerm, _ := strings.Cut(record["period"], " HT")
		row := plainRow{number(t, halfTerm), plainGroups(record), record["joint_plan"] == "yes", plainSessions(t, record)}
		urn := record["urn"]
		if listed[urn] != nil {
			cover(year{urn, yearName}, row.halfTerm)
			cover(year{virtual, yearName}, row.halfTerm)
			stays[stay{urn, yearName, record["pupil"]}] = append(stays[stay{urn, yearName, record["pupil"]}], row)
		}
		if record["looked_after_by"] == "991" {
			row.groups = []string{"All pupils", row.groups[1], "Outside the authority"}
			if listed[urn] != nil {
				row.groups[2] = "In the authority's schools"
			}
			stays[stay{virtual, yearName, record["pupil"]}] = append(stays[stay{virtual, yearName, record["pupil"]}], row)
		}
	}

	bySchool := make(map[string]map[[2]string]plainCell) // then by period and group
	for at, rows := range stays {
		slices.SortFunc(rows, func(a, b plainRow) int { return a.halfTerm - b.halfTerm })
		cells := bySchool[at.school]
		if cells == nil {
			cells = make(map[[2]string]plainCell)
			bySchool[at.school] = cells
		}
		for _, span := range plainSpans {
			if !slices.Contains(covered[year{at.school, at.year}][span.first:span.last+1], false) {
				plainStay(cells, at.year+span.name, rows, span)
			}
		}
	}

	out := make(map[plainKey]plainCell)
	for urn, cells := range bySchool {
		for of, cell := range cells {
			add := func(level, place, phase string) {
				key := plainKey{level, place, phase, of[0], of[1]}
				if out[key] == nil {
					out[key] = make(plainCell)
				}
				out[key].add(cell)
			}
			s := listed[urn]
			if s == nil {
				add("virtual", "looked-after", "Total")
				continue
			}
			add("school", s["name"], s["phase"])
			for _, phase := range []string{s["phase"], "Total"} {
				add("authority", "Wexcombe", phase)
				add("cluster", s["cluster"], phase)
			}
		}
	}
	return out
}

func (c plainCell) add(more plainCell) {
	for column, n := range more {
		c[column] += n
	}
}

// plainGroups names the groups of a row: all pupils and the sex first.
func plainGroups(row map[string]string) []string {
	groups := []string{"All pupils", map[string]string{"F": "Girls", "M": "Boys"}[row["sex"]]}
	if row["year_group"] == "R" {
		groups = append(groups, "Reception", "Early years")
	} else {
		stage := map[string]string{"1": "1", "2": "1", "3": "2", "4": "2", "5": "2", "6": "2", "7": "3", "8": "3", "9": "3", "10": "4", "11": "4"}
		groups = append(groups, "Year "+row["year_group"], "Key stage "+stage[row["year_group"]])
	}
	for column, group := range plainFlags {
		if row[column] == "yes" {
			groups = append(groups, group)
		}
	}
	if row["ethnicity"] != "" {
		groups = append(groups, "Ethnicity: "+row["ethnicity"])
	}
	yes := func(columns ...string) bool {
		return slices.ContainsFunc(columns, func(c string) bool { return row[c] == "yes" })
	}
	factors := 0
	for _, has := range []bool{yes("fsm"), yes("sen_support", "ehcp"), yes("looked_after", "previously_looked_after"), yes("social_worker", "ever_social_worker"), yes("young_carer")} {
		if has {
			factors++
		}
	}
	return append(groups, []string{"No factor", "One factor", "Two factors", "Three factors or more"}[min(factors, 3)])
}

// plainSessions sums the codes of a row as England had them throughout the sample.
func plainSessions(t testing.TB, row map[string]string) plainCell {
	t.Helper()
	c := plainCell{"sess_possible": number(t, row["sess_possible"]), "sess_late": number(t, row["code_l"])}
	for column, text := range row {
		code, ok := strings.CutPrefix(column, "code_")
		if !ok {
			continue
		}
		n := number(t, text)
		if n == 0 {
			continue // most are, and adding them takes long
		}
		c["sess_"+column] = n
		switch {
		case strings.Contains("c e i m r s t", code):
			c["sess_authorised"] += n
			c["sess_overall"] += n
		case strings.Contains("g n o u", code):
			c["sess_unauthorised"] += n
			c["sess_overall"] += n
		}
	}
	return c
}

// plainStay counts one enrolment in a period: its sessions in the groups of each row,
// the enrolment itself in those of the last, by its own sessions of the whole period.
func plainStay(cells map[[2]string]plainCell, period string, rows []plainRow, span plainSpan) {
	at := func(group string) plainCell {
		key := [2]string{period, group}
		if cells[key] == nil {
			cells[key] = make(plainCell)
		}
		return cells[key]
	}
	possible, missed := 0, 0
	var last *plainRow
	for i := range rows {
		row := &rows[i]
		if row.halfTerm < span.first || row.halfTerm > span.last {
			continue
		}
		for _, group := range row.groups {
			at(group).add(row.sessions)
		}
		possible += row.sessions["sess_possible"]
		missed += row.sessions["sess_overall"]
		last = row
	}
	if possible == 0 {
		return
	}
	one := plainCell{"enrolments": 1}
	is := func(column string, yes bool) {
		if yes {
			one[column] = 1
		}
	}
	is("pa_10", 10*missed >= possible)
	is("pa_15", 20*missed >= 3*possible)
	is("severe", 2*missed >= possible)
	is("near_pa", 10*missed < possible && 10*(missed+4) >= possible)
	is("severe_plan", 2*missed >= possible && last.planned)
	attended := 100 * (possible - missed) // a percentage of possible, times possible
	switch {
	case attended > 95*possible:
		is("band_default_100-95", true)
		is("level-1", true)
	case attended > 90*possible:
		is("band_default_95-90", true)
		is("level-2", true)
	case attended > 85*possible:
		is("band_default_90-85", true)
		is("level-3", true)
	case attended > 50*possible:
		is("band_default_85-50", true)
		is("level-3", true)
	default:
		is("band_default_50-0", true)
		is("level-4", true)
	}
	for _, group := range last.groups {
		at(group).add(one)
	}
}
