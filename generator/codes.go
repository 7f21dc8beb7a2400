package generator

import (
	"io/fs"

	"rollcall/generator/diag"
	"rollcall/generator/sheet"
	"rollcall/generator/source"
)

// readCodes reads the site's own table of registration codes, or else those that
// come with the program.
func readCodes(opt Options, report *Report, problems *diag.List) *source.Codes {
	var tables []sheet.Input
	if own := opt.Site.Codes; own.Path != "" {
		if src, ok := open(opt, own, report, problems); ok {
			tables = append(tables, sheet.Input{FS: src.FS, Path: src.Path, Name: own.Path, Format: own.Format})
		}
		return source.ReadCodes(tables, problems).Worded()
	}
	names, _ := fs.Glob(opt.Codes, "codes/*.csv") // the pattern is good
	for _, name := range names {
		tables = append(tables, sheet.Input{FS: opt.Codes, Path: name, Name: name})
	}
	return source.ReadCodes(tables, problems)
}
