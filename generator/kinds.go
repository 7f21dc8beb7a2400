package generator

import (
	"slices"

	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/plan"
	"rollcall/generator/returns"
	"rollcall/generator/sheet"
	"rollcall/generator/source"
)

// kind says which package reads a file.
type kind uint8

const (
	figureKind kind = iota
	planKind
	recordKind
)

// ofKind is an input, or those sheets of it that one package reads.
type ofKind struct {
	sheet.Input
	kind kind
}

// Formats are the kinds of file that an input of a site may be.
func Formats() []sheet.Format {
	return slices.Concat(source.Formats, plan.Formats, returns.Formats)
}

// SheetInput is an input for those who read its rows.
func SheetInput(src Source, in config.Input) sheet.Input {
	choices := sheet.Choices{Sheets: in.Sheets, Ignore: in.Ignore, From: make(map[string]sheet.Origin)}
	for name, origin := range in.From {
		choices.From[name] = sheet.Origin(origin)
	}
	return sheet.Input{FS: src.FS, Path: src.Path, Name: in.Path, Format: in.Format, Columns: in.Columns, Choices: choices}
}

// byKind takes an input apart by the packages that read its sheets, which their headers
// decide. Sheets that nothing knows go with the others: whoever reads those says what is
// to be said. A file that nothing knows goes to source.
func byKind(in sheet.Input) []ofKind {
	if in.Format != "" {
		return []ofKind{{in, kindOf(in.Format)}}
	}
	var ignored diag.List // whoever reads the file reports what is wrong with it
	file, ok := in.Open(&ignored)
	if !ok {
		return []ofKind{{in, figureKind}}
	}
	all := Formats()
	sheets := make(map[kind][]string)
	var unknown []string
	for _, s := range file.Sheets() {
		f, ok := s.Detect(all, in.Columns)
		if !ok && !s.Hidden() {
			f, _, ok = s.Closest(all, in.Columns) // who reads it says what it lacks
		}
		if ok {
			sheets[kindOf(f.Name)] = append(sheets[kindOf(f.Name)], s.Name())
		} else {
			unknown = append(unknown, s.Name())
		}
	}
	var parts []ofKind
	for _, k := range []kind{figureKind, planKind, recordKind} {
		if len(sheets[k]) > 0 {
			parts = append(parts, ofKind{in, k})
		}
	}
	switch len(parts) {
	case 0:
		return []ofKind{{in, figureKind}}
	case 1:
		return parts
	}
	for i := range parts {
		parts[i].Others = nil
		for k, names := range sheets {
			if k != parts[i].kind {
				parts[i].Others = append(parts[i].Others, names...)
			}
		}
		if i > 0 {
			parts[i].Others = append(parts[i].Others, unknown...)
		}
	}
	return parts
}

// kindOf finds the kind of a format by its name.
func kindOf(format string) kind {
	named := func(f sheet.Format) bool { return f.Name == format }
	switch {
	case slices.ContainsFunc(plan.Formats, named):
		return planKind
	case slices.ContainsFunc(returns.Formats, named):
		return recordKind
	}
	return figureKind
}
