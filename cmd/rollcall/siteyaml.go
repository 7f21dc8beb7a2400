package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"

	"rollcall/generator/config"
	"rollcall/generator/diag"
)

// appendInput puts an input into the site.yaml of a folder: beside it first, and in its
// place only when it can be read and says what it said before, and this.
func appendInput(t terminal, dir string, item config.Input) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	text, err := root.ReadFile(config.FileName)
	if err != nil {
		return err
	}
	byHand := refusal{"site.yaml was left as it is", "Put this under inputs yourself:\n" + strings.TrimRight(item.Item(2), "\n")}
	more, ok := config.AppendInput(string(text), item)
	if !ok {
		return byHand
	}
	const beside = config.FileName + ".new"
	file, err := root.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return refusal{err.Error(), "Another import may be at work; if not, remove the file."}
	}
	_, err = file.WriteString(more)
	if err = cmp.Or(err, file.Close()); err != nil {
		root.Remove(beside)
		return err
	}
	before, _ := config.Load(root.FS(), config.FileName, new(diag.List))
	after, ok := config.Load(root.FS(), beside, new(diag.List))
	added := func(in config.Input) bool { return in.Path == item.Path }
	if !ok || len(after.Inputs) != len(before.Inputs)+1 || !slices.ContainsFunc(after.Inputs, added) {
		root.Remove(beside)
		return byHand
	}
	if err := root.Rename(beside, config.FileName); err != nil {
		root.Remove(beside)
		return err
	}
	fmt.Fprintf(t.out, "%s is an input of the site now.\n", item.Path)
	return nil
}
