package sheet

import (
	"slices"
	"strings"
	"time"

	"github.com/xuri/efp"
)

// Limits within which formulas are worked out.
const (
	maxCalculated  = 16 << 20        // bytes of worksheets
	maxRange       = 10_000          // cells of a range that a formula refers to
	maxCalculation = 2 * time.Second // of one formula
)

// calculator works out formulas that were saved without their value, as programs other
// than Excel save them. Everything is worked out or nothing: one formula may refer to
// any other, so all of the workbook have to be of the plain kind.
type calculator struct {
	asked, able bool
}

// plainFunctions are those whose value depends on nothing but their arguments, and that
// do not make something large of something small.
var plainFunctions = []string{"ABS", "AND", "AVERAGE", "CONCAT", "CONCATENATE", "COUNT", "COUNTA", "DATE", "IF", "IFERROR", "INT", "LEFT",
	"LEN", "MAX", "MID", "MIN", "MOD", "NOT", "OR", "PRODUCT", "RIGHT", "ROUND", "ROUNDDOWN", "ROUNDUP", "SUM", "TRIM", "TRUNC", "UPPER", "VALUE"}

// calculate works out the formula of a cell. It is false where that cannot be done
// within the limits, or gives an error or nothing.
func (b *book) calculate(sheet, cell string, style int) (string, bool) {
	if !b.sums.asked {
		b.sums.asked, b.sums.able = true, b.calculable()
	}
	if !b.sums.able {
		return "", false
	}
	type result struct {
		text string
		err  error
	}
	done := make(chan result, 1)
	go func() {
		var r result
		defer func() { done <- r }()
		defer recoverInto(&r.err)
		r.text, r.err = b.CalcCellValue(sheet, cell)
	}()
	select {
	case r := <-done:
		if r.err != nil || r.text == "" {
			return "", false
		}
		return b.shown(r.text, style), true
	case <-time.After(maxCalculation):
		b.sums.able = false // the library cannot be stopped
		return "", false
	}
}

// calculable reports whether every formula of the workbook is of the plain kind, and
// none of them depends on itself: the library would give such a one some value.
func (b *book) calculable() bool {
	size := 0
	for _, p := range b.sheets {
		content, _ := b.content(p.path)
		size += len(content)
	}
	if size > maxCalculated {
		return false
	}
	g := graph{at: make(map[place]int)}
	for _, p := range b.sheets {
		content, _ := b.content(p.path)
		if !g.addSheet(p.name, content) {
			return false
		}
	}
	return g.acyclic()
}

// plainFormula reports whether a formula uses nothing but plain functions, numbers,
// texts and references to few cells.
func plainFormula(formula string) (plain bool) {
	defer func() {
		if recover() != nil {
			plain = false
		}
	}()
	if len(formula) > 1000 {
		return false
	}
	parser := efp.ExcelParser()
	for _, t := range parser.Parse(formula) {
		switch t.TType {
		case efp.TokenTypeUnknown:
			return false
		case efp.TokenTypeFunction:
			if t.TSubType == efp.TokenSubTypeStart && !slices.Contains(plainFunctions, strings.ToUpper(t.TValue)) {
				return false
			}
		case efp.TokenTypeOperand:
			if t.TSubType == efp.TokenSubTypeRange && !fewCells(t.TValue) {
				return false
			}
		}
	}
	return true
}

// fewCells reports whether an operand is a cell or a range of not too many. A name, a
// whole column and a cell of another workbook are not.
func fewCells(text string) bool {
	r, ok := parseRange("", text)
	return ok && r.cells() <= maxRange
}
