package render

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"slices"
	"strconv"
	"unicode/utf8"

	"rollcall/generator/chart"
	"rollcall/generator/disclosure"
	"rollcall/generator/view"
)

// ledger accounts for the numbers of one page at a time, so that an audit can take
// each back to a published figure. What prints a figure puts a mark before it, a
// private character of no width. When the page is finished its marks are taken out,
// and every number of it, of markup too, is listed at its end in order:
//
//	<template id="ledger">BASE64</template>
//
// holds, deflated, a line for each entry and then the numbers. An entry is a letter and,
// for a figure, its level, code, phase, period, group and measure, parted by tabs; one
// that is empty is as in the line before. The letters are
//
//	%  a figure's percentage         #  its number, or the number of a rate
//	~  the same of a figure that is of only those schools that have both of two periods
//	t  a target                      d  worked out from figures that are shown
//	=  a value, of an axis or worked out, that is drawn; it stands after the letter
//
// A line of its own, empty, ends the entries. The numbers follow as pairs: how many
// numbers are skipped because they are no figure, then the entry of the next one, from
// 0, with g where the number places the value on a scale and h where it belongs to a
// mark of it. The last count has no entry.
type ledger struct {
	entries []entry
	at      map[entry]int // in entries
	told    []int         // the entries that the page holds, in the order in which they first stand there
	place   []int         // of each entry in told, from 1
	marks   []use
	rune    map[use]rune
	text    bytes.Buffer
	deflate *flate.Writer
}

// entry is what a number is of.
type entry struct {
	letter string
	ref    disclosure.Ref
}

// use is an entry and what a number does for it.
type use struct {
	entry int
	as    chart.Use
}

func newLedger() *ledger {
	w, _ := flate.NewWriter(nil, flate.BestCompression) // the level is one that there is
	return &ledger{at: map[entry]int{}, rune: map[use]rune{}, deflate: w}
}

// reset forgets the page before.
func (l *ledger) reset() {
	clear(l.at)
	clear(l.rune)
	l.entries, l.marks = l.entries[:0], l.marks[:0]
}

// mark returns the mark of an entry, or "" without a ledger.
func (l *ledger) mark(letter string, ref disclosure.Ref, as chart.Use) string {
	if l == nil {
		return ""
	}
	e := entry{letter, ref}
	at, ok := l.at[e]
	if !ok {
		at = len(l.entries)
		l.entries, l.at[e] = append(l.entries, e), at
	}
	u := use{at, as}
	r, ok := l.rune[u]
	if !ok {
		r = chart.FirstMark + rune(len(l.marks))
		if r > chart.LastMark {
			return "" // the number stays without an entry, and the audit says so
		}
		l.marks, l.rune[u] = append(l.marks, u), r
	}
	return string(r)
}

// figure marks a figure that is shown: as a percentage, or as a number.
func (l *ledger) figure(f view.Figure, number bool, as chart.Use) string {
	if l == nil || !f.Shown() {
		return ""
	}
	ref := f.Ref()
	letter := "%"
	switch {
	case ref.Rule == "target" && as == chart.Drawn:
		tenths, _ := f.Tenths()
		return l.axis(float64(tenths) / 10)
	case ref.Rule == "target":
		return l.mark("t", disclosure.Ref{}, as)
	case number:
		letter = "#"
	}
	if ref.Among > 0 {
		letter = "~" + letter
	}
	ref.Rule, ref.Among = "", 0
	return l.mark(letter, ref, as)
}

// value marks what a chart draws or prints.
func (l *ledger) value(v view.Value, as chart.Use) string {
	switch {
	case l == nil:
		return ""
	case !v.Points:
		return l.figure(v.Figure, v.Figure.Kind() == disclosure.Count, as)
	case as == chart.Drawn:
		return l.axis(float64(v.Tenths) / 10)
	}
	return l.mark("d", disclosure.Ref{}, as)
}

// axis marks where a value that is no figure stands on its scale.
func (l *ledger) axis(v float64) string {
	return l.mark("="+strconv.FormatFloat(v, 'g', 8, 64), disclosure.Ref{}, chart.Drawn)
}

// derived marks a number that is worked out from figures.
func (l *ledger) derived() string { return l.mark("d", disclosure.Ref{}, chart.Printed) }

// seal takes the marks out of a page and puts the ledger at its end.
func (l *ledger) seal(page []byte) []byte {
	out := make([]byte, 0, len(page)+4096)
	l.told, l.place = l.told[:0], append(l.place[:0], make([]int, len(l.entries))...)
	var numbers []byte
	skipped, pending := 0, -1
	for i := 0; i < len(page); {
		c := page[i]
		switch {
		case isDigit(c):
			n := numberLen(page[i:])
			if pending >= 0 && pending < len(l.marks) {
				u := l.marks[pending]
				if l.place[u.entry] == 0 {
					l.told = append(l.told, u.entry)
					l.place[u.entry] = len(l.told)
				}
				numbers = strconv.AppendInt(numbers, int64(skipped), 10)
				numbers = append(numbers, ' ')
				numbers = strconv.AppendInt(numbers, int64(l.place[u.entry]-1), 10)
				numbers = append(numbers, [...]string{"\n", "g\n", "h\n"}[u.as]...)
				skipped = -1
			}
			skipped++
			out = append(out, page[i:i+n]...)
			i, pending = i+n, -1
		case c == 0xF3: // which begins every mark
			r, n := utf8.DecodeRune(page[i:])
			if !chart.IsMark(r) {
				out = append(out, page[i:i+n]...)
				pending = -1
			} else {
				pending = int(r - chart.FirstMark)
			}
			i += n
		default:
			if c != '+' && c != '-' && c != 0xE2 && c != 0x88 && c != 0x92 { // a sign, the last three bytes a minus
				pending = -1
			}
			out = append(out, c)
			i++
		}
	}
	numbers = strconv.AppendInt(numbers, int64(skipped), 10)
	return l.put(out, numbers)
}

// put writes the ledger into a page, as the last of its body.
func (l *ledger) put(page, numbers []byte) []byte {
	l.text.Reset()
	l.deflate.Reset(&l.text)
	var before [6]string
	var line []byte
	for _, at := range l.told {
		e := l.entries[at]
		line = append(line[:0], e.letter...)
		if e.ref != (disclosure.Ref{}) {
			for i, field := range [...]string{string(e.ref.Place.Level), e.ref.Place.Code, e.ref.Phase.String(), e.ref.Period.String(), e.ref.Group, e.ref.Measure} {
				line = append(line, '\t')
				if field != before[i] {
					line = append(line, field...)
				}
				before[i] = field
			}
		}
		l.deflate.Write(append(line, '\n')) // a bytes.Buffer has no write errors
	}
	l.deflate.Write([]byte{'\n'})
	l.deflate.Write(numbers)
	l.deflate.Close()
	sealed := []byte(`<template id="ledger">`)
	sealed = base64.StdEncoding.AppendEncode(sealed, l.text.Bytes())
	sealed = append(sealed, "</template>\n"...)
	return slices.Insert(page, max(bytes.LastIndex(page, []byte("</body>")), 0), sealed...)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// numberLen returns the length of the number that a text begins with: digits, in
// groups of three after commas, and what stands after a point.
func numberLen(b []byte) int {
	n := digits(b)
	for n+3 < len(b) && b[n] == ',' && digits(b[n+1:]) == 3 {
		n += 4
	}
	if n+1 < len(b) && b[n] == '.' {
		if part := digits(b[n+1:]); part > 0 {
			n += 1 + part
		}
	}
	return n
}

func digits(b []byte) int {
	n := 0
	for n < len(b) && isDigit(b[n]) {
		n++
	}
	return n
}
