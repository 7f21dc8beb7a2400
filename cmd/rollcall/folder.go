package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"rollcall/generator"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/themes"
)

// folder is the folder of a site on the real disk. It hands out its inputs, each as
// a file system that reaches no further than the folder it lies in.
type folder struct {
	dir   string
	roots []io.Closer
}

// openSite reads the site.yaml of a folder. It returns false when that holds
// errors, which are then among the problems.
func openSite(dir string, problems *diag.List) (*folder, *config.Site, bool) {
	f := &folder{dir: dir}
	root, err := os.OpenRoot(dir)
	if err != nil {
		problems.Add(diag.Pos{File: filepath.ToSlash(dir)}, diag.ConfigUnreadable,
			"Give the folder that holds site.yaml; `rollcall init` makes one.", "%v", err)
		return f, nil, false
	}
	f.roots = append(f.roots, root)
	site, ok := config.Load(root.FS(), config.FileName, problems)
	if !ok {
		return f, site, false
	}
	site.Expand(f.match, problems) // what is wrong there keeps nothing else from being looked at
	return f, site, true
}

// match lists the files whose name is as a path of site.yaml with * has it, in order.
// Those that Excel makes while a workbook is open, and hidden ones, are not among them.
func (f *folder) match(pattern string) []string {
	dir, name := path.Split(pattern)
	entries, err := os.ReadDir(filepath.Join(f.dir, filepath.FromSlash(dir)))
	if err != nil {
		return nil // as if the folder were empty
	}
	name = strings.ToLower(strings.NewReplacer(`[`, `\[`, `?`, `\?`).Replace(name))
	var out []string
	for _, e := range entries {
		aside := strings.HasPrefix(e.Name(), "~$") || strings.HasPrefix(e.Name(), ".")
		if fits, err := path.Match(name, strings.ToLower(e.Name())); err == nil && fits && !e.IsDir() && !aside {
			out = append(out, dir+e.Name())
		}
	}
	return out
}

// Close gives back what Open opened.
func (f *folder) Close() {
	for _, root := range f.roots {
		root.Close()
	}
}

// Open opens a path of site.yaml. It is not safe for concurrent use.
func (f *folder) Open(name string) (generator.Source, error) {
	// A link is followed first: the file system is of the folder it leads to.
	place, err := filepath.EvalSymlinks(filepath.Join(f.dir, filepath.FromSlash(name)))
	if err != nil {
		return generator.Source{}, err
	}
	info, err := os.Stat(place)
	if err != nil {
		return generator.Source{}, err
	}
	if !info.IsDir() && !info.Mode().IsRegular() { // reading a pipe or a device may never end
		return generator.Source{}, fmt.Errorf("%s is neither a file nor a folder", name)
	}
	within := "."
	if !info.IsDir() {
		place, within = filepath.Dir(place), filepath.Base(place)
	}
	root, err := os.OpenRoot(place)
	if err != nil {
		return generator.Source{}, err
	}
	f.roots = append(f.roots, root)
	return generator.Source{Name: name, FS: root.FS(), Path: within}, nil
}

// theme returns a built-in theme, with the files of over in place of its own.
func theme(name, over string, problems *diag.List) (fs.FS, bool) {
	var names []string
	entries, _ := themes.FS.ReadDir(".")
	for _, e := range entries {
		if names = append(names, e.Name()); e.Name() != name {
			continue
		}
		built, err := fs.Sub(themes.FS, name)
		if err != nil || over == "" {
			return built, err == nil
		}
		if info, err := os.Stat(over); err != nil || !info.IsDir() {
			problems.Add(diag.Pos{File: filepath.ToSlash(over)}, diag.FileUnreadable, "", "the theme folder cannot be read")
			return nil, false
		}
		return overlay{os.DirFS(over), built}, true
	}
	problems.Add(diag.Pos{File: config.FileName}, diag.ConfigValue, diag.DidYouMean(name, names), "theme: there is no theme %q", name)
	return nil, false
}

func indexOf(site string) string { return filepath.Join(site, "index.html") }

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
