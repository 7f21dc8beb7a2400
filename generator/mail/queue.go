package mail

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Due lists the messages of an outbox that Send would send.
func Due(box *Outbox, resend []int) ([]Entry, error) {
	fates, err := Fates(box.Dir, box.Hash)
	if err != nil {
		return nil, err
	}
	records, err := unsaid(box, fates, resend, time.Time{})
	if err != nil {
		return nil, err
	}
	for _, r := range records {
		tell(fates, r)
	}
	return unsettled(box, fates), nil
}

// unsettled lists the messages that may still be sent.
func unsettled(box *Outbox, fates map[int]Fate) []Entry {
	var out []Entry
	for _, e := range box.entries {
		if s := fates[e.Number].State; s == Queued || s == Deferred {
			out = append(out, e)
		}
	}
	return out
}

// unsaid is what the journal has to say before anything is sent: of messages that are new
// to it, that were named to be sent again, or that another plan has sent.
func unsaid(box *Outbox, fates map[int]Fate, resend []int, now time.Time) ([]Record, error) {
	before, err := sentBefore(box)
	if err != nil {
		return nil, err
	}
	var records []Record
	for _, n := range resend {
		f, ok := fates[n]
		if !ok {
			return nil, &ResendError{Number: n}
		}
		if f.State != Uncertain && f.State != Failed {
			return nil, &ResendError{n, f.State}
		}
		records = append(records, Record{At: now, Number: n, State: Queued, Text: resent})
	}
	for _, e := range box.entries {
		f, known := fates[e.Number]
		if known && f.State != Queued && f.State != Deferred {
			continue
		}
		if b, ok := before[e.MessageID]; ok && !f.Asked {
			records = append(records, Record{At: b.At, Number: e.Number, State: b.State, Try: b.Try, Code: b.Code, Text: "with plan " + b.plan + ": " + b.Text})
		} else if !known {
			records = append(records, Record{At: now, Number: e.Number, State: Queued})
		}
	}
	return records, nil
}

// earlierFate is what became of a message in another plan.
type earlierFate struct {
	Fate
	plan string
}

// sentBefore finds, by message id, what the other plans of the site sent or may have
// sent. A message id stands for edition, place, recipient and content, so the same one in
// two plans is the same message.
func sentBefore(box *Outbox) (map[string]earlierFate, error) {
	above := filepath.Dir(box.Dir)
	plans, err := Plans(above)
	if err != nil {
		return nil, err
	}
	before := make(map[string]earlierFate)
	for _, plan := range plans {
		dir := filepath.Join(above, plan)
		if _, err := os.Stat(filepath.Join(dir, JournalFile)); err != nil || plan == box.Hash {
			continue
		}
		other, err := Open(dir)
		if err != nil {
			return nil, fmt.Errorf("what was sent before cannot be told: %w", err)
		}
		fates, err := Fates(dir, other.Hash)
		if err != nil {
			return nil, err
		}
		for _, e := range other.entries {
			f := fates[e.Number]
			if f.State == Accepted || f.State == Uncertain && before[e.MessageID].State != Accepted {
				before[e.MessageID] = earlierFate{f, other.Hash}
			}
		}
	}
	return before, nil
}
