package audit

import "rollcall/generator/diag"

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
