package render

import (
	"strings"
	"unicode/utf8"
)

// textWidth is how long a line of plain text may be; an address is never broken.
const textWidth = 72

// appendLetter appends a letter as plain text: what the HTML says, in the same order.
func appendLetter(dst []byte, doc *letterDoc) []byte {
	t := &textWriter{b: dst}
	t.para(doc.Council)
	t.para(doc.About)
	t.blank()
	if doc.Synthetic != "" {
		t.para(doc.Synthetic + ".")
		t.blank()
	}
	for i := range doc.Parts {
		if i > 0 {
			t.blank()
			t.line(strings.Repeat("=", textWidth))
			t.blank()
		}
		t.part(&doc.Parts[i])
	}
	return t.b
}

// textWriter writes lines, folding them between words.
type textWriter struct{ b []byte }

func (t *textWriter) part(p *partWords) {
	if p.Other != "" {
		t.para(p.Other)
		t.blank()
	}
	t.para(p.Kick)
	t.blank()
	t.para(p.H1 + ".")
	t.paras(p.Lead)
	if len(p.Measures) > 0 {
		t.blank()
	}
	for _, m := range p.Measures {
		t.measure(&m)
	}
	t.paras([]string{p.Basis})
	t.section(p.ChangedHead, p.Changed)
	if p.Schools != nil {
		t.section(p.Schools.Heading, []string{p.Schools.Note})
		t.table(p.Schools)
	}
	t.section(p.DueHead, nil)
	for _, d := range p.Due {
		t.item(d.Status+": "+d.Title, sentencesOf(d.Owner, d.When))
	}
	if p.DueMore != "" {
		t.para(p.DueMore)
	}
	t.paras([]string{p.Where})
	for _, l := range p.Links {
		t.blank()
		t.para(l.Label + ":")
		t.line(l.Href)
	}
	if c := p.Chart; c != nil {
		t.section(c.Heading, []string{c.Note})
		t.table(&c.letterTable)
	}
	t.blank()
	t.line(strings.Repeat("-", textWidth))
	t.paras(p.Foot)
}

// measure is a headline measure on a line, and beneath it how it changed and what it is
// held against.
func (t *textWriter) measure(m *measureWords) {
	head := m.Label + ": " + m.Value
	if m.Small != "" {
		head += ", " + m.Small
	}
	about := m.Against
	if m.Move != "" {
		about = append([]string{m.Move}, about...)
	}
	t.item(head+".", sentencesOf(about...))
}

// sentencesOf ends each of some words with a full stop, and leaves out what is empty.
func sentencesOf(words ...string) string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w+".")
		}
	}
	return strings.Join(out, " ")
}

// item is a line with a mark, and what is said beneath it.
func (t *textWriter) item(head, about string) {
	t.fold("* ", "  ", head)
	if about != "" {
		t.fold("  ", "  ", about)
	}
}

func (t *textWriter) section(heading string, paras []string) {
	if heading == "" {
		return
	}
	t.blank()
	t.blank()
	t.para(heading)
	t.line(strings.Repeat("-", min(utf8.RuneCountInString(heading), textWidth)))
	for _, p := range paras {
		t.para(p)
	}
}

// table sets a small table in columns: the first to the left, the others to the right.
func (t *textWriter) table(table *letterTable) {
	rows := append([][]string{table.Columns}, table.Rows...)
	widths := make([]int, len(table.Columns))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	total := 2 * (len(widths) - 1)
	for _, width := range widths {
		total += width
	}
	if total > textWidth { // a long name stands on a line of its own
		widths[0] = 2
	}
	t.blank()
	for _, row := range rows {
		line := row[0]
		if utf8.RuneCountInString(line) > widths[0] {
			t.para(line)
			line = ""
		}
		line += spaces(widths[0] - utf8.RuneCountInString(line))
		for i, cell := range row[1:] {
			line += "  " + spaces(widths[i+1]-utf8.RuneCountInString(cell)) + cell
		}
		t.line(strings.TrimRight(line, " "))
	}
}

func spaces(n int) string { return strings.Repeat(" ", n) }

// paras writes paragraphs with a blank line before each.
func (t *textWriter) paras(paras []string) {
	for _, p := range paras {
		if p != "" {
			t.blank()
			t.para(p)
		}
	}
}

func (t *textWriter) para(s string) { t.fold("", "", s) }

// fold writes words in lines of at most textWidth. What cannot be broken stands whole.
func (t *textWriter) fold(first, rest, s string) {
	line, length := first, utf8.RuneCountInString(first)
	begun := false
	for _, word := range strings.Fields(s) {
		n := utf8.RuneCountInString(word)
		if begun && length+1+n > textWidth {
			t.line(line)
			line, length, begun = rest, utf8.RuneCountInString(rest), false
		}
		if begun {
			line += " "
			length++
		}
		line += word
		length += n
		begun = true
	}
	t.line(line)
}

func (t *textWriter) line(s string) { t.b = append(append(t.b, s...), '\n') }
func (t *textWriter) blank()        { t.b = append(t.b, '\n') }
