package render

import (
	"bytes"
	"strings"

	"rollcall/generator/chart"
	"rollcall/generator/view"
)

// appendChart appends a chart with what surrounds it: a spark line is the drawing
// alone, any other chart a figure with its title, key, notes and numbers.
func (s *sheet) appendChart(dst []byte, c *view.Chart) []byte {
	words := s.chartWords()
	if c.Kind == view.SparkChart {
		return chart.SVG(dst, c, words)
	}
	dst = append(dst, `<figure class="chart"`...)
	dst = appendAttr(dst, "id", c.ID)
	dst = append(dst, `><figcaption><h3`...)
	dst = appendAttr(dst, "id", c.ID+"-t") // the name of the picture
	dst = append(dst, '>')
	dst = s.append(dst, c.Title, markup)
	dst = append(dst, "</h3>"...)
	dst = s.appendPara(dst, "sub", c.Sub)
	dst = s.appendKey(dst, "key", chart.Key(c, words))
	dst = append(dst, "</figcaption>\n"...)
	dst = chart.SVG(dst, c, words)
	dst = s.appendKey(dst, "key n", chart.NarrowKey(c))
	dst = s.appendEvents(dst, c)
	if s.scripts && !c.Still {
		dst = s.appendOption(dst, c, words)
	}
	for _, n := range c.Notes {
		dst = s.appendPara(dst, "note", n)
	}
	if c.Table != nil {
		dst = s.appendNumbers(dst, c)
	}
	return append(dst, "</figure>\n"...)
}

// chartWords are the words that charts are drawn with.
func (s *sheet) chartWords() chart.Words {
	words := chart.Words{Text: s.Text, Number: s.locale.Number}
	if s.ledger != nil {
		words.Mark, words.Axis = s.ledger.value, s.ledger.axis
	}
	return words
}

// appendOption appends the same chart as the interactive bundle reads it. A less-than
// sign occurs in JSON only within strings, where it can be written as an escape.
func (s *sheet) appendOption(dst []byte, c *view.Chart, words chart.Words) []byte {
	option, err := chart.Option(c, words)
	if err != nil {
		s.fault("chart %q: %v", c.ID, err)
		return dst
	}
	dst = append(dst, `<script type="application/json" class="option">`...)
	dst = append(dst, bytes.ReplaceAll(option, []byte("<"), []byte(`\u003c`))...)
	return append(dst, "</script>"...)
}

// appendNumbers appends the numbers of a chart, folded. They are kept open on paper
// where a mark could not be told from its neighbours without them.
func (s *sheet) appendNumbers(dst []byte, c *view.Chart) []byte {
	class := "data"
	if c.Kind == view.DotChart || c.Kind == view.FunnelChart {
		class = "data keep"
	}
	dst = append(dst, "<details"...)
	dst = appendAttr(dst, "class", class)
	dst = append(dst, "><summary>"...)
	dst = appendEscaped(dst, s.Message("chart.numbers"))
	dst = append(dst, `<span class="vh">: `...)
	dst = s.append(dst, c.Table.Caption, markup)
	dst = append(dst, "</span></summary>"...)
	dst = s.appendTable(dst, c.Table)
	return append(dst, "</details>"...)
}

// The tints of a heat map, from the faintest.
const (
	heatWorse  = `<path class="hw1" d="M0 0h7v16H0z"/><path class="hw2" d="M7 0h7v16H7z"/><path class="hw3" d="M14 0h7v16h-7z"/><path class="hw4" d="M21 0h7v16h-7z"/>`
	heatBetter = `<path class="hb1" d="M0 0h7v16H0z"/><path class="hb2" d="M7 0h7v16H7z"/><path class="hb3" d="M14 0h7v16h-7z"/><path class="hb4" d="M21 0h7v16h-7z"/>`
)

// marks draws the swatch of each mark that a key can explain, in a box of 16 by 16.
var marks = map[string]string{
	"this":       `<circle class="d-this" cx="8" cy="8" r="6.5"/>`,
	"last":       `<circle class="d-last" cx="8" cy="8" r="5"/>`,
	"comp":       `<path class="l-tick" d="M8 1v14"/>`,
	"target":     `<path class="l-tgt" d="M0 8h18"/>`,
	"flag":       `<path class="d-flag" d="m8 0 7 8-7 8-7-8Z"/>`,
	"bar-this":   `<path class="b-this" d="M0 3h16v10H0z"/>`,
	"bar-last":   `<path class="b-last" d="M0 3h16v10H0z"/>`,
	"point-this": `<path class="l-this" d="M0 8h16"/><path class="pt-this" d="M8 8h.01"/>`,
	"point-last": `<path class="l-last" d="M0 8h18"/><path class="pt-last" d="M8 8h.01"/><path class="pt-hole" d="M8 8h.01"/>`,
	"point-comp": `<path class="l-comp" d="M0 8h16"/><path class="pt-comp" d="M8 8h.01"/>`,
	"line-this":  `<path class="l-this" d="M0 8h16"/>`,
	"line-last":  `<path class="l-last" d="M0 8h18"/>`,
	"line-comp":  `<path class="l-comp" d="M0 8h16"/>`,
	"met":        `<circle class="d-met" cx="8" cy="8" r="5.5"/>`,
	"unmet":      `<circle class="d-no" cx="8" cy="8" r="4.5"/>`,
	"span":       `<path class="span" d="M0 0h16v16H0z"/>`,
	"limit":      `<path class="l-lim" d="M0 8h16"/>`,

	"limit-outer":     `<path class="l-lim2" d="M0 8h16"/>`,
	"usual":           `<path class="usual" d="M0 0h16v16H0z"/>`,
	"event":           `<path class="evt" d="M8 0v16"/>`,
	"signal":          `<circle class="ring" cx="8" cy="8" r="7.5"/><circle class="d-this" cx="8" cy="8" r="4.5"/>`,
	"ranks":           `<path class="rk" d="M8 4v8"/>`,
	"signal-cell":     `<path class="hm" d="M1 1h14v14H1z"/>`,
	"heat-worse":      heatWorse,
	"heat-better":     heatBetter,
	"heat-worse-n":    heatWorse + `<path class="n hs hs3" d="M14 3v10"/>`,
	"heat-better-n":   heatBetter + `<path class="n hs hs3" d="M9 8h10"/>`,
	"heat-worse-nx":   heatWorse + `<path class="nx hs hs3" d="M14 3v10"/>`,
	"heat-better-nx":  heatBetter + `<path class="nx hs hs3" d="M9 8h10"/>`,
	"heat-worse-all":  heatWorse + `<path class="hs hs3" d="M14 3v10"/>`,
	"heat-better-all": heatBetter + `<path class="hs hs3" d="M9 8h10"/>`,
}

// appendEvents lists the events of a chart whose lines carry numbers, in their order:
// below the widths at which names have room, or at every width.
func (s *sheet) appendEvents(dst []byte, c *view.Chart) []byte {
	moments, numbered := chart.Events(c)
	if len(moments) == 0 {
		return dst
	}
	class := "events n"
	if numbered {
		class = "events"
	}
	dst = append(dst, "<ol"...)
	dst = appendAttr(dst, "class", class)
	dst = append(dst, '>')
	for _, m := range moments {
		dst = append(dst, "<li>"...)
		dst = s.append(dst, m.Label, markup)
		dst = append(dst, "</li>"...)
	}
	return append(dst, "</ol>"...)
}

func (s *sheet) appendKey(dst []byte, class string, items []view.KeyItem) []byte {
	if len(items) == 0 {
		return dst
	}
	dst = append(dst, "<ul"...)
	dst = appendAttr(dst, "class", class)
	dst = append(dst, '>')
	for _, item := range items {
		dst = append(dst, "<li>"...)
		if item.Mark != "" { // otherwise words about all of them
			dst = s.appendMark(dst, item.Mark)
		}
		dst = s.append(dst, item.Label, markup)
		dst = append(dst, "</li>"...)
	}
	return append(dst, "</ul>"...)
}

// appendMark appends the swatch of a mark. One of tints is wider than it is high.
func (s *sheet) appendMark(dst []byte, name string) []byte {
	mark, ok := marks[name]
	if !ok {
		s.fault("a key explains %q, which is not a mark", name)
	}
	dst = append(dst, "<svg"...)
	if strings.HasPrefix(name, "heat-") {
		dst = append(dst, ` class="wide" viewBox="0 0 28 16"`...)
	} else {
		dst = append(dst, ` viewBox="0 0 16 16"`...)
	}
	dst = append(dst, ` aria-hidden="true">`...)
	dst = append(dst, mark...)
	return append(dst, "</svg>"...)
}

// appendPara appends a paragraph, or nothing for an empty text.
func (s *sheet) appendPara(dst []byte, class string, t view.Text) []byte {
	if t.IsZero() {
		return dst
	}
	dst = append(dst, "<p"...)
	dst = appendAttr(dst, "class", class)
	dst = append(dst, '>')
	dst = s.append(dst, t, markup)
	return append(dst, "</p>"...)
}
