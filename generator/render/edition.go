package render

import (
	"fmt"

	"rollcall/generator/view"
)

// EditionCSS returns the style sheet of an edition, static/edition.css: what stands
// at the foot of each printed page, which CSS cannot read from the page.
func (r *Renderer) EditionCSS(footer string) ([]byte, error) {
	message, err := r.locale.Message("print.page")
	if err != nil {
		return nil, err
	}
	css := []byte("@page{@bottom-left{content:")
	css = appendCSSString(css, footer)
	css = append(css, ";font:8pt Arial,sans-serif;color:#48575d}\n@bottom-right{content:"...)
	for part := range r.locale.Parts(message, nil) {
		switch part.Gap {
		case "":
			css = appendCSSString(css, part.Text)
		case "page", "pages":
			css = append(css, " counter("+part.Gap+") "...)
		default:
			return nil, fmt.Errorf("message \"print.page\": nothing fills its gap {%s}", part.Gap)
		}
	}
	return append(css, ";font:8pt Arial,sans-serif;color:#48575d}}\n"...), nil
}

// Footer returns the footer of printed pages, from a text.
func (r *Renderer) Footer(t view.Text) (string, error) {
	w := r.Words()
	footer := w.Text(t)
	if faults := w.Faults(); len(faults) > 0 {
		return "", &FaultsError{"static/edition.css", faults}
	}
	return footer, nil
}

// appendCSSString appends a quoted string of CSS. What could end the string or the
// line is written as an escape.
func appendCSSString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for _, c := range s {
		if c == '"' || c == '\\' || c == '<' || c < ' ' || c == 0x7f {
			dst = fmt.Appendf(dst, "\\%06x", c)
			continue
		}
		dst = append(dst, string(c)...)
	}
	return append(dst, '"')
}
