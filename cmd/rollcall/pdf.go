package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/chromedp"

	"rollcall/generator/diag"
	"rollcall/generator/publish"
)

// papers are the pages that can be had as PDF: the word for them, where they lie in a
// site, of which some editions have them in the folder of a head, and what a file is called.
var papers = []struct{ name, pattern, file string }{
	{"briefs", "schools/*/brief/index.html", "brief-*.pdf"},
	{"briefs", "own/*/brief/index.html", "brief-*.pdf"},
	{"governors", "schools/*/governors/index.html", "governors-*.pdf"},
	{"governors", "own/*/governors/index.html", "governors-*.pdf"},
	{"meetings", "clusters/*/meeting/index.html", "meeting-*.pdf"},
	{"scrutiny", "scrutiny/index.html", "scrutiny.pdf"},
}

// checkPapers reports a word that is no kind of paper.
func checkPapers(wanted []string) error {
	var names []string
	for _, p := range papers {
		names = append(names, p.name)
	}
	for _, w := range wanted {
		if !slices.Contains(names, w) {
			return usageError{fmt.Sprintf("--pdf: there are no PDFs of %q", w), diag.DidYouMean(w, names)}
		}
	}
	return nil
}

// paper is one page to print.
type paper struct{ page, file string }

// papersOf lists the pages of a published site that are wanted on paper, in order.
func papersOf(site fs.FS, wanted []string) ([]paper, error) {
	var out []paper
	for _, p := range papers {
		if !slices.Contains(wanted, p.name) {
			continue
		}
		pages, err := fs.Glob(site, p.pattern)
		if err != nil {
			return nil, err
		}
		for _, page := range pages {
			file := p.file
			if before, _, ok := strings.Cut(p.pattern, "*"); ok {
				code, _, _ := strings.Cut(strings.TrimPrefix(page, before), "/")
				file = strings.Replace(file, "*", code, 1)
			}
			out = append(out, paper{page, file})
		}
	}
	return out, nil
}

// browsers are what the system may call a Chromium.
var browsers = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"}

// printPapers prints pages of a published site as tagged A4 PDFs, through the system's
// Chromium, into a folder beside the site: whoever publishes the site does not publish
// them with it. It returns the folder and how many there are.
func printPapers(out string, wanted []string, meta publish.Meta, step func(stage string, done, total int)) (string, int, error) {
	list, err := papersOf(os.DirFS(out), wanted)
	if err != nil || len(list) == 0 {
		return "", 0, err
	}
	browser := ""
	for _, name := range browsers {
		if browser, err = exec.LookPath(name); err == nil {
			break
		}
	}
	if browser == "" {
		return "", 0, refusal{"--pdf needs Chromium or Chrome, and there is none", "Install one, or print the pages from your own browser."}
	}
	root, err := filepath.Abs(out)
	if err != nil {
		return "", 0, err
	}
	dir := out + "-pdf"
	folder, err := publish.Begin(dir)
	if err != nil {
		return "", 0, err
	}
	done := false
	defer func() {
		if !done {
			folder.Abort()
		}
	}()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browser))
	if os.Geteuid() == 0 { // Chromium has no sandbox for the administrator
		options = append(options, chromedp.NoSandbox)
	}
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	defer cancel()
	ctx, stop := chromedp.NewContext(allocator)
	defer stop()
	if err := chromedp.Do(ctx); err != nil { // starts the browser, which ends with the context that it was started with
		return "", 0, fmt.Errorf("%s: %w", browser, err)
	}
	for i, p := range list {
		step("pdf", i, len(list))
		data, err := printPage(ctx, filepath.Join(root, filepath.FromSlash(p.page)))
		if err != nil {
			return "", 0, fmt.Errorf("%s: %w", p.page, err)
		}
		if err := folder.Write(p.file, data); err != nil {
			return "", 0, err
		}
	}
	done = true
	return dir, len(list), folder.Commit(meta)
}

// pageTime is how long a page may take to be printed.
const pageTime = time.Minute

func printPage(ctx context.Context, path string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, pageTime)
	defer cancel()
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(path)}
	if err := chromedp.Do(ctx, chromedp.Navigate(address.String())); err != nil {
		return nil, err
	}
	data, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground(), chromedp.PDFOutlineAndTagged()))
	if err == nil && len(data) == 0 {
		err = errors.New("the browser gave no PDF")
	}
	return data, err
}
