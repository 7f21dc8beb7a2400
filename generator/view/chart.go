package view

import "rollcall/generator/attendance"

// ChartKind is the form of a chart.
type ChartKind uint8

const (
	LineChart     ChartKind = iota // series over periods
	SparkChart                     // a small line; its shape only
	SlopeChart                     // rows: now and a year before, on one scale
	BarChart                       // rows: bars from zero, with a comparator
	DotChart                       // distribution: one mark a school, in panels
	FunnelChart                    // share against size, with control limits
	HeatChart                      // rows by columns, each cell a tint and its figure
	RankChart                      // ranks over periods, the first at the top
	IntervalChart                  // rows: a value and the interval it lies in
)

// Chart is one chart, drawn twice from the same values: as static SVG in the page
// and, where scripts run, by ECharts. It draws figures only, so what is hidden
// cannot be drawn.
type Chart struct {
	ID     string // unique in its page
	Kind   ChartKind
	Title  Text // what happened, or what is shown when nothing may be claimed
	Sub    Text // what is drawn, in which unit, and where the scale starts
	Desc   Text // the picture in words, for those who do not see it
	Notes  []Text
	Key    []KeyItem
	Scale  Scale  // of the values: y of lines, x of rows
	X      []Tick // of lines: one a period, in order of time
	Series []Series
	Ref    []RefLine // targets and comparators that hold over the whole chart
	Spans  []Span    // stretches of time to mark, such as a strategy's years
	Breaks []Break   // where a series breaks
	Events []Moment  // dated events, in order of time
	Usual  *Usual    // of a line chart: the range that is usual for its first series
	Rows   []ChartRow
	Panels []Panel
	Funnel *Funnel
	Heat   *Heat
	Ranks  []Rank // of a rank chart, one for each tick
	Table  *Table // the numbers, beneath the chart; nil only for sparks
	Still  bool   // not drawn a second time where scripts run: it has too many marks
}

// Unit is what the values of a chart are.
type Unit uint8

const (
	UnitPercent Unit = iota // 0 to 100
	UnitPoints              // percentage points, signed
	UnitTimes               // how many times as large; 1 is alike
	UnitCount               // whole numbers
)

// Scale is the range of an axis. All charts of one measure in one edition share it, so
// that two pages can be laid side by side. One of UnitTimes that reaches beyond 5 is
// logarithmic, and begins at 0.2 where Min is not above zero.
type Scale struct {
	Min, Max, Step float64
	Unit           Unit
}

// Role says what a series or mark stands for, and so how it looks.
type Role uint8

const (
	This       Role = iota // this place, now
	Last                   // the same period last year, or a second category
	Comparator             // England, the authority, the phase
	Target
	Flagged // a priority school
)

// Tick is one period on the axis of a line chart. Group gathers ticks under one
// label (the terms of a year).
type Tick struct {
	Label Text
	Group Text
}

// Value is what a chart draws: a figure, or a difference of two in tenths of a
// point. A value that is not shown leaves a gap.
type Value struct {
	Figure Figure
	Tenths int64
	Points bool // draw Tenths, not Figure
	Known  bool // of points
	Whole  bool // of points: a whole number of things that are not pupils, without a sign
	Plain  bool // of points: a number that is no difference, to one decimal and without a sign
}

// Of makes a value of a figure; Points of a difference.
func Of(f Figure) Value                     { return Value{Figure: f} }
func Points(tenths int64, known bool) Value { return Value{Tenths: tenths, Points: true, Known: known} }

// Whole makes a value of a number of things that are not pupils, such as actions.
func Whole(n int) Value { return Value{Tenths: 10 * int64(n), Points: true, Known: true, Whole: true} }

// Mean makes a value of a mean of scores, in tenths.
func Mean(tenths int64) Value { return Value{Tenths: tenths, Points: true, Known: true, Plain: true} }

// Number returns the value on the axis: a percentage or points. A percentage is as
// precise as its figure allows.
func (v Value) Number() (float64, bool) {
	if v.Points {
		return float64(v.Tenths) / 10, v.Known
	}
	return v.Figure.Value()
}

// Series is one line. Its line is broken wherever the chart has a Break.
type Series struct {
	Name   Text
	Short  Text // the name where there is little room
	Role   Role
	Values []Value // one for each tick
	Marked []int   // ticks at which the value is marked and written
}

// RefLine is a straight line over the whole chart.
type RefLine struct {
	Label Text
	Role  Role
	Value Value
}

// Span shades ticks From to To, both included.
type Span struct {
	From, To int
	Label    Text
}

// Break says that the values before tick At and those from it on were not made in
// the same way.
type Break struct {
	At    int
	Label Text
}

// Moment is a dated event between two ticks: it is drawn half-way from the tick before
// to tick At. One before the first tick or after the last is not drawn. Up to three
// have their names on the chart, more have numbers and a list beneath.
type Moment struct {
	At    int
	Label Text
}

// Usual is the range of values within which the first series of a line chart would
// move by chance, by the stated rule: one pair of limits for each tick. A value, as it
// is printed, that lies outside them has a ring around it.
type Usual struct {
	Label  Text
	Limits []Interval
}

// Interval is a stretch of an axis, worked out from figures that are shown. Known is
// false where there is none.
type Interval struct {
	Low, High float64
	Known     bool
}

// Heat is a table of values seen at once. Rows and columns are labelled; every row
// has a cell for every column.
type Heat struct {
	Rows    []HeatRow
	Columns []Text
	Legend  Text // what a tint stands for; it ends the key
}

// HeatRow is one row of a heat map.
type HeatRow struct {
	Label Text
	Cells []HeatCell
}

// HeatCell is one cell. Its tint is a step, not a shade of the value, so that equal
// tints mean equal steps on every page: 0 is none, 1 to 4 is more of what is worse,
// -1 to -4 more of what is better. A cell whose value is not shown has neither tint nor
// mark.
type HeatCell struct {
	Value Value
	Step  int
	Mark  bool // a signal rule fired: the cell carries a mark beside its number
	Note  Text // the cell in words, for whoever points at it
}

// Rank is a place among others: the ranks that it shares, the first being the
// lowest absence. Of is how many there are; 0 where there is no rank.
type Rank struct {
	Low, High, Of int
}

// ChartRow is one row of a slope, bar or interval chart.
type ChartRow struct {
	Label  Text
	Href   string
	Now    Value
	Before Value    // a year before, in a slope chart
	Versus Value    // the comparator, in a bar chart
	Range  Interval // of an interval chart
	Point  float64  // of an interval chart: the value where Now is not shown and Range is known, such as a ratio of two figures
	Role   Role     // This for the category in focus, Last for the rest
	Text   Text     // what is written at the end of the row
	Change Text     // of a slope chart
}

// Panel is one phase of a distribution: each dot one school.
type Panel struct {
	Label, Sub Text
	Dots       []Dot
}

// Dot is one school. Size is the number of pupils, in a funnel.
type Dot struct {
	Name  Text
	Href  string
	Value Value
	Size  Figure
	Role  Role // This for a school that meets its target, Last for one that does not, Flagged
	Named bool // its name is written beside it
}

// Funnel is a share against the number of pupils it rests on.
type Funnel struct {
	Dots    []Dot
	Mean    Figure // the overall share
	MeanLab Text
	Limits  []Limit
	SizeMax int64
	SizeLab Text
}

// Limit is a pair of control curves: the share between which a stated part of
// schools of each size would lie by chance.
type Limit struct {
	Label        Text
	Sizes        []int64
	Lower, Upper []float64 // percent, one for each size
}

// KeyItem explains a mark. The drawing adds items of its own for the usual range, rings,
// tints, shared ranks, and the limits and schools of a funnel, unless the chart names
// that mark itself.
type KeyItem struct {
	Mark  string // this, last, comp, target, flag, bar-this, bar-last, line-this, line-last, line-comp, met, unmet, span, limit, usual, event, signal
	Label Text
}

// PeriodTicks makes the ticks of a line chart from periods.
func PeriodTicks(periods []attendance.Period) []Tick {
	ticks := make([]Tick, len(periods))
	for i, p := range periods {
		ticks[i] = Tick{Label: T("period.tick", PeriodArg("period", p)), Group: T("period.tick", PeriodArg("period", attendance.Period{Year: p.Year, Grain: attendance.Year}))}
	}
	return ticks
}
