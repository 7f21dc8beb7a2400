package audit

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"rollcall/generator/diag"
)

// follow tries every link of a file.
func (s *site) follow(f *file) {
	slices.SortFunc(f.links, func(a, b link) int { return strings.Compare(a.href, b.href) })
	var data []byte
	for _, l := range slices.Compact(f.links) {
		code, fault := s.try(f, l)
		if fault == "" {
			continue
		}
		if data == nil {
			data, _ = fs.ReadFile(s.fsys, f.name) // for the line only
		}
		f.report(lineOf(data, l.href), code, "", "the link %q %s", l.href, fault)
	}
}

// try returns what is wrong with a link, or "".
func (s *site) try(f *file, l link) (diag.Code, string) {
	if strings.ContainsAny(l.href, "\\\t\n\r") || strings.TrimSpace(l.href) != l.href {
		return diag.AuditInjection, "holds characters that browsers drop or turn into others"
	}
	u, err := url.Parse(l.href)
	switch {
	case err != nil:
		return diag.AuditInjection, "cannot be read"
	case u.Scheme != "" || u.Host != "":
		return s.outside(f, l, u)
	case strings.HasPrefix(u.Path, "/"):
		return diag.AuditLink, "starts at the top of the server, so it fails under a sub-path and from a disk"
	}
	target := f.name
	if u.Path != "" {
		target = path.Join(path.Dir(f.name), u.Path)
	}
	to, ok := s.files[target]
	switch {
	case strings.HasPrefix(target, ".."):
		return diag.AuditLink, "leads out of the site"
	case strings.HasSuffix(u.Path, "/") || s.files[path.Join(target, "index.html")] != nil:
		return diag.AuditLink, "leads to a folder; it must end in index.html"
	case !ok:
		return diag.AuditLink, "leads to nothing"
	case s.trespasses(f.name, target):
		return diag.AuditLink, "leads into the folder of a head who is not its reader"
	case u.Fragment != "" && u.Fragment != "top" && to.ids != nil && !to.ids[u.Fragment]:
		return diag.AuditLink, fmt.Sprintf("leads to an id that %s does not have", target)
	}
	return "", ""
}

// outside judges a link that leaves the site. Nothing is ever loaded from outside;
// the reader may go there, to a host that is allowed.
func (s *site) outside(f *file, l link, u *url.URL) (diag.Code, string) {
	switch {
	case f.name == "404.html" && u.Scheme == "https":
		return "", "" // it is shown at any depth, so it alone is written with the site's address
	case !l.text:
		return diag.AuditInjection, "would load something from outside the site"
	case u.Scheme == "mailto":
		return "", ""
	case u.Scheme != "https":
		return diag.AuditInjection, "is not one that a page may have"
	}
	for _, host := range s.limits.Hosts {
		if u.Hostname() == strings.TrimPrefix(host, ".") || strings.HasPrefix(host, ".") && strings.HasSuffix(u.Hostname(), host) {
			return "", ""
		}
	}
	return diag.AuditInjection, fmt.Sprintf("leads to %s, which is not one of the hosts allowed", u.Host)
}
