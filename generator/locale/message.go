package locale

import (
	"errors"
	"fmt"
	"iter"
	"strings"
)

// Message is the text of one message, parsed. Its syntax:
//
//	{name}                the gap called name
//	{name:form}           the same, written in another form, such as short
//	{name|school|schools} the form that fits the number in the gap called name
//
// A language has as many forms as its plural rule: two in English (one, other), six
// in Welsh (zero, one, two, few, many, other). A form may hold gaps of its own.
type Message struct {
	pieces []piece
}

// Part is a stretch of text, or a gap to be filled.
type Part struct {
	Text string
	Gap  string
	Form string
}

type piece struct {
	Part
	plural []Message // the forms, when Gap chooses among them
}

// Parts yields the text and the gaps of a message in order, with each plural
// resolved. Count gives the number in a gap; where it is not known, as for a number
// that is not shown, the last form is taken.
func (l *Locale) Parts(m Message, count func(gap string) (n int64, known bool)) iter.Seq[Part] {
	return func(yield func(Part) bool) { l.parts(m, count, yield) }
}

func (l *Locale) parts(m Message, count func(string) (int64, bool), yield func(Part) bool) bool {
	for _, p := range m.pieces {
		if p.plural == nil {
			if !yield(p.Part) {
				return false
			}
			continue
		}
		form := len(p.plural) - 1
		if count != nil {
			if n, known := count(p.Gap); known {
				form = plural(l.lang, n)
			}
		}
		if !l.parts(p.plural[form], count, yield) {
			return false
		}
	}
	return true
}

// Gaps lists the gaps of a message, those within plural forms and those that choose
// among them included.
func (m Message) Gaps() []string {
	var names []string
	for _, p := range m.pieces {
		if p.Gap != "" {
			names = append(names, p.Gap)
		}
		for _, form := range p.plural {
			names = append(names, form.Gaps()...)
		}
	}
	return names
}

var (
	errOpen  = errors.New("a gap is opened and not closed")
	errClose = errors.New("a gap is closed and not opened")
	errName  = errors.New("a gap is named in lower-case letters, digits and underscores")
)

// parse reads a message whose plurals have the given number of forms.
func parse(text string, forms int) (Message, error) {
	var m Message
	for text != "" {
		i := strings.IndexAny(text, "{}")
		if i < 0 {
			i = len(text)
		}
		if i > 0 {
			m.pieces = append(m.pieces, piece{Part: Part{Text: text[:i]}})
			text = text[i:]
			continue
		}
		if text[0] == '}' {
			return Message{}, errClose
		}
		end := closing(text)
		if end < 0 {
			return Message{}, errOpen
		}
		p, err := parseGap(text[1:end], forms)
		if err != nil {
			return Message{}, err
		}
		m.pieces = append(m.pieces, p)
		text = text[end+1:]
	}
	return m, nil
}

// closing returns the place of the brace that closes the one text begins with.
func closing(text string) int {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

func parseGap(inside string, forms int) (piece, error) {
	fields := splitForms(inside)
	name, form, _ := strings.Cut(fields[0], ":")
	if !isName(name) || form != "" && !isName(form) {
		return piece{}, errName
	}
	p := piece{Part: Part{Gap: name, Form: form}}
	if len(fields) == 1 {
		return p, nil
	}
	if len(fields)-1 != forms {
		return piece{}, fmt.Errorf("{%s}: %d forms where the language has %d", inside, len(fields)-1, forms)
	}
	for _, text := range fields[1:] {
		m, err := parse(text, forms)
		if err != nil {
			return piece{}, err
		}
		p.plural = append(p.plural, m)
	}
	return p, nil
}

// splitForms cuts at the bars that are not inside a gap of a form.
func splitForms(s string) []string {
	var fields []string
	depth, start := 0, 0
	for i := range len(s) {
		switch {
		case s[i] == '{':
			depth++
		case s[i] == '}':
			depth--
		case s[i] == '|' && depth == 0:
			fields = append(fields, s[start:i])
			start = i + 1
		}
	}
	return append(fields, s[start:])
}

func isName(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

// pluralForms names the forms of a language, in the order in which messages give
// them, as the Unicode plural rules do.
func pluralForms(lang string) []string {
	if lang == "cy" {
		return []string{"zero", "one", "two", "few", "many", "other"}
	}
	return []string{"one", "other"}
}

// plural returns which form a number takes.
func plural(lang string, n int64) int {
	if lang == "cy" {
		switch n {
		case 0, 1, 2, 3:
			return int(n)
		case 6:
			return 4
		}
		return 5
	}
	if n == 1 {
		return 0
	}
	return 1
}
