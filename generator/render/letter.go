package render

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"

	"rollcall/generator/chart"
	"rollcall/generator/locale"
	"rollcall/generator/view"
)

// Mail is a letter in words: one message, before it is composed.
type Mail struct {
	Subject, Preheader string
	HTML               string // a whole document, with its pictures as cid: addresses
	Text               string // the same words in the same order, for whoever reads no HTML
	Charts             []MailChart
}

// MailChart is a picture of a letter that is still to be drawn.
type MailChart struct {
	CID   string // without brackets
	Alt   string
	Width int // as shown, in CSS pixels
	Chart view.Chart
	Words chart.Words // in the language of its part; used by one goroutine
}

// mailWidth is how wide a chart of a letter is shown: 600 pixels less the margins.
const mailWidth = 552

// Both is what a letter is written in for somebody who reads Welsh and English: one
// message, the Welsh first.
const Both = "both"

// Letter writes a letter in a language: en, cy, or both. Its error is a FaultsError when
// only words are at fault.
func (r *Renderer) Letter(l view.Letter, lang string) (Mail, error) {
	head, err := r.letterhead()
	if err != nil {
		return Mail{}, err
	}
	langs := []string{lang}
	if lang == Both {
		langs = []string{"cy", "en"}
	}
	var m Mail
	doc := letterDoc{Lang: langs[0]}
	for i, lang := range langs {
		words, ok := head.words[lang]
		if !ok {
			return Mail{}, fmt.Errorf("render: letters have no language %q", lang)
		}
		w := r.wordsIn(words)
		part := letterPart(w, l, lang)
		if lang != r.locale.Lang() {
			part.Foreign = r.locale.Lang()
		}
		if l.Chart != nil {
			said := MailChart{CID: "attendance." + lang + "@letter", Alt: w.Text(l.Alt), Width: mailWidth, Chart: *l.Chart,
				Words: chart.Words{Text: w.Text, Number: words.Number}}
			m.Charts = append(m.Charts, said)
			part.Chart = &letterChart{letterTable: tableWords(w, l.Table), Src: template.URL("cid:" + said.CID), Alt: said.Alt}
		}
		if i == 0 {
			m.Subject, m.Preheader = w.Text(l.Subject), w.Text(l.Preheader)
			doc.About = w.Message("letter.about")
			if len(langs) > 1 {
				if err := r.second(&m, &part, l, head.words[langs[1]]); err != nil {
					return Mail{}, err
				}
			}
			if l.Synthetic {
				doc.Synthetic = w.Message("layout.synthetic")
			}
		}
		if faults := w.Faults(); len(faults) > 0 {
			return Mail{}, &FaultsError{"letter to " + l.Place.Code + " in " + lang, faults}
		}
		doc.Parts = append(doc.Parts, part)
	}
	doc.Subject, doc.Preheader, doc.Council = m.Subject, m.Preheader, l.Council
	var b bytes.Buffer
	if err := head.html.Execute(&b, doc); err != nil {
		return Mail{}, fmt.Errorf("letter to %s: %w", l.Place.Code, err)
	}
	m.HTML, m.Text = b.String(), string(appendLetter(nil, &doc))
	return m, nil
}

// second adds to a letter that begins in one language what a reader of the other needs to
// see of it at once: the finding, in the list of messages, and that the letter goes on.
func (r *Renderer) second(m *Mail, part *partWords, l view.Letter, words *locale.Locale) error {
	if words == nil {
		return fmt.Errorf("render: letters have no second language")
	}
	w := r.wordsIn(words)
	part.Other = w.Message("letter.other")
	m.Preheader = w.Text(l.H1) + ". " + w.Text(l.Preheader)
	return nil
}

// letterhead is what every letter is written with.
type letterhead struct {
	html  *template.Template
	words map[string]*locale.Locale
}

// readLetterhead reads email/letter.tmpl of the theme and the words of every language
// that letters can be written in. A language may have words for letters alone.
func (r *Renderer) readLetterhead() (*letterhead, error) {
	text, err := fs.ReadFile(r.theme, "email/letter.tmpl")
	if err != nil {
		return nil, fmt.Errorf("theme: %w", err)
	}
	h := &letterhead{words: map[string]*locale.Locale{r.locale.Lang(): r.locale}}
	if h.html, err = template.New("letter").Parse(string(text)); err != nil {
		return nil, fmt.Errorf("email/letter.tmpl: %w", err)
	}
	for _, lang := range []string{"en", "cy"} {
		if h.words[lang] != nil {
			continue
		}
		if _, err := fs.Stat(r.theme, "locale/"+lang+".yaml"); err != nil {
			continue
		}
		if h.words[lang], err = locale.LoadNation(r.theme, lang, r.options.Nation); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// letterDoc is a letter in words, of which the HTML and the text are both made, so that
// they say the same.
type letterDoc struct {
	Lang, Subject, Preheader string
	Council, About           string
	Synthetic                string
	Parts                    []partWords
}

// partWords is a letter in one language.
type partWords struct {
	Lang, Foreign    string // Foreign is the language of the input, where it is another
	Other            string // in the other language: that it follows
	Kick, H1         string
	Lead             []string
	Measures         []measureWords
	Basis            string
	ChangedHead      string
	Changed          []string
	Schools          *letterTable
	DueHead, DueMore string
	Due              []dueWords
	Links            []linkWords
	Where            string
	Chart            *letterChart
	Foot             []string
}

type measureWords struct {
	Label, Value, Small string
	Arrow, Move         string
	Tone                view.Tone
	Against             []string
}

type dueWords struct {
	Mark, Status       string
	Tone               view.Tone
	Title, Owner, When string
	Input              bool // the title is as the input has it
}

type linkWords struct{ Label, Href string }

type letterTable struct {
	Heading, Note string
	Columns       []string
	Rows          [][]string
}

type letterChart struct {
	letterTable
	Src template.URL
	Alt string
}

// letterPart puts a letter into words.
func letterPart(w *Words, l view.Letter, lang string) partWords {
	p := partWords{Lang: lang, Kick: w.Text(l.Kick), H1: w.Text(l.H1), Lead: w.texts(l.Lead), Changed: w.texts(l.Changed), DueHead: w.Text(l.DueHead), Foot: w.texts(l.Foot)}
	for _, m := range l.Measures {
		said := measureWords{Label: w.Text(m.Label), Value: w.Text(m.Value), Small: w.Text(m.Small), Against: w.texts(m.Against)}
		if m.Move != nil {
			said.Move, said.Tone, said.Arrow = w.Text(m.Move.Label), m.Move.Tone, arrow(m.Move.Icon)
		}
		p.Measures = append(p.Measures, said)
	}
	if len(p.Measures) > 0 {
		p.Basis = w.Text(l.Basis)
	}
	if len(p.Changed) > 0 {
		p.ChangedHead = w.Message("letter.changed")
	}
	if l.Schools != nil {
		table := tableWords(w, l.Schools)
		p.Schools = &table
	}
	for _, d := range l.Due {
		p.Due = append(p.Due, dueWords{arrow(d.Tag.Icon), w.Text(d.Tag.Label), d.Tag.Tone, w.Text(d.Title), d.Owner, w.Text(d.When), d.Title.ID == ""})
	}
	p.DueMore = w.Text(l.DueMore)
	if l.Base == "" {
		p.Where = w.Text(l.Where)
		return p
	}
	for _, link := range l.Links {
		p.Links = append(p.Links, linkWords{w.Text(link.Label), l.Base + link.Path})
	}
	return p
}

// wordsIn returns words of the edition in a language.
func (r *Renderer) wordsIn(l *locale.Locale) *Words {
	w := r.Words()
	w.locale = l
	return w
}

func (w *Words) texts(texts []view.Text) []string {
	var out []string
	for _, t := range texts {
		out = append(out, w.Text(t))
	}
	return out
}

func tableWords(w *Words, t *view.LetterTable) letterTable {
	out := letterTable{Heading: w.Text(t.Heading), Note: w.Text(t.Note), Columns: w.texts(t.Columns)}
	for _, row := range t.Rows {
		out.Rows = append(out.Rows, w.texts(row))
	}
	return out
}

// arrow is a mark that mail readers have in their fonts, with the space behind it. A
// plain move has none: its words say it.
func arrow(icon view.Icon) string {
	switch icon {
	case view.IconUp, view.IconRisk:
		return "▲ "
	case view.IconDown:
		return "▼ "
	case view.IconOverdue:
		return "◆ "
	case view.IconDone:
		return "✓ "
	}
	return ""
}
