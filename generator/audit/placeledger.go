package audit

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A page of an edition with protected figures ends with a template element of this id,
// which says of each number of the page what it is of. Its text is BASE64 of a deflated
// list: a line for each entry, an empty line, and the numbers of the page in order, as
// the render package documents it.
const (
	ledgerOpen  = `<template id="ledger">`
	ledgerClose = `</template>`
	ledgerMost  = 8 << 20 // bytes, inflated
)

// ledgerEntry is what numbers of a page are of.
type ledgerEntry struct {
	letter string // %, #, ~%, ~#, t or d; = for a value that is drawn
	figureOf
	literal float64
}

// figureOf names a figure.
type figureOf struct{ level, code, phase, period, group, measure string }

func (e *ledgerEntry) figure() bool  { return e.level != "" && e.letter[0] != '~' }
func (e *ledgerEntry) percent() bool { return strings.HasSuffix(e.letter, "%") }

// String names what an entry is of, as a person would.
func (e *ledgerEntry) String() string {
	what := e.measure
	if !e.percent() {
		what = "the number of " + what
	}
	return fmt.Sprintf("%s of %s %s, %s, %s, %s", what, e.level, e.code, e.phase, e.period, e.group)
}

// scale makes tenths of the value of an entry.
func (e *ledgerEntry) scale() int64 {
	if e.percent() {
		return 1
	}
	return 10
}

// ledgerLine says of one number what it is of and what it does. It has no entry when it
// is the last, which only counts.
type ledgerLine struct {
	skipped int
	entry   int
	use     byte // 0 is printed, g placed on a scale, h beside a mark
}

// span is a stretch of a page.
type span struct{ from, to int }

// ledger reads the ledgers of pages. It keeps its memory for the next page, so what it
// read of one holds until then.
type ledger struct {
	entries []ledgerEntry
	lines   []ledgerLine
	cut     span // of the page that it was on

	packed  []byte
	inflate io.ReadCloser
	text    bytes.Buffer
	rest    []byte
}

// split takes the ledger off a page. It is false where a page has none.
func (l *ledger) split(page []byte) (rest []byte, found bool, err error) {
	from := bytes.LastIndex(page, []byte(ledgerOpen))
	if from < 0 {
		return page, false, nil
	}
	length := bytes.Index(page[from:], []byte(ledgerClose))
	if length < 0 {
		return page, true, fmt.Errorf("its ledger does not end")
	}
	if err := l.unpack(page[from+len(ledgerOpen) : from+length]); err != nil {
		return page, true, fmt.Errorf("its ledger cannot be read: %w", err)
	}
	l.cut = span{from, from + length + len(ledgerClose)}
	l.rest = append(append(l.rest[:0], page[:l.cut.from]...), page[l.cut.to:]...)
	return l.rest, true, l.read(l.text.String())
}

func (l *ledger) unpack(packed []byte) (err error) {
	l.text.Reset()
	if l.packed, err = base64.StdEncoding.AppendDecode(l.packed[:0], packed); err != nil {
		return err
	}
	from := bytes.NewReader(l.packed)
	if l.inflate == nil {
		l.inflate = flate.NewReader(from)
	} else if err := l.inflate.(flate.Resetter).Reset(from, nil); err != nil {
		return err
	}
	_, err = l.text.ReadFrom(io.LimitReader(l.inflate, ledgerMost))
	return err
}

// read reads the text of a ledger.
func (l *ledger) read(text string) (err error) {
	l.entries, l.lines = l.entries[:0], l.lines[:0]
	head, body, ok := strings.Cut(text, "\n\n")
	if !ok {
		if body, ok = strings.CutPrefix(text, "\n"); !ok {
			return fmt.Errorf("its ledger has no end of its entries")
		}
		head = ""
	}
	var before figureOf
	for line, rest := "", head; rest != ""; {
		line, rest, _ = strings.Cut(rest, "\n")
		if line == "" {
			continue
		}
		e, err := readEntry(line, &before)
		if err != nil {
			return err
		}
		l.entries = append(l.entries, e)
	}
	for line, more := "", true; more; {
		line, body, more = strings.Cut(body, "\n")
		next, err := readLine(line, len(l.entries))
		if err != nil {
			return err
		}
		l.lines = append(l.lines, next)
	}
	return nil
}

// readEntry reads the line of an entry. Fields that are empty are those of the figure before.
func readEntry(line string, before *figureOf) (e ledgerEntry, err error) {
	letter, rest, _ := strings.Cut(line, "\t")
	e.letter = letter
	switch {
	case line[0] == '=':
		if e.literal, err = strconv.ParseFloat(line[1:], 64); err != nil {
			return e, fmt.Errorf("its ledger has a value %.40q", line)
		}
		e.letter = "="
	case strings.Count(line, "\t") == 6 && strings.Trim(letter, "~") != "" && strings.Contains("% # ~% ~#", letter):
		for _, field := range [...]*string{&before.level, &before.code, &before.phase, &before.period, &before.group, &before.measure} {
			var text string
			if text, rest, _ = strings.Cut(rest, "\t"); text != "" {
				*field = text
			}
		}
		e.figureOf = *before
	case line != "t" && line != "d":
		return e, fmt.Errorf("its ledger has an entry %.40q", line)
	}
	return e, nil
}

// readLine reads the line of a number, in a ledger of so many entries.
func readLine(line string, entries int) (l ledgerLine, err error) {
	count, at, found := strings.Cut(line, " ")
	l.entry = -1
	if l.skipped, err = strconv.Atoi(count); err != nil || l.skipped < 0 {
		return l, fmt.Errorf("its ledger has a count %.40q", line)
	}
	if found {
		if n := len(at); n > 0 && (at[n-1] == 'g' || at[n-1] == 'h') {
			l.use, at = at[n-1], at[:n-1]
		}
		if l.entry, err = strconv.Atoi(at); err != nil || l.entry < 0 || l.entry >= entries {
			return l, fmt.Errorf("its ledger has a number %.40q", line)
		}
	}
	return l, nil
}
