package meeting

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"rollcall/generator/returns"
)

// Where the lists stand in the sheet that says how, each under a heading.
const (
	placeColumn = 4
	ownerColumn = 5
)

// listed is where a list of so many stands, or nowhere when it is empty.
func listed(column, n int) string {
	if n == 0 {
		return ""
	}
	letter, _ := excelize.ColumnNumberToName(column)
	return fmt.Sprintf("'%s'!$%s$2:$%s$%d", readMeSheet, letter, letter, n+1)
}

// readMe writes how to fill in the sheet, and the lists to choose from.
func (b *book) readMe() {
	for column, width := range map[string]float64{"A": 16, "B": 84, "C": 3, "D": 38, "E": 30} {
		b.check(b.SetColWidth(readMeSheet, column, column, width))
	}
	b.check(b.SetColStyle(readMeSheet, "A:B", b.style.text))
	b.text(readMeSheet, 1, 1, "Read me: how to fill in the agreements")
	b.check(b.SetCellStyle(readMeSheet, "A1", "A1", b.style.title))
	row := 3
	for i, step := range []string{
		"What earlier meetings agreed and nobody has ended stands in the sheet already. Change its status, and say in the note what has come of it.",
		"Under updated stands " + b.Day.Format("2 January 2006") + ", the day from which its row counts. Leave place, meeting date and id as they are.",
		"Write each new agreement into a row of its own, beneath. Choose place and status from the lists; leave updated and id empty.",
		"An owner is a role, such as Headteacher. Choose one or write another. Never write the name of a child, a parent or a member of staff.",
		"An empty owner, due day or note leaves what was known as it was.",
		"Save the workbook, and list it in site.yaml under inputs, beside those of earlier meetings. None of them is changed or taken away.",
	} {
		b.text(readMeSheet, 1, row, fmt.Sprintf("%d", i+1))
		b.text(readMeSheet, 2, row, step)
		row++
	}
	row++
	b.text(readMeSheet, 1, row, "Column")
	b.text(readMeSheet, 2, row, "What stands in it")
	b.check(b.SetCellStyle(readMeSheet, cell(1, row), cell(2, row), b.style.header))
	for _, c := range returns.AgreementsFile.Columns {
		row++
		b.text(readMeSheet, 1, row, heading(c.Name))
		b.text(readMeSheet, 2, row, c.Meaning)
	}
	names := make([]string, len(b.Places))
	for i, p := range b.Places {
		names[i] = p.label()
	}
	b.list(placeColumn, "Places", names)
	b.list(ownerColumn, "Owners", b.Owners)
	b.paper(readMeSheet)
}

func (b *book) list(column int, title string, words []string) {
	if len(words) == 0 {
		return
	}
	b.text(readMeSheet, column, 1, title)
	b.check(b.SetCellStyle(readMeSheet, cell(column, 1), cell(column, 1), b.style.header))
	for i, w := range words {
		b.text(readMeSheet, column, i+2, w)
	}
}
