package main

import (
	"fmt"
	"io"
	"os"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"
)

// progress shows how far a build has got: a bar on a terminal, a line for each
// stage elsewhere.
type progress struct {
	w     io.Writer
	stage string
	bars  *mpb.Progress // nil elsewhere
	bar   *mpb.Bar
}

func newProgress(w io.Writer) *progress {
	p := &progress{w: w}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.bars = mpb.New(mpb.WithOutput(w), mpb.WithWidth(40))
	}
	return p
}

// step is told of every step of a stage.
func (p *progress) step(stage string, done, total int) {
	if stage != p.stage {
		p.end()
		p.stage = stage
		if p.bars == nil {
			fmt.Fprintf(p.w, "%s...\n", stage)
		} else {
			p.bar = p.bars.AddBar(int64(total), mpb.BarRemoveOnComplete(),
				mpb.PrependDecorators(decor.Name(stage+" ")), mpb.AppendDecorators(decor.CountersNoUnit(" %d of %d")))
		}
	}
	if p.bar != nil {
		p.bar.SetCurrent(int64(done))
	}
}

// end removes the bar, so that what is printed next begins a line.
func (p *progress) end() {
	if p.bar != nil {
		p.bar.SetTotal(-1, true)
		p.bar.Wait()
		p.bar = nil
	}
}

// close ends the showing.
func (p *progress) close() {
	p.end()
	if p.bars != nil {
		p.bars.Wait()
	}
}
