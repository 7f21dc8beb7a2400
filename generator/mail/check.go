package mail

import (
	"bytes"
	"errors"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"rollcall/generator/address"
	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/returns"
)

// Known is what the messages of a plan are checked against. None of it comes from the
// plan.
type Known struct {
	Schools  []School
	Names    []string         // that any letter may say: the council, clusters, trusts and the like
	Contacts returns.Contacts // who may be written to
	Seen     Addresses        // where each place was written to before
	Pages    fs.FS            // the built headteacher edition
	Briefs   fs.FS            // the folder of its PDFs; nil where there is none
	Limits   Limits
}

// School is a school of the authority.
type School struct {
	URN     string
	Name    string
	NameCy  string // in Welsh; empty where it is the same or not known
	Cluster string // slug; empty for none
}

// Limits are the sizes that messages have to keep to, in units of 1,024 bytes.
type Limits struct {
	HTMLKB    int // Gmail cuts off what is longer than 102
	MessageKB int // without a brief
	BriefKB   int // with one
}

// DefaultLimits are those of a letter that arrives whole anywhere.
var DefaultLimits = Limits{HTMLKB: 80, MessageKB: 2 << 10, BriefKB: 10 << 10}

// Check takes every message of the outbox apart again and reports whatever may not be
// sent. It trusts nothing of how they were made.
func (o *Outbox) Check(known Known, problems *diag.List) error {
	day, err := time.Parse(time.DateOnly, o.Envelope.Day)
	if err != nil {
		return err
	}
	c := &checker{Known: known, box: o, day: day, names: namesOf(known), links: newLinks(known.Pages, o.Envelope.BaseHref)}
	c.current = make(map[attendance.Place][]*returns.Contact)
	c.places = make(map[string][]attendance.Place)
	for i := range known.Contacts {
		if contact := &known.Contacts[i]; contact.On(day) {
			c.current[contact.Place] = append(c.current[contact.Place], contact)
			folded := address.Fold(contact.Address)
			c.places[folded] = append(c.places[folded], contact.Place)
		}
	}
	c.plan(problems)
	// Each message has a list of its own, so that the order is that of the plan.
	found := make([]diag.List, len(o.entries))
	group := errgroup.Group{}
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range o.entries {
		group.Go(func() error { return c.message(i, &found[i]) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for i := range found {
		problems.Merge(&found[i])
	}
	return nil
}

// checker checks one plan.
type checker struct {
	Known
	box     *Outbox
	day     time.Time
	names   names
	links   *links
	current map[attendance.Place][]*returns.Contact
	places  map[string][]attendance.Place // by address, folded
}

// plan checks what the entries say between them.
func (c *checker) plan(problems *diag.List) {
	list := diag.Pos{File: c.path(planFile)}
	ids, sent := make(map[string]int), make(map[[3]string]int)
	for _, e := range c.box.entries {
		at := list
		at.Line = e.Number + 1
		if n, twice := ids[e.MessageID]; twice {
			problems.Add(at, diag.MailPlan, "", "messages %d and %d have the same id", n, e.Number)
		}
		key := [3]string{string(e.Level), e.Code, e.Address}
		if n, twice := sent[key]; twice {
			problems.Add(at, diag.MailPlan, "Keep one row in contacts.csv.", "messages %d and %d are both of %s to %s", n, e.Number, e.Name, e.Address)
		}
		ids[e.MessageID], sent[key] = e.Number, e.Number
	}
	strays, err := c.box.strays()
	if err != nil {
		problems.Add(list, diag.MailPlan, "", "%v", err)
	}
	for _, f := range strays {
		problems.Add(diag.Pos{File: c.path(f)}, diag.MailPlan, "Remove the file.", "the message is not of the plan")
	}
	c.changes(problems)
}

func (c *checker) path(file string) string { return filepath.ToSlash(filepath.Join(c.box.Dir, file)) }

// letter is one message being checked.
type letter struct {
	*checker
	Entry
	*message
	shown    *shown
	at       diag.Pos // of the message, or of its part that is being looked at
	problems *diag.List
}

// message checks one message. The error is of the machine.
func (c *checker) message(i int, problems *diag.List) error {
	e := c.box.entries[i]
	l := &letter{checker: c, Entry: e, at: diag.Pos{File: c.path(e.File)}, problems: problems}
	data, err := c.box.read(i)
	if errors.Is(err, fs.ErrNotExist) {
		l.refuse(diag.MailPlan, "", "the message is missing")
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := c.box.Message(i); errors.Is(err, ErrChanged) {
		l.refuse(diag.MailPlan, "", "the message was changed after it was planned")
	}
	l.recipient()
	if l.message, err = parse(data); err != nil {
		l.refuse(diag.MailParts, "", "%v", err)
		return nil
	}
	l.headers()
	l.sizes(len(data))
	l.at.Line = lineOf(data, "Content-Type: text/html")
	l.markup()
	l.at.Line = lineOf(data, "Content-Type: text/plain")
	l.plainText()
	l.at.Line = 0
	l.confidences()
	l.attached()
	return nil
}

// lineOf is the line of a message in which a text stands first, or 0.
func lineOf(data []byte, text string) int {
	before, _, found := bytes.Cut(data, []byte(text))
	if !found {
		return 0
	}
	return bytes.Count(before, []byte("\n")) + 1
}

// refuse reports why the message may not be sent, at the part that is being looked at.
func (l *letter) refuse(code diag.Code, hint, format string, args ...any) {
	l.problems.Add(l.at, code, hint, format, args...)
}

// recipient checks that the address is one of the place's own. The two are joined on the
// URN, or the slug of a cluster, and on nothing else.
func (l *letter) recipient() {
	place := l.Place()
	ok := slices.ContainsFunc(l.current[place], func(c *returns.Contact) bool { return c.Address == l.Address && c.Role == l.Role })
	if !ok {
		l.refuse(diag.MailRecipient, "Compare contacts.csv, and plan again.", "%s is not a contact of %s as %s on %s", l.Address, place, l.Role, l.box.Envelope.Day)
	}
	if place.Level == attendance.LevelSchool && !slices.ContainsFunc(l.Schools, func(s School) bool { return s.URN == place.Code }) {
		l.refuse(diag.MailRecipient, "Plan again.", "there is no school %s", place.Code)
	}
	if !address.Allowed(l.Address, l.box.Envelope.Domains) {
		l.refuse(diag.MailDomain, "", "%s is outside mail.domains", l.Address)
	}
	if !ok {
		return
	}
	for _, other := range l.places[address.Fold(l.Address)] {
		if other == place {
			continue
		}
		for _, p := range []attendance.Place{place, other} {
			for _, c := range l.current[p] {
				if address.Fold(c.Address) == address.Fold(l.Address) && !c.Shared {
					l.problems.Add(c.Pos, diag.MailShared, "", "%s is a contact of %s and of %s", l.Address, place, other)
				}
			}
		}
	}
}

// sizes checks how heavy the message is.
func (l *letter) sizes(size int) {
	if n := len(l.html); n > l.Limits.HTMLKB<<10 {
		l.refuse(diag.MailSize, "", "the HTML is %d KB, and %d are allowed", (n+1023)>>10, l.Limits.HTMLKB)
	}
	limit := l.Limits.MessageKB
	if len(l.briefs) > 0 {
		limit = l.Limits.BriefKB
	}
	if size > limit<<10 {
		l.refuse(diag.MailSize, "", "the message is %d KB, and %d are allowed", (size+1023)>>10, limit)
	}
}
