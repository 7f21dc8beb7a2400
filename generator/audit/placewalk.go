package audit

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// pageNumbers returns the numbers of a page in order, and its start tags.
func pageNumbers(page []byte) (numbers []number, tags []tag) {
	var w walker
	w.walk(page)
	return w.numbers, w.tags
}

// walker goes through a page. It keeps its memory for the next one.
type walker struct {
	page    []byte
	numbers []number
	tags    []tag
	boxes   []int // svg elements that are open: the tag of each, or -1 outside of drawings
	table   *drawing
}

func (w *walker) begin(page []byte) {
	w.page, w.numbers, w.tags, w.boxes, w.table = page, w.numbers[:0], w.tags[:0], w.boxes[:0], nil
}

// walk goes through any page.
func (w *walker) walk(page []byte) {
	w.begin(page)
	z := html.NewTokenizer(bytes.NewReader(page))
	for at := 0; ; {
		kind := z.Next()
		raw := len(z.Raw())
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			w.start(at, at+raw, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			w.close(at, at+raw)
		default:
			w.count(at, at+raw)
		}
		at += raw
		if kind == html.ErrorToken {
			w.count(at, len(page))
			return
		}
	}
}

// walkPlain goes through a page of which the tags are known, from which a stretch has been
// cut that began and ended with a tag.
func (w *walker) walkPlain(page []byte, tags []plainTag, cut span) {
	w.begin(page)
	at := 0
	for _, t := range tags {
		switch {
		case t.from >= cut.to:
			t.from, t.to = t.from-cut.to+cut.from, t.to-cut.to+cut.from
		case t.from >= cut.from:
			continue
		}
		w.count(at, t.from)
		if t.end {
			w.close(t.from, t.to)
		} else {
			w.start(t.from, t.to, t.closed)
		}
		at = t.to
	}
	w.count(at, len(page))
}

// close goes on after an end tag.
func (w *walker) close(from, to int) {
	if bytes.HasPrefix(w.page[from:to], []byte("</svg")) && len(w.boxes) > 0 {
		w.boxes = w.boxes[:len(w.boxes)-1]
	}
	w.count(from, to)
}

// start goes through a start tag.
func (w *walker) start(from, to int, closed bool) {
	raw := w.page[from:to]
	t := tag{name: tagName(raw), at: from, end: to, box: -1}
	if n := len(w.boxes); n > 0 {
		if t.box = w.boxes[n-1]; t.box >= 0 {
			t.drawing = w.tags[t.box].drawing
		}
	}
	switch t.name {
	case "table":
		w.table = &drawing{name: "table", dots: true}
	case "script":
		t.option = slices.Contains(classes(raw), "option")
	case "svg":
		if t.drawing != nil {
			break
		}
		if all := classes(raw); slices.Contains(all, "plot") {
			t.drawing = &drawing{name: strings.Join(all, " ")}
			if len(all) == 1 && w.table != nil { // a dot in a cell
				t.drawing = w.table
			}
		}
	}
	kept := t.drawing != nil || t.option
	if t.name == "svg" && !closed {
		box := -1
		if kept {
			box = len(w.tags)
		}
		w.boxes = append(w.boxes, box)
	}
	t.first = len(w.numbers)
	w.attributes(raw, from, t.drawing)
	t.past = len(w.numbers)
	if kept {
		t.class, _ = attribute(raw, " class=\"")
		w.tags = append(w.tags, t)
	}
}

// tagName returns the name of a start tag if it is one that matters here.
func tagName(raw []byte) string {
	n := 1
	for n < len(raw) && raw[n] != ' ' && raw[n] != '>' && raw[n] != '/' && raw[n] != '\t' && raw[n] != '\r' && raw[n] != '\n' {
		n++
	}
	for _, name := range [...]string{"svg", "table", "script", "path", "circle", "line", "rect"} {
		if n == len(name)+1 && strings.EqualFold(string(raw[1:n]), name) {
			return name
		}
	}
	return ""
}

// classes returns the classes of a tag.
func classes(raw []byte) []string {
	class, _ := attribute(raw, " class=\"")
	return strings.Fields(string(class))
}

// attributes counts the numbers of a tag, each under its attribute.
func (w *walker) attributes(raw []byte, from int, drawing *drawing) {
	for i := 0; i < len(raw); {
		eq := bytes.Index(raw[i:], []byte(`="`))
		if eq < 0 {
			w.count(from+i, from+len(raw))
			return
		}
		eq += i
		name := eq
		for name > i && raw[name-1] != ' ' && raw[name-1] != '\t' && raw[name-1] != '\r' && raw[name-1] != '\n' {
			name--
		}
		w.count(from+i, from+eq)
		value := eq + 2
		end := bytes.IndexByte(raw[value:], '"')
		if end < 0 {
			end = len(raw) - value
		}
		first := len(w.numbers)
		w.count(from+value, from+value+end)
		if found := w.numbers[first:]; len(found) > 0 && name < eq {
			attr := attributeName(raw[name:eq])
			for i := range found {
				found[i].attr, found[i].drawing = attr, drawing
			}
		}
		i = value + end
	}
}

// attributeName returns the name of an attribute; those that are met often, without a copy.
func attributeName(b []byte) string {
	for _, name := range [...]string{"x", "y", "d", "x1", "x2", "y1", "y2", "cx", "cy", "r", "dx", "dy", "width", "height", "viewBox", "id", "href", "class", "data-sort", "colspan"} {
		if string(b) == name {
			return name
		}
	}
	return string(b)
}

// count adds the numbers of a stretch of the page.
func (w *walker) count(from, to int) {
	page := w.page[:to]
	for from < len(page) {
		if page[from]-'0' > 9 {
			from++
			continue
		}
		end := numberEnd(page, from)
		w.numbers = append(w.numbers, number{at: from, end: end})
		from = end
	}
}
