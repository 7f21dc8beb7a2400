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
	if slices.ContainsFunc(f.far, func(to anchor) bool { return to.lost() }) {
		data, err := fs.ReadFile(s.fsys, f.name)
		if err != nil {
			f.report(0, diag.FileUnreadable, "", "%v", err)
			return
		}
		f.markup(data) // it has been right but for this, so nothing is told twice
	}
	slices.SortFunc(f.links, func(a, b link) int { return strings.Compare(a.href, b.href) })
	var data []byte
	for _, l := range slices.Compact(f.links) {
		to, code, fault := s.try(f, l)
		if fault == "" && to.lost() {
			code, fault = diag.AuditLink, fmt.Sprintf("leads to an id that %s does not have", to.file.name)
		}
		if fault == "" {
			continue
		}
		if data == nil {
			data, _ = fs.ReadFile(s.fsys, f.name) // for the line only
		}
		f.report(lineOf(data, l.href), code, "", "the link %q %s", l.href, fault)
	}
}

// try returns what is wrong with a link, or "". Whether the place that it leads to is
// there is not known before all files are read.
func (s *site) try(f *file, l link) (to anchor, code diag.Code, fault string) {
	if strings.ContainsAny(l.href, "\\\t\n\r") || strings.TrimSpace(l.href) != l.href {
		return to, diag.AuditInjection, "holds characters that browsers drop or turn into others"
	}
	u, err := url.Parse(l.href)
	switch {
	case err != nil:
		return to, diag.AuditInjection, "cannot be read"
	case u.Scheme != "" || u.Host != "":
		code, fault = s.outside(f, l, u)
		return to, code, fault
	case strings.HasPrefix(u.Path, "/"):
		return to, diag.AuditLink, "starts at the top of the server, so it fails under a sub-path and from a disk"
	}
	target := f.name
	if u.Path != "" {
		target = path.Join(path.Dir(f.name), u.Path)
	}
	found := s.files[target]
	switch {
	case strings.HasPrefix(target, ".."):
		return to, diag.AuditLink, "leads out of the site"
	case strings.HasSuffix(u.Path, "/") || s.files[path.Join(target, "index.html")] != nil:
		return to, diag.AuditLink, "leads to a folder; it must end in index.html"
	case found == nil:
		return to, diag.AuditLink, "leads to nothing"
	case s.trespasses(f.name, target):
		return to, diag.AuditTrespass, "leads into the folder of a head who is not its reader"
	case u.Fragment == "top":
		u.Fragment = "" // every page has one
	}
	return anchor{found, u.Fragment}, "", ""
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
