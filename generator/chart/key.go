package chart

import "rollcall/generator/view"

// Key returns what explains the marks of a chart: its own key, and the marks that the
// drawing adds by itself.
func Key(c *view.Chart, words Words) []view.KeyItem {
	items := append([]view.KeyItem(nil), c.Key...)
	add := func(mark string, label view.Text) {
		for _, item := range c.Key {
			if item.Mark == mark {
				return // the chart says it better
			}
		}
		items = append(items, view.KeyItem{Mark: mark, Label: label})
	}
	switch c.Kind {
	case view.LineChart:
		if len(usualRuns(c)) > 0 {
			add("usual", c.Usual.Label)
		}
		if Unusual(c) {
			add("signal", view.T("key.unusual"))
		}
	case view.FunnelChart:
		funnelKey(c, add)
	case view.BarChart:
		barKey(c, add)
	case view.RankChart:
		for _, k := range readRanks(c).at {
			if k.Low < k.High {
				add("ranks", view.T("key.ranks"))
				break
			}
		}
	case view.HeatChart:
		for i := range items { // a cell is framed, not ringed
			if items[i].Mark == "signal" {
				items[i].Mark = "signal-cell"
			}
		}
		heatKey(c, words, add)
	}
	return items
}

// funnelKey explains the marks of schools and the limits. The limits have their names
// at their ends too, where the page is wide.
func funnelKey(c *view.Chart, add func(string, view.Text)) {
	if c.Funnel == nil {
		return
	}
	marks := [...]struct {
		role  view.Role
		mark  string
		label view.Text
	}{{view.This, "met", view.T("key.met")}, {view.Last, "unmet", view.T("key.school")}, {view.Flagged, "flag", view.T("key.priority")}}
	for _, m := range marks {
		for i := range c.Funnel.Dots {
			if _, ok := drawn(c.Funnel.Dots[i].Value); ok && c.Funnel.Dots[i].Role == m.role {
				add(m.mark, m.label)
				break
			}
		}
	}
	if _, ok := drawn(view.Of(c.Funnel.Mean)); ok {
		add("line-comp", c.Funnel.MeanLab)
	}
	for i, l := range c.Funnel.Limits {
		add([...]string{"limit", "limit-outer"}[min(i, 1)], l.Label)
	}
}

// heatKey explains the tints, and the strokes that stand for numbers.
func heatKey(c *view.Chart, words Words, add func(string, view.Text)) {
	if c.Heat == nil {
		return
	}
	cells := readHeat(c.Heat, words)
	if len(cells) == 0 {
		return
	}
	until := strokesUntil(cells, len(c.Heat.Columns))
	add("heat-worse"+until, view.T("key.worse"))
	add("heat-better"+until, view.T("key.better"))
	if !c.Heat.Legend.IsZero() {
		add("", c.Heat.Legend)
	}
}

// barKey explains the upright tick by the comparator that the chart is about.
func barKey(c *view.Chart, add func(string, view.Text)) {
	for _, row := range c.Rows {
		if _, ok := drawn(row.Versus); ok {
			add("comp", view.T("key.comparator"))
			return
		}
	}
}

// NarrowKey names the lines of a chart of several: a narrow page has no room for their
// names at their ends.
func NarrowKey(c *view.Chart) []view.KeyItem {
	if c.Kind != view.LineChart || len(c.Series) < 2 {
		return nil
	}
	kind := "line-"
	if Pointed(c) {
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
