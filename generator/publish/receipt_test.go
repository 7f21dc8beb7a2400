package publish

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// audited makes a public site with a receipt.
func audited(t *testing.T, dir string) {
	t.Helper()
	s := begin(t, dir, map[string]string{"index.html": "1", "a-b/index.html": "2", "a/index.html": "3", ".nojekyll": ""})
	s.Attest([]string{"links"})
	if err := s.Commit(Meta{"v1", "public", "2026-05-08", []Input{{"attendance.csv", "secret"}}}); err != nil {
		t.Fatal(err)
	}
}

func TestReceiptHoldsWhileNothingChanges(t *testing.T) {
	for name, c := range map[string]struct {
		change func(dir string) error
		want   string // of the error; empty where the receipt holds
	}{
		"nothing":        {func(string) error { return nil }, ""},
		"a changed file": {func(dir string) error { return os.WriteFile(dir+"/a/index.html", []byte("4"), 0o644) }, "changed: a/index.html"},
		"a removed file": {func(dir string) error { return os.Remove(dir + "/.nojekyll") }, "missing: .nojekyll"},
		"an added file":  {func(dir string) error { return os.WriteFile(dir+"/a/rows.csv", nil, 0o644) }, "added: a/rows.csv"},
		"a link for a file": {func(dir string) error {
			return errors.Join(os.Rename(dir+"/index.html", dir+".html"), os.Symlink(dir+".html", dir+"/index.html"))
		}, "missing: index.html; added: index.html"},
		"no receipt":        {func(dir string) error { return os.Remove(dir + ".receipt.json") }, ErrNotAudited.Error()},
		"no manifest":       {func(dir string) error { return os.Remove(dir + ".manifest.json") }, ErrNoManifest.Error()},
		"another manifest":  {func(dir string) error { return replace(dir+".manifest.json", "secret", "guess") }, ErrOtherReceipt.Error()},
		"another edition":   {func(dir string) error { return replace(dir+".receipt.json", "public", "headteacher") }, ErrOtherReceipt.Error()},
		"a torn receipt":    {func(dir string) error { return os.Truncate(dir+".receipt.json", 20) }, "unexpected end"},
		"a torn manifest":   {func(dir string) error { return os.Truncate(dir+".manifest.json", 20) }, "unexpected end"},
		"a folder that was": {os.RemoveAll, "no such file"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "site")
			audited(t, dir)
			if err := c.change(dir); err != nil {
				t.Skip(err)
			}
			_, err := Verify(dir)
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func replace(name, old, with string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return os.WriteFile(name, []byte(strings.ReplaceAll(string(data), old, with)), 0o600)
}

// What is written after the audit was not audited.
func TestReceiptIsOfWhatWasAudited(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	audited(t, dir)
	s := begin(t, dir, map[string]string{"index.html": "1"})
	s.Attest([]string{"links"})
	if err := s.Write("late.html", nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Commit(Meta{}); err != nil {
		t.Fatal(err)
	}
	if _, err := Verify(dir); !errors.Is(err, ErrNotAudited) {
		t.Errorf("got %v", err)
	}
	equal(t, beside(t, dir), []string{"site", "site.manifest.json"})
}

// The hash of the tree is what a shell makes of the folder.
func TestTreeIsWhatCoreutilsSay(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	audited(t, dir)
	site, err := Verify(dir)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command("sh", "-c", `find . ! -type d -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum -- | sha256sum`)
	command.Dir = dir
	out, err := command.Output()
	if err != nil {
		t.Skip(err)
	}
	if got := strings.Fields(string(out))[0]; got != site.Tree {
		t.Errorf("%s, and not %s", got, site.Tree)
	}
}

// A copy to hand over tells nothing of the inputs, and nothing that no audit saw is in it.
func TestCopy(t *testing.T) {
	dir, to := filepath.Join(t.TempDir(), "site"), filepath.Join(t.TempDir(), "pages", "site")
	audited(t, dir)
	site, err := Verify(dir)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := site.Copy(to); err != nil {
			t.Fatal(err)
		}
		equal(t, tree(t, to), tree(t, dir))
		equal(t, beside(t, to), []string{"site", "site.manifest.json", "site.receipt.json"})
	}
	manifest, ok, err := readManifest(to + ".manifest.json")
	if !ok || err != nil || len(manifest.Inputs) > 0 {
		t.Error(manifest.Inputs, err)
	}
	handed, err := Verify(to)
	if err != nil || handed.Tree != site.Tree || handed.Manifest == site.Manifest {
		t.Error(handed, err)
	}

	os.WriteFile(filepath.Join(to, "web.config"), nil, 0o644)
	var d *Difference
	if err := site.Copy(to); !errors.As(err, &d) || d.Error() != "the folder is not as it was built; added: web.config" {
		t.Errorf("got %v", err)
	}
	os.Remove(filepath.Join(to, "web.config"))
	os.WriteFile(filepath.Join(dir, "index.html"), []byte("changed"), 0o644)
	if err := site.Copy(to); err == nil {
		t.Error("a changed file was copied")
	}
	if _, err := Verify(to); err != nil {
		t.Errorf("the copy did not stay as it was: %v", err)
	}
	foreign := t.TempDir()
	os.WriteFile(filepath.Join(foreign, "thesis.txt"), nil, 0o644)
	if err := site.Copy(foreign); !errors.Is(err, ErrForeign) {
		t.Errorf("got %v", err)
	}
}

func TestClean(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "site")
	audited(t, dir)
	for _, left := range []string{".rollcall-new/x", ".rollcall-old/x"} {
		os.MkdirAll(dir+left, 0o755)
	}
	if n, kept, err := Clean(dir); n != 4 || len(kept) > 0 || err != nil {
		t.Errorf("%d %v %v", n, kept, err)
	}
	equal(t, beside(t, dir), nil)
	if n, kept, err := Clean(dir); n != 0 || len(kept) > 0 || err != nil {
		t.Errorf("%d %v %v where nothing is", n, kept, err)
	}

	audited(t, dir)
	os.WriteFile(filepath.Join(dir, "a", "web.config"), []byte("x"), 0o644)
	if n, kept, err := Clean(dir); n != 4 || len(kept) != 1 || kept[0] != "a/web.config" || err != nil {
		t.Errorf("%d %v %v", n, kept, err)
	}
	equal(t, tree(t, dir), []string{"a/web.config=x"})
	if _, _, err := Clean(dir); !errors.Is(err, ErrForeign) {
		t.Errorf("got %v", err)
	}
	equal(t, tree(t, dir), []string{"a/web.config=x"})

	// A manifest that names what is outside the folder reaches nothing there.
	evil := filepath.Join(top, "evil")
	os.Mkdir(evil, 0o755)
	os.WriteFile(filepath.Join(top, "precious"), []byte("x"), 0o644)
	os.WriteFile(evil+".manifest.json", []byte(`{"files":[{"path":"../precious"}]}`), 0o600)
	if _, _, err := Clean(evil); err == nil {
		t.Error("a path out of the folder was taken")
	}
	if _, err := os.Stat(filepath.Join(top, "precious")); err != nil {
		t.Error(err)
	}
}

func TestManifestIsForItsOwner(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	audited(t, dir)
	for _, name := range []string{dir + ".manifest.json", dir + ".receipt.json"} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if mode := info.Mode().Perm(); mode&0o077 != 0 && filepath.Separator == '/' {
			t.Errorf("%s has the mode %o", name, mode)
		}
	}
}
