package attendance

import (
	"regexp"
	"strings"
)

// Slug turns a name into a path segment: lower-case ASCII letters, digits and
// hyphens. A name that Windows keeps for a device gets a number: con-1. Two names can
// have one slug; whoever makes paths tells them apart.
func Slug(name string) string {
	var b strings.Builder
	pending := false
	for _, r := range strings.ToLower(name) {
		if base, ok := accents[r]; ok {
			r = base
		}
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if pending && b.Len() > 0 {
				b.WriteByte('-')
			}
			pending = false
			b.WriteRune(r)
		case r == '\'' || r == '’':
			// St Mary's is st-marys
		default:
			pending = true
		}
		if b.Len() >= 60 {
			break
		}
	}
	switch slug := b.String(); {
	case slug == "":
		return "unnamed"
	case device.MatchString(slug):
		return slug + "-1"
	default:
		return slug
	}
}

// device are the names that Windows keeps for devices. No file or folder can have one.
var device = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`)

// accents are the letters of Welsh and English names that have a plain base.
var accents = map[rune]rune{
	'â': 'a', 'ê': 'e', 'î': 'i', 'ô': 'o', 'û': 'u', 'ŵ': 'w', 'ŷ': 'y',
	'á': 'a', 'é': 'e', 'í': 'i', 'ó': 'o', 'ú': 'u', 'ẃ': 'w', 'ý': 'y',
	'à': 'a', 'è': 'e', 'ì': 'i', 'ò': 'o', 'ù': 'u', 'ẁ': 'w', 'ỳ': 'y',
	'ä': 'a', 'ë': 'e', 'ï': 'i', 'ö': 'o', 'ü': 'u', 'ẅ': 'w', 'ÿ': 'y', 'ç': 'c', 'ñ': 'n',
}
