package audit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// options checks the charts that scripts draw: every number of their JSON is one that the
// page accounts for elsewhere, the place of a row, or part of a scale.
func (c *pageCheck) options(tags []tag) {
	for _, t := range tags {
		if !t.option {
			continue
		}
		end := bytes.Index(c.page[t.end:], []byte("</script"))
		if end < 0 {
			continue
		}
		if fault := c.option(c.page[t.end : t.end+end]); fault != "" {
			c.fault(t.at, "a chart's numbers for scripts: %s", fault)
		}
	}
}

// chartOption is what is read of a chart.
type chartOption struct {
	Series []struct {
		ID       string            `json:"id"`
		Data     []json.RawMessage `json:"data"`
		MarkLine struct {
			Data []map[string]any `json:"data"`
		} `json:"markLine"`
	} `json:"series"`
	XAxis []chartAxis `json:"xAxis"`
	YAxis []chartAxis `json:"yAxis"`
}

type chartAxis struct {
	Type     string            `json:"type"`
	Data     []json.RawMessage `json:"data"`
	Min, Max float64
	Show     *bool `json:"show"`
}

// curves begin the ids of series that are worked out from figures: limits of chance, and
// the ranges that are usual.
var curves = []string{"limit-", "whisk-", "base-", "usual-"}

func (c *pageCheck) option(text []byte) string {
	var o chartOption
	if err := json.Unmarshal(text, &o); err != nil {
		return fmt.Sprintf("they cannot be read: %v", err)
	}
	rows, ends := 0, []float64{}
	stacked := false
	for _, axis := range slices.Concat(o.XAxis, o.YAxis) {
		rows = max(rows, len(axis.Data))
		ends = append(ends, axis.Min, axis.Max)
		stacked = stacked || axis.Show != nil && !*axis.Show
	}
	for _, s := range o.Series {
		curve := slices.ContainsFunc(curves, func(prefix string) bool { return strings.HasPrefix(s.ID, prefix) })
		for _, line := range s.MarkLine.Data {
			for _, key := range []string{"xAxis", "yAxis"} {
				if v, ok := line[key].(float64); ok && !c.known(v, max(rows, 1), ends) {
					return fmt.Sprintf("a line at %g, which the page does not account for", v)
				}
			}
		}
		if curve || stacked {
			continue
		}
		for _, datum := range s.Data {
			for _, v := range values(datum) {
				if !c.known(v, rows, ends) && !isRank(datum, v) && !strings.HasPrefix(s.ID, "heat-") {
					return fmt.Sprintf("%g in %.60s, which the page does not account for", v, datum)
				}
			}
		}
	}
	return ""
}

// known reports whether a number of a chart is a value that the page says, an end of the
// scale, or the place of a row.
func (c *pageCheck) known(v float64, rows int, ends []float64) bool {
	if slices.Contains(ends, v) || v == math.Trunc(v) && v >= 0 && v < float64(rows) {
		return true
	}
	t := math.Round(v * 10)
	return math.Abs(v*10-t) < 1e-6 && c.seen[int64(math.Abs(t))]
}

// isRank reports whether a number is the middle of the two ranks that a datum's own words
// say it shares: 8.5 of "8 to 9 of 22".
func isRank(datum json.RawMessage, v float64) bool {
	var said []float64
	for _, n := range numbersOf(datum) {
		if x, err := strconv.ParseFloat(string(datum[n.at:n.end]), 64); err == nil {
			said = append(said, x)
		}
	}
	return len(said) >= 3 && v == (said[0]+said[1])/2 && said[0] < said[1] && said[1] <= said[2]
}

// values returns the numbers of a datum, at whatever depth they stand in it. Outside of its
// words, which begin and end with a quotation mark, nothing but a number has digits.
func values(datum json.RawMessage) (out []float64) {
	for i := 0; i < len(datum); i++ {
		switch c := datum[i]; {
		case c == '"':
			for i++; i < len(datum) && datum[i] != '"'; i++ {
				if datum[i] == '\\' {
					i++
				}
			}
		case c == '-' || c-'0' < 10:
			from := i
			for i < len(datum) && bytes.IndexByte([]byte("+-.eE0123456789"), datum[i]) >= 0 {
				i++
			}
			v, err := strconv.ParseFloat(string(datum[from:i]), 64)
			if err != nil {
				return nil
			}
			out = append(out, v)
			i--
		}
	}
	return out
}
