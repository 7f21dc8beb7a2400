package main

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
)

// overlay is a file system whose files are those of over and, where it has none,
// those of base. A folder lists both through fs.ReadDir, and so through fs.WalkDir
// and fs.Glob; what Open returns for a folder lists only one.
type overlay struct{ over, base fs.FS }

func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.over.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.base.Open(name)
	}
	return f, err
}

// ReadDir lists the files of both.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.over, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	below, errBelow := fs.ReadDir(o.base, name)
	if err != nil && errBelow != nil {
		return nil, errBelow
	}
	for _, e := range below {
		if !slices.ContainsFunc(entries, func(over fs.DirEntry) bool { return over.Name() == e.Name() }) {
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}
