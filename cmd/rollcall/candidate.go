package main

import (
	"fmt"
	"maps"
	"slices"

	"rollcall/generator"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/mapping"
	"rollcall/generator/sheet"
)

// candidate is a file, and what its columns are taken for.
type candidate struct {
	input   config.Input // without what mapping says
	sheet   *sheet.Sheet
	mapping *mapping.Mapping
	like    *config.Input      // nil for the first file of its kind
	before  mapping.Earlier    // of like
	was     mapping.Contents   // of like
	open    func() sheet.Input // the file as input has it
}

// item is the input as site.yaml gets it.
func (c *candidate) item() config.Input {
	in := c.input
	in.Columns, in.Ignore = c.mapping.Own, c.mapping.Left()
	if c.mapping.Wide {
		in.From = maps.Clone(in.From)
		if in.From == nil {
			in.From = make(map[string]config.Origin)
		}
		in.From["period"] = config.Origin{Header: true}
	}
	return in
}

func (c *candidate) table() mapping.Table { return mapping.TableOf(c.sheet) }

// candidate opens the file and maps its columns. It returns nil where it cannot, and says
// why in problems.
func (j *importJob) candidate(f *folder, site *config.Site, problems *diag.List) (*candidate, error) {
	c := new(candidate)
	var like config.Input
	var err error
	if j.like != "" {
		if like, err = j.likeOf(site); err != nil {
			return nil, err
		}
	}
	if c.input.Path, err = j.pathInSite(site); err != nil {
		return nil, err
	}
	if c.input.Period, err = periodOf(j.period); err != nil {
		return nil, err
	}
	formats := generator.Formats()
	if j.format != "" {
		i := slices.IndexFunc(formats, func(of sheet.Format) bool { return of.Name == j.format && !of.Refused })
		if i < 0 {
			return nil, usageError{fmt.Sprintf("there is no format %s", j.format), diag.DidYouMean(j.format, namesOf(formats))}
		}
		c.input.Format, formats = j.format, formats[i:i+1]
	}
	if j.like != "" {
		format, ok := c.takeAfter(f, like, problems)
		if !ok {
			return nil, nil
		}
		formats = []sheet.Format{format}
	}
	in, ok := openInput(f, c.input, problems)
	if !ok {
		return nil, nil
	}
	c.open = func() sheet.Input {
		item := c.item()
		item.Format = c.mapping.Format.Name
		return generator.SheetInput(generator.Source{Name: in.Name, FS: in.FS, Path: in.Path}, item)
	}
	file, ok := in.Open(problems)
	if !ok {
		return nil, nil
	}
	return c, c.pick(file, formats, j.answers, problems)
}

// pick takes the sheet of the file that comes nearest to a format, and maps its columns.
// Other sheets of the same columns are read with it.
func (c *candidate) pick(file *sheet.File, formats []sheet.Format, answers mapping.Answers, problems *diag.List) error {
	var said diag.List
	var same []string
	for _, s := range file.Sheets() {
		var found diag.List
		m, ok := c.mapped(s, formats, answers, &found)
		switch {
		case !ok:
		case c.mapping == nil || len(m.Missing) < len(c.mapping.Missing) && len(m.Columns) > 0:
			c.sheet, c.mapping, said, same = s, m, found, []string{s.Name()}
		case slices.Equal(c.sheet.Header(), s.Header()):
			same = append(same, s.Name())
		}
	}
	problems.Merge(&said)
	if c.mapping == nil {
		return refusal{fmt.Sprintf("%s is like no file that is read", c.input.Path),
			"A return needs columns for the URN, the period, and the sessions possible, authorised and unauthorised. A list of schools needs the URN, the name and the phase. --format says what the file is."}
	}
	if len(c.input.Sheets) == 0 && len(same) < len(file.Sheets()) {
		c.input.Sheets = same
	}
	return nil
}

// mapped maps the columns of one sheet.
func (c *candidate) mapped(s *sheet.Sheet, formats []sheet.Format, answers mapping.Answers, problems *diag.List) (*mapping.Mapping, bool) {
	if c.like == nil && c.input.Format == "" {
		return mapping.First(s, formats, answers, problems)
	}
	s.Settle(formats[0], c.before.Columns)
	m := mapping.Of(mapping.TableOf(s), formats[0], c.before, answers, problems)
	if c.like == nil && len(m.Missing) > 0 {
		return mapping.First(s, formats, answers, problems)
	}
	return m, true
}

// takeAfter takes what site.yaml says of an earlier file, and returns its format.
func (c *candidate) takeAfter(f *folder, like config.Input, problems *diag.List) (sheet.Format, bool) {
	c.like = &like
	c.input.Format, c.input.Sheets, c.input.From = like.Format, like.Sheets, like.From
	in, ok := openInput(f, like, problems)
	if !ok {
		return sheet.Format{}, false
	}
	file, ok := in.Open(problems)
	if !ok {
		return sheet.Format{}, false
	}
	for _, s := range file.Sheets() {
		for _, of := range generator.Formats() {
			if of.Name == like.Format {
				s.Settle(of, like.Columns)
				return of, c.remember(in, of, s)
			}
		}
		if of, ok := s.Detect(generator.Formats(), like.Columns); ok {
			return of, c.remember(in, of, s)
		}
	}
	problems.Add(file.Sheets()[0].Pos(), diag.FormatUnknown, "Correct it first; `rollcall check` says how.", "the columns match no known format")
	return sheet.Format{}, false
}

// remember keeps what the earlier file holds.
func (c *candidate) remember(in sheet.Input, of sheet.Format, s *sheet.Sheet) bool {
	c.before = mapping.Earlier{Header: s.Header(), Columns: c.like.Columns, Ignore: c.like.Ignore}
	in.Format = of.Name
	c.was = mapping.Read(in, of, new(diag.List))
	return true
}
