package mail

import (
	"bytes"
	"strings"
	"testing"

	"rollcall/generator/diag"
)

func TestGoodLettersPass(t *testing.T) {
	letters := lettersOfThree()
	for _, p := range found(t, planned(t, letters), knownOf(letters)) {
		t.Error(p)
	}
}

// Every refusal: what is done to a letter, and the code and words that it is refused with.
func TestLettersAreRefused(t *testing.T) {
	in := func(old, new string) func(*Letter) {
		return func(l *Letter) {
			if !strings.Contains(l.HTML, old) {
				panic(old)
			}
			l.HTML = strings.Replace(l.HTML, old, new, 1)
		}
	}
	after := func(text string) func(*Letter) { return in("</h1>", "</h1>"+text) }
	for name, c := range map[string]struct {
		change func(*Letter)
		code   diag.Code
		words  string
	}{
		"another school's number": {after("<p>900003</p>"), diag.MailSchool, "names another school, 900003"},
		"another school's name":   {after("<p>Alder <b>Junior</b> School</p>"), diag.MailSchool, "names another school, alder junior school"},
		"a name in capitals":      {after("<p>ALDER JUNIOR SCHOOL</p>"), diag.MailSchool, "alder junior school"},
		"a name of one word":      {after("<p>Alder&nbsp;</p>"), diag.MailSchool, "names another school, Alder"},
		"a name in an alt text":   {in(`alt="Line`, `alt="Alder Junior School. Line`), diag.MailSchool, "alder junior school"},
		"a name in Welsh":         {func(l *Letter) { l.Text += "Gwern\n" }, diag.MailSchool, "names another school, Gwern"},
		"a name in the text":      {func(l *Letter) { l.Text += "Alder\n" }, diag.MailSchool, "names another school, Alder"},
		"a name in the subject":   {func(l *Letter) { l.Subject = "Alder Junior School is up" }, diag.MailSchool, "alder junior school"},
		"a name in a content id": {func(l *Letter) {
			l.Images[0].CID = "900003@x"
			l.HTML = strings.Replace(l.HTML, "trend.png@testshire.example", "900003@x", 1)
		}, diag.MailSchool, "900003"},
		"another school's folder": {func(l *Letter) { l.Text += "https://site.testshire.example/own/900002/index.html\n" }, diag.MailSchool, "own/900002"},
		"no name of its own": {func(l *Letter) {
			l.HTML = strings.ReplaceAll(strings.ReplaceAll(l.HTML, l.Name, "You"), "900001/", "")
			l.Text = "You"
			l.Subject = "You"
		}, diag.MailSchool, "does not name its school"},
		"an address of nobody":   {func(l *Letter) { l.To.Address = "other@schools.testshire.example" }, diag.MailRecipient, "is not a contact of school:900001"},
		"another role":           {func(l *Letter) { l.To.Role = "governor" }, diag.MailRecipient, "as governor"},
		"a domain outside":       {func(l *Letter) { l.To.Address = "head@evil.example" }, diag.MailDomain, "outside mail.domains"},
		"a domain below":         {func(l *Letter) { l.To.Address = "head@a.schools.testshire.example" }, diag.MailDomain, "outside mail.domains"},
		"a count in the subject": {func(l *Letter) { l.Subject = l.Name + ": 14 fewer pupils" }, diag.MailHeader, "tells a number of pupils"},
		"a Welsh count": {func(l *Letter) {
			l.Preheader = "12 o ddisgyblion"
			in("Attendance is up &amp; steady.", "12 o ddisgyblion")(l)
		}, diag.MailHeader, "tells a number of pupils"},
		"another preheader":        {in("Attendance is up &amp; steady.", "Attendance is down."), diag.MailPreheader, "begins with"},
		"a script":                 {after("<script>x()</script>"), diag.MailMarkup, "the element script"},
		"a form":                   {after("<form></form>"), diag.MailMarkup, "the element form"},
		"svg":                      {after("<svg></svg>"), diag.MailMarkup, "the element svg"},
		"a frame":                  {after("<iframe></iframe>"), diag.MailMarkup, "the element iframe"},
		"a style sheet":            {in(`<meta charset="utf-8">`, `<link rel="stylesheet" href="x.css">`), diag.MailMarkup, "the element link"},
		"a comment":                {after("<!--[if mso]>x<![endif]-->"), diag.MailMarkup, "a comment"},
		"an element left open":     {after("<b>x"), diag.MailMarkup, "closes what is not open"},
		"an element at the end":    {in("</html>", "</html><b>"), diag.MailMarkup, "the element b is not closed"},
		"text outside":             {in("</style>", "</style>words"), diag.MailMarkup, "text stands outside the body"},
		"an address on a cell":     {in(`<td class`, `<td href="https://site.testshire.example/" class`), diag.MailMarkup, "td has an address"},
		"another meta":             {in(`<meta charset="utf-8">`, `<meta name="referrer" content="x">`), diag.MailMarkup, "meta name="},
		"half a declaration":       {in("padding:1px", "padding"), diag.MailMarkup, "is not a declaration"},
		"no title":                 {func(l *Letter) { in("<title>"+l.Name+"</title>", "<title></title>")(l) }, diag.MailMarkup, "no title"},
		"what it obeys":            {in(`<h1>`, `<h1 onclick="x()">`), diag.MailMarkup, "the attribute onclick"},
		"a class":                  {in(`class="st"`, `class="other"`), diag.MailMarkup, "the class"},
		"a refresh":                {in(`<meta charset="utf-8">`, `<meta http-equiv="refresh" content="0">`), diag.MailMarkup, "http-equiv"},
		"a position":               {in("padding:1px", "position:fixed"), diag.MailMarkup, "the property position"},
		"flex":                     {in("padding:1px", "display:flex"), diag.MailMarkup, "display: flex"},
		"float":                    {in("padding:1px", "float:left"), diag.MailMarkup, "the property float"},
		"a function":               {in("padding:1px", "width:calc(1px + 2px)"), diag.MailMarkup, "more than a plain one"},
		"another rule":             {in(".st{", ".x{}.st{"), diag.MailMarkup, "the style sheet"},
		"an import":                {in("@media", "@import 'x';@media"), diag.MailMarkup, "the style sheet"},
		"a picture behind":         {in("padding:1px", "background-color:url(http://x.example/a.png)"), diag.MailRemote, "would fetch"},
		"a picture from elsewhere": {after(`<img src="https://x.example/a.png" width="1" alt="a">`), diag.MailRemote, "would fetch"},
		"a picture in itself":      {after(`<img src="data:image/png;base64,AA" width="1" alt="a">`), diag.MailRemote, "would fetch"},
		"a picture that is not":    {after(`<img src="cid:b@x" width="1" alt="a">`), diag.MailImage, "not in the message"},
		"no alt text":              {in(`alt="Line chart. This year: 93.4%."`, `alt=""`), diag.MailImage, "no alt text"},
		"no width":                 {in(`width="552"`, ``), diag.MailImage, "no width"},
		"a picture not shown":      {func(l *Letter) { l.Images = append(l.Images, Image{CID: "b@x", PNG: []byte(aPNG)}) }, diag.MailImage, "not shown"},
		"no PNG":                   {func(l *Letter) { l.Images[0].PNG = []byte("GIF89a") }, diag.MailImage, "no PNG"},
		"a dead link":              {in("/index.html", "/none.html"), diag.MailLink, "is not a page"},
		"a dead part of a page":    {in("/index.html", "/index.html#below"), diag.MailLink, "a part of the page"},
		"a link elsewhere":         {func(l *Letter) { l.Text += "http://evil.example/\n" }, diag.MailLink, "not an address of the site"},
		"a script in a link":       {in(`href="https`, `href="javascript:https`), diag.MailLink, "not an address of the site"},
		"a way up":                 {in("own/900001", "../../etc"), diag.MailLink, "cannot be found"},
		"another mailbox":          {after(`<a href="mailto:x@evil.example">x</a>`), diag.MailLink, "mailbox"},
		"too much HTML": {func(l *Letter) {
			l.HTML = strings.Replace(l.HTML, "</h1>", "</h1>"+strings.Repeat("<p>word</p>", 9000), 1)
		}, diag.MailSize, "HTML is"},
		"too much in all":    {func(l *Letter) { l.Images[0].PNG = append([]byte(aPNG), bytes.Repeat([]byte{7}, 2<<20)...) }, diag.MailSize, "the message is"},
		"markup in the text": {func(l *Letter) { l.Text += "</td>" }, diag.MailParts, "markup"},
		"a brief of nowhere": {func(l *Letter) { l.Brief = []byte("%PDF") }, diag.MailBrief, "no folder"},
	} {
		t.Run(name, func(t *testing.T) {
			letters := lettersOfThree()
			known := knownOf(letters)
			c.change(&letters[0])
			refused(t, found(t, planned(t, letters), known), c.code, c.words, "0001-900001.eml")
		})
	}
}
