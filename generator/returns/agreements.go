package returns

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// AgreementsFile is the format of what meetings agreed.
var AgreementsFile = sheet.Format{
	Name:    "agreements",
	Meaning: "What meetings with schools and clusters agreed: one row an agreement, and a further row each time that its state changes. `rollcall meeting` prepares it as a workbook.",
	Columns: []sheet.Column{
		{Name: "place", Required: true, Meaning: "The school by its URN, which may stand in brackets after its name, or the group of schools by its name or slug."},
		{Name: "meeting_date", Required: true, Meaning: "The day of the meeting that agreed it: 2025-01-10."},
		{Name: "agreement", Required: true, Meaning: "What was agreed, in a sentence."},
		{Name: "status", Required: true, Meaning: "open, in progress, done or dropped."},
		{Name: "owner", Meaning: "Role of whoever sees to it; never a person's name."},
		{Name: "due", Meaning: "The day by which it is to be done: 2025-07-18."},
		{Name: "note", Meaning: "What has come of it."},
		{Name: "updated", Meaning: "The day from which the row stands; empty for the day of the meeting."},
		{Name: "id", Meaning: "A short name for it, the same in every row of it; empty to tell it by place, meeting and words."},
	},
}

// Agreement is what a meeting agreed and how far it has come.
type Agreement struct {
	ID      string           // the file's, or else one made of place, meeting and words
	Place   attendance.Place // a school by its newest URN, or a group of schools
	Meeting time.Time        // the day of the meeting that agreed it, in UTC
	Text    string
	Owner   string      // role
	Due     time.Time   // zero where none is set
	Status  Status      // one of AgreementStatuses
	Note    string      // empty where none is given
	Updated time.Time   // since when it stands so; Meeting where nothing has changed
	Pos     diag.Pos    // of its row
	Before  []Agreement // what its earlier rows said, the oldest first
}

// Agreements are in order of place, meeting, due day (none comes last) and words.
type Agreements []Agreement

// Of returns what the meetings of a place agreed, the oldest meeting first.
func (a Agreements) Of(place attendance.Place) []Agreement {
	from, _ := slices.BinarySearchFunc(a, place, func(x Agreement, p attendance.Place) int { return comparePlaces(x.Place, p) })
	to := from
	for to < len(a) && a[to].Place == place {
		to++
	}
	return a[from:to:to]
}

// Last returns what the latest meeting of a place agreed.
func (a Agreements) Last(place attendance.Place) []Agreement {
	all := a.Of(place)
	for i := range all {
		if all[i].Meeting.Equal(all[len(all)-1].Meeting) {
			return all[i:]
		}
	}
	return nil
}

type agreementKey struct {
	id      string
	updated time.Time
}

func (l line) agreement() {
	a := Agreement{ID: l.Text("id"), Owner: l.Text("owner"), Note: l.Text("note")}
	var ok [6]bool
	a.Place, ok[0] = l.meetingPlace()
	a.Text, ok[1] = l.filled("agreement")
	a.Status, ok[2] = l.status("status of an agreement", AgreementStatuses)
	if a.Meeting, ok[3] = l.past("meeting_date"); ok[3] {
		a.Updated, ok[4] = l.updated(a.Meeting)
		a.Due, ok[5] = l.due(a.Meeting)
	}
	if slices.Contains(ok[:], false) {
		return
	}
	if a.ID == "" {
		a.ID = a.ownID()
	}
	if l.first(a.key(), a, l.Pos("place"), "Give the day from which each counts under updated.", "the agreement of that day") {
		a.Pos = l.Pos("place")
		l.records.Agreements = append(l.records.Agreements, a)
	}
}

func (a *Agreement) key() agreementKey { return agreementKey{a.ID, a.Updated} }

// ownID tells an agreement from all others by what the meeting wrote down, so that a
// sheet made from it can name it although the file did not.
func (a *Agreement) ownID() string {
	h := fnv.New32a()
	h.Write([]byte(a.Place.String() + "\n" + a.Text))
	return fmt.Sprintf("%s-%s-%08x", attendance.Slug(a.Place.Code), a.Meeting.Format(time.DateOnly), h.Sum32())
}

// meetingPlace reads a school, or else a group of schools.
func (l line) meetingPlace() (attendance.Place, bool) {
	text, ok := l.filled("place")
	if !ok {
		return attendance.Place{}, false
	}
	if place, known := l.opt.Resolve(attendance.Place{Level: attendance.LevelSchool, Code: numberIn(text)}); known {
		return place, true
	}
	place, known := l.opt.Resolve(attendance.Place{Level: attendance.LevelCluster, Code: attendance.Slug(text)})
	if !known {
		l.problems.Add(l.Pos("place"), diag.PlaceUnknown, "Write the URN of a school, or the name of a group of schools.", "there is no school or group of schools %s", text)
	}
	return place, known
}

// numberIn is what stands in the brackets at the end of a text: the URN of "Alder
// Primary School (100001)". A text without them is a number itself.
func numberIn(text string) string {
	rest, closed := strings.CutSuffix(text, ")")
	if i := strings.LastIndexByte(rest, '('); closed && i >= 0 {
		return strings.TrimSpace(rest[i+1:])
	}
	return text
}

// settleAgreements puts the rows of one agreement together. Whatever the order of
// files, the row of the latest day stands; what it leaves empty stays as it was.
func (r *reader) settleAgreements() {
	out := retold(r.records.Agreements, func(a, b *Agreement) (id, day int) {
		return cmp.Compare(a.ID, b.ID), a.Updated.Compare(b.Updated)
	}, func(a *Agreement, before Agreement) bool {
		a.Before, before.Before = before.Before, nil
		if a.Place != before.Place || !a.Meeting.Equal(before.Meeting) {
			r.problems.Add(a.Pos, diag.RecordValue, "Repeat the place and the day of the meeting that agreed it, or give each agreement an id of its own.",
				"agreement %s is of another place or meeting at %s", a.ID, before.Pos)
			return false
		}
		a.Before = append(a.Before, before)
		a.Owner, a.Note = cmp.Or(a.Owner, before.Owner), cmp.Or(a.Note, before.Note)
		if a.Due.IsZero() {
			a.Due = before.Due
		}
		return true
	})
	slices.SortStableFunc(out, func(a, b Agreement) int {
		return cmp.Or(comparePlaces(a.Place, b.Place), a.Meeting.Compare(b.Meeting), compareDue(a.Due, b.Due), cmp.Compare(a.Text, b.Text))
	})
	r.records.Agreements = out
}

// compareDue puts what has no due day last.
func compareDue(a, b time.Time) int {
	switch {
	case a.IsZero() && b.IsZero():
		return 0
	case a.IsZero():
		return +1
	case b.IsZero():
		return -1
	}
	return a.Compare(b)
}
