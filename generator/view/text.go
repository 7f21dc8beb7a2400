// Package view holds one plain struct for each page, and the parts they are made
// of: sentences, tables, charts. A view holds figures and message ids, never
// finished words or HTML: render puts both into a language.
package view

import (
	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
)

// Figure is the one thing a page can print a number from.
type Figure = disclosure.Figure

// Text is a sentence or label: the id of a message in the locale files and what
// fills its gaps. A Text without an id prints Literal, which holds names and other
// words that came from the input.
type Text struct {
	ID      string
	Args    []Arg
	Literal string
}

// T makes a Text from a message id and its arguments.
func T(id string, args ...Arg) Text { return Text{ID: id, Args: args} }

// Words makes a Text of words from the input, the same in every language.
func Words(s string) Text { return Text{Literal: s} }

// IsZero reports whether there is nothing to print.
func (t Text) IsZero() bool { return t.ID == "" && t.Literal == "" }

// ArgKind says how an argument is written.
type ArgKind uint8

const (
	ArgWords   ArgKind = iota // as it stands
	ArgPercent                // 93.1%
	ArgNumber                 // 4,210: the numerator of a rate, or a count
	ArgInt                    // a number that is not about pupils: schools, actions
	ArgPoints                 // +0.4 points, with its sign: a difference in tenths
	ArgGap                    // 0.9: a difference without its sign
	ArgPeriod                 // spring term 2025/26
	ArgPhase                  // secondary
	ArgDate                   // 8 May 2026
	ArgText                   // another Text, in the same language
	ArgWorked                 // a whole number worked out from figures that are shown: pupils to move, sessions to win back
)

// Arg fills the gap {Name} of a message. Href makes it a link.
type Arg struct {
	Name   string
	Kind   ArgKind
	Figure Figure
	Tenths int64
	Int    int
	Words  string // words, or a date as 2006-01-02
	Period attendance.Period
	Phase  attendance.Phase
	Text   *Text
	Href   string
	Strong bool
}

// The makers of arguments, one for each kind.
func PercentArg(name string, f Figure) Arg { return Arg{Name: name, Kind: ArgPercent, Figure: f} }
func NumberArg(name string, f Figure) Arg  { return Arg{Name: name, Kind: ArgNumber, Figure: f} }
func IntArg(name string, n int) Arg        { return Arg{Name: name, Kind: ArgInt, Int: n} }
func WorkedArg(name string, n int) Arg     { return Arg{Name: name, Kind: ArgWorked, Int: n} }
func PointsArg(name string, tenths int64) Arg {
	return Arg{Name: name, Kind: ArgPoints, Tenths: tenths}
}
func GapArg(name string, tenths int64) Arg { return Arg{Name: name, Kind: ArgGap, Tenths: tenths} }
func WordsArg(name, words string) Arg      { return Arg{Name: name, Kind: ArgWords, Words: words} }
func PeriodArg(name string, p attendance.Period) Arg {
	return Arg{Name: name, Kind: ArgPeriod, Period: p}
}
func PhaseArg(name string, p attendance.Phase) Arg { return Arg{Name: name, Kind: ArgPhase, Phase: p} }
func DateArg(name, date string) Arg                { return Arg{Name: name, Kind: ArgDate, Words: date} }
func TextArg(name string, t Text) Arg              { return Arg{Name: name, Kind: ArgText, Text: &t} }

// Linked returns the argument as a link; Bold returns it set strong.
func (a Arg) Linked(href string) Arg { a.Href = href; return a }
func (a Arg) Bold() Arg              { a.Strong = true; return a }

// Link is a place to go.
type Link struct {
	Label   Text
	Href    string
	Current bool
	Note    Text // a few words after the link
}

// Tone is a judgement. It appears only where a stated rule gives it, and always
// with an icon and a word.
type Tone string

const (
	Plain     Tone = "flat"
	Good      Tone = "good"
	Attention Tone = "attn"
	Concern   Tone = "conc"
	Info      Tone = "info"
)

// Icon names a symbol of the theme's sprite.
type Icon string

const (
	IconDone    Icon = "done"
	IconTrack   Icon = "track"
	IconRisk    Icon = "risk"
	IconOverdue Icon = "over"
	IconUp      Icon = "up"
	IconDown    Icon = "down"
	IconFlat    Icon = "flat"
	IconPart    Icon = "part"
	IconFlag    Icon = "flag"
	IconNone    Icon = "none" // status not stated: an open ring
	IconStopped Icon = "stop"
)

// Tag is a status: shape, word and tone.
type Tag struct {
	Tone  Tone
	Icon  Icon
	Label Text
}
