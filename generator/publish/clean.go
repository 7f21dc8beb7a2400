package publish

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// Clean removes the site in dir, what stands beside it and what an interrupted build
// left. Of the folder it removes only what the manifest owns; what somebody else put
// there stays and is returned. Errors: ErrForeign, ErrBusy, or of the disk.
func Clean(dir string) (removed int, kept []string, err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return 0, nil, err
	}
	at := placesOf(dir)
	if !there(filepath.Dir(dir)) {
		return 0, nil, nil
	}
	lock, err := acquire(at.lock)
	if err != nil {
		return 0, nil, err
	}
	defer func() {
		os.Remove(at.lock)
		lock.Close()
	}()
	if err := errors.Join(at.mend(), at.ours()); err != nil {
		return 0, nil, err
	}
	if removed, kept, err = at.empty(); err != nil {
		return removed, kept, err
	}
	if len(kept) == 0 {
		if err := removeIfThere(at.site); err != nil {
			return removed, nil, err
		}
	}
	// The manifest goes last: until then another Clean can go on.
	return removed, kept, errors.Join(removeIfThere(at.receipt), removeIfThere(at.manifest))
}

// empty removes the files that the manifest owns and the folders that are then empty.
func (p places) empty() (removed int, kept []string, err error) {
	manifest, _, err := readManifest(p.manifest)
	if err != nil || !there(p.site) {
		return 0, nil, err
	}
	root, err := os.OpenRoot(p.site)
	if err != nil {
		return 0, nil, err
	}
	defer root.Close()
	for _, f := range manifest.Files {
		switch err := root.Remove(filepath.FromSlash(f.Path)); {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return removed, nil, err
		}
		removed++
		for dir := path.Dir(f.Path); dir != "."; dir = path.Dir(dir) {
			if root.Remove(filepath.FromSlash(dir)) != nil {
				break // it holds something still
			}
		}
	}
	err = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			kept = append(kept, name)
		}
		return err
	})
	return removed, kept, err
}
