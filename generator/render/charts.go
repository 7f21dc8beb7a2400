package render

import (
	"bytes"

	"rollcall/generator/chart"
	"rollcall/generator/view"
)

// appendChart appends a chart with what surrounds it: a spark line is the drawing
// alone, any other chart a figure with its title, key, notes and numbers.
func (s *sheet) appendChart(dst []byte, c *view.Chart) []byte {
	words := chart.Words{Text: s.Text, Number: s.locale.Number}
	if c.Kind == view.SparkChart {
		return chart.SVG(dst, c, words)
	}
	dst = append(dst, `<figure class="chart"`...)
	dst = appendAttr(dst, "id", c.ID)
	dst = append(dst, `><figcaption><h3>`...)
	dst = s.append(dst, c.Title, markup)
	dst = append(dst, "</h3>"...)
	dst = s.appendPara(dst, "sub", c.Sub)
	dst = s.appendKey(dst, "key", c.Key)
	dst = append(dst, "</figcaption>\n"...)
	dst = chart.SVG(dst, c, words)
	dst = s.appendKey(dst, "key n", lineKey(c))
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
}

// lineKey names the lines of a chart of several: a narrow page has no room for their
// names at their ends.
func lineKey(c *view.Chart) []view.KeyItem {
	if c.Kind != view.LineChart || len(c.Series) < 2 {
		return nil
	}
	kind := "line-"
	if chart.Pointed(c) {
		kind = "point-"
	}
	var items []view.KeyItem
	for i := range c.Series {
		s := &c.Series[i]
		item := view.KeyItem{Mark: kind + "comp", Label: s.Short}
		switch s.Role {
		case view.This, view.Flagged:
			item.Mark = kind + "this"
		case view.Last:
			item.Mark = kind + "last"
		}
		if item.Label.IsZero() {
			item.Label = s.Name
		}
		items = append(items, item)
	}
	return items
}

func (s *sheet) appendKey(dst []byte, class string, items []view.KeyItem) []byte {
	if len(items) == 0 {
		return dst
	}
	dst = append(dst, "<ul"...)
	dst = appendAttr(dst, "class", class)
	dst = append(dst, '>')
	for _, item := range items {
		mark, ok := marks[item.Mark]
		if !ok {
			s.fault("a key explains %q, which is not a mark", item.Mark)
		}
		dst = append(dst, `<li><svg viewBox="0 0 16 16" aria-hidden="true">`...)
		dst = append(dst, mark...)
		dst = append(dst, "</svg>"...)
		dst = s.append(dst, item.Label, markup)
		dst = append(dst, "</li>"...)
	}
	return append(dst, "</ul>"...)
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
