package mail

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"rollcall/generator/attendance"
)

// step is a moment of a delivery at which a test relay does something.
type step string

const (
	atConnect step = "connect"
	atMail    step = "MAIL"
	atRcpt    step = "RCPT"
	atData    step = "DATA"   // before the message is read
	atEnd     step = "end"    // the message was read; nothing was said yet
	atAnswer  step = "answer" // the relay keeps the message and is about to say so
)

// act is what a relay does at a step: the n-th time it comes there, from 1. Its error is
// the reply; errDrop cuts the connection.
type act func(at step, n int) error

type dropped struct{}

func (dropped) Error() string { return "connection dropped" }

var errDrop error = dropped{}

func reply(code int, text string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode{code / 100, 0, 0}, Message: text}
}

// once does something the first time that a step comes.
func once(at step, err error) act {
	return func(s step, n int) error {
		if s == at && n == 1 {
			return err
		}
		return nil
	}
}

// firstTwo does something the first two times that a step comes.
func firstTwo(at step, err error) act {
	return func(s step, n int) error {
		if s == at && n <= 2 {
			return err
		}
		return nil
	}
}

// always does something whenever a step comes.
func always(at step, err error) act {
	return func(s step, _ int) error {
		if s == at {
			return err
		}
		return nil
	}
}

// taken is a message that a relay accepted.
type taken struct{ from, to, sha256 string }

// testRelay is an SMTP server that keeps what it accepts.
type testRelay struct {
	*smtp.Server
	port int
	auth bool
	act  act

	mu    sync.Mutex
	times map[step]int
	taken []taken
}

// startRelay starts a relay. With settings it offers STARTTLS, or with whole speaks TLS
// from the start.
func startRelay(t testing.TB, a act, settings *tls.Config, whole bool) *testRelay {
	t.Helper()
	if a == nil {
		a = func(step, int) error { return nil }
	}
	r := &testRelay{act: a, times: make(map[step]int)}
	r.Server = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		if err := r.at(atConnect, c); err != nil {
			return nil, err
		}
		return &delivery{relay: r, conn: c}, nil
	}))
	r.Domain = "relay.example"
	r.ErrorLog = log.New(io.Discard, "", 0)
	var l net.Listener
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r.port = l.Addr().(*net.TCPAddr).Port
	if whole {
		l = tls.NewListener(l, settings)
	} else {
		r.TLSConfig = settings
	}
	go r.Serve(l)
	t.Cleanup(func() { r.Close() })
	return r
}

// at counts a step and does what the test wants there.
func (r *testRelay) at(s step, c *smtp.Conn) error {
	r.mu.Lock()
	r.times[s]++
	n := r.times[s]
	r.mu.Unlock()
	err := r.act(s, n)
	if err == errDrop {
		c.Conn().Close()
		return reply(421, "gone")
	}
	return err
}

func (r *testRelay) accepted() []taken {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]taken(nil), r.taken...)
}

func (r *testRelay) count(s step) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.times[s]
}

type delivery struct {
	relay    *testRelay
	conn     *smtp.Conn
	from, to string
}

func (d *delivery) Reset()        { d.from, d.to = "", "" }
func (d *delivery) Logout() error { return nil }

func (d *delivery) Mail(from string, _ *smtp.MailOptions) error {
	d.from = from
	return d.relay.at(atMail, d.conn)
}

func (d *delivery) Rcpt(to string, _ *smtp.RcptOptions) error {
	if d.to != "" {
		return reply(452, "one recipient only")
	}
	d.to = to
	return d.relay.at(atRcpt, d.conn)
}

func (d *delivery) Data(r io.Reader) error {
	if err := d.relay.at(atData, d.conn); err != nil {
		return err
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, r); err != nil {
		return err
	}
	if err := d.relay.at(atEnd, d.conn); err != nil {
		return err
	}
	d.relay.mu.Lock()
	d.relay.taken = append(d.relay.taken, taken{d.from, d.to, hex.EncodeToString(sum.Sum(nil))})
	d.relay.mu.Unlock()
	return d.relay.at(atAnswer, d.conn)
}

func (d *delivery) AuthMechanisms() []string {
	if d.relay.auth {
		return []string{sasl.Plain}
	}
	return nil
}

func (d *delivery) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "rollcall" || password != "let me in" {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

// certificate makes a certificate for 127.0.0.1, and a file of it that vouches for itself.
func certificate(t testing.TB) (*tls.Config, *x509.CertPool, string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "relay.example"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	file := filepath.Join(t.TempDir(), "relay.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}, pool, file
}

// plannedOutbox makes a plan of n letters, each to a school of its own.
func plannedOutbox(t testing.TB, n int) *Outbox {
	t.Helper()
	return planIn(t, t.TempDir(), lettersOf(n))
}

func planIn(t testing.TB, dir string, letters []Letter) *Outbox {
	t.Helper()
	env := Envelope{Council: "Wexcombe Council", Sender: "Wexcombe Council <attendance@wexcombe.example>", Domains: []string{"schools.example"}, Edition: "2026-05-08", Day: "2026-05-08", Expires: "2026-06-08", BaseHref: "https://wexcombe.example/"}
	hash, err := WriteOutbox(dir, env, letters, nil)
	if err != nil {
		t.Fatal(err)
	}
	box, err := Open(filepath.Join(dir, hash))
	if err != nil {
		t.Fatal(err)
	}
	return box
}

func lettersOf(n int) []Letter {
	letters := make([]Letter, n)
	for i := range letters {
		urn := fmt.Sprint(100001 + i)
		letters[i] = Letter{Place: attendance.Place{Level: attendance.LevelSchool, Code: urn}, Name: "School " + urn, To: Recipient{"head" + urn + "@schools.example", "headteacher", "en"},
			Subject: "Attendance rose", Preheader: "It rose at school " + urn, HTML: "<!doctype html><html><body><p>School " + urn + "</p></body></html>", Text: "School " + urn + "\n.\n..two dots begin this line"}
	}
	return letters
}

// handClock is a clock that goes on only when somebody sleeps.
type handClock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func (c *handClock) clock() Clock {
	return Clock{
		Now: func() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.now },
		Sleep: func(ctx context.Context, d time.Duration) error {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.now = c.now.Add(d)
			c.slept = append(c.slept, d)
			return ctx.Err()
		},
	}
}

// senderTo sends to a relay on this machine, without encryption and at once.
func senderTo(port int) (*Sender, *handClock) {
	clock := &handClock{now: noon}
	return &Sender{
		Relay:   Relay{Host: "127.0.0.1", Port: port, TLS: "none", Timeouts: Timeouts{5 * time.Second, 5 * time.Second, 5 * time.Second, 5 * time.Second}},
		Retries: 3, RetryFor: time.Hour, Clock: clock.clock(),
	}, clock
}
