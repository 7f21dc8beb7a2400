package publish

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// Manifest says what a site consists of and what it was made from. It lies beside
// the site and not in it, because the hashes of the inputs would confirm guesses
// about what the site hides.
type Manifest struct {
	Meta
	Files []File `json:"files"` // in order of path
}

// Meta is what a manifest says beyond the files.
type Meta struct {
	Version string  `json:"version"` // of the program
	Edition string  `json:"edition"`
	AsOf    string  `json:"as_of"` // 2006-01-02
	Inputs  []Input `json:"inputs"`
}

// Input is one file that the site was made from.
type Input struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// File is one file of the site.
type File struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
}

// marshal gives the manifest the same bytes whatever order things were made in.
func (m Manifest) marshal() ([]byte, error) {
	m.Inputs = slices.Clone(m.Inputs)
	slices.SortFunc(m.Inputs, func(a, b Input) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.SHA256, b.SHA256))
	})
	slices.SortFunc(m.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	data, err := json.MarshalIndent(m, "", " ")
	return append(data, '\n'), err
}

// readManifest reads a manifest; ok is false when there is none.
func readManifest(name string) (m Manifest, ok bool, err error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return Manifest{}, false, nil
	}
	if err != nil {
		return Manifest{}, false, err
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return Manifest{}, false, fmt.Errorf("%s: %w", name, err)
	}
	return m, true, nil
}
