package publish

import (
	"errors"
	"path/filepath"
	"testing"
	"time"
)

func TestAbout(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	if _, _, err := About(dir); !errors.Is(err, ErrNoManifest) {
		t.Errorf("of nothing: %v", err)
	}
	site, err := Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(site.Write("index.html", []byte("x")), site.Commit(Meta{Edition: "headteacher", AsOf: "2026-05-08"})); err != nil {
		t.Fatal(err)
	}
	if m, made, err := About(dir); err != nil || m.Edition != "headteacher" || m.AsOf != "2026-05-08" || time.Since(made) > time.Hour {
		t.Errorf("%+v, %s, %v", m, made, err)
	}
}
