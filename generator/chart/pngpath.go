package chart

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// point is a place in device pixels.
type point struct{ x, y float64 }

// outline is a line through points.
type outline struct {
	points []point
	closed bool
}

// parsePath reads the commands that pens write: M L H V in places or, in small letters,
// in steps, and Z. To puts a place of the path on the canvas.
func parsePath(d string, to func(x, y float64) point) ([]outline, error) {
	var all []outline
	var x, y, x0, y0 float64
	command := byte(0)
	for i := 0; i < len(d); {
		switch c := d[i]; {
		case c == ' ' || c == ',':
			i++
			continue
		case c == 'Z' || c == 'z':
			if len(all) > 0 {
				all[len(all)-1].closed = true
			}
			x, y = x0, y0
			i++
			continue
		case c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z':
			command = c
			i++
		}
		a, next, err := pathNumber(d, i)
		if err != nil {
			return nil, err
		}
		i = next
		switch command {
		case 'H':
			x = a
		case 'h':
			x += a
		case 'V':
			y = a
		case 'v':
			y += a
		case 'M', 'm', 'L', 'l':
			b, next, err := pathNumber(d, i)
			if err != nil {
				return nil, err
			}
			i = next
			if command == 'm' || command == 'l' {
				a, b = x+a, y+b
			}
			x, y = a, b
		default:
			return nil, fmt.Errorf("path %q: %q is no command that a picture is drawn with", d, command)
		}
		if command == 'M' || command == 'm' {
			x0, y0 = x, y
			all = append(all, outline{})
			command -= 'M' - 'L' // what follows without a command are lines
		}
		if len(all) == 0 || all[len(all)-1].closed {
			all = append(all, outline{points: []point{to(x0, y0)}})
		}
		last := &all[len(all)-1]
		last.points = append(last.points, to(x, y))
	}
	return all, nil
}

// pathNumber reads a number, which may follow the one before it without a space.
func pathNumber(d string, i int) (float64, int, error) {
	for i < len(d) && (d[i] == ' ' || d[i] == ',') {
		i++
	}
	from, dot := i, false
	for ; i < len(d); i++ {
		switch c := d[i]; {
		case c == '-' && i == from, c >= '0' && c <= '9':
			continue
		case c == '.' && !dot:
			dot = true
			continue
		}
		break
	}
	v, err := strconv.ParseFloat(d[from:i], 64)
	if err != nil {
		err = fmt.Errorf("path %q: no number at %d", d, from)
	}
	return v, i, err
}

// reversed winds the other way, which leaves a hole where it lies within another.
func (o outline) reversed() outline {
	o.points = slices.Clone(o.points)
	slices.Reverse(o.points)
	return o
}

// disc is a circle, fine enough for its size.
func disc(at point, r float64) outline {
	n := int(min(max(8, 4*math.Sqrt(r)+8), 64))
	o := outline{points: make([]point, n), closed: true}
	for i := range o.points {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		o.points[i] = point{at.x + r*cos, at.y + r*sin}
	}
	return o
}

// stroked returns the area of a line of a width, its corners round. All its parts wind
// one way, so that none cuts a hole in another.
func stroked(o outline, width float64, round, square bool) []outline {
	points := slices.Clone(o.points)
	if o.closed && len(points) > 1 {
		points = append(points, points[0])
	}
	half := width / 2
	var area []outline
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		length := math.Hypot(b.x-a.x, b.y-a.y)
		if length == 0 {
			continue
		}
		ux, uy := (b.x-a.x)/length*half, (b.y-a.y)/length*half
		if square && !o.closed && i == 1 {
			a = point{a.x - ux, a.y - uy}
		}
		if square && !o.closed && i == len(points)-1 {
			b = point{b.x + ux, b.y + uy}
		}
		area = append(area, outline{closed: true, points: []point{{a.x + uy, a.y - ux}, {b.x + uy, b.y - ux}, {b.x - uy, b.y + ux}, {a.x - uy, a.y + ux}}})
	}
	for i, at := range points {
		if inner := i > 0 && i < len(points)-1; inner || o.closed && i == 0 || round && !o.closed {
			area = append(area, disc(at, half))
		}
	}
	return area
}

// upright returns the rectangle of a single straight line along x or y, on whole pixels:
// a grid that is sharp is quieter.
func (o outline) upright(width float64, s style) (from, to point, ok bool) {
	if len(o.points) != 2 || o.closed || s.round || s.square {
		return from, to, false
	}
	a, b := o.points[0], o.points[1]
	half := max(math.Round(width), 1) / 2
	switch {
	case a.y == b.y:
		middle := math.Round(a.y-half) + half
		return point{min(a.x, b.x), middle - half}, point{max(a.x, b.x), middle + half}, true
	case a.x == b.x:
		middle := math.Round(a.x-half) + half
		return point{middle - half, min(a.y, b.y)}, point{middle + half, max(a.y, b.y)}, true
	}
	return from, to, false
}

// dashed cuts lines into dashes, whose lengths are above zero and in CSS pixels of k device
// pixels.
func dashed(outlines []outline, dash []float64, offset, k float64) []outline {
	sum := 0.0
	for _, d := range dash {
		sum += d
	}
	var all []outline
	for _, o := range outlines {
		points := o.points
		if o.closed && len(points) > 0 {
			points = append(slices.Clone(points), points[0])
		}
		part, left := 0, math.Mod(math.Mod(offset, sum)+sum, sum)
		for left >= dash[part%len(dash)] {
			left -= dash[part%len(dash)]
			part++
		}
		left = (dash[part%len(dash)] - left) * k // of this part
		on := false
		for i := 1; i < len(points); i++ {
			a, b := points[i-1], points[i]
			length := math.Hypot(b.x-a.x, b.y-a.y)
			for at := 0.0; at < length; {
				step := min(left, length-at)
				if part%2 == 0 {
					if !on {
						all = append(all, outline{points: []point{between(a, b, at/length)}})
					}
					last := &all[len(all)-1]
					last.points = append(last.points, between(a, b, (at+step)/length))
				}
				on = part%2 == 0
				at += step
				if left -= step; left <= 1e-9 {
					part++
					left, on = dash[part%len(dash)]*k, false
				}
			}
		}
	}
	return all
}

func between(a, b point, share float64) point {
	return point{a.x + (b.x-a.x)*share, a.y + (b.y-a.y)*share}
}
