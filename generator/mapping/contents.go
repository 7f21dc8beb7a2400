package mapping

import (
	"maps"
	"slices"

	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// Contents are what a file is about.
type Contents struct {
	Rows    int
	Schools []string // their numbers, in order
	Periods []string // as the file writes them, in order
}

// Read counts the rows of a file and lists its schools and periods. What is wrong with
// its rows goes to problems.
func Read(in sheet.Input, format sheet.Format, problems *diag.List) Contents {
	var c Contents
	schools, periods := make(map[string]bool), make(map[string]bool)
	in.Rows([]sheet.Format{format}, problems, func(_ sheet.Format, row sheet.Row) {
		c.Rows++
		if urn := row.Text("urn"); urn != "" {
			schools[urn] = true
		}
		if period := row.Text("period"); period != "" {
			periods[period] = true
		}
	})
	c.Schools, c.Periods = slices.Sorted(maps.Keys(schools)), slices.Sorted(maps.Keys(periods))
	return c
}

// Gone lists what stands in before and not in now, in order.
func Gone(before, now []string) []string {
	return slices.DeleteFunc(slices.Clone(before), func(s string) bool { return slices.Contains(now, s) })
}
