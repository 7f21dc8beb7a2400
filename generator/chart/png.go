package chart

import (
	"encoding/xml"
	"fmt"
	"math"
	"sync"

	"rollcall/generator/view"
)

// The picture of a letter is laid out for a page of letterWidth CSS pixels and magnified
// from it. Mail readers shrink a picture with the page: at 552 pixels its words are 22
// pixels high, and on a phone that leaves the picture 296 of its 360 they are still 12.
// Strokes are drawn thinner than on a page, which as large would be heavy.
const (
	letterWidth   = 320.0
	letterMarginR = 86.0 // where the names of lines stand
	letterPlotW   = letterWidth - lineMarginL - letterMarginR
	letterStroke  = 0.75
	letterInset   = 8.0 // at the sides of what is no chart of lines
	letterEdge    = 3.0 // kept free above and below what is drawn
)

// mostPixels bounds either side of a picture.
const mostPixels = 8192

// PNG draws a chart as a picture for a letter, width CSS pixels wide at scale device
// pixels each: 552 at 2 is 1104. It is the picture that SVG draws for a narrow page, with
// a lower plot and the names of lines at their ends, in the colours that the style sheets
// of the look have for light pages. The ground is opaque. The same chart always makes the
// same bytes. It may be called by many goroutines.
func PNG(c *view.Chart, words Words, look *Look, width, scale int) ([]byte, error) {
	words.Mark, words.Axis = nil, nil // a picture holds no marks of an account
	p := &pen{plot: letterPlot}
	drawChart(p, c, words)
	var root node
	if err := xml.Unmarshal(p.b, &root); err != nil {
		return nil, fmt.Errorf("chart %s: %w", c.ID, err)
	}
	k := float64(width*scale) / letterWidth
	height := int(math.Ceil((root.number("height") + 2*letterEdge) * k))
	if width*scale < 1 || width*scale > mostPixels || height > mostPixels {
		return nil, fmt.Errorf("chart %s: a picture of %d by %d pixels", c.ID, width*scale, height)
	}
	paper, err := look.color("var(--paper)")
	if err != nil {
		return nil, err
	}
	to := canvases.Get().(*canvas)
	defer canvases.Put(to)
	to.reset(width*scale, height, paper)
	l := letterer{look: look, canvas: to, k: k, styles: make(map[styleKey]style)}
	if err := l.root(&root, c.Kind); err != nil {
		return nil, fmt.Errorf("chart %s: %w", c.ID, err)
	}
	to.trim(paper, int(letterEdge*k))
	return to.encode()
}

var canvases = sync.Pool{New: func() any { return new(canvas) }}
