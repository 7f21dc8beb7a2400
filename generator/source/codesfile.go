package source

import (
	"regexp"
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// codesFile is the table of registration codes of one nation or more, which a site
// may replace by its own.
var codesFile = sheet.Format{
	Name:    "codes",
	Meaning: "Registration codes: one row a code, nation and stretch of time in which it counts as one thing.",
	Columns: []sheet.Column{
		required("nation", "England or Wales."),
		required("code", `The mark in the register: I, C1, /, \ or #.`),
		required("category", "present, activity, authorised, unauthorised, not-possible or administrative."),
		required("from", "First day in use: 2024-08-19; empty for always."),
		required("until", "Last day in use; empty while it is."),
		required("verified", "yes when it was checked against the nation's own guidance; no otherwise."),
		required("meaning", "What the code stands for, in a few words."),
		{Name: "instead", Meaning: "What to write since it was withdrawn, such as J1."},
	},
}

// categories are the words of a table for what a code counts as.
var categories = [...]string{
	attendance.Present:        "present",
	attendance.Activity:       "activity",
	attendance.Authorised:     "authorised",
	attendance.Unauthorised:   "unauthorised",
	attendance.NotPossible:    "not-possible",
	attendance.Administrative: "administrative",
}

var nations = []string{string(attendance.England), string(attendance.Wales)}

// codeForm is what a code may be, so that a column can be called after it.
var codeForm = regexp.MustCompile(`^([A-Z][A-Z0-9]{0,2}|[/\\#])$`)

// ReadCodes reads tables of registration codes. It reports every problem; where one
// is an error, the table is not fit for use.
func ReadCodes(inputs []sheet.Input, problems *diag.List) *Codes {
	t := new(Codes)
	places := make(map[int]diag.Pos) // of the rows of the table
	for _, in := range inputs {
		in.Rows([]sheet.Format{codesFile}, problems, func(_ sheet.Format, row sheet.Row) {
			c, ok := codeRow{row, problems}.read()
			if !ok {
				return
			}
			for i := range t.list {
				if t.list[i].overlaps(&c) {
					problems.Add(row.Pos("code"), diag.CodeTable, "Let one end before the other begins.",
						"the code %s of %s stands at %s as well, for some of the same days", c.code, c.nation, places[i])
					return
				}
			}
			places[len(t.list)] = row.Pos("code")
			t.list = append(t.list, c)
		})
	}
	t.settle()
	return t
}

// overlaps reports whether two rows say what one code is on one day.
func (c *registrationCode) overlaps(d *registrationCode) bool {
	return c.key() == d.key() &&
		(c.until.IsZero() || !c.until.Before(d.from)) && (d.until.IsZero() || !d.until.Before(c.from))
}

// codeRow is a row of a table of codes while it is read.
type codeRow struct {
	sheet.Row
	problems *diag.List
}

func (r codeRow) read() (registrationCode, bool) {
	c := registrationCode{code: strings.ToUpper(r.Text("code")), meaning: r.Text("meaning"), instead: r.Text("instead")}
	nation, ok := r.word("nation", nations)
	c.nation = attendance.Nation(nation)
	if !codeForm.MatchString(c.code) {
		r.problems.Add(r.Pos("code"), diag.CodeTable, `A code is a letter with up to two letters or digits, or /, \ or #.`, "%q is not a registration code", c.code)
		ok = false
	}
	category, known := r.word("category", categories[:])
	c.category = attendance.Category(max(slices.Index(categories[:], category), 0))
	verified, said := r.word("verified", []string{"yes", "no"})
	c.verified = verified == "yes"
	var readable [2]bool
	c.from, readable[0] = r.Date("from")
	c.until, readable[1] = r.Date("until")
	for i, column := range []string{"from", "until"} {
		if text := r.Text(column); !readable[i] && text != "" {
			r.problems.Add(r.Pos(column), diag.CodeTable, "", "%s is %q, which is not a date", column, text)
			ok = false
		}
	}
	if !c.until.IsZero() && c.until.Before(c.from) {
		r.problems.Add(r.Pos("until"), diag.CodeTable, "Correct one of the dates.", "the code %s ends before it begins", c.code)
		ok = false
	}
	if c.meaning == "" {
		r.problems.Add(r.Pos("meaning"), diag.CodeTable, "", "meaning is empty")
		ok = false
	}
	return c, ok && known && said
}

// word reads one of a few words, in whatever case.
func (r codeRow) word(column string, allowed []string) (string, bool) {
	text := r.Text(column)
	for _, word := range allowed {
		if strings.EqualFold(word, text) {
			return word, true
		}
	}
	if text == "" {
		r.problems.Add(r.Pos(column), diag.CodeTable, diag.DidYouMean("", allowed), "%s is empty", column)
		return "", false
	}
	r.problems.Add(r.Pos(column), diag.CodeTable, diag.DidYouMean(text, allowed), "%s is %q", column, text)
	return "", false
}
