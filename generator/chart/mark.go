package chart

import "rollcall/generator/view"

// FirstMark is the first of the private characters that stand before a number of an
// edition which accounts for all of its numbers. A mark takes no room, and is gone
// from the finished page.
const (
	FirstMark = 0xF0000
	LastMark  = 0xFFFFD
)

// IsMark reports whether a character is a mark.
func IsMark(r rune) bool { return FirstMark <= r && r <= LastMark }

// Use says what the number after a mark does for its value.
type Use uint8

const (
	Printed Use = iota // says it
	Drawn              // places it on the scale of its picture
	Stands             // belongs to a mark of it, whose place says less: in a column, or past the end of the scale
)

// mark returns what stands before a number about a value, or "" where numbers are not
// accounted for.
func (w Words) mark(v view.Value, use Use) string {
	if w.Mark == nil {
		return ""
	}
	return w.Mark(v, use)
}

// at marks a coordinate of a value, which lies on a side of the scale or within it.
func (w Words) at(v view.Value, side int) string {
	if side != 0 {
		return w.mark(v, Stands)
	}
	return w.mark(v, Drawn)
}

// ruled marks a coordinate of a step of an axis.
func (w Words) ruled(v float64) string {
	if w.Axis == nil {
		return ""
	}
	return w.Axis(v)
}
