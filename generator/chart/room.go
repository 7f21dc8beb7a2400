package chart

import (
	"cmp"
	"slices"
	"strings"
)

// What the stylesheet gives the plots at the sides, in pixels: the collision passes
// need it to know where a label may stand.
const (
	fontSize   = 13.0
	lineHeight = 15.0
	labelGap   = 17.0 // between the middles of labels at the ends of lines
)

// helvetica holds the advance widths of the printable ASCII characters, in
// thousandths of the font size. The fonts of the stylesheet are all close to it.
var helvetica = [...]uint16{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

// textWidth estimates the width of words in pixels, bold ones included.
func textWidth(s string) float64 {
	sum := 0
	for _, r := range s {
		if IsMark(r) {
			continue
		}
		if i := int(r) - ' '; i >= 0 && i < len(helvetica) {
			sum += int(helvetica[i])
		} else {
			sum += 600
		}
	}
	return float64(sum) / 1000 * fontSize * 1.07
}

// wrap breaks words into at most n lines of a width; what does not fit ends in an
// ellipsis, because the table beneath has it whole.
func wrap(s string, width float64, n int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && textWidth(longer) > width {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	lines = append(lines, line)
	if len(lines) > n {
		lines[n-1] += " " + lines[n]
		lines = lines[:n]
	}
	for i := range lines {
		lines[i] = shorten(lines[i], width)
	}
	return lines
}

// shorten cuts words to a width.
func shorten(s string, width float64) string {
	if textWidth(s) <= width {
		return s
	}
	runes := []rune(s)
	for len(runes) > 1 && textWidth(string(runes)+"…") > width {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimSpace(string(runes)) + "…"
}

// box is the space that a mark or label takes: pixels around x percent of the plot.
type box struct {
	x           float64
	left, right float64
	top, bottom float64
}

// anchor is the side of the words that stands at their x.
type anchor uint8

const (
	start anchor = iota
	middle
	end
)

// class adds the anchor to the classes of a label.
func (a anchor) class(c string) string {
	switch a {
	case middle:
		return c + " m"
	case end:
		return c + " e"
	}
	return c
}

// textBox returns the space of a label whose middle is at y.
func textBox(x, dx, y float64, s string, a anchor) box {
	w := textWidth(s)
	b := box{x: x, left: dx, right: dx + w, top: y - 7.5, bottom: y + 7.5}
	switch a {
	case middle:
		b.left, b.right = dx-w/2, dx+w/2
	case end:
		b.left, b.right = dx-w, dx
	}
	return b
}

// room is a plot that fills up with labels, at every width that it may have.
type room struct {
	widths      []float64 // of the plot
	left, right float64   // margins that labels may run into
	taken       []box
}

func (r *room) take(b box) { r.taken = append(r.taken, b) }

// free reports whether a box stands clear of all others, and inside, at each width.
func (r *room) free(b box) bool {
	for _, w := range r.widths {
		if at := b.x / 100 * w; at+b.left < -r.left || at+b.right > w+r.right {
			return false
		}
		for _, t := range r.taken {
			d := (b.x - t.x) / 100 * w
			if b.left+d < t.right && t.left < b.right+d && b.top < t.bottom && t.top < b.bottom {
				return false
			}
		}
	}
	return true
}

// spread moves labels apart along y, as little as it can and inside low and high.
// Each is as tall as heights says.
func spread(ys, heights []float64, low, high float64) []float64 {
	order := make([]int, len(ys))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(ys[a], ys[b]) })
	out := slices.Clone(ys)
	for range 60 {
		for k := 1; k < len(order); k++ {
			a, b := order[k-1], order[k]
			if lack := (heights[a]+heights[b])/2 - (out[b] - out[a]); lack > 0 {
				out[a] -= lack / 2
				out[b] += lack / 2
			}
		}
		for _, i := range order {
			out[i] = min(max(out[i], low), high)
		}
	}
	return out
}
