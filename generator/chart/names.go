package chart

import (
	"rollcall/generator/view"
)

// named is a mark that may have its name beside it.
type named struct {
	dot   *view.Dot
	x, y  float64
	clear bool // nothing stands above it in its column
}

// nameRoom says how wide a plot is at the widths for which names are placed.
type nameRoom struct {
	tiers [3]room // to 34rem, to 46rem, and beyond
}

var (
	dotNames = nameRoom{[3]room{
		{widths: []float64{272, dotPlot}, left: 4, right: 12},
		{widths: []float64{528, 620, 720}, left: 4, right: 12},
		{widths: []float64{720, 800, 960}, left: 4, right: 12}}}
	funnelNames = nameRoom{[3]room{
		{widths: []float64{204, lineNarrow}, right: lineMarginRn},
		{widths: []float64{lineWide, 460, 560}, right: 120},
		{widths: []float64{560, 640, 780}, right: 120}}}
)

// candidate is one place for a name: beside the mark, or above or beneath it with a
// thin line to it.
type candidate struct {
	dx, dy float64
	a      anchor
	leader bool
}

var candidates = []candidate{
	{11, 0, start, false}, {-11, 0, end, false},
	{6, -14, start, false}, {-6, -14, end, false}, {0, -17, middle, false},
	{6, 14, start, false}, {-6, 14, end, false},
	{0, -32, middle, true}, {-8, -32, start, true}, {8, -32, end, true},
	{0, -47, middle, true}, {-8, -47, start, true}, {8, -47, end, true},
	{0, 32, middle, true}, {-8, 32, start, true}, {8, 32, end, true},
}

// placed is a name where it is written.
type placed struct {
	candidate
	text string
	ok   bool
}

// nameDots writes the names of the named marks where they meet nothing, at each of
// three widths of the page. A name without room stays in the table beneath.
func nameDots(p *pen, marks []named, words Words, where nameRoom, half float64, taken []box, top, foot float64) {
	var tiers [3][]placed
	for t, space := range where.tiers {
		tiers[t] = placeNames(marks, words, space, half, taken, top, foot)
	}
	for i, m := range marks {
		n, w, x := tiers[0][i], tiers[1][i], tiers[2][i]
		switch {
		case n == w && w == x:
			writeName(p, m, n, "")
		case w == x:
			writeName(p, m, n, " n")
			writeName(p, m, w, " w")
		case n == w:
			writeName(p, m, n, " nx")
			writeName(p, m, x, " x")
		default:
			writeName(p, m, n, " n")
			writeName(p, m, w, " w nx")
			writeName(p, m, x, " x")
		}
	}
}

func placeNames(marks []named, words Words, space room, half float64, taken []box, top, foot float64) []placed {
	names := make([]placed, len(marks))
	any := false
	for _, m := range marks {
		any = any || m.dot.Named
	}
	if !any {
		return names
	}
	space.taken = append(space.taken, taken...)
	for _, m := range marks {
		space.take(box{m.x, -half, half, m.y - half, m.y + half})
	}
	for i, m := range marks {
		if !m.dot.Named {
			continue
		}
		text := words.Text(m.dot.Name)
		for _, c := range candidates {
			b := textBox(m.x, c.dx, m.y+c.dy, text, c.a)
			if b.top < top || b.bottom > foot || !m.clear && c.dy != 0 || !space.free(b) {
				continue
			}
			if c.leader && !space.free(leaderBox(m, c, half)) {
				continue
			}
			space.take(b)
			names[i] = placed{c, text, true}
			break
		}
	}
	return names
}

// leaderBox is the space of the line from a mark to its name.
func leaderBox(m named, c candidate, half float64) box {
	b := box{x: m.x, left: -1, right: 1, top: m.y + c.dy + 8, bottom: m.y - half - 0.5}
	if c.dy > 0 {
		b.top, b.bottom = m.y+half+0.5, m.y+c.dy-8
	}
	return b
}

func writeName(p *pen, m named, at placed, tier string) {
	if !at.ok {
		return
	}
	if at.leader {
		b := leaderBox(m, at.candidate, 6.5)
		p.line("lead"+tier, m.x, m.x, b.top, b.bottom)
	}
	p.label(at.a.class("b halo"+tier), m.x, at.dx, m.y+at.dy, at.text)
}
