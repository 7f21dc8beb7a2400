// Package data holds the templates of the inputs, one empty CSV file for each kind
// that a site can fill in by hand, and the registration codes. The sample authorities
// beside them are not part of the program.
package data

import "embed"

// Templates holds the folder templates: schools.csv, attendance.csv and so on.
//
//go:embed templates/*.csv
var Templates embed.FS

// Codes holds the folder codes: the registration codes of each nation, england.csv
// and wales.csv.
//
//go:embed codes/*.csv
var Codes embed.FS
