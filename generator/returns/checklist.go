package returns

import (
	"cmp"
	"slices"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

var checklistFile = sheet.Format{
	Name:    "checklist",
	Meaning: "How far the authority has put the components of a checklist in place: one row a component and day, and rows are only added.",
	Columns: []sheet.Column{
		{Name: "component", Required: true, Meaning: "The ID of a component of the checklist."},
		{Name: "date", Required: true, Meaning: "The day from which it stands so: 2025-01-10."},
		{Name: "status", Required: true, Meaning: "not started, in progress, in place or stopped."},
		{Name: "owner", Meaning: "Role of whoever sees to it; never a person's name."},
		{Name: "evidence", Meaning: "What shows it."},
		{Name: "review_date", Meaning: "The day by which it is looked at again: 2025-07-18."},
	},
}

// ChecklistEntry is where one component of a checklist stands from a day on.
type ChecklistEntry struct {
	Component string    // slug of its ID; whether a checklist has it is for the caller
	Date      time.Time // in UTC
	Status    Status    // one of ChecklistStatuses
	Owner     string    // role
	Evidence  string    // empty where none is given
	Review    time.Time // zero where none is set
	Pos       diag.Pos  // of its component
}

// Checklist is every entry, in order of component and date.
type Checklist []ChecklistEntry

// History returns the entries of a component, the oldest first.
func (c Checklist) History(component string) []ChecklistEntry {
	var out []ChecklistEntry
	for _, e := range c {
		if e.Component == component {
			out = append(out, e)
		}
	}
	return out
}

// Latest returns the entry that stands, or false where a component has none.
func (c Checklist) Latest(component string) (ChecklistEntry, bool) {
	history := c.History(component)
	if len(history) == 0 {
		return ChecklistEntry{}, false
	}
	return history[len(history)-1], true
}

type checklistKey struct {
	component string
	date      time.Time
}

func (l line) checklistEntry() {
	e := ChecklistEntry{Owner: l.Text("owner"), Evidence: l.Text("evidence")}
	var ok [4]bool
	e.Component, ok[0] = l.filled("component")
	e.Date, ok[1] = l.past("date")
	e.Status, ok[2] = l.status("status of a component", ChecklistStatuses)
	e.Review, ok[3] = l.date("review_date")
	if slices.Contains(ok[:], false) {
		return
	}
	e.Component = attendance.Slug(e.Component)
	if l.first(e.key(), e, l.Pos("component"), "", e.Component+" of that day") {
		e.Pos = l.Pos("component")
		l.records.Checklist = append(l.records.Checklist, e)
	}
}

func (e *ChecklistEntry) key() checklistKey { return checklistKey{e.Component, e.Date} }

func (r *reader) settleChecklist() {
	slices.SortFunc(r.records.Checklist, func(a, b ChecklistEntry) int {
		return cmp.Or(cmp.Compare(a.Component, b.Component), a.Date.Compare(b.Date))
	})
}
