// Package data holds the templates of the inputs: one empty CSV file for each kind
// that a site can fill in by hand. The sample authorities beside it are not part of
// the program.
package data

import "embed"

// Templates holds the folder templates: schools.csv, attendance.csv and so on.
//
//go:embed templates/*.csv
var Templates embed.FS
