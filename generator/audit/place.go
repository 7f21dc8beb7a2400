package audit

import (
	"bytes"
	"fmt"
	"io/fs"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"rollcall/generator/diag"
)

// Of an edition with protected figures, every number of every file is taken back to a
// figure of its files, or to what the page itself says that it is. The page accounts for
// its numbers, figures and others, in a ledger: a number more or less, in words, markup
// or a drawing, and the two do not fit.

// footing is what the numbers of a site are held against.
type footing struct {
	told    toldFigures
	footer  map[string]bool // numbers that the style sheet of the edition may hold
	setting map[string]bool // numbers that may stand before words for pupils
}

// accounts reports whether a site is of an edition whose pages account for their numbers.
func (s *site) accounts() bool {
	front, _ := fs.ReadFile(s.fsys, "index.html")
	return s.limits.Accounts || strings.Contains(string(front), ledgerOpen) || strings.Contains(string(front), `name="rollcall:disclosure"`)
}

// place takes every number of the site back to where it is from.
func (s *site) place(files []*file) {
	if !s.accounts() {
		return
	}
	s.told.names, s.told.rows = map[string][]string{}, map[string]toldRow{}
	s.readSettings()
	var pages, others []*file
	var tables, revised []*file
	for _, f := range files {
		switch {
		case path.Ext(f.name) == ".html":
			pages = append(pages, f)
		case isRevisions(f.name):
			revised = append(revised, f)
		case path.Ext(f.name) == ".csv":
			tables = append(tables, f)
		default:
			others = append(others, f)
		}
	}
	s.every(tables, func(f *file) { s.toldTo(f.name).learn(f, s.fsys) })
	s.every(revised, s.placeRevisions)
	s.every(pages, s.placePage)
	s.every(others, s.otherFile)
}

// readSettings reads what the front page says of itself: the limits of the edition in its
// meta element, and the numbers of its footer.
func (s *site) readSettings() {
	s.footer = map[string]bool{}
	s.setting = map[string]bool{}
	front, _ := fs.ReadFile(s.fsys, "index.html")
	front, _, _, _, _ = splitLedger(front)
	for _, n := range numbersOf(front) {
		s.footer[string(front[n.at:n.end])] = true
	}
	text, _, _ := strings.Cut(string(front), "<body")
	_, meta, _ := strings.Cut(text, `name="rollcall:disclosure" content="`)
	meta, _, _ = strings.Cut(meta, `"`)
	for _, word := range strings.Fields(meta) {
		if n, err := strconv.Atoi(word); err == nil {
			s.setting[word], s.setting[strconv.Itoa(n+1)] = true, true
		}
	}
	if meta == "" { // the attack on the figures reports it
		s.setting["5"], s.setting["7"] = true, true
	}
	for _, word := range constants {
		s.setting[word] = true
	}
}

// constants are the numbers that the words of a site say before a word for pupils: the
// smallest group that a share is told of, and counting words.
var constants = []string{"1", "20", "1,000"}

// people are the words that make a number one of pupils.
var people = []string{"pupil", "pupils", "child", "children", "enrolment", "enrolments", "disgybl", "disgyblion", "plentyn", "plant"}

// stages are the words that make the number after them one of a kind of pupils, not of
// how many: key stage 4 pupils.
var stages = []string{"stage", "year", "years", "tier", "level", "blwyddyn", "cyfnod", "lefel"}

// pageCheck is the audit of one page.
type pageCheck struct {
	*site
	told     *toldFigures // what the reader of the page holds
	file     *file
	page     []byte
	numbers  []number
	entries  []ledgerEntry
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

// placePage holds the numbers of a page against its ledger and the figures.
func (s *site) placePage(f *file) {
	data, err := fs.ReadFile(s.fsys, f.name)
	if err != nil {
		return // read has said so
	}
	page, entries, lines, found, err := splitLedger(data)
	c := &pageCheck{site: s, told: s.toldTo(f.name), file: f, page: page, entries: entries, seen: map[int64]bool{}}
	switch {
	case err != nil:
		c.fault(0, "%v", err)
		return
	case !found:
		c.bare()
		return
	}
	var tags []*tag
	c.numbers, tags = pageNumbers(page)
	c.listed = make([]bool, len(c.numbers))
	c.valueEntries()
	if c.walk(lines) {
		if c.told.school == "" { // what a school and the authority wrote to each other may count its pupils
			c.people()
		}
		c.marks(tags)
		c.measure()
		c.options(tags)
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
	c.values = make([]value, len(c.entries))
	for i, e := range c.entries {
		if e.figure() {
			c.values[i].n, c.values[i].fault = c.told.value(e)
		}
	}
}

// walk goes through numbers and ledger side by side. It returns false where they part,
// since nothing after that can be told.
func (c *pageCheck) walk(lines []ledgerLine) bool {
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
	n, e, v := c.numbers[at], c.entries[l.entry], c.values[l.entry]
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
		return fmt.Sprintf("the files of figures say %s of %s", written(v.n, e), e)
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

func written(n int64, e ledgerEntry) string {
	if e.percent() {
		return fmt.Sprintf("%d.%d%%", n/10, n%10)
	}
	return strconv.FormatInt(n, 10)
}

// draw notes where a drawing places a value.
func (c *pageCheck) draw(at int, e ledgerEntry, v value) string {
	n := c.numbers[at]
	pixel, err := strconv.ParseFloat(string(c.page[n.at:n.end]), 64)
	if err != nil {
		return "a coordinate that is no number"
	}
	d := drawn{value: e.literal, pixel: pixel, number: at, what: "a step of the axis", ruled: true}
	if e.figure() {
		d = drawn{value: float64(v.n), pixel: pixel, number: at, what: e.String()}
		if e.percent() {
			d.value /= 10
		}
	} else if e.letter != "=" {
		return "" // worked out: there is nothing to place it by
	}
	if n.at > 0 && c.page[n.at-1] == '-' {
		d.pixel = -d.pixel
	}
	switch n.attr {
	case "x", "x1", "x2", "cx":
		n.drawing.along = append(n.drawing.along, d)
	case "width":
		n.drawing.wide = append(n.drawing.wide, d)
	case "y", "y1", "y2", "cy", "d":
		n.drawing.up = append(n.drawing.up, d)
	default:
		return "a coordinate in the attribute " + n.attr
	}
	if !slices.Contains(c.drawings, n.drawing) {
		c.drawings = append(c.drawings, n.drawing)
	}
	return ""
}

// people looks for numbers of pupils that are no figures: a whole number straight before a
// word for pupils is a setting of the edition, or it has no place.
func (c *pageCheck) people() {
	for i, n := range c.numbers {
		if c.listed[i] || n.attr != "" && !slices.Contains([]string{"alt", "title", "content", "aria-label", "placeholder"}, n.attr) {
			continue
		}
		text := string(c.page[n.at:n.end])
		if c.setting[text] || strings.Contains(text, ".") {
			continue
		}
		before := strings.Fields(strings.ToLower(string(c.page[max(n.at-24, 0):n.at])))
		if len(before) > 0 && slices.Contains(stages, before[len(before)-1]) {
			continue
		}
		rest := c.page[n.end:min(n.end+40, len(c.page))]
		space := len(rest) > 0 && rest[0] == ' '
		if !space {
			continue
		}
		word := strings.ToLower(string(rest[1:]))
		end := strings.IndexFunc(word, func(r rune) bool { return (r < 'a' || r > 'z') && r < 0x80 })
		if end >= 0 {
			word = word[:end]
		}
		if slices.Contains(people, word) {
			c.fault(n.at, "%s: a number of pupils that is no published figure", c.around(i))
		}
	}
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
