package audit

import (
	"bytes"
	"slices"
	"strings"
)

// constants are the numbers that the words of a site say before a word for pupils: the
// smallest group that a share is told of, and counting words.
var constants = []string{"1", "20", "1,000"}

// people are the words that make a number one of pupils.
var people = []string{"pupil", "pupils", "child", "children", "enrolment", "enrolments", "disgybl", "disgyblion", "plentyn", "plant"}

// stages are the words that make the number after them one of a kind of pupils, not of
// how many: key stage 4 pupils.
var stages = []string{"stage", "year", "years", "tier", "level", "blwyddyn", "cyfnod", "lefel"}

// people looks for numbers of pupils that are no figures: a whole number straight before a
// word for pupils is a setting of the edition, or it has no place.
func (c *pageCheck) people() {
	for i := range c.numbers {
		n := &c.numbers[i]
		if c.listed[i] || n.end >= len(c.page) || c.page[n.end] != ' ' || !isRead(n.attr) {
			continue
		}
		if text := c.page[n.at:n.end]; c.setting[string(text)] || bytes.IndexByte(text, '.') >= 0 {
			continue
		}
		word := strings.ToLower(string(c.page[n.end+1 : min(n.end+40, len(c.page))]))
		end := strings.IndexFunc(word, func(r rune) bool { return (r < 'a' || r > 'z') && r < 0x80 })
		if end >= 0 {
			word = word[:end]
		}
		if !slices.Contains(people, word) {
			continue
		}
		before := strings.Fields(strings.ToLower(string(c.page[max(n.at-24, 0):n.at])))
		if len(before) == 0 || !slices.Contains(stages, before[len(before)-1]) {
			c.fault(n.at, "%s: a number of pupils that is no published figure", c.around(i))
		}
	}
}

// isRead reports whether people read an attribute; text has none.
func isRead(attr string) bool {
	switch attr {
	case "", "alt", "title", "content", "aria-label", "placeholder":
		return true
	}
	return false
}
