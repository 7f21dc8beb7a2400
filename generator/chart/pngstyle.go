package chart

import (
	"errors"
	"fmt"
	"image/color"
	"math"
	"strconv"
	"strings"
)

// paint is a colour, or none.
type paint struct {
	color.RGBA
	none bool
}

// style is how one element is drawn; lengths are in CSS pixels.
type style struct {
	hidden       bool
	fill, stroke paint
	width        float64
	dash         []float64
	offset       float64
	square       bool // caps
	round        bool
	bold         bool
	size         float64 // of words
	anchor       anchor
	dx, dy       float64 // it is moved by
	r            float64 // of a circle
	left, right  float64 // margins, of a whole chart
}

// style applies the rules that are about an element.
func (l *Look) style(around []compound, own compound) (style, error) {
	s := style{fill: paint{RGBA: color.RGBA{A: 255}}, stroke: paint{none: true}, width: 1, size: fontSize}
	for _, r := range l.rules {
		if !r.matches(around, own) {
			continue
		}
		for _, d := range r.decls {
			if err := l.apply(&s, d); err != nil {
				return s, fmt.Errorf("%s: %s: %w", d.name, d.value, err)
			}
		}
	}
	s.size = max(s.size, fontSize) // a phone leaves smaller words too small to read
	return s, nil
}

// apply sets one property. Those that a picture does not know are about pages.
func (l *Look) apply(s *style, d decl) (err error) {
	switch d.name {
	case "display":
		s.hidden = d.value == "none"
	case "fill":
		s.fill, err = l.paint(d.value)
	case "stroke":
		s.stroke, err = l.paint(d.value)
	case "stroke-width":
		s.width, err = length(d.value)
	case "stroke-dashoffset":
		s.offset, err = length(d.value)
	case "stroke-dasharray":
		s.dash = nil
		for field := range strings.FieldsSeq(d.value) {
			if field == "none" {
				break
			}
			v, err := length(field)
			if err != nil {
				return err
			}
			if v < 0.1 {
				return errors.New("a dash that nobody can see")
			}
			s.dash = append(s.dash, v)
		}
	case "stroke-linecap":
		s.square, s.round = d.value == "square", d.value == "round"
	case "text-anchor":
		s.anchor = map[string]anchor{"middle": middle, "end": end}[d.value]
	case "font": // 400 .8125rem/1 var(--font)
		fields := strings.Fields(d.value)
		if len(fields) < 2 {
			return nil
		}
		s.bold = fields[0] == "700"
		size, _, _ := strings.Cut(fields[1], "/")
		if !strings.HasPrefix(size, "var(") { // of pages
			s.size, err = length(size)
		}
	case "font-weight":
		s.bold = d.value == "700"
	case "font-size":
		if !strings.HasPrefix(d.value, "var(") {
			s.size, err = length(d.value)
		}
	case "transform":
		s.dx, s.dy, err = translation(d.value)
	case "r":
		s.r, err = length(d.value)
	case "--ml":
		s.left, err = length(d.value)
	case "--mr":
		s.right, err = length(d.value)
	}
	return err
}

func length(s string) (float64, error) {
	s = strings.TrimSpace(s)
	unit := 1.0
	if v, ok := strings.CutSuffix(s, "rem"); ok {
		s, unit = v, 16
	} else {
		s = strings.TrimSuffix(s, "px")
	}
	v, err := strconv.ParseFloat(s, 64)
	return v * unit, err
}

// translation reads translate(x,y), translateX(x) or translateY(y).
func translation(s string) (x, y float64, err error) {
	name, args, _ := strings.Cut(strings.TrimSuffix(s, ")"), "(")
	first, second, both := strings.Cut(args, ",")
	switch name {
	case "translateX":
		x, err = length(first)
	case "translateY":
		y, err = length(first)
	case "translate":
		if x, err = length(first); err == nil && both {
			y, err = length(second)
		}
	default:
		err = errors.New("is none that a picture is moved by")
	}
	return x, y, err
}

func (l *Look) paint(value string) (paint, error) {
	if value == "none" {
		return paint{none: true}, nil
	}
	c, err := l.color(value)
	return paint{RGBA: c}, err
}

// color reads #rgb, #rrggbb, var(--token), or a mix of two in oklab.
func (l *Look) color(value string) (color.RGBA, error) {
	bad := fmt.Errorf("%q is no colour that a picture is drawn in", value)
	if token, ok := strings.CutPrefix(value, "var("); ok {
		set, ok := l.tokens[strings.TrimSuffix(token, ")")]
		if !ok || strings.HasPrefix(set, "var(") {
			return color.RGBA{}, bad
		}
		return l.color(set)
	}
	if mix, ok := strings.CutPrefix(value, "color-mix(in oklab,"); ok {
		one, other, _ := strings.Cut(strings.TrimSuffix(mix, ")"), ",")
		one, share, _ := strings.Cut(one, " ")
		percent, err := strconv.ParseFloat(strings.TrimSuffix(share, "%"), 64)
		if err != nil {
			return color.RGBA{}, bad
		}
		a, err := l.color(one)
		if err != nil {
			return a, err
		}
		b, err := l.color(strings.TrimSpace(other))
		return mixed(a, b, percent/100), err
	}
	hex, ok := strings.CutPrefix(value, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 24)
	if !ok || len(hex) != 6 || err != nil {
		return color.RGBA{}, bad
	}
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}, nil
}

// mixed mixes two colours in Oklab, as browsers do. The matrices are those of CSS Color
// Module Level 4, section 9.
func mixed(a, b color.RGBA, share float64) color.RGBA {
	p, q := oklab(a), oklab(b)
	for i := range p {
		p[i] = p[i]*share + q[i]*(1-share)
	}
	l := p[0] + 0.3963377774*p[1] + 0.2158037573*p[2]
	m := p[0] - 0.1055613458*p[1] - 0.0638541728*p[2]
	s := p[0] - 0.0894841775*p[1] - 1.2914855480*p[2]
	l, m, s = l*l*l, m*m*m, s*s*s
	return color.RGBA{
		encoded(4.0767416621*l - 3.3077115913*m + 0.2309699292*s),
		encoded(-1.2684380046*l + 2.6097574011*m - 0.3413193965*s),
		encoded(-0.0041960863*l - 0.7034186147*m + 1.7076147010*s), 255}
}

func oklab(c color.RGBA) [3]float64 {
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	return [3]float64{
		0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s}
}

func linear(v uint8) float64 {
	f := float64(v) / 255
	if f <= 0.04045 {
		return f / 12.92
	}
	return math.Pow((f+0.055)/1.055, 2.4)
}

func encoded(f float64) uint8 {
	if f <= 0.0031308 {
		f *= 12.92
	} else {
		f = 1.055*math.Pow(f, 1/2.4) - 0.055
	}
	return uint8(math.Round(255 * min(max(f, 0), 1)))
}
