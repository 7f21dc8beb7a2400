package render

import (
	"reflect"
	"strings"
	"testing"

	"rollcall/generator/view"
)

// TestTemplates runs every template over a page whose every field is filled and over
// one with none, so that a template which names a field that is not there fails,
// whichever branch it stands in.
func TestTemplates(t *testing.T) {
	r := demoRenderer(t)
	for _, page := range []any{&view.Authority{}, &view.Cluster{}, &view.School{}, &view.Listing{}, &view.Document{}, &view.Plan{}, &view.Pack{}, &view.ActionPage{}} {
		name, frame := pageOf(page)
		if r.pages[name] == nil {
			t.Errorf("%T has no template", page)
			continue
		}
		frame.AsOf = "2026-05-08"
		if _, err := r.Page(page); err != nil {
			t.Errorf("empty %s: %v", name, err)
		}
		fill(reflect.ValueOf(page).Elem(), 0)
		frame.Scripts = false // the charts are no charts
		html, err := r.Page(page)
		if err != nil {
			t.Errorf("filled %s: %v", name, err)
		}
		if strings.Contains(string(html), "ZgotmplZ") {
			t.Errorf("filled %s: html/template refused a value", name)
		}
	}
	if len(r.pages) != 8 {
		t.Errorf("%d page templates; add the new one to pageOf and to this test", len(r.pages))
	}
}

// fill sets every field, to a depth that the recursive parts of views do not pass.
func fill(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("2026-05-08") // whatever it is, also a date
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(2)
	case reflect.Uint8:
		v.SetUint(0)
	case reflect.Float64:
		v.SetFloat(2)
	case reflect.Slice:
		if depth > 8 {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fill(v.Index(i), depth+1)
		}
	case reflect.Pointer:
		if depth > 8 {
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), depth+1)
	case reflect.Struct:
		switch x := v.Addr().Interface().(type) {
		case *view.Text:
			*x = view.Words("words")
			return
		case *view.Figure:
			return
		case *view.Chart:
			*x = view.Chart{ID: "c", Kind: view.SparkChart, Title: view.Words("chart")}
			return
		case *view.Cell:
			*x = view.TextCell(view.Words("cell"))
			return
		case *view.Plan:
			defer func() {
				for i := range x.ByStrand {
					x.ByStrand[i].Href = "#only-2026-05-08"
				}
			}()
		}
		for i := range v.NumField() {
			fill(v.Field(i), depth+1)
		}
	}
}
