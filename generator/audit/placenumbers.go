package audit

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// number is one number of a page: digits, in groups of three after commas, and what
// stands after a point, wherever they are: in words, in markup, in a drawing.
type number struct {
	at, end int
	attr    string   // the attribute that it stands in; empty in text
	tag     *tag     // of the attribute, or in which the text stands
	drawing *drawing // nil outside of drawings
}

// tag is one start tag.
type tag struct {
	name    string
	at, end int
	classes []string
	numbers []int    // in its attributes, by their place in the page
	box     *tag     // the svg element around it
	drawing *drawing // that it is in, or begins
	option  bool     // JSON of a chart
}

// drawing is one picture, or all dots of a table, which share a scale.
type drawing struct {
	name  string
	dots  bool // each in a picture of its own
	along []drawn
	up    []drawn
	wide  []drawn
}

// drawn is a value that a picture places.
type drawn struct {
	value, pixel float64
	number       int
	what         string
	ruled        bool // a step of an axis, or a value that is no figure
}

// pageNumbers returns the numbers of a page in order, and its start tags.
func pageNumbers(page []byte) (numbers []number, tags []*tag) {
	w := walker{page: page}
	z := html.NewTokenizer(bytes.NewReader(page))
	for at := 0; ; {
		kind := z.Next()
		raw := len(z.Raw())
		w.token(kind, at, at+raw)
		at += raw
		if kind == html.ErrorToken {
			w.count(at, len(page), "", nil)
			return w.numbers, w.tags
		}
	}
}

// walker goes through a page.
type walker struct {
	page    []byte
	numbers []number
	tags    []*tag
	last    *tag
	boxes   []*tag // svg elements that are open
	table   *drawing
}

func (w *walker) token(kind html.TokenType, from, to int) {
	switch kind {
	case html.StartTagToken, html.SelfClosingTagToken:
		w.start(from, to, kind == html.SelfClosingTagToken)
	case html.EndTagToken:
		if bytes.HasPrefix(w.page[from:to], []byte("</svg")) && len(w.boxes) > 0 {
			w.boxes = w.boxes[:len(w.boxes)-1]
		}
		w.count(from, to, "", nil)
		w.last = nil
	default:
		w.count(from, to, "", w.last)
	}
}

func (w *walker) start(from, to int, closed bool) {
	t := &tag{at: from, end: to}
	raw := w.page[from:to]
	n := 1
	for n < len(raw) && !bytes.ContainsRune([]byte(" \t\r\n/>"), rune(raw[n])) {
		n++
	}
	t.name = strings.ToLower(string(raw[1:n]))
	if class, ok := attribute(raw, "class"); ok {
		t.classes = strings.Fields(class)
	}
	if len(w.boxes) > 0 {
		t.box = w.boxes[len(w.boxes)-1]
		t.drawing = t.box.drawing
	}
	switch t.name {
	case "table":
		w.table = &drawing{name: "table", dots: true}
	case "script":
		t.option = slices.Contains(t.classes, "option")
	case "svg":
		if t.drawing == nil && slices.Contains(t.classes, "plot") {
			t.drawing = &drawing{name: strings.Join(t.classes, " ")}
			if len(t.classes) == 1 && w.table != nil { // a dot in a cell
				t.drawing = w.table
			}
		}
		if !closed {
			w.boxes = append(w.boxes, t)
		}
	}
	w.tags = append(w.tags, t)
	w.last = t
	w.attributes(t)
}

// attributes counts the numbers of a tag, each under its attribute.
func (w *walker) attributes(t *tag) {
	raw := w.page[t.at:t.end]
	for i := 0; i < len(raw); {
		eq := bytes.Index(raw[i:], []byte(`="`))
		if eq < 0 {
			w.count(t.at+i, t.end, "", nil)
			return
		}
		name := raw[i : i+eq]
		name = name[bytes.LastIndexAny(name, " \t\r\n")+1:]
		w.count(t.at+i, t.at+i+eq, "", nil)
		value := i + eq + 2
		end := bytes.IndexByte(raw[value:], '"')
		if end < 0 {
			end = len(raw) - value
		}
		w.count(t.at+value, t.at+value+end, string(name), t)
		i = value + end
	}
}

// count adds the numbers of a stretch of the page.
func (w *walker) count(from, to int, attr string, t *tag) {
	for _, n := range numbersOf(w.page[from:to]) {
		n.at, n.end, n.attr, n.tag = n.at+from, n.end+from, attr, t
		if t != nil {
			n.drawing = t.drawing
			if attr != "" {
				t.numbers = append(t.numbers, len(w.numbers))
			}
		}
		w.numbers = append(w.numbers, n)
	}
}

// attribute returns an attribute of a tag as it is written.
func attribute(raw []byte, name string) (string, bool) {
	at := bytes.Index(raw, []byte(" "+name+`="`))
	if at < 0 {
		return "", false
	}
	rest := raw[at+len(name)+3:]
	end := bytes.IndexByte(rest, '"')
	if end < 0 {
		return "", false
	}
	return string(rest[:end]), true
}

// numbersOf finds the numbers of a text.
func numbersOf(b []byte) []number {
	var out []number
	digits := func(from int) int {
		n := from
		for n < len(b) && '0' <= b[n] && b[n] <= '9' {
			n++
		}
		return n - from
	}
	for i := 0; i < len(b); {
		n := digits(i)
		if n == 0 {
			i++
			continue
		}
		end := i + n
		for end < len(b) && b[end] == ',' && digits(end+1) == 3 {
			end += 4
		}
		if end < len(b) && b[end] == '.' {
			if n := digits(end + 1); n > 0 {
				end += 1 + n
			}
		}
		out = append(out, number{at: i, end: end})
		i = end
	}
	return out
}

// lineAt returns the line of a place in a file.
func lineAt(data []byte, at int) int { return 1 + bytes.Count(data[:min(at, len(data))], []byte("\n")) }
