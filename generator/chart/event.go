package chart

import (
	"strconv"

	"rollcall/generator/view"
)

// mostNamed is how many events may have their names on the chart. More have numbers,
// and their names in a list beneath.
const mostNamed = 3

// event is a moment on a line chart: its line, its name where there is room and its
// number where there is not.
type event struct {
	number       int
	x            float64
	name         []stripLabel
	mark         float64 // the middle of its number above the plot, as a negative y
	nameH, markH float64 // how far its line goes above the plot with each
}

// events are the moments of a chart, those with one place side by side.
type events struct {
	all      []event
	numbered bool // at every width
	height   float64
}

// Events returns the moments of a line chart that are drawn, in the order of their
// numbers, and whether the numbers stand at every width or on a narrow page only. The
// page lists their names.
func Events(c *view.Chart) (moments []view.Moment, numbered bool) {
	if c.Kind != view.LineChart && c.Kind != view.RankChart {
		return nil, false
	}
	for _, m := range c.Events {
		if _, ok := breakAt(m.At, len(c.X)); ok {
			moments = append(moments, m)
		}
	}
	return moments, len(moments) > mostNamed
}

// layEvents finds room for names and numbers. They share the strip above the plot with
// the names of breaks.
func layEvents(c *view.Chart, words Words, narrow, wide *room) events {
	moments, numbered := Events(c)
	out := events{numbered: numbered}
	rooms := []*room{narrow}
	if numbered {
		rooms = append(rooms, wide)
	}
	for i, m := range moments {
		x, _ := breakAt(m.At, len(c.X))
		e := event{number: i + 1, x: x}
		if !numbered {
			e.name, e.nameH = stripBlock([]*room{wide}, wrap(words.Text(m.Label), lineWide*0.45, 2), x, []anchor{start, end, middle})
			out.height = max(out.height, e.nameH)
		}
		e.mark, e.markH = numberMark(rooms, x)
		out.height = max(out.height, e.markH+4)
		out.all = append(out.all, e)
	}
	return out
}

const numberMarkR = 8.0

// numberMark finds the lowest row above the plot in which a numbered disc meets
// nothing.
func numberMark(rooms []*room, x float64) (y, reach float64) {
	for row := range 12 {
		y = -numberMarkR - 2 - (2*numberMarkR+2)*float64(row)
		b := box{x, -numberMarkR - 1, numberMarkR + 1, y - numberMarkR, y + numberMarkR}
		free := true
		for _, space := range rooms {
			free = free && space.free(b)
		}
		if free {
			break
		}
	}
	for _, space := range rooms {
		space.take(box{x, -numberMarkR - 1, numberMarkR + 1, y - numberMarkR, y + numberMarkR})
	}
	return y, numberMarkR - y
}

// draw appends the lines of the events down to height h, with what stands on them.
func (e events) draw(p *pen, h float64) {
	number := " n"
	if e.numbered {
		number = ""
	}
	for _, m := range e.all { // lines first: none may strike the number of another
		if !e.numbered {
			p.line("evt w", m.x, m.x, -m.nameH, h)
		}
		p.line("evt"+number, m.x, m.x, m.mark, h)
	}
	for _, m := range e.all {
		for _, l := range m.name {
			p.label(join("halo w", l.class), l.x, l.dx, l.y, l.text)
		}
		p.circle("evt-no"+number, m.x, m.mark, numberMarkR)
		p.label("b m evt-n"+number, m.x, 0, m.mark, strconv.Itoa(m.number))
	}
}
