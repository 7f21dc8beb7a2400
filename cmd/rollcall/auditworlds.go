package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"rollcall/generator"
	"rollcall/generator/diag"
)

// worlds is the part of audit that builds an edition of another world.
type worlds struct {
	job
	asked bool
	seed  uint64
}

func (w *worlds) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&w.asked, "worlds", false, "compare the edition with that of another world")
	cmd.Flags().StringVar(&w.dir, "site", "", "with --worlds: the folder that holds site.yaml")
	cmd.Flags().StringVar(&w.edition, "edition", "public", "with --worlds: only the public edition can be compared")
	cmd.Flags().Uint64Var(&w.seed, "seed", 1, "with --worlds: another seed makes another world")
}

// arguments asks for a finished site, or with --worlds for the folder it is made of.
func (w *worlds) arguments(cmd *cobra.Command, args []string) error {
	switch {
	case !w.asked && (w.dir != "" || cmd.Flags().Changed("edition") || cmd.Flags().Changed("seed")):
		return usageError{"--site, --edition and --seed go with --worlds", "`rollcall audit --worlds --site SITE` builds two worlds and compares them."}
	case !w.asked:
		return arguments(1, "DIR")(cmd, args)
	case w.dir == "":
		return usageError{"--site is missing", "Give the folder that holds site.yaml; nothing in it is changed."}
	case w.edition != "public":
		return usageError{fmt.Sprintf("the %s edition cannot be compared", w.edition), "Its readers may know some of what the public edition hides; compare that one."}
	}
	return arguments(0)(cmd, args)
}

// compare builds the worlds and tells whether anything sets them apart.
func (w *worlds) compare(t terminal) error {
	o := &outcome{started: time.Now()}
	var problems diag.List
	opt, f, ok, err := w.options(&problems)
	if f != nil {
		defer f.Close()
	}
	if err != nil {
		return err
	}
	if !ok {
		return w.finish(t, o, &problems)
	}
	found, err := generator.CompareWorlds(opt, w.seed, &problems)
	if err != nil {
		return err
	}
	if !problems.Failed() {
		o.compared(found, &problems)
	}
	return w.finish(t, o, &problems)
}

// apart is what came of comparing two worlds.
type apart struct {
	Changed  int      `json:"changed"` // hidden counts
	Files    int      `json:"files"`
	Differ   []string `json:"differ"`
	Unpinned int      `json:"unpinned"` // hidden counts that differ in the world that is protected by itself
	Marks    int      `json:"marks"`    // numbers hidden in it or in truth
	Depend   int      `json:"depend"`   // of these, those hidden in one only, though no count crossed the threshold
}

// compared keeps what came of comparing two worlds, and reports what sets them apart.
func (o *outcome) compared(found generator.Worlds, problems *diag.List) {
	o.Worlds = &apart{found.Changed, found.Files, append([]string{}, found.Differ...), found.Unpinned, found.Pattern.Marks, found.Pattern.Others}
	if found.Changed == 0 {
		problems.Add(diag.Pos{}, diag.AuditWorlds, "", "no hidden count could be changed, so nothing was proved")
	}
	for _, name := range found.Differ {
		problems.Add(diag.Pos{File: name}, diag.AuditWorlds, "", "the file is not the same in a world that differs only in what the edition hides")
	}
	o.summary = fmt.Sprintf("%s changed, %s compared: every byte is the same. ", count(found.Changed, "hidden count"), count(found.Files, "file"))
	o.Notes = append(o.Notes, fmt.Sprintf("In a third world, which was protected by itself, %s differ and none crosses the threshold: of %s, %d are hidden in one world only.",
		count(found.Unpinned, "hidden count"), count(found.Pattern.Marks, "hidden number"), found.Pattern.Others))
}
