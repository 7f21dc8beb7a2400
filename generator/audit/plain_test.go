package audit

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// plainTags returns the start tags of a page, each with its attributes as a browser reads
// them; false where the page is not plain.
func plainTags(page []byte) (tags []string, plain bool) {
	var p plainPage
	plain = p.read(page, func(t plainTag) bool {
		var attrs []string
		for _, a := range p.attrs {
			value, ok := a.read()
			if !ok {
				return false
			}
			attrs = append(attrs, fmt.Sprintf(" %s=%q", strings.ToLower(string(a.key)), value))
		}
		slices.Sort(attrs) // as the tree has those of some elements
		tags = append(tags, string(t.name)+strings.Join(attrs, ""))
		return true
	})
	return tags, plain
}

// treeTags returns the elements of the tree that a browser builds.
func treeTags(t testing.TB, page []byte, scripts bool) (tags []string) {
	root, err := html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(scripts))
	if err != nil {
		t.Fatalf("%v\n%s", err, page)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		var attrs []string
		for _, a := range n.Attr {
			if a.Namespace != "" {
				t.Fatalf("a name with a namespace in\n%s", page)
			}
			attrs = append(attrs, fmt.Sprintf(" %s=%q", strings.ToLower(a.Key), a.Val))
		}
		slices.Sort(attrs)
		tags = append(tags, strings.ToLower(n.Data)+strings.Join(attrs, ""))
	}
	return tags
}

// checkPlain fails where a page passes for plain and its tree is not what its tags say.
// Rows without a tbody element are given one, which says nothing.
func checkPlain(t testing.TB, page []byte) (plain bool) {
	tags, plain := plainTags(page)
	if !plain {
		return false
	}
	bare := func(tag string) bool { return tag == "tbody" }
	tags = slices.DeleteFunc(tags, bare)
	for _, scripts := range []bool{false, true} {
		if tree := slices.DeleteFunc(treeTags(t, page, scripts), bare); !slices.Equal(tags, tree) {
			t.Fatalf("the tags are\n%q, the tree is\n%q of\n%s", tags, tree, page)
		}
	}
	return true
}

const plainHead = plainStart + `<html lang="en"><head><meta charset="utf-8"><title>t</title></head><body>`

// soup writes a page at random: mostly as pages are nested, with all that browsers have
// rules for.
func soup(rng *rand.Rand) []byte {
	names := strings.Fields(`div div p p span b a a table caption thead tbody tr tr td td th ul ol li li dl dt dd svg svg g path text title desc use
		a script select option button form input br img h1 h2 template section details summary label i em nobr code time
		textarea style noscript iframe math mi frameset frame col colgroup optgroup body html head meta link plaintext xmp image hr ruby rt center font pre`)
	texts := []string{"", " ", "\n", "x 1", "&amp;", "&lt;b", "<!-- -->", "<![CDATA[<b>]]>", "1 < 2", "\x00", "]]>"}
	attrs := []string{"", "", "", ` id="a"`, ` class="plot"`, ` hidden`, ` title="&#39;<b>"`, ` x="1.5"`, ` viewBox="0 0 1 1"`, ` xlink:href="#a"`, ` a='1'`, ` id=b`, ` a="1" A="2"`, ` color="c"`, ` t="&notit;"`}
	var b bytes.Buffer
	b.WriteString(plainHead)
	var open []string
	for range 1 + rng.IntN(14) {
		switch n := rng.IntN(20); {
		case n < 9:
			name, attr := names[rng.IntN(len(names))], attrs[rng.IntN(len(attrs))]
			if rng.IntN(3) > 0 {
				attr = ""
			}
			if rng.IntN(12) == 0 {
				fmt.Fprintf(&b, "<%s%s/>", name, attr)
				continue
			}
			fmt.Fprintf(&b, "<%s%s>", name, attr)
			open = append(open, name)
		case n < 17 && len(open) > 0:
			last := len(open) - 1
			if optional := strings.Contains(" br img input td tr th tbody thead option ", " "+open[last]+" "); !optional || rng.IntN(3) == 0 {
				fmt.Fprintf(&b, "</%s>", open[last])
			}
			open = open[:last]
		case n < 19:
			b.WriteString(texts[rng.IntN(len(texts))])
		default:
			fmt.Fprintf(&b, "</%s>", names[rng.IntN(len(names))])
		}
	}
	for _, name := range slices.Backward(open) {
		if !strings.Contains(" br img input td tr th tbody thead ", " "+name+" ") {
			fmt.Fprintf(&b, "</%s>", name)
		}
	}
	b.WriteString("</body></html>\n")
	return b.Bytes()
}

// Of every plain page the tags are the elements of the tree.
func TestPlainPagesAreWhatTheirTagsSay(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 11))
	plain := 0
	for range 100_000 {
		if checkPlain(t, soup(rng)) {
			plain++
		}
	}
	if plain < 5_000 {
		t.Errorf("only %d pages were plain", plain)
	}
}

func TestPlainPages(t *testing.T) {
	for body, want := range map[string]bool{
		`<p id="a">x</p><ul><li><a href="#a">x</a></li></ul>`:                      true,
		`<table><caption>c</caption><thead><tr><th>a<tbody><tr><td>b<td>c</table>`: true,
		`<table><tr><td><table><tr><th>x</table><td>y</table>`:                     true,
		`<dl><div><dt>a</dt><dd>b</dd></div></dl>`:                                 true,
		`<svg><title>t</title><a href="x"><path d="M0 0"/></a></svg>`:              true,
		`<select><option>a<option>b</select><br><img alt="">`:                      true,
		`<script type="application/json">{"a":"b"}</script>`:                       true,
		`<template id="ledger">abc</template>`:                                     true,
		`<p>x<div></div></p>`:                                                      false, // the paragraph ends early
		`<a><a></a></a>`:                                                           false, // so does the link
		`<b><p></b></p>`:                                                           false, // doubled
		`<tr id="a"><td></table>`:                                                  false, // dropped
		`<table><p id="a"></p></table>`:                                            false, // moved
		`<table>x</table>`:                                                         false,
		`<svg><p></p></svg>`:                                                       false, // ends the drawing
		`<svg><title><b>x</b></title></svg>`:                                       false,
		`<svg><desc></desc><style>x</style></svg>`:                                 false,
		`<textarea><p></textarea>`:                                                 false,
		`<script><!--<script></script>`:                                            false,
		`<div/>`:                                                                   false,
		`<p id='a'>x</p>`:                                                          false,
		`<p id=a>x</p>`:                                                            false,
		`<p id="a" id="b">x</p>`:                                                   false,
		`<P>x</P>`:                                                                 false,
		`<p title="&#106;">x</p>`:                                                  false,
		`<noscript></noscript>`:                                                    false,
		`<!-- x -->`:                                                               false,
		`<form></form><image></image>`:                                             false,
		strings.Repeat("<div>", deepest+1) + strings.Repeat("</div>", deepest+1): false,
		`<template><p></p></template>`:                                           false,
		`<select><p></p></select>`:                                               false,
		`</body></html><p></p>`:                                                  false,
		"<p>x\x00</p>":                                                           false,
		"<p>x\r</p>":                                                             false,
		`<h1><h2></h2></h1>`:                                                     false,
		`<ul><li><p><ul></ul></p></li></ul>`:                                     false,
		`<svg><foreignobject></foreignobject></svg>`:                             false,
		`<table><tr><td><svg></td></svg></table>`:                                false,
		`<p onclick="x()">written in full</p><p STYLE="x">and in capitals, found</p>`: true,
	} {
		page := []byte(plainHead + body + "</body></html>")
		if got := checkPlain(t, page); got != want {
			t.Errorf("%v: %s", got, body)
		}
	}
}

// The numbers of a plain page are those that any page of the same bytes has.
func TestNumbersOfPlainPages(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	for range 50_000 {
		page := soup(rng)
		at := bytes.LastIndex(page, []byte("</body>"))
		page = slices.Concat(page[:at], []byte(ledgerOpen+"eJw="+ledgerClose), page[at:])
		var p plainPage
		if !p.read(page, func(plainTag) bool { return true }) {
			continue
		}
		var quick, slow walker
		rest := slices.Concat(page[:at], page[at+len(ledgerOpen+"eJw="+ledgerClose):])
		quick.walkPlain(rest, p.tags, span{at, at + len(page) - len(rest)})
		slow.walk(rest)
		if !reflect.DeepEqual(quick.numbers, slow.numbers) || !reflect.DeepEqual(quick.tags, slow.tags) {
			t.Fatalf("%+v\n%+v\n%+v\n%+v\n%s", quick.numbers, slow.numbers, quick.tags, slow.tags, page)
		}
	}
}

// A page is told the same whether its tags are read or its tree: a comment at its end is
// enough to have the tree built.
func TestPlainPagesAreToldTheSame(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 17))
	parts := []string{`<p id="a">x</p>`, `<p id="b" aria-labelledby="a c">x</p>`, `<a href="#a">x</a>`, `<a href="#b">x</a>`, `<a href="schools/1/index.html#a">x</a>`,
		`<a href="schools/1/index.html#main">x</a>`, `<a href="gone.html">x</a>`, `<a HREF="javascript:x">x</a>`, `<img src="static/dot.svg" alt="">`, `<img src="https://www.gov.uk/x.png">`,
		`<a href="https://www.gov.uk/?a=1&amp;b=2">x</a>`, `<svg><use href="#a"/><path fill="url(#a)"/><path fill="URL('#c')"/></svg>`, `<p onclick="x">x</p>`, `<p Style="x">x</p>`,
		`<script>x</script>`, `<script src="static/rollcall.js"></script>`, `<script type="application/json">{}</script>`, `<div id="">x</div>`, `<label for="a">x</label>`, `<svg><a href="gone.svg"><text>x</text></a></svg>`,
		`<a href="static/">x</a>`, `<a href="../x">x</a>`, `<td id="t">`, `<p src="data:image/png,x">x</p>`, `<img SRC="data:image/png,x">`, `<p title="url(#z)">x</p>`}
	heads := []struct{ old, new string }{{"", ""}, {"<meta ", "<title>t</title><meta "}, {"<head>", "<head></head>"}, {"<head>", "<head>x"}, {"<head>", ""}, {"<html lang=\"en\">", ""},
		{"script-src 'self'", "script-src *"}, {"http-equiv=\"Content-Security-Policy\"", "HTTP-EQUIV=\"refresh\""}, {"<meta ", "<link href=\"x\"><meta "}, {"<meta charset", "<meta HTTP-EQUIV=\"refresh\" charset"}}
	for range 3_000 {
		var body string
		head := heads[rng.IntN(len(heads))]
		for range 1 + rng.IntN(4) {
			body += parts[rng.IntN(len(parts))]
		}
		site := whole()
		site["schools/1/index.html"] = page("../../", `<p id="main"></p>`)
		site["index.html"] = page("", body)
		site["index.html"].Data = bytes.Replace(site["index.html"].Data, []byte(head.old), []byte(head.new), 1)
		told := attack(site)
		site["index.html"].Data = append(site["index.html"].Data, "<!-- -->"...)
		if other := attack(site); !reflect.DeepEqual(told, other) {
			t.Fatalf("%s:\n%v\n%v", body, told, other)
		}
	}
}

func FuzzPlainPage(f *testing.F) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		f.Add(string(soup(rng)))
	}
	f.Fuzz(func(t *testing.T, page string) {
		checkPlain(t, []byte(page))
		checkPlain(t, []byte(plainHead+page+"</body></html>"))
	})
}
