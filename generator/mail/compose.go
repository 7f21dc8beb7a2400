package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/mail"
	"regexp"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"rollcall/generator/address"
)

// Compose makes the finished message of a letter, and its entry in a plan but for the
// number and the file. The same letter gives the same bytes. Whatever could break a
// header is an error: nothing is mended on the way.
func Compose(env Envelope, l Letter) ([]byte, Entry, error) {
	entry := Entry{Level: l.Place.Level, Code: l.Place.Code, Name: l.Name, Role: l.To.Role, Address: l.To.Address,
		Lang: l.To.Lang, Subject: l.Subject, Preheader: l.Preheader}
	if err := composable(env, l); err != nil {
		return nil, entry, fmt.Errorf("%s: %w", l.Place, err)
	}
	sum := content(env, l)
	sender, _ := bare(env.Sender)
	entry.MessageID = "<" + hex.EncodeToString(sum[:16]) + "@" + address.Domain(sender) + ">"
	message, err := assemble(env, l, entry.MessageID)
	if err == nil {
		message, err = settleBoundaries(message, sum)
	}
	if err != nil {
		return nil, entry, fmt.Errorf("%s: %w", l.Place, err)
	}
	hash := sha256.Sum256(message)
	entry.SHA256 = hex.EncodeToString(hash[:])
	return message, entry, nil
}

// composable reports what no message can be made of.
func composable(env Envelope, l Letter) error {
	for _, line := range [...]struct{ what, text string }{{"council", env.Council}, {"subject", l.Subject}, {"preheader", l.Preheader}, {"name", l.Name}} {
		if strings.TrimSpace(line.text) == "" || strings.ContainsFunc(line.text, control) {
			return fmt.Errorf("the %s is empty or holds a line break", line.what)
		}
	}
	if _, err := bare(env.Sender); err != nil {
		return fmt.Errorf("the sender: %w", err)
	}
	if env.ReplyTo != "" {
		if _, err := bare(env.ReplyTo); err != nil {
			return fmt.Errorf("where replies go: %w", err)
		}
	}
	if fault := address.Fault(l.To.Address); fault != "" {
		return fmt.Errorf("%q: %s", l.To.Address, fault)
	}
	if strings.TrimSpace(l.Text) == "" || strings.TrimSpace(l.HTML) == "" {
		return errors.New("a letter needs both HTML and text")
	}
	return nil
}

func control(r rune) bool { return r < ' ' || r == 0x7f }

// bare returns the one address of a text that may have a name before it, as the site file
// may write its own.
func bare(text string) (string, error) {
	a, err := mail.ParseAddress(text)
	if err != nil || strings.ContainsFunc(text, control) {
		return "", fmt.Errorf("%q is not one address", text)
	}
	if fault := address.Fault(a.Address); fault != "" {
		return "", fmt.Errorf("%q: %s", a.Address, fault)
	}
	return a.Address, nil
}

// content is the hash of everything that makes a message what it is: edition, place,
// recipient and what it says. The day is no part of it: the same letter planned again the
// day after is the same message, and is not sent twice.
func content(env Envelope, l Letter) [sha256.Size]byte {
	h := sha256.New()
	add := func(texts ...string) {
		for _, t := range texts {
			fmt.Fprintf(h, "%d:%s", len(t), t) // no two lists of texts look alike
		}
	}
	add(env.Edition, env.Council, env.Sender, env.ReplyTo, l.Place.String(), l.To.Address, l.To.Role, l.Subject, l.HTML, l.Text)
	for _, i := range l.Images {
		add(i.CID, string(i.PNG))
	}
	add(string(l.Brief))
	return [sha256.Size]byte(h.Sum(nil))
}

// writtenAt is the hour of the plan's day that messages bear: a letter is no clock.
const writtenAt = 9 * time.Hour

// assemble writes the message with random boundaries.
func assemble(env Envelope, l Letter, id string) ([]byte, error) {
	day, err := time.Parse(time.DateOnly, env.Day)
	if err != nil {
		return nil, fmt.Errorf("the day of the plan: %w", err)
	}
	sender, err := bare(env.Sender)
	if err != nil {
		return nil, err
	}
	m := gomail.NewMsg(gomail.WithCharset(gomail.CharsetUTF8), gomail.WithEncoding(gomail.EncodingQP), gomail.WithNoDefaultUserAgent())
	if err := errors.Join(m.FromFormat(env.Council, sender), m.To(l.To.Address)); err != nil {
		return nil, err
	}
	if env.ReplyTo != "" {
		if err := m.ReplyTo(env.ReplyTo); err != nil {
			return nil, err
		}
	}
	m.Subject(l.Subject)
	m.SetMessageIDWithValue(strings.Trim(id, "<>"))
	m.SetDateWithValue(day.Add(writtenAt))
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	// Never All: it hides bounces.
	m.SetGenHeader("X-Auto-Response-Suppress", "OOF, AutoReply")
	m.SetBodyString(gomail.TypeTextPlain, l.Text)
	m.AddAlternativeString(gomail.TypeTextHTML, l.HTML)
	for _, i := range l.Images {
		err := m.EmbedReader(fileNameOf(i.CID), bytes.NewReader(i.PNG), gomail.WithFileContentID("<"+i.CID+">"), gomail.WithFileContentType("image/png"))
		if err != nil {
			return nil, err
		}
	}
	if l.Brief != nil {
		if err := m.AttachReader(BriefName(l.Place.Code), bytes.NewReader(l.Brief), gomail.WithFileContentType("application/pdf")); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	_, err = m.WriteTo(&b)
	return b.Bytes(), err
}

// fileNameOf is what a picture is called: its content id up to the domain.
func fileNameOf(cid string) string {
	name, _, _ := strings.Cut(cid, "@")
	return name
}

// BriefName is what the brief of a school is called, as it was printed and as it is
// attached.
func BriefName(code string) string { return "brief-" + strings.ToLower(code) + ".pdf" }

var boundary = regexp.MustCompile(`multipart/(mixed|related|alternative);\r\n boundary=([0-9a-f]{60})\r\n`)

// settleBoundaries puts boundaries made of the content in place of random ones of the
// same length, so that the same letter gives the same bytes; go-mail can set only one for
// all the parts. It also says what a related part begins with, as RFC 2387 asks.
func settleBoundaries(message []byte, sum [sha256.Size]byte) ([]byte, error) {
	found := boundary.FindAllSubmatch(message, -1)
	if len(found) == 0 {
		return nil, errors.New("the message has no parts")
	}
	for _, match := range found {
		kind, old := match[1], match[2]
		made := sha256.Sum256(append(sum[:], kind...))
		settled := []byte(hex.EncodeToString(made[:])[:len(old)])
		if bytes.Contains(message, settled) {
			return nil, errors.New("a boundary stands in the content")
		}
		message = bytes.ReplaceAll(message, old, settled)
	}
	return bytes.Replace(message, []byte("multipart/related;\r\n"), []byte("multipart/related; type=\"multipart/alternative\";\r\n"), 1), nil
}
