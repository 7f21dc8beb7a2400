package returns

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"rollcall/generator/address"
	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// ContactsFormat is the file of whom letters go to. It is no input of a site: only what
// writes letters reads it, by the key mail of site.yaml.
var ContactsFormat = sheet.Format{
	Name:    "contacts",
	Meaning: "Whom letters go to: one row an address. `site.yaml` names the file under `mail`, never under `inputs`; only `rollcall mail` reads it.",
	Columns: []sheet.Column{
		{Name: "urn", Meaning: "The school whose figures the address may be sent; or else give cluster."},
		{Name: "cluster", Meaning: "The group of schools by its slug or name; or else give urn."},
		{Name: "school", Aliases: []string{"name"}, Meaning: "Name of the school or cluster, which has to be as the site knows it. It shows a row that has slipped."},
		{Name: "role", Required: true, Meaning: "Role of whoever reads the address, such as headteacher; never a person's name."},
		{Name: "address", Required: true, Meaning: "One plain address: head@school.example.sch.uk."},
		{Name: "language", Meaning: "en, cy or both; empty where nothing is known."},
		{Name: "from", Meaning: "First day on which it is written to: 2025-09-01; empty for always."},
		{Name: "until", Meaning: "Last day on which it is written to; empty for always."},
		{Name: "shared", Meaning: "yes in every row of an address that is knowingly one for several places."},
		{Name: "confirmed_on", Meaning: "Day on which somebody confirmed that the address has changed."},
	},
}

// Contact is an address to which the figures of a place may be sent.
type Contact struct {
	Place       attendance.Place // a school by its newest URN, or a cluster
	Role        string
	Address     string // one plain address
	Language    string // en, cy or both; empty where none is preferred
	From, Until time.Time
	Shared      bool      // it is knowingly one for several places
	ConfirmedOn time.Time // zero where no change was confirmed
	Pos         diag.Pos  // of the address
}

// On reports whether the contact is written to on a day. From and Until are both among
// its days; a zero one sets no end.
func (c *Contact) On(day time.Time) bool {
	return !day.Before(c.From) && (c.Until.IsZero() || !day.After(c.Until))
}

// overlaps reports whether there is a day of both.
func (c *Contact) overlaps(d *Contact) bool {
	return (d.Until.IsZero() || !c.From.After(d.Until)) && (c.Until.IsZero() || !d.From.After(c.Until))
}

// ContactOptions say what contacts are checked against.
type ContactOptions struct {
	Resolve func(attendance.Place) (attendance.Place, bool) // as in Options
	Names   func(attendance.Place) []string                 // what a place is called, in any language
	Domains []string                                        // the only ones that are written to; see address.Allowed
	On      time.Time                                       // the day of writing
}

// Languages of a letter; Both has one beneath the other.
const (
	English = "en"
	Welsh   = "cy"
	Both    = "both"
)

// Contacts are in order of place, role and address.
type Contacts []Contact

// On returns those that are written to on a day.
func (c Contacts) On(day time.Time) Contacts {
	return slices.DeleteFunc(slices.Clone(c), func(x Contact) bool { return !x.On(day) })
}

// ReadContacts reads whom letters go to, and reports every problem that it meets. No row
// with a fault is among them. One that shows a wrong join of schools and addresses is an
// error, after which nobody may be written to: where one row is wrong, others may be.
func ReadContacts(in sheet.Input, opt ContactOptions, problems *diag.List) Contacts {
	in.Format = ContactsFormat.Name
	r := &contactReader{ContactOptions: opt, reader: &reader{opt: Options{Resolve: opt.Resolve}, problems: problems},
		unnamed: make(map[diag.Pos]bool), doubtful: make(map[diag.Pos]bool), repeated: make(map[diag.Pos]bool)}
	in.Rows([]sheet.Format{ContactsFormat}, problems, func(_ sheet.Format, row sheet.Row) { r.read(line{row, r.reader}) })
	r.dropUnnamed()
	r.checkDoubled()
	r.checkShared()
	r.contacts = slices.DeleteFunc(r.contacts, func(c Contact) bool { return r.doubtful[c.Pos] || r.repeated[c.Pos] })
	slices.SortStableFunc(r.contacts, func(a, b Contact) int {
		return cmp.Or(comparePlaces(a.Place, b.Place), cmp.Compare(a.Role, b.Role), cmp.Compare(a.Address, b.Address), a.From.Compare(b.From))
	})
	return r.contacts
}

type contactReader struct {
	ContactOptions
	*reader
	contacts Contacts // in the order of rows
	slipped  bool     // a row gives a name that is not of its place
	unnamed  map[diag.Pos]bool
	doubtful map[diag.Pos]bool // found at fault once all rows were read
	repeated map[diag.Pos]bool // the same as an earlier row
}

func (r *contactReader) read(l line) {
	c := Contact{Address: l.Text("address"), Pos: l.Pos("address")}
	var ok [10]bool
	c.Place, ok[0] = r.place(l)
	ok[1] = ok[0] && r.named(l, c.Place)
	c.Role, ok[2] = l.filled("role")
	ok[3] = r.address(l)
	c.Language, ok[4] = word(l, "language", "language of a letter", "", []string{English, Welsh, Both})
	c.From, ok[5] = l.date("from")
	c.Until, ok[6] = l.date("until")
	c.Shared, ok[7] = l.yes("shared")
	c.ConfirmedOn, ok[8] = r.confirmed(l)
	ok[9] = c.Until.IsZero() || !c.Until.Before(c.From)
	if !ok[9] {
		l.problems.Add(l.Pos("until"), diag.RecordValue, "Correct one of the dates.", "until is %s, before %s", c.Until.Format(time.DateOnly), c.From.Format(time.DateOnly))
	}
	if slices.Contains(ok[:], false) {
		return
	}
	r.unnamed[c.Pos] = l.Text("school") == ""
	r.contacts = append(r.contacts, c)
}

// place reads a school or else a cluster.
func (r *contactReader) place(l line) (attendance.Place, bool) {
	urn, cluster := l.Text("urn"), l.Text("cluster")
	switch {
	case urn != "" && cluster != "":
		l.problems.Add(l.Pos("cluster"), diag.ContactPlace, "", "the row is of school %s and of cluster %s", urn, cluster)
		return attendance.Place{}, false
	case urn != "":
		school, ok := l.school()
		return attendance.Place{Level: attendance.LevelSchool, Code: string(school)}, ok
	case cluster != "":
		place, ok := r.Resolve(attendance.Place{Level: attendance.LevelCluster, Code: attendance.Slug(cluster)})
		if !ok {
			l.problems.Add(l.Pos("cluster"), diag.PlaceUnknown, "Write the name of the cluster as in the schools file.", "there is no cluster %s", cluster)
		}
		return place, ok
	}
	at := l.Pos("urn")
	if !l.Has("urn") && l.Has("cluster") {
		at = l.Pos("cluster")
	}
	l.problems.Add(at, diag.ContactPlace, "", "the row names neither a school nor a cluster")
	return attendance.Place{}, false
}

// named checks the name that is given for a place, which shows rows that have slipped.
func (r *contactReader) named(l line, place attendance.Place) bool {
	given, names := l.Text("school"), r.Names(place)
	if given == "" || slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(plainSpaces(name), plainSpaces(given)) }) {
		return true
	}
	r.slipped = true
	known := "has no name here"
	if len(names) > 0 {
		known = "is " + names[0]
	}
	l.problems.Add(l.Pos("school"), diag.ContactName, "", "%s %s %s, not %s", place.Level, place.Code, known, given)
	return false
}

func plainSpaces(s string) string { return strings.Join(strings.Fields(s), " ") }

func (r *contactReader) address(l line) bool {
	text, ok := l.filled("address")
	if !ok {
		return false
	}
	if fault := address.Fault(text); fault != "" {
		l.problems.Add(l.Pos("address"), diag.ContactAddress, "", "%q is not one plain address: %s", text, fault)
		return false
	}
	if !address.Allowed(text, r.Domains) {
		l.problems.Add(l.Pos("address"), diag.ContactDomain, diag.DidYouMean(address.Domain(text), r.Domains), "%s is outside mail.domains", text)
		return false
	}
	return true
}

// confirmed reads a day that may not be ahead: it would confirm whatever comes until then.
func (r *contactReader) confirmed(l line) (time.Time, bool) {
	d, ok := l.date("confirmed_on")
	if ok && d.After(r.On) {
		l.problems.Add(l.Pos("confirmed_on"), diag.RecordValue, "Correct the date.", "confirmed_on is %s, after the day of writing, %s", d.Format(time.DateOnly), r.On.Format(time.DateOnly))
		return d, false
	}
	return d, ok
}

// dropUnnamed sets aside the rows without a name where the name of another row is wrong:
// cells have slipped in the file, and nothing shows that these have not.
func (r *contactReader) dropUnnamed() {
	if !r.slipped {
		return
	}
	r.contacts = slices.DeleteFunc(r.contacts, func(c Contact) bool {
		if r.unnamed[c.Pos] {
			r.problems.Add(c.Pos, diag.ContactName, "Fill in the name of the school or cluster.", "the row gives no name, and names of other rows are wrong")
		}
		return r.unnamed[c.Pos]
	})
}

// doubt sets two rows aside of which one is wrong, and nothing says which.
func (r *contactReader) doubt(c, d *Contact, code diag.Code, format string, args ...any) {
	r.doubtful[c.Pos], r.doubtful[d.Pos] = true, true
	r.problems.Add(c.Pos, code, "", format, args...)
}

// checkDoubled sets aside a role of a place that has two addresses at a time. It may be
// that the number of another school was meant.
func (r *contactReader) checkDoubled() {
	type key struct {
		place attendance.Place
		role  string
	}
	before := make(map[key][]*Contact)
	for i := range r.contacts {
		c := &r.contacts[i]
		k := key{c.Place, strings.ToLower(plainSpaces(c.Role))}
		for _, d := range before[k] {
			if same := *d; c.overlaps(d) {
				if same.Pos = c.Pos; same == *c {
					r.repeated[c.Pos] = true
					r.problems.Add(c.Pos, diag.RecordRepeated, "", "the contact is the same row as %s", d.Pos)
					break
				}
				r.doubt(c, d, diag.ContactDoubled, "the %s of %s has an address for the same days at %s", c.Role, c.Place, d.Pos)
				break
			}
		}
		before[k] = append(before[k], c)
	}
}

// checkShared sets aside an address that two places have at a time, unless each row of
// it there says so.
func (r *contactReader) checkShared() {
	by := make(map[string][]*Contact)
	for i := range r.contacts {
		folded := address.Fold(r.contacts[i].Address)
		by[folded] = append(by[folded], &r.contacts[i])
	}
	for i := range r.contacts {
		c := &r.contacts[i]
		for _, d := range by[address.Fold(c.Address)] {
			if d.Place != c.Place && !c.Shared && c.overlaps(d) {
				r.doubt(c, d, diag.ContactShared, "%s is the address of %s, and of %s at %s", c.Address, c.Place, d.Place, d.Pos)
				break
			}
		}
	}
}
