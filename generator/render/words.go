package render

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollcall/generator/attendance"
	"rollcall/generator/chart"
	"rollcall/generator/disclosure"
	"rollcall/generator/locale"
	"rollcall/generator/view"
)

// Words puts the texts of views into one language. It notes every message that is
// missing and every gap that nothing fills, instead of stopping at the first; the
// caller asks for Faults when it is done. A Words is used by one goroutine.
type Words struct {
	locale    *locale.Locale
	threshold int
	step      int  // what numbers of pupils are rounded to; 0 where they are exact
	selective bool // the edition does not tell all that is known
	faults    map[string]bool
	ledger    *ledger // marks each figure that is printed; nil where numbers are not accounted for
}

// NewWords makes the words of an edition in a language. Threshold is the largest
// number of pupils that the edition hides.
func NewWords(l *locale.Locale, threshold int) *Words {
	return &Words{locale: l, threshold: threshold}
}

// Faults lists what could not be said since the last call, sorted.
func (w *Words) Faults() []string {
	faults := make([]string, 0, len(w.faults))
	for f := range w.faults {
		faults = append(faults, f)
	}
	slices.Sort(faults)
	clear(w.faults)
	return faults
}

func (w *Words) fault(format string, args ...any) {
	if w.faults == nil {
		w.faults = map[string]bool{}
	}
	w.faults[fmt.Sprintf(format, args...)] = true
}

// medium is what a text is written into.
type medium uint8

const (
	plain  medium = iota // titles, attributes, drawings, mail
	markup               // HTML: escaped, with links and strong words
)

// Text returns a text as plain words.
func (w *Words) Text(t view.Text) string { return string(w.append(nil, t, plain)) }

// HTML returns a text as HTML, with its links and strong words.
func (w *Words) HTML(t view.Text) template.HTML { return template.HTML(w.append(nil, t, markup)) }

// Message returns the plain words of a message that has no gaps.
func (w *Words) Message(id string) string { return w.Text(view.T(id)) }

func (w *Words) append(dst []byte, t view.Text, m medium) []byte {
	if t.ID == "" {
		return appendWords(dst, t.Literal, m)
	}
	message, err := w.locale.Message(t.ID)
	if err != nil {
		w.fault("%v", err)
		return dst
	}
	count := func(gap string) (int64, bool) {
		a := find(t.Args, gap)
		if a == nil {
			w.fault("message %q: nothing fills its gap {%s}", t.ID, gap)
			return 0, false
		}
		return number(a)
	}
	for part := range w.locale.Parts(message, count) {
		if part.Gap == "" {
			dst = appendWords(dst, part.Text, m)
			continue
		}
		a := find(t.Args, part.Gap)
		if a == nil {
			w.fault("message %q: nothing fills its gap {%s}", t.ID, part.Gap)
			continue
		}
		dst = w.appendArg(dst, t.ID, a, part.Form, m)
	}
	return dst
}

func find(args []view.Arg, name string) *view.Arg {
	for i := range args {
		if args[i].Name == name {
			return &args[i]
		}
	}
	return nil
}

// number gives what the plural of an argument goes by.
func number(a *view.Arg) (int64, bool) {
	switch a.Kind {
	case view.ArgInt, view.ArgWorked:
		return int64(a.Int), true
	case view.ArgNumber:
		return a.Figure.Num()
	}
	return 0, false
}

// appendArg fills one gap. Every kind has the forms cap and lower, for the case of
// its first letter; periods have short and label, phases label, points bare and size, integers bare.
func (w *Words) appendArg(dst []byte, id string, a *view.Arg, form string, m medium) []byte {
	if m == markup && a.Href != "" {
		dst = appendOpenLink(dst, a.Href)
	}
	if m == markup && a.Strong {
		dst = append(dst, "<b>"...)
	}
	start := len(dst)
	switch a.Kind {
	case view.ArgText:
		if a.Text != nil {
			dst = w.append(dst, *a.Text, m)
		}
	default:
		words, ok := w.arg(a, form)
		if !ok {
			w.fault("message %q: the gap {%s} has no form %q", id, a.Name, form)
		}
		dst = appendWords(dst, words, m)
	}
	switch form {
	case "cap":
		dst = append(dst[:start], initial(string(dst[start:]), unicode.ToUpper)...)
	case "lower":
		dst = append(dst[:start], initial(string(dst[start:]), unicode.ToLower)...)
	}
	if m == markup && a.Strong {
		dst = append(dst, "</b>"...)
	}
	if m == markup && a.Href != "" {
		dst = append(dst, "</a>"...)
	}
	return dst
}

// arg returns an argument as plain words, and whether it has the form.
func (w *Words) arg(a *view.Arg, form string) (string, bool) {
	usual := form == "" || form == "cap" || form == "lower"
	switch a.Kind {
	case view.ArgWords:
		return a.Words, usual
	case view.ArgPercent:
		return w.percent(a.Figure), usual
	case view.ArgNumber:
		return w.count(a.Figure), usual
	case view.ArgInt:
		if form == "bare" { // a year
			return strconv.Itoa(a.Int), true
		}
		return w.locale.Integer(int64(a.Int)), usual
	case view.ArgWorked:
		return w.ledger.derived() + w.locale.Integer(int64(a.Int)), usual
	case view.ArgPoints:
		switch form {
		case "bare":
			return w.ledger.derived() + w.locale.Signed(a.Tenths), true
		case "size":
			return w.ledger.derived() + w.locale.Gap(a.Tenths), true
		}
		return w.ledger.derived() + w.locale.Points(a.Tenths), usual
	case view.ArgGap:
		return w.ledger.derived() + w.locale.Gap(a.Tenths), usual
	case view.ArgPeriod:
		return w.period(a.Period, form), usual || form == "short" || form == "label"
	case view.ArgPhase:
		return w.phase(a.Phase, form), usual || form == "label"
	case view.ArgDate:
		date, err := w.locale.Date(a.Words)
		if err != nil {
			w.fault("%q is not a date", a.Words)
		}
		return date, usual
	}
	return "", false
}

// percent writes a rate, or in words why it is not shown.
func (w *Words) percent(f view.Figure) string {
	if tenths, ok := f.Tenths(); ok {
		return w.ledger.figure(f, false, chart.Printed) + w.locale.Percent(tenths)
	}
	return w.symbol(f.Symbol())
}

// count writes the number of a figure, or in words why it is not shown. A
// percentage that was published without its counts has a count that is not
// available.
func (w *Words) count(f view.Figure) string {
	if n, ok := f.Num(); ok {
		return w.ledger.figure(f, true, chart.Printed) + w.locale.Integer(n)
	}
	return w.symbol(f.Symbol())
}

// symbol says why a figure is not shown.
func (w *Words) symbol(s disclosure.Symbol) string {
	if s == disclosure.Shown {
		s = disclosure.NotAvailable
	}
	return w.Text(w.symbolText(s, ""))
}

// symbolText is the message of a symbol in one of its forms. Where the edition tells not
// all that is known, what is not available may be what it does not tell; where it hides
// nothing itself, what is suppressed was suppressed by its publisher.
func (w *Words) symbolText(s disclosure.Symbol, form string) view.Text {
	if s == disclosure.Suppressed && w.threshold == 0 {
		return view.T("symbol.c.published" + form)
	}
	if s == disclosure.NotAvailable && w.selective {
		return view.T("symbol.x.edition" + form)
	}
	return view.T("symbol."+s.String()+form, view.IntArg("threshold", w.threshold))
}

func (w *Words) phase(p attendance.Phase, form string) string {
	id := "phase." + strings.ToLower(p.String())
	if form == "label" {
		id += ".label"
	}
	return w.Message(id)
}

// period writes a period for the middle of a sentence, as a label that stands
// alone, or short, for the tick of an axis.
func (w *Words) period(p attendance.Period, form string) string {
	if p.IsZero() {
		w.fault("a period is empty")
		return ""
	}
	suffix := ""
	if form == "short" || form == "label" {
		suffix = "." + form
	}
	year := view.WordsArg("year", w.locale.Year(int(p.Year)))
	n := view.IntArg("n", int(p.Number))
	switch p.Grain {
	case attendance.Week:
		return w.Text(view.T("period.week"+suffix, n, year))
	case attendance.HalfTerm:
		return w.Text(view.T("period.halfterm"+suffix, n, year))
	case attendance.Term:
		return w.Text(view.T("period.term"+suffix, view.TextArg("term", view.T("term."+attendance.TermNames[p.Number-1])), year))
	case attendance.ToDate:
		return w.Text(view.T("period.todate"+suffix, n, year))
	case attendance.YearFiveHTs:
		return w.Text(view.T("period.yearfive"+suffix, year))
	}
	return w.Text(view.T("period.year"+suffix, year))
}

// initial changes the case of the first letter.
func initial(s string, change func(rune) rune) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(change(r)) + s[size:]
}
