package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

var (
	// ErrNoManifest is returned where no manifest is beside a folder, so nothing is
	// known of it.
	ErrNoManifest = errors.New("no manifest is beside the folder, so it is not known to be a site made by this program")
	// ErrNotAudited is returned for a site without a receipt.
	ErrNotAudited = errors.New("no receipt is beside the site, so it is not known to have passed an audit")
	// ErrOtherReceipt is returned for a site whose receipt is of another build.
	ErrOtherReceipt = errors.New("the receipt is of another build than the manifest")
)

// Difference is how a folder differs from what its manifest says. It is an error
// where there is any.
type Difference struct{ Changed, Missing, Added []string } // paths, in order

func (d *Difference) none() bool { return len(d.Changed)+len(d.Missing)+len(d.Added) == 0 }

// Error names the first few files of each kind.
func (d *Difference) Error() string {
	const most = 3
	var said []string
	for _, kind := range []struct {
		word  string
		files []string
	}{{"changed", d.Changed}, {"missing", d.Missing}, {"added", d.Added}} {
		n := len(kind.files)
		switch {
		case n == 0:
		case n > most:
			said = append(said, fmt.Sprintf("%s: %s and %d more", kind.word, strings.Join(kind.files[:most], ", "), n-most))
		default:
			said = append(said, kind.word+": "+strings.Join(kind.files, ", "))
		}
	}
	return "the folder is not as it was built; " + strings.Join(said, "; ")
}

// Audited is a site whose files are those that passed the audit.
type Audited struct {
	Receipt
	dir   string
	files []File
}

// Verify reads every file of the site in dir and holds it against its manifest and
// receipt. Its error is ErrNoManifest, ErrNotAudited, ErrOtherReceipt, a *Difference,
// or of the disk.
func Verify(dir string) (*Audited, error) {
	at := placesOf(dir)
	manifest, ok, err := readManifest(at.manifest)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, fmt.Errorf("%s: %w", dir, ErrNoManifest)
	}
	receipt, ok, err := readReceipt(at.receipt)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, fmt.Errorf("%s: %w", dir, ErrNotAudited)
	}
	data, err := os.ReadFile(at.manifest)
	switch {
	case err != nil:
		return nil, err
	case hashOf(data) != receipt.Manifest || treeOf(manifest.Files) != receipt.Tree || manifest.Edition != receipt.Edition:
		return nil, fmt.Errorf("%s: %w", dir, ErrOtherReceipt)
	}
	d, err := compare(dir, manifest.Files)
	switch {
	case err != nil:
		return nil, err
	case !d.none():
		return nil, d
	}
	return &Audited{receipt, dir, manifest.Files}, nil
}

// compare reads a folder and finds how it differs from a list of files. Anything that
// is not a plain file counts as added.
func compare(dir string, files []File) (*Difference, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	want := make(map[string]File, len(files))
	for _, f := range files {
		want[f.Path] = f
	}
	d := &Difference{}
	err = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		f, owned := want[name]
		if !owned || !entry.Type().IsRegular() {
			d.Added = append(d.Added, name)
			return nil
		}
		delete(want, name)
		sum, err := hashFile(root, name)
		if sum != f.SHA256 {
			d.Changed = append(d.Changed, name)
		}
		return err
	})
	for name := range want {
		d.Missing = append(d.Missing, name)
	}
	slices.Sort(d.Changed)
	slices.Sort(d.Missing)
	slices.Sort(d.Added)
	return d, err
}

func hashFile(root *os.Root, name string) (string, error) {
	f, err := root.Open(filepath.FromSlash(name))
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return hex.EncodeToString(sum.Sum(nil)), err
}
