package sample

import (
	"io"
	"io/fs"
	"path"
	"strings"
	"text/template"

	"rollcall/content"
	"rollcall/generator/attendance"
)

// englishOnly is the framework that retells national guidance for England.
const englishOnly = "responsibilities/"

// writeFrameworks copies the frameworks that the authority can use, and writes the
// practice notes of a folder of texts, which name clusters. A site is read from its own
// folder alone, so it needs its own copy of the words; their home is the folder content
// of this module.
func (a *authority) writeFrameworks(create func(string) (io.WriteCloser, error), dir string) error {
	err := eachPage(content.Frameworks, ".", func(name string, page []byte) error {
		if a.opt.Nation != attendance.England && strings.HasPrefix(name, englishOnly) {
			return nil
		}
		return writeFile(create, path.Join("frameworks", name), copied(page))
	})
	if err != nil {
		return err
	}
	return eachPage(texts, dir+"/practice", func(name string, page []byte) error {
		t, err := template.New(name).Parse(string(page))
		if err != nil {
			return err
		}
		return writeFile(create, path.Join("frameworks/practice", path.Base(name)), func(w io.Writer) error {
			return t.Execute(w, facts{a})
		})
	})
}

// eachPage hands over the files below a folder.
func eachPage(fsys fs.FS, dir string, use func(name string, page []byte) error) error {
	return fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		page, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		return use(name, page)
	})
}

// copied writes a page as it stands.
func copied(page []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(page)
		return err
	}
}

// ClusterSlug gives the name of the i-th cluster as addresses have it, from 0, going
// round again when there are fewer.
func (f facts) ClusterSlug(i int) string {
	return attendance.Slug(f.a.clusters[i%len(f.a.clusters)].name)
}
