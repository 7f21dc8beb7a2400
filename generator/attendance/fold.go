package attendance

import (
	"strings"
	"unicode"
)

// Fold gives text as it is compared: in lower case, with one plain space between words,
// straight quotes and a hyphen for every dash. Word processors, web pages and phones
// write others in their place.
func Fold(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '‘' || r == '’' || r == '‛' || r == 'ʼ' || r == '`' || r == '´':
			return '\''
		case r == '“' || r == '”' || r == '„':
			return '"'
		case unicode.Is(unicode.Pd, r) || r == '−':
			return '-'
		case r == '\u200b' || r == '\u200e' || r == '\u200f' || r == '\u00ad' || r == '\ufeff': // they have no width
			return -1
		}
		return unicode.ToLower(r)
	}, text)
	return strings.Join(strings.Fields(text), " ")
}
