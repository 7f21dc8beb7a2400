// Package themes holds the themes that are built into the program: each a folder of
// templates, words and static files.
package themes

import "embed"

// FS holds one folder a theme. The prefix all: takes in the bundled scripts, which
// git ignores and make builds.
//
//go:embed all:civic
var FS embed.FS
