package main

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// newSite is a folder that init or sample fills. It writes into nothing that
// anybody else made.
type newSite struct {
	dir   string
	made  bool // the folder was not there before
	root  *os.Root
	files int
}

// newFolder makes a folder, or takes one that is empty.
func newFolder(dir string) (*newSite, error) {
	entries, err := os.ReadDir(dir)
	switch {
	case err == nil && len(entries) > 0:
		return nil, refusal{dir + " is not empty", "Name a folder that is not there yet. Nothing was written."}
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, refusal{err.Error(), "Name a folder that is not there yet. Nothing was written."}
	}
	s := &newSite{dir: dir, made: err != nil}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	s.root, err = os.OpenRoot(dir)
	return s, err
}

// create makes one file of the folder by its slash path.
func (s *newSite) create(name string) (*os.File, error) {
	if err := s.root.MkdirAll(filepath.FromSlash(path.Dir(name)), 0o755); err != nil {
		return nil, err
	}
	s.files++
	return s.root.OpenFile(filepath.FromSlash(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
}

// abort removes what was written, which is everything in the folder.
func (s *newSite) abort(because error) error {
	entries, err := os.ReadDir(s.dir)
	for _, e := range entries {
		err = errors.Join(err, s.root.RemoveAll(e.Name()))
	}
	if err = errors.Join(err, s.root.Close()); s.made && err == nil {
		err = os.Remove(s.dir)
	}
	return errors.Join(because, err)
}

func (s *newSite) close() error { return s.root.Close() }
