package render

import (
	"bytes"
	"html/template"

	"rollcall/generator/view"
)

// bare is a page that loads nothing and leads nowhere, so that it is the same at any
// address.
var bare = template.Must(template.New("bare").Parse(`<!doctype html>
<html lang="{{.Lang}}">
<head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{{.Title}}</title>
</head>
<body>
<main>
<h1>{{.Heading}}</h1>
{{range .Body}}<p>{{.}}</p>
{{end}}</main>
</body>
</html>
`))

// Bare returns a document as a page of its words alone: its title, heading and intro,
// without links, styles or scripts.
func (r *Renderer) Bare(page *view.Document) ([]byte, error) {
	w := r.Words()
	words := struct {
		Lang, Title, Heading string
		Body                 []string
	}{page.Lang, w.Text(page.Title) + " | " + page.Site, w.Text(page.H1), nil}
	for _, t := range page.Intro {
		words.Body = append(words.Body, w.Text(t))
	}
	if faults := w.Faults(); len(faults) > 0 {
		return nil, &FaultsError{page.Path, faults}
	}
	var b bytes.Buffer
	err := bare.Execute(&b, words)
	return b.Bytes(), err
}
