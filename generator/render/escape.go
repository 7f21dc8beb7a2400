package render

import "strings"

// appendWords appends words to plain text or, escaped, to HTML.
func appendWords(dst []byte, s string, m medium) []byte {
	if m == plain {
		return append(dst, s...)
	}
	return appendEscaped(dst, s)
}

// appendEscaped appends text so that it is text in HTML, whether between tags or
// within a quoted attribute.
func appendEscaped(dst []byte, s string) []byte {
	last := 0
	for i := range len(s) {
		var escape string
		switch s[i] {
		case '&':
			escape = "&amp;"
		case '<':
			escape = "&lt;"
		case '>':
			escape = "&gt;"
		case '"':
			escape = "&#34;"
		case '\'':
			escape = "&#39;"
		case 0:
			escape = "\uFFFD"
		default:
			continue
		}
		dst = append(dst, s[last:i]...)
		dst = append(dst, escape...)
		last = i + 1
	}
	return append(dst, s[last:]...)
}

// appendAttr appends ` name="value"`.
func appendAttr(dst []byte, name, value string) []byte {
	dst = append(dst, ' ')
	dst = append(dst, name...)
	dst = append(dst, '=', '"')
	dst = appendEscaped(dst, value)
	return append(dst, '"')
}

func appendOpenLink(dst []byte, href string) []byte {
	dst = append(dst, "<a"...)
	dst = appendAttr(dst, "href", safeHref(href))
	return append(dst, '>')
}

// safeHref returns the address of a link, which views give as their page uses it. An
// address with any other scheme than these is taken for a path, so that no link can
// run a script.
func safeHref(href string) string {
	for _, prefix := range []string{"#", "./", "../", "https://", "http://", "mailto:"} {
		if strings.HasPrefix(href, prefix) {
			return href
		}
	}
	if strings.Contains(href, ":") {
		return "./" + href
	}
	return href
}
