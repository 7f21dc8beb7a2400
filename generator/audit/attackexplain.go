package audit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rollcall/generator/diag"
)

// finding names an unknown and where it stands.
func (p *puzzle) finding(code diag.Code, u unknown, low, high int64, why string) Finding {
	b := p.book
	r := b.rows[u.row]
	f := Finding{Code: code, File: b.files[r.file], Line: int(r.line), Column: b.columns[u.column].name, Low: low, High: high, Why: why}
	f.What = p.name(u)
	return f
}

// name names a figure, or the difference of two.
func (p *puzzle) name(u unknown) string {
	b := p.book
	c := b.columns[u.column]
	switch {
	case u.minus >= 0:
		return b.what(u.row, c.name) + " less " + b.part(u.row, figure{u.less, b.columns[u.minus]}, c)
	case u.role == difference && c.at(u.row) != told:
		return "the rest of " + b.what(u.row, c.name)
	}
	return b.what(u.row, c.name)
}

// part names a figure by what sets it apart from another row and column.
func (b *figures) part(row int32, f figure, of *column) string {
	whole, r := b.rows[row], b.rows[max(f.row, ^f.row)]
	switch {
	case r.place != whole.place:
		return "at " + b.nameOf(r.place)
	case r.period != whole.period:
		return "in " + b.periods[r.period].text
	case r.group != whole.group && f.column == of:
		return "of " + b.groups.list[r.group]
	case r.phase != whole.phase:
		return "in " + b.phases.list[r.phase]
	}
	return "of " + f.column.name
}

// limits says what an unknown of the puzzle is known to be.
type limits func(unknown int32) (low, high int64)

// value writes a figure: as published, or what it can be.
func (p *puzzle) value(f figure, within limits) string {
	row := max(f.row, ^f.row)
	if at := p.open.at(row, f.column); at != nil && *at > 0 && within != nil {
		if low, high := within(*at - 1); high < largest {
			return between(low, high)
		}
		return "what is hidden"
	}
	if v := f.column.at(row); v >= 0 {
		return strconv.FormatInt(v, 10)
	}
	return "c"
}

func between(low, high int64) string {
	if low == high {
		return strconv.FormatInt(low, 10)
	}
	return fmt.Sprintf("%d to %d", low, high)
}

// mostNamed is how many parts of a sum are named one by one.
const mostNamed = 6

// tell says what a relation leaves for one of its unknowns, or for its rest: "North,
// autumn, enrolments: 34 in all, less 31 at Harbour Primary leaves 3."
func (p *puzzle) tell(o relation, about int32, within limits) string {
	subject := figure{-1, nil}
	var shown, rest []string
	for _, part := range o.parts {
		if p.open.is(part, about) {
			subject = part
			continue
		}
		word := "less "
		if part.row < 0 {
			word = "and "
		}
		text := word + p.value(part, within) + " " + p.book.part(o.total.row, part, o.total.column)
		shown = append(shown, text)
	}
	if len(shown) > mostNamed {
		rest = []string{fmt.Sprintf("and the like at %d more", len(shown)-mostNamed)}
		shown = append(shown[:mostNamed:mostNamed], rest...)
	}
	what := p.book.what(o.total.row, o.total.column.name)
	if p.open.is(o.total, about) {
		for i := range shown {
			shown[i] = strings.TrimPrefix(strings.TrimPrefix(shown[i], "less "), "and ")
		}
		return fmt.Sprintf("%s: %s make %s.", what, strings.Join(shown, " and "), p.value(o.total, within))
	}
	if o.rest && subject.column != nil && len(shown) == 0 {
		return fmt.Sprintf("%s is %s, and %s no more than that.", what, p.value(o.total, within), p.book.part(o.total.row, subject, o.total.column))
	}
	left := "the rest"
	if subject.column != nil {
		left = p.value(subject, within) + " " + p.book.part(o.total.row, subject, o.total.column)
	} else if about >= 0 && within != nil {
		left = between(within(about))
	} else if n, ok := o.left(); ok {
		left = strconv.FormatInt(n, 10)
	}
	return fmt.Sprintf("%s: %s in all, %s leaves %s.", what, p.value(o.total, within), strings.Join(shown, ", "), left)
}

// left works out the rest of a relation that is published whole.
func (o relation) left() (int64, bool) {
	n := o.total.column.at(o.total.row)
	ok := n >= 0
	for _, part := range o.parts {
		v := part.column.at(max(part.row, ^part.row))
		if ok = ok && v >= 0; part.row < 0 {
			v = -v
		}
		n -= v
	}
	return n, ok
}

// state writes a line or a ratio as it was published.
func (p *puzzle) state(i int32) string {
	if int(i) >= len(p.numbers) {
		return p.tellRatio(&p.ratios[int(i)-len(p.numbers)], nil)
	}
	o := p.relation(p.origins[i])
	var sum []string
	for _, part := range o.parts {
		sum = append(sum, p.value(part, nil)+" "+p.book.part(o.total.row, part, o.total.column))
	}
	if len(sum) > mostNamed {
		sum = append(sum[:mostNamed:mostNamed], fmt.Sprintf("%d more", len(sum)-mostNamed))
	}
	if o.rest {
		sum = append(sum, "a rest")
	}
	return fmt.Sprintf("%s: %s is %s", p.book.what(o.total.row, o.total.column.name), p.value(o.total, nil), strings.Join(sum, " + "))
}

// tellRatio says what a percentage leaves.
func (p *puzzle) tellRatio(r *ratio, within limits) string {
	operandText := func(o operand) string {
		if o.unknown < 0 {
			return strconv.FormatInt(o.number, 10)
		}
		if within == nil {
			return "c"
		}
		return between(within(o.unknown))
	}
	percent := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%d.%06d", r.percentage/percentScale, r.percentage%percentScale), "0"), ".")
	return fmt.Sprintf("%s: only %s of %s is %s%%.", p.book.what(r.row, r.column.name), operandText(r.num), operandText(r.den), percent)
}

// mostLines is how many lines of a chain are told.
const mostLines = 8

// chain explains what narrowed an unknown of a task, the first cause first.
func (p *puzzle) chain(t *task, v int32) string {
	within := func(unknown int32) (int64, int64) {
		if i, ok := slices.BinarySearch(t.unknowns, unknown); ok {
			return t.low[i], t.high[i]
		}
		return p.unknowns[unknown].low, p.unknowns[unknown].high
	}
	var out []string
	seen := make(map[int32]bool)
	var visit func(v int32)
	visit = func(v int32) {
		for _, by := range []int32{t.lowBy[v], t.highBy[v]} {
			if by < 0 || seen[by] || len(seen) > 100 {
				continue
			}
			seen[by] = true
			for _, other := range t.within(by) {
				if other != v {
					visit(other)
				}
			}
			if by >= t.lines() {
				out = append(out, p.tellRatio(&p.ratios[int(t.origins[by])-len(p.numbers)], within))
			} else {
				out = append(out, p.tell(p.relation(p.origins[t.origins[by]]), t.unknowns[v], within))
			}
		}
	}
	visit(v)
	if len(out) > mostLines {
		out = append([]string{fmt.Sprintf("%d steps lead to this.", len(out)-mostLines)}, out[len(out)-mostLines:]...)
	}
	if len(out) == 0 {
		return "Its own row leaves no more."
	}
	return strings.Join(out, " ")
}

// combined explains a combination of lines that leaves one unknown only so much.
func (p *puzzle) combined(t *task, lines []int32, from []term, low, high int64) string {
	var plus, minus []string
	for _, f := range from {
		text := p.state(t.origins[lines[f.unknown]])
		if times := max(f.by, -f.by); times > 1 {
			text += fmt.Sprintf(", %d times", times)
		}
		if f.by < 0 {
			minus = append(minus, text)
		} else {
			plus = append(plus, text)
		}
	}
	if len(plus) == 0 {
		plus, minus = minus, plus
	}
	list := func(states []string) string {
		slices.Sort(states)
		if len(states) > mostLines {
			states = append(states[:mostLines:mostLines], fmt.Sprintf("and %d more", len(states)-mostLines))
		}
		return strings.Join(states, "; ")
	}
	text := "Add up: " + list(plus)
	if len(minus) > 0 {
		text += ". Take away: " + list(minus)
	}
	return text + ". What is left is " + between(low, high) + "."
}

// together lists the relations that a search used.
func (p *puzzle) together(t *task, lines []int32) string {
	var out []string
	for _, i := range lines {
		if len(out) == mostLines {
			out = append(out, fmt.Sprintf("and %d more", len(lines)-mostLines))
			break
		}
		out = append(out, strings.TrimSuffix(p.state(t.origins[i]), "."))
	}
	return "No other whole numbers fit all of this: " + strings.Join(out, "; ") + "."
}
