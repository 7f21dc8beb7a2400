package chart

import (
	"strings"

	"rollcall/generator/view"
)

// tierClass is the class of labels that show from each of the widths of a plot on.
var tierClass = [...]string{"", "w", "x"}

const never = len(tierClass)

// The rows of labels under a plot, in pixels from its foot.
const (
	firstRow  = 16.0
	secondRow = 34.0
)

// tickLabel is one label under the plot; y is measured from its foot.
type tickLabel struct {
	x, y  float64
	class string
	text  string
	tier  int // from which it shows
}

// axis is the foot of a line chart: labels of ticks, labels of their groups beneath
// or, where the ticks' own do not fit, in their place.
type axis struct {
	labels []tickLabel
	seams  []float64 // between groups
	height float64
}

// run is a stretch of ticks of one group.
type run struct {
	from, to int
	name     string
}

// layTicks thins the labels so that none meets another at any width. The last tick
// keeps its label: it is the one that the page is about.
func layTicks(x []view.Tick, words Words, size plotSize) axis {
	n := len(x)
	names := make([]string, n)
	for i, t := range x {
		names[i] = words.Text(t.Label)
	}
	runs := groups(x, names, words)
	if runs == nil {
		return axis{labels: thinned(names, func(i int) float64 { return across(i, n) }, firstRow, size), height: firstRow + 10}
	}
	fits := never // the tier from which every tick has its label
	widest := 0.0
	for _, s := range names {
		widest = max(widest, textWidth(s)+5)
	}
	for t := never - 1; t >= 0 && (n < 2 || size.tiers[t]/float64(n-1) >= widest); t-- {
		fits = t
	}
	a := axis{height: secondRow + 10}
	if fits < never {
		for i, s := range names {
			a.labels = append(a.labels, tickLabel{across(i, n), firstRow, join("m", tierClass[fits]), s, fits})
		}
	}
	years := make([]string, len(runs))
	for i, r := range runs {
		years[i] = r.name
		if r.from > 0 {
			a.seams = append(a.seams, (across(r.from-1, n)+across(r.from, n))/2)
		}
	}
	middles := func(i int) float64 { return (across(runs[i].from, n) + across(runs[i].to, n)) / 2 }
	if fits == never {
		a.height = firstRow + 10
	}
	until := [...]string{"", "n", "nx", ""}[fits] // where the first row gives way to the ticks' own labels
	for _, l := range thinned(years, middles, firstRow, size) {
		if l.tier < fits {
			first := l
			first.class = join(l.class, until)
			a.labels = append(a.labels, first)
		}
		if fits < never {
			l.y = secondRow
			l.class = join("b m", tierClass[max(l.tier, fits)])
			a.labels = append(a.labels, l)
		}
	}
	return a
}

// groups gathers ticks into runs; it is nil where the groups say nothing that the
// ticks' own labels do not.
func groups(x []view.Tick, names []string, words Words) []run {
	var runs []run
	said := true
	for i, t := range x {
		if t.Group.IsZero() {
			return nil
		}
		name := words.Text(t.Group)
		if len(runs) > 0 && runs[len(runs)-1].name == name {
			runs[len(runs)-1].to = i
			said = false
			continue
		}
		runs = append(runs, run{i, i, name})
		said = said && strings.Contains(names[i], name)
	}
	if said {
		return nil
	}
	return runs
}

// thinned labels every first, second, fourth or further name, counted from the last,
// as far apart as their widths need in each tier.
func thinned(names []string, x func(int) float64, y float64, size plotSize) []tickLabel {
	n := len(names)
	if n == 0 {
		return nil
	}
	widest := 0.0
	for _, s := range names {
		widest = max(widest, textWidth(s)+8)
	}
	var every [never]int
	for t := range size.tiers {
		every[t] = 1
		for n > 1 && every[t] < n && float64(every[t])*(x(n-1)-x(0))/float64(n-1)/100*size.tiers[t] < widest {
			every[t] *= 2
		}
	}
	var labels []tickLabel
	for i, s := range names {
		for t := range size.tiers {
			if (n-1-i)%every[t] == 0 {
				labels = append(labels, tickLabel{x(i), y, join("m", tierClass[t]), s, t})
				break
			}
		}
	}
	return labels
}

func join(a, b string) string {
	if b == "" {
		return a
	}
	return a + " " + b
}

// draw appends the labels under a plot of height h.
func (a axis) draw(p *pen, h float64) {
	for _, x := range a.seams {
		p.line("axis", x, x, h, h+8)
	}
	for _, l := range a.labels {
		p.label(l.class, l.x, 0, h+l.y, l.text)
	}
}
