package returns

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"rollcall/generator/address"
	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

const contactsHeader = "urn,cluster,school,role,address,language,from,until,shared,confirmed_on\n"

var contactOptions = ContactOptions{
	Resolve: options.Resolve,
	Names: func(p attendance.Place) []string {
		return map[string][]string{"school:140001": {"Alder School", "Ysgol Wern"}, "school:100002": {"Beech School"}, "cluster:north-east": {"North East"}}[p.String()]
	},
	Domains: []string{"a.example"},
	On:      time.Date(2026, 5, 8, 0, 0, 0, 0, time.UTC),
}

func readContacts(text string) (Contacts, string) {
	var problems diag.List
	in := sheet.Input{FS: fstest.MapFS{"c.csv": {Data: []byte(text)}}, Path: "c.csv", Name: "contacts.csv"}
	contacts := ReadContacts(in, contactOptions, &problems)
	var b strings.Builder
	for _, p := range problems.Problems() {
		fmt.Fprintf(&b, "%s: %s: %s\n", p.Pos, p.Code, p.Message)
	}
	return contacts, b.String()
}

// A place is joined by its number or slug; a name beside it may be in either language. One
// address may follow another, and one that is shared may be of several.
func TestContacts(t *testing.T) {
	contacts, problems := readContacts(contactsHeader +
		"103638,,ysgol  wern,Headteacher,Head@A.example,BOTH,2025-09-01,2026-05-08,,\n" +
		"140001,,Alder School,headteacher,new@a.example,cy,2026-05-09,,,2026-05-08\n" +
		"140001,,,chair of governors,shared@a.example,,,,yes,\n" +
		"100002,,,chair of governors,SHARED@a.example,,,,yes,\n" +
		",North East,,cluster lead,lead@a.example,en,,,no,\n" +
		",north-east,North East,deputy,deputy@a.example,,,2026-01-01,,\n")
	if problems != "" {
		t.Fatal(problems)
	}
	got := ""
	for _, c := range contacts {
		got += fmt.Sprintf("%s %s %s %s %t %t\n", c.Place, c.Role, c.Address, c.Language, c.Shared, c.On(contactOptions.On))
	}
	const want = `cluster:north-east cluster lead lead@a.example en false true
cluster:north-east deputy deputy@a.example  false false
school:100002 chair of governors SHARED@a.example  true true
school:140001 Headteacher Head@A.example both false true
school:140001 chair of governors shared@a.example  true true
school:140001 headteacher new@a.example cy false false
`
	if got != want {
		t.Errorf("got\n%s", got)
	}
	if now := contacts.On(contactOptions.On); len(now) != 4 || len(contacts) != 6 {
		t.Errorf("%d are written to", len(now))
	}
	if first := contacts[3]; first.Pos != (diag.Pos{File: "contacts.csv", Line: 2, Col: 33}) || !contacts[5].ConfirmedOn.Equal(contactOptions.On) {
		t.Errorf("%+v", contacts)
	}
}

// Whatever could send a letter to the wrong place is refused where it stands.
func TestContactProblems(t *testing.T) {
	const good = "100002,,Beech School,headteacher,beech@a.example,,,,,\n"
	for name, c := range map[string]struct{ rows, want string }{
		"two numbers swapped": {"140001,,Beech School,headteacher,beech@a.example,,,,,\n100002,,Alder School,headteacher,alder@a.example,,,,,\n",
			"contacts.csv:2:9: contact-name: school 140001 is Alder School, not Beech School\ncontacts.csv:3:9: contact-name: school 100002 is Beech School, not Alder School\n"},
		"a number doubled": {good + "100002,,,headteacher,alder@a.example,,,,,\n", "contacts.csv:3:22: contact-doubled: the headteacher of school:100002 has an address for the same days at contacts.csv:2:34\n"},
		"a row doubled":    {good + good, "contacts.csv:3:34: record-repeated: the contact is the same row as contacts.csv:2:34\n"},
		"names that slipped": {",North East,Alder School,head,a@a.example,,,,,\n100002,,,head,b@a.example,,,,,\n", "contacts.csv:2:13: contact-name: cluster north-east is North East, not Alder School\n" +
			"contacts.csv:3:15: contact-name: the row gives no name, and names of other rows are wrong\n"},
		"days that overlap":    {"100002,,,head,a@a.example,,,2026-03-31,,\n100002,,,Head,b@a.example,,2026-03-31,,,\n", "contacts.csv:3:15: contact-doubled: the Head of school:100002 has an address for the same days at contacts.csv:2:15\n"},
		"an address twice":     {good + "140001,,,headteacher,Beech@a.example,,,,yes,\n", "contacts.csv:2:34: contact-shared: beech@a.example is the address of school:100002, and of school:140001 at contacts.csv:3:22\n"},
		"no place":             {",,,head,a@a.example,,,,,\n", "contacts.csv:2:1: contact-place: the row names neither a school nor a cluster\n"},
		"two places":           {"100002,North East,,head,a@a.example,,,,,\n", "contacts.csv:2:8: contact-place: the row is of school 100002 and of cluster North East\n"},
		"an unknown school":    {"999999,,,head,a@a.example,,,,,\n", "contacts.csv:2:1: place-unknown: there is no school 999999\n"},
		"an unknown cluster":   {",South,,head,a@a.example,,,,,\n", "contacts.csv:2:2: place-unknown: there is no cluster South\n"},
		"the name of a school": {",North East,Alder School,head,a@a.example,,,,,\n", "contacts.csv:2:13: contact-name: cluster north-east is North East, not Alder School\n"},
		"no role and address":  {"100002,,,,,,,,,\n", "contacts.csv:2:10: record-value: role is empty\ncontacts.csv:2:11: record-value: address is empty\n"},
		"another domain":       {"100002,,,head,a@a.example.com,,,,,\n", "contacts.csv:2:15: contact-domain: a@a.example.com is outside mail.domains\n"},
		"two addresses":        {"100002,,,head,\"a@a.example,b@a.example\",,,,,\n", "contacts.csv:2:15: contact-address: \"a@a.example,b@a.example\" is not one plain address: it holds ','\n"},
		"two, by a semicolon":  {"100002,,,head,a@a.example;b@a.example,,,,,\n", "contacts.csv:2:15: contact-address"},
		"two, by a space":      {"100002,,,head,a@a.example b@a.example,,,,,\n", "contacts.csv:2:15: contact-address"},
		"a line break":         {"100002,,,head,\"a@a.example\r\nBcc: b@a.example\",,,,,\n", "contacts.csv:2:15: contact-address: \"a@a.example\\nBcc: b@a.example\" is not one plain address: it holds a line break\n"},
		"a bare CR":            {"100002,,,head,\"a@a.example\rBcc: b@a.example\",,,,,\n", "contact-address"},
		"a NUL":                {"100002,,,head,a\x00@a.example,,,,,\n", "contacts.csv: file-encoding"},
		"a name":               {"100002,,,head,Head <a@a.example>,,,,,\n", "contacts.csv:2:15: contact-address"},
		"a Greek letter":       {"100002,,,head,α@a.example,,,,,\n", "contacts.csv:2:15: contact-address"},
		"confirmed ahead":      {"100002,,,head,a@a.example,,,,,2026-05-09\n", "contacts.csv:2:31: record-value: confirmed_on is 2026-05-09, after the day of writing, 2026-05-08\n"},
		"everything at once": {"100002,,,head,a@a.example,fr,2026-13-01,soon,perhaps,5/18/2026\n140001,,,head,a@a.example,,2026-02-02,2026-02-01,,\n",
			"contacts.csv:2:27: record-value: \"fr\" is not a language of a letter\n" +
				"contacts.csv:2:30: record-value: from is \"2026-13-01\", which is not a date\n" +
				"contacts.csv:2:41: record-value: until is \"soon\", which is not a date\n" +
				"contacts.csv:2:46: record-value: shared is \"perhaps\"\n" +
				"contacts.csv:2:54: record-value: confirmed_on is \"5/18/2026\", which is not a date\n" +
				"contacts.csv:3:39: record-value: until is 2026-02-01, before 2026-02-02\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, got := readContacts(contactsHeader + c.rows); !strings.Contains(got, c.want) || strings.HasSuffix(c.want, "\n") && got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
	if _, got := readContacts("urn,role\n100002,head\n"); !strings.Contains(got, "column-missing: the format contacts needs a column address") {
		t.Error(got)
	}
	if _, got := readContacts("cluster,role,address\nNorth East,head,a@a.example\n,head,b@a.example\n"); got != "contacts.csv:3:1: contact-place: the row names neither a school nor a cluster\n" {
		t.Error(got)
	}
}

// No file panics. What is read is of a known place, has one plain address of a listed
// domain, and no address that two places have at a time unless it is shared.
func FuzzContacts(f *testing.F) {
	f.Add(contactsHeader + "100002,,Beech School,headteacher,beech@a.example,en,2025-01-01,2026-01-01,yes,2026-01-01\n,North East,,lead,\"a@a.example\n\",,,,,\n")
	f.Fuzz(func(t *testing.T, text string) {
		var problems diag.List
		in := sheet.Input{FS: fstest.MapFS{"c.csv": {Data: []byte(text)}}, Path: "c.csv", Name: "contacts.csv"}
		contacts := ReadContacts(in, contactOptions, &problems)
		by := make(map[string]*Contact)
		for i := range contacts {
			c := &contacts[i]
			if _, known := contactOptions.Resolve(c.Place); !known || address.Fault(c.Address) != "" || !address.Allowed(c.Address, contactOptions.Domains) || c.Role == "" {
				t.Errorf("%+v", c)
			}
			if d := by[address.Fold(c.Address)]; d != nil && d.Place != c.Place && c.overlaps(d) && !(c.Shared && d.Shared) && !problems.Failed() {
				t.Errorf("%+v and %+v", c, d)
			}
			by[address.Fold(c.Address)] = c
		}
	})
}

// Nobody is written to by a row that is at fault, nor by either of two of which one is.
func TestContactsSetAside(t *testing.T) {
	const alone = ",North East,,lead,n@a.example,,,,,\n"
	for name, c := range map[string]struct {
		rows string
		want int
	}{
		"two addresses of a role":  {"100002,,,head,a@a.example,,,,,\n100002,,,head,b@a.example,,,,,\n" + alone, 1},
		"an address of two places": {"100002,,,head,a@a.example,,,,,\n140001,,,head,a@a.example,,,,,\n" + alone, 1},
		"a shared address":         {"100002,,,head,a@a.example,,,,yes,\n140001,,,head,a@a.example,,,,yes,\n" + alone, 3},
		"another domain":           {"100002,,,head,a@a.example.com,,,,,\n" + alone, 1},
		"a row twice":              {alone + alone, 1},
		"a name that slipped":      {"100002,,Alder,head,a@a.example,,,,,\n" + alone, 0},
	} {
		if contacts, problems := readContacts(contactsHeader + c.rows); len(contacts) != c.want {
			t.Errorf("%s: %d contacts are left, want %d: %s", name, len(contacts), c.want, problems)
		}
	}
}
