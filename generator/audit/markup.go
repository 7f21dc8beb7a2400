package audit

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"rollcall/generator/diag"
)

// policy is the content security policy that every page must state, first of all.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"

var (
	cssURL  = regexp.MustCompile(`(?i)url\(([^)]*)\)`)
	refresh = regexp.MustCompile(`(?i)^\s*\d+\s*;\s*url=(.+)$`)
)

// foreign are elements that load something or change the page, and that no page
// needs. A form is harmless without an action, which is refused as an attribute.
var foreign = []string{"applet", "audio", "base", "embed", "frame", "frameset", "iframe", "object", "portal", "style", "track", "video",
	"foreignobject", "animate", "animatetransform", "animatemotion", "set"}

// idRefs are attributes that name ids of their own page.
var idRefs = []string{"for", "headers", "aria-controls", "aria-describedby", "aria-labelledby", "aria-owns", "list"}

// markup looks through HTML or SVG.
func (f *file) markup(data []byte) {
	p := &parsed{file: f, data: data, ids: make(map[string]bool), refs: make(map[string]bool)}
	p.tree(html.ParseOptionEnableScripting(false))
	if bytes.Contains(bytes.ToLower(data), []byte("<noscript")) {
		// With scripts, noscript holds text, and what seemed to be inside an
		// attribute of it may be outside.
		p.ids = make(map[string]bool)
		p.tree(html.ParseOptionEnableScripting(true))
	}
	for ref := range p.refs {
		if !p.ids[ref] {
			f.report(lineOf(data, ref), diag.AuditLink, "", "an attribute names the id %q, which is not on the page", ref)
		}
	}
	f.setIDs(p.ids)
	if strings.HasSuffix(f.name, ".html") {
		p.states()
	}
}

// parsed is one reading of a file.
type parsed struct {
	file *file
	data []byte
	ids  map[string]bool
	refs map[string]bool
	head *html.Node
}

func (p *parsed) tree(option html.ParseOption) {
	root, err := html.ParseWithOptions(bytes.NewReader(p.data), option)
	if err != nil {
		p.file.report(0, diag.AuditInjection, "", "the page cannot be parsed: %v", err)
		return
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			p.element(n)
		}
	}
}

// states checks that the policy comes before anything it governs.
func (p *parsed) states() {
	first := p.head
	if first != nil {
		first = first.FirstChild
	}
	for first != nil && first.Type != html.ElementNode {
		first = first.NextSibling
	}
	if first == nil || first.Data != "meta" || !strings.EqualFold(attr(first, "http-equiv"), "content-security-policy") || attr(first, "content") != policy {
		p.file.report(0, diag.AuditInjection, "The head must begin with the meta element of "+policy, "the page does not begin with its content security policy")
	}
}

func (p *parsed) element(n *html.Node) {
	name := strings.ToLower(n.Data)
	switch {
	case name == "head":
		p.head = n
	case slices.Contains(foreign, name):
		p.inject(n.Data, "an element <%s>", name)
	case name == "script":
		p.script(n)
	case name == "meta":
		p.meta(n)
	}
	for _, a := range n.Attr {
		p.attribute(name, a)
	}
}

func (p *parsed) script(n *html.Node) {
	if attr(n, "src") == "" && attr(n, "href") == "" && attr(n, "type") != "application/json" {
		p.inject("<script", "a script that is written into the page")
	}
}

func (p *parsed) meta(n *html.Node) {
	switch equiv := strings.ToLower(attr(n, "http-equiv")); equiv {
	case "", "content-security-policy":
	case "refresh":
		if m := refresh.FindStringSubmatch(attr(n, "content")); m != nil {
			p.file.links = append(p.file.links, link{href: strings.TrimSpace(m[1])})
			return
		}
		p.inject(attr(n, "content"), "a refresh that cannot be read")
	default:
		p.inject(equiv, "a meta element of %s", equiv)
	}
}

func (p *parsed) attribute(element string, a html.Attribute) {
	key := strings.ToLower(a.Key)
	switch {
	case key == "id":
		if p.ids[a.Val] {
			p.file.report(lineOf(p.data, `id="`+a.Val+`"`), diag.AuditLink, "", "the id %q stands twice", a.Val)
		}
		p.ids[a.Val] = true
	case strings.HasPrefix(key, "on"):
		p.inject(a.Key, "an event handler: %s", key)
	case key == "style", key == "srcdoc", key == "ping", key == "action", key == "formaction", key == "background", key == "attributename":
		p.inject(a.Key+"=", "an attribute %s", key)
	case key == "srcset", key == "imagesrcset":
		for candidate := range strings.SplitSeq(a.Val, ",") {
			if parts := strings.Fields(candidate); len(parts) > 0 {
				p.file.links = append(p.file.links, link{href: parts[0]})
			}
		}
	case key == "src" && element == "img" && strings.HasPrefix(a.Val, "data:image/"):
	case key == "href", key == "src", key == "data", key == "poster":
		p.file.links = append(p.file.links, link{a.Val, element == "a" && key == "href"})
	case slices.Contains(idRefs, key):
		for ref := range strings.FieldsSeq(a.Val) {
			p.refs[ref] = true
		}
	default:
		for _, m := range cssURL.FindAllStringSubmatch(a.Val, -1) {
			// fill="url(#pattern)" of a drawing; words with url( in them do no harm
			if target := strings.Trim(m[1], `'" `); strings.HasPrefix(target, "#") {
				p.refs[target[1:]] = true
			}
		}
	}
}

func (p *parsed) inject(near, format string, args ...any) {
	p.file.report(lineOf(p.data, near), diag.AuditInjection, "", format, args...)
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
