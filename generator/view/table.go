package view

// Table is a table of figures and words.
type Table struct {
	ID       string
	Caption  Text // what is found; required
	Sub      Text
	Hidden   bool // the caption is for screen readers only: a heading says it already
	Style    TableStyle
	Columns  []Column
	Rows     []Row
	Sortable bool // the reader may sort it where scripts run
	Notes    []Text
}

// TableStyle says how a table behaves when there is little room.
type TableStyle string

const (
	ScrollTable TableStyle = ""      // scrolls sideways in a box
	StackTable  TableStyle = "stack" // each row becomes a card
	TightTable  TableStyle = "tight" // drops the in-row dot
	RoomTable   TableStyle = "room"  // ruled lines to write on
)

// Column heads a column. Numeric columns are set right.
type Column struct {
	Label   Text
	Numeric bool
	Dots    *Scale // the column draws each value as a dot on this scale
}

// Row is one row. Attributes are for filtering: each becomes a data attribute.
type Row struct {
	Cells  []Cell
	Strong bool // the row of all together
	Data   []Datum
}

// Datum is one data attribute of a row: data-NAME="VALUE".
type Datum struct{ Name, Value string }

// CellKind says how a cell is written.
type CellKind uint8

const (
	CellText    CellKind = iota
	CellPercent          // 93.1%
	CellNumber           // 4,210
	CellPoints           // +0.4
	CellDot              // a dot on the column's scale, with the comparator's tick
	CellTag
)

// Cell is one cell. Sort is what the column is sorted by, when it is not the text.
type Cell struct {
	Kind   CellKind
	Text   Text
	Href   string
	Figure Figure
	Value  Value // of points and dots
	Versus Value // comparator of a dot
	Tag    *Tag
	Meta   Text // small words beneath
}

// The makers of cells.
func TextCell(t Text) Cell              { return Cell{Text: t} }
func LinkCell(t Text, href string) Cell { return Cell{Text: t, Href: href} }
func PercentCell(f Figure) Cell         { return Cell{Kind: CellPercent, Figure: f} }
func NumberCell(f Figure) Cell          { return Cell{Kind: CellNumber, Figure: f} }
func PointsCell(v Value) Cell           { return Cell{Kind: CellPoints, Value: v} }
func DotCell(v, versus Value) Cell      { return Cell{Kind: CellDot, Value: v, Versus: versus} }
