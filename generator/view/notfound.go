package view

// NotFound makes the page that a server shows for an address that does not exist. It is
// shown at any depth, so its links begin with the address of the site, base, which ends
// in a slash. Where base is empty the page has no links that could be followed.
func (b *Book) NotFound(base string) Document {
	page := Document{Frame: b.frameAt("404.html", base, "")}
	page.NoIndex, page.Crumbs = true, nil
	page.Title, page.H1 = T("title.notfound"), T("h1.notfound")
	front := TextArg("page", T("notfound.page"))
	if base != "" {
		front = front.Linked(base + "index.html")
	}
	page.Intro = []Text{T("notfound.why"), T("notfound.front", front)}
	return page
}
