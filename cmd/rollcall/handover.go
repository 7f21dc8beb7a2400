package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"rollcall/generator/publish"
)

// ofHandover are the files and folders of a folder that is handed over. Whatever else lies
// there would be published by whoever publishes the folder.
var ofHandover = []string{".git", ".gitattributes", ".gitignore", ".github", "README.md", "site", "site.manifest.json", "site.receipt.json"}

// workflows is the only place in .github whose files belong to a handover.
const workflows = ".github/workflows"

// belongs reports whether a slash path may be in a folder that is handed over.
func belongs(name string) bool {
	top, _, _ := strings.Cut(name, "/")
	switch {
	case !slices.Contains(ofHandover, top):
		return false
	case top == ".github":
		return name == top || name == workflows || path.Dir(name) == workflows && (path.Ext(name) == ".yml" || path.Ext(name) == ".yaml")
	}
	return true
}

// strangers lists what does not belong to a folder that is handed over, which may not be
// there yet. What is in the site itself is compared with its manifest elsewhere.
func strangers(dir string) ([]string, error) {
	var out []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == ".":
			return fs.SkipAll
		case err != nil || name == ".":
			return err
		case !belongs(name):
			out = append(out, name)
		}
		if d.IsDir() && (!belongs(name) || name == "site" || name == ".git") {
			return fs.SkipDir
		}
		return nil
	})
	return out, err
}

// mostStrangers is how many names a refusal lists.
const mostStrangers = 5

// refuseStrangers refuses a folder that holds anything which rollcall did not put there.
func refuseStrangers(dir string) error {
	names, err := strangers(dir)
	if err != nil || len(names) == 0 {
		return err
	}
	shown := strings.Join(names[:min(len(names), mostStrangers)], ", ")
	if left := len(names) - mostStrangers; left > 0 {
		shown += fmt.Sprintf(" and %d more", left)
	}
	return refusal{fmt.Sprintf("%s holds what is no part of the site: %s", dir, shown),
		"Everything in that folder can be published by mistake. Move it away, or name another folder with --to. Nothing was written."}
}

// admitOnlySite puts a .gitignore that admits nothing but the site into a folder for
// GitHub Pages that has none.
func admitOnlySite(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, ".github")); err != nil {
		return nil
	}
	text, err := githubPages.ReadFile("githubpages/.gitignore")
	if err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(dir, ".gitignore"), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}

// checkCommit says what a push of the commit in a folder would publish, and refuses one of
// anything but the audited site.
func checkCommit(t terminal, dir string) error {
	site, err := publish.Verify(filepath.Join(dir, "site"))
	if err != nil {
		return refusal{fmt.Sprintf("%s: %v", filepath.Join(dir, "site"), err), "Run rollcall publish again, and commit what it writes."}
	}
	git := func(args ...string) (string, error) {
		var complaint bytes.Buffer
		cmd := exec.Command("git", append([]string{"-C", dir}, args...)...)
		cmd.Stderr = &complaint
		out, err := cmd.Output()
		if err != nil {
			return "", refusal{fmt.Sprintf("git %s: %v %s", args[0], err, strings.TrimSpace(complaint.String())), "Commit the folder first: README.md in it says how."}
		}
		return string(out), nil
	}
	count, err := git("rev-list", "--count", "HEAD")
	if err != nil {
		return err
	}
	if strings.TrimSpace(count) != "1" {
		return refusal{dir + " has a history of " + strings.TrimSpace(count) + " commits, which keeps numbers that were withdrawn", "Use git commit --amend, as README.md says."}
	}
	changed, err := git("status", "--porcelain")
	if err != nil {
		return err
	}
	if changed != "" {
		return refusal{"the commit is not what lies in " + dir, "Add and commit again, as README.md says."}
	}
	listed, err := git("ls-tree", "-r", "-z", "--name-only", "HEAD")
	if err != nil {
		return err
	}
	names := strings.Split(strings.TrimSuffix(listed, "\x00"), "\x00")
	for _, name := range names {
		if !belongs(name) {
			return refusal{fmt.Sprintf("the commit holds %s, which is no part of the site", name), "Do not push. Take it out with git rm --cached, and amend the commit."}
		}
	}
	fmt.Fprintf(t.out, "A push would publish %d files: the public site of %s, audited, and what belongs to it.\n", len(names), site.AsOf)
	return nil
}
