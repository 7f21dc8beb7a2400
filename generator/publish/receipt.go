package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// Receipt says that a site passed its audit. It lies beside the site, and any later
// change of the site or of its manifest breaks it. It guards against mistakes: a
// folder that was changed, mixed up or copied in part. It is no signature, so it does
// not stop somebody who may write where it lies.
type Receipt struct {
	Version  string   `json:"version"` // of the program
	Edition  string   `json:"edition"`
	AsOf     string   `json:"as_of"`    // 2006-01-02, the day on which everything was judged
	Audited  []string `json:"audited"`  // what the audit looked for
	Manifest string   `json:"manifest"` // SHA-256 of the manifest
	Tree     string   `json:"tree"`     // SHA-256 of what sha256sum prints of the files, in order of path
}

// Attest says that the files written so far passed an audit that looked for these
// things. Commit then writes a receipt, unless another file is written in between.
func (s *Site) Attest(audited []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.audited = slices.Clone(audited)
}

// receipt makes the receipt of a site, or nil where the site was not attested.
func (s *Site) receipt(m Manifest, manifest []byte) ([]byte, error) {
	if s.audited == nil {
		return nil, nil
	}
	data, err := json.MarshalIndent(Receipt{m.Version, m.Edition, m.AsOf, s.audited, hashOf(manifest), treeOf(m.Files)}, "", " ")
	return append(data, '\n'), err
}

// attest writes the receipt, where there is one.
func (p places) attest(receipt []byte) error {
	if receipt == nil {
		return nil
	}
	return writeSynced(p.receipt, receipt)
}

// readReceipt reads a receipt; ok is false when there is none.
func readReceipt(name string) (r Receipt, ok bool, err error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return Receipt{}, false, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &r)
	}
	if err != nil {
		return Receipt{}, false, fmt.Errorf("%s: %w", name, err)
	}
	return r, true, nil
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// treeOf is one hash for all files: of their hashes and paths as sha256sum prints
// them, in order of path, so that a shell can check it.
func treeOf(files []File) string {
	files = slices.SortedFunc(slices.Values(files), func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	sum := sha256.New()
	for _, f := range files {
		fmt.Fprintf(sum, "%s  %s\n", f.SHA256, f.Path)
	}
	return hex.EncodeToString(sum.Sum(nil))
}
