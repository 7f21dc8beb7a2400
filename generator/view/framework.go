package view

import (
	"strconv"

	"rollcall/generator/strategy"
)

// framework finds the framework of a kind, or nil.
func (b *Book) framework(kind strategy.FrameworkKind) *strategy.Framework {
	for _, w := range b.Frameworks {
		if w.Kind == kind {
			return w
		}
	}
	return nil
}

// frameworkPage begins the front page of a framework.
func (b *Book) frameworkPage(s Study, w *strategy.Framework) Document {
	page := b.studyPage(s)
	page.H1 = Words(w.Title)
	page.Facts = append(page.Facts, Fact{T("strategy.source"), Words(w.Source.Title)})
	if w.Source.Publisher != "" {
		page.Facts = append(page.Facts, Fact{T("strategy.publisher"), Words(w.Source.Publisher)})
	}
	page.Facts = append(page.Facts, Fact{T("framework.dated"), Words(strconv.Itoa(w.Dated))})
	return page
}

// frameworkText is the introduction of a framework, with what is said about its
// source.
func (b *Book) frameworkText(w *strategy.Framework) []Section {
	out := section("text", T("framework.text"), nil, prose(w.Index.Body)...)
	if len(out) > 0 && w.Source.Note != "" {
		out[0].Rail = []Text{Words(w.Source.Note)}
	}
	return out
}

// prose is a text without placeholders.
func prose(body []strategy.Fragment) []Block {
	var out []Fragment
	for _, f := range body {
		out = append(out, Fragment{HTML: f.HTML})
	}
	return []Block{{Prose: out}}
}

// safe is one stretch of safe HTML as a block, or none.
func safe(html string) Block {
	if html == "" {
		return Block{}
	}
	return Block{Prose: []Fragment{{HTML: html}}}
}
