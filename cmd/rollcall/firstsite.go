package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"rollcall/generator"
	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/mapping"
	"rollcall/generator/sheet"
)

// firstSite is what somebody says of a new site. What is empty is asked for at a terminal.
type firstSite struct {
	dir                string
	name, code, nation string
	schools, data      string // files, as the command line names them
	period             string
	yes                bool
}

// isGiven reports whether a flag says anything of the site.
func (s *firstSite) isGiven() bool { return s.name+s.code+s.schools+s.data != "" }

// make makes the site. What no flag says is asked for; a is nil where nobody can be asked.
func (s *firstSite) make(t terminal, a *asker) error {
	site, err := newFolder(s.dir)
	if err != nil {
		return err
	}
	of, err := s.answers(a)
	if err == nil {
		err = putSite(site, of)
	}
	if err == nil {
		err = loads(s.dir)
	}
	if err != nil {
		return site.abort(err)
	}
	if err := site.close(); err != nil {
		return err
	}
	fmt.Fprintf(t.out, "%s is made.\n", filepath.Join(s.dir, config.FileName))
	return s.fill(t, a)
}

// answers completes what is said of the site.
func (s *firstSite) answers(a *asker) (starterSite, error) {
	for _, q := range []struct {
		answer   *string
		flag     string
		question string
		check    func(string) error
	}{
		{&s.name, "name", "What is your council called?", filled},
		{&s.nation, "nation", "England or Wales? Enter for England.", nationOrNone},
		{&s.code, "code", "What is its number in published figures? In England such as 331, in Wales such as W06000016.", s.isCode},
		{&s.schools, "schools", "Which file lists your schools? Enter if you have none yet.", fileOrNone},
		{&s.data, "data", "Which file has their figures? Enter if you have none yet.", fileOrNone},
	} {
		if err := complete(a, q.answer, q.flag, q.question, q.check); err != nil {
			return starterSite{}, err
		}
	}
	nation := attendance.England
	if strings.EqualFold(s.nation, string(attendance.Wales)) {
		nation = attendance.Wales
	}
	return starterSite{Code: s.code, Name: s.name, Nation: nation, Clusters: clusters(s.schools)}, nil
}

// clusters reports whether a list of schools says which cluster each is in.
func clusters(list string) bool {
	if list == "" {
		return false
	}
	var ignored diag.List // whoever imports the file reports what is wrong with it
	file, ok := sheet.Open(os.DirFS(filepath.Dir(list)), filepath.Base(list), list, &ignored)
	if !ok {
		return false
	}
	return slices.ContainsFunc(file.Sheets(), func(s *sheet.Sheet) bool {
		m, ok := mapping.First(s, generator.Formats(), mapping.Answers{}, &ignored)
		return ok && m.Holds("cluster")
	})
}

// complete asks until an answer will do. An answer that a flag gave is not asked for, and
// one that will not do is then an error, as it is where nobody can be asked.
func complete(a *asker, answer *string, flag, question string, check func(string) error) error {
	given := *answer != ""
	for {
		if !given && a != nil {
			text, err := a.ask(question)
			if err != nil {
				return err
			}
			*answer = strings.Trim(text, `"'`) // a file that is dragged to a terminal comes in quotes
		}
		err := check(*answer)
		switch {
		case err == nil:
			return nil
		case given || a == nil:
			return usageError{fmt.Sprintf("--%s: %v", flag, err), ""}
		}
		question = err.Error() + ". " + question
	}
}

func filled(text string) error {
	if text == "" {
		return fmt.Errorf("it is missing")
	}
	return nil
}

// isCode checks the number of an authority as published files of its nation have it.
func (s *firstSite) isCode(text string) error {
	digits, ofWales := strings.CutPrefix(text, "W")
	if strings.Trim(digits, "0123456789") == "" && (ofWales && len(digits) == 8 && strings.EqualFold(s.nation, string(attendance.Wales)) || !ofWales && len(digits) == 3) {
		return nil
	}
	return fmt.Errorf("%q is not the number of an authority", text)
}

func nationOrNone(text string) error {
	if text == "" || strings.EqualFold(text, string(attendance.England)) || strings.EqualFold(text, string(attendance.Wales)) {
		return nil
	}
	return fmt.Errorf("%q is neither England nor Wales", text)
}

func fileOrNone(text string) error {
	if text == "" {
		return nil
	}
	info, err := os.Stat(text)
	switch {
	case err != nil:
		return fmt.Errorf("%s cannot be opened", text)
	case info.IsDir():
		return fmt.Errorf("%s is a folder", text)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is no file", text)
	}
	return nil
}

// loads checks that the site file which was written can be read.
func loads(dir string) error {
	var problems diag.List
	if _, ok := config.Load(os.DirFS(dir), config.FileName, &problems); ok {
		return nil
	}
	for _, p := range problems.Problems() {
		return refusal{p.Message, p.Hint}
	}
	return nil
}

// fill imports the files, the list of schools first, and checks the site. One that cannot
// be read leaves the site without it.
func (s *firstSite) fill(t terminal, a *asker) error {
	for _, file := range []struct{ name, period string }{{s.schools, ""}, {s.data, s.period}} {
		if file.name == "" {
			continue
		}
		j := importJob{file: file.name, dir: s.dir, period: file.period, write: true, yes: s.yes}
		if _, err := j.add(t, a); err != nil {
			report(t.err, "rollcall init", err)
			return refusal{"the site is made without " + file.name, fmt.Sprintf("Add it with `rollcall import %s --site %s --write`.", file.name, s.dir)}
		}
	}
	return checkNew(t, s.dir)
}
