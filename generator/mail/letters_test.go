package mail

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/returns"
)

func school(urn string) attendance.Place {
	return attendance.Place{Level: attendance.LevelSchool, Code: urn}
}

var planEnvelope = Envelope{Council: "Testshire", Sender: "Attendance team <attendance@testshire.example>", ReplyTo: "help@testshire.example",
	Domains: []string{"schools.testshire.example"}, Edition: "headteacher of 2026-05-08", Day: "2026-05-08", Expires: "2026-05-22", BaseHref: "https://site.testshire.example/"}

// aPNG is as much of a picture as the checks look at.
const aPNG = "\x89PNG\r\n\x1a\nnot really"

// letterOf is a letter that passes every check.
func letterOf(place attendance.Place, name, address string) Letter {
	href := "https://site.testshire.example/own/" + place.Code + "/index.html"
	role := "headteacher"
	if place.Level == attendance.LevelCluster {
		href, role = "https://site.testshire.example/clusters/"+place.Code+"/", "cluster lead"
	}
	html := `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>` + name + `</title><style>@media(max-width:480px){.st{display:block!important;width:100%!important}}</style></head>` +
		`<body style="margin:0;padding:0;background-color:#f4f1ea"><div style="display:none;max-height:0;overflow:hidden">Attendance is up &amp; steady.</div>` +
		`<table role="presentation" width="600" cellpadding="0"><tr><td class="st" style="padding:1px;font-family:Arial,sans-serif"><h1>` + name + `</h1>` +
		`<img src="cid:trend.png@testshire.example" width="552" alt="Line chart. This year: 93.4%." style="display:block"><a href="` + href + `">Your page</a></td></tr></table></body></html>`
	return Letter{Place: place, Name: name, To: Recipient{Address: address, Role: role, Lang: "en"}, Subject: name + ": attendance up 0.6 points – gwê ŵ",
		Preheader: "Attendance is up & steady.", HTML: html, Text: name + "\n\nAttendance is up. Your page:\n" + href + "\n",
		Images: []Image{{CID: "trend.png@testshire.example", Alt: "Line chart.", Width: 552, PNG: []byte(aPNG)}}}
}

func lettersOfThree() []Letter {
	return []Letter{
		letterOf(school("900001"), "Quayside Primary School", "head.900001@schools.testshire.example"),
		letterOf(school("900002"), "Alder", "head.900002@schools.testshire.example"),
		letterOf(school("900003"), "Alder Junior School", "head.900003@schools.testshire.example"),
		letterOf(attendance.Place{Level: attendance.LevelCluster, Code: "harbour"}, "Harbour", "lead.harbour@schools.testshire.example"),
	}
}

func knownOf(letters []Letter) Known {
	known := Known{Names: []string{"Testshire", "Harbour", "Alder Grove"}, Limits: DefaultLimits, Pages: fstest.MapFS{}, Schools: []School{
		{"900001", "Quayside Primary School", "", "harbour"}, {"900002", "Alder", "Gwern", ""}, {"900003", "Alder Junior School", "", "harbour"}}}
	for i, l := range letters {
		known.Contacts = append(known.Contacts, returns.Contact{Place: l.Place, Role: l.To.Role, Address: l.To.Address, Pos: diag.Pos{File: "contacts.csv", Line: i + 2, Col: 3}})
		folder := "own/" + l.Place.Code
		if l.Place.Level == attendance.LevelCluster {
			folder = "clusters/" + l.Place.Code
		}
		known.Pages.(fstest.MapFS)[folder+"/index.html"] = &fstest.MapFile{Data: []byte(`<h1 id="top">` + l.Name)}
	}
	return known
}

func planned(t *testing.T, letters []Letter) *Outbox {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "mail")
	hash, err := WriteOutbox(dir, planEnvelope, letters, nil)
	if err != nil {
		t.Fatal(err)
	}
	o, err := Open(filepath.Join(dir, hash))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func found(t *testing.T, o *Outbox, known Known) []diag.Problem {
	t.Helper()
	var problems diag.List
	if err := o.Check(known, &problems); err != nil {
		t.Fatal(err)
	}
	return problems.Problems()
}

// refused expects a problem.
func refused(t *testing.T, got []diag.Problem, code diag.Code, words, file string) {
	t.Helper()
	if !slices.ContainsFunc(got, func(p diag.Problem) bool {
		return p.Code == code && strings.Contains(p.Message, words) && strings.HasSuffix(p.Pos.File, file) && p.Hint != "" && p.Severity == diag.Error
	}) {
		t.Errorf("no %s: ...%s... of %s, but %v", code, words, file, got)
	}
}
