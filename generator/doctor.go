package generator

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/plan"
	"rollcall/generator/returns"
	"rollcall/generator/sheet"
	"rollcall/generator/source"
	"rollcall/generator/view"
)

// dueBy is the last day on which a return for a period is in time: so many days after
// the period ends.
func dueBy(entry returns.CalendarEntry, lateDays int) time.Time {
	return entry.To.AddDate(0, 0, lateDays)
}

// returnsFor gathers what each school sent for a period or a part of it.
func (in *inputs) returnsFor(period attendance.Period, lateDays int) map[attendance.URN]view.Return {
	out := make(map[attendance.URN]view.Return)
	newest := make(map[attendance.URN]time.Time) // of the parts so far, which come in order of time
	first, last := period.HalfTerms()
	for i := range in.dataset.Rows {
		r := &in.dataset.Rows[i]
		if r.Place.Level != attendance.LevelSchool || r.Group != attendance.AllPupils || r.Period.Year != period.Year {
			continue
		}
		urn := attendance.URN(r.Place.Code)
		again := !r.Returned.IsZero() && r.Returned.Before(newest[urn]) // an earlier part came after it
		if r.Returned.After(newest[urn]) {
			newest[urn] = r.Returned
		}
		if from, to := r.Period.HalfTerms(); r.Period != period && (from < max(first, 1) || to > last) {
			continue
		}
		sent := out[urn]
		if !slices.Contains(sent.Parts, r.Period) {
			sent.Parts = append(sent.Parts, r.Period)
		}
		sent.Revised = sent.Revised || again
		sent.Provisional = sent.Provisional || r.Status != ""
		if !r.Returned.IsZero() {
			sent.On = max(sent.On, r.Returned.Format(time.DateOnly))
			if entry, known := in.records.Calendar.Find(r.Period, urn); known {
				sent.Late = max(sent.Late, int(r.Returned.Sub(dueBy(entry, lateDays)).Hours()/24))
			}
		}
		out[urn] = sent
	}
	for urn, sent := range out {
		corrected := func(s returns.SignOff) bool { return s.State == returns.Corrected }
		sent.Revised = sent.Revised || slices.ContainsFunc(in.records.SignOffs.History(urn, period), corrected)
		out[urn] = sent
	}
	return out
}

// checkSignOffs reports the schools that have not signed their figures of the current
// period, as one problem, where any school has been asked to.
func checkSignOffs(book *view.Book, problems *diag.List) {
	open, of := book.Unconfirmed()
	if len(open) == 0 {
		return
	}
	const most = 20
	names := make([]string, 0, most)
	for _, urn := range open[:min(len(open), most)] {
		place := attendance.Place{Level: attendance.LevelSchool, Code: string(urn)}
		names = append(names, fmt.Sprintf("%s (%s)", book.Pub.Name(place), urn))
	}
	hint := "They are " + strings.Join(names, ", ")
	if left := len(open) - most; left > 0 {
		hint += fmt.Sprintf(" and %d more", left)
	}
	problems.Add(diag.Pos{File: book.SignOffs.All()[0].Pos.File}, diag.ReturnUnconfirmed, hint+".",
		"%d of %d schools have not confirmed their figures for %s", len(open), of, book.Current())
}

// at is a row of an input.
type at struct {
	file, sheet string
	line        int
}

// figures are those that a row of a school is of.
type figures struct {
	school attendance.URN    // its newest number
	period attendance.Period // zero where the row does not say it
	group  string
}

// rowsWithProblems finds whose rows the problems stand in, by reading the files with
// problems again: a row that was left out is nowhere else.
func rowsWithProblems(opt Options, in *inputs, problems *diag.List) map[at]figures {
	wanted := make(map[at]figures)
	files := make(map[string]bool)
	for _, p := range problems.Problems() {
		for _, pos := range places(p) {
			if pos.Line > 0 {
				wanted[at{pos.File, pos.Sheet, pos.Line}] = figures{}
				files[pos.File] = true
			}
		}
	}
	var formats []sheet.Format
	for _, f := range slices.Concat(source.Formats, plan.Formats, returns.Formats) {
		if slices.ContainsFunc(f.Columns, func(c sheet.Column) bool { return c.Name == "urn" }) {
			formats = append(formats, f)
		}
	}
	resolve := resolver(in.dataset, opt.Site)
	for _, input := range opt.Site.Inputs {
		if !files[input.Path] {
			continue
		}
		src, err := opt.Open(input.Path)
		if err != nil {
			continue // reported when it was read
		}
		owned := func(_ sheet.Format, row sheet.Row) {
			pos := row.Pos("urn")
			here := at{pos.File, pos.Sheet, pos.Line}
			if _, ok := wanted[here]; !ok {
				return
			}
			if place, ok := resolve(attendance.Place{Level: attendance.LevelSchool, Code: row.Text("urn")}); ok && place.Level == attendance.LevelSchool {
				year, err := attendance.ReadYear(row.Text("academic_year"))
				if err != nil {
					year = input.Period.Year
				}
				period, err := attendance.ReadPeriod(row.Text("period"), year)
				if err != nil {
					period = input.Period
				}
				wanted[here] = figures{attendance.URN(place.Code), period, row.Text("group")}
			}
		}
		again := SheetInput(src, input)
		again.Torn = owned
		again.Rows(formats, new(diag.List), owned)
	}
	return wanted
}

// places are all the known places of a problem.
func places(p diag.Problem) []diag.Pos {
	return append([]diag.Pos{p.Pos}, p.Also...)
}

// setAside lists for each school the returns that were set aside, in order of time.
func (in *inputs) setAside() map[attendance.URN][]view.SetAside {
	out := make(map[attendance.URN][]view.SetAside)
	for _, s := range in.dataset.SetAside {
		out[s.School] = append(out[s.School], view.SetAside{Period: s.Period})
	}
	return out
}

// tellProblems gives the book the problems as its pages may tell them: all of them,
// those of each school, and those of each return that was set aside.
func tellProblems(book *view.Book, opt Options, in *inputs, problems *diag.List) {
	policy := book.Pub.Policy()
	owners := rowsWithProblems(opt, in, problems)
	asides := make(map[at][]*view.SetAside)
	for _, s := range in.dataset.SetAside {
		i := slices.IndexFunc(book.SetAside[s.School], func(told view.SetAside) bool { return told.Period == s.Period })
		for _, row := range s.Faults {
			here := at{row.File, row.Sheet, row.Line}
			asides[here] = append(asides[here], &book.SetAside[s.School][i])
		}
	}
	book.Faults = make(map[attendance.URN][]view.Problem)
	for _, p := range problems.Problems() {
		row := problemRow(p, policy)
		whole := row
		for _, pos := range places(p) {
			here := at{pos.File, pos.Sheet, pos.Line}
			one := row
			one.Times, one.Place, one.File, one.Sheet, one.Line, one.Col = 1, pos.String(), pos.File, pos.Sheet, pos.Line, pos.Col
			if row.SetAside {
				for _, s := range asides[here] {
					s.Why = append(s.Why, one)
				}
			}
			of := owners[here]
			if of.school == "" || pos.File == config.FileName || p.Severity == diag.Note {
				continue // a note asks nothing of the school
			}
			whole.OfSchool = true
			if !of.period.IsZero() && of.period.Year < book.Current().Year {
				continue // nobody goes back to a year that is over
			}
			one.Period, one.Group = of.period, of.group
			book.Faults[of.school] = append(book.Faults[of.school], one)
		}
		book.Problems = append(book.Problems, whole)
	}
}
