package mail

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"net/textproto"
	"regexp"
	"slices"
	"strings"
	"time"
)

// notice is what a delivery-status message (RFC 3464) says of one recipient.
type notice struct {
	day        time.Time
	ids        []string // of the message that it is about, with brackets; empty where it does not say
	recipients []string // the final one and the one that was written to
	action     string
	status     string
	diagnostic string
}

// boxed is a message of a mailbox.
type boxed struct {
	line int // of the file, from 1
	data []byte
}

// fromLine is the line between the messages of a mailbox. A sentence that begins so and is
// not quoted, as some programs leave it, ends in no year.
var fromLine = regexp.MustCompile(`^From \S.* [0-9]{1,2}:[0-9]{2}.*[0-9]{4}\r?\n?$`)

// mailbox takes apart a file of several messages, each after a line that says from whom
// and when it came (RFC 4155). Any other file is one message.
func mailbox(data []byte) []boxed {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if line, _, _ := bytes.Cut(data, []byte("\n")); !fromLine.Match(line) {
		return []boxed{{1, data}}
	}
	var out []boxed
	start, blank := 0, true
	line, first := 1, 0
	for at := 0; at < len(data); line++ {
		end := len(data)
		if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		text := data[at:end]
		if blank && fromLine.Match(text) {
			if first > 0 {
				out = append(out, boxed{first, data[start:at]})
			}
			start, first = end, line+1
		}
		blank = len(bytes.TrimRight(text, "\r\n")) == 0
		at = end
	}
	return append(out, boxed{first, data[start:]})
}

// errNoReport is returned for a message that is something else, such as an answer.
var errNoReport = errors.New("it is no delivery-status message")

// readNotices reads a delivery-status message.
func readNotices(data []byte) ([]notice, error) {
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil, errNoReport
	}
	var r statusReport
	if err := r.take(textproto.MIMEHeader(m.Header), m.Body, 0); err != nil {
		return nil, err
	}
	if len(r.recipients) == 0 {
		return nil, errNoReport
	}
	if len(r.ids) == 0 {
		// Some servers give back nothing of the message and answer it instead.
		r.ids = idsIn(m.Header.Get("In-Reply-To"))
	}
	written, dateErr := m.Header.Date()
	var out []notice
	for _, h := range r.recipients {
		n := notice{ids: r.ids, action: strings.ToLower(field(h, "Action")), status: statusCode.FindString(field(h, "Status")), diagnostic: oneLine(typed(field(h, "Diagnostic-Code")))}
		for _, name := range []string{"Final-Recipient", "Original-Recipient"} {
			if to := strings.Trim(typed(field(h, name)), "<>"); to != "" && !slices.Contains(n.recipients, to) {
				n.recipients = append(n.recipients, oneLine(to))
			}
		}
		day, err := written, dateErr
		if err != nil {
			day, err = mail.ParseDate(field(h, "Last-Attempt-Date"))
		}
		if err != nil {
			return nil, errors.New("it bears no date")
		}
		n.day = day.UTC().Truncate(24 * time.Hour)
		switch n.action {
		case "failed", "delayed", "delivered", "relayed", "expanded":
		default:
			return nil, errors.New("it does not say what became of the message")
		}
		out = append(out, n)
	}
	return out, nil
}

// statusReport gathers what the parts of a message say.
type statusReport struct {
	ids        []string
	recipients []textproto.MIMEHeader
}

// deepest is how far parts may lie within parts: a report that was forwarded lies in the
// message that forwards it.
const deepest = 6

func (r *statusReport) take(h textproto.MIMEHeader, body io.Reader, depth int) error {
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil || depth > deepest {
		return nil // text, or nothing that we know
	}
	if strings.HasPrefix(kind, "multipart/") {
		parts := multipart.NewReader(body, params["boundary"])
		for {
			part, err := parts.NextRawPart()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return errors.New("it is cut short")
			}
			if err := r.take(part.Header, part, depth+1); err != nil {
				return err
			}
		}
	}
	switch kind {
	case "message/delivery-status", "message/global-delivery-status", "message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers":
	default:
		return nil
	}
	data, err := decoded(h, body)
	if err != nil {
		return errors.New("a part of it cannot be decoded")
	}
	if strings.HasSuffix(kind, "delivery-status") {
		r.status(data)
		return nil
	}
	returned := headers(data)
	if len(returned) == 0 {
		return nil
	}
	// A report within a message is that of a report that was forwarded; anything else is
	// the message that came back.
	if inner, err := mail.ReadMessage(bytes.NewReader(data)); err == nil && strings.HasPrefix(strings.ToLower(inner.Header.Get("Content-Type")), "multipart/report") {
		return r.take(textproto.MIMEHeader(inner.Header), inner.Body, depth+1)
	}
	r.name(returned[0].Get("Message-Id"))
	return nil
}

// decoded undoes the encoding of a part.
func decoded(h textproto.MIMEHeader, body io.Reader) ([]byte, error) {
	switch encoding := h.Get("Content-Transfer-Encoding"); strings.ToLower(encoding) {
	case "", "7bit", "8bit", "binary":
		return io.ReadAll(body)
	default:
		return decode(encoding, body)
	}
}

// status reads the fields of a report: first those of the message, then those of each
// recipient, with an empty line between.
func (r *statusReport) status(data []byte) {
	for _, h := range headers(data) {
		r.name(field(h, "Original-Message-Id"))
		if field(h, "Final-Recipient") != "" || field(h, "Original-Recipient") != "" {
			r.recipients = append(r.recipients, h)
		}
	}
}

func (r *statusReport) name(text string) {
	for _, id := range idsIn(text) {
		if !slices.Contains(r.ids, id) {
			r.ids = append(r.ids, id)
		}
	}
}

// headers reads blocks of header fields until something else comes.
func headers(data []byte) []textproto.MIMEHeader {
	// The last block needs an end too.
	whole := slices.Concat(bytes.TrimLeft(data, "\r\n"), []byte("\r\n\r\n"))
	lines := textproto.NewReader(bufio.NewReader(bytes.NewReader(whole)))
	var out []textproto.MIMEHeader
	for {
		h, err := lines.ReadMIMEHeader()
		if err != nil {
			return out
		}
		if len(h) > 0 {
			out = append(out, h)
		}
	}
}

func field(h textproto.MIMEHeader, name string) string { return strings.TrimSpace(h.Get(name)) }

// typed takes the type from a value such as rfc822;head@school.example.
func typed(s string) string {
	if _, value, ok := strings.Cut(s, ";"); ok {
		s = value
	}
	return strings.TrimSpace(s)
}

var (
	// A field may say more behind the code.
	statusCode = regexp.MustCompile(`^[245]\.[0-9]{1,3}\.[0-9]{1,3}`)
	messageID  = regexp.MustCompile(`<[^<>\s]+>`)
)

func idsIn(s string) []string { return messageID.FindAllString(s, -1) }
