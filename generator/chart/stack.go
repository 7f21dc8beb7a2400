package chart

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"rollcall/generator/view"
)

const (
	mostBins   = 50.0
	stackMax   = 400.0 // pixels that all panels together may take
	panelMin   = 56.0
	panelLabel = 40.0 // taken at the top left by the name of a panel
)

// pitches are the distances between stacked marks, the largest that fits first; the
// stylesheet sizes the marks by class z13, z11 and so on.
var pitches = [...]float64{13, 11, 9, 7, 5, 4, 3}

// stacked is one dot of a distribution where it is drawn.
type stacked struct {
	dot  *view.Dot
	v    float64 // as printed
	x, y float64 // percent of the plot, pixels
	side int     // of the scale, when it lies outside
	top  bool    // nothing lies above it
}

// stackedPanel is one panel: its dots by bin, from the foot up.
type stackedPanel struct {
	panel     *view.Panel
	top, base float64
	pitch     float64 // from one mark of a column to the next
	dots      []stacked
}

// stackDots lays out a distribution. Marks shrink, by class, until the panels fit.
func stackDots(c *view.Chart, words Words, top float64) (panels []stackedPanel, foot float64) {
	pitch := pitches[0]
	binned := make([][][]stacked, len(c.Panels))
	for i := range c.Panels {
		binned[i] = bins(c.Scale, &c.Panels[i])
	}
	heights := make([]float64, len(c.Panels))
	for _, pitch = range pitches {
		sum := 0.0
		for i := range c.Panels {
			heights[i] = panelHeight(&c.Panels[i], binned[i], pitch, words)
			sum += heights[i]
		}
		if sum <= stackMax {
			break
		}
	}
	foot = top
	for i := range c.Panels {
		sp := stackedPanel{panel: &c.Panels[i], top: foot, base: foot + heights[i], pitch: pitch}
		for _, bin := range binned[i] {
			for j := range bin {
				bin[j].y = sp.base - pitch/2 - 2.5 - float64(j)*pitch
				bin[j].top = j == len(bin)-1
			}
			sp.dots = append(sp.dots, bin...)
		}
		panels = append(panels, sp)
		foot = sp.base
	}
	return panels, foot
}

// binWidths in tenths of a point: even, so that each bin holds as many printed values
// as the next, and zero lies on an edge.
var binWidths = [...]int{2, 4, 10, 20, 40, 100}

// bins gathers the dots of a panel into columns. Named dots lie on top, where their
// names have room.
func bins(s view.Scale, panel *view.Panel) [][]stacked {
	width := 0.0
	for _, w := range binWidths {
		width = float64(w)
		if (s.Max-s.Min)*10/width <= mostBins {
			break
		}
	}
	columns := make(map[float64][]stacked)
	for i := range panel.Dots {
		d := &panel.Dots[i]
		v, ok := drawn(d.Value)
		if !ok {
			continue
		}
		at, side := place(s, v)
		within := s.Min + at*(s.Max-s.Min)
		middle := (math.Floor(math.Round(within*10)/width) + 0.5) * width / 10
		if middle > s.Max {
			middle -= width / 10
		}
		x, _ := place(s, middle)
		columns[100*x] = append(columns[100*x], stacked{dot: d, v: v, side: side, x: 100 * x})
	}
	ordered := make([][]stacked, 0, len(columns))
	for _, x := range slices.Sorted(maps.Keys(columns)) {
		column := columns[x]
		slices.SortStableFunc(column, func(a, b stacked) int {
			return cmp.Or(cmp.Compare(layer(a.dot), layer(b.dot)), cmp.Compare(a.v, b.v))
		})
		ordered = append(ordered, column)
	}
	return ordered
}

// layer orders the dots of one column: those that meet the target at the foot.
func layer(d *view.Dot) int {
	n := 1
	switch d.Role {
	case view.This:
		n = 0
	case view.Flagged:
		n = 2
	}
	if d.Named {
		n += 3
	}
	return n
}

// panelHeight is what a panel needs for its columns, the names over them, and its
// own name at the left.
func panelHeight(panel *view.Panel, columns [][]stacked, pitch float64, words Words) float64 {
	label := (max(textWidth(words.Text(panel.Label)), textWidth(words.Text(panel.Sub))) + 10) / dotPlot * 100
	h := panelMin
	for _, column := range columns {
		tall := float64(len(column))*pitch + 10
		if column[len(column)-1].dot.Named {
			tall += labelGap
		}
		if column[0].x < label {
			tall += panelLabel
		}
		h = max(h, tall)
	}
	return h
}
