package audit

import (
	"bytes"
)

// deepest is how deep a plain page is nested: browsers, and the parser, stop at 512.
const deepest = 200

// nesting follows the elements that are open.
type nesting struct {
	stack []openElement
	count [kinds]int  // of the open ones, by kind
	had   [kinds]bool // of html, head and body, of which there is one each
}

type openElement struct {
	kind kind
	name []byte
}

func (n *nesting) reset() { *n = nesting{stack: n.stack[:0]} }

// inner is the kind of the element that was opened last, of those the one at a depth.
func (n *nesting) inner(depth int) kind {
	if at := len(n.stack) - 1 - depth; at >= 0 {
		return n.stack[at].kind
	}
	return kindUnknown
}

// drop closes elements whose end need not be written: each of the kinds, if it is innermost.
func (n *nesting) drop(order ...kind) {
	for _, k := range order {
		if n.inner(0) == k {
			n.pop()
		}
	}
}

func (n *nesting) pop() {
	last := len(n.stack) - 1
	n.count[n.stack[last].kind]--
	n.stack = n.stack[:last]
}

// done reports whether a whole page has been closed.
func (n *nesting) done() bool { return len(n.stack) == 0 && n.had[kindBody] }

// text reports whether text may stand here. Where it may not, browsers move it, and begin
// the body of a page for it.
func (n *nesting) text(text []byte) bool {
	switch n.inner(0) {
	case kindUnknown, kindRoot, kindTop, kindTable, kindRows, kindRow:
		for _, c := range text {
			if !isSpace(c) {
				return false
			}
		}
	}
	return true
}

// open reports whether an element may begin here, and opens it.
func (n *nesting) open(t plainTag) bool {
	k, ok := kindUnknown, false
	if around := n.inner(0); around == kindDrawing || around == kindShape {
		k = shapeOf(t.name)
		ok = k != kindUnknown
	} else {
		k = kindOf(t.name)
		ok = n.allows(k, t)
	}
	if !ok || len(n.stack) >= deepest {
		return false
	}
	if k == kindEmpty || k == kindSetting || t.closed {
		return true
	}
	n.stack = append(n.stack, openElement{k, t.name})
	n.count[k]++
	n.had[k] = true
	return true
}

// allows reports whether an element may begin here.
func (n *nesting) allows(k kind, t plainTag) bool {
	if t.closed && k != kindEmpty && k != kindSetting && k != kindDrawing {
		return false // browsers leave it open
	}
	switch k {
	case kindOption:
		n.drop(kindOption)
	case kindCell:
		n.drop(kindCell)
	case kindRow:
		n.drop(kindCell, kindRow)
	case kindRows:
		n.drop(kindCell, kindRow, kindRows)
	}
	around := n.inner(0)
	flows := around >= kindBody || around == kindCell
	lines := n.count[kindParagraph] == 0 // what ends a paragraph has to find it ended
	switch k {
	case kindRoot:
		return len(n.stack) == 0 && !n.had[kindRoot]
	case kindTop:
		return around == kindRoot && !n.had[kindTop]
	case kindBody:
		return around == kindRoot && n.had[kindTop] && !n.had[kindBody]
	case kindSetting:
		return around == kindTop
	case kindWords:
		switch string(t.name) {
		case "title":
			return around == kindTop
		case "script":
			return around == kindTop || flows
		}
		return around == kindBody
	case kindBlock, kindParagraph, kindList, kindTerms, kindTable:
		return flows && lines
	case kindHeading:
		return flows && lines && around != kindHeading
	case kindGroup:
		return (flows || around == kindTerms) && lines
	case kindItem:
		return around == kindList && lines
	case kindTerm:
		return (around == kindTerms || around == kindGroup && n.inner(1) == kindTerms) && lines
	case kindPhrase, kindDrawing, kindEmpty, kindChoice:
		return flows
	case kindAnchor, kindButton:
		return flows && n.count[k] == 0
	case kindOption:
		return around == kindChoice
	case kindCaption, kindRows:
		return around == kindTable
	case kindRow:
		return around == kindRows || around == kindTable
	case kindCell:
		return around == kindRow
	}
	return false
}

// close reports whether the innermost element ends here, and closes it.
func (n *nesting) close(t plainTag) bool {
	switch kindOf(t.name) {
	case kindTable:
		n.drop(kindCell, kindRow, kindRows)
	case kindRows:
		n.drop(kindCell, kindRow)
	case kindRow:
		n.drop(kindCell)
	case kindChoice:
		n.drop(kindOption)
	}
	last := len(n.stack) - 1
	if last < 0 || !bytes.Equal(n.stack[last].name, t.name) {
		return false
	}
	n.pop()
	return true
}
