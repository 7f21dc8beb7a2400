package mail

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"rollcall/generator/address"
	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/returns"
)

// Addresses says where each place was written to by the plans before.
type Addresses []Seen

// Seen is an address that a plan was made for.
type Seen struct {
	Place   attendance.Place
	Role    string
	Address string
	First   time.Time // the day of the first plan that it stood in
	// The confirmation that it had in the last plan; zero for none. It confirms no other
	// change: where rows are swapped the days move with them.
	Confirmed time.Time
}

const addressesFile = "addresses.csv"

var addressColumns = []string{"level", "code", "role", "address", "first_seen", "confirmed_on"}

// ReadAddresses reads the addresses of the folder of all plans. It is empty where there
// was no plan.
func ReadAddresses(dir string) (Addresses, error) {
	name := filepath.Join(dir, addressesFile)
	rows, err := readList(name, addressColumns)
	if err != nil {
		return nil, err
	}
	var out Addresses
	for i, row := range rows {
		first, err := time.Parse(time.DateOnly, row[4])
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, i+2, err)
		}
		var confirmed time.Time
		if row[5] != "" {
			if confirmed, err = time.Parse(time.DateOnly, row[5]); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, i+2, err)
			}
		}
		out = append(out, Seen{attendance.Place{Level: attendance.Level(row[0]), Code: row[1]}, row[2], row[3], first, confirmed})
	}
	return out, nil
}

// With returns the addresses after a plan: those of the plan in place of others of the
// same place and role. An address keeps the day on which it was first seen.
func (a Addresses) With(entries []Entry, contacts returns.Contacts, day time.Time) Addresses {
	type post struct {
		place attendance.Place
		role  string
	}
	planned := make(map[post]bool)
	for i := range entries {
		planned[post{entries[i].Place(), entries[i].Role}] = true
	}
	out := slices.DeleteFunc(slices.Clone(a), func(s Seen) bool { return planned[post{s.Place, s.Role}] })
	for i := range entries {
		e := &entries[i]
		seen := Seen{Place: e.Place(), Role: e.Role, Address: e.Address, First: day}
		for j := range contacts {
			c := &contacts[j]
			if c.On(day) && seen.same(Seen{Place: c.Place, Role: c.Role, Address: c.Address}) {
				seen.Confirmed = c.ConfirmedOn
			}
		}
		if n := slices.IndexFunc(a, seen.same); n >= 0 {
			seen.First = a[n].First
		}
		out = append(out, seen)
	}
	slices.SortFunc(out, func(x, y Seen) int {
		return cmp.Or(cmp.Compare(x.Place.Level, y.Place.Level), cmp.Compare(x.Place.Code, y.Place.Code), cmp.Compare(x.Role, y.Role), cmp.Compare(x.Address, y.Address))
	})
	return out
}

func (s Seen) same(t Seen) bool {
	return s.Place == t.Place && s.Role == t.Role && address.Fold(s.Address) == address.Fold(t.Address)
}

// Write writes the addresses into the folder of all plans, whole or not at all, and not
// where they stand there already.
func (a Addresses) Write(dir string) error {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{addressColumns}
	for _, s := range a {
		confirmed := ""
		if !s.Confirmed.IsZero() {
			confirmed = s.Confirmed.Format(time.DateOnly)
		}
		rows = append(rows, []string{string(s.Place.Level), s.Place.Code, s.Role, s.Address, s.First.Format(time.DateOnly), confirmed})
	}
	if err := w.WriteAll(rows); err != nil {
		return err
	}
	name := filepath.Join(dir, addressesFile)
	if there, err := os.ReadFile(name); err == nil && bytes.Equal(there, b.Bytes()) {
		return nil
	}
	if err := os.WriteFile(name+".new", b.Bytes(), privateFile); err != nil {
		return err
	}
	return os.Rename(name+".new", name)
}

// changes refuses an address that a place was not written to before, unless somebody
// confirmed the change since. Two rows that were swapped are two such changes.
func (c *checker) changes(problems *diag.List) {
	for i := range c.Contacts {
		contact := &c.Contacts[i]
		if !contact.On(c.day) {
			continue
		}
		before, least := c.Seen.before(contact)
		if before == "" || !contact.ConfirmedOn.Before(least) && !contact.ConfirmedOn.IsZero() {
			continue
		}
		problems.Add(contact.Pos, diag.MailChanged, "Ask the school by telephone. If it is right, write the day in confirmed_on; it has to be "+least.Format(time.DateOnly)+" or later.",
			"%s of %s: %s", contact.Role, contact.Place, before)
	}
}

// before says how the address of a contact differs from what was seen, and the first day
// on which that can be confirmed: not before the other address was seen, and after what
// was confirmed already. It is empty where nothing differs.
func (a Addresses) before(c *returns.Contact) (what string, least time.Time) {
	now := Seen{Place: c.Place, Role: c.Role, Address: c.Address}
	if slices.ContainsFunc(a, now.same) {
		return "", least
	}
	var was, whose string
	for _, s := range a {
		switch {
		case s.Place == c.Place && s.Role == c.Role:
			was = fmt.Sprintf("%s was %s before", c.Address, s.Address)
		case s.Place != c.Place && !c.Shared && address.Fold(s.Address) == address.Fold(c.Address):
			whose = fmt.Sprintf("%s was the address of %s before", c.Address, s.Place)
		default:
			continue
		}
		if least.Before(s.First) {
			least = s.First
		}
		if !s.Confirmed.IsZero() && !s.Confirmed.Before(least) {
			least = s.Confirmed.AddDate(0, 0, 1)
		}
	}
	return cmp.Or(was, whose), least
}
