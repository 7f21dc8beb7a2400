package render

import (
	"html/template"

	"rollcall/generator/view"
)

// appendIcon appends a symbol of the theme's sprite, for those who see it: the words
// beside it say the same.
func appendIcon(dst []byte, icon view.Icon, tone view.Tone) []byte {
	dst = append(dst, "<svg"...)
	class := "ic"
	if tone != "" {
		class += " " + string(tone)
	}
	dst = appendAttr(dst, "class", class)
	dst = append(dst, ` aria-hidden="true"><use`...)
	dst = appendAttr(dst, "href", "#i-"+string(icon))
	return append(dst, "/></svg>"...)
}

// appendTag appends a status: its shape and word on its tint.
func (s *sheet) appendTag(dst []byte, t view.Tag) []byte {
	dst = append(dst, "<span"...)
	dst = appendAttr(dst, "class", "tag "+string(t.Tone))
	dst = append(dst, '>')
	if t.Icon != "" {
		dst = appendIcon(dst, t.Icon, t.Tone)
	}
	dst = s.append(dst, t.Label, markup)
	return append(dst, "</span>"...)
}

// mark returns one action of a strand: a shape with its word for those who hear it.
func (s *sheet) mark(t view.Tag) template.HTML {
	dst := []byte(`<svg`)
	dst = appendAttr(dst, "class", "ic "+string(t.Tone))
	dst = append(dst, ` role="img"`...)
	dst = appendAttr(dst, "aria-label", s.Text(t.Label))
	dst = append(dst, "><use"...)
	dst = appendAttr(dst, "href", "#i-"+string(t.Icon))
	return template.HTML(append(dst, "/></svg>"...))
}
