package mail

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

const testPlan = "0123456789abcdef"

var noon = time.Date(2026, 5, 8, 12, 0, 0, 0, time.UTC)

func openJournal(t testing.TB, dir string) *Journal {
	t.Helper()
	j, err := OpenJournal(dir, testPlan, noon)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

func records() []Record {
	return []Record{
		{At: noon, Number: 1, State: Queued},
		{At: noon, Number: 2, State: Queued},
		{At: noon, Number: 1, State: Sending, Try: 1},
		{At: noon, Number: 1, State: Accepted, Try: 1, Code: 250, Text: "2.0.0 Ok:\tqueued\nas \"é\" \x00"},
		{At: noon, Number: 2, State: Deferred, Try: 1, Code: 450, Next: noon.Add(time.Minute), Text: "try later"},
		{At: noon.Add(time.Minute), Number: 2, State: Failed, Try: 2, Code: 550, Text: "no such mailbox"},
	}
}

func TestJournalRemembers(t *testing.T) {
	dir := t.TempDir()
	j := openJournal(t, dir)
	if err := j.Add(records()...); err != nil {
		t.Fatal(err)
	}
	j.Close()
	again := openJournal(t, dir)
	if !reflect.DeepEqual(j.fates, again.fates) {
		t.Errorf("written %+v, read %+v", j.fates, again.fates)
	}
	if f, _ := again.Fate(2); f.State != Failed || !f.First.Equal(noon) || f.Try != 2 {
		t.Errorf("message 2: %+v", f)
	}
	if info, err := os.Stat(filepath.Join(dir, JournalFile)); err != nil || info.Mode().Perm() != privateFile {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if _, err := OpenJournal(dir, "fedcba9876543210", noon); !errors.Is(err, ErrJournal) {
		t.Errorf("the journal of another plan is taken: %v", err)
	}
}

// Cut anywhere, a journal opens, says a beginning of what was written, and can be written on.
func TestJournalCutAnywhere(t *testing.T) {
	dir := t.TempDir()
	openJournal(t, dir).Add(records()...)
	whole, err := os.ReadFile(filepath.Join(dir, JournalFile))
	if err != nil {
		t.Fatal(err)
	}
	for n := range whole {
		for _, torn := range []string{"", "\x00\x00\x00"} {
			dir := t.TempDir()
			name := filepath.Join(dir, JournalFile)
			os.WriteFile(name, append(whole[:n:n], torn...), 0o600)
			j := openJournal(t, dir)
			if err := j.Add(Record{At: noon, Number: 9, State: Queued}); err != nil {
				t.Fatal(err)
			}
			j.Close()
			data, _ := os.ReadFile(name)
			log, err := readJournal(data, testPlan)
			if err != nil || log.whole != len(data) {
				t.Fatalf("cut at %d: %v", n, err)
			}
			kept := strings.Count(string(whole[:n]), "\n") - 1
			for i := range max(kept, 0) {
				if !reflect.DeepEqual(log.records[i], parsed(t, records()[i])) {
					t.Fatalf("cut at %d: record %d is %+v", n, i, log.records[i])
				}
			}
		}
	}
}

// parsed is a record as a journal gives it back.
func parsed(t testing.TB, r Record) Record {
	t.Helper()
	p, err := parseRecord(r.line())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A line that was changed, taken out, doubled or moved is found, whichever it is.
func TestJournalDamaged(t *testing.T) {
	dir := t.TempDir()
	openJournal(t, dir).Add(records()...)
	whole, _ := os.ReadFile(filepath.Join(dir, JournalFile))
	lines := strings.SplitAfter(strings.TrimSuffix(string(whole), "\n"), "\n")
	lines[len(lines)-1] += "\n"
	for i := range lines {
		without := strings.Join(lines[:i], "") + strings.Join(lines[i+1:], "")
		if i == len(lines)-1 {
			without = "" // a journal that ends earlier is whole
		}
		doubled := strings.Join(lines[:i+1], "") + strings.Join(lines[i:], "")
		changed := strings.Join(lines[:i], "") + strings.Replace(lines[i], "e", "f", 1) + strings.Join(lines[i+1:], "")
		for what, text := range map[string]string{"taken out": without, "doubled": doubled, "changed": changed} {
			if _, err := readJournal([]byte(text), testPlan); text != "" && !errors.Is(err, ErrJournal) {
				t.Errorf("line %d %s: %v", i+1, what, err)
			}
		}
	}
}

// A message that was being sent when the program ended is uncertain for good.
func TestJournalUncertain(t *testing.T) {
	dir := t.TempDir()
	j := openJournal(t, dir)
	j.Add(Record{At: noon, Number: 1, State: Queued}, Record{At: noon, Number: 1, State: Sending, Try: 1})
	if fates, err := Fates(dir, testPlan); err != nil || fates[1].State != Uncertain {
		t.Errorf("read while it is open: %+v, %v", fates, err)
	}
	j.Close()
	for range 2 {
		j := openJournal(t, dir)
		if f, _ := j.Fate(1); f.State != Uncertain || f.Try != 1 {
			t.Errorf("%+v", f)
		}
		j.Close()
	}
}

// Whatever was added is on the disk before anybody hears of it.
func TestJournalSyncs(t *testing.T) {
	j := openJournal(t, t.TempDir())
	var kept int64
	j.sync = func() error {
		info, err := j.file.Stat()
		if _, known := j.Fate(1); known && kept == 0 {
			t.Error("it is told before it is kept")
		}
		kept = info.Size()
		return err
	}
	for _, r := range records() {
		if err := j.Add(r); err != nil {
			t.Fatal(err)
		}
		if info, err := j.file.Stat(); err != nil || info.Size() != kept {
			t.Errorf("%d bytes are kept of %d", kept, info.Size())
		}
	}
}

// After a write that failed nothing more is announced.
func TestJournalFails(t *testing.T) {
	j := openJournal(t, t.TempDir())
	full := errors.New("no space left on device")
	j.sync = func() error { return full }
	if err := j.Add(Record{At: noon, Number: 1, State: Sending}); !errors.Is(err, full) {
		t.Error(err)
	}
	j.sync = j.file.Sync
	if err := j.Add(Record{At: noon, Number: 2, State: Sending}); !errors.Is(err, full) {
		t.Errorf("it goes on: %v", err)
	}
	if _, ok := j.Fate(1); ok {
		t.Error("it says what may not be on the disk")
	}
}

func FuzzJournal(f *testing.F) {
	text, chain := firstLine(testPlan), chained("", firstLine(testPlan))
	f.Add([]byte(text))
	for _, r := range records() {
		chain = chained(chain, r.line())
		text += chain + "\t" + r.line()
		f.Add([]byte(text))
	}
	f.Add([]byte(text + "cut sho"))
	f.Fuzz(func(t *testing.T, data []byte) {
		log, err := readJournal(data, testPlan)
		if log.whole > len(data) {
			t.Fatalf("%d of %d bytes are whole", log.whole, len(data))
		}
		if err != nil {
			return
		}
		if again, err := readJournal(data[:log.whole], testPlan); err != nil || !reflect.DeepEqual(again, log) {
			t.Fatalf("%+v, then %+v, %v", log, again, err)
		}
	})
}
