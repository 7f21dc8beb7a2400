package mail

import (
	"io/fs"
	"net/url"
	"regexp"
	"strings"
	"sync"

	"rollcall/generator/diag"
)

// links knows the pages that a letter may lead to.
type links struct {
	pages fs.FS
	base  string
	mu    sync.Mutex
	known map[string]string // what is wrong with an address; empty for nothing
}

func newLinks(pages fs.FS, base string) *links {
	return &links{pages: pages, base: base, known: make(map[string]string)}
}

// link checks an address of the letter: a page of the built site, or the mailbox of the
// council.
func (l *letter) link(address string) {
	if to, ok := strings.CutPrefix(address, "mailto:"); ok {
		sender, _ := bare(l.box.Envelope.Sender)
		reply, _ := bare(l.box.Envelope.ReplyTo)
		if to == "" || to != sender && to != reply {
			l.refuse(diag.MailLink, "", "the letter leads to the mailbox %.60s, which is not the council's", to)
		}
		return
	}
	if fault := l.links.fault(address); fault != "" {
		l.refuse(diag.MailLink, "Build the headteacher edition again, or correct base_url.", "%.120s %s", address, fault)
	}
}

// fault says what is wrong with an address, each of which is looked up once.
func (l *links) fault(address string) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	fault, known := l.known[address]
	if !known {
		fault = l.look(address)
		l.known[address] = fault
	}
	return fault
}

func (l *links) look(address string) string {
	path, ok := strings.CutPrefix(address, l.base)
	if l.base == "" || !ok {
		return "is not an address of the site"
	}
	path, fragment, _ := strings.Cut(path, "#")
	if strings.Contains(path, "?") {
		return "asks for more than a page"
	}
	path, err := url.PathUnescape(path)
	if err != nil {
		return "cannot be read"
	}
	if path == "" || strings.HasSuffix(path, "/") {
		path += "index.html"
	}
	if l.pages == nil || !fs.ValidPath(path) {
		return "cannot be found in the built site"
	}
	page, err := fs.ReadFile(l.pages, path)
	if err != nil {
		return "is not a page of the built site"
	}
	if fragment != "" && !strings.Contains(string(page), `id="`+fragment+`"`) {
		return "leads to a part of the page that is not there"
	}
	return ""
}

// written finds the addresses in a plain text. What ends a sentence does not belong to one.
var written = regexp.MustCompile(`[a-z]+://[^\s<>"]+`)

// plainText checks the text that stands alone.
func (l *letter) plainText() {
	for _, r := range l.text {
		if control(r) && r != '\r' && r != '\n' {
			l.refuse(diag.MailParts, "", "the plain text holds a control character")
			break
		}
	}
	if strings.Contains(l.text, "cid:") || strings.Contains(l.text, "<td") || strings.Contains(l.text, "</") {
		l.refuse(diag.MailParts, "", "the plain text holds markup")
	}
	for _, address := range written.FindAllString(l.text, -1) {
		l.link(strings.TrimRight(address, ".,;:!?)"))
	}
}
