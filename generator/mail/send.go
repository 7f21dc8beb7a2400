package mail

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"github.com/gofrs/flock"
)

// Sender is how the messages of a plan are sent.
type Sender struct {
	Relay    Relay
	Rate     int           // messages a minute at most, evenly spaced; 0 for no limit
	Retries  int           // tries after the first, where the relay says that it may work later
	RetryFor time.Duration // from the first try on; none begins later
	Clock    Clock
	Step     func(done, total int)               // told of every message that is settled; may be nil
	Waiting  func(until time.Time, fault string) // told of every wait for a relay that has a fault; may be nil
}

// Clock is where the time comes from.
type Clock struct {
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration) error // an error when ctx ends first
}

var (
	// ErrSending is returned while another send of the same site runs.
	ErrSending = errors.New("messages of this site are being sent already")
	// ErrExpired is returned for a plan that is too old to be sent.
	ErrExpired = errors.New("the plan is too old to be sent")
)

// RelayError is a relay that takes no messages at all. Nothing of the plan is lost: what
// was not settled is sent when the plan is sent again.
type RelayError struct{ Fault Fault }

func (e *RelayError) Error() string { return "the relay takes no messages: " + e.Fault.Error() }

// ResendError is a message that was named to be sent again and that may not be.
type ResendError struct {
	Number int
	State  State // empty for a message that the plan does not have, or that was not sent yet
}

func (e *ResendError) Error() string {
	if e.State == "" {
		return fmt.Sprintf("message %d is not one that was sent", e.Number)
	}
	return fmt.Sprintf("message %d is %s; only one that failed or is uncertain can be sent again", e.Number, e.State)
}

// Send sends every message of an outbox that is not settled yet, each to its one address,
// and writes what became of them into its journal and its report. A message that may have
// been accepted is never sent again, except where resend names its number. What an earlier
// plan of the same site sent, with the same content to the same place, counts as sent.
//
// When ctx ends, the message under way is finished and the rest is left for the next time.
// The report is right even where there is an error.
func (s *Sender) Send(ctx context.Context, box *Outbox, resend []int) (Report, error) {
	if err := s.Relay.Check(); err != nil {
		return Report{}, err
	}
	lock := flock.New(filepath.Join(filepath.Dir(box.Dir), "send.lock"), flock.SetPermissions(privateFile))
	switch ok, err := lock.TryLock(); {
	case err != nil:
		return Report{}, err
	case !ok:
		return Report{}, ErrSending
	}
	defer lock.Close()
	journal, err := OpenJournal(box.Dir, box.Hash, s.Clock.Now())
	if err != nil {
		return Report{}, err
	}
	defer journal.Close()
	r := &sending{Sender: s, box: box, journal: journal}
	if r.from, err = bare(box.Envelope.Sender); err == nil {
		err = r.queue(resend)
	}
	if err == nil {
		err = r.all(ctx)
	}
	if r.session != nil {
		r.session.end()
	}
	report := reportOf(box, journal.fates)
	return report, errors.Join(err, report.write(box.Dir))
}

// Expired is ErrExpired after the last day on which the plan may be sent.
func (o *Outbox) Expired(now time.Time) error {
	if last := o.Envelope.Expires; last != "" && now.Format(time.DateOnly) > last {
		return fmt.Errorf("%w: its last day was %s", ErrExpired, last)
	}
	return nil
}

// sending is a run of Send.
type sending struct {
	*Sender
	box     *Outbox
	journal *Journal
	from    string // the sender's bare address
	session *session
	last    time.Time // when the last message was tried
}

// queue puts into the journal what it does not hold yet.
func (r *sending) queue(resend []int) error {
	records, err := unsaid(r.box, r.journal.fates, resend, r.Clock.Now())
	if err != nil {
		return err
	}
	return r.journal.Add(records...)
}

// all tries every message that is not settled until each is, or until the relay takes no
// more.
func (r *sending) all(ctx context.Context) error {
	open := unsettled(r.box, r.journal.fates)
	for {
		if r.Step != nil {
			r.Step(len(r.box.entries)-len(open), len(r.box.entries))
		}
		if len(open) == 0 {
			return nil
		}
		next, due := r.next(open)
		if err := r.sleep(ctx, due, open[next].Number); err != nil {
			return err
		}
		if err := r.box.Expired(r.Clock.Now()); err != nil {
			return err
		}
		if err := r.try(ctx, open[next]); err != nil {
			return err
		}
		if f, _ := r.journal.Fate(open[next].Number); f.State != Queued && f.State != Deferred {
			open = slices.Delete(open, next, next+1)
		}
	}
}

// next is the first message that is due, or else the one that is due first.
func (r *sending) next(open []Entry) (i int, due time.Time) {
	now := r.Clock.Now()
	for n, e := range open {
		f, _ := r.journal.Fate(e.Number)
		if !f.Next.After(now) {
			return n, f.Next
		}
		if n == 0 || f.Next.Before(due) {
			i, due = n, f.Next
		}
	}
	return i, due
}

// sleep waits until a message is due and the rate allows it.
func (r *sending) sleep(ctx context.Context, due time.Time, number int) error {
	now := r.Clock.Now()
	if wait := due.Sub(now); wait > 0 {
		// The relay need not keep a connection for us meanwhile.
		if r.session != nil && wait > idle {
			r.session.end()
			r.session = nil
		}
		if f, _ := r.journal.Fate(number); r.Waiting != nil {
			r.Waiting(due, f.Text)
		}
	}
	if r.Rate > 0 && !r.last.IsZero() {
		if free := r.last.Add(time.Minute / time.Duration(r.Rate)); free.After(due) {
			due = free
		}
	}
	if wait := due.Sub(now); wait > 0 {
		return r.Clock.Sleep(ctx, wait)
	}
	return ctx.Err()
}

// idle is how long a connection that is not used is kept.
const idle = 10 * time.Second

// try sends a message once and writes down what became of it. An error ends the run.
func (r *sending) try(ctx context.Context, e Entry) error {
	message, err := r.box.Message(e.Number - 1)
	if err != nil {
		return err
	}
	if err := lines(message); err != nil {
		return fmt.Errorf("%s: %w", e.File, err)
	}
	if err := r.connect(ctx); err != nil {
		return err
	}
	f, _ := r.journal.Fate(e.Number)
	r.last = r.Clock.Now()
	record := func(s State, code int, text string) Record {
		return Record{At: r.Clock.Now(), Number: e.Number, State: s, Try: f.Try + 1, Code: code, Text: text}
	}
	fault := r.session.offer(r.from, e.Address)
	var reply string
	if fault == nil {
		reply, fault, err = r.session.hand(message, func() error { return r.journal.Add(record(Sending, 0, "")) })
	}
	if err != nil {
		return err
	}
	if fault == nil {
		return r.journal.Add(record(Accepted, 250, reply))
	}
	if fault.Code == 0 || fault.Code == 421 {
		r.session.cut()
	}
	switch {
	case fault.Step == "end" && fault.Code == 0:
		return r.journal.Add(record(Uncertain, 0, fault.Error()))
	case fault.refused():
		if fault.Step == "RCPT" && fault.Code/100 == 5 {
			// Before the journal: a message that failed is not offered again.
			if err := r.remember(e, fault); err != nil {
				return err
			}
		}
		err := r.journal.Add(record(Failed, fault.Code, fault.Error()))
		if fault.Step == "MAIL" {
			// That is about the sender, so the next message would fare no better.
			err = errors.Join(err, &RelayError{*fault})
		}
		return err
	}
	return r.journal.Add(r.later(f, record(Deferred, fault.Code, fault.Error())))
}

// remember keeps an address that the relay refused, as one whose message came back: the next
// plan refuses it until it is confirmed.
func (r *sending) remember(e Entry, fault *Fault) error {
	day := r.Clock.Now().UTC().Truncate(24 * time.Hour)
	status := enhanced.FindString(fault.Text)
	if status == "" {
		status = "5.0.0"
	}
	_, err := AddBounces(filepath.Dir(r.box.Dir), []Bounce{{day, e.Place(), e.Address, "failed", status, guarded(fault.Error())}})
	return err
}

// enhanced is the status that a relay may give beside its code (RFC 3463).
var enhanced = regexp.MustCompile(`\b5\.\d{1,3}\.\d{1,3}\b`)

// later says when a message that was deferred is tried again, or that it is given up.
func (r *sending) later(before Fate, d Record) Record {
	first := before.First
	if first.IsZero() {
		first = d.At
	}
	d.Next = d.At.Add(backoff(d.Try))
	if d.Try > r.Retries || d.Next.After(first.Add(r.RetryFor)) {
		d.State, d.Next = Failed, time.Time{}
		d.Text = fmt.Sprintf("given up after %d tries: %s", d.Try, d.Text)
	}
	return d
}

// connect makes sure that there is a session. A relay that cannot be reached is waited for
// as long as a message would be.
func (r *sending) connect(ctx context.Context) error {
	if r.session != nil {
		if r.session.ready() {
			return nil
		}
		r.session.cut()
		r.session = nil
	}
	started := r.Clock.Now()
	for try := 1; ; try++ {
		session, fault := r.Relay.connect(ctx)
		if fault == nil {
			r.session = session
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		wait := backoff(try)
		again := r.Clock.Now().Add(wait)
		if fault.refused() || try > r.Retries || again.After(started.Add(r.RetryFor)) {
			return &RelayError{*fault}
		}
		if r.Waiting != nil {
			r.Waiting(again, fault.Error())
		}
		if err := r.Clock.Sleep(ctx, wait); err != nil {
			return err
		}
	}
}

// backoff is how long to wait after a try: a minute, then twice as long each time, to a
// quarter of an hour.
func backoff(try int) time.Duration {
	return min(time.Minute<<min(try-1, 8), 15*time.Minute)
}
