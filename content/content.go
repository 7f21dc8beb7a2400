// Package content holds the frameworks that any authority can use, so that the sample
// sites show the same words as the folders here. The strategies beside them are not
// part of the program.
package content

import "embed"

// Frameworks holds the folders responsibilities, self-evaluation and checklist.
//
//go:embed responsibilities/*.md self-evaluation/*.md checklist/*.md
var Frameworks embed.FS
