package mail

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"mime"
	"os"
	"path/filepath"
	"strings"

	"rollcall/generator/attendance"
)

// previewDir is the folder of the pages that show messages as their readers see them.
const previewDir = "preview"

//go:embed preview.html
var previewText string

//go:embed contents.html
var contentsText string

var (
	previewPage  = template.Must(template.New("preview").Parse(previewText))
	contentsPage = template.Must(template.New("contents").Parse(contentsText))
)

// previewOf is the page that shows a message, from 1.
func previewOf(number int) string { return fmt.Sprintf("%s/%04d.html", previewDir, number) }

// shownMessage is what the page of one message holds.
type shownMessage struct {
	Entry
	Hash       string
	Size       string
	From, Date string
	HTML       string // with its pictures in it
	Text       string
	Attached   []string
	Fault      string // why the message cannot be shown
}

// writePreview writes the page that shows a message, made of nothing but the message
// itself.
func writePreview(dir, hash string, e Entry, data []byte) error {
	page := shownMessage{Entry: e, Hash: hash, Size: kilobytes(len(data))}
	m, err := parse(data)
	if err != nil {
		page.Fault = err.Error()
	} else {
		page.From, page.Date = m.header.Get("From"), m.header.Get("Date")
		if from, err := new(mime.WordDecoder).DecodeHeader(page.From); err == nil {
			page.From = from
		}
		page.Text = m.text
		page.HTML = m.html
		for _, f := range m.images {
			page.HTML = strings.ReplaceAll(page.HTML, `"cid:`+f.id+`"`, `"data:`+f.kind+`;base64,`+base64.StdEncoding.EncodeToString(f.data)+`"`)
		}
		for _, f := range m.briefs {
			page.Attached = append(page.Attached, f.name+", "+kilobytes(len(f.data)))
		}
	}
	var b bytes.Buffer
	if err := previewPage.Execute(&b, page); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, filepath.FromSlash(previewOf(e.Number))), b.Bytes(), privateFile)
}

// Preview writes the page that shows a message again, from what is in the outbox now, and
// returns where it is. The first message is 0.
func (o *Outbox) Preview(i int) (string, error) {
	data, err := o.Message(i)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Join(o.Dir, previewDir), privateDir); err != nil {
		return "", err
	}
	return filepath.Join(o.Dir, filepath.FromSlash(previewOf(o.entries[i].Number))), writePreview(o.Dir, o.Hash, o.entries[i], data)
}

// contents is the page that lists the messages of a plan.
type contents struct {
	Envelope
	Hash     string
	Messages []listed
	Schools  int // messages to them
	Total    string
}

type listed struct {
	Entry
	Preview string
	Size    string
}

func contentsOf(hash string, env Envelope, all []finished) *contents {
	c := &contents{Envelope: env, Hash: hash}
	total := 0
	for i := range all {
		f := &all[i]
		c.Messages = append(c.Messages, listed{Entry: f.Entry, Preview: previewOf(f.Number), Size: kilobytes(len(f.message))})
		total += len(f.message)
		if f.Level == attendance.LevelSchool {
			c.Schools++
		}
	}
	c.Total = fmt.Sprintf("%.1f MB", float64(total)/1e6)
	return c
}

func (c *contents) page() ([]byte, error) {
	var b bytes.Buffer
	err := contentsPage.Execute(&b, c)
	return b.Bytes(), err
}

func kilobytes(n int) string { return fmt.Sprintf("%d KB", (n+1023)>>10) }
