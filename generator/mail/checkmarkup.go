package mail

import (
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"rollcall/generator/diag"
)

// The elements, attributes and properties that Outlook's Word engine and Gmail both show
// as they are meant. Whatever is not here is refused.
var (
	elements   = words("html head body meta title style table tr th td p h1 h2 a img b span br div")
	attributes = words("align alt bgcolor border cellpadding cellspacing charset class colspan content dir height href http-equiv lang name role rowspan scope src style valign width")
	properties = words(`background-color border border-bottom border-collapse border-color border-left border-radius border-right border-spacing
		border-style border-top border-width color display font font-family font-size font-style font-weight height line-height margin margin-bottom
		margin-left margin-right margin-top max-height max-width overflow padding padding-bottom padding-left padding-right padding-top
		text-align text-decoration vertical-align white-space width`)
	displays = words("block inline inline-block none table-cell")
	metas    = words("viewport color-scheme supported-color-schemes x-apple-disable-message-reformatting format-detection")
	blocks   = words("html head body title table tr th td p h1 h2 br div img")
)

func words(list string) []string { return strings.Fields(list) }

// narrow is the one thing that a style element may hold: what a narrow screen does with
// the cells that stand beside each other.
var narrow = regexp.MustCompile(`^\s*@media ?(?:only screen and )?\(max-width: ?[0-9]+px\)\s*\{((?:\s*\.st\s*\{[^{}]*\})+)\s*\}\s*$`)

// shown is what a reader or a program can read of a page.
type shown struct {
	text       strings.Builder // of the body, a space where a line ends
	first      string          // text that is not blank, up to the end of its element
	title      string
	attributes []string
	links      []string
	images     []string // content ids
}

func (s *shown) all() string {
	return s.title + "\n" + s.text.String() + "\n" + strings.Join(s.attributes, "\n")
}

// markup checks the HTML against what is allowed, and gathers what it shows.
func (l *letter) markup() {
	l.shown = &shown{}
	z := html.NewTokenizer(strings.NewReader(l.html))
	var open []string
	for {
		switch z.Next() {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				l.refuse(diag.MailMarkup, "", "the HTML cannot be read: %v", z.Err())
			}
			if len(open) > 0 {
				l.refuse(diag.MailMarkup, "", "the element %s is not closed", open[len(open)-1])
			}
			l.agreed()
			return
		case html.CommentToken:
			l.refuse(diag.MailMarkup, "", "the HTML holds a comment, which some programs obey")
		case html.DoctypeToken:
		case html.TextToken:
			l.words(open, z.Token().Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			l.element(t)
			if !slices.Contains([]string{"br", "img", "meta"}, t.Data) {
				open = append(open, t.Data)
			}
			l.breakAt(t.Data)
		case html.EndTagToken:
			t := z.Token()
			if len(open) == 0 || open[len(open)-1] != t.Data {
				l.refuse(diag.MailMarkup, "", "</%s> closes what is not open", t.Data)
			} else {
				open = open[:len(open)-1]
			}
			l.breakAt(t.Data)
		}
	}
}

func (l *letter) breakAt(element string) {
	if slices.Contains(blocks, element) {
		l.shown.text.WriteByte(' ')
	}
}

// words takes text within elements.
func (l *letter) words(open []string, text string) {
	in := ""
	if len(open) > 0 {
		in = open[len(open)-1]
	}
	switch {
	case in == "style":
		match := narrow.FindStringSubmatch(text)
		if match == nil {
			l.refuse(diag.MailMarkup, "", "the style sheet is more than a rule of .st for narrow screens")
			return
		}
		for rule := range strings.SplitSeq(match[1], "}") {
			_, declarations, _ := strings.Cut(rule, "{")
			l.style(declarations)
		}
	case in == "title":
		l.shown.title += text
	case slices.Contains(open, "body"):
		l.shown.text.WriteString(text)
		if l.shown.first == "" {
			l.shown.first = strings.Trim(text, padding)
		}
	case strings.TrimSpace(text) != "":
		l.refuse(diag.MailMarkup, "", "text stands outside the body")
	}
}

// padding is what keeps a list of messages from showing more than the preheader.
const padding = " \t\r\n\u00a0\u00ad\u034f\u200b\u200c\u200d\u2007\ufeff"

// element checks one element and its attributes.
func (l *letter) element(t html.Token) {
	if !slices.Contains(elements, t.Data) {
		l.refuse(diag.MailMarkup, "", "the element %.20s is not on the list", t.Data)
		return
	}
	have := make(map[string]string, len(t.Attr))
	for _, a := range t.Attr {
		have[a.Key] = a.Val
		if !slices.Contains(attributes, a.Key) {
			l.refuse(diag.MailMarkup, "", "the attribute %.20s of %s is not on the list", a.Key, t.Data)
		}
		switch a.Key {
		case "style":
			l.style(a.Val)
		case "class":
			if a.Val != "st" {
				l.refuse(diag.MailMarkup, "", "the class %.20q is not on the list", a.Val)
			}
		case "href":
			l.shown.links = append(l.shown.links, a.Val)
			if t.Data != "a" {
				l.refuse(diag.MailMarkup, "", "%s has an address", t.Data)
			}
		case "src":
			l.source(t.Data, a.Val)
		}
		if a.Key != "style" {
			l.shown.attributes = append(l.shown.attributes, a.Val)
		}
	}
	switch t.Data {
	case "img":
		if strings.TrimSpace(have["alt"]) == "" {
			l.refuse(diag.MailImage, "", "a picture has no alt text")
		}
		if have["width"] == "" || have["src"] == "" {
			l.refuse(diag.MailImage, "", "a picture has no width or no source")
		}
	case "meta":
		if kind, ok := have["http-equiv"]; ok && !strings.EqualFold(kind, "content-type") {
			l.refuse(diag.MailMarkup, "", "meta http-equiv=%.20q is not on the list", kind)
		}
		if name, ok := have["name"]; ok && !slices.Contains(metas, name) {
			l.refuse(diag.MailMarkup, "", "meta name=%.20q is not on the list", name)
		}
	}
}

// source checks where a picture comes from: out of the message, and from nowhere else.
func (l *letter) source(element, src string) {
	id, ok := strings.CutPrefix(src, "cid:")
	switch {
	case !ok || element != "img":
		l.refuse(diag.MailRemote, "", "%s would fetch %.60q", element, src)
	case !slices.ContainsFunc(l.images, func(f file) bool { return f.id == id }):
		l.refuse(diag.MailImage, "", "the picture %.60q is not in the message", id)
	}
	l.shown.images = append(l.shown.images, id)
}

// style checks declarations.
func (l *letter) style(text string) {
	for declaration := range strings.SplitSeq(text, ";") {
		if strings.TrimSpace(declaration) == "" {
			continue
		}
		property, value, ok := strings.Cut(declaration, ":")
		property, value = strings.ToLower(strings.TrimSpace(property)), strings.ToLower(strings.TrimSpace(value))
		value = strings.TrimSpace(strings.TrimSuffix(value, "!important"))
		switch {
		case !ok || value == "":
			l.refuse(diag.MailMarkup, "", "%.40q is not a declaration", declaration)
		case strings.Contains(value, "url(") || strings.Contains(value, "@"):
			l.refuse(diag.MailRemote, "", "the property %.20s would fetch %.40q", property, value)
		case strings.ContainsAny(value, `()\<>{}/*"`):
			l.refuse(diag.MailMarkup, "", "the value %.40q of %.20s is more than a plain one", value, property)
		case !slices.Contains(properties, property):
			l.refuse(diag.MailMarkup, "", "the property %.20s is not on the list", property)
		case property == "display" && !slices.Contains(displays, value):
			l.refuse(diag.MailMarkup, "", "display: %.20s is not on the list", value)
		}
	}
}

// agreed checks what the HTML has to agree with: the preheader, the pictures, the links.
func (l *letter) agreed() {
	if got := strings.Join(strings.Fields(l.shown.first), " "); got != strings.Join(strings.Fields(l.Preheader), " ") {
		l.refuse(diag.MailPreheader, "", "the HTML begins with %.60q, and the line beside the subject is %.60q", got, l.Preheader)
	}
	if strings.TrimSpace(l.shown.title) == "" {
		l.refuse(diag.MailMarkup, "", "the HTML has no title")
	}
	for _, f := range l.images {
		if !slices.Contains(l.shown.images, f.id) {
			l.refuse(diag.MailImage, "", "the picture %.60q is in the message and not shown", f.id)
		}
		if f.kind != "image/png" || !bytes.HasPrefix(f.data, []byte("\x89PNG\r\n\x1a\n")) {
			l.refuse(diag.MailImage, "", "the picture %.60q is no PNG", f.id)
		}
	}
	for _, link := range l.shown.links {
		l.link(link)
	}
}
