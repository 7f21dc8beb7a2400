package sheet

import "strings"

// isTotal reports whether a row is a total of others: where the column that says what
// a row is about holds such a word; or where it is empty, and another cell holds one or
// every other cell is a number. keyFilled says that what the row is about was filled in
// from merged cells; where it is supplied from elsewhere only a word makes a total.
func (t *table) isTotal(record []string, keyFilled bool) bool {
	if t.key < 0 {
		return false
	}
	key := ""
	if t.key < len(record) && !keyFilled {
		key = strings.TrimSpace(record[t.key])
	}
	if key != "" {
		return totalWord(key)
	}
	numbers, words := 0, 0
	for _, cell := range record {
		switch cell = strings.TrimSpace(cell); {
		case cell == "":
		case totalWord(cell):
			return true
		case strings.Trim(cell, "0123456789.,% ") == "":
			numbers++
		default:
			words++
		}
	}
	return numbers > 1 && words == 0 && !keyFilled && t.key < len(t.sheet.header)
}

// isRemark reports whether a row holds nothing but words in the column that says what a row
// is about, as the source or the date below a table.
func (t *table) isRemark(record []string) bool {
	if t.key < 0 || t.key >= len(record) || !strings.Contains(strings.TrimSpace(record[t.key]), " ") {
		return false
	}
	return onlyHolds(record, t.key)
}

// totalWord reports whether a cell calls its row a total, or an average, of others.
func totalWord(cell string) bool {
	if c := cell[0]; c >= '0' && c <= '9' { // most cells are numbers
		return false
	}
	word := Normalise(cell)
	for _, suffix := range [...]string{"_total", "_totals", "_average", "_mean"} {
		if strings.HasSuffix(word, suffix) {
			return true
		}
	}
	for _, prefix := range [...]string{"total", "grand_total", "sub_total", "subtotal"} {
		if strings.HasPrefix(word, prefix) {
			return true
		}
	}
	return word == "sum" || word == "all_schools" || word == "average" || word == "mean"
}

// PlainNumber returns a number without the commas, spaces and signs that people write
// it with: 1234 for "1,234" and 94 for "94%". It is false for what is no number, and
// for a number that is plain already.
func PlainNumber(text string) (string, bool) {
	plain := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "%"))
	plain = strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\u00a0', '\u2009', '\u202f', '\'', '’':
			return ','
		}
		return r
	}, plain)
	whole, fraction, hasFraction := strings.Cut(plain, ".")
	groups := strings.Split(whole, ",")
	for i, group := range groups {
		if group == "" || strings.Trim(group, "0123456789") != "" || i > 0 && len(group) != 3 || len(groups) > 1 && len(group) > 3 {
			return "", false
		}
	}
	if hasFraction && (fraction == "" || strings.Trim(fraction, "0123456789") != "") {
		return "", false
	}
	plain = strings.Join(groups, "")
	if strings.Trim(fraction, "0") != "" {
		plain += "." + fraction
	}
	return plain, plain != text
}
