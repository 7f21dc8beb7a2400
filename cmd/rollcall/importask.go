package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/mapping"
)

// settle shows what the columns are taken for until somebody accepts it, or until nothing
// is in doubt where nobody can be asked. It returns false where the file cannot be read so;
// problems then say what to answer.
func (j *importJob) settle(t terminal, a *asker, c *candidate, site *config.Site, problems *diag.List) (bool, error) {
	for {
		tellColumns(t.err, c)
		if problems.Failed() {
			return false, nil
		}
		asked, err := j.resolve(a, c, site, problems)
		switch {
		case err != nil:
			return false, err
		case problems.Failed():
			return false, nil
		case !asked && a != nil && !j.yes && c.mapping.Proposed():
			if asked, err = j.confirm(a, c); err != nil {
				return false, err
			}
		case !asked && j.write && !j.yes && c.mapping.Proposed():
			return false, refusal{"site.yaml was left as it is: columns marked ? are proposals",
				"If they are right, run it again with --yes. If not, --column says what a column is."}
		}
		if !asked {
			c.tellContents(t.err)
			return true, nil
		}
		c.mapping = mapping.Of(c.table(), c.mapping.Format, c.before, j.answers, problems)
	}
}

// resolve asks the first thing that is in doubt, and returns whether there was one. Where
// nobody can be asked all of it goes to problems.
func (j *importJob) resolve(a *asker, c *candidate, site *config.Site, problems *diag.List) (bool, error) {
	m := c.mapping
	lacksPeriod := slices.ContainsFunc(m.Missing, func(lack mapping.Missing) bool { return lack.Name == "period" })
	if lacksPeriod && !c.input.Period.IsZero() {
		m.Missing = slices.DeleteFunc(m.Missing, func(lack mapping.Missing) bool { return lack.Name == "period" })
		lacksPeriod = false
	}
	lacksYear := m.LacksYear(c.table()) && c.input.Period.IsZero()
	if a == nil {
		if lacksPeriod {
			problems.Add(diag.Pos{File: c.input.Path}, diag.PeriodMissing, "Add --period, such as --period \"2025-26 HT1\", or say with --column which column it is.", "no column says the period")
			m.Missing = slices.DeleteFunc(m.Missing, func(lack mapping.Missing) bool { return lack.Name == "period" })
		}
		if lacksYear {
			problems.Add(diag.Pos{File: c.input.Path}, diag.PeriodMissing, "Add --period with the academic year, such as --period 2025-26.", "the periods do not say of which academic year they are")
		}
		m.Report(c.input.Path, "--column", problems)
		return false, nil
	}
	switch {
	case lacksPeriod:
		return true, j.askPeriod(a, c, "No column says the period. Which period is the file of, such as 2025-26 HT1, or which column is it?", attendance.Period{})
	case len(m.Missing) > 0:
		return true, j.askMissing(a, c, m.Missing[0])
	case m.Doubt() != nil:
		return true, j.askDoubt(a, m)
	case lacksYear:
		of := attendance.Period{Year: attendance.YearOf(site.AsOf), Grain: attendance.Year}
		return true, j.askPeriod(a, c, fmt.Sprintf("The periods do not say their academic year. Which is it? Enter for %s.", of), of)
	}
	return false, nil
}

// askPeriod asks for the period of a file, or for its column.
func (j *importJob) askPeriod(a *asker, c *candidate, question string, otherwise attendance.Period) error {
	for {
		text, err := a.ask(question)
		if err != nil {
			return err
		}
		if text == "" && !otherwise.IsZero() {
			c.input.Period = otherwise
			return nil
		}
		if own, ok := columnOf(c.mapping, text); ok {
			j.is("period", own)
			return nil
		}
		if p, err := attendance.ReadPeriod(text, 0); err == nil {
			c.input.Period = p
			return nil
		}
		question = fmt.Sprintf("%q is neither a period nor a column. Which is it?", text)
	}
}

// askMissing asks which column holds what the format needs.
func (j *importJob) askMissing(a *asker, c *candidate, lack mapping.Missing) error {
	question := fmt.Sprintf("Which column is %s? Its number or name.", explained(c.mapping, lack.Name))
	if lack.Nearest != "" {
		question += fmt.Sprintf(" Enter for %q.", lack.Nearest)
	}
	for {
		text, err := a.ask(question)
		if err != nil {
			return err
		}
		if text == "" && lack.Nearest != "" {
			text = lack.Nearest
		}
		if own, ok := columnOf(c.mapping, text); ok {
			j.is(lack.Name, own)
			return nil
		}
		if text == "" {
			return refusal{fmt.Sprintf("the file has no %s, so it was not added", lack.Name), "Add the column to the export, and import it again."}
		}
		question = fmt.Sprintf("There is no column %q. Which is %s? Its number or name; Enter to stop.", text, lack.Name)
	}
}

// askDoubt asks whether a column is the one of ours that it is nearly named as.
func (j *importJob) askDoubt(a *asker, m *mapping.Mapping) error {
	doubt := m.Doubt()
	yes, err := a.no(fmt.Sprintf("Is %q %s?", doubt.Own, explained(m, doubt.Name)))
	if err != nil {
		return err
	}
	if yes {
		j.is(doubt.Name, doubt.Own)
	} else {
		j.leave(doubt.Own)
	}
	return nil
}

// explained is the name of a column with what it means.
func explained(m *mapping.Mapping, name string) string {
	for _, column := range m.Format.Columns {
		if column.Name == name && column.Meaning != "" {
			meaning := strings.TrimRight(column.Meaning, ".")
			return fmt.Sprintf("%s (%s)", name, strings.ToLower(meaning[:1])+meaning[1:])
		}
	}
	return name
}

// confirm asks whether everything is right, and returns whether something was changed.
func (j *importJob) confirm(a *asker, c *candidate) (changed bool, err error) {
	text, err := a.ask("Columns marked ? are proposals. Is this right? Enter for yes, or the number of a column to change it.")
	for {
		if err != nil || text == "" {
			return false, err
		}
		if own, ok := columnOf(c.mapping, text); ok {
			return true, j.change(a, c, own)
		}
		text, err = a.ask(fmt.Sprintf("There is no column %s. Enter if all is right, or the number of a column.", text))
	}
}

// change asks what a column is.
func (j *importJob) change(a *asker, c *candidate, own string) error {
	question := fmt.Sprintf("What is %q? Enter if it is not needed, or one of %s.", own, strings.Join(c.mapping.Names(), ", "))
	for {
		text, err := a.ask(question)
		switch {
		case err != nil:
			return err
		case text == "":
			j.leave(own)
			return nil
		case c.mapping.Format.HasColumn(text):
			j.is(text, own)
			return nil
		}
		question = strings.TrimSpace(fmt.Sprintf("There is no %s. %s", text, diag.DidYouMean(text, c.mapping.Names()))) + " What is it?"
	}
}

// is answers that a column of the file is one of ours.
func (j *importJob) is(name, own string) {
	if j.answers.Told == nil {
		j.answers.Told = make(map[string]string)
	}
	for other, column := range j.answers.Told {
		if column == own {
			delete(j.answers.Told, other)
		}
	}
	j.answers.Told[name] = own
	j.answers.Ignore = slices.DeleteFunc(j.answers.Ignore, func(column string) bool { return column == own })
}

// leave answers that a column is not needed.
func (j *importJob) leave(own string) {
	for name, column := range j.answers.Told {
		if column == own {
			delete(j.answers.Told, name)
		}
	}
	j.answers.Ignore = append(j.answers.Ignore, own)
}

// columnOf finds a column of the file by its number in the list, or by its name.
func columnOf(m *mapping.Mapping, text string) (own string, ok bool) {
	if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= len(m.Columns) {
		return m.Columns[n-1].Own, true
	}
	for _, c := range m.Columns {
		if strings.EqualFold(c.Own, text) {
			return c.Own, true
		}
	}
	return "", false
}
