package render

import (
	"fmt"
	"strings"

	"rollcall/generator/view"
)

// onlyPrefix starts the address of a chip that shows one strand: #only-STRAND.
const onlyPrefix = "#only-"

// maxStrands is how many strands the style sheet can show alone.
const maxStrands = 16

// strandsOf checks that the plan's chips are ones the style sheet can filter by.
func strandsOf(chips []view.Link) ([]view.Link, error) {
	if len(chips) > maxStrands {
		return nil, fmt.Errorf("%d strands; the theme can show one of at most %d", len(chips), maxStrands)
	}
	for _, c := range chips {
		if !strings.HasPrefix(c.Href, onlyPrefix) {
			return nil, fmt.Errorf("the chip of a strand leads to %q, not to %sSTRAND", c.Href, onlyPrefix)
		}
	}
	return chips, nil
}

// strandOf returns the number, from 1, of the chip that shows an action's strand, or
// 0 for an action of no strand.
func strandOf(strandID string, chips []view.Link) int {
	for i, c := range chips {
		if c.Href == onlyPrefix+strandID {
			return i + 1
		}
	}
	return 0
}

// urgent reports whether a status asks for attention, so that its actions are shown
// in full.
func urgent(t view.Tag) bool { return t.Tone == view.Attention || t.Tone == view.Concern }
