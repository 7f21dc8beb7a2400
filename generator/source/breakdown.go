package source

import (
	"slices"
	"strings"

	"rollcall/generator/register"
	"rollcall/generator/sheet"
)

// breakdowns are the columns by which published files divide pupils into groups. A row
// of all pupils says Total, or nothing, in each of them.
var breakdowns = [...]string{"characteristic", "characteristic_group", "characteristic_breakdown", "breakdown_topic", "breakdown",
	"sex", "gender", "fsm", "fsm_eligibility", "fsm_status", "sen_status", "sen_provision", "ethnicity_major", "ethnicity_minor", "nc_year", "year_group"}

func breakdownColumns() []sheet.Column {
	columns := make([]sheet.Column, len(breakdowns))
	for i, name := range breakdowns {
		columns[i] = sheet.Column{Name: name, Meaning: "Group of pupils; only rows of all pupils are read."}
	}
	return columns
}

// everybody are the words for all pupils in those columns.
var everybody = []string{"total", "all", "all pupils", "all characteristics"}

// allPupils reports whether a row is of all pupils. One of a group is counted and left
// out.
func (r *reader) allPupils(line sheet.Row) bool {
	for _, column := range breakdowns {
		text := line.Text(column)
		if _, none := register.ParseSymbol(text); none || slices.Contains(everybody, strings.ToLower(text)) {
			continue
		}
		r.leave(line.Pos(column), "a group of pupils. Only rows of all pupils are used")
		return false
	}
	return true
}
