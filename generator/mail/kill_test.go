package mail

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"
)

// TestSendProcess is no test: it is the process that TestKilledWhileSending kills.
func TestSendProcess(t *testing.T) {
	dir := os.Getenv("ROLLCALL_TEST_OUTBOX")
	if dir == "" {
		t.Skip("it is run by another test")
	}
	port, err := strconv.Atoi(os.Getenv("ROLLCALL_TEST_PORT"))
	if err != nil {
		t.Fatal(err)
	}
	box, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	s, clock := senderTo(port)
	clock.now = noon.Add(time.Duration(len(read(t, dir))) * time.Second) // it never goes back
	if _, err := s.Send(context.Background(), box, nil); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, dir string) []byte {
	data, err := os.ReadFile(filepath.Join(dir, JournalFile))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return data
}

// The process that sends 1,000 messages is killed at random moments, at every step of a
// delivery and at every state of the journal, and started again each time: no message is
// accepted twice, none is lost, none goes to a wrong address. Those that the protocol
// leaves open are told as uncertain, and not sent again until they are named.
// ROLLCALL_KILLS says how often.
func TestKilledWhileSending(t *testing.T) {
	kills := 24
	if n, err := strconv.Atoi(os.Getenv("ROLLCALL_KILLS")); err == nil {
		kills = n
	} else if testing.Short() {
		t.Skip("it kills a process 24 times")
	}
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	ways := make(map[killWay]int)
	uncertain := 0
	for done := 0; done < kills; {
		k := newKillBench(t, random)
		// Kills come after a few messages, or moments, so that all find something to stop.
		for ; done < kills && !k.finished; k.check() {
			way := killWays[done%len(killWays)]
			k.run(way, 1+random.IntN(max(1, 1200/kills)))
			if !k.finished {
				ways[way]++
				done++
			}
		}
		uncertain += k.finish()
	}
	t.Logf("seed %d: killed %d times, %v; %d messages were left uncertain", seed, kills, ways, uncertain)
	if uncertain > kills {
		t.Errorf("%d messages are uncertain after %d kills", uncertain, kills)
	}
}

// killWay is a moment to kill at: a step of a delivery, a state of the journal, or, where
// both are empty, any moment.
type killWay struct {
	at    step
	lost  bool // the relay drops what it has
	state State
}

var killWays = []killWay{
	{state: Queued}, // first, while the journal is made
	{}, {at: atConnect}, {at: atMail}, {at: atRcpt}, {at: atData}, {at: atEnd}, {at: atEnd, lost: true}, {at: atAnswer},
	{state: Sending}, {state: Accepted}, {state: Deferred}, {state: Failed}, {}, {}, {},
}

// killBench runs and kills the process.
type killBench struct {
	t      *testing.T
	random *rand.Rand
	box    *Outbox
	relay  *testRelay

	mu      sync.Mutex
	way     killWay
	left    int           // times that the way still has to come
	process *os.Process   // nil when it is not to be killed
	dead    chan struct{} // closed when the process is gone
	calm    bool          // the relay refuses nothing

	finished bool // the process came to its end
}

func newKillBench(t *testing.T, random *rand.Rand) *killBench {
	k := &killBench{t: t, random: random, box: plannedOutbox(t, 1000)}
	k.relay = startRelay(t, k.act, nil, false)
	return k
}

// finish lets the process come to its end, where every message is settled, and then sends
// by name what failed or is uncertain. It returns how many were uncertain.
func (k *killBench) finish() int {
	k.t.Helper()
	k.run(killWay{}, 0)
	k.check()
	report, err := ReadReport(k.box)
	if err != nil {
		k.t.Fatal(err)
	}
	uncertain := report.Count(Uncertain)
	if report.Count(Accepted)+report.Count(Failed)+uncertain != 1000 {
		k.t.Fatalf("not every message is settled: %s", states(report))
	}
	k.calm = true
	s, clock := senderTo(k.relay.port)
	clock.now = noon.Add(24 * time.Hour)
	named := append(report.Numbers(Uncertain), report.Numbers(Failed)...)
	if report, err = s.Send(context.Background(), k.box, named); err != nil || report.Count(Accepted) != 1000 {
		k.t.Fatalf("%d accepted in the end, %v", report.Count(Accepted), err)
	}
	have := make(map[string]bool)
	for _, m := range k.relay.accepted() {
		have[m.to] = true
	}
	if len(have) != 1000 {
		k.t.Fatalf("%d schools have their message", len(have))
	}
	return uncertain
}

// act is the relay's part: now and then it puts off or refuses a message, and at the step
// that was chosen it kills the sender.
func (k *killBench) act(at step, n int) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if at == k.way.at && k.process != nil {
		if k.left--; k.left <= 0 {
			k.kill()
			if k.way.lost {
				return errDrop
			}
			return nil
		}
	}
	switch {
	case k.calm:
	case at == atRcpt && n%29 == 0:
		return reply(450, "greylisted")
	case at == atEnd && n%31 == 0:
		return reply(451, "try later")
	case at == atRcpt && n%23 == 0:
		return reply(550, "no such mailbox")
	}
	return nil
}

// kill kills the process and waits until it is gone.
func (k *killBench) kill() {
	k.process.Kill()
	<-k.dead
	k.process = nil
}

// run runs the process until it is killed, or to its end where after is 0.
func (k *killBench) run(way killWay, after int) {
	k.t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^TestSendProcess$", "-test.count=1")
	c.Env = append(os.Environ(), "ROLLCALL_TEST_OUTBOX="+k.box.Dir, fmt.Sprint("ROLLCALL_TEST_PORT=", k.relay.port))
	var output bytes.Buffer
	c.Stdout, c.Stderr = &output, &output
	k.mu.Lock()
	if err := c.Start(); err != nil {
		k.mu.Unlock()
		k.t.Fatal(err)
	}
	dead := make(chan struct{})
	k.way, k.left, k.dead, k.process = way, after, dead, nil
	if way.at == atConnect {
		k.left = 1
	}
	if after > 0 {
		k.process = c.Process
	}
	k.mu.Unlock()
	var err error
	go func() { err = c.Wait(); close(dead) }()
	switch {
	case after == 0 || way.at != "":
	case way.state != "":
		k.killAt(way.state, after)
	default:
		time.Sleep(time.Duration(k.random.Int64N(int64(150 * time.Millisecond))))
		k.mu.Lock()
		k.kill()
		k.mu.Unlock()
	}
	<-dead
	if c.ProcessState.ExitCode() >= 0 {
		if err != nil {
			k.t.Fatalf("%v\n%s", err, &output)
		}
		k.finished = true
	}
}

// killAt watches the journal and kills as soon as a state was written so often.
func (k *killBench) killAt(s State, times int) {
	if s == Deferred || s == Failed || s == Queued {
		times = 1
	}
	mark := []byte("\t" + string(s) + "\t")
	before := 0
	if s != Queued {
		before = bytes.Count(read(k.t, k.box.Dir), mark)
	}
	for {
		select {
		case <-k.dead:
			return
		default:
		}
		if bytes.Count(read(k.t, k.box.Dir), mark) >= before+times {
			k.mu.Lock()
			k.kill()
			k.mu.Unlock()
			return
		}
	}
}

// check compares the journal with what the relay has.
func (k *killBench) check() {
	k.t.Helper()
	entries := make(map[string]Entry)
	for _, e := range k.box.Entries() {
		entries[e.Address] = e
	}
	have := make(map[string]int)
	for _, m := range k.relay.accepted() {
		if e, ok := entries[m.to]; !ok || e.SHA256 != m.sha256 || m.from != "attendance@wexcombe.example" {
			k.t.Fatalf("the relay has %v, which was never to be sent so", m)
		}
		have[m.to]++
	}
	report, err := ReadReport(k.box)
	if err != nil {
		k.t.Fatal(err)
	}
	for _, row := range report.Rows {
		n := have[row.Address]
		bad := n > 1
		switch row.State {
		case Accepted:
			bad = n != 1
		case Queued, Deferred, Failed:
			bad = n > 0
		}
		if bad {
			k.t.Fatalf("message %d is %s and was taken %d times", row.Entry.Number, row.State, n)
		}
	}
}
