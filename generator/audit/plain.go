package audit

import "bytes"

// The tree that a browser builds of a page may differ from what its tags say: tags are
// dropped, doubled, closed early or moved, and what seems to be text holds tags. Building
// it as browsers do is most of the work of an audit. A plain page does not need it: every
// tag is written in full and stands where it may stand, every element is closed where it
// ends, and nothing is there for which browsers have a rule of its own. So the elements of
// the tree are those of the tags, one for each, in their order. Any other page, sound or
// not, is read as a tree.

// plainStart begins a plain page.
const plainStart = "<!doctype html>"

// plainPage goes through a page for as long as it is plain.
type plainPage struct {
	page    []byte
	tags    []plainTag
	attrs   []plainAttr // of the tag at hand
	nesting nesting
}

// plainTag is one tag of a plain page.
type plainTag struct {
	from, to int
	name     []byte
	end      bool
	closed   bool // it ends its own element: <path/>
}

// plainAttr is an attribute of a tag, its value as it is written.
type plainAttr struct{ key, value []byte }

// read goes through a page and calls visit for each start tag. It is false where the page
// is not plain, or a visit says no.
func (p *plainPage) read(page []byte, visit func(plainTag) bool) bool {
	p.page, p.tags = page, p.tags[:0]
	p.nesting.reset()
	if !bytes.HasPrefix(page, []byte(plainStart)) || bytes.IndexByte(page, 0) >= 0 || bytes.IndexByte(page, '\r') >= 0 {
		return false // browsers turn these two bytes into others
	}
	for at := len(plainStart); ; {
		text := page[at:]
		length := bytes.IndexByte(text, '<')
		if length < 0 {
			return p.nesting.text(text) && p.nesting.done()
		}
		t, ok := p.tag(at + length)
		if !ok || !p.nesting.text(text[:length]) {
			return false
		}
		p.tags = append(p.tags, t)
		if t.end {
			ok = p.nesting.close(t)
		} else {
			ok = p.nesting.open(t) && visit(t)
		}
		if !ok {
			return false
		}
		at = t.to
	}
}

// tag reads one tag, written in the only way that leaves nothing to be read into it:
// names of letters, digits and hyphens, values in double quotes, no attribute twice.
func (p *plainPage) tag(from int) (t plainTag, ok bool) {
	page, at := p.page, from+1
	p.attrs = p.attrs[:0]
	if t.end = at < len(page) && page[at] == '/'; t.end {
		at++
	}
	name := at
	for at < len(page) && inName(page[at]) {
		at++
	}
	t.from, t.name = from, page[name:at]
	if at == name || page[name] < 'a' {
		return t, false
	}
	for at < len(page) {
		switch c := page[at]; {
		case c == '>':
			t.to = at + 1
			return t, true
		case t.end:
			return t, false
		case c == '/' && at+1 < len(page) && page[at+1] == '>':
			t.closed, t.to = true, at+2
			return t, true
		case !isSpace(c):
			return t, false
		}
		for at < len(page) && isSpace(page[at]) {
			at++
		}
		if at = p.attribute(at); at < 0 {
			return t, false
		}
	}
	return t, false
}

// attribute reads an attribute, if there is one, and returns where it ends; -1 where it is
// not plain.
func (p *plainPage) attribute(at int) int {
	page, from := p.page, at
	for at < len(page) && (inName(page[at]) || page[at]-'A' < 26) {
		at++
	}
	a := plainAttr{key: page[from:at]}
	if len(a.key) == 0 {
		return at
	}
	if at+1 < len(page) && page[at] == '=' && page[at+1] == '"' {
		at += 2
		length := bytes.IndexByte(page[at:], '"')
		if length < 0 {
			return -1
		}
		a.value = page[at : at+length]
		at += length + 1
	}
	for _, other := range p.attrs {
		if len(other.key) == len(a.key) && bytes.EqualFold(other.key, a.key) {
			return -1
		}
	}
	p.attrs = append(p.attrs, a)
	return at
}

// inName reports whether a name may hold a byte. Those of attributes hold capitals too.
func inName(c byte) bool { return c-'a' < 26 || c-'0' < 10 || c == '-' }

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

// value returns what browsers read of a value. It is false where the value holds any other
// character reference than those that every writer of HTML needs.
func (a plainAttr) read() (value []byte, ok bool) {
	rest := a.value
	for {
		at := bytes.IndexByte(rest, '&')
		if at < 0 && value == nil {
			return rest, true
		}
		if at < 0 {
			return append(value, rest...), true
		}
		value, rest = append(value, rest[:at]...), rest[at:]
		known := false
		for _, r := range references {
			if bytes.HasPrefix(rest, []byte(r.written)) {
				value, rest, known = append(value, r.read), rest[len(r.written):], true
				break
			}
		}
		if !known {
			return nil, false
		}
	}
}

// references are what stands for a character that has a meaning in HTML.
var references = []struct {
	written string
	read    byte
}{{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#34;", '"'}, {"&#39;", '\''}}
