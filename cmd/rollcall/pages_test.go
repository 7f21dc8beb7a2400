//go:build linux

package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"rollcall/generator/publish"
)

// workflow is what the test reads of a GitHub workflow.
type workflow struct {
	Permissions map[string]string
	Jobs        map[string]struct {
		Permissions map[string]string
		Steps       []struct{ Name, Uses, Run string }
	}
}

func readWorkflow(t *testing.T) workflow {
	t.Helper()
	text, err := githubPages.ReadFile("githubpages/.github/workflows/pages.yml")
	if err != nil {
		t.Fatal(err)
	}
	var w workflow
	if err := yaml.Unmarshal(text, &w); err != nil {
		t.Fatal(err)
	}
	return w
}

// The workflow only deploys: it uses three actions of GitHub's, builds nothing, has no
// secret, and the job that can publish runs no command.
func TestWorkflowOnlyDeploys(t *testing.T) {
	w := readWorkflow(t)
	var uses []string
	for _, job := range []string{"check", "deploy"} {
		for _, step := range w.Jobs[job].Steps {
			if step.Uses != "" {
				uses = append(uses, step.Uses)
			}
			if job == "deploy" && step.Run != "" {
				t.Errorf("the job that publishes runs %q", step.Run)
			}
		}
	}
	if want := []string{"actions/checkout@v6", "actions/upload-pages-artifact@v5", "actions/deploy-pages@v5"}; !slices.Equal(uses, want) || len(w.Jobs) != 2 {
		t.Errorf("uses %q in %d jobs", uses, len(w.Jobs))
	}
	if p := w.Jobs["check"].Permissions; len(w.Permissions) > 0 || len(p) != 1 || p["contents"] != "read" {
		t.Errorf("permissions %v, %v", w.Permissions, p)
	}
}

// The workflow's steps run with bash in a folder that holds what was published and
// nothing else: no data folder, no site file, no program of ours. Any change stops them.
func TestWorkflowChecksTheFolder(t *testing.T) {
	for _, program := range []string{"bash", "git", "sha256sum"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(err)
		}
	}
	grow := func(name, text string) func(dir string) error {
		return func(dir string) error {
			f, err := os.OpenFile(filepath.Join(dir, name), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
			if err != nil {
				return err
			}
			_, err = io.WriteString(f, text)
			f.Close()
			return err
		}
	}
	edit := func(name, old, new string) func(dir string) error {
		return func(dir string) error {
			text, err := os.ReadFile(filepath.Join(dir, name))
			if err == nil {
				err = os.WriteFile(filepath.Join(dir, name), bytes.Replace(text, []byte(old), []byte(new), 1), 0o644)
			}
			return err
		}
	}
	for name, c := range map[string]struct {
		change func(dir string) error
		said   string // empty where the folder passes
	}{
		"untouched":           {func(string) error { return nil }, ""},
		"a changed page":      {grow("site/index.html", " "), "A file was changed"},
		"an added page":       {grow("site/schools/900001/rows.csv", "urn"), "A file was changed"},
		"an added link":       {func(dir string) error { return os.Symlink("index.html", dir+"/site/x.html") }, "A file was changed"},
		"a removed page":      {func(dir string) error { return os.Remove(dir + "/site/404.html") }, "A file was changed"},
		"a renamed page":      {func(dir string) error { return os.Rename(dir+"/site/404.html", dir+"/site/405.html") }, "A file was changed"},
		"no receipt":          {func(dir string) error { return os.Remove(dir + "/site.receipt.json") }, "A file was changed"},
		"another edition":     {edit("site.receipt.json", "public", "intranet"), "not the public edition"},
		"rows of the council": {grow("attendance.csv", "urn"), "and nothing else"},
		"a hidden folder":     {func(dir string) error { return grow(".cache", "x")(dir) }, "and nothing else"},
		"the own manifest":    {edit("site.manifest.json", `"inputs": null`, `"inputs": []`), "names inputs"},
		"a history":           {func(dir string) error { return git(dir, "commit", "-q", "--allow-empty", "-m", "again") }, "has a history"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := handedOver(t)
			if err := c.change(dir); err != nil {
				t.Fatal(err)
			}
			said := ""
			for _, step := range readWorkflow(t).Jobs["check"].Steps {
				if step.Run != "" && said == "" {
					said = runStep(t, dir, step.Run)
				}
			}
			if (said == "") != (c.said == "") || !strings.Contains(said, c.said) {
				t.Errorf("the workflow says %q, not %q", said, c.said)
			}
		})
	}
}

// handedOver makes a repository of one commit that holds a published site.
func handedOver(t *testing.T) string {
	t.Helper()
	built, dir := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "repository")
	site, err := publish.Begin(built)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"index.html", "404.html", ".nojekyll", "schools/900001/index.html", "a-b/index.html", "a/index.html"} {
		if err := site.Write(name, []byte("the page "+name)); err != nil {
			t.Fatal(err)
		}
	}
	site.Attest([]string{"links"})
	meta := publish.Meta{Version: "v1", Edition: "public", AsOf: "2026-05-08", Inputs: []publish.Input{{Name: "attendance.csv", SHA256: "00"}}}
	if err := site.Commit(meta); err != nil {
		t.Fatal(err)
	}
	if code := run([]string{"init", "--github-pages", dir}, nil, io.Discard, os.Stderr); code != exitDone {
		t.Fatal(code)
	}
	if code := run([]string{"publish", built, "--to", dir}, nil, io.Discard, os.Stderr); code != exitDone {
		t.Fatal(code)
	}
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"add", "-A"}, {"commit", "-q", "-m", "The site"}} {
		if err := git(dir, args...); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func git(dir string, args ...string) error {
	c := exec.Command("git", args...)
	c.Dir = dir
	c.Env = stepEnv(dir)
	for _, who := range []string{"AUTHOR", "COMMITTER"} {
		c.Env = append(c.Env, "GIT_"+who+"_NAME=council", "GIT_"+who+"_EMAIL=council@example.gov.uk")
	}
	return c.Run()
}

// runStep runs a step as GitHub does, and returns what it printed when it failed.
func runStep(t *testing.T, dir, script string) string {
	t.Helper()
	c := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
	c.Dir, c.Env = dir, stepEnv(dir)
	printed, err := c.CombinedOutput()
	if err == nil {
		return ""
	}
	if len(printed) == 0 {
		return err.Error()
	}
	return string(printed)
}

// stepEnv is an environment in which nothing of this machine can be found but its
// programs.
func stepEnv(dir string) []string {
	return []string{"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=" + dir, "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null"}
}
