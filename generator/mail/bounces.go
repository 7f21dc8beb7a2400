package mail

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"rollcall/generator/address"
	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/returns"
)

// Bounce is what a mail server reported of a message that was sent.
type Bounce struct {
	Day        time.Time        // of the report
	Place      attendance.Place // whom the message was about
	Address    string           // that it was sent to
	Action     string           // failed, delayed, delivered, relayed or expanded (RFC 3464, 2.3.3)
	Status     string           // such as 5.1.1 (RFC 3463)
	Diagnostic string
}

// Permanent is whether the address takes no messages until somebody changes something.
func (b *Bounce) Permanent() bool { return b.Action == "failed" && strings.HasPrefix(b.Status, "5.") }

// BouncesFile is the name of the list of bounces in the folder of all plans.
const BouncesFile = "bounces.csv"

var bounceColumns = []string{"date", "place", "address", "action", "status", "diagnostic"}

// Sent finds messages by what reports name them with.
type Sent struct {
	byID      map[string]Entry
	byAddress map[string][]Entry
}

// SentBy gathers the messages of all plans that are in a folder.
func SentBy(dir string) (Sent, error) {
	sent := Sent{make(map[string]Entry), make(map[string][]Entry)}
	plans, err := Plans(dir)
	if err != nil {
		return sent, err
	}
	for _, plan := range plans {
		box, err := Open(filepath.Join(dir, plan))
		if err != nil {
			return sent, err
		}
		fates, err := Fates(box.Dir, box.Hash)
		if err != nil {
			return sent, err
		}
		for _, e := range box.entries {
			if s := fates[e.Number].State; s == Accepted || s == Uncertain {
				to := address.Fold(e.Address)
				sent.byID[e.MessageID] = e
				sent.byAddress[to] = append(sent.byAddress[to], e)
			}
		}
	}
	return sent, nil
}

// find joins a report with a message: by the id of the message that came back or, where it
// came back without one, by an address that was written to about one place only.
func (s *Sent) find(n notice) (Entry, bool) {
	for _, id := range n.ids {
		if e, ok := s.byID[id]; ok {
			return e, true
		}
	}
	if len(n.ids) > 0 {
		return Entry{}, false
	}
	for _, to := range n.recipients {
		all := s.byAddress[address.Fold(to)]
		if len(all) > 0 && !slices.ContainsFunc(all, func(e Entry) bool { return e.Place() != all[0].Place() }) {
			return all[len(all)-1], true
		}
	}
	return Entry{}, false
}

// Bounces reads the reports in a file, which is one message or a mailbox of several, and
// joins each with the message that it is about. What is no report, and what cannot be
// joined, is among the problems.
func (s *Sent) Bounces(name string, data []byte, problems *diag.List) []Bounce {
	var out []Bounce
	for _, m := range mailbox(data) {
		at := diag.Pos{File: name, Line: m.line}
		notices, err := readNotices(m.data)
		if err != nil {
			problems.Add(at, diag.BounceUnreadable, "", "%v", err)
			continue
		}
		for _, n := range notices {
			e, ok := s.find(n)
			if !ok {
				problems.Add(at, diag.BounceUnknown, "", "no message of a plan here went to %s: %s %s", cmp.Or(strings.Join(n.recipients, ", "), "nobody"), n.action, n.status)
				continue
			}
			out = append(out, Bounce{n.day, e.Place(), e.Address, n.action, n.status, guarded(n.diagnostic)})
		}
	}
	return out
}

// AddBounces puts bounces into the list of a folder of plans, each once, and returns how
// many are new.
func AddBounces(dir string, bounces []Bounce) (added int, err error) {
	all, err := readBounces(dir)
	if err != nil {
		return 0, err
	}
	known := make(map[Bounce]bool)
	for _, b := range all {
		known[b] = true
	}
	for _, b := range bounces {
		if !known[b] {
			known[b] = true
			all = append(all, b)
			added++
		}
	}
	if added == 0 {
		return 0, nil
	}
	slices.SortStableFunc(all, func(a, b Bounce) int {
		return cmp.Or(a.Day.Compare(b.Day), strings.Compare(a.Place.String(), b.Place.String()), strings.Compare(a.Address, b.Address))
	})
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	w.Write(bounceColumns)
	for _, b := range all {
		w.Write([]string{b.Day.Format(time.DateOnly), b.Place.String(), b.Address, b.Action, b.Status, b.Diagnostic})
	}
	w.Flush()
	return added, errors.Join(w.Error(), replace(filepath.Join(dir, BouncesFile), text.Bytes()))
}

// readBounces reads what AddBounces wrote.
func readBounces(dir string) ([]Bounce, error) {
	name := filepath.Join(dir, BouncesFile)
	rows, err := readList(name, bounceColumns)
	if err != nil {
		return nil, err
	}
	var all []Bounce
	for i, row := range rows {
		day, err := time.Parse(time.DateOnly, row[0])
		level, code, ok := strings.Cut(row[1], ":")
		if err != nil || !ok {
			return nil, fmt.Errorf("%s:%d: it holds no date and place", name, i+2)
		}
		all = append(all, Bounce{day, attendance.Place{Level: attendance.Level(level), Code: code}, row[2], row[3], row[4], row[5]})
	}
	return all, nil
}

// Bounced returns, by address in small letters, the last permanent bounce of each address
// that had one. Dir is the folder of all plans.
func Bounced(dir string) (map[string]Bounce, error) {
	all, err := readBounces(dir)
	if err != nil {
		return nil, err
	}
	out := make(map[string]Bounce)
	for _, b := range all {
		to := address.Fold(b.Address)
		if last, ok := out[to]; b.Permanent() && (!ok || !b.Day.Before(last.Day)) {
			out[to] = b
		}
	}
	return out, nil
}

// CheckBounced reports the contacts of a day whose address takes no messages. One that was
// confirmed after the bounce counts as mended.
func CheckBounced(bounced map[string]Bounce, contacts []returns.Contact, day time.Time, problems *diag.List) {
	for _, c := range contacts {
		b, ok := bounced[address.Fold(c.Address)]
		if ok && c.On(day) && !c.ConfirmedOn.After(b.Day) {
			problems.Add(c.Pos, diag.ContactBounced, "", "a message to %s came back on %s: %s %s", c.Address, b.Day.Format(time.DateOnly), b.Status, b.Diagnostic)
		}
	}
}
