package mail

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"rollcall/generator/diag"
)

// A wrong join cannot pass: two letters that went to each other's addresses, rows of
// contacts swapped since, a file in the place of another, a message of no plan.
func TestWrongJoinIsRefused(t *testing.T) {
	letters := lettersOfThree()
	known := knownOf(letters)
	t.Run("addresses", func(t *testing.T) {
		swapped := slices.Clone(letters)
		swapped[0].To, swapped[1].To = swapped[1].To, swapped[0].To
		got := found(t, planned(t, swapped), known)
		refused(t, got, diag.MailRecipient, "head.900002@schools.testshire.example is not a contact of school:900001", "0001-900001.eml")
		refused(t, got, diag.MailRecipient, "head.900001@schools.testshire.example is not a contact of school:900002", "0002-900002.eml")
	})
	t.Run("bodies", func(t *testing.T) {
		swapped := slices.Clone(letters)
		swapped[0].HTML, swapped[2].HTML = swapped[2].HTML, swapped[0].HTML
		got := found(t, planned(t, swapped), known)
		refused(t, got, diag.MailSchool, "900003", "0001-900001.eml")
		refused(t, got, diag.MailSchool, "900001", "0003-900003.eml")
	})
	t.Run("files", func(t *testing.T) {
		o := planned(t, letters)
		a, b := filepath.Join(o.Dir, "0001-900001.eml"), filepath.Join(o.Dir, "0002-900002.eml")
		os.Rename(a, a+".x")
		os.Rename(b, a)
		os.Rename(a+".x", b)
		got := found(t, o, known)
		refused(t, got, diag.MailPlan, "changed after", "0001-900001.eml")
		refused(t, got, diag.MailHeader, "To is head.900002@", "0001-900001.eml")
		refused(t, got, diag.MailSchool, "Alder", "0001-900001.eml")
	})
	t.Run("rows", func(t *testing.T) {
		o := planned(t, letters)
		later := known
		later.Seen = Addresses(nil).With(o.Entries(), known.Contacts, time.Date(2026, 5, 8, 0, 0, 0, 0, time.UTC))
		later.Contacts = slices.Clone(known.Contacts)
		later.Contacts[0].Address, later.Contacts[1].Address = later.Contacts[1].Address, later.Contacts[0].Address
		got := found(t, o, later)
		refused(t, got, diag.MailChanged, "head.900002@schools.testshire.example was", "contacts.csv")
		refused(t, got, diag.MailChanged, "head.900001@schools.testshire.example was", "contacts.csv")
		if i := slices.IndexFunc(got, func(p diag.Problem) bool { return p.Code == diag.MailChanged }); got[i].Pos.String() != "contacts.csv:2:3" {
			t.Errorf("the place is %s", got[i].Pos)
		}
	})
	t.Run("twice", func(t *testing.T) {
		twice := append(slices.Clone(letters), letters[0])
		got := found(t, planned(t, twice), known)
		refused(t, got, diag.MailPlan, "messages 1 and 5 have the same id", "plan.csv")
		refused(t, got, diag.MailPlan, "messages 1 and 5 are both of Quayside Primary School", "plan.csv")
	})
	t.Run("no school", func(t *testing.T) {
		fewer := known
		fewer.Schools = known.Schools[1:]
		refused(t, found(t, planned(t, letters), fewer), diag.MailRecipient, "there is no school 900001", "0001-900001.eml")
	})
	t.Run("strays", func(t *testing.T) {
		o := planned(t, letters)
		os.WriteFile(filepath.Join(o.Dir, "0009-900009.eml"), []byte("x"), 0o600)
		os.Remove(filepath.Join(o.Dir, "0002-900002.eml"))
		got := found(t, o, known)
		refused(t, got, diag.MailPlan, "not of the plan", "0009-900009.eml")
		refused(t, got, diag.MailPlan, "missing", "0002-900002.eml")
	})
	t.Run("shared", func(t *testing.T) {
		shared := slices.Clone(letters)
		shared[1].To = shared[0].To
		of := knownOf(shared)
		refused(t, found(t, planned(t, shared), of), diag.MailShared, "of school:900001", "contacts.csv")
		of.Contacts[0].Shared, of.Contacts[1].Shared = true, true
		if got := found(t, planned(t, shared), of); len(got) > 0 {
			t.Error(got)
		}
	})
}

// A change of address passes when it was confirmed since the old one was first seen.
func TestConfirmedChange(t *testing.T) {
	letters := lettersOfThree()
	o := planned(t, letters)
	known := knownOf(letters)
	day := func(n int) time.Time { return time.Date(2026, 5, n, 0, 0, 0, 0, time.UTC) }
	known.Seen = Addresses{{school("900001"), "headteacher", "old@schools.testshire.example", day(1), time.Time{}}}
	refused(t, found(t, o, known), diag.MailChanged, "was old@schools.testshire.example before", "contacts.csv")
	known.Contacts[0].ConfirmedOn = time.Date(2026, 4, 30, 0, 0, 0, 0, time.UTC)
	refused(t, found(t, o, known), diag.MailChanged, "was old@", "contacts.csv")
	known.Contacts[0].ConfirmedOn = day(1)
	if got := found(t, o, known); len(got) > 0 {
		t.Error(got)
	}
	after := known.Seen.With(o.Entries(), known.Contacts, day(8)).With(o.Entries(), known.Contacts, day(9))
	if len(after) != 4 || !after[1].First.Equal(day(8)) || !after[1].Confirmed.Equal(day(1)) || after[1].Address != letters[0].To.Address {
		t.Errorf("after the plan: %v", after)
	}
	dir := t.TempDir()
	if err := after.Write(dir); err != nil {
		t.Fatal(err)
	}
	if again, err := ReadAddresses(dir); err != nil || !slices.Equal(again, after) {
		t.Errorf("read again: %v, %v", again, err)
	}
}

// A confirmation is for one change. Rows that are swapped with theirs, all of them as new
// as the plan, are refused all the same.
func TestConfirmationIsSpent(t *testing.T) {
	letters := lettersOfThree()
	o := planned(t, letters)
	known := knownOf(letters)
	day := func(n int) time.Time { return time.Date(2026, 5, n, 0, 0, 0, 0, time.UTC) }
	for i := range known.Contacts {
		known.Contacts[i].ConfirmedOn = day(8)
	}
	known.Seen = Addresses(nil).With(o.Entries(), known.Contacts, day(8))
	if got := found(t, o, known); len(got) > 0 {
		t.Error(got)
	}
	a, b := &known.Contacts[0], &known.Contacts[1]
	a.Address, b.Address = b.Address, a.Address
	refused(t, found(t, o, known), diag.MailChanged, "school:900001", "contacts.csv")
	refused(t, found(t, o, known), diag.MailChanged, "school:900002", "contacts.csv")
	a.ConfirmedOn, b.ConfirmedOn = day(9), day(9)
	for _, p := range found(t, o, known) {
		if p.Code == diag.MailChanged {
			t.Error(p)
		}
	}
}

// A cluster's letter may name its own schools and no others.
func TestClusterLetter(t *testing.T) {
	letters := lettersOfThree()
	known := knownOf(letters)
	say := func(text string) []diag.Problem {
		changed := slices.Clone(letters)
		changed[3].HTML = strings.Replace(changed[3].HTML, "</h1>", "</h1><p>"+text+"</p>", 1)
		return found(t, planned(t, changed), known)
	}
	if got := say("Quayside Primary School and Alder Junior School need help. So does Alder Grove."); len(got) > 0 {
		t.Error(got)
	}
	refused(t, say("Alder needs help."), diag.MailSchool, "names another school, Alder", "0004-harbour.eml")
}

func TestBriefIsCompared(t *testing.T) {
	letters := lettersOfThree()
	letters[0].Brief = []byte("%PDF-1.7 of Quayside")
	known := knownOf(letters)
	known.Briefs = fstest.MapFS{"brief-900001.pdf": {Data: []byte("%PDF-1.7 of Quayside")}}
	if got := found(t, planned(t, letters), known); len(got) > 0 {
		t.Error(got)
	}
	known.Briefs = fstest.MapFS{"brief-900001.pdf": {Data: []byte("%PDF-1.7 of Alder")}}
	refused(t, found(t, planned(t, letters), known), diag.MailBrief, "is not the file of that name", "0001-900001.eml")
}
