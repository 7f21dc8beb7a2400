package mail

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Outbox is a plan on disk: a folder named by the hash of the plan, with a file for each
// message. Nobody but its owner can read it.
type Outbox struct {
	Dir      string
	Hash     string
	Envelope Envelope
	entries  []Entry
}

// ErrChanged is returned for a plan or message that is not what its hash says.
var ErrChanged = errors.New("it is not what was planned")

const (
	privateDir  = 0o700
	privateFile = 0o600
)

// finished is a message and what stands of it in the plan.
type finished struct {
	Entry
	message []byte
}

// WriteOutbox composes letters and writes them, with pages to look through, to the folder
// dir/HASH. An outbox that is there already is the same plan: it is left as it is, but
// for files that were changed since, which are restored. Step is told how many messages
// are done, never twice at once; it may be nil.
func WriteOutbox(dir string, env Envelope, letters []Letter, step func(done int)) (hash string, err error) {
	all, err := composeAll(env, letters)
	if err != nil {
		return "", err
	}
	entries := make([]Entry, len(all))
	for i := range all {
		entries[i] = all[i].Entry
	}
	plan, err := writePlan(entries)
	if err != nil {
		return "", err
	}
	envelope, err := writeEnvelope(env)
	if err != nil {
		return "", err
	}
	hash = hashOf(plan, envelope)
	if err := prepare(dir); err != nil {
		return "", err
	}
	place := filepath.Join(dir, hash)
	if _, err := os.Stat(place); err == nil {
		return hash, restore(place, plan, envelope, all)
	}
	// Whatever stops the program, a folder with the name of a plan is whole.
	making := place + ".new"
	if err := errors.Join(os.RemoveAll(making), os.MkdirAll(filepath.Join(making, previewDir), privateDir)); err != nil {
		return "", err
	}
	if err := fill(making, hash, env, all, step); err != nil {
		return "", err
	}
	for name, data := range map[string][]byte{planFile: plan, envelopeFile: envelope} {
		if err := os.WriteFile(filepath.Join(making, name), data, privateFile); err != nil {
			return "", err
		}
	}
	return hash, os.Rename(making, place)
}

// prepare makes the folder of all plans, which git passes over.
func prepare(dir string) error {
	if err := errors.Join(os.MkdirAll(dir, privateDir), os.Chmod(dir, privateDir)); err != nil {
		return err
	}
	ignore := filepath.Join(dir, ".gitignore")
	if _, err := os.Stat(ignore); err == nil {
		return nil
	}
	return os.WriteFile(ignore, []byte("*\n"), privateFile)
}

// restore writes the files of a plan again that are not as they were planned. What else
// is in the folder, above all its journal, stays.
func restore(dir string, plan, envelope []byte, all []finished) error {
	put := func(name string, data []byte) error {
		name = filepath.Join(dir, name)
		if there, err := os.ReadFile(name); err == nil && bytes.Equal(there, data) {
			return nil
		}
		return os.WriteFile(name, data, privateFile)
	}
	err := errors.Join(put(planFile, plan), put(envelopeFile, envelope))
	for i := range all {
		err = errors.Join(err, put(all[i].File, all[i].message))
	}
	return err
}

// composeAll composes letters, several at once, in their order.
func composeAll(env Envelope, letters []Letter) ([]finished, error) {
	all := make([]finished, len(letters))
	group, ctx := errgroup.WithContext(context.Background())
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range letters {
		group.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			message, entry, err := Compose(env, letters[i])
			entry.Number = i + 1
			entry.File = fileOf(entry.Number, entry.Code)
			all[i] = finished{entry, message}
			return err
		})
	}
	return all, group.Wait()
}

// fill writes the messages, a page that shows each, and the list of them.
func fill(dir, hash string, env Envelope, all []finished, step func(done int)) error {
	var mu sync.Mutex
	done := 0
	contents := contentsOf(hash, env, all)
	group, ctx := errgroup.WithContext(context.Background())
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range all {
		group.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			f := &all[i]
			if err := os.WriteFile(filepath.Join(dir, f.File), f.message, privateFile); err != nil {
				return err
			}
			if err := writePreview(dir, hash, f.Entry, f.message); err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			if done++; step != nil {
				step(done)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	page, err := contents.page()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "index.html"), page, privateFile)
}

// Open reads the plan of an outbox and proves that it is the one that the name of the
// folder says. Messages are proved when they are asked for.
func Open(dir string) (*Outbox, error) {
	plan, err := os.ReadFile(filepath.Join(dir, planFile))
	if err != nil {
		return nil, err
	}
	envelope, err := os.ReadFile(filepath.Join(dir, envelopeFile))
	if err != nil {
		return nil, err
	}
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	o := &Outbox{Dir: dir, Hash: hashOf(plan, envelope)}
	if o.Hash != filepath.Base(absolute) {
		return nil, fmt.Errorf("%s: %w", filepath.Join(dir, planFile), ErrChanged)
	}
	if err := json.Unmarshal(envelope, &o.Envelope); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(dir, envelopeFile), err)
	}
	if o.entries, err = readPlan(plan); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(dir, planFile), err)
	}
	return o, nil
}

// Entries are the messages of the plan, in order. They are not to be changed.
func (o *Outbox) Entries() []Entry { return o.entries }

// Message returns the bytes of a message, the first being 0. Bytes that were not planned
// are ErrChanged.
func (o *Outbox) Message(i int) ([]byte, error) {
	data, err := o.read(i)
	if err != nil {
		return nil, err
	}
	if hash := sha256.Sum256(data); hex.EncodeToString(hash[:]) != o.entries[i].SHA256 {
		return nil, fmt.Errorf("%s: %w", o.entries[i].File, ErrChanged)
	}
	return data, nil
}

func (o *Outbox) read(i int) ([]byte, error) {
	return os.ReadFile(filepath.Join(o.Dir, o.entries[i].File))
}

// strays are files that look like messages and are not of the plan.
func (o *Outbox) strays() ([]string, error) {
	files, err := fs.Glob(os.DirFS(o.Dir), "*.eml")
	if err != nil {
		return nil, err
	}
	planned := make(map[string]bool, len(o.entries))
	for _, e := range o.entries {
		planned[e.File] = true
	}
	var out []string
	for _, f := range files {
		if !planned[f] {
			out = append(out, f)
		}
	}
	return out, nil
}

// Find returns the index of a message by its number, or by the code of its place; a
// number of the plan comes first. It is -1 where there is none.
func (o *Outbox) Find(name string) int {
	for i, e := range o.entries {
		if fmt.Sprint(e.Number) == strings.TrimLeft(name, "0") {
			return i
		}
	}
	for i, e := range o.entries {
		if strings.EqualFold(e.Code, name) {
			return i
		}
	}
	return -1
}
