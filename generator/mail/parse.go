package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
	"unicode/utf8"
)

// message is a finished message taken apart again by the standard library, which knows
// nothing of how it was put together.
type message struct {
	header mail.Header
	raw    []byte // of the header, with its line ends
	text   string
	html   string
	images []file
	briefs []file
}

// file is a part that is a file.
type file struct {
	id   string // content id without its brackets
	name string
	kind string // image/png
	data []byte
}

// parse takes a message apart. It is strict on purpose: a reader that forgives would hide
// what another one trips over. The shape has to be exactly
// [mixed] > [related] > alternative(plain, html) + images + brief.
func parse(data []byte) (*message, error) {
	if err := lines(data); err != nil {
		return nil, err
	}
	parsed, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	end := bytes.Index(data, []byte("\r\n\r\n"))
	if end < 0 {
		return nil, errors.New("its header does not end")
	}
	m := &message{header: parsed.Header, raw: data[:end+2]}
	if err := m.take(textproto.MIMEHeader(parsed.Header), parsed.Body, ""); err != nil {
		return nil, err
	}
	switch {
	case strings.TrimSpace(m.text) == "":
		return nil, errors.New("the plain text is missing or empty")
	case strings.TrimSpace(m.html) == "":
		return nil, errors.New("the HTML is missing or empty")
	}
	return m, nil
}

// longest is the most characters that a line of a message may have (RFC 5322, 2.1.1).
const longest = 998

// lines refuses line ends that servers read in more than one way, and lines too long to
// be sent.
func lines(data []byte) error {
	if !bytes.HasSuffix(data, []byte("\r\n")) {
		return errors.New("it does not end with a line")
	}
	for n, rest := 1, data; len(rest) > 0; n++ {
		line, after, _ := bytes.Cut(rest, []byte("\r\n"))
		if bytes.ContainsAny(line, "\r\n\x00") {
			return fmt.Errorf("line %d holds half a line end", n)
		}
		if len(line) > longest {
			return fmt.Errorf("line %d is longer than %d characters", n, longest)
		}
		rest = after
	}
	return nil
}

// take reads a part that lies within a part of another kind.
func (m *message) take(h textproto.MIMEHeader, body io.Reader, within string) error {
	if n := len(h["Content-Type"]); n != 1 {
		return fmt.Errorf("a part has %d types", n)
	}
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		return fmt.Errorf("type of a part: %w", err)
	}
	if strings.HasPrefix(kind, "multipart/") {
		return m.multi(kind, params["boundary"], body, within)
	}
	data, err := decode(h.Get("Content-Transfer-Encoding"), body)
	if err != nil {
		return fmt.Errorf("a part of type %s: %w", kind, err)
	}
	return m.keep(kind, params, h, data, within)
}

// order says within what a part of several may lie.
var order = map[string][]string{
	"multipart/mixed":       {""},
	"multipart/related":     {"", "multipart/mixed"},
	"multipart/alternative": {"", "multipart/mixed", "multipart/related"},
}

func (m *message) multi(kind, boundary string, body io.Reader, within string) error {
	allowed, known := order[kind]
	ok := false
	for _, a := range allowed {
		ok = ok || a == within
	}
	if !known || !ok {
		return fmt.Errorf("%s may not lie within %q", kind, within)
	}
	if m.text != "" || m.html != "" {
		return fmt.Errorf("a second %s", kind)
	}
	parts := multipart.NewReader(body, boundary)
	for {
		// Raw: decoding is done in one place, and its errors are not swallowed.
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := m.take(part.Header, part, kind); err != nil {
			return err
		}
	}
}

func decode(encoding string, body io.Reader) ([]byte, error) {
	switch strings.ToLower(encoding) {
	case "quoted-printable":
		return io.ReadAll(quotedprintable.NewReader(body))
	case "base64":
		return io.ReadAll(base64.NewDecoder(base64.StdEncoding, body))
	}
	return nil, fmt.Errorf("its encoding is %q", encoding)
}

// keep puts a part where it belongs.
func (m *message) keep(kind string, params map[string]string, h textproto.MIMEHeader, data []byte, within string) error {
	if len(data) == 0 {
		return fmt.Errorf("a part of type %s is empty", kind)
	}
	words := kind == "text/plain" || kind == "text/html"
	if words && (!strings.EqualFold(params["charset"], "utf-8") || !utf8.Valid(data)) {
		return fmt.Errorf("the %s is not UTF-8", kind)
	}
	disposition, attached, err := mime.ParseMediaType(h.Get("Content-Disposition"))
	if err != nil && !words {
		return fmt.Errorf("a part of type %s does not say how it is shown", kind)
	}
	f := file{name: attached["filename"], kind: kind, data: data}
	switch {
	case kind == "text/plain" && within == "multipart/alternative" && m.text == "" && m.html == "":
		m.text = string(data)
	case kind == "text/html" && within == "multipart/alternative" && m.text != "" && m.html == "":
		m.html = string(data)
	case within == "multipart/related" && m.html != "" && disposition == "inline":
		id := h.Get("Content-Id")
		if f.id = strings.TrimSuffix(strings.TrimPrefix(id, "<"), ">"); id != "<"+f.id+">" || f.id == "" {
			return fmt.Errorf("%s has no content id in brackets", f.name)
		}
		m.images = append(m.images, f)
	case within == "multipart/mixed" && m.html != "" && disposition == "attachment":
		m.briefs = append(m.briefs, f)
	default:
		return fmt.Errorf("an unexpected part of type %s within %q", kind, within)
	}
	return nil
}
