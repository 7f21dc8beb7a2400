package audit

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"rollcall/generator/diag"
)

// pageCheck is the audit of the numbers of one page. It keeps its memory for the next one.
type pageCheck struct {
	*site
	told *toldFigures // what the reader of the page holds
	file *file
	page []byte
	ledger
	walker
	lookup
	values   []value // of entries
	seen     map[int64]bool
	faults   int
	drawings []*drawing
	listed   []bool // numbers that have an entry, by their place
}

// value is what the files say of an entry.
type value struct {
	n     int64
	fault string
}

const mostFaults = 10 // of one page that are told one by one

func (c *pageCheck) fault(at int, format string, args ...any) {
	if c.faults++; c.faults <= mostFaults {
		c.file.report(lineAt(c.page, at), diag.AuditNumber, "", format, args...)
	}
}

// placePage holds the numbers of a page against its ledger and the figures. The tags are
// those of a plain page, nil for any other.
func (c *pageCheck) placePage(f *file, data []byte, tags []plainTag) {
	page, found, err := c.split(data)
	c.file, c.told, c.page, c.faults = f, c.toldTo(f.name), page, 0
	switch {
	case err != nil:
		c.fault(0, "%v", err)
		return
	case !found:
		c.bare()
		return
	}
	if slices.ContainsFunc(tags, func(t plainTag) bool { return t.from == c.cut.from }) {
		c.walkPlain(page, tags, c.cut)
	} else {
		c.walk(page)
	}
	c.drawings = c.drawings[:0]
	clear(c.seen)
	c.listed = append(c.listed[:0], make([]bool, len(c.numbers))...)
	c.valueEntries()
	if c.follow(c.lines) {
		if c.told.school == "" { // what a school and the authority wrote to each other may count its pupils
			c.people()
		}
		c.marks(c.tags)
		c.measure()
		c.options(c.tags)
	}
	if c.faults > mostFaults {
		f.report(0, diag.AuditNumber, "", "%d numbers of the page have no place, of which %d are told", c.faults, mostFaults)
	}
}

// bare checks a page without a ledger, such as that of an address that does not exist: no
// number may stand in its words.
func (c *pageCheck) bare() {
	body := bytes.Index(c.page, []byte("<body"))
	for _, n := range numbersOf(c.page) {
		if heading := n.at > 1 && c.page[n.at-1] == 'h' && (c.page[n.at-2] == '<' || c.page[n.at-2] == '/'); n.at > body && !heading {
			c.fault(n.at, "the page does not account for its numbers")
			return
		}
	}
}

// valueEntries looks up every figure of the ledger once.
func (c *pageCheck) valueEntries() {
	c.values = c.values[:0]
	c.lookup.last = c.lookup.last[:0] // another reader may hold other rows
	for i := range c.entries {
		var v value
		if e := &c.entries[i]; e.figure() {
			v.n, v.fault = c.told.value(e, &c.lookup)
		}
		c.values = append(c.values, v)
	}
}

// follow goes through numbers and ledger side by side. It returns false where they part,
// since nothing after that can be told.
func (c *pageCheck) follow(lines []ledgerLine) bool {
	want := 0
	for _, l := range lines {
		want += l.skipped
		if l.entry >= 0 {
			want++
		}
	}
	fits := want == len(c.numbers)
	at, before := 0, 0
	for _, l := range lines {
		at += l.skipped
		if l.entry < 0 {
			break
		}
		if at >= len(c.numbers) {
			break
		}
		fault := c.hold(at, l)
		if fault != "" && !fits {
			c.fault(c.numbers[before].at, "the page has %d numbers and accounts for %d; the first that does not fit is after %s, at or before %s: %s",
				len(c.numbers), want, c.around(before), c.around(at), fault)
			return false
		}
		if fault != "" {
			c.fault(c.numbers[at].at, "%s: %s", c.around(at), fault)
		} else {
			before = at
		}
		at++
	}
	if !fits {
		last := max(min(before, len(c.numbers)-1), 0)
		near := "the page"
		line := 0
		if len(c.numbers) > 0 {
			near, line = c.around(last), c.numbers[last].at
		}
		c.fault(line, "the page has %d numbers and accounts for %d; the first that does not fit is after %s", len(c.numbers), want, near)
	}
	return fits
}

// hold compares one number with its entry. It returns what is wrong.
func (c *pageCheck) hold(at int, l ledgerLine) (fault string) {
	n, e, v := &c.numbers[at], &c.entries[l.entry], &c.values[l.entry]
	c.listed[at] = true
	if v.fault != "" {
		return v.fault
	}
	text := string(c.page[n.at:n.end])
	if l.use != 0 {
		if n.drawing == nil || n.attr == "" {
			return "a coordinate that is in no drawing"
		}
		if e.figure() {
			c.seen[v.n*e.scale()] = true
		} else {
			c.seen[int64(math.Round(math.Abs(e.literal)*10))] = true
		}
		if l.use == 'g' {
			return c.draw(at, e, v)
		}
		return ""
	}
	if !e.figure() {
		if t, ok := printedTenths(text); ok {
			c.seen[t] = true
		}
		return ""
	}
	printed, ok := int64(0), false
	switch {
	case e.percent() && n.attr == "data-sort":
		printed, ok = readPlain(text)
	case e.percent():
		printed, ok = tenths(strings.ReplaceAll(text, ",", ""))
	default:
		printed, ok = readPlain(strings.ReplaceAll(text, ",", ""))
	}
	if !ok || printed != v.n {
		return fmt.Sprintf("the files of figures say %s of %s", written(v.n, e), e.String())
	}
	c.seen[printed*e.scale()] = true
	return ""
}

func readPlain(s string) (int64, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil
}

// printedTenths reads any printed number as tenths.
func printedTenths(s string) (int64, bool) {
	s = strings.ReplaceAll(s, ",", "")
	if n, ok := tenths(s); ok {
		return n, true
	}
	n, ok := readPlain(s)
	return n * 10, ok
}

func written(n int64, e *ledgerEntry) string {
	if e.percent() {
		return fmt.Sprintf("%d.%d%%", n/10, n%10)
	}
	return strconv.FormatInt(n, 10)
}

// around returns a number with the words around it.
func (c *pageCheck) around(at int) string {
	n := c.numbers[at]
	from, to := max(n.at-24, 0), min(n.end+24, len(c.page))
	for from < n.at && !utf8.RuneStart(c.page[from]) {
		from++
	}
	for to < len(c.page) && !utf8.RuneStart(c.page[to]) {
		to++
	}
	words := strings.Join(strings.Fields(string(c.page[from:to])), " ")
	return fmt.Sprintf("%q in %q", c.page[n.at:n.end], words)
}
