package chart

import (
	"fmt"
	"math"
	"strings"

	"rollcall/generator/view"
)

const headMost = 120.0 // the height that names of columns may take

// heads are the names above the columns: level where they have room, otherwise turned.
type heads struct {
	level  [][]string // the lines of each
	turned []string
	from   int     // the tier from which they are level
	every  int     // of turned names on a narrow page: the rest have no room
	height float64 // that either needs
	lift   string  // class of a chart that needs less where its names are level
}

func layHeads(columns []view.Text, words Words) heads {
	n := len(columns)
	h := heads{from: len(heatTiers), every: 1}
	if n == 0 {
		return h
	}
	for t := len(heatTiers) - 1; t >= 0; t-- {
		lines, ok := levelHeads(columns, words, cellWidth(t, n))
		if !ok {
			break
		}
		h.level, h.from = lines, t
	}
	level := 0.0
	for _, lines := range h.level {
		level = max(level, lineHeight*float64(len(lines)))
	}
	if h.from == 0 {
		h.height = level + 6
		return h
	}
	for h.every < n && cellWidth(0, n)*float64(h.every) < fontSize+1 {
		h.every *= 2
	}
	turned := 0.0
	for _, c := range columns {
		text := shorten(words.Text(c), headMost)
		h.turned = append(h.turned, text)
		turned = max(turned, textWidth(text)*heatSmall)
	}
	h.height = max(level, turned) + 8
	if steps := int(math.Floor((turned - level) / 20)); h.from < len(heatTiers) && steps > 0 {
		h.lift = fmt.Sprintf("up%d up-%s", 20*min(steps, 5), heatTiers[h.from].from)
	}
	return h
}

// levelHeads breaks the names into at most three lines of a width; it is false where
// one would be cut.
func levelHeads(columns []view.Text, words Words, width float64) ([][]string, bool) {
	all := make([][]string, len(columns))
	for i, c := range columns {
		text := strings.Join(strings.Fields(words.Text(c)), " ")
		all[i] = wrap(text, (width-3)/heatSmall, 3)
		if strings.Join(all[i], " ") != text {
			return nil, false
		}
	}
	return all, true
}

func (h heads) draw(p *pen) {
	n := max(len(h.level), len(h.turned))
	for i, lines := range h.level {
		x := 100 * (float64(i) + 0.5) / float64(n)
		foot := -10 - lineHeight*float64(len(lines)-1)/2
		p.lines(join("hh m", heatTiers[h.from].from), x, 0, foot, lines)
	}
	for i, text := range h.turned {
		class := "hh"
		if (n-1-i)%h.every != 0 {
			if h.from == 1 || cellWidth(1, n) < fontSize+1 {
				continue
			}
			class = "hh w"
		}
		if h.from < len(heatTiers) {
			class += " " + heatTiers[h.from].until
		}
		p.raw("<svg")
		p.pct("x", 100*(float64(i)+0.5)/float64(n))
		p.attr("y", -6)
		p.raw(`><text class="`, class, `" transform="rotate(-90)">`)
		p.text(text)
		p.raw("</text></svg>")
	}
}
