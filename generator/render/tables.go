package render

import (
	"strings"

	"rollcall/generator/view"
)

// appendTable appends a table in its box, with the meaning of every symbol it holds
// beneath it. Its rows and cells end where the next begins, as HTML lets them: their
// end tags would be a twentieth of a page of figures.
func (s *sheet) appendTable(dst []byte, t *view.Table) []byte {
	dst = append(dst, `<div class="scroll" role="group" tabindex="0"`...)
	dst = appendAttr(dst, "aria-label", s.Text(t.Caption))
	dst = append(dst, "><table"...)
	if t.ID != "" {
		dst = appendAttr(dst, "id", t.ID)
	}
	from := numericFrom(t.Columns)
	if class := tableClass(t, from); class != "" {
		dst = appendAttr(dst, "class", class)
	}
	if t.Sortable {
		dst = append(dst, " data-sortable"...)
	}
	dst = append(dst, '>')
	dst = s.appendCaption(dst, t)
	dst = s.appendHead(dst, t.Columns, from)
	dst = append(dst, "<tbody>"...)
	row := tableRow{sheet: s, table: t, labels: s.stackLabels(t), numericFrom: from}
	for i := range t.Rows {
		dst = row.append(dst, &t.Rows[i])
	}
	dst = append(dst, "</table></div>"...)
	dst = row.appendLegend(dst)
	for _, n := range t.Notes {
		dst = s.appendPara(dst, "note", n)
	}
	return dst
}

// numericFrom returns the column from which every one is set right, so that the table
// says it once and not in each cell. It is the second or the third, or none.
func numericFrom(columns []view.Column) int {
	from := len(columns)
	for from > 1 && (columns[from-1].Numeric || columns[from-1].Dots != nil) {
		from--
	}
	if from > 2 {
		return len(columns)
	}
	return from
}

func tableClass(t *view.Table, from int) string {
	class := string(t.Style)
	switch {
	case from == len(t.Columns):
	case from == 1:
		class += " num"
	case from == 2:
		class += " num3"
	}
	return strings.TrimSpace(class)
}

func (s *sheet) appendCaption(dst []byte, t *view.Table) []byte {
	dst = append(dst, "<caption"...)
	if t.Hidden {
		dst = appendAttr(dst, "class", "vh")
	}
	dst = append(dst, "><div>"...) // which a wide table does not stretch
	dst = s.append(dst, t.Caption, markup)
	if !t.Sub.IsZero() {
		dst = append(dst, `<span class="sub">`...)
		dst = s.append(dst, t.Sub, markup)
		dst = append(dst, "</span>"...)
	}
	return append(dst, "</div></caption>"...)
}

func (s *sheet) appendHead(dst []byte, columns []view.Column, from int) []byte {
	dst = append(dst, "<thead><tr>"...)
	for i, c := range columns {
		dst = append(dst, `<th scope="col"`...)
		switch {
		case c.Dots != nil:
			dst = appendAttr(dst, "class", "cell")
		case c.Numeric && i < from:
			dst = appendAttr(dst, "class", "r")
		}
		dst = append(dst, '>')
		if c.Dots == nil {
			dst = s.append(dst, c.Label, markup)
		} else { // its scale says the same to those who see it
			dst = append(dst, `<span class="vh">`...)
			dst = s.append(dst, c.Label, markup)
			dst = append(dst, `</span><span class="scale" aria-hidden="true"><span>`...)
			dst = appendEscaped(dst, s.axis(c.Dots, c.Dots.Min))
			dst = append(dst, "</span><span>"...)
			dst = appendEscaped(dst, s.axis(c.Dots, c.Dots.Max))
			dst = append(dst, "</span></span>"...)
		}
	}
	return dst
}

// axis writes one end of a scale.
func (s *sheet) axis(scale *view.Scale, v float64) string {
	n := s.locale.Number(v, 0)
	if scale.Unit == view.UnitPercent {
		return s.Text(view.T("number.percent", view.WordsArg("n", n)))
	}
	return n
}

// stackLabels returns what each column is called within a card, when rows become
// cards.
func (s *sheet) stackLabels(t *view.Table) []string {
	if t.Style != view.StackTable {
		return nil
	}
	labels := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		labels[i] = s.Text(c.Label)
	}
	return labels
}
