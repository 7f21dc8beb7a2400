package audit

import (
	"bytes"
)

// number is one number of a page: digits, in groups of three after commas, and what
// stands after a point, wherever they are: in words, in markup, in a drawing.
type number struct {
	at, end int
	attr    string   // the attribute that it stands in; empty in text
	drawing *drawing // of the attribute; nil outside of drawings
}

// tag is one start tag of a drawing, or of the JSON of a chart.
type tag struct {
	name        string // empty where nothing is known of it
	at, end     int
	class       []byte
	first, past int      // its numbers, by their place in the page
	box         int      // the tag of the svg element around it in the drawing, or -1
	drawing     *drawing // that it is in, or begins
	option      bool     // JSON of a chart
}

// drawing is one picture, or all dots of a table, which share a scale.
type drawing struct {
	name  string
	dots  bool // each in a picture of its own
	along []drawn
	up    []drawn
	wide  []drawn
}

// drawn is a value that a picture places.
type drawn struct {
	value, pixel float64
	number       int
	of           *ledgerEntry // nil for a step of the axis
	ruled        bool         // a step of an axis, or a value that is no figure
}

func (d *drawn) what() string {
	if d.of == nil {
		return "a step of the axis"
	}
	return d.of.String()
}

// attribute returns the value of an attribute as it is written, after ` name="`.
func attribute(raw []byte, opening string) ([]byte, bool) {
	at := bytes.Index(raw, []byte(opening))
	if at < 0 {
		return nil, false
	}
	rest := raw[at+len(opening):]
	end := bytes.IndexByte(rest, '"')
	if end < 0 {
		return nil, false
	}
	return rest[:end], true
}

// numbersOf finds the numbers of a text.
func numbersOf(b []byte) []number {
	w := walker{page: b}
	w.count(0, len(b))
	return w.numbers
}

// numberEnd returns where a number ends that begins at a place.
func numberEnd(b []byte, from int) int {
	digits := func(from int) int {
		n := from
		for n < len(b) && b[n]-'0' < 10 {
			n++
		}
		return n - from
	}
	end := from + digits(from)
	for end < len(b) && b[end] == ',' && digits(end+1) == 3 {
		end += 4
	}
	if end < len(b) && b[end] == '.' {
		if n := digits(end + 1); n > 0 {
			end += 1 + n
		}
	}
	return end
}

// lineAt returns the line of a place in a file.
func lineAt(data []byte, at int) int { return 1 + bytes.Count(data[:min(at, len(data))], []byte("\n")) }
