package generator

import (
	"io/fs"
	"testing"

	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/themes"
)

// siteOptions says how to build the site of a folder: as on the day of its site
// file, in the built-in theme, without the bundled script.
func siteOptions(t testing.TB, folder fs.FS) Options {
	t.Helper()
	var problems diag.List
	site, ok := config.Load(folder, config.FileName, &problems)
	if !ok {
		t.Fatal(problems.Problems())
	}
	theme, err := fs.Sub(themes.FS, site.Theme)
	if err != nil {
		t.Fatal(err)
	}
	return Options{Site: site, Theme: theme, Edition: "intranet", Now: site.AsOf, Progress: func(string, int, int) {}, Open: func(name string) (Source, error) {
		info, err := fs.Stat(folder, name)
		if err != nil || !info.IsDir() {
			return Source{Name: name, FS: folder, Path: name}, err
		}
		sub, err := fs.Sub(folder, name)
		return Source{Name: name, FS: sub, Path: "."}, err
	}}
}
