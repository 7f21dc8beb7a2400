package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// JournalFile is the name of the journal in an outbox.
const JournalFile = "journal.log"

// State is how far a message got.
type State string

const (
	Queued    State = "queued"    // to be sent
	Sending   State = "sending"   // the relay may accept it from now on
	Accepted  State = "accepted"  // the relay took it
	Deferred  State = "deferred"  // not taken this time; tried again later
	Failed    State = "failed"    // not taken, and not tried again
	Uncertain State = "uncertain" // the relay had all of it and nobody knows what it said
)

// Record is a line of the journal: a message came to a state.
type Record struct {
	At     time.Time // to the second, UTC
	Number int       // of the message in its plan
	State  State
	Try    int       // how often it was tried since it was queued, this time included
	Code   int       // of the relay's reply; 0 where it said nothing
	Next   time.Time // of a deferred message, when it is tried again
	Text   string    // the relay's reply, or what went wrong
}

// Journal says what became of the messages of one plan. It only grows. A record is on the
// disk before Add returns, so what it announces may then be done: a message that was
// never announced as sending was never accepted.
//
// Each line begins with a hash of itself and of everything before it. A last line
// without its end is one whose writing was cut short; it announces nothing and is cut
// off. Anything else that does not fit is damage, and nothing is sent on its word.
type Journal struct {
	file  *os.File
	sync  func() error
	chain string
	fates map[int]Fate
	err   error // of a write that failed: what is on the disk is not known any more
}

// Fate is what the journal says of a message.
type Fate struct {
	Record
	First time.Time // of the tries since it was queued; zero before the first
	Asked bool      // somebody asked for it to be sent again
}

// ErrJournal is returned for a journal that was changed by another hand or by a fault of
// the disk.
var ErrJournal = errors.New("the journal is damaged")

// OpenJournal opens the journal of the plan whose outbox is dir, and makes it where there
// is none. The caller holds the lock of the outbox. A message found in the state sending
// is uncertain from then on.
func OpenJournal(dir, plan string, now time.Time) (*Journal, error) {
	name := filepath.Join(dir, JournalFile)
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	j := &Journal{file: file, sync: file.Sync, fates: make(map[int]Fate)}
	if err := j.load(dir, plan, now); err != nil {
		file.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return j, nil
}

func (j *Journal) load(dir, plan string, now time.Time) error {
	data, err := os.ReadFile(j.file.Name())
	if err != nil {
		return err
	}
	log, err := readJournal(data, plan)
	if err != nil {
		return err
	}
	if log.whole < len(data) {
		if err := j.file.Truncate(int64(log.whole)); err != nil {
			return err
		}
	}
	j.chain = log.chain
	for _, r := range log.records {
		j.tell(r)
	}
	if log.whole == 0 {
		if err := j.begin(dir, plan); err != nil {
			return err
		}
	}
	var stopped []Record
	for _, n := range log.order {
		if f := j.fates[n]; f.State == Sending {
			stopped = append(stopped, Record{At: now, Number: n, State: Uncertain, Try: f.Try, Text: "the program ended before the relay's answer was written down"})
		}
	}
	return j.Add(stopped...)
}

// begin writes the first line, which names the plan.
func (j *Journal) begin(dir, plan string) error {
	if _, err := j.file.WriteString(firstLine(plan)); err != nil {
		return err
	}
	j.chain = chained("", firstLine(plan))
	if err := j.sync(); err != nil {
		return err
	}
	return syncFolder(dir)
}

// Add writes records and returns when they are on the disk.
func (j *Journal) Add(records ...Record) error {
	if j.err != nil || len(records) == 0 {
		return j.err
	}
	var lines strings.Builder
	chain := j.chain
	for i := range records {
		records[i].At = records[i].At.UTC().Truncate(time.Second)
		line := records[i].line()
		chain = chained(chain, line)
		lines.WriteString(chain + "\t" + line)
	}
	if _, j.err = j.file.WriteString(lines.String()); j.err != nil {
		return j.err
	}
	if j.err = j.sync(); j.err != nil {
		return j.err
	}
	j.chain = chain
	for _, r := range records {
		j.tell(r)
	}
	return nil
}

func (j *Journal) tell(r Record) { tell(j.fates, r) }

func tell(fates map[int]Fate, r Record) {
	f := fates[r.Number]
	f.Record = r
	switch {
	case r.State == Queued:
		f.First, f.Asked = time.Time{}, r.Text == resent
	case f.First.IsZero():
		f.First = r.At
	}
	fates[r.Number] = f
}

// resent is what the journal says of a message that was named to be sent again.
const resent = "to be sent again, as asked for"

// Fate returns what became of a message; ok is false where the journal does not know it.
func (j *Journal) Fate(number int) (f Fate, ok bool) {
	f, ok = j.fates[number]
	return f, ok
}

// Close closes the file.
func (j *Journal) Close() error { return j.file.Close() }

// Fates reads the journal of an outbox without changing it. A message whose last word is
// sending is uncertain. Without a journal there are none.
func Fates(dir, plan string) (map[int]Fate, error) {
	name := filepath.Join(dir, JournalFile)
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return make(map[int]Fate), nil
	}
	if err != nil {
		return nil, err
	}
	log, err := readJournal(data, plan)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	fates := make(map[int]Fate)
	for _, r := range log.records {
		tell(fates, r)
	}
	for n, f := range fates {
		if f.State == Sending {
			f.State = Uncertain
			fates[n] = f
		}
	}
	return fates, nil
}

// journalText is a journal that was read.
type journalText struct {
	records []Record
	order   []int // numbers, as they first come
	whole   int   // bytes that are whole lines
	chain   string
}

// readJournal reads a journal as far as its last whole line.
func readJournal(data []byte, plan string) (journalText, error) {
	var log journalText
	seen := make(map[int]bool)
	for n := 1; ; n++ {
		end := bytes.IndexByte(data[log.whole:], '\n')
		if end < 0 {
			return log, nil
		}
		line := string(data[log.whole : log.whole+end+1])
		if n == 1 {
			if line != firstLine(plan) {
				return log, fmt.Errorf("%w: line 1 is not that of plan %s", ErrJournal, plan)
			}
			log.chain = chained("", line)
			log.whole += len(line)
			continue
		}
		sum, rest, _ := strings.Cut(line, "\t")
		chain := chained(log.chain, rest)
		if sum != chain {
			return log, fmt.Errorf("%w: line %d does not follow from those before it", ErrJournal, n)
		}
		r, err := parseRecord(rest)
		if err != nil {
			return log, fmt.Errorf("%w: line %d: %w", ErrJournal, n, err)
		}
		log.records = append(log.records, r)
		if !seen[r.Number] {
			seen[r.Number] = true
			log.order = append(log.order, r.Number)
		}
		log.chain = chain
		log.whole += len(line)
	}
}

func firstLine(plan string) string { return "rollcall mail journal 1\t" + plan + "\n" }

// chained is the hash of a line and, by way of the hash before it, of all lines before.
func chained(before, line string) string {
	sum := sha256.Sum256([]byte(before + line))
	return hex.EncodeToString(sum[:8])
}

// line writes a record without its hash.
func (r Record) line() string {
	next := "-"
	if !r.Next.IsZero() {
		next = r.Next.UTC().Format(time.RFC3339)
	}
	return fmt.Sprintf("%s\t%d\t%s\t%d\t%d\t%s\t%s\n", r.At.Format(time.RFC3339), r.Number, r.State, r.Try, r.Code, next, strconv.QuoteToASCII(r.Text))
}

func parseRecord(line string) (Record, error) {
	fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
	if len(fields) != 7 {
		return Record{}, fmt.Errorf("%d fields, not 7", len(fields))
	}
	var r Record
	var errs [6]error
	r.At, errs[0] = time.Parse(time.RFC3339, fields[0])
	r.Number, errs[1] = strconv.Atoi(fields[1])
	r.State = State(fields[2])
	r.Try, errs[2] = strconv.Atoi(fields[3])
	r.Code, errs[3] = strconv.Atoi(fields[4])
	if fields[5] != "-" {
		r.Next, errs[4] = time.Parse(time.RFC3339, fields[5])
	}
	r.Text, errs[5] = strconv.Unquote(fields[6])
	if err := errors.Join(errs[:]...); err != nil {
		return Record{}, err
	}
	switch r.State {
	case Queued, Sending, Accepted, Deferred, Failed, Uncertain:
		return r, nil
	}
	return Record{}, fmt.Errorf("there is no state %q", fields[2])
}

// syncFolder asks the disk to keep the names of a folder's files. Where folders cannot be
// synced the file system does so itself.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	f.Sync()
	return f.Close()
}
