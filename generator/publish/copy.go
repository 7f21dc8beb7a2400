package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Copy makes a copy of the site in another folder, to be handed over: with a manifest
// that names no inputs, since their hashes would confirm guesses, and a receipt of its
// own. It is all or nothing, as a build is. Errors: those of Begin, a *Difference where
// somebody put files into the copy that is replaced, or of the disk.
func (a *Audited) Copy(to string) error {
	s, err := Begin(to)
	if err != nil {
		return err
	}
	if err := s.fill(a); err != nil {
		return errors.Join(err, s.Abort())
	}
	s.Attest(a.Audited)
	return s.Commit(Meta{Version: a.Version, Edition: a.Edition, AsOf: a.AsOf})
}

// fill copies files from another site, which must still be as they were.
func (s *Site) fill(from *Audited) error {
	if err := s.at.alone(); err != nil {
		return err
	}
	root, err := os.OpenRoot(from.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, f := range from.files {
		data, err := root.ReadFile(filepath.FromSlash(f.Path))
		if err != nil {
			return err
		}
		if err := s.Write(f.Path, data); err != nil {
			return err
		}
	}
	if treeOf(slices.Collect(maps.Values(s.files))) != from.Tree {
		return fmt.Errorf("%s was changed while it was copied", from.dir)
	}
	return nil
}

// alone returns an error when the site holds files of others: they would be carried
// over, and no audit has seen them.
func (p places) alone() error {
	manifest, ok, err := readManifest(p.manifest)
	if !ok || err != nil {
		return err
	}
	d, err := compare(p.site, manifest.Files)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err == nil && len(d.Added) > 0:
		return &Difference{Added: d.Added}
	}
	return err
}
