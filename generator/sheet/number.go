package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
	"github.com/xuri/nfp"
)

// format is what a number format makes of a number, as far as it matters to what is
// read. The zero format is General.
type format struct {
	percent  bool
	decimals int      // that are always shown
	digits   int      // before the point that are always shown, as 4 for 0000
	day      bool     // the number is a day
	month    []string // of a format that shows a month and a year but no day: layouts of time
}

// builtin are the formats that workbooks use by number and do not write out. Which of
// the dates a number shows as depends on who looks.
var builtin = map[int]format{
	2: {decimals: 2}, 4: {decimals: 2}, 7: {decimals: 2}, 8: {decimals: 2}, 39: {decimals: 2}, 40: {decimals: 2}, 43: {decimals: 2}, 44: {decimals: 2},
	9: {percent: true}, 10: {percent: true, decimals: 2},
	14: {day: true}, 15: {day: true}, 16: {day: true}, 17: {day: true, month: []string{"Jan", "-", "06"}}, 22: {day: true},
}

// format returns the number format of a style.
func (b *book) format(style int) format {
	if style <= 0 {
		return format{}
	}
	known, ok := b.formats[style]
	if !ok {
		known = b.readFormat(style)
		b.formats[style] = known
	}
	return known
}

func (b *book) readFormat(style int) (f format) {
	defer func() {
		if recover() != nil {
			f = format{} // a code that the parser cannot take apart
		}
	}()
	if b.Styles == nil || b.Styles.CellXfs == nil || style >= len(b.Styles.CellXfs.Xf) || b.Styles.CellXfs.Xf[style].NumFmtID == nil {
		return format{}
	}
	id := *b.Styles.CellXfs.Xf[style].NumFmtID
	if b.Styles.NumFmts != nil {
		for _, n := range b.Styles.NumFmts.NumFmt {
			if n != nil && n.NumFmtID == id {
				return parseFormat(n.FormatCode)
			}
		}
	}
	return builtin[id]
}

// parseFormat reads the code of a number format, such as 0.0% or dd/mm/yyyy.
func parseFormat(code string) (f format) {
	parser := nfp.NumberFormatParser()
	sections := parser.Parse(code)
	if len(sections) == 0 {
		return f
	}
	var dated, day, month, year, point bool
	var layout []string
	for _, item := range sections[0].Items { // of positive numbers
		switch item.TType {
		case nfp.TokenTypePercent:
			f.percent = true
		case nfp.TokenTypeDecimalPoint:
			point = true
		case nfp.TokenTypeZeroPlaceHolder:
			if point {
				f.decimals += len(item.TValue)
			} else {
				f.digits += len(item.TValue)
			}
		case nfp.TokenTypeExponential, nfp.TokenTypeFraction:
			return format{}
		case nfp.TokenTypeLiteral:
			layout = append(layout, item.TValue)
		case nfp.TokenTypeDateTimes:
			dated = true
			word := strings.ToLower(item.TValue)
			switch word[0] {
			case 'd':
				day = true
			case 'y', 'e':
				year = true
				layout = append(layout, map[bool]string{true: "06", false: "2006"}[len(word) <= 2])
			case 'm':
				month = true
				layout = append(layout, [...]string{"1", "01", "Jan", "January"}[min(len(word), 4)-1])
			}
		}
	}
	switch {
	case !dated:
	case day || year:
		f = format{day: true}
		if !day && month {
			f.month = layout
		}
	default:
		f = format{} // a time of day
	}
	return f
}

// shown returns the number of a cell as the cell shows it, in digits: with the sign of
// a percentage, with the decimals and leading zeros of its format, and without the
// eleventh and later digits that arithmetic leaves and no cell shows. It rounds to no
// fewer: a cell that shows 95% may hold 94.6%. A day is written 2026-05-08, or as its
// cell shows it where that is a month. What is no number is returned as it is.
func (b *book) shown(raw string, style int) string {
	f := b.format(style)
	if f.day {
		if day, ok := serialDay(raw, b.from1904()); ok && f.month == nil {
			return day.Format(time.DateOnly)
		} else if ok {
			return shownMonth(day, f)
		}
	}
	if strings.Trim(raw, "0123456789") == "" && len(raw) <= 15 && !f.percent {
		return padded(raw, f)
	}
	if raw == "" || strings.Trim(raw, "0123456789.eE+-") != "" {
		return raw
	}
	n, err := strconv.ParseFloat(raw, 64)
	if err != nil {
		return raw
	}
	decimals := f.decimals
	if f.percent {
		n *= 100
	}
	// Excel keeps 15 digits and shows 11 characters, unless the format asks for more.
	significant := 15
	if whole := strconv.FormatFloat(n, 'f', 0, 64); n != math.Trunc(n) {
		significant = min(15, max(11, len(strings.TrimPrefix(whole, "-"))+decimals))
	}
	text := strconv.FormatFloat(n, 'g', significant, 64)
	if n, err = strconv.ParseFloat(text, 64); err != nil {
		return raw
	}
	text = padded(strconv.FormatFloat(n, 'f', -1, 64), f)
	if f.percent {
		text += "%"
	}
	return text
}

func shownMonth(day time.Time, f format) string {
	var text strings.Builder
	for _, piece := range f.month {
		text.WriteString(day.Format(piece))
	}
	return text.String()
}

// padded writes the zeros that a format asks for: 1.10 and 0331. A whole number gets no
// decimals, since 14000.00 pupils are 14000.
func padded(text string, f format) string {
	whole, fraction, broken := strings.Cut(text, ".")
	for len(whole) < min(f.digits, 15) && !strings.HasPrefix(whole, "-") {
		whole = "0" + whole
	}
	if !broken {
		return whole
	}
	for len(fraction) < min(f.decimals, 15) {
		fraction += "0"
	}
	return whole + "." + fraction
}

// serialDay returns the day that a worksheet writes as a number of days.
func serialDay(text string, from1904 bool) (time.Time, bool) {
	days, err := strconv.ParseFloat(text, 64)
	if err != nil || !(days >= 1 && days < 2958466) { // 31 December 9999
		return time.Time{}, false
	}
	day, err := excelize.ExcelDateToTime(days, from1904)
	if err != nil {
		return time.Time{}, false
	}
	return day.Truncate(24 * time.Hour), true
}
