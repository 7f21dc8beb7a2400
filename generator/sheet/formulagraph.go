package sheet

import (
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"strings"

	"github.com/xuri/efp"
	"github.com/xuri/excelize/v2"
)

// maxGraph is the most cells that are looked at to see which formulas depend on which.
const maxGraph = 2_000_000

// place is a cell of a workbook.
type place struct {
	sheet       string
	column, row int
}

// area is a range of cells.
type area struct {
	sheet               string
	column, row         int
	lastColumn, lastRow int
}

func (a area) cells() int { return (a.lastColumn - a.column + 1) * (a.lastRow - a.row + 1) }

// graph is which formulas of a workbook depend on which. The cells that share a formula
// are one node.
type graph struct {
	at   map[place]int // the cells of formulas to their node
	uses [][]area      // of each node
	seen int           // cells
}

var reference = regexp.MustCompile(`^(?:('[^'\[\]]+'|[A-Za-z0-9_.]+)!)?\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?$`)

// parseRange reads a reference to a cell or a range, of the sheet itself where it names
// none.
func parseRange(sheet, text string) (a area, ok bool) {
	part := reference.FindStringSubmatch(text)
	if part == nil {
		return a, false
	}
	if part[1] != "" {
		sheet = strings.Trim(part[1], "'")
	}
	if part[4] == "" {
		part[4], part[5] = part[2], part[3]
	}
	c1, r1, err := excelize.CellNameToCoordinates(part[2] + part[3])
	c2, r2, err2 := excelize.CellNameToCoordinates(part[4] + part[5])
	return area{strings.ToLower(sheet), min(c1, c2), min(r1, r2), max(c1, c2), max(r1, r2)}, err == nil && err2 == nil
}

// addSheet adds the formulas of a worksheet. It is false where one is not plain, or there
// are too many.
func (g *graph) addSheet(sheet string, content []byte) bool {
	d := xml.NewDecoder(bytes.NewReader(content))
	cell := ""
	for {
		token, err := d.Token()
		if err == io.EOF {
			return true
		}
		if err != nil {
			return false
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		attributes := make(map[string]string)
		for _, a := range start.Attr {
			attributes[a.Name.Local] = a.Value
		}
		switch start.Name.Local {
		case "c":
			cell = attributes["r"]
		case "f":
			text, err := appendText(d, nil)
			if err != nil {
				return false
			}
			where := cell
			if ref := attributes["ref"]; ref != "" {
				where = ref
			}
			if len(text) > 0 && !g.add(sheet, where, string(text)) {
				return false
			}
		}
	}
}

// add adds a formula and the cells that have it.
func (g *graph) add(sheet, where, formula string) bool {
	holds, ok := parseRange(sheet, where)
	if !ok || !plainFormula(formula) || !g.look(holds) {
		return false
	}
	for column := holds.column; column <= holds.lastColumn; column++ {
		for row := holds.row; row <= holds.lastRow; row++ {
			g.at[place{holds.sheet, column, row}] = len(g.uses)
		}
	}
	var uses []area
	parser := efp.ExcelParser()
	for _, t := range parser.Parse(formula) {
		if t.TType != efp.TokenTypeOperand || t.TSubType != efp.TokenSubTypeRange {
			continue
		}
		used, ok := parseRange(sheet, t.TValue)
		used.lastColumn += holds.lastColumn - holds.column // the formula moves with its cell
		used.lastRow += holds.lastRow - holds.row
		if !ok || !g.look(used) {
			return false
		}
		uses = append(uses, used)
	}
	g.uses = append(g.uses, uses)
	return true
}

// look counts the cells of an area that is looked at.
func (g *graph) look(a area) bool {
	if a.cells() > maxGraph {
		return false
	}
	g.seen += a.cells()
	return g.seen <= maxGraph
}

// acyclic reports whether no formula depends on itself: a depth-first search that meets
// no node that it has not left.
func (g *graph) acyclic() bool {
	const (
		entered = 1
		left    = 2
	)
	state := make([]uint8, len(g.uses))
	var visit func(node int) bool
	visit = func(node int) bool {
		state[node] = entered
		for _, a := range g.uses[node] {
			for column := a.column; column <= a.lastColumn; column++ {
				for row := a.row; row <= a.lastRow; row++ {
					next, ok := g.at[place{a.sheet, column, row}]
					if ok && (state[next] == entered || state[next] == 0 && !visit(next)) {
						return false
					}
				}
			}
		}
		state[node] = left
		return true
	}
	for node := range g.uses {
		if state[node] == 0 && !visit(node) {
			return false
		}
	}
	return true
}
