package meeting

import (
	"fmt"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"rollcall/generator/returns"
)

// widths are those of the columns of agreements, in characters.
var widths = map[string]float64{"place": 34, "meeting_date": 14, "agreement": 50, "status": 13, "owner": 26, "due": 14, "note": 40, "updated": 14, "id": 22}

// columnOf is where a column of the format stands, from 1.
func columnOf(name string) int {
	for i, c := range returns.AgreementsFile.Columns {
		if c.Name == name {
			return i + 1
		}
	}
	return 0
}

// heading is the name of a column as people read it, which the reader takes too.
func heading(name string) string {
	words := strings.ReplaceAll(name, "_", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}

func (b *book) styles() {
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	format := "d mmm yyyy"
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&b.style.header, excelize.Style{Font: &excelize.Font{Bold: true, Color: "FFFFFF"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"1F3A4D"}}, Alignment: &excelize.Alignment{Vertical: "center"}}},
		{&b.style.text, excelize.Style{Alignment: top, NumFmt: 49}}, // 49 is text
		{&b.style.date, excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}, CustomNumFmt: &format}},
		{&b.style.quiet, excelize.Style{Alignment: &excelize.Alignment{Vertical: "top"}, NumFmt: 49, Font: &excelize.Font{Color: "767676"}}},
		{&b.style.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}}},
	} {
		id, err := b.NewStyle(&s.style)
		b.check(err)
		*s.id = id
	}
}

// agreements writes the first sheet: a header that stays in sight, a row for each open
// agreement, and the columns made ready for more.
func (b *book) agreements() {
	columns := returns.AgreementsFile.Columns
	for i, c := range columns {
		letter, _ := excelize.ColumnNumberToName(i + 1)
		style := b.style.text
		switch c.Name {
		case "meeting_date", "due", "updated":
			style = b.style.date
		case "id":
			style = b.style.quiet
		}
		b.check(b.SetColStyle(agreementsSheet, letter, style))
		b.check(b.SetColWidth(agreementsSheet, letter, letter, widths[c.Name]))
		b.text(agreementsSheet, i+1, 1, heading(c.Name))
	}
	b.check(b.SetCellStyle(agreementsSheet, cell(1, 1), cell(len(columns), 1), b.style.header))
	b.check(b.SetRowHeight(agreementsSheet, 1, 22))
	for i := range b.Open {
		b.agreement(i+2, &b.Open[i])
	}
	b.check(b.SetPanes(agreementsSheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: "A2", ActiveCell: "A2", Pane: "bottomLeft"}}}))
	b.paper(agreementsSheet)
	b.check(b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: agreementsSheet + "!$1:$1", Scope: agreementsSheet}))
}

// agreement writes one agreement as it stands on the day of the meeting. Whoever fills
// in the sheet changes its status and note.
func (b *book) agreement(row int, a *returns.Agreement) {
	for _, c := range []struct{ column, words string }{
		{"place", b.label(a.Place)}, {"agreement", a.Text}, {"status", string(a.Status)}, {"owner", a.Owner}, {"note", a.Note}, {"id", a.ID},
	} {
		if c.words != "" {
			b.text(agreementsSheet, columnOf(c.column), row, c.words)
		}
	}
	b.date(agreementsSheet, columnOf("meeting_date"), row, a.Meeting)
	b.date(agreementsSheet, columnOf("due"), row, a.Due)
	b.date(agreementsSheet, columnOf("updated"), row, b.Day)
}

// paper makes a sheet print on A4, as wide as a page.
func (b *book) paper(sheet string) {
	a4, landscape, one, many, yes := 9, "landscape", 1, 0, true
	b.check(b.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &one, FitToHeight: &many}))
	b.check(b.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &yes}))
	b.check(b.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"}))
}

// lists makes each column offer, and where only some words can be read accept, what
// may stand in it. Places and owners are listed in the sheet that says how, since a
// list within a cell has room for few.
func (b *book) lists() {
	b.choose("place", listed(placeColumn, len(b.Places)), "Choose a school or a group of schools from the list.")
	b.choose("owner", listed(ownerColumn, len(b.Owners)), "")
	words := make([]string, len(returns.AgreementStatuses))
	for i, s := range returns.AgreementStatuses {
		words[i] = string(s)
	}
	b.choose("status", `"`+strings.Join(words, ",")+`"`, "Choose one of: "+strings.Join(words, ", ")+".")
	for _, column := range []string{"meeting_date", "due", "updated"} {
		v := validation(column, fmt.Sprintf("Write a day as %s.", b.Day.Format("2 Jan 2006")))
		v.Type, v.Operator = "date", "between"
		v.Formula1, v.Formula2 = fmt.Sprint(serial(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC))), fmt.Sprint(serial(time.Date(2099, 12, 31, 0, 0, 0, 0, time.UTC)))
		b.check(b.AddDataValidation(agreementsSheet, v))
	}
}

// choose offers a list in a column; anything else is refused with the words given, or
// accepted where there are none.
func (b *book) choose(column, list, refuse string) {
	if list == "" {
		return
	}
	v := validation(column, refuse)
	v.Type, v.Formula1 = "list", list
	b.check(b.AddDataValidation(agreementsSheet, v))
}

func validation(column, refuse string) *excelize.DataValidation {
	letter, _ := excelize.ColumnNumberToName(columnOf(column))
	v := excelize.NewDataValidation(true)
	v.Sqref = fmt.Sprintf("%s2:%s%d", letter, letter, lastRow)
	if refuse != "" {
		v.SetError(excelize.DataValidationErrorStyleStop, heading(column), refuse)
		v.ShowErrorMessage = true
	}
	return v
}

// lastRow is the last row for which there are lists: far more than a meeting fills.
const lastRow = 2000
