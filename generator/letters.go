package generator

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"rollcall/generator/attendance"
	"rollcall/generator/chart"
	"rollcall/generator/diag"
	"rollcall/generator/mail"
	"rollcall/generator/render"
	"rollcall/generator/returns"
	"rollcall/generator/view"
)

// pictureScale is how many device pixels a picture of a letter has for each of CSS.
const pictureScale = 2

// Letters writes the letters of the headteacher edition to everybody who is written to on
// a day, in the order of their contacts. The letter of a school is made of the book of its
// head, which knows no other school's confidences, and that of a cluster of what all heads
// share. Beside them it returns what Addressees does. What is wrong goes to problems; if
// any of that is an error, nothing is written. The error is a fault of ours or of the
// disk. A day is midnight UTC.
func Letters(opt Options, at time.Time, problems *diag.List) ([]mail.Letter, mail.Envelope, mail.Known, error) {
	fail := func(err error) ([]mail.Letter, mail.Envelope, mail.Known, error) {
		return nil, mail.Envelope{}, mail.Known{}, err
	}
	opt.Edition = "headteacher"
	if opt.Progress == nil {
		opt.Progress = func(string, int, int) {}
	}
	if err := checkLanguages(opt, problems); err != nil {
		return fail(err)
	}
	in, err := readBuilt(opt, problems)
	if err != nil {
		return fail(err)
	}
	all := readContacts(opt, in, at, problems)
	contacts := all.On(at)
	policy, ok := policyOf(opt, in, problems)
	if !ok || problems.Failed() {
		return fail(nil)
	}
	book := protectedBook(opt, in, policy)
	w, err := newLetterWriter(opt, book)
	if err != nil {
		return fail(err)
	}
	letters, err := w.all(contacts, problems)
	if err != nil {
		return fail(err)
	}
	checkUnwritten(opt, book, contacts, at, problems)
	if opt.Strict {
		problems.Harden()
	}
	if problems.Failed() {
		return fail(nil)
	}
	return letters, envelope(opt, book, at), in.addressees(opt.Site, all), nil
}

// readBuilt reads the inputs of an edition that is built: the build told the warnings, and
// only errors are told again.
func readBuilt(opt Options, problems *diag.List) (*inputs, error) {
	var found diag.List
	in, err := readInputs(opt, new(Report), &found)
	problems.MergeIf(&found, diag.IsError)
	return in, err
}

// envelope is what the letters of a day have in common.
func envelope(opt Options, book *view.Book, at time.Time) mail.Envelope {
	m := &opt.Site.Mail
	return mail.Envelope{
		Council: opt.Site.Authority.Name, Sender: m.Sender, ReplyTo: m.ReplyTo, Domains: m.Domains, BaseHref: m.BaseURL,
		Edition: strings.Join([]string{attendance.Slug(opt.Site.Authority.Name), attendance.Slug(book.Current().String()), opt.Now.Format(time.DateOnly)}, "-"),
		Day:     at.Format(time.DateOnly), Expires: at.AddDate(0, 0, m.Expires).Format(time.DateOnly),
	}
}

// letterWriter makes letters of a book. It may be used by many goroutines.
type letterWriter struct {
	opt         Options
	book        *view.Book
	own, shared *render.Renderer
	look        *chart.Look
}

func newLetterWriter(opt Options, book *view.Book) (*letterWriter, error) {
	w := &letterWriter{opt: opt, book: book}
	var sheets [][]byte
	for _, name := range []string{"civic.css", "charts.css"} {
		css, err := fs.ReadFile(opt.Theme, path.Join("static", name))
		if err != nil {
			return nil, fmt.Errorf("theme: %w", err)
		}
		sheets = append(sheets, css)
	}
	var err [3]error
	w.look, err[0] = chart.ReadLook(sheets...)
	w.own, err[1] = render.New(opt.Theme, book.Lang, ownOptions(opt, book))
	w.shared, err[2] = render.New(opt.Theme, book.Lang, renderOptions(opt, book))
	if err := errors.Join(err[:]...); err != nil {
		return nil, fmt.Errorf("theme: %w", err)
	}
	return w, nil
}

// all writes the letters to contacts, which are in order of place, several places at once.
// A place about which there is nothing to write is reported.
func (w *letterWriter) all(contacts returns.Contacts, problems *diag.List) ([]mail.Letter, error) {
	var of []returns.Contacts // those of one place
	for from := 0; from < len(contacts); {
		to := from + 1
		for to < len(contacts) && contacts[to].Place == contacts[from].Place {
			to++
		}
		of = append(of, contacts[from:to])
		from = to
	}
	made := make([][]mail.Letter, len(of))
	var mu sync.Mutex
	done := 0
	group, ctx := errgroup.WithContext(context.Background())
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range of {
		group.Go(func() (err error) {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if made[i], err = w.place(of[i]); err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			done++
			w.opt.Progress("letters", done, len(of))
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	for i, letters := range made {
		if c := of[i][0]; letters == nil {
			problems.Add(c.Pos, diag.ContactUnheard, "", "there is nothing to write about %s %s", c.Place.Level, c.Place.Code)
		}
	}
	return slices.Concat(made...), nil
}

// place writes the letters about one place. They are the same for all who read the same
// language. There are none where there is nothing to write.
func (w *letterWriter) place(contacts returns.Contacts) ([]mail.Letter, error) {
	place := contacts[0].Place
	book, r := w.book, w.shared
	if place.Level == attendance.LevelSchool {
		if w.book.Pub.School(attendance.URN(place.Code)) == nil {
			return nil, nil
		}
		book, r = w.book.ForHead(place), w.own
	}
	l, ok := book.Letter(place)
	if !ok {
		return nil, nil
	}
	written := make(map[string]mail.Letter)
	var out []mail.Letter
	for _, c := range contacts {
		lang := w.language(c)
		letter, ok := written[lang]
		if !ok {
			var err error
			if letter, err = w.write(r, l, lang); err != nil {
				return nil, err
			}
			written[lang] = letter
		}
		letter.To = mail.Recipient{Address: c.Address, Role: c.Role, Lang: lang}
		out = append(out, letter)
	}
	return out, nil
}

// language is what a contact is written to in. Where nobody knows what somebody in Wales
// would rather read, the letter is in both languages.
func (w *letterWriter) language(c returns.Contact) string {
	if c.Language == "" && w.opt.Site.Authority.Nation == attendance.Wales {
		return returns.Both
	}
	return cmp.Or(c.Language, returns.English)
}

// write puts a letter into words and draws its pictures.
func (w *letterWriter) write(r *render.Renderer, l view.Letter, lang string) (mail.Letter, error) {
	m, err := r.Letter(l, lang)
	if err != nil {
		return mail.Letter{}, err
	}
	out := mail.Letter{Place: l.Place, Name: w.book.Pub.Name(l.Place), Subject: m.Subject, Preheader: m.Preheader, HTML: m.HTML, Text: m.Text}
	for _, c := range m.Charts {
		png, err := chart.PNG(&c.Chart, c.Words, w.look, c.Width, pictureScale)
		if err != nil {
			return mail.Letter{}, fmt.Errorf("letter about %s: %w", l.Place, err)
		}
		out.Images = append(out.Images, mail.Image{CID: c.CID, Alt: c.Alt, Width: c.Width, PNG: png})
	}
	if l.Base != "" {
		for _, link := range l.Links {
			out.Links = append(out.Links, l.Base+link.Path)
		}
	}
	return out, nil
}
