//go:build linux

package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/csv"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"math/big"
	random "math/rand/v2"
	"net"
	"net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// The real program sends a plan over a relay that asks for encryption and a password. It
// is killed at every step of a delivery and started again: each message arrives once at
// its own address, except those that are told as uncertain, which wait to be named.
// ROLLCALL_KILLS says how often.
func TestMailSend(t *testing.T) {
	kills := 8
	if n, err := strconv.Atoi(os.Getenv("ROLLCALL_KILLS")); err == nil {
		kills = n
	} else if testing.Short() {
		t.Skip("it kills the program 8 times")
	}
	b := newMailBench(t)
	b.plan()

	// Nothing is sent without --yes, with another certificate or with a wrong password.
	if code, said := b.send(); code != exitDone || !strings.Contains(said, "Nothing was sent. To send:") || !strings.Contains(said, "head.900001@") {
		t.Fatalf("%d: %s", code, said)
	}
	certificates := b.certificates
	b.certificates = os.DevNull
	if code, said := b.send("--yes"); code != exitInput || !strings.Contains(said, "STARTTLS") || !strings.Contains(said, "goes on where this stopped") {
		t.Fatalf("%d: %s", code, said)
	}
	b.certificates = certificates
	b.write("password.txt", "wrong")
	if code, said := b.send("--yes"); code != exitInput || !strings.Contains(said, "AUTH: 535") || strings.Contains(said, "wrong") {
		t.Fatalf("%d: %s", code, said)
	}
	b.write("password.txt", "let me in\n")
	if code, said := b.send("--yes", "--resend", "3"); code != exitUsage {
		t.Fatalf("%d: %s", code, said)
	}
	if n := len(b.taken); n > 0 {
		t.Fatalf("%d messages were sent", n)
	}

	uncertain := 0
	for done := 0; done < kills; {
		for finished := false; !finished && done < kills; {
			if finished = b.killed(done, 1+random.IntN(2)); !finished {
				done++
			}
			b.check()
		}
		code, said := b.send("--yes")
		states := b.check()
		n := states["uncertain"]
		if uncertain += n; states["accepted"]+n != len(b.entries) || (code == exitDone) != (n == 0) {
			t.Fatalf("%d, %v: %s", code, states, said)
		}
		if n == 0 && done < kills {
			b.plan()
		}
		if n == 0 {
			continue
		}
		var named []string
		for number, state := range b.states {
			if state == "uncertain" {
				named = append(named, number)
			}
		}
		if code, said := b.send("--yes", "--resend", strings.Join(named, ",")); code != exitDone {
			t.Fatalf("%d: %s", code, said)
		}
		b.taken = nil
		if done < kills {
			b.plan()
		}
	}
	t.Logf("killed %d times; %d messages were left uncertain", kills, uncertain)
	b.bounce()
}

// mailBench is a site, and a relay for its letters.
type mailBench struct {
	t            *testing.T
	program      string
	dir          string
	hash         string
	certificates string
	entries      map[string][]string // of the plan, by address
	states       map[string]string   // of the report, by number

	mu    sync.Mutex
	taken []string // addresses
	step  func(name string)
}

func newMailBench(t *testing.T) *mailBench {
	dir := t.TempDir()
	b := &mailBench{t: t, dir: dir, program: filepath.Join(dir, "rollcall"), certificates: filepath.Join(dir, "relay.pem")}
	if message, err := exec.Command("go", "build", "-o", b.program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, message)
	}
	port := b.relay()
	b.run("sample", "town", "--schools", "20", "--clusters", "2", "--years", "1")
	site, err := os.ReadFile(filepath.Join(dir, "town", "site.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	local := fmt.Sprintf("relay: localhost\n  port: %d\n  user: rollcall\n  password_file: password.txt\n  rate: 600", port)
	b.write("site.yaml", strings.Replace(string(site), "relay: smtp.wexcombe.example", local, 1))
	b.write("password.txt", "let me in\n")
	b.run("build", "town", "--edition", "headteacher", "--quiet")
	return b
}

func (b *mailBench) write(name, text string) {
	b.t.Helper()
	if err := os.WriteFile(filepath.Join(b.dir, "town", name), []byte(text), 0o600); err != nil {
		b.t.Fatal(err)
	}
}

func (b *mailBench) command(args ...string) *exec.Cmd {
	c := exec.Command(b.program, args...)
	c.Dir = b.dir
	c.Env = append(os.Environ(), "SSL_CERT_FILE="+b.certificates, "SSL_CERT_DIR="+filepath.Join(b.dir, "none"))
	return c
}

func (b *mailBench) run(args ...string) string {
	b.t.Helper()
	said, err := b.command(args...).CombinedOutput()
	if err != nil {
		b.t.Fatalf("rollcall %q: %v\n%s", args, err, said)
	}
	return string(said)
}

// plan makes the plan anew, as if nothing of it had ever been sent.
func (b *mailBench) plan() {
	b.t.Helper()
	if err := os.RemoveAll(filepath.Join(b.dir, "town", "mail")); err != nil {
		b.t.Fatal(err)
	}
	b.run("mail", "plan", "town", "--quiet")
	plans, err := filepath.Glob(filepath.Join(b.dir, "town", "mail", "*", "plan.csv"))
	if err != nil || len(plans) != 1 {
		b.t.Fatalf("%v, %v", plans, err)
	}
	b.hash = filepath.Base(filepath.Dir(plans[0]))
	b.entries = make(map[string][]string)
	for _, row := range b.rows("plan.csv") {
		b.entries[row[5]+" "+row[2]] = row
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.taken = nil
}

// rows are those of a list in the outbox.
func (b *mailBench) rows(name string) [][]string {
	b.t.Helper()
	f, err := os.Open(filepath.Join(b.dir, "town", "mail", b.hash, name))
	if err != nil {
		b.t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		b.t.Fatal(err)
	}
	return rows[1:]
}

func (b *mailBench) send(options ...string) (code int, said string) {
	b.t.Helper()
	c := b.command(append([]string{"mail", "send", "town", "--plan", b.hash}, options...)...)
	output, _ := c.CombinedOutput()
	return c.ProcessState.ExitCode(), string(output)
}

// killed sends, and kills the program when it comes to a step for the n-th time. It
// reports whether the program came to its end first.
func (b *mailBench) killed(way, n int) (finished bool) {
	b.t.Helper()
	c := b.command("mail", "send", "town", "--plan", b.hash, "--yes", "--quiet")
	if err := c.Start(); err != nil {
		b.t.Fatal(err)
	}
	gone := make(chan struct{})
	go func() { c.Wait(); close(gone) }()
	kill := func() { c.Process.Kill(); <-gone }
	steps := []string{"MAIL", "RCPT", "DATA", "end", "answer", ""}
	at := steps[way%len(steps)]
	if at == "" {
		time.Sleep(time.Duration(random.IntN(600)) * time.Millisecond)
		kill()
	}
	b.mu.Lock()
	b.step = func(name string) {
		if name != at {
			return
		}
		if n--; n == 0 {
			kill()
		}
	}
	b.mu.Unlock()
	<-gone
	b.mu.Lock()
	defer b.mu.Unlock()
	b.step = nil
	return c.ProcessState.ExitCode() >= 0
}

// check compares what the relay took with what the journal says, by way of a report.
func (b *mailBench) check() map[string]int {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	have := make(map[string]int)
	for _, to := range b.taken {
		if have[to]++; b.entries[to] == nil || have[to] > 1 {
			b.t.Fatalf("%s was taken %d times; in the plan it is %q", to, have[to], b.entries[to])
		}
	}
	states := make(map[string]int)
	b.states = make(map[string]string)
	if _, err := os.Stat(filepath.Join(b.dir, "town", "mail", b.hash, "report.csv")); err != nil {
		return states // killed before the first report
	}
	for _, row := range b.rows("report.csv") {
		states[row[4]]++
		b.states[row[0]] = row[4]
		if n := have[row[3]+" "+row[1]]; row[4] == "accepted" && n != 1 || row[4] == "failed" {
			b.t.Fatalf("message %s is %s and was taken %d times", row[0], row[4], n)
		}
	}
	return states
}

// bounce reads a report of a message that came back: the next plan refuses its address.
func (b *mailBench) bounce() {
	b.t.Helper()
	to := "head.900001@schools.wexcombe.example"
	row := b.entries[to+" 900001"]
	b.write("bounce.eml", `From: MAILER-DAEMON@relay.example
Date: `+time.Now().Format(time.RFC1123Z)+`
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; `+to+`
Action: failed
Status: 5.1.1

--x
Content-Type: text/rfc822-headers

Message-ID: `+row[7]+`

--x--
`)
	for _, want := range []string{"1 report, 1 new, 1 permanent", "1 report, 0 new, 1 permanent"} {
		if said := b.run("mail", "bounces", "town", "town/bounce.eml"); !strings.Contains(said, want) {
			b.t.Errorf("%s", said)
		}
	}
	said, err := b.command("mail", "plan", "town").CombinedOutput()
	if err == nil || !bytes.Contains(said, []byte("contact-bounced")) {
		b.t.Errorf("an address that takes no messages is planned for: %s", said)
	}
}

// relay starts the relay and returns its port.
func (b *mailBench) relay() int {
	b.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		b.t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(b.certificates, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		b.t.Fatal(err)
	}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &mailSession{bench: b}, nil }))
	server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
	server.ErrorLog = log.New(io.Discard, "", 0)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.t.Fatal(err)
	}
	go server.Serve(l)
	b.t.Cleanup(func() { server.Close() })
	return l.Addr().(*net.TCPAddr).Port
}

// at tells of a step.
func (b *mailBench) at(step string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.step != nil {
		b.step(step)
	}
}

// mailSession is a client of the relay, which takes messages only from who knows the
// password, and each only where its envelope and its header say the same.
type mailSession struct {
	bench *mailBench
	known bool
	to    string
}

func (s *mailSession) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *mailSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if s.known = user == "rollcall" && password == "let me in"; !s.known {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

func (s *mailSession) Reset()        { s.to = "" }
func (s *mailSession) Logout() error { return nil }

func (s *mailSession) Mail(string, *smtp.MailOptions) error {
	s.bench.at("MAIL")
	if !s.known {
		return smtp.ErrAuthRequired
	}
	return nil
}

func (s *mailSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.bench.at("RCPT")
	s.to = to
	return nil
}

func (s *mailSession) Data(r io.Reader) error {
	s.bench.at("DATA")
	m, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, m.Body); err != nil {
		return err
	}
	if to := m.Header.Get("To"); to != "<"+s.to+">" {
		return fmt.Errorf("to %s, and the envelope says %s", to, s.to)
	}
	s.bench.at("end")
	s.bench.mu.Lock()
	for key, row := range s.bench.entries {
		if row[7] == m.Header.Get("Message-Id") && row[5] == s.to {
			s.bench.taken = append(s.bench.taken, key)
		}
	}
	s.bench.mu.Unlock()
	s.bench.at("answer")
	return nil
}
