package chart

import (
	"math"
	"strconv"
	"unicode/utf8"
)

// pen appends SVG. Coordinates along x are percentages of the plot, with an offset
// dx in pixels; those along y are pixels.
type pen struct {
	b         []byte
	along, up string // marks for the next coordinate along x, and along y
	plot      plotSize
}

// raw appends markup as it stands.
func (p *pen) raw(parts ...string) {
	for _, s := range parts {
		p.b = append(p.b, s...)
	}
}

// num appends a number with at most two decimals.
func (p *pen) num(v float64) { p.b = appendNumber(p.b, v) }

// attr appends an attribute in pixels, to a tenth of one; pct one in percent. One that
// is 0 is left out, which means the same in all that a pen draws: pages are heavy with
// drawings.
func (p *pen) attr(name string, v float64) {
	mark := p.take(&p.up)
	if v = tenth(v); v != 0 || mark != "" {
		p.raw(" ", name, `="`, mark)
		p.num(v)
		p.raw(`"`)
	}
}

func (p *pen) pct(name string, v float64) {
	mark := p.take(&p.along)
	if math.Abs(v) >= 0.005 || mark != "" {
		p.raw(" ", name, `="`, mark)
		p.num(v)
		p.raw(`%"`)
	}
}

// take returns a mark that waits for its coordinate.
func (p *pen) take(mark *string) string {
	m := *mark
	*mark = ""
	return m
}

// tenth rounds pixels to what can be seen.
func tenth(v float64) float64 { return math.Round(v*10) / 10 }

// text appends words as element content or attribute value.
func (p *pen) text(s string) { p.b = appendEscaped(p.b, s) }

// line appends a straight line.
func (p *pen) line(class string, x1, x2, y1, y2 float64) {
	p.raw(`<line class="`, class, `"`)
	p.pct("x1", x1)
	p.pct("x2", x2)
	p.attr("y1", y1)
	p.attr("y2", y2)
	p.raw("/>")
}

// circle appends a disc. Radius 0 leaves the size to the stylesheet.
func (p *pen) circle(class string, x, y, r float64) {
	p.raw(`<circle class="`, class, `"`)
	p.pct("cx", x)
	p.attr("cy", y)
	if r > 0 {
		p.attr("r", r)
	}
	p.raw("/>")
}

// glyph appends a path drawn around a point, in pixels.
func (p *pen) glyph(class, path string, x, y float64) {
	p.raw("<svg")
	p.pct("x", x)
	p.attr("y", y)
	p.raw(`><path class="`, class, `" d="`, path, `"/></svg>`)
}

// label appends words whose middle is at y, where the stylesheet puts it.
func (p *pen) label(class string, x, dx, y float64, s string) {
	if s == "" {
		return
	}
	p.raw("<text")
	if class != "" {
		p.raw(` class="`, class, `"`)
	}
	p.pct("x", x)
	p.attr("dx", dx)
	p.attr("y", y)
	p.raw(">")
	p.text(s)
	p.raw("</text>")
}

// lines appends words over several lines, the middle of all of them at y.
func (p *pen) lines(class string, x, dx, y float64, words []string) {
	for i, s := range words {
		p.label(class, x, dx, y+lineHeight*(float64(i)-float64(len(words)-1)/2), s)
	}
}

// stretched opens a picture whose x runs from 0 to 100 over the whole width. Only
// lines belong in it: marks would be squashed.
func (p *pen) stretched(height float64, paths func()) {
	p.raw(`<svg width="100%"`)
	p.attr("height", height)
	p.raw(` viewBox="0 0 100 `)
	p.num(height)
	p.raw(`" preserveAspectRatio="none">`)
	paths()
	p.raw("</svg>")
}

const (
	diamond = "M0-6.5 6 0 0 6.5-6 0Z"
	pastMax = "M-1-5 7 0-1 5Z" // points to where the value lies
	pastMin = "M1-5-7 0 1 5Z"
	pastTop = "M-5 1 0-7 5 1Z"
	pastLow = "M-5-1 0 7 5-1Z"
)

func appendNumber(b []byte, v float64) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		v = 0 // callers test for these; the picture must parse whatever comes
	}
	v = math.Round(v*100) / 100
	if v == 0 {
		return append(b, '0') // never -0
	}
	return strconv.AppendFloat(b, v, 'f', -1, 64)
}

func appendEscaped(b []byte, s string) []byte {
	for _, r := range s {
		switch {
		case r == '&':
			b = append(b, "&amp;"...)
		case r == '<':
			b = append(b, "&lt;"...)
		case r == '>':
			b = append(b, "&gt;"...)
		case r == '"':
			b = append(b, "&#34;"...)
		case r == '\'':
			b = append(b, "&#39;"...)
		case r < ' ' && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF:
			b = append(b, "\uFFFD"...) // not allowed in a document
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}
