package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"rollcall": main})
}

// Each script is one command with its promises and its errors.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata", RequireExplicitExec: true})
}

func TestFaultIsApologisedFor(t *testing.T) {
	var stderr bytes.Buffer
	code := func() (code int) {
		defer func() {
			if fault := recover(); fault != nil {
				apologise(&stderr, fault)
				code = exitFault
			}
		}()
		panic("12 pupils of St Secret's")
	}()
	if code != exitFault || !strings.Contains(stderr.String(), "internal error") || strings.Contains(stderr.String(), "Secret") {
		t.Errorf("%d: %s", code, &stderr)
	}
}

func TestReportChoosesTheExitCode(t *testing.T) {
	for want, err := range map[int]error{exitDone: nil, exitInput: refusal{}, exitUsage: usageError{}, exitFault: fs.ErrClosed} {
		if got := report(&bytes.Buffer{}, "rollcall", err); got != want {
			t.Errorf("%v gives %d, not %d", err, got, want)
		}
	}
}

// A full disk or a folder that may not be written is no internal error, and says what
// to do.
func TestErrorsOfTheMachine(t *testing.T) {
	for _, test := range []struct {
		err  error
		want string
	}{
		{&fs.PathError{Op: "write", Path: "out/a", Err: syscall.ENOSPC}, "out/a: no space left on device\n    The disk is full."},
		{fmt.Errorf("page: %w", &fs.PathError{Op: "open", Path: "out/a", Err: syscall.EROFS}), "out/a: read-only file system\n    This disk can only be read."},
		{&fs.PathError{Op: "mkdir", Path: "out", Err: syscall.EACCES}, "out: permission denied\n    You may not write there."},
		{&os.LinkError{Op: "rename", Old: "b", New: "a", Err: syscall.EXDEV}, "a: invalid cross-device link\n    The computer refused this."},
		{&os.SyscallError{Syscall: "fsync", Err: syscall.EIO}, "input/output error\n"},
	} {
		var stderr bytes.Buffer
		if code := report(&stderr, "rollcall build", test.err); code != exitInput || !strings.HasPrefix(stderr.String(), "rollcall build: "+test.want) {
			t.Errorf("%v gives %d: %s", test.err, code, &stderr)
		}
	}
}

// Every command says what it does.
func TestCommandsAreDescribed(t *testing.T) {
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		if c.Short == "" || c.Name() != "help" && c.Args == nil {
			t.Errorf("%s lacks a sentence or does not check its arguments", c.CommandPath())
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(rootCommand(terminal{}))
}

func TestOverlay(t *testing.T) {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	o := overlay{
		fstest.MapFS{"pages/a.tmpl": file("over"), "own/x.css": file("over")},
		fstest.MapFS{"pages/a.tmpl": file("base"), "pages/b.tmpl": file("base"), "words.yaml": file("base")},
	}
	var all []string
	fs.WalkDir(o, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		all = append(all, name)
		return nil
	})
	if want := []string{"own/x.css", "pages/a.tmpl", "pages/b.tmpl", "words.yaml"}; !slices.Equal(all, want) {
		t.Errorf("holds %q, want %q", all, want)
	}
	for name, want := range map[string]string{"pages/a.tmpl": "over", "pages/b.tmpl": "base", "own/x.css": "over", "words.yaml": "base"} {
		if got, err := fs.ReadFile(o, name); string(got) != want {
			t.Errorf("%s is %q, %v", name, got, err)
		}
	}
}

func TestServe(t *testing.T) {
	dir := t.TempDir()
	os.MkdirAll(dir+"/schools/1", 0o755)
	os.WriteFile(dir+"/index.html", []byte("<!doctype html>front"), 0o644)
	os.WriteFile(dir+"/schools/1/index.html", []byte("<!doctype html>school"), 0o644)
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for _, c := range []struct {
		method, host, path string
		code               int
		body               string
	}{
		{"GET", "127.0.0.1:8000", "/", 200, "front"},
		{"GET", "localhost:8000", "/index.html", 200, "front"},
		{"GET", "127.0.0.1:8000", "/schools/1/", 200, "school"},
		{"GET", "127.0.0.1:8000", "/schools/1", 404, ""},
		{"GET", "127.0.0.1:8000", "/../../etc/passwd", 404, ""},
		{"GET", "127.0.0.1:8000", "/none.html", 404, ""},
		{"POST", "127.0.0.1:8000", "/", 405, ""},
		{"GET", "evil.example:8000", "/", 403, ""},
	} {
		r := httptest.NewRequest(c.method, "http://"+c.host+"/", nil)
		r.URL.Path = c.path
		w := httptest.NewRecorder()
		static{root}.ServeHTTP(w, r)
		if w.Code != c.code || !strings.Contains(w.Body.String(), c.body) {
			t.Errorf("%s %s%s: %d %s", c.method, c.host, c.path, w.Code, w.Body)
		}
		if c.code == http.StatusOK && (w.Header().Get("Etag") != "" || w.Header().Get("Content-Type") != "text/html; charset=utf-8") {
			t.Errorf("headers %v", w.Header())
		}
	}
}
