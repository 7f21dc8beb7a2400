package config

import (
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

const least = `authority: {code: E08000026, name: Coventry, nation: England}
title: Attendance in Coventry
as_of: 2025-05-23
inputs:
  - path: schools.csv
`

func loadText(text string) (*Site, bool, string) {
	var problems diag.List
	site, ok := Load(fstest.MapFS{"site.yaml": {Data: []byte(text)}}, "site.yaml", &problems)
	var b strings.Builder
	for _, p := range problems.Problems() {
		fmt.Fprintln(&b, p)
	}
	return site, ok, b.String()
}

func TestLeastSiteHasDefaults(t *testing.T) {
	site, ok, problems := loadText("\ufeff" + strings.ReplaceAll(least, "\n", "\r\n"))
	if !ok {
		t.Fatal(problems)
	}
	want := defaults()
	want.Authority = Authority{Code: "E08000026", Name: "Coventry", Nation: attendance.England}
	want.Title = "Attendance in Coventry"
	want.Rules.Notices = EnglishNotices
	want.AsOf = time.Date(2025, 5, 23, 0, 0, 0, 0, time.UTC)
	want.Inputs = []Input{{Path: "schools.csv", Pos: diag.Pos{File: "site.yaml", Line: 5, Col: 5}}}
	if !reflect.DeepEqual(site, want) {
		t.Errorf("got  %+v\nwant %+v", site, want)
	}
}

func TestEveryKey(t *testing.T) {
	site, ok, problems := loadText(`
authority: {code: 0331, formerly: [0909], name: Coventry, name_cy: Cofentri, nation: Wales}
title: >
  Attendance
  in Coventry
as_of: 2025-05-23
languages: [en, cy]
main_grouping: trust
groupings:
  - {column: ward, one: ward, many: wards}
  - {column: trust, one: trust, many: trusts, note: As of May}
consortium: {name: Midlands Five, name_cy: Pump, authorities: [0331, 0332]}
inputs:
  - path: ../shared/schools.csv
  - path: absence.csv
    format: dfe-absence
    period: 2011-12 HT1-5
    columns: {urn: School URN}
content: [../content/coventry]
strategy: coventry-2012-2014
targets: [targets.csv]
thresholds: {pa: 15, severe: 50.0, bands: [97.5, 90], due_soon_days: 14, stale_days: 60}
rules:
  signals: {least_points: 12}
  status: [stopped, complete, not started, on track, at risk, overdue]
disclosure: {intranet: none, threshold: 7}
already_public: [absence.csv]
base_url: https://example.gov.uk/site/
budgets: {page_kb: 120, school_periods: 6}
theme: civic-dark
mail:
  sender: attendance@example.gov.uk
  reply_to: help@example.gov.uk
  relay: smtp.example.gov.uk
  port: 25
  tls: starttls
  user: attendance
  password_file: ../secret/smtp
  domains: [example.gov.uk, .example.sch.uk]
  contacts: ../secret/contacts.csv
  base_url: https://heads.example.gov.uk/
  rate: 60
  retries: 3
  retry_for: 120
  expires: 14
  attach: brief
synthetic: true
notes: [The clusters are invented.]
robots: noindex
earlier_editions: [../old/public]
`)
	if !ok {
		t.Fatal(problems)
	}
	year := attendance.Period{Year: 2011, Grain: attendance.YearFiveHTs}
	rules := defaultRules()
	rules.LeastPoints, rules.Status = 12, []string{"stopped", "complete", "not started", "on track", "at risk", "overdue"}
	want := &Site{
		Authority:    Authority{"0331", []string{"0909"}, "Coventry", "Cofentri", attendance.Wales},
		Title:        "Attendance in Coventry",
		AsOf:         time.Date(2025, 5, 23, 0, 0, 0, 0, time.UTC),
		Languages:    []string{"en", "cy"},
		LanguagesPos: diag.Pos{File: "site.yaml", Line: 7, Col: 12},
		MainGrouping: "trust",
		Groupings: []Grouping{
			{"ward", "ward", "wards", "", diag.Pos{File: "site.yaml", Line: 10, Col: 5}},
			{"trust", "trust", "trusts", "As of May", diag.Pos{File: "site.yaml", Line: 11, Col: 5}}},
		Consortium: Consortium{"Midlands Five", "Pump", []string{"0331", "0332"}, diag.Pos{File: "site.yaml", Line: 12, Col: 13}},
		Inputs: []Input{
			{Path: "../shared/schools.csv", Pos: diag.Pos{File: "site.yaml", Line: 14, Col: 5}},
			{Path: "absence.csv", Format: "dfe-absence", Period: year, Columns: map[string]string{"urn": "School URN"}, Pos: diag.Pos{File: "site.yaml", Line: 15, Col: 5}},
			{Path: "targets.csv", Format: "targets", Pos: diag.Pos{File: "site.yaml", Line: 21, Col: 11}},
		},
		Content:       []string{"../content/coventry"},
		Figures:       FiguresOfSchools,
		Strategy:      "coventry-2012-2014",
		Thresholds:    Thresholds{attendance.Decimal{Unscaled: 15}, attendance.Decimal{Unscaled: 50}, []attendance.Decimal{{Unscaled: 975, Scale: 1}, {Unscaled: 90}}, 14, 60},
		Rules:         rules,
		Disclosure:    Disclosure{map[string]Protection{"intranet": Unprotected, "headteacher": Exact, "public": Rounded}, 7},
		AlreadyPublic: []string{"absence.csv"},
		BaseURL:       "https://example.gov.uk/site/",
		Robots:        Unlisted,
		Earlier:       []Input{{Path: "../old/public", Pos: diag.Pos{File: FileName, Line: 50, Col: 20}}},
		Budgets:       Budgets{120, 6},
		Theme:         "civic-dark",
		Mail: Mail{"attendance@example.gov.uk", "help@example.gov.uk", "smtp.example.gov.uk", 25, "starttls", "attendance", "../secret/smtp",
			[]string{"example.gov.uk", ".example.sch.uk"}, Input{Path: "../secret/contacts.csv", Format: "contacts", Pos: diag.Pos{File: FileName, Line: 40, Col: 13}},
			"https://heads.example.gov.uk/", 60, 3, 120, 14, BriefPDF, diag.Pos{File: FileName, Line: 32, Col: 3}},
		Synthetic: true,
		Notes:     []string{"The clusters are invented."},
	}
	if !reflect.DeepEqual(site, want) {
		t.Errorf("got  %+v\nwant %+v", site, want)
	}
}

func TestOneWordOfDisclosureIsForEveryEdition(t *testing.T) {
	site, ok, problems := loadText(least + "disclosure: none\n")
	if !ok {
		t.Fatal(problems)
	}
	for _, edition := range Editions {
		if got := site.Disclosure.Editions[edition]; got != Unprotected {
			t.Errorf("%s is %s", edition, got)
		}
	}
}

// One run reports everything, at any depth, each with its place.
func TestEveryProblemInOneRun(t *testing.T) {
	_, ok, got := loadText(`authority:
  code: E08000026
  nam: Coventry
  nation: Engerland
titl: Attendance
as_of: 2025-02-30
thresholds:
  pa: 12
  bands: [95, x, 97]
inputs:
  - path: ŷ.csv
    colour: red
  - {path: 'C:\x.csv'}
  - {period: 2024}
`)
	want := `site.yaml:1:1: site-value: title is missing
    Add it.
site.yaml:2:3: site-value: authority.name is missing
    Add it.
site.yaml:3:3: site-key-unknown: authority.nam is not a key of site.yaml
    Did you mean name?
site.yaml:4:11: site-value: authority.nation: "Engerland" is not allowed
    Use England, Wales. Did you mean England?
site.yaml:5:1: site-key-unknown: titl is not a key of site.yaml
    Did you mean title?
site.yaml:6:8: site-value: as_of: "2025-02-30" is not a date
    Write it as 2026-05-08.
site.yaml:8:7: site-value: thresholds.pa: no figures count the pupils who missed 12%
    Use 10, 15, 20.
site.yaml:9:15: site-value: thresholds.bands[2]: "x" is not allowed
    Write a percentage between 0 and 100, such as 92.5, without a sign.
site.yaml:9:18: site-value: thresholds.bands[3]: 97 is not below 95
    Write the highest first: [95, 90, 85, 50].
site.yaml:12:5: site-key-unknown: inputs[1].colour is not a key of site.yaml
    Known keys here: path, format, period, sheet, columns, ignore, from.
site.yaml:13:12: site-value: inputs[2].path: "C:\\x.csv" is not allowed
    Write / between folders.
site.yaml:14:5: site-value: inputs[3].path is missing
    Add it.
site.yaml:14:14: site-value: inputs[3].period: "2024" is not a period
    Write it as 2024-25, 2024-25 autumn, 2024-25 HT3 or 2024-25 to HT4.
`
	if ok || got != want {
		t.Errorf("ok %v, got\n%s\nwant\n%s", ok, got, want)
	}
}

func TestProblems(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"not YAML":          {"title: [a\nas_of: 2", "site.yaml:2:1: site-unreadable: ',' or ']' must be specified\n    as_of: 2\n"},
		"empty":             {"", "site.yaml:1:1: site-unreadable"},
		"colon":             {strings.Replace(least, "title: ", "title: School attendance: ", 1), `words with a colon need quotes`},
		"tab":               {least + "budgets:\n\tpage_kb: 90\n", "a tab stands where spaces are expected"},
		"another nation":    {strings.Replace(least, "nation: England", "nation: Scotland", 1), "is not allowed"},
		"a list":            {"- a\n", "site.yaml:1:1: site-unreadable"},
		"two documents":     {least + "---\na: b\n", "site.yaml:1:1: site-unreadable"},
		"NUL":               {"title: a\x00", "site.yaml: file-encoding"},
		"not UTF-8":         {"title: \xff", "site.yaml: file-encoding"},
		"too large":         {strings.Repeat("#", maxSize+1), "site.yaml: file-too-large"},
		"doubled key":       {least + "title: b\n", "site.yaml:6:1: site-value: title stands twice"},
		"empty value":       {least + "theme:\n", "site.yaml:6:7: site-value: theme: nothing is written here"},
		"blank value":       {least + "theme: ' '\n", "site.yaml:6:8: site-value: theme: nothing"},
		"list for a word":   {least + "theme: [a]\n", "site.yaml:6:8: site-value: theme: one value is expected"},
		"anchor":            {least + "theme: &a civic\n", "site.yaml:6:8: site-value: theme: one value is expected"},
		"word for a list":   {least + "content: a\n", "site.yaml:6:10: site-value: content: a list is expected"},
		"empty list":        {least + "content: []\n", "site.yaml:6:10: site-value: content: the list is empty"},
		"word for keys":     {least + "mail: a\n", "site.yaml:6:7: site-value: mail: keys and values"},
		"merge key":         {least + "<<: {a: b}\n", "site.yaml:6:1: site-key-unknown"},
		"language":          {least + "languages: [fr]\n", `site.yaml:6:13: site-value: languages[1]: "fr" is not allowed`},
		"former number":     {strings.Replace(least, "code: ", "formerly: [E08000026], code: ", 1), "authority.formerly: E08000026 is the present code"},
		"language twice":    {least + "languages: [en, en]\n", "site.yaml:6:17: site-value: languages[2]: en stands twice"},
		"main grouping":     {least + "main_grouping: cluster\n", "site.yaml:6:16: site-value: main_grouping: cluster is not one of the groupings"},
		"cluster not main":  {least + "groupings: [{column: ward, one: a, many: b}, {column: cluster, one: a, many: b}]\n", "site.yaml:6:12: site-value: groupings: cluster is what"},
		"grouping reserved": {least + "groupings: [{column: schools, one: a, many: b}]\n", `site.yaml:6:22: site-value: groupings[1].column: "schools" is not allowed`},
		"grouping twice":    {least + "groupings: [{column: a, one: a, many: b}, {column: a, one: a, many: b}]\n", `groupings[2].column: "a" is not allowed`},
		"grouping words":    {least + "groupings: [{column: a, one: a}]\n", "groupings[1].many is missing"},
		"input twice":       {least + "  - path: ./schools.csv\n", "site.yaml:6:5: site-value: inputs: ./schools.csv stands twice"},
		"target twice":      {least + "targets: [schools.csv]\n", "inputs: schools.csv stands twice"},
		"one sheet twice":   {least + "    sheet: Autumn\n  - {path: schools.csv, sheet: [Spring, autumn]}\n", "site.yaml:7:5: site-value: inputs: schools.csv stands twice"},
		"folders by a star": {least + "  - path: returns/*/a.csv\n", "Only the name of a file may hold *"},
		"an odd origin":     {least + "    from: {urn: cell 2B}\n", `inputs[1].from: urn: "cell 2B" is not allowed`},
		"two stars":         {least + "    from: {urn: file *-*}\n", `inputs[1].from: urn: "file *-*" is not allowed`},
		"absolute path":     {least + "content: [/etc]\n", "Write the way from the folder of site.yaml"},
		"folder itself":     {least + "content: [./]\n", "Name a file or folder"},
		"column twice":      {least + "    columns: {urn: A, urn: B}\n", "inputs[1].columns: urn stands twice"},
		"columns no map":    {least + "    columns: urn\n", "inputs[1].columns: keys and values"},
		"severe":            {least + "thresholds: {severe: 40}\n", "thresholds.severe: no figures count the pupils who missed 40%"},
		"negative":          {least + "thresholds: {pa: -10}\n", `thresholds.pa: "-10" is not allowed`},
		"days":              {least + "thresholds: {stale_days: 0}\n", "Write a whole number from 1 to 366."},
		"points":            {least + "rules: {signals: {least_points: 3}}\n", "Write a whole number from 8 to 50."},
		"status missing":    {least + "rules: {status: [overdue, at risk, on track, not started, complete]}\n", "rules.status: stopped is missing"},
		"disclosure word":   {least + "disclosure: off\n", `disclosure: "off" is not allowed`},
		"disclosure key":    {least + "disclosure: {internet: none}\n", "Did you mean intranet?"},
		"threshold":         {least + "disclosure: {threshold: 0}\n", "disclosure.threshold"},
		"public not input":  {least + "already_public: [school.csv]\n", "Did you mean schools.csv?"},
		"base URL":          {least + "base_url: http://example.gov.uk/site\n", "with the slash at the end"},
		"theme":             {least + "theme: ../x\n", "Use small letters, digits and hyphens."},
		"true":              {least + "synthetic: maybe\n", "site.yaml:6:12: site-value: synthetic: true or false"},
		"address":           {least + "mail: {sender: nobody}\n", "mail.sender"},
		"sender's name":     {least + "mail: {sender: Team <a@b.example>}\n", "site.yaml:6:16: site-value: mail.sender: \"Team <a@b.example>\" is not allowed\n    Write one plain address, such as attendance@example.gov.uk: it holds a space."},
		"two senders":       {least + "mail: {reply_to: 'a@b.example,c@b.example'}\n", "mail.reply_to"},
		"domain":            {least + "mail: {domains: ['@b.example']}\n", "mail.domains[1]"},
		"domain in all":     {least + "mail: {domains: ['*.b.example']}\n", "mail.domains[1]"},
		"contacts as input": {least + "mail: {contacts: ./schools.csv}\n", "site.yaml:6:18: site-value: mail.contacts: ./schools.csv is one of the inputs"},
		"password, no TLS":  {least + "mail: {user: a, tls: none}\n", "site.yaml:6:7: site-value: mail.tls: none"},
		"relay as address":  {least + "mail: {relay: 'smtp://a:hunter2@b.example'}\n", "site.yaml:6:15: site-value: mail.relay: it is not the name of a host"},
		"pass":              {least + "mail: {smtp_pass: hunter2}\n", "mail.smtp_pass is not a key of site.yaml\n    Remove it and change"},
		"letters' address":  {least + "mail: {base_url: 'http://heads.example.gov.uk'}\n", "mail.base_url"},
		"rate":              {least + "mail: {rate: 0}\n", "Write a whole number from 1 to 600."},
		"attachment":        {least + "mail: {attach: briefs}\n", "Did you mean brief?"},
		"two codes tables":  {least + "codes: [a.csv]\n", "site.yaml:6:8: site-value: codes: one value is expected"},
		"password":          {least + "mail: {password: hunter2}\n", "site.yaml:6:8: site-key-unknown: mail.password is not a key of site.yaml\n    Remove it and change"},
	} {
		t.Run(name, func(t *testing.T) {
			_, ok, got := loadText(c.text)
			if ok || !strings.Contains(got, c.want) {
				t.Errorf("ok %v, got\n%s\nwant it to hold\n%s", ok, got, c.want)
			}
			if strings.Contains(got, "hunter2") {
				t.Error("the password is repeated")
			}
		})
	}
}

// Each way of encryption has a port of its own, unless the file names another.
func TestPortOfTheRelay(t *testing.T) {
	for text, want := range map[string]int{"{tls: starttls}": 587, "{tls: tls}": 465, "{relay: smtp.example.gov.uk}": 587, "{tls: tls, port: 2525}": 2525} {
		site, ok, problems := loadText(least + "mail: " + text + "\n")
		if !ok || site.Mail.Port != want {
			t.Errorf("%s: port %d, want %d %s", text, site.Mail.Port, want, problems)
		}
	}
}

func TestNoFile(t *testing.T) {
	var problems diag.List
	if _, ok := Load(fstest.MapFS{}, "site.yaml", &problems); ok || problems.Problems()[0].Code != diag.ConfigUnreadable {
		t.Error(problems.Problems())
	}
	if _, ok := Load(fstest.MapFS{"site.yaml": {Mode: fs.ModeDir}}, "site.yaml", &problems); ok {
		t.Error("a folder was read as a file")
	}
}

// No input panics, and every place lies inside the file.
func FuzzLoad(f *testing.F) {
	f.Add(least)
	f.Add("a: [1\n")
	f.Add("rules: {priority: {flags: [{rule: level}, {}]}, similar: {weights: {size: 1}}}\npupils: {cross: [[a, b]]}\n")
	f.Add("title: |\n  x\n\nas_of: &a *b\n? k\n: !!str {<<: 1}\n")
	f.Add("inputs: [{path: a, columns: {? x : y}}]\ndisclosure: {threshold: 0x5}\n")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		var problems diag.List
		site, ok := Load(fstest.MapFS{"site.yaml": {Data: []byte(text)}}, "site.yaml", &problems)
		if ok != (len(problems.Problems()) == 0) || ok && site == nil {
			t.Fatalf("ok %v with %v", ok, problems.Problems())
		}
		lines := strings.Split(text, "\n")
		for _, p := range problems.Problems() {
			if p.Pos.Line > len(lines) || p.Pos.Line > 0 && p.Pos.Col > len([]rune(lines[p.Pos.Line-1]))+1 {
				t.Fatalf("%v lies outside the file", p)
			}
		}
	})
}

// The file of contacts may have columns under other names, as an input may.
func TestContactsKeys(t *testing.T) {
	site, ok, printed := loadText(least + "mail:\n  contacts: {path: heads.xlsx, columns: {address: Email}, sheet: Heads}\n")
	if in := site.Mail.Contacts; !ok || in.Path != "heads.xlsx" || in.Format != "contacts" || in.Columns["address"] != "Email" || len(in.Sheets) != 1 {
		t.Errorf("%+v %s", site.Mail.Contacts, printed)
	}
}

// The words that a key may have are read in any case.
func TestWordsInAnyCase(t *testing.T) {
	site, ok, printed := loadText(strings.Replace(least, "nation: England", "nation: wales", 1))
	if !ok || site.Authority.Nation != attendance.Wales {
		t.Error(printed)
	}
}

func TestInputKeys(t *testing.T) {
	site, ok, printed := loadText(least + `    sheet: Autumn
    ignore: [Tutor, "Roll, last year"]
    from: {urn: cell b2, period: header, sess_late: sheet, group: file attendance-*, phase: file}
  - {path: schools.csv, sheet: [Spring], ignore: Tutor}
`)
	if !ok {
		t.Fatal(printed)
	}
	in := site.Inputs[0]
	in.Pos = diag.Pos{}
	want := Input{Path: "schools.csv", Sheets: []string{"Autumn"}, Ignore: []string{"Tutor", "Roll, last year"},
		From: map[string]Origin{"urn": {Cell: "B2"}, "period": {Header: true}, "sess_late": {Sheet: true}, "group": {File: "attendance-*"}, "phase": {File: "*"}}}
	if !reflect.DeepEqual(in, want) || len(site.Inputs) != 2 {
		t.Errorf("got %+v", site.Inputs)
	}
	text, _ := AppendInput("inputs:\n", in)
	if text, ok = AppendInput("inputs:\n  - path: a.csv\n", in); !ok {
		t.Fatal("no list")
	}
	again, ok, printed := loadText(strings.Replace(least, "inputs:\n  - path: schools.csv\n", text, 1))
	if !ok || len(again.Inputs) != 2 {
		t.Fatal(text, printed)
	}
	if got := again.Inputs[1]; !reflect.DeepEqual(got.From, in.From) || !slices.Equal(got.Ignore, in.Ignore) || !slices.Equal(got.Sheets, in.Sheets) {
		t.Errorf("written as\n%s\nit is read as %+v", text, got)
	}
}

// A path with a star is every file of that name, each an input of its own.
func TestExpand(t *testing.T) {
	files := map[string][]string{"returns/*.xlsx": {"returns/a.xlsx", "returns/b.xlsx"}, "*.csv": {"contacts.csv", "schools.csv"}}
	expand := func(more string) (*Site, string) {
		site, ok, printed := loadText(least + more)
		if !ok {
			t.Fatal(printed)
		}
		var problems diag.List
		site.Expand(func(pattern string) []string { return files[pattern] }, &problems)
		for _, p := range problems.Problems() {
			printed += p.String() + "\n"
		}
		return site, printed
	}
	site, printed := expand("  - {path: returns/*.xlsx, sheet: Data, period: 2024-25}\nalready_public: [returns/*.xlsx]\n")
	var got []string
	for _, in := range site.Inputs {
		got = append(got, in.Path+" "+strings.Join(in.Sheets, "+"))
	}
	if strings.Join(got, ", ") != "schools.csv , returns/a.xlsx Data, returns/b.xlsx Data" || printed != "" || !slices.Equal(site.AlreadyPublic, files["returns/*.xlsx"]) {
		t.Errorf("got %q, public %q, problems %s", got, site.AlreadyPublic, printed)
	}
	if _, printed = expand("  - path: none-*.csv\n"); !strings.HasPrefix(printed, "site.yaml:6:5: files-none: there is no file none-*.csv\n") {
		t.Errorf("no file: %s", printed)
	}
	_, printed = expand("  - path: '*.csv'\nmail: {contacts: contacts.csv}\n")
	for _, want := range []string{"inputs: schools.csv is named twice", "inputs: *.csv also stands for contacts.csv of mail.contacts"} {
		if !strings.Contains(printed, want) {
			t.Errorf("%q is not in %s", want, printed)
		}
	}
}
