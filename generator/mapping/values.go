package mapping

import (
	"regexp"
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/sheet"
)

// mostSamples is how many values of a column somebody is shown.
const mostSamples = 3

// Table is what of a sheet is looked at: its header and the filled rows just below it.
type Table struct {
	Header []string
	Rows   [][]string
}

// values are the filled cells of a column.
func (t Table) values(cell int) []string {
	var out []string
	for _, row := range t.Rows {
		if cell >= 0 && cell < len(row) {
			if text := strings.TrimSpace(row[cell]); text != "" {
				out = append(out, text)
			}
		}
	}
	return out
}

// of are the filled cells of the column with a name.
func (t Table) of(own string) []string { return t.values(slices.Index(t.Header, own)) }

// samples are the first different values of a column.
func samples(values []string) []string {
	var out []string
	seen := make(map[string]bool)
	for _, v := range values {
		if !seen[v] && len(out) < mostSamples {
			out = append(out, v)
		}
		seen[v] = true
	}
	return out
}

// fits reports whether values can be those of a column of ours. A few may not: a total
// stands under them, or a cell is wrong.
func fits(name string, values []string) bool {
	looks := shapeOf(name)
	if looks == nil || len(values) == 0 {
		return true
	}
	n := 0
	for _, v := range values {
		if looks(v) {
			n++
		}
	}
	return 5*n >= 4*len(values)
}

// shapeOf says what a value of a column looks like; nil where it may look like anything.
func shapeOf(name string) func(string) bool {
	switch {
	case name == "urn":
		return isSchoolNumber
	case name == "period":
		return attendance.IsPeriod
	case name == "academic_year":
		return func(v string) bool { _, err := attendance.ReadYear(v); return err == nil }
	case name == "year_group":
		return func(v string) bool { _, ok := attendance.ParseYearGroup(v); return ok }
	case name == "fsm_percent" || name == "value":
		return isNumber
	case strings.HasPrefix(name, "sess_"), strings.HasPrefix(name, "pa_"), name == "enrolments", name == "roll", name == "severe", name == "count":
		return isCount
	case name == "opened" || name == "closed" || name == "returned_on" || name == "date":
		return func(v string) bool { _, ok := attendance.ParseDay(v); return ok }
	}
	return nil
}

// isSchoolNumber reports whether a value is a URN, or a DfE number such as 331/2000.
func isSchoolNumber(v string) bool {
	authority, establishment, ok := strings.Cut(v, "/")
	return attendance.IsURN(v) || ok && len(authority) == 3 && len(establishment) == 4 && isNumber(authority+establishment)
}

func isNumber(v string) bool {
	return strings.Trim(v, "0123456789., %\u00a0") == "" && strings.ContainsAny(v, "0123456789")
}

// isCount reports whether a value can be a whole number: 12,867, 12 867 or 12867.0.
func isCount(v string) bool {
	whole, fraction, _ := strings.Cut(v, ".")
	return isNumber(v) && !strings.HasSuffix(v, "%") && strings.Trim(fraction, "0") == "" && whole != ""
}

// threshold is what a count of pupils may be named by: PA pupils (10%+).
var threshold = regexp.MustCompile(`\d+ ?% ?\+?`)

// arePercentages reports whether a column holds percentages, by its name or its values.
// They follow from counts, so they are never taken for one.
func arePercentages(own string, values []string) bool {
	if key := sheet.Word(threshold.ReplaceAllString(own, "")); strings.Contains(key, "percent") || strings.HasSuffix(key, "rate") {
		return true
	}
	return len(values) > 0 && strings.HasSuffix(values[0], "%")
}

// allCounts reports whether a column holds counts and nothing else.
func allCounts(values []string) bool {
	return len(values) > 0 && !slices.ContainsFunc(values, func(v string) bool { return !isCount(v) })
}

// codeOf gives the name that our columns have for a registration code, of a column that is
// named by the code alone; "" for any other.
func codeOf(own string) string {
	own = strings.TrimSpace(own)
	switch {
	case own == "/":
		return "present_am"
	case own == `\`:
		return "present_pm"
	case own == "" || len(own) > 2 || own[0] < 'A' || own[0] > 'Z' || strings.Trim(own[1:], "0123456789") != "":
		return ""
	}
	return strings.ToLower(own)
}

// LacksYear reports whether the periods of a table are only parts of a year, and no column
// says of which.
func (m *Mapping) LacksYear(table Table) bool {
	if m.Holds("academic_year") {
		return false
	}
	for _, v := range m.periods(table) {
		if _, err := attendance.ReadPeriod(v, 0); err != nil && attendance.IsPeriod(v) {
			return true
		}
	}
	return false
}

// periods are those that a table gives in a column, or in the names of columns.
func (m *Mapping) periods(table Table) []string {
	var out []string
	for _, c := range m.Columns {
		if c.Name == "period" {
			out = append(out, table.of(c.Own)...)
		}
		if period, _, ok := sheet.SplitPeriod(c.Own); ok && m.Wide && c.How == Named {
			out = append(out, period)
		}
	}
	return out
}
