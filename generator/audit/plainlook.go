package audit

import (
	"bytes"
	"slices"
	"strings"
)

// looks goes through one page after the other. One goroutine at a time uses it.
type looks struct {
	*site
	numbers pageCheck
	data    []byte // of the file at hand
	page    plainPage
	names   map[string]string // ids and links repeat from page to page: one copy of each
	reached map[climb]anchor  // where such links lead

	// of the page at hand
	stated bool // its policy, first of all
	ids    map[string]bool
	refs   map[string]bool
	links  map[link]bool
}

func (s *site) newLooks() *looks {
	return &looks{
		site:    s,
		numbers: pageCheck{site: s, seen: map[int64]bool{}},
		names:   map[string]string{},
		reached: map[climb]anchor{},
		ids:     map[string]bool{},
		refs:    map[string]bool{},
		links:   map[link]bool{},
	}
}

// passes reports whether a page is plain and nothing is wrong with it; of its links to
// ids of other files that is not known yet. Whatever it does not pass has to be read as a
// tree, which tells what is wrong.
func (l *looks) passes(f *file, data []byte) bool {
	clear(l.ids)
	clear(l.refs)
	clear(l.links)
	l.stated = false
	if !l.page.read(data, l.visit) || !l.stated {
		return false
	}
	for ref := range l.refs {
		if !l.ids[ref] {
			return false
		}
	}
	f.far = f.far[:0]
	for link := range l.links {
		to, ok := l.reach(f, link)
		switch {
		case !ok || to.file == f && to.id != "" && !l.ids[to.id]:
			return false
		case to.file != f && to.id != "":
			f.far = append(f.far, to)
		}
	}
	f.setIDs(l.ids)
	return true
}

// climb is a link that leads to the top of the site first, from a folder of some depth.
type climb struct {
	href  string
	depth int
}

// reach tries a link. One that climbs to the top leads to the same place from every folder
// of the same depth, and pages share most of theirs; only who may follow it into the folder
// of a head depends on where it stands.
func (l *looks) reach(f *file, to link) (anchor, bool) {
	const ups = "../../../../../../"
	c := climb{to.href, strings.Count(f.name, "/")}
	climbs := c.depth > 0 && 3*c.depth <= len(ups) && strings.HasPrefix(to.href, ups[:3*c.depth])
	if climbs {
		if known, ok := l.reached[c]; ok {
			return known, true
		}
	}
	at, _, fault := l.try(f, to)
	if climbs && fault == "" && ownDir(at.file.name) == "" {
		l.reached[c] = at
	}
	return at, fault == ""
}

// visit looks at one tag as element does at one of a tree. It is false where that would
// find anything, or anything unusual is there.
func (l *looks) visit(t plainTag) bool {
	if len(l.page.tags) == 3 { // the first of the head
		l.stated = l.statesPolicy(t)
	}
	switch string(t.name) {
	case "script":
		if len(l.written("src")) == 0 && len(l.written("href")) == 0 && string(l.written("type")) != "application/json" {
			return false
		}
	case "meta":
		if equiv := l.written("http-equiv"); len(equiv) > 0 && !bytes.EqualFold(equiv, []byte("content-security-policy")) {
			return false
		}
	}
	for _, a := range l.page.attrs {
		if !l.attribute(t, a) {
			return false
		}
	}
	return true
}

func (l *looks) statesPolicy(t plainTag) bool {
	content, ok := l.find("content").read()
	return string(t.name) == "meta" && ok && string(content) == policy && bytes.EqualFold(l.written("http-equiv"), []byte("content-security-policy"))
}

// find returns an attribute of the tag at hand.
func (l *looks) find(key string) plainAttr {
	for _, a := range l.page.attrs {
		if bytes.EqualFold(a.key, []byte(key)) {
			return a
		}
	}
	return plainAttr{}
}

func (l *looks) written(key string) []byte { return l.find(key).value }

// attribute looks at one attribute. It is false where the tree has to tell.
func (l *looks) attribute(t plainTag, a plainAttr) bool {
	var small [32]byte
	if len(a.key) > len(small) {
		return false
	}
	key := small[:copy(small[:], a.key)]
	for i, c := range key {
		if c-'A' < 26 {
			key[i] = c + 'a' - 'A'
		}
	}
	if bytes.HasPrefix(key, []byte("on")) {
		return false
	}
	value, ok := a.read()
	if !ok {
		return false
	}
	switch string(key) {
	case "style", "srcdoc", "ping", "action", "formaction", "background", "attributename", "srcset", "imagesrcset":
		return false
	case "id":
		if l.ids[string(value)] {
			return false
		}
		l.ids[l.name(value)] = true
	case "href", "src", "data", "poster":
		if string(key) == "src" && string(t.name) == "img" && bytes.HasPrefix(value, []byte("data:image/")) {
			break
		}
		l.links[link{l.name(value), string(t.name) == "a" && string(key) == "href"}] = true
	case "for", "headers", "aria-controls", "aria-describedby", "aria-labelledby", "aria-owns", "list":
		for ref := range bytes.FieldsSeq(value) {
			if !l.refs[string(ref)] {
				l.refs[l.name(ref)] = true
			}
		}
	default:
		if bytes.IndexByte(value, '(') < 0 {
			break
		}
		for _, m := range cssURL.FindAllSubmatch(value, -1) {
			if target := strings.Trim(string(m[1]), `'" `); strings.HasPrefix(target, "#") {
				l.refs[target[1:]] = true
			}
		}
	}
	return true
}

// name returns the one copy of a string.
func (l *looks) name(b []byte) string {
	if s, ok := l.names[string(b)]; ok {
		return s
	}
	s := string(b)
	l.names[s] = s
	return s
}

// setIDs keeps the ids of a file, for good.
func (f *file) setIDs(ids map[string]bool) {
	if f.marked {
		return
	}
	f.ids, f.marked = make([]string, 0, len(ids)), true
	for id := range ids {
		f.ids = append(f.ids, id)
	}
	slices.Sort(f.ids)
}
