package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows how far a build has got: a bar on a terminal, a line for each
// stage elsewhere.
type progress struct {
	w        io.Writer
	terminal bool
	stage    string
	bar      *progressbar.ProgressBar // of the stage; nil elsewhere
}

func newProgress(w io.Writer) *progress {
	f, ok := w.(*os.File)
	return &progress{w: w, terminal: ok && term.IsTerminal(int(f.Fd()))}
}

// step is told of every step of a stage.
func (p *progress) step(stage string, done, total int) {
	if stage != p.stage {
		p.end()
		p.stage = stage
		if !p.terminal {
			fmt.Fprintf(p.w, "%s...\n", stage)
			return
		}
		p.bar = progressbar.NewOptions(max(total, 1), progressbar.OptionSetWriter(p.w), progressbar.OptionSetDescription(stage),
			progressbar.OptionSetWidth(40), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
	}
	if p.bar != nil {
		p.bar.Set(done) // whether the bar can be drawn is nobody's concern
	}
}

// end removes the bar, so that what is printed next begins a line.
func (p *progress) end() {
	if p.bar != nil {
		p.bar.Clear()
		p.bar = nil
	}
}
