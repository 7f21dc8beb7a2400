package generator

import (
	"bytes"
	"encoding/xml"
	"path"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/render"
	"rollcall/generator/view"
)

// mostListed is how many pages one sitemap may list (sitemaps.org).
const mostListed = 50_000

// listed is whether search engines may list the pages of the edition.
func listed(opt Options) bool {
	return opt.Edition == "public" && opt.Site.Robots == config.Listed
}

// address is where the site will stand, https://host/path/, or empty where that is not
// known. A page may link to no other scheme.
func address(site *config.Site) string {
	if !strings.HasPrefix(site.BaseURL, "https://") {
		return ""
	}
	return site.BaseURL
}

// checkAddress warns of a public site that does not know its own address.
func checkAddress(opt Options, problems *diag.List) {
	if opt.Edition == "public" && address(opt.Site) == "" {
		problems.Add(diag.Pos{File: config.FileName}, diag.BaseURLMissing, "", "base_url is not given as an https address, so 404.html is plain and there is no sitemap")
	}
}

// hosting writes what web servers and search engines look for: the page for addresses
// that do not exist and, for a public site that may be listed, robots.txt and a
// sitemap. A site that may not be listed has no robots.txt: a search engine that must
// not read the pages could not see that they ask to be left out.
func (o *output) hosting(opt Options, book *view.Book, r *render.Renderer, jobs []job) error {
	base := address(opt.Site)
	page := book.NotFound(base)
	make := r.Bare
	if base != "" {
		make = func(d *view.Document) ([]byte, error) { return r.Page(d) }
	}
	data, err := make(&page)
	if err != nil {
		return err
	}
	if err := o.file(page.Path, data); err != nil {
		return err
	}
	if base == "" || !listed(opt) {
		return nil
	}
	if err := o.file("robots.txt", []byte("User-agent: *\nDisallow:\n\nSitemap: "+base+"sitemap.xml\n")); err != nil {
		return err
	}
	return o.file("sitemap.xml", sitemap(base, book, jobs))
}

// sitemap lists the pages, but for those that only lead to another.
func sitemap(base string, book *view.Book, jobs []job) []byte {
	moved := map[string]bool{}
	for _, place := range book.Pub.Places(attendance.LevelSchool) {
		for _, old := range book.Redirects(place) {
			moved[old] = true
		}
	}
	var b bytes.Buffer
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	n := 0
	for _, j := range jobs {
		if path.Ext(j.path) != ".html" || moved[j.path] || n == mostListed {
			continue
		}
		n++
		b.WriteString("<url><loc>")
		xml.EscapeText(&b, []byte(base+j.path)) // a buffer takes everything
		b.WriteString("</loc></url>\n")
	}
	b.WriteString("</urlset>\n")
	return b.Bytes()
}
