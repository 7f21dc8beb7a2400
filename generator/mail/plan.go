package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"rollcall/generator/attendance"
)

// Entry is one message of a plan.
type Entry struct {
	Number    int // from 1, in the order of the plan
	Level     attendance.Level
	Code      string // of the school or cluster whose figures it holds
	Name      string
	Role      string
	Address   string
	Lang      string // en, cy or both
	MessageID string // with its brackets
	Subject   string
	Preheader string
	File      string // in the outbox
	SHA256    string // of the file
}

// Place returns whose figures the message holds.
func (e *Entry) Place() attendance.Place {
	return attendance.Place{Level: e.Level, Code: e.Code}
}

// The files of an outbox that its hash is made of.
const (
	planFile     = "plan.csv"
	envelopeFile = "envelope.json"
)

var planColumns = []string{"number", "level", "code", "name", "role", "address", "language", "message_id", "subject", "preheader", "file", "sha256"}

// writePlan writes the canonical form of a plan.
func writePlan(entries []Entry) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{planColumns}
	for _, e := range entries {
		rows = append(rows, []string{strconv.Itoa(e.Number), string(e.Level), e.Code, e.Name, e.Role, e.Address, e.Lang,
			e.MessageID, e.Subject, e.Preheader, e.File, e.SHA256})
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

// readPlan reads what writePlan wrote, and nothing else.
func readPlan(data []byte) ([]Entry, error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = len(planColumns)
	rows, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 || !slices.Equal(rows[0], planColumns) {
		return nil, fmt.Errorf("its columns are not those of a plan")
	}
	entries := make([]Entry, 0, len(rows)-1)
	for i, row := range rows[1:] {
		e := Entry{Number: i + 1, Level: attendance.Level(row[1]), Code: row[2], Name: row[3], Role: row[4], Address: row[5], Lang: row[6],
			MessageID: row[7], Subject: row[8], Preheader: row[9], File: row[10], SHA256: row[11]}
		if row[0] != strconv.Itoa(e.Number) {
			return nil, fmt.Errorf("line %d: its number is %s", i+2, row[0])
		}
		if e.File != fileOf(e.Number, e.Code) {
			return nil, fmt.Errorf("line %d: %q is not the file of a message", i+2, e.File)
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// writeEnvelope writes the canonical form of an envelope.
func writeEnvelope(env Envelope) ([]byte, error) {
	data, err := json.MarshalIndent(env, "", "  ")
	return append(data, '\n'), err
}

// hashOf names a plan by everything that it says: whom each message goes to, what each
// says, and what they have in common.
func hashOf(plan, envelope []byte) string {
	h := sha256.New()
	fmt.Fprintf(h, "%d:", len(envelope))
	h.Write(envelope)
	h.Write(plan)
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// fileOf is the file of a message. A code is a URN or a slug, so it can be a name.
func fileOf(number int, code string) string {
	return fmt.Sprintf("%04d-%s.eml", number, attendance.Slug(code))
}
