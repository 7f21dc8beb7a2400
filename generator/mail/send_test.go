package mail

import (
	"context"
	"crypto/tls"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gofrs/flock"
)

// tookEach fails unless a relay accepted exactly these messages of a plan, once each, at
// their own addresses and byte for byte.
func tookEach(t *testing.T, box *Outbox, got []taken, numbers ...int) {
	t.Helper()
	var want []taken
	for _, n := range numbers {
		e := box.Entries()[n-1]
		want = append(want, taken{"attendance@wexcombe.example", e.Address, e.SHA256})
	}
	byTo := func(a, b taken) int { return strings.Compare(a.to, b.to) }
	slices.SortFunc(got, byTo)
	slices.SortFunc(want, byTo)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the relay took %v, want messages %v", got, numbers)
	}
}

func states(r Report) string {
	var out []string
	for _, row := range r.Rows {
		out = append(out, string(row.State))
	}
	return strings.Join(out, " ")
}

// Whatever a relay does to the first of three messages, the other two arrive, and the
// first arrives once or is told of.
func TestSendEveryCase(t *testing.T) {
	const fine = "accepted accepted accepted"
	type test struct {
		name   string
		act    act
		states string
		slept  time.Duration // before the first was tried again
		reply  string        // of the first message
		stops  bool          // the run ends early
		taken  []int
	}
	tests := []test{
		{name: "accepted", states: fine, reply: "OK: queued", taken: []int{1, 2, 3}},
		// go-smtp opens a session at EHLO; refused there, a client says HELO instead.
		{name: "4xx connect", act: firstTwo(atConnect, reply(421, "too busy")), states: fine, slept: time.Minute, taken: []int{1, 2, 3}},
		{name: "drop connect", act: once(atConnect, errDrop), states: fine, slept: time.Minute, taken: []int{1, 2, 3}},
		{name: "5xx connect", act: always(atConnect, reply(554, "no service")), states: "queued queued queued", stops: true},
		{name: "5xx MAIL", act: always(atMail, reply(550, "not you")), states: "failed queued queued", reply: "MAIL: 550", stops: true},
		{name: "5xx end", act: once(atEnd, reply(554, "refused")), states: "failed accepted accepted", reply: "end: 554", taken: []int{2, 3}},
		{name: "5xx RCPT", act: once(atRcpt, reply(550, "no such mailbox")), states: "failed accepted accepted", reply: "RCPT: 550", taken: []int{2, 3}},
		{name: "5xx DATA", act: once(atData, reply(554, "not today")), states: "failed accepted accepted", reply: "554", taken: []int{2, 3}},
		{name: "drop end", act: once(atEnd, errDrop), states: "uncertain accepted accepted", reply: "end: ", taken: []int{2, 3}},
		{name: "drop after it was taken", act: once(atAnswer, errDrop), states: "uncertain accepted accepted", reply: "end: ", taken: []int{1, 2, 3}},
		// go-smtp speaks of DATA after it asked for the message, so a connection cut there
		// leaves open what became of it.
		{name: "drop DATA", act: once(atData, errDrop), states: "uncertain accepted accepted", taken: []int{2, 3}},
	}
	for _, at := range []step{atMail, atRcpt, atData, atEnd} {
		tests = append(tests, test{name: "4xx " + string(at), act: once(at, reply(451, "try later")), states: fine, slept: time.Minute, taken: []int{1, 2, 3}})
		tests = append(tests, test{name: "421 " + string(at), act: once(at, reply(421, "going down")), states: fine, slept: time.Minute, taken: []int{1, 2, 3}})
		stop := ""
		if at == atMail {
			stop = "given up after 4 tries: MAIL: 451"
		}
		tests = append(tests, test{name: "4xx always " + string(at), act: always(at, reply(451, "try later")), states: "failed failed failed", slept: time.Minute, reply: stop})
	}
	for _, at := range []step{atMail, atRcpt} {
		tests = append(tests, test{name: "drop " + string(at), act: once(at, errDrop), states: fine, slept: time.Minute, taken: []int{1, 2, 3}})
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			relay := startRelay(t, c.act, nil, false)
			box := plannedOutbox(t, 3)
			s, clock := senderTo(relay.port)
			report, err := s.Send(context.Background(), box, nil)
			var stopped *RelayError
			if errors.As(err, &stopped) != c.stops || err != nil && !c.stops {
				t.Errorf("it ended with %v", err)
			}
			if got := states(report); got != c.states {
				t.Errorf("%s, want %s", got, c.states)
			}
			if first := report.Rows[0]; !strings.Contains(first.Text, c.reply) {
				t.Errorf("the first: %q, want %q", first.Text, c.reply)
			}
			if slept := slices.Concat(clock.slept, []time.Duration{0})[0]; slept != c.slept {
				t.Errorf("slept %v", clock.slept)
			}
			tookEach(t, box, relay.accepted(), c.taken...)
			written, err := ReadReport(box)
			if err != nil || states(written) != states(report) {
				t.Errorf("the journal says %s, %v", states(written), err)
			}
			// An address that the relay refused for good is remembered, and no other.
			bounced, err := Bounced(filepath.Dir(box.Dir))
			if want := c.name == "5xx RCPT"; err != nil || len(bounced) > 0 != want {
				t.Errorf("%v, %v", bounced, err)
			}
			for to, b := range bounced {
				if to != "head100001@schools.example" || !b.Permanent() || !strings.HasPrefix(b.Diagnostic, "RCPT: 550") || b.Place.Code != "100001" {
					t.Errorf("%s: %+v", to, b)
				}
			}
			// Nothing that is settled is sent again.
			relay.act = func(step, int) error { return nil }
			again, err := s.Send(context.Background(), box, nil)
			if err != nil {
				t.Error(err)
			}
			for i, row := range report.Rows {
				if row.State != Queued && again.Rows[i].State != row.State {
					t.Errorf("message %d was %s and is %s", i+1, row.State, again.Rows[i].State)
				}
			}
		})
	}
}

// A relay that does not answer is waited for no longer than the limits say.
func TestSendSilence(t *testing.T) {
	for at, want := range map[step]string{atMail: "accepted", atRcpt: "accepted", atEnd: "uncertain"} {
		t.Run(string(at), func(t *testing.T) {
			relay := startRelay(t, func(s step, n int) error {
				if s == at && n == 1 {
					time.Sleep(300 * time.Millisecond)
				}
				return nil
			}, nil, false)
			box := plannedOutbox(t, 1)
			s, clock := senderTo(relay.port)
			s.Relay.Timeouts = Timeouts{100 * time.Millisecond, 100 * time.Millisecond, 100 * time.Millisecond, 100 * time.Millisecond}
			clock.now = noon
			report, err := s.Send(context.Background(), box, nil)
			if err != nil || states(report) != want {
				t.Errorf("%s, %v", states(report), err)
			}
			if want == "accepted" {
				tookEach(t, box, relay.accepted(), 1)
			}
		})
	}
}

// The relay cannot have a message before the disk has the word that it is being sent.
func TestSendAnnouncesFirst(t *testing.T) {
	box := plannedOutbox(t, 5)
	relay := startRelay(t, func(at step, n int) error {
		if at == atEnd {
			fates, err := Fates(box.Dir, box.Hash)
			if err != nil || fates[n].State != Uncertain {
				t.Errorf("message %d is whole at the relay and %s in the journal: %v", n, fates[n].State, err)
			}
		}
		return nil
	}, nil, false)
	s, _ := senderTo(relay.port)
	if _, err := s.Send(context.Background(), box, nil); err != nil {
		t.Fatal(err)
	}
	tookEach(t, box, relay.accepted(), 1, 2, 3, 4, 5)
}

// A journal that cannot be written ends the run before the message ends.
func TestSendWithoutJournal(t *testing.T) {
	relay := startRelay(t, nil, nil, false)
	s, _ := senderTo(relay.port)
	session, fault := s.Relay.connect(context.Background())
	if fault != nil {
		t.Fatal(fault)
	}
	if fault := session.offer("a@wexcombe.example", "b@schools.example"); fault != nil {
		t.Fatal(fault)
	}
	full := errors.New("no space left on device")
	if _, _, err := session.hand([]byte("Subject: x\r\n\r\nhello\r\n"), func() error { return full }); err != full {
		t.Error(err)
	}
	session.end()
	relay.Shutdown(context.Background())
	if n := len(relay.accepted()); n != 0 {
		t.Errorf("the relay took %d messages", n)
	}
}

func TestSendEncryption(t *testing.T) {
	settings, roots, _ := certificate(t)
	_, strangers, _ := certificate(t)
	right := "let me in"
	for _, c := range []struct {
		name       string
		offers     *tls.Config
		whole      bool
		tls        string
		wrong      bool // another certificate than we know
		user, pass string
		fault      string
	}{
		{name: "STARTTLS", offers: settings, tls: "starttls"},
		{name: "TLS", offers: settings, whole: true, tls: "tls"},
		{name: "STARTTLS with AUTH", offers: settings, tls: "starttls", user: "rollcall", pass: right},
		{name: "TLS with AUTH", offers: settings, whole: true, tls: "tls", user: "rollcall", pass: right},
		{name: "a wrong password", offers: settings, tls: "starttls", user: "rollcall", pass: "guess", fault: "AUTH: 535"},
		{name: "STARTTLS with a wrong certificate", offers: settings, tls: "starttls", wrong: true, fault: "STARTTLS: "},
		{name: "TLS with a wrong certificate", offers: settings, whole: true, tls: "tls", wrong: true, fault: "connect: "},
		{name: "no STARTTLS", tls: "starttls", fault: "does not offer encryption"},
	} {
		t.Run(c.name, func(t *testing.T) {
			relay := startRelay(t, nil, c.offers, c.whole)
			relay.auth = c.user != ""
			box := plannedOutbox(t, 2)
			s, clock := senderTo(relay.port)
			s.Relay.TLS, s.Relay.User, s.Relay.Password, s.Relay.Roots = c.tls, c.user, c.pass, roots
			if c.wrong {
				s.Relay.Roots = strangers
			}
			report, err := s.Send(context.Background(), box, nil)
			if c.fault == "" {
				if err != nil {
					t.Fatal(err)
				}
				tookEach(t, box, relay.accepted(), 1, 2)
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.fault) || strings.Contains(err.Error(), c.pass) && c.pass != "" {
				t.Errorf("%v, want %s", err, c.fault)
			}
			if len(clock.slept) > 0 {
				t.Errorf("it waited for what cannot change: %v", clock.slept)
			}
			if states(report) != "queued queued" || len(relay.accepted()) > 0 {
				t.Errorf("%s", states(report))
			}
		})
	}
}

func TestRelayCheck(t *testing.T) {
	for want, r := range map[string]Relay{
		"relay is missing":   {TLS: "tls"},
		"none of starttls":   {Host: "h", TLS: "ssl"},
		"without encryption": {Host: "h", TLS: "none", User: "u", Password: "p"},
		"no password":        {Host: "h", TLS: "tls", User: "u"},
	} {
		if err := r.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v", r, err)
		}
	}
}

// Messages are evenly spaced, and what was deferred does not hold up the others.
func TestSendSpacing(t *testing.T) {
	relay := startRelay(t, once(atRcpt, reply(450, "greylisted")), nil, false)
	box := plannedOutbox(t, 4)
	s, clock := senderTo(relay.port)
	s.Rate = 30
	var waited []time.Time
	s.Waiting = func(until time.Time, _ string) { waited = append(waited, until) }
	if _, err := s.Send(context.Background(), box, nil); err != nil {
		t.Fatal(err)
	}
	// Three waits of 2 s, then the rest of the minute that message 1 has to wait.
	if want := []time.Duration{2 * time.Second, 2 * time.Second, 2 * time.Second, 54 * time.Second}; !slices.Equal(clock.slept, want) {
		t.Errorf("slept %v, want %v", clock.slept, want)
	}
	if want := []time.Time{noon.Add(time.Minute)}; !reflect.DeepEqual(waited, want) {
		t.Errorf("waited until %v", waited)
	}
	if n := relay.count(atConnect); n != 2 {
		t.Errorf("%d connections, want 2: one is not kept idle for a minute", n)
	}
}

func TestBackoff(t *testing.T) {
	for try, want := range map[int]time.Duration{1: time.Minute, 2: 2 * time.Minute, 4: 8 * time.Minute, 5: 15 * time.Minute, 500: 15 * time.Minute} {
		if got := backoff(try); got != want {
			t.Errorf("after try %d: %v, want %v", try, got, want)
		}
	}
}

// A deadline ends tries even where there may be more of them.
func TestSendDeadline(t *testing.T) {
	relay := startRelay(t, always(atRcpt, reply(450, "greylisted")), nil, false)
	s, clock := senderTo(relay.port)
	s.Retries, s.RetryFor = 100, 10*time.Minute
	report, err := s.Send(context.Background(), plannedOutbox(t, 1), nil)
	// At 0, 1, 3 and 7 minutes; the next would be at 15.
	if err != nil || states(report) != "failed" || report.Rows[0].Try != 4 || clock.now.Sub(noon) != 7*time.Minute {
		t.Errorf("%+v after %v, %v", report.Rows[0], clock.now.Sub(noon), err)
	}
}

// An uncertain message goes again only when somebody names it, and an accepted one never.
func TestResend(t *testing.T) {
	relay := startRelay(t, once(atAnswer, errDrop), nil, false)
	box := plannedOutbox(t, 2)
	s, _ := senderTo(relay.port)
	for range 2 {
		if report, err := s.Send(context.Background(), box, nil); err != nil || states(report) != "uncertain accepted" {
			t.Fatalf("%s, %v", states(report), err)
		}
	}
	var refused *ResendError
	for _, n := range []int{2, 3, 0, -1} {
		if _, err := s.Send(context.Background(), box, []int{n}); !errors.As(err, &refused) || refused.Number != n {
			t.Errorf("message %d: %v", n, err)
		}
	}
	if report, err := s.Send(context.Background(), box, []int{1}); err != nil || states(report) != "accepted accepted" {
		t.Errorf("%s, %v", states(report), err)
	}
	tookEach(t, box, relay.accepted(), 1, 1, 2)
}

// A plan made again with another school sends nothing that the plan before sent or may
// have sent.
func TestSendNotTwiceInTwoPlans(t *testing.T) {
	relay := startRelay(t, once(atEnd, errDrop), nil, false)
	dir := t.TempDir()
	first, second := planIn(t, dir, lettersOf(3)), planIn(t, dir, lettersOf(4))
	s, _ := senderTo(relay.port)
	if _, err := s.Send(context.Background(), first, nil); err != nil {
		t.Fatal(err)
	}
	report, err := s.Send(context.Background(), second, nil)
	if err != nil || states(report) != "uncertain accepted accepted accepted" || !strings.Contains(report.Rows[1].Reply(), first.Hash) {
		t.Errorf("%s, %v", states(report), err)
	}
	tookEach(t, second, relay.accepted(), 2, 3, 4)
	if report, err = s.Send(context.Background(), second, []int{1}); err != nil || states(report) != "accepted accepted accepted accepted" {
		t.Errorf("%s, %v", states(report), err)
	}
	tookEach(t, second, relay.accepted(), 1, 2, 3, 4)
}

func TestSendRefusals(t *testing.T) {
	relay := startRelay(t, nil, nil, false)
	send := func(box *Outbox, now time.Time) error {
		s, clock := senderTo(relay.port)
		clock.now = now
		_, err := s.Send(context.Background(), box, nil)
		return err
	}
	box := plannedOutbox(t, 1)
	if err := send(box, time.Date(2026, 6, 9, 0, 0, 1, 0, time.UTC)); !errors.Is(err, ErrExpired) {
		t.Errorf("too old: %v", err)
	}
	lock := flock.New(filepath.Join(filepath.Dir(box.Dir), "send.lock"))
	if ok, err := lock.TryLock(); !ok || err != nil {
		t.Fatal(err)
	}
	if err := send(box, noon); !errors.Is(err, ErrSending) {
		t.Errorf("two at once: %v", err)
	}
	lock.Unlock()
	name := filepath.Join(box.Dir, box.Entries()[0].File)
	data, _ := os.ReadFile(name)
	os.WriteFile(name, append(data, "more\r\n"...), 0o600)
	if err := send(box, noon); !errors.Is(err, ErrChanged) {
		t.Errorf("a message that was changed: %v", err)
	}
	os.WriteFile(name, data, 0o600)
	if n := len(relay.accepted()); n != 0 {
		t.Errorf("%d messages were sent", n)
	}
	if err := send(box, time.Date(2026, 6, 8, 23, 59, 59, 0, time.UTC)); err != nil {
		t.Errorf("on the last day: %v", err)
	}
	tookEach(t, box, relay.accepted(), 1)
}

// Stopped by hand, it finishes the message under way and keeps the rest for later.
func TestSendStopped(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	relay := startRelay(t, func(at step, n int) error {
		if at == atEnd && n == 2 {
			stop()
		}
		return nil
	}, nil, false)
	box := plannedOutbox(t, 4)
	s, _ := senderTo(relay.port)
	report, err := s.Send(ctx, box, nil)
	if !errors.Is(err, context.Canceled) || states(report) != "accepted accepted queued queued" {
		t.Errorf("%s, %v", states(report), err)
	}
	if report, err = s.Send(context.Background(), box, nil); err != nil || report.Count(Accepted) != 4 {
		t.Errorf("%s, %v", states(report), err)
	}
	tookEach(t, box, relay.accepted(), 1, 2, 3, 4)
}

func TestReport(t *testing.T) {
	relay := startRelay(t, once(atRcpt, reply(550, "=HYPERLINK(\"x\") <script>alert(1)</script>")), nil, false)
	letters := lettersOf(2)
	letters[0].Name = "=1+1 <b>School</b>"
	box := planIn(t, t.TempDir(), letters)
	s, _ := senderTo(relay.port)
	if _, err := s.Send(context.Background(), box, nil); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(filepath.Join(box.Dir, ReportCSV))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"number", "code", "name", "address", "state", "when", "reply"},
		{"1", "100001", "'=1+1 <b>School</b>", "head100001@schools.example", "failed", "2026-05-08T12:00:00Z", `RCPT: 550 5.0.0 =HYPERLINK("x") <script>alert(1)</script>`},
		{"2", "100002", "School 100002", "head100002@schools.example", "accepted", "2026-05-08T12:00:00Z", "250 2.0.0 OK: queued"},
	}
	if !reflect.DeepEqual(rows, want) {
		t.Errorf("got %q", rows)
	}
	page, _ := os.ReadFile(filepath.Join(box.Dir, ReportPage))
	for _, text := range []string{"1 of 2 messages were accepted", "1 failed", "&lt;script&gt;", "head100001@schools.example"} {
		if !strings.Contains(string(page), text) {
			t.Errorf("the page lacks %q", text)
		}
	}
	if strings.Contains(string(page), "<script>") {
		t.Error("a reply got into the page as markup")
	}
	for _, name := range []string{ReportCSV, ReportPage, JournalFile} {
		if info, err := os.Stat(filepath.Join(box.Dir, name)); err != nil || info.Mode().Perm() != privateFile {
			t.Errorf("%s can be read by others: %v", name, fmt.Sprint(info, err))
		}
	}
}
