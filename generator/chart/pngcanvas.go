package chart

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"slices"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/vector"
)

// shades is how many steps an edge fades in: few colours need few bytes.
const shades = 15

// canvas holds the pixels of one picture, and what is used again for the next.
type canvas struct {
	w, h   int
	pixels []uint32 // 0xRRGGBB, row by row
	area   vector.Rasterizer
	mask   []uint8 // of one shape
	halo   []uint8
	font   sfnt.Buffer
	glyphs map[glyphKey]glyph
	index  []uint8
	buffer *png.EncoderBuffer
}

func packed(c color.RGBA) uint32 { return uint32(c.R)<<16 | uint32(c.G)<<8 | uint32(c.B) }

func (c *canvas) reset(w, h int, ground color.RGBA) {
	c.w, c.h = w, h
	c.pixels = slices.Grow(c.pixels[:0], w*h)[:w*h]
	g := packed(ground)
	for i := range c.pixels {
		c.pixels[i] = g
	}
}

// rect fills a rectangle out to whole pixels.
func (c *canvas) rect(from, to point, fill color.RGBA) {
	r := image.Rect(int(math.Round(from.x)), int(math.Round(from.y)), int(math.Round(to.x)), int(math.Round(to.y))).Intersect(image.Rect(0, 0, c.w, c.h))
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := c.pixels[y*c.w+r.Min.X : y*c.w+r.Max.X]
		for i := range row {
			row[i] = packed(fill)
		}
	}
}

// fill fills outlines that wind the same way as one.
func (c *canvas) fill(outlines []outline, fill color.RGBA) {
	if r := c.rasterise(outlines, 0); !r.Empty() {
		c.blend(c.mask, r, fill)
	}
}

// rasterise makes the mask of outlines over the rectangle it returns: their own, with a
// margin. A mask of the whole picture would cost ten times as much.
func (c *canvas) rasterise(outlines []outline, margin float64) image.Rectangle {
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, o := range outlines {
		for _, p := range o.points {
			low, high = point{min(low.x, p.x), min(low.y, p.y)}, point{max(high.x, p.x), max(high.y, p.y)}
		}
	}
	if !(low.x < high.x) {
		return image.Rectangle{}
	}
	r := image.Rect(int(math.Floor(low.x-margin)), int(math.Floor(low.y-margin)), int(math.Ceil(high.x+margin)), int(math.Ceil(high.y+margin))).Intersect(image.Rect(0, 0, c.w, c.h))
	if r.Empty() {
		return r
	}
	c.area.Reset(r.Dx(), r.Dy())
	c.area.DrawOp = draw.Src
	x, y := float64(r.Min.X), float64(r.Min.Y)
	for _, o := range outlines {
		for i, p := range o.points {
			if i == 0 {
				c.area.MoveTo(float32(p.x-x), float32(p.y-y))
			} else {
				c.area.LineTo(float32(p.x-x), float32(p.y-y))
			}
		}
		c.area.ClosePath()
	}
	c.mask = slices.Grow(c.mask[:0], r.Dx()*r.Dy())[:r.Dx()*r.Dy()]
	mask := &image.Alpha{Pix: c.mask, Stride: r.Dx(), Rect: image.Rect(0, 0, r.Dx(), r.Dy())}
	c.area.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	return r
}

// blend lays a colour over the picture where a mask of r has it.
func (c *canvas) blend(mask []uint8, r image.Rectangle, fill color.RGBA) {
	over := packed(fill)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := c.pixels[y*c.w+r.Min.X : y*c.w+r.Max.X]
		for i, m := range mask[(y-r.Min.Y)*r.Dx():][:r.Dx()] {
			switch step := (uint32(m)*shades + 127) / 255; step {
			case 0:
			case shades:
				row[i] = over
			default:
				row[i] = shade(row[i], over, step)
			}
		}
	}
}

// shade mixes two colours by steps.
func shade(under, over, step uint32) uint32 {
	mix := func(shift uint) uint32 {
		return ((under>>shift&0xff)*(shades-step) + (over>>shift&0xff)*step + shades/2) / shades << shift
	}
	return mix(16) | mix(8) | mix(0)
}

// trim cuts off the rows above and below what is drawn, but for a margin.
func (c *canvas) trim(ground color.RGBA, margin int) {
	g := packed(ground)
	blank := func(y int) bool {
		return !slices.ContainsFunc(c.pixels[y*c.w:(y+1)*c.w], func(p uint32) bool { return p != g })
	}
	top, foot := 0, c.h
	for top < foot-1 && blank(top) {
		top++
	}
	for foot > top+1 && blank(foot-1) {
		foot--
	}
	top, foot = max(top-margin, 0), min(foot+margin, c.h)
	c.h = foot - top
	c.pixels = c.pixels[:copy(c.pixels, c.pixels[top*c.w:foot*c.w])]
}

// encode writes the picture with a palette. Where more than 256 colours meet, the rarest
// become those nearest to them.
func (c *canvas) encode() ([]byte, error) {
	palette, at := c.palette()
	c.index = slices.Grow(c.index[:0], len(c.pixels))[:len(c.pixels)]
	last, index := c.pixels[0], at[c.pixels[0]]
	for i, p := range c.pixels {
		if p != last {
			last, index = p, at[p]
		}
		c.index[i] = index
	}
	var out bytes.Buffer
	// a third faster than the default for a sixth more bytes
	encoder := png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: c}
	err := encoder.Encode(&out, &image.Paletted{Pix: c.index, Stride: c.w, Rect: image.Rect(0, 0, c.w, c.h), Palette: palette})
	return out.Bytes(), err
}

// palette returns the colours of the picture, the most frequent first, and where in it
// each stands.
func (c *canvas) palette() (color.Palette, map[uint32]uint8) {
	count := make(map[uint32]int, 512)
	from := 0
	for i, p := range c.pixels {
		if p != c.pixels[from] {
			count[c.pixels[from]] += i - from
			from = i
		}
	}
	count[c.pixels[from]] += len(c.pixels) - from
	all := make([]uint32, 0, len(count))
	for p := range count {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b uint32) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	kept := all[:min(len(all), 256)]
	palette := make(color.Palette, len(kept))
	at := make(map[uint32]uint8, len(all))
	for i, p := range kept {
		palette[i] = color.RGBA{uint8(p >> 16), uint8(p >> 8), uint8(p), 255}
		at[p] = uint8(i)
	}
	for _, p := range all[len(kept):] {
		at[p] = uint8(palette.Index(color.RGBA{uint8(p >> 16), uint8(p >> 8), uint8(p), 255}))
	}
	return palette, at
}

// Get and Put lend the encoder's buffer from one picture to the next.
func (c *canvas) Get() *png.EncoderBuffer  { return c.buffer }
func (c *canvas) Put(b *png.EncoderBuffer) { c.buffer = b }
