// Package address says what an email address is here: one plain address and nothing
// beside it. Whatever RFC 5322 allows further, such as names, comments, quoted parts,
// groups and IP literals, is refused, so that no address can be read as two.
package address

import (
	"fmt"
	"strings"
)

// The longest parts that RFC 5321 lets every server take, in octets (4.5.3.1). A whole
// address stands between angle brackets within 256.
const (
	longestLocal  = 64
	longestDomain = 255
	longest       = 254
	longestLabel  = 63
)

// Fault says in a few words why a text is not one plain address; "" where it is one.
func Fault(s string) string {
	if s == "" {
		return "it is empty"
	}
	for _, r := range s {
		switch {
		case r == '\r' || r == '\n':
			return "it holds a line break"
		case r == ' ' || r == '\t' || r == '\u00a0':
			return "it holds a space"
		case r < ' ' || r == 0x7f:
			return "it holds a control character"
		case r > 0x7f:
			return "it holds a character that is not ASCII"
		case strings.ContainsRune(`,;<>()[]:"\`, r):
			return fmt.Sprintf("it holds %q", r)
		}
	}
	local, domain, ok := strings.Cut(s, "@")
	switch {
	case !ok:
		return "it has no @"
	case strings.Contains(domain, "@"):
		return "it has more than one @"
	case len(s) > longest:
		return fmt.Sprintf("it has more than %d characters", longest)
	case len(local) > longestLocal:
		return fmt.Sprintf("more than %d characters stand before the @", longestLocal)
	case strings.ContainsAny(local, "%!") || strings.HasPrefix(local, "-"):
		// Old relays take % and ! for a way to another host, and programs take a hyphen for an option.
		return "it holds % or ! before the @, or begins with a hyphen"
	case !dotted(local, atom):
		return "what stands before the @ is not letters, digits and single dots between them"
	}
	return domainFault(domain)
}

// DomainFault says why a text cannot stand in a list of domains, which Allowed reads; ""
// where it can.
func DomainFault(s string) string { return domainFault(strings.TrimPrefix(s, ".")) }

func domainFault(domain string) string {
	labels := strings.Split(domain, ".")
	top := labels[len(labels)-1]
	switch {
	case len(domain) > longestDomain:
		return fmt.Sprintf("its domain has more than %d characters", longestDomain)
	case !dotted(domain, label):
		return "its domain is not letters, digits and hyphens between single dots"
	case len(labels) < 2:
		return "its domain has no dot"
	case strings.Trim(top, "0123456789") == "":
		return "its domain is a number"
	}
	return ""
}

// dotted reports whether every part between dots is of one kind.
func dotted(s string, kind func(string) bool) bool {
	for part := range strings.SplitSeq(s, ".") {
		if !kind(part) {
			return false
		}
	}
	return true
}

func atom(s string) bool { return only(s, "!#$%&'*+-/=?^_`{|}~") }

func label(s string) bool {
	return only(s, "-") && len(s) <= longestLabel && s[0] != '-' && s[len(s)-1] != '-'
}

// only reports whether a text holds letters and digits, or else the characters given, and
// at least one.
func only(s, others string) bool {
	for _, r := range s {
		if !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune(others, r)) {
			return false
		}
	}
	return s != ""
}

// Fold writes an address as addresses are compared. Servers may tell capitals apart in
// what stands before the @, but none gives two people addresses that differ in nothing else.
func Fold(s string) string { return strings.ToLower(s) }

// Domain is what stands behind the last @, in small letters.
func Domain(s string) string { return strings.ToLower(s[strings.LastIndexByte(s, '@')+1:]) }

// Allowed reports whether the domain of an address is one of those listed. One that
// begins with a dot stands for every domain beneath it, and not for itself.
func Allowed(s string, domains []string) bool {
	domain := Domain(s)
	for _, d := range domains {
		if d = strings.ToLower(d); d == domain || strings.HasPrefix(d, ".") && strings.HasSuffix(domain, d) {
			return true
		}
	}
	return false
}
