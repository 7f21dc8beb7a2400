//go:build linux

package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// The program is killed at any moment of a build: what stands is wholly the old site or
// wholly the new one, and the next build succeeds. ROLLCALL_KILLS says how often.
func TestKilledAtAnyMoment(t *testing.T) {
	kills := 40
	if n, err := strconv.Atoi(os.Getenv("ROLLCALL_KILLS")); err == nil {
		kills = n
	} else if testing.Short() {
		t.Skip("it kills the program 40 times")
	}
	k := newKillBench(t)
	old, new := k.sites[0], k.sites[1]
	k.build(old)
	started := time.Now()
	k.build(new)
	whole := time.Since(started)
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d; a build takes %v", seed, whole)

	reached, standing := 0, new
	for i := range kills {
		next := old
		if standing == old {
			next = new
		}
		if i%2 == 0 {
			k.killAfter(next, time.Duration(random.Int64N(int64(whole))))
		} else {
			// The moments that matter most are few: those of the swap, when the new
			// manifest is written.
			k.killAtSwap(next, time.Duration(random.Int64N(int64(2*time.Millisecond))))
		}
		switch found := k.hash(); found {
		case standing.hash:
		case next.hash:
			reached++
			standing = next
		default:
			t.Fatalf("kill %d leaves neither site whole: %s", i, found)
		}
		if i%4 == 3 {
			k.build(next)
			standing = next
			k.tidy()
		}
	}
	t.Logf("%d of %d kills came after the swap", reached, kills)
	k.build(old)
	k.tidy()
}

// killed is one of two sites that take turns in a folder.
type killed struct{ dir, hash string }

// killBench builds and kills the real program.
type killBench struct {
	t       *testing.T
	program string
	out     string
	sites   [2]*killed
}

func newKillBench(t *testing.T) *killBench {
	dir := t.TempDir()
	k := &killBench{t: t, program: filepath.Join(dir, "rollcall"), out: filepath.Join(dir, "out", "site")}
	if message, err := exec.Command("go", "build", "-o", k.program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, message)
	}
	for i := range k.sites {
		s := &killed{dir: filepath.Join(dir, fmt.Sprint("town", i))}
		k.sites[i] = s
		k.write(s.dir, fmt.Sprint("Site ", i))
		k.build(s)
		s.hash = k.hash()
	}
	if k.sites[0].hash == k.sites[1].hash {
		t.Fatal("the two sites are the same")
	}
	return k
}

// write makes the folder of a site that is built in an instant: a plan alone.
func (k *killBench) write(dir, title string) {
	k.t.Helper()
	k.run("init", dir)
	site := `authority: {code: "991", name: Wexcombe, nation: England}
title: ` + title + `
as_of: 2026-05-08
figures: none
inputs:
  - path: actions.csv
content: [content]
strategy: our-strategy
`
	if err := os.WriteFile(filepath.Join(dir, "site.yaml"), []byte(site), 0o644); err != nil {
		k.t.Fatal(err)
	}
}

func (k *killBench) command(args ...string) *exec.Cmd {
	c := exec.Command(k.program, args...)
	c.Dir = filepath.Dir(k.program)
	return c
}

func (k *killBench) run(args ...string) {
	k.t.Helper()
	if message, err := k.command(args...).CombinedOutput(); err != nil {
		k.t.Fatalf("rollcall %q: %v\n%s", args, err, message)
	}
}

func (k *killBench) build(s *killed) {
	k.t.Helper()
	k.run("build", s.dir, "--out", k.out, "--quiet")
	if s.hash != "" && k.hash() != s.hash {
		k.t.Fatalf("a build that was not killed left another site than %s", s.dir)
	}
}

func (k *killBench) killAfter(s *killed, delay time.Duration) {
	c := k.start(s)
	time.Sleep(delay)
	c.Process.Kill()
	c.Wait()
}

func (k *killBench) killAtSwap(s *killed, delay time.Duration) {
	c := k.start(s)
	done := make(chan error, 1)
	go func() { done <- c.Wait() }()
	for {
		select {
		case <-done:
			return
		default:
		}
		if _, err := os.Lstat(k.out + ".rollcall-new.json"); err == nil {
			time.Sleep(delay)
			c.Process.Kill()
			<-done
			return
		}
	}
}

func (k *killBench) start(s *killed) *exec.Cmd {
	c := k.command("build", s.dir, "--out", k.out, "--quiet")
	if err := c.Start(); err != nil {
		k.t.Fatal(err)
	}
	return c
}

// hash is of every path and byte of the site, or says why there is none.
func (k *killBench) hash() string {
	sum := sha256.New()
	err := fs.WalkDir(os.DirFS(k.out), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(k.out, name))
		fmt.Fprintf(sum, "%s %d\n%s\n", name, len(data), data)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return "there is no site"
	}
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%x", sum.Sum(nil))
}

// tidy fails the test when a finished build left something beside the site, or a
// manifest that is not of it.
func (k *killBench) tidy() {
	k.t.Helper()
	entries, err := os.ReadDir(filepath.Dir(k.out))
	if err != nil || len(entries) != 2 {
		k.t.Fatalf("%v lie beside the site, %v", entries, err)
	}
	manifest, err := os.ReadFile(k.out + ".manifest.json")
	front, err2 := os.ReadFile(filepath.Join(k.out, "index.html"))
	if err := errors.Join(err, err2); err != nil {
		k.t.Fatal(err)
	}
	if !bytes.Contains(manifest, fmt.Appendf(nil, "%x", sha256.Sum256(front))) {
		k.t.Fatal("the manifest is of another site")
	}
}
