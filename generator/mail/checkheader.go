package mail

import (
	"mime"
	"net/mail"
	"regexp"
	"slices"
	"strings"
	"time"

	"rollcall/generator/diag"
)

// expected are the fields of a header, each of which stands there once. Reply-To may be
// missing; nothing else may be there, above all no other recipient.
var expected = []string{"Auto-Submitted", "Content-Type", "Date", "From", "Message-Id", "Mime-Version", "Reply-To", "Subject", "To", "X-Auto-Response-Suppress"}

// headers checks the header against the plan: who gets the message is decided by the
// envelope, and what the header says has to be the same.
func (l *letter) headers() {
	for i, c := range string(l.raw) {
		if c > 0x7e || c < ' ' && c != '\r' && c != '\n' && c != '\t' {
			l.head("", "the header holds a character that is not plain ASCII, at byte %d", i+1)
			break
		}
	}
	for name, values := range l.header {
		switch {
		case !slices.Contains(expected, name):
			l.head(name, "an unexpected field %s", name)
		case len(values) > 1:
			l.head(name, "%s stands there %d times", name, len(values))
		}
	}
	env := &l.box.Envelope
	sender, _ := bare(env.Sender)
	l.mailbox("From", sender, env.Council)
	l.mailbox("To", l.Address, "")
	if reply, _ := bare(env.ReplyTo); reply != "" || l.header.Get("Reply-To") != "" {
		l.mailbox("Reply-To", reply, "")
	}
	l.field("Message-Id", l.MessageID)
	l.field("Subject", l.Subject)
	l.field("Auto-Submitted", "auto-generated")
	l.field("X-Auto-Response-Suppress", "OOF, AutoReply")
	if date, err := l.header.Date(); err != nil || !date.Equal(l.day.Add(writtenAt)) {
		l.head("Date", "the date is %q, and the plan is of %s", l.header.Get("Date"), env.Day)
	}
	if expires, err := time.Parse(time.DateOnly, env.Expires); env.Expires != "" && (err != nil || expires.Before(l.day)) {
		l.head("", "the plan expires on %q, before its day", env.Expires)
	}
	if counts.MatchString(l.Subject + "\n" + l.Preheader) {
		l.head("Subject", "the subject or the line beside it tells a number of pupils")
	}
}

// counts is what a number of pupils looks like, in English and Welsh.
var counts = regexp.MustCompile(`(?i)\b[0-9][0-9,]*\s+(fewer |more |severely |persistently |absent )*(pupils?|enrolments?|children|child)\b|\b[0-9][0-9,]*\s+(o )?(n?d?disgybl(ion)?|(b|ph|mh)?lant|plentyn)\b`)

// mailbox checks a field that has to hold one address, and the given name or none.
func (l *letter) mailbox(field, address, name string) {
	list, err := mail.ParseAddressList(l.header.Get(field))
	switch {
	case err != nil || len(list) == 0:
		l.head(field, "%s cannot be read", field)
	case len(list) > 1:
		l.head(field, "%s holds %d addresses", field, len(list))
	case list[0].Address != address:
		l.head(field, "%s is %s, and the plan says %s", field, list[0].Address, address)
	case list[0].Name != name:
		l.head(field, "%s is named %q, and the plan says %q", field, list[0].Name, name)
	}
}

// field checks a field that has to hold a text.
func (l *letter) field(name, want string) {
	var decoder mime.WordDecoder
	if got, err := decoder.DecodeHeader(l.header.Get(name)); err != nil || got != want {
		l.head(name, "%s is %q, and has to be %q", name, got, want)
	}
}

// head refuses the message at a field of its header.
func (l *letter) head(field, format string, args ...any) {
	at := l.at
	if field != "" {
		for n, line := range strings.Split(string(l.raw), "\r\n") {
			if len(line) > len(field) && line[len(field)] == ':' && strings.EqualFold(line[:len(field)], field) {
				at.Line = n + 1
			}
		}
	}
	l.problems.Add(at, diag.MailHeader, "", format, args...)
}
