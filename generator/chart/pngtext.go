package chart

import (
	"image"
	"math"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// faces are the Go fonts, regular and bold: they have the letters of Welsh and lie in the
// program, so that a letter looks alike wherever it is made.
var faces = sync.OnceValues(func() (f [2]*sfnt.Font, err error) {
	for i, data := range [][]byte{goregular.TTF, gobold.TTF} {
		if f[i], err = sfnt.Parse(data); err != nil {
			return f, err
		}
	}
	return f, nil
})

// middleOf is how far the middle of capitals and numbers lies above their foot, as a share
// of the size.
const middleOf = 0.36

type glyphKey struct {
	size fixed.Int26_6
	r    rune
	bold bool
}

// glyph is the shape of a letter, from its foot.
type glyph struct {
	index    sfnt.GlyphIndex
	advance  float64
	outlines []outline
}

// words draws a text whose middle is at a place; turned ones read upwards.
func (c *canvas) words(s string, at point, look style, k float64, turned bool) error {
	outlines, width, err := c.set(s, look.size*k, look.bold)
	if err != nil {
		return err
	}
	x, y := 0.0, look.size*k*middleOf
	switch look.anchor {
	case middle:
		x = -width / 2
	case end:
		x = -width
	}
	for _, o := range outlines {
		for i, p := range o.points {
			p = point{p.x + x, p.y + y}
			if turned {
				p = point{p.y, -p.x}
			}
			o.points[i] = point{p.x + at.x, p.y + at.y}
		}
	}
	halo := 0.0
	if !look.stroke.none {
		halo = look.width * k / 2
	}
	r := c.rasterise(outlines, math.Ceil(halo))
	if r.Empty() {
		return nil
	}
	if halo > 0 {
		c.spread(r, int(halo))
		c.blend(c.halo, r, look.stroke.RGBA)
	}
	c.blend(c.mask, r, look.fill.RGBA)
	return nil
}

// set puts the letters of a text side by side, from x 0 on, and returns how far it goes.
func (c *canvas) set(s string, size float64, bold bool) ([]outline, float64, error) {
	fonts, err := faces()
	if err != nil {
		return nil, 0, err
	}
	face := fonts[0]
	if bold {
		face = fonts[1]
	}
	key := glyphKey{size: fixed.Int26_6(math.Round(size * 64)), bold: bold}
	var outlines []outline
	var before sfnt.GlyphIndex
	x := 0.0
	for _, r := range s {
		key.r = r
		g, err := c.glyph(face, key)
		if err != nil {
			return nil, 0, err
		}
		if before != 0 {
			if kern, err := face.Kern(&c.font, before, g.index, key.size, font.HintingNone); err == nil {
				x += float64(kern) / 64
			}
		}
		for _, o := range g.outlines {
			moved := outline{points: make([]point, len(o.points)), closed: true}
			for i, p := range o.points {
				moved.points[i] = point{p.x + x, p.y}
			}
			outlines = append(outlines, moved)
		}
		x += g.advance
		before = g.index
	}
	return outlines, x, nil
}

// glyph returns the shape of a letter of a size; one that the fonts lack is a box.
func (c *canvas) glyph(face *sfnt.Font, key glyphKey) (glyph, error) {
	if g, ok := c.glyphs[key]; ok {
		return g, nil
	}
	index, err := face.GlyphIndex(&c.font, key.r)
	if err != nil {
		return glyph{}, err
	}
	segments, err := face.LoadGlyph(&c.font, index, key.size, nil)
	if err != nil {
		return glyph{}, err
	}
	g := glyph{index: index}
	at := func(p fixed.Point26_6) point { return point{float64(p.X) / 64, float64(p.Y) / 64} }
	for _, s := range segments {
		if s.Op == sfnt.SegmentOpMoveTo {
			g.outlines = append(g.outlines, outline{closed: true})
		}
		last := &g.outlines[len(g.outlines)-1]
		if s.Op != sfnt.SegmentOpQuadTo { // the fonts have no cubic curves
			last.points = append(last.points, at(s.Args[0]))
			continue
		}
		a, b, d := last.points[len(last.points)-1], at(s.Args[0]), at(s.Args[1])
		const parts = 6
		for i := 1; i <= parts; i++ {
			t := float64(i) / parts
			last.points = append(last.points, between(between(a, b, t), between(b, d, t), t))
		}
	}
	advance, err := face.GlyphAdvance(&c.font, index, key.size, font.HintingNone)
	if err != nil {
		return glyph{}, err
	}
	g.advance = float64(advance) / 64
	if c.glyphs == nil || len(c.glyphs) > 2000 {
		c.glyphs = make(map[glyphKey]glyph)
	}
	c.glyphs[key] = g
	return g, nil
}

// spread makes the halo of the mask over r: every pixel at most n from one of the mask,
// along and then up.
func (c *canvas) spread(r image.Rectangle, n int) {
	w, h := r.Dx(), r.Dy()
	along := make([]uint8, w*h)
	c.halo = make([]uint8, w*h)
	run := func(from, to []uint8, start, step, count int) {
		near := -n - 1 // the last that is set
		ahead := 0
		for i := range count {
			for ; ahead < count && ahead <= i+n; ahead++ {
				if from[start+ahead*step] >= 128 {
					near = ahead
				}
			}
			if near >= i-n {
				to[start+i*step] = 255
			}
		}
	}
	for y := range h {
		run(c.mask, along, y*w, 1, w)
	}
	for x := range w {
		run(along, c.halo, x, w, h)
	}
}
