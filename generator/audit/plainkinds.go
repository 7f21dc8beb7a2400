package audit

// kind says where an element may stand on a plain page.
type kind uint8

const (
	kindUnknown kind = iota
	kindRoot         // html
	kindTop          // head
	kindTable
	kindRows // tbody, thead and tfoot
	kindRow
	kindCell  // td and th
	kindList  // ul and ol
	kindTerms // dl
	kindChoice
	kindOption
	kindWords   // title, script and template: text alone
	kindSetting // meta and link
	kindEmpty   // img, and others that have no end
	kindDrawing // svg
	kindShape   // whatever is in a drawing

	// What follows holds text and elements of all sorts; so do cells.
	kindBody
	kindBlock
	kindGroup // div, which may also stand around terms
	kindHeading
	kindParagraph
	kindItem
	kindTerm
	kindCaption
	kindPhrase
	kindAnchor
	kindButton
	kinds // how many there are
)

// kindOf returns the kind of an element, unknown for those that no plain page has. Browsers
// have no rule for the others that comes into play while they stand where open lets them.
func kindOf(name []byte) kind {
	switch string(name) {
	case "td", "th":
		return kindCell
	case "tr":
		return kindRow
	case "span", "b", "small", "strong", "em", "i", "code", "time", "label", "abbr":
		return kindPhrase
	case "a":
		return kindAnchor
	case "div":
		return kindGroup
	case "li":
		return kindItem
	case "p":
		return kindParagraph
	case "svg":
		return kindDrawing
	case "ul", "ol":
		return kindList
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return kindHeading
	case "dt", "dd":
		return kindTerm
	case "dl":
		return kindTerms
	case "section", "nav", "main", "header", "footer", "details", "summary", "figure", "figcaption", "article", "aside":
		return kindBlock
	case "table":
		return kindTable
	case "caption":
		return kindCaption
	case "tbody", "thead", "tfoot":
		return kindRows
	case "title", "script", "template":
		return kindWords
	case "meta", "link":
		return kindSetting
	case "img", "input", "br":
		return kindEmpty
	case "select":
		return kindChoice
	case "option":
		return kindOption
	case "button":
		return kindButton
	case "html":
		return kindRoot
	case "head":
		return kindTop
	case "body":
		return kindBody
	}
	return kindUnknown
}

// shapeOf returns the kind of an element of a drawing. None of these ends the drawing; in
// those that hold words HTML would begin again.
func shapeOf(name []byte) kind {
	switch string(name) {
	case "text", "line", "path", "circle", "rect", "g", "tspan", "use", "symbol", "defs", "pattern", "ellipse", "polyline", "polygon", "a", "svg":
		return kindShape
	case "title", "desc":
		return kindWords
	}
	return kindUnknown
}
