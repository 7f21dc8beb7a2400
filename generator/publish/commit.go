package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Commit puts the finished site in its place and its manifest beside it, and where
// the site was attested a receipt. When it fails, the site that was there before is
// there still.
func (s *Site) Commit(meta Meta) error {
	if s.failed != nil {
		return errors.Join(s.failed, s.Abort())
	}
	manifest := Manifest{meta, slices.Collect(maps.Values(s.files))}
	data, err := manifest.marshal()
	if err != nil {
		return errors.Join(err, s.Abort())
	}
	receipt, err := s.receipt(manifest, data)
	if err != nil {
		return errors.Join(err, s.Abort())
	}
	for _, step := range s.steps(data, receipt) {
		if err := step(); err != nil {
			s.root.Close()
			err = errors.Join(err, s.at.mend())
			s.release()
			return err
		}
	}
	s.release()
	return nil
}

// steps are what Commit does, in order. After any of them the program may be
// stopped: mend then finds out how far it came.
func (s *Site) steps(manifest, receipt []byte) []func() error {
	return []func() error{
		s.carry,
		func() error { return errors.Join(syncFolder(s.at.newSite), s.root.Close()) },
		func() error { return writeSynced(s.at.newManifest, manifest) },
		s.at.takePlace,
		s.at.settle,
		func() error { return os.Rename(s.at.newManifest, s.at.manifest) },
		// A receipt of the old site would not match: its hashes are of the old manifest.
		func() error { return removeIfThere(s.at.receipt) },
		func() error { return s.at.attest(receipt) },
		func() error { return syncFolder(filepath.Dir(s.at.site)) },
		func() error { return os.RemoveAll(s.at.oldSite) },
	}
}

// ours returns an error when the folder of the site may not be replaced.
func (p places) ours() error {
	info, err := os.Lstat(p.site)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("%s is not a folder: %w", p.site, ErrForeign)
	}
	if _, ok, err := readManifest(p.manifest); ok || err != nil {
		return err
	}
	entries, err := os.ReadDir(p.site)
	if err == nil && len(entries) > 0 {
		return fmt.Errorf("%s: %w", p.site, ErrForeign)
	}
	return err
}

// carry copies into the new site the files of the old one that no build wrote.
func (s *Site) carry() error {
	manifest, _, err := readManifest(s.at.manifest)
	if err != nil || !there(s.at.site) {
		return err
	}
	owned := make(map[string]bool, len(manifest.Files))
	for _, f := range manifest.Files {
		owned[f.Path] = true
	}
	old, err := os.OpenRoot(s.at.site)
	if err != nil {
		return err
	}
	defer old.Close()
	return fs.WalkDir(old.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir() || owned[name]:
			return err
		case !d.Type().IsRegular():
			return fmt.Errorf("%s in the site that is to be replaced is not a plain file; move it away", name)
		}
		if _, clash := s.files[name]; clash {
			return fmt.Errorf("%s was put into the site by somebody, and the new site has a file of that name; move it away", name)
		}
		return s.copyFrom(old, name)
	})
}

func (s *Site) copyFrom(old *os.Root, name string) error {
	name = filepath.FromSlash(name)
	from, err := old.Open(name)
	if err != nil {
		return err
	}
	defer from.Close()
	if err := s.root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	to, err := s.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return errors.Join(err, to.Close())
}

func there(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

func removeIfThere(name string) error {
	if err := os.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// writeSynced writes a file for the owner's eyes: a manifest holds the hashes of
// confidential inputs.
func writeSynced(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// syncFolder asks the disk to keep a folder. Where folders cannot be synced, renames are
// kept by the file system itself.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	f.Sync()
	return f.Close()
}
