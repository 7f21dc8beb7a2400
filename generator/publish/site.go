// Package publish writes a site all or nothing. A build goes to a folder beside
// the site, which takes the site's place only when it is whole; whatever stops the
// program, one whole site is there, or comes back when the next build begins.
//
// A folder that this package did not make is never replaced, and files that
// somebody put into a site, such as a web.config or CNAME, are carried over.
//
// Beside a site DIR stand DIR.manifest.json, which says what the site consists of and
// what it was made from, and, where the site passed its audit, DIR.receipt.json. Both
// are readable by their owner only and neither is ever published.
package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"

	"github.com/gofrs/flock"
)

var (
	// ErrForeign is returned by Begin for a folder that holds something and has no
	// manifest beside it.
	ErrForeign = errors.New("the folder holds files that are not of a site made by this program")
	// ErrBusy is returned by Begin while another build writes to the same folder.
	ErrBusy = errors.New("another build is writing to this folder")
)

// Site is a site being built. It ends with Commit or Abort.
type Site struct {
	at      places
	lock    *flock.Flock
	root    *os.Root // of the folder being filled
	made    []string // folders made above the site, outermost first
	mu      sync.Mutex
	files   map[string]File
	dirs    map[string]bool
	audited []string // what Attest said; nil when a file came after it
	failed  error
}

// places are the site's folder and what stands beside it, on the same volume.
type places struct {
	site, manifest, receipt string
	newSite, newManifest    string // being made
	oldSite                 string // about to be removed
	lock                    string
	exchange                func(a, b string) error // swaps two folders in one step, where the system can
}

func placesOf(dir string) places {
	return places{
		site: dir, manifest: dir + ".manifest.json", receipt: dir + ".receipt.json",
		newSite: dir + ".rollcall-new", newManifest: dir + ".rollcall-new.json",
		oldSite: dir + ".rollcall-old", lock: dir + ".rollcall-lock",
		exchange: exchange,
	}
}

// Begin starts a build of the site in dir, which need not exist. It first mends
// what an interrupted build left. Errors: ErrForeign, ErrBusy, or of the disk.
func Begin(dir string) (*Site, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	s := &Site{at: placesOf(dir), files: make(map[string]File), dirs: map[string]bool{".": true}}
	if s.made, err = makeFolders(filepath.Dir(dir)); err != nil {
		return nil, err
	}
	if s.lock, err = acquire(s.at.lock); err != nil {
		s.removeMade()
		return nil, err
	}
	if err := s.begin(); err != nil {
		s.release()
		return nil, err
	}
	return s, nil
}

func (s *Site) begin() error {
	if err := s.at.mend(); err != nil {
		return err
	}
	if err := s.at.ours(); err != nil {
		return err
	}
	if err := os.Mkdir(s.at.newSite, 0o755); err != nil {
		return err
	}
	var err error
	s.root, err = os.OpenRoot(s.at.newSite)
	return err
}

// Write adds a file to the site. It is safe for concurrent use. A path that some
// server refuses, or that was written before, is an error.
func (s *Site) Write(name string, data []byte) error {
	err := s.write(name, data)
	if err != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.failed = errors.Join(s.failed, err)
	}
	return err
}

func (s *Site) write(name string, data []byte) error {
	if err := CheckName(name); err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	if err := s.claim(File{Path: name, SHA256: hex.EncodeToString(sum[:]), Size: int64(len(data))}); err != nil {
		return err
	}
	return s.root.WriteFile(filepath.FromSlash(name), data, 0o644)
}

// claim books a path for a file and makes its folder.
func (s *Site) claim(f File) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, twice := s.files[f.Path]; twice {
		return fmt.Errorf("%s is written twice", f.Path)
	}
	s.files[f.Path] = f
	s.audited = nil
	dir := path.Dir(f.Path)
	if s.dirs[dir] {
		return nil
	}
	s.dirs[dir] = true
	return s.root.MkdirAll(filepath.FromSlash(dir), 0o755)
}

// Abort ends the build and leaves the site as it was.
func (s *Site) Abort() error {
	s.root.Close()
	err := s.at.discard()
	s.release()
	return err
}

// release lets the next build begin.
func (s *Site) release() {
	// The file goes before the lock does, so that nobody else's is removed; where
	// an open file cannot be removed it stays, which does no harm.
	os.Remove(s.at.lock)
	s.lock.Close()
	s.removeMade()
}

// removeMade removes the folders above the site that are still empty.
func (s *Site) removeMade() {
	for i := len(s.made) - 1; i >= 0; i-- {
		os.Remove(s.made[i])
	}
}

// makeFolders makes dir and what is missing above it, and returns what it made.
func makeFolders(dir string) (made []string, err error) {
	if _, err := os.Stat(dir); err == nil || filepath.Dir(dir) == dir {
		return nil, err
	}
	if made, err = makeFolders(filepath.Dir(dir)); err != nil {
		return made, err
	}
	switch err := os.Mkdir(dir, 0o755); {
	case errors.Is(err, os.ErrExist):
		return made, nil
	case err != nil:
		return made, err
	}
	return append(made, dir), nil
}

// acquire takes the lock file, which goes away when its build ends.
func acquire(name string) (*flock.Flock, error) {
	for {
		lock := flock.New(name)
		ok, err := lock.TryLock()
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, ErrBusy
		}
		// Between opening and locking, the build before may have removed the file:
		// then this is a lock on a file that nobody else sees.
		mine, err := lock.Stat()
		if there, statErr := os.Stat(name); err == nil && statErr == nil && os.SameFile(mine, there) {
			return lock, nil
		}
		lock.Close()
	}
}

// FS returns what has been written so far, to be looked at before Commit.
func (s *Site) FS() fs.FS { return s.root.FS() }
