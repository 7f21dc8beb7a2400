package chart

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"rollcall/generator/view"
)

// node is an element of a picture as SVG wrote it.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Kids    []node     `xml:",any"`
}

func (n *node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// number reads an attribute in pixels; one that is left out is 0.
func (n *node) number(name string) float64 {
	v, _ := strconv.ParseFloat(n.attr(name), 64)
	return v
}

func (n *node) compound() compound {
	return compound{n.XMLName.Local, strings.Fields(n.attr("class"))}
}

// letterer draws a picture for a letter: the elements that SVG writes, and none besides.
type letterer struct {
	look   *Look
	canvas *canvas
	k      float64 // device pixels to one CSS pixel
	styles map[styleKey]style
}

type styleKey struct{ trail, element, class string }

// frame is the svg around an element: where it begins and how wide it is, in CSS pixels,
// and how far its own units are stretched.
type frame struct {
	x, y, w, sx, sy float64
	around          []compound
	trail           string
}

// root draws the outer svg and all within.
func (l *letterer) root(n *node, kind view.ChartKind) error {
	s, err := l.look.style(nil, n.compound())
	if err != nil {
		return err
	}
	if kind == view.LineChart {
		s.right = letterMarginR
	} else { // a page has margins of its own
		s.left, s.right = s.left+letterInset, s.right+letterInset
	}
	f := frame{x: s.left, y: letterEdge, w: letterWidth - s.left - s.right, sx: 1, sy: 1}
	return l.all(n, f)
}

// all draws what is within an element.
func (l *letterer) all(n *node, f frame) error {
	f.around = append(f.around[:len(f.around):len(f.around)], n.compound())
	f.trail += n.XMLName.Local + "." + n.attr("class") + " "
	for i := range n.Kids {
		if err := l.draw(&n.Kids[i], f); err != nil {
			return err
		}
	}
	return nil
}

func (l *letterer) draw(n *node, f frame) error {
	switch n.XMLName.Local {
	case "title", "desc":
		return nil
	case "a":
		return l.all(n, f)
	case "svg":
		return l.all(n, f.inner(n))
	}
	s, err := l.style(n, f)
	if err != nil || s.hidden {
		return err
	}
	switch n.XMLName.Local {
	case "line":
		from, to := l.at(f, f.along(n.attr("x1")), n.number("y1")), l.at(f, f.along(n.attr("x2")), n.number("y2"))
		l.stroke(s, []outline{{points: []point{from, to}}})
	case "rect":
		from := l.at(f, f.along(n.attr("x")), n.number("y"))
		to := l.at(f, f.along(n.attr("x"))+f.along(n.attr("width")), n.number("y")+n.number("height"))
		if !s.fill.none {
			l.canvas.rect(from, to, s.fill.RGBA)
		}
	case "circle":
		r := n.number("r")
		if r == 0 {
			r = s.r
		}
		l.circle(s, l.at(f, f.along(n.attr("cx")), n.number("cy")), r*l.k)
	case "path":
		outlines, err := parsePath(n.attr("d"), func(x, y float64) point { return l.at(f, x*f.sx, y) })
		if err != nil {
			return err
		}
		if !s.fill.none {
			for _, o := range outlines {
				l.canvas.fill([]outline{o}, s.fill.RGBA)
			}
		}
		l.stroke(s, outlines)
	case "text":
		return l.words(n, s, f)
	default:
		return fmt.Errorf("%s is no element that a picture is drawn with", n.XMLName.Local)
	}
	return nil
}

// inner is the frame of an svg within another.
func (f frame) inner(n *node) frame {
	f.x += f.along(n.attr("x"))
	f.y += n.number("y") * f.sy
	if _, size, ok := strings.Cut(n.attr("viewBox"), "0 0 "); ok {
		wide, high, _ := strings.Cut(size, " ")
		w, err := strconv.ParseFloat(wide, 64)
		h, err2 := strconv.ParseFloat(high, 64)
		if err == nil && err2 == nil && w > 0 && h > 0 {
			f.sx, f.sy = f.w/w, n.number("height")/h
		}
	}
	return f
}

// along reads a coordinate along x, in CSS pixels from the left of the frame.
func (f frame) along(s string) float64 {
	if share, ok := strings.CutSuffix(s, "%"); ok {
		v, _ := strconv.ParseFloat(share, 64)
		return v / 100 * f.w
	}
	v, _ := strconv.ParseFloat(s, 64)
	return v * f.sx
}

// at returns a place of a frame in device pixels.
func (l *letterer) at(f frame, x, y float64) point {
	return point{(f.x + x) * l.k, (f.y + y*f.sy) * l.k}
}

func (l *letterer) style(n *node, f frame) (style, error) {
	key := styleKey{f.trail, n.XMLName.Local, n.attr("class")}
	s, ok := l.styles[key]
	if ok {
		return s, nil
	}
	s, err := l.look.style(f.around, n.compound())
	l.styles[key] = s
	return s, err
}

// stroke draws the strokes of outlines. They are as wide in a stretched frame as outside.
func (l *letterer) stroke(s style, outlines []outline) {
	if s.stroke.none || s.width <= 0 {
		return
	}
	width := s.width * l.k * letterStroke
	if len(s.dash) > 0 {
		outlines = dashed(outlines, s.dash, s.offset, l.k)
	}
	for _, o := range outlines {
		if from, to, ok := o.upright(width, s); ok {
			l.canvas.rect(from, to, s.stroke.RGBA)
			continue
		}
		for _, part := range stroked(o, width, s.round, s.square) { // each alone: a long line has a large box
			l.canvas.fill([]outline{part}, s.stroke.RGBA)
		}
	}
}

func (l *letterer) circle(s style, at point, r float64) {
	if !s.fill.none {
		l.canvas.fill([]outline{disc(at, r)}, s.fill.RGBA)
	}
	if half := s.width * l.k * letterStroke / 2; !s.stroke.none && half > 0 {
		ring := []outline{disc(at, r+half)}
		if r > half {
			ring = append(ring, disc(at, r-half).reversed())
		}
		l.canvas.fill(ring, s.stroke.RGBA)
	}
}

// words draws a text, or the parts of one that stands at several places.
func (l *letterer) words(n *node, s style, f frame) error {
	if strings.TrimSpace(n.Text) != "" {
		at := l.at(f, f.along(n.attr("x"))+n.number("dx")+s.dx, n.number("y")+s.dy)
		if err := l.canvas.words(n.Text, at, s, l.k, n.attr("transform") == "rotate(-90)"); err != nil {
			return err
		}
	}
	for i := range n.Kids {
		part := &n.Kids[i]
		if err := l.canvas.words(part.Text, l.at(f, f.along(part.attr("x")), n.number("y")), s, l.k, false); err != nil {
			return err
		}
	}
	return nil
}
