package publish

import (
	"fmt"
	"os"
	"time"
)

// About returns what the manifest beside a site says of it and when it was built, or
// ErrNoManifest. Unlike Verify it reads none of the files.
func About(dir string) (Meta, time.Time, error) {
	at := placesOf(dir)
	manifest, ok, err := readManifest(at.manifest)
	if err == nil && !ok {
		err = fmt.Errorf("%s: %w", dir, ErrNoManifest)
	}
	if err != nil {
		return Meta{}, time.Time{}, err
	}
	info, err := os.Stat(at.manifest)
	if err != nil {
		return Meta{}, time.Time{}, err
	}
	return manifest.Meta, info.ModTime(), nil
}
