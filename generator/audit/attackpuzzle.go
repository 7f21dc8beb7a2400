package audit

import (
	"strings"

	"rollcall/generator/diag"
)

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

// add puts an operand on the line that is being written; a number goes to the other
// side of it.
func (p *puzzle) add(number *int64, o operand, away bool) {
	switch {
	case o.unknown < 0 && away:
		*number += o.number
	case o.unknown < 0:
		*number -= o.number
	case away:
		p.line = append(p.line, ^o.unknown)
	default:
		p.line = append(p.line, o.unknown)
	}
}

// write ends the line that is being written.
func (p *puzzle) write(number int64, o origin) {
	if len(p.line) > 0 {
		p.start = append(p.start, int32(len(p.terms)))
		p.terms = append(p.terms, p.line...)
		p.numbers = append(p.numbers, number)
		p.origins = append(p.origins, o)
	}
	p.line = p.line[:0]
}

// writeSum writes a sum for each column that it holds in: parts + rest - total = 0.
func (p *puzzle) writeSum(i int32) {
	s := p.sums.at(i)
	for _, c := range p.book.columns {
		if !s.kind.adds(c.unit) {
			continue
		}
		var number int64
		total, ok := p.operand(c, s.total)
		for _, part := range s.parts {
			var o operand
			if ok {
				if o, ok = p.operand(c, max(part, ^part)); ok {
					p.add(&number, o, part < 0)
				}
			}
		}
		if !ok {
			p.line = p.line[:0]
			continue
		}
		p.add(&number, total, true)
		if s.rest {
			if len(p.line) == 0 {
				p.shownDifference(-number, origin{row: s.total, column: c.index, other: i})
				continue
			}
			p.add(&number, p.unknown(c, -1, s.total, -1), false)
		}
		p.write(number, origin{row: s.total, column: c.index, other: i})
	}
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

// shownDifference reports published figures that differ by a few pupils. Where counts
// are rounded an exact one is public already, and so is the difference of two; and
// what known files hold is no news.
func (p *puzzle) shownDifference(d int64, o origin) {
	b, r := p.book, p.relation(o)
	if r.total.column.unit != pupilsUnit || d < 1 || d > b.protection.Threshold || b.protection.rounded() {
		return
	}
	news := !b.known(r.total)
	for _, part := range r.parts {
		news = news || !b.known(figure{max(part.row, ^part.row), part.column})
	}
	if !news {
		return
	}
	p.implied++
	u := unknown{low: d, high: d, row: o.row, less: o.other, column: o.column, minus: -1, role: difference}
	switch o.kind {
	case ofPair:
		u.minus = o.minus
	case ofColumns:
		u.less, u.minus = o.row, r.parts[0].column.index
	}
	p.findings = append(p.findings, p.finding(diag.AuditPinned, u, d, d, p.tell(r, -1, nil)))
}

// known reports whether a known file holds a figure.
func (b *figures) known(f figure) bool {
	return int(f.row) < len(f.column.sure) && f.column.sure[f.row]
}

// atMost writes that one figure is no more than another. Where that alone says all
// there is, no line is needed.
func (p *puzzle) atMost(part *column, partRow int32, whole *column, wholeRow int32) {
	if least, _, shown := p.book.numbers(whole, wholeRow); shown {
		if _, most, shown := p.book.numbers(part, partRow); shown && least-most > p.book.protection.Threshold {
			return
		}
	}
	a, ok := p.operand(whole, wholeRow)
	z, good := p.operand(part, partRow)
	switch {
	case !ok || !good:
	case a.unknown < 0 && z.unknown < 0:
		p.shownDifference(a.number-z.number, pair(part, partRow, whole, wholeRow))
	case p.low(a)-p.high(z) > p.book.protection.Threshold:
	case a.unknown < 0 && p.unknowns[z.unknown].role == cell:
		u := &p.unknowns[z.unknown]
		u.high = max(min(u.high, a.number), u.low)
	case z.unknown < 0 && p.unknowns[a.unknown].role == cell:
		u := &p.unknowns[a.unknown]
		u.low = min(max(u.low, z.number), u.high)
	default:
		var number int64
		p.add(&number, z, false)
		p.add(&number, p.unknown(whole, part.index, wholeRow, partRow), false)
		p.add(&number, a, true)
		p.write(number, pair(part, partRow, whole, wholeRow))
	}
}

// pair is the relation of a part to the whole that holds it.
func pair(part *column, partRow int32, whole *column, wholeRow int32) origin {
	return origin{row: wholeRow, column: whole.index, other: partRow, minus: part.index, kind: ofPair}
}
