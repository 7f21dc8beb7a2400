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
	letter                                     string // %, #, ~%, ~#, t or d; = for a value that is drawn
	level, code, phase, period, group, measure string
	literal                                    float64
}

func (e ledgerEntry) figure() bool  { return e.level != "" && e.letter[0] != '~' }
func (e ledgerEntry) percent() bool { return strings.HasSuffix(e.letter, "%") }

// String names what an entry is of, as a person would.
func (e ledgerEntry) String() string {
	what := e.measure
	if !e.percent() {
		what = "the number of " + what
	}
	return fmt.Sprintf("%s of %s %s, %s, %s, %s", what, e.level, e.code, e.phase, e.period, e.group)
}

// scale makes tenths of the value of an entry.
func (e ledgerEntry) scale() int64 {
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

// splitLedger takes the ledger off a page. It is false where a page has none.
func splitLedger(page []byte) (rest []byte, entries []ledgerEntry, lines []ledgerLine, found bool, err error) {
	from := bytes.LastIndex(page, []byte(ledgerOpen))
	if from < 0 {
		return page, nil, nil, false, nil
	}
	length := bytes.Index(page[from:], []byte(ledgerClose))
	if length < 0 {
		return page, nil, nil, true, fmt.Errorf("its ledger does not end")
	}
	packed, err := base64.StdEncoding.DecodeString(string(page[from+len(ledgerOpen) : from+length]))
	if err != nil {
		return page, nil, nil, true, fmt.Errorf("its ledger cannot be read: %w", err)
	}
	text, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), ledgerMost))
	if err != nil {
		return page, nil, nil, true, fmt.Errorf("its ledger cannot be read: %w", err)
	}
	entries, lines, err = readLedger(string(text))
	end := from + length + len(ledgerClose)
	rest = append(append(make([]byte, 0, len(page)), page[:from]...), page[end:]...)
	return rest, entries, lines, true, err
}

func readLedger(text string) (entries []ledgerEntry, lines []ledgerLine, err error) {
	head, body, ok := strings.Cut(text, "\n\n")
	if !ok {
		if body, ok = strings.CutPrefix(text, "\n"); !ok {
			return nil, nil, fmt.Errorf("its ledger has no end of its entries")
		}
		head = ""
	}
	var before [6]string
	for line := range strings.SplitSeq(head, "\n") {
		if line == "" {
			continue
		}
		fields := strings.Split(line, "\t")
		e := ledgerEntry{letter: fields[0]}
		switch {
		case line[0] == '=':
			if e.literal, err = strconv.ParseFloat(line[1:], 64); err != nil {
				return nil, nil, fmt.Errorf("its ledger has a value %.40q", line)
			}
			e.letter = "="
		case len(fields) == len(before)+1 && strings.Trim(fields[0], "~") != "" && strings.Contains("% # ~% ~#", fields[0]):
			for i, field := range fields[1:] {
				if field != "" {
					before[i] = field
				}
			}
			e.level, e.code, e.phase, e.period, e.group, e.measure = before[0], before[1], before[2], before[3], before[4], before[5]
		case line != "t" && line != "d":
			return nil, nil, fmt.Errorf("its ledger has an entry %.40q", line)
		}
		entries = append(entries, e)
	}
	for line := range strings.SplitSeq(body, "\n") {
		count, at, found := strings.Cut(line, " ")
		l := ledgerLine{entry: -1}
		if l.skipped, err = strconv.Atoi(count); err != nil || l.skipped < 0 {
			return nil, nil, fmt.Errorf("its ledger has a count %.40q", line)
		}
		if found {
			if n := len(at); n > 0 && (at[n-1] == 'g' || at[n-1] == 'h') {
				l.use, at = at[n-1], at[:n-1]
			}
			if l.entry, err = strconv.Atoi(at); err != nil || l.entry < 0 || l.entry >= len(entries) {
				return nil, nil, fmt.Errorf("its ledger has a number %.40q", line)
			}
		}
		lines = append(lines, l)
	}
	return entries, lines, nil
}
