package generator

import (
	"fmt"
	"io/fs"
	"sync"

	"rollcall/generator/render"
	"rollcall/generator/view"
)

// job makes one file of the site.
type job struct {
	path string
	make func() ([]byte, error)
}

// output counts what is written and says how far it has got.
type output struct {
	write    func(path string, data []byte) error
	progress func(stage string, done, total int)
	total    int

	mu     sync.Mutex
	report *Report
	done   int
}

func (o *output) run(j job) error {
	data, err := j.make()
	if err != nil {
		return fmt.Errorf("%s: %w", j.path, err)
	}
	if err := o.file(j.path, data); err != nil {
		return err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.done++
	o.report.Pages++
	o.progress("pages", o.done, o.total)
	return nil
}

func (o *output) file(path string, data []byte) error {
	if err := o.write(path, data); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.report.Files++
	o.report.Bytes += int64(len(data))
	return nil
}

// static writes the files that all pages share: the theme's, the edition's style
// sheet for print, the script where it was built, and the mark that keeps GitHub
// Pages from looking for Jekyll.
func (o *output) static(opt Options, book *view.Book, r *render.Renderer) error {
	static, err := r.Static()
	if err != nil {
		return err
	}
	err = fs.WalkDir(static, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(static, path)
		if err != nil {
			return err
		}
		return o.file("static/"+path, data)
	})
	if err != nil {
		return err
	}
	footer, err := r.Footer(book.Footer())
	if err != nil {
		return err
	}
	css, err := r.EditionCSS(footer)
	if err != nil {
		return err
	}
	if err := o.file("static/edition.css", css); err != nil {
		return err
	}
	if opt.Scripts != nil {
		if err := o.file("static/rollcall.js", opt.Scripts); err != nil {
			return err
		}
	}
	return o.file(".nojekyll", nil)
}
