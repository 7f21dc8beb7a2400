package audit

import "strings"

// role says what an unknown of the puzzle is, and so what it is to work it out.
type role uint8

const (
	helper     role = iota // a rounded figure, or what two figures of sessions differ by
	cell                   // a figure that is hidden
	difference             // pupils: what two figures differ by, a rest, or a count that only has a percentage
)

// unknown is one whole number that is not published.
type unknown struct {
	low, high int64
	row       int32
	less      int32 // the row that is taken away, of a difference
	column    int16 // the column, and the one that is taken away, -1 for none
	minus     int16
	role      role
}

// figure is one published figure, or what stands for it.
type figure struct {
	row    int32
	column *column
}

// relation is a total, the parts that it is the sum of, and whether there is a rest. A
// part that is taken away has its row as ^row.
type relation struct {
	total figure
	parts []figure
	rest  bool
}

// origin says in little room which relation a line of the puzzle is: the sum over
// rows, or over columns, of that number, or a row and column within another.
type origin struct {
	row, other    int32 // other is the sum, or the row of the part
	column, minus int16 // minus is the column of the part
	kind          originKind
}

type originKind uint8

const (
	ofSum originKind = iota
	ofColumns
	ofPair
)

// relation spells an origin out.
func (p *puzzle) relation(o origin) relation {
	columns := p.book.columns
	r := relation{total: figure{o.row, columns[o.column]}}
	switch o.kind {
	case ofSum:
		s := p.sums.at(o.other)
		r.rest = s.rest
		for _, row := range s.parts {
			r.parts = append(r.parts, figure{row, r.total.column})
		}
	case ofColumns:
		s := &p.columnSums[o.other]
		r.rest = s.rest
		for _, c := range s.parts {
			r.parts = append(r.parts, figure{o.row, c})
		}
	case ofPair:
		r.parts, r.rest = []figure{{o.other, columns[o.minus]}}, true
	}
	return r
}

// ratio is a published percentage of two counts, either or both unknown: the
// numerator lies between two shares of the denominator.
type ratio struct {
	num, den   operand
	least      int64 // the smallest share, in hundred-millionths
	most       int64 // the largest
	openBelow  bool  // the smallest share itself is too small
	openAbove  bool  // the largest share itself is too large
	percentage int64
	row        int32
	column     *column
}

// operand is an unknown or a number.
type operand struct {
	unknown int32 // -1 for a number
	number  int64
}

// puzzle is everything an outsider can write down: whole numbers that are not
// published, lines that they meet (a signed sum of unknowns is a number) and ratios.
type puzzle struct {
	book       *figures
	sums       sumList
	columnSums []columnSum
	unknowns   []unknown
	open       openFigures
	start      []int32 // of each line in terms
	terms      []int32 // an unknown to be added, or ^unknown to be taken away
	numbers    []int64 // what each line comes to
	origins    []origin
	ratios     []ratio
	line       []int32 // the line that is being written
	findings   []Finding
	hidden     int
	implied    int
	proved     int
	ignored    []string
}

func (b *figures) puzzle() *puzzle {
	b.tellPercentages()
	p := &puzzle{book: b, sums: b.sums(), open: b.open()}
	for i := range p.sums.sums {
		p.writeSum(int32(i))
	}
	chains, wholes := b.chains(), b.wholes()
	p.columnSums = chains.sums
	for row := range b.rows {
		p.writeRow(int32(row), chains)
		p.writeGroup(int32(row), wholes)
	}
	p.writePercentages()
	// A hidden figure that nothing is said of is an unknown too.
	for _, c := range b.columns {
		if c.unit == pupilsUnit || c.unit == sessionsUnit {
			for row := range b.rows {
				if c.at(int32(row)) == hidden {
					p.operand(c, int32(row))
				}
			}
		}
	}
	for i := range b.places {
		b.places[i].rows = nil // they are large, and nothing is looked up any more
	}
	return p
}

// tellPercentages marks the counts that have only a percentage. A band has no column
// of counts at all, so it is given one.
func (b *figures) tellPercentages() {
	for _, c := range b.columns {
		if c.unit != percentUnit {
			continue
		}
		name := strings.TrimSuffix(c.name, "_percent")
		count := b.columnAt[name]
		if count == nil && strings.HasPrefix(name, "band_") {
			count = b.column(name, pupilsUnit)
			for row := range b.rows {
				if c.at(int32(row)) == hidden {
					count.put(int32(row), hidden)
				}
			}
		}
		if count == nil || count.unit != pupilsUnit {
			continue
		}
		for row := range b.rows {
			if c.at(int32(row)) >= 0 && count.at(int32(row)) == absent {
				count.put(int32(row), told)
			}
		}
	}
}

// operand returns a figure as a number or an unknown; it is false for one that is not
// available.
func (p *puzzle) operand(c *column, row int32) (operand, bool) {
	v := c.at(row)
	if v == absent {
		return operand{}, false
	}
	least, most, shown := p.book.numbers(c, row)
	if shown && least == most {
		return operand{-1, v}, true
	}
	at := p.open.at(row, c)
	if *at == 0 {
		u := unknown{low: least, high: most, row: row, less: -1, column: c.index, minus: -1}
		switch v {
		case low:
			u.low, u.high = 1, max((p.book.protection.Step-1)/2, 1)
		case hidden:
			u.low, u.high, u.role = 0, p.ceiling(c, row), cell
			p.hidden++
		case told:
			u.low, u.high, u.role = 0, p.ceiling(c, row), difference
			p.implied++
		}
		p.unknowns = append(p.unknowns, u)
		*at = int32(len(p.unknowns))
	}
	return operand{*at - 1, 0}, true
}

// ceiling returns the most that a figure can be for what its own row shows.
func (p *puzzle) ceiling(c *column, row int32) int64 {
	whole := p.book.columnAt["enrolments"]
	if c.unit == sessionsUnit {
		whole = p.book.columnAt["sess_possible"]
	}
	if whole != nil && whole != c {
		if _, most, shown := p.book.numbers(whole, row); shown {
			return most
		}
	}
	return largest
}

// low and high are what an operand can be.
func (p *puzzle) low(o operand) int64 {
	if o.unknown < 0 {
		return o.number
	}
	return p.unknowns[o.unknown].low
}

func (p *puzzle) high(o operand) int64 {
	if o.unknown < 0 {
		return o.number
	}
	return p.unknowns[o.unknown].high
}

// unknown adds what two figures differ by.
func (p *puzzle) unknown(c *column, minus int16, row, less int32) operand {
	u := unknown{high: largest, row: row, less: less, column: c.index, minus: minus}
	if c.unit == pupilsUnit {
		u.role = difference
		p.implied++
	}
	p.unknowns = append(p.unknowns, u)
	return operand{int32(len(p.unknowns) - 1), 0}
}
