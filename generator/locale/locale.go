// Package locale holds the words of one language and the way it writes numbers,
// dates and plurals.
//
// The words stand in one YAML file a language, locale/en.yaml of a theme: message
// ids and their text, with gaps in braces. Nothing here knows what a message is
// about, and no message has a fallback: a missing one is an error, so that a page
// half in another language cannot be published.
package locale

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// Locale is one language. It does not change after Load, and may be used by many
// goroutines.
type Locale struct {
	lang     string
	messages map[string]Message
	group    string // between thousands
	point    string // before tenths
}

// formats are the messages that this package itself writes with.
var formats = []string{
	"number.group", "number.point", "number.minus", "number.percent", "number.points", "number.nochange",
	"number.year", "date.long",
	"month.1", "month.2", "month.3", "month.4", "month.5", "month.6",
	"month.7", "month.8", "month.9", "month.10", "month.11", "month.12",
}

// Load reads locale/LANG.yaml. The error names every message that cannot be read
// and every one that numbers and dates need and the file lacks.
func Load(fsys fs.FS, lang string) (*Locale, error) {
	return LoadNation(fsys, lang, "")
}

// LoadNation is Load for a nation that says some things otherwise than England, or
// defines them otherwise: the messages of locale/LANG-NATION.yaml, where the theme has
// that file, stand in place of those of the language.
func LoadNation(fsys fs.FS, lang, nation string) (*Locale, error) {
	name := path.Join("locale", lang+".yaml")
	texts, err := read(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("language %q: %w", lang, err)
	}
	own := path.Join("locale", lang+"-"+nation+".yaml")
	others, err := read(fsys, own)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for id, text := range others {
		if _, ok := texts[id]; !ok {
			return nil, fmt.Errorf("%s: %s has no message %q to put this in place of", own, name, id)
		}
		texts[id] = text
	}
	l := &Locale{lang: lang, messages: make(map[string]Message, len(texts))}
	forms := len(pluralForms(lang))
	var faults []error
	for id, text := range texts {
		m, err := parse(text, forms)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %s: %w", name, id, err))
			continue
		}
		l.messages[id] = m
	}
	for _, id := range formats {
		if _, ok := texts[id]; !ok {
			faults = append(faults, fmt.Errorf("%s: no message %q", name, id))
		}
	}
	if len(faults) > 0 {
		slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
		return nil, errors.Join(faults...)
	}
	l.group, l.point = l.bare("number.group"), l.bare("number.point")
	return l, nil
}

func read(fsys fs.FS, name string) (map[string]string, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	var texts map[string]string
	if err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(&texts); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return texts, nil
}

// Lang returns the language as files name it: en, cy.
func (l *Locale) Lang() string { return l.lang }

// Message finds a message.
func (l *Locale) Message(id string) (Message, error) {
	m, ok := l.messages[id]
	if !ok {
		return Message{}, fmt.Errorf("no message %q in language %q", id, l.lang)
	}
	return m, nil
}

// IDs lists every message, sorted.
func (l *Locale) IDs() []string {
	ids := make([]string, 0, len(l.messages))
	for id := range l.messages {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// bare returns the text of a message that Load has seen, without its gaps.
func (l *Locale) bare(id string) string { return l.fill(id) }

// fill writes one of the formats, from the names of its gaps, each followed by what
// fills it.
func (l *Locale) fill(id string, gaps ...string) string {
	text := ""
	for _, p := range l.messages[id].pieces {
		text += p.Text
		for i := 0; i+1 < len(gaps) && p.Gap != ""; i += 2 {
			if gaps[i] == p.Gap {
				text += gaps[i+1]
			}
		}
	}
	return text
}
