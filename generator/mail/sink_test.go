package mail

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// sink starts Postfix's smtp-sink with options and returns its port, and where it puts
// what it accepts.
func sink(t *testing.T, options ...string) (port int, dump string) {
	t.Helper()
	program, err := exec.LookPath("smtp-sink")
	if err != nil {
		program = "/usr/sbin/smtp-sink"
	}
	if _, err := os.Stat(program); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("smtp-sink is missing: install postfix")
		}
		t.Skip("smtp-sink is missing: install postfix")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port = l.Addr().(*net.TCPAddr).Port
	l.Close()
	// It gives up the rights of root, and then cannot reach a folder of ours.
	if dump, err = os.MkdirTemp("", "sink"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dump) })
	if os.Geteuid() == 0 {
		os.Chmod(dump, 0o777)
		options = append(options, "-u", "nobody")
	}
	c := exec.Command(program, append(options, "-d", dump+"/m.", fmt.Sprint("127.0.0.1:", port), "50")...)
	var output bytes.Buffer
	c.Stderr = &output
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Process.Kill(); c.Wait() })
	for range 200 {
		if conn, err := net.Dial("tcp", fmt.Sprint("127.0.0.1:", port)); err == nil {
			conn.Close()
			return port, dump
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("smtp-sink does not start: %s", &output)
	return 0, ""
}

// dumped counts the messages that a sink accepted, by recipient.
func dumped(t *testing.T, dir string) map[string]int {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "m.*"))
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]int)
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			if to, ok := strings.CutPrefix(line, "X-Rcpt-Args: "); ok {
				got[strings.Trim(strings.TrimSpace(to), "<>")]++
			}
		}
	}
	return got
}

// Against another server than the one of the other tests: what it does at a step is told
// for what it is, and never taken for a success.
func TestSink(t *testing.T) {
	const fine, gone = "accepted accepted", "failed failed"
	for _, c := range []struct {
		options string
		states  string
		reply   string // of the first message, or of the relay
		stops   bool
	}{
		{options: "", states: fine, reply: "2.0.0 Ok"},
		{options: "-e", states: fine, reply: "Ok"}, // HELO only
		{options: "-r CONNECT", states: "queued queued", reply: "450", stops: true},
		{options: "-r MAIL", states: gone, reply: "given up after 2 tries: MAIL: 450"},
		{options: "-r RCPT", states: gone, reply: "given up after 2 tries: RCPT: 450"},
		{options: "-r DATA", states: gone, reply: "given up after 2 tries: DATA: 450"},
		{options: "-r .", states: gone, reply: "given up after 2 tries: end: 450"},
		{options: "-f CONNECT", states: "queued queued", reply: "500", stops: true},
		{options: "-f EHLO,HELO", states: "queued queued", reply: "500", stops: true},
		{options: "-f MAIL", states: "failed queued", reply: "MAIL: 500", stops: true},
		{options: "-f RCPT", states: gone, reply: "RCPT: 500"},
		{options: "-f DATA", states: gone, reply: "DATA: 500"},
		{options: "-f .", states: gone, reply: "end: 500"},
		{options: "-q CONNECT", states: "queued queued", reply: "connect: ", stops: true},
		{options: "-q EHLO,HELO", states: "queued queued", reply: "EHLO: ", stops: true},
		{options: "-q MAIL", states: gone, reply: "given up after 2 tries: MAIL: "},
		{options: "-q RCPT", states: gone, reply: "given up after 2 tries: RCPT: "},
		{options: "-q DATA", states: gone, reply: "given up after 2 tries: DATA: "},
		{options: "-q .", states: "uncertain uncertain", reply: "end: "},
		{options: "-q RSET", states: fine, reply: "Ok"},
		{options: "-Q RCPT", states: gone, reply: "given up after 2 tries: RCPT: 421"},
		{options: "-Q .", states: gone, reply: "given up after 2 tries: end: 421"},
		{options: "-W MAIL:3", states: gone, reply: "given up after 2 tries: MAIL: no reply in time"},
		{options: "-W DATA:3", states: gone, reply: "given up after 2 tries: DATA: no reply in time"},
		{options: "-W .:3", states: "uncertain uncertain", reply: "end: no reply in time"},
	} {
		t.Run(c.options, func(t *testing.T) {
			t.Parallel()
			port, dump := sink(t, strings.Fields(c.options)...)
			box := plannedOutbox(t, 2)
			s, _ := senderTo(port)
			s.Retries = 1
			if strings.HasPrefix(c.options, "-W") {
				s.Relay.Timeouts = Timeouts{time.Second, 300 * time.Millisecond, 300 * time.Millisecond, 300 * time.Millisecond}
			}
			report, err := s.Send(context.Background(), box, nil)
			var relay *RelayError
			if errors.As(err, &relay) != c.stops || err != nil && !c.stops {
				t.Errorf("it ended with %v", err)
			}
			if got := states(report); got != c.states {
				t.Errorf("%s, want %s", got, c.states)
			}
			if said := report.Rows[0].Text + fmt.Sprint(err); !strings.Contains(said, c.reply) {
				t.Errorf("told of %q, want %q", said, c.reply)
			}
			if got := dumped(t, dump); c.states == fine && (len(got) != 2 || got[box.Entries()[0].Address] != 1 || got[box.Entries()[1].Address] != 1) {
				t.Errorf("it took %v", got)
			} else if c.states == gone && strings.Contains(c.options, "MAIL") && len(got) > 0 {
				t.Errorf("%s took %v", strconv.Quote(c.options), got)
			}
		})
	}
}
