package mail

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Report is what became of every message of a plan.
type Report struct {
	Plan string
	Rows []ReportRow
}

// ReportRow is a message of a report.
type ReportRow struct {
	Entry
	Fate
}

// reportOf joins a plan with what its journal says. A message that the journal does not
// know is queued.
func reportOf(box *Outbox, fates map[int]Fate) Report {
	report := Report{Plan: box.Hash}
	for _, e := range box.entries {
		f, ok := fates[e.Number]
		if !ok {
			f.State = Queued
		}
		if f.State == Sending {
			f.State = Uncertain
		}
		report.Rows = append(report.Rows, ReportRow{e, f})
	}
	return report
}

// ReadReport makes the report of an outbox from its journal.
func ReadReport(box *Outbox) (Report, error) {
	fates, err := Fates(box.Dir, box.Hash)
	if err != nil {
		return Report{}, err
	}
	return reportOf(box, fates), nil
}

// Count says how many messages are in a state.
func (r *Report) Count(s State) int {
	n := 0
	for _, row := range r.Rows {
		if row.State == s {
			n++
		}
	}
	return n
}

// Numbers lists the messages in a state by their numbers.
func (r *Report) Numbers(s State) []int {
	var out []int
	for _, row := range r.Rows {
		if row.State == s {
			out = append(out, row.Entry.Number)
		}
	}
	return out
}

// The files of a report in an outbox.
const (
	ReportCSV  = "report.csv"
	ReportPage = "report.html"
)

func (r *Report) write(dir string) error {
	table, err := r.csv()
	if err != nil {
		return err
	}
	page, err := r.page()
	if err != nil {
		return err
	}
	return errors.Join(replace(filepath.Join(dir, ReportCSV), table), replace(filepath.Join(dir, ReportPage), page))
}

// replace writes a file whole or not at all.
func replace(name string, data []byte) error {
	if err := os.WriteFile(name+".new", data, privateFile); err != nil {
		return err
	}
	return os.Rename(name+".new", name)
}

func (r *Report) csv() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write([]string{"number", "code", "name", "address", "state", "when", "reply"})
	for _, row := range r.Rows {
		w.Write([]string{strconv.Itoa(row.Entry.Number), guarded(row.Entry.Code), guarded(row.Name), guarded(row.Address), string(row.State), row.When(), guarded(row.Reply())})
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// guarded keeps a spreadsheet from taking a cell for a formula. Names come from files and
// replies from another machine.
func guarded(cell string) string {
	if strings.IndexAny(cell, "=+-@\t\r") == 0 {
		return "'" + cell
	}
	return cell
}

// When is the time of the last record, or nothing.
func (r ReportRow) When() string {
	if r.At.IsZero() {
		return ""
	}
	return r.At.UTC().Format(time.RFC3339)
}

// Hour is When for people.
func (r ReportRow) Hour() string {
	if r.At.IsZero() {
		return ""
	}
	return r.At.UTC().Format(time.DateTime)
}

// Reply is what the relay said, or what went wrong.
func (r ReportRow) Reply() string {
	if r.State == Accepted && r.Fate.Code != 0 && !strings.HasPrefix(r.Text, "with plan") {
		return fmt.Sprintf("%d %s", r.Fate.Code, r.Text)
	}
	return r.Text
}

// States are those that a report counts, those that need somebody first.
func (Report) States() []State { return []State{Uncertain, Failed, Deferred, Queued, Accepted} }

// Needing lists the messages that are not settled well, in the order of States.
func (r Report) Needing() []ReportRow {
	var out []ReportRow
	for _, s := range r.States() {
		for _, row := range r.Rows {
			if row.State == s && s != Accepted {
				out = append(out, row)
			}
		}
	}
	return out
}

// Taken lists the messages that were accepted.
func (r Report) Taken() []ReportRow {
	var out []ReportRow
	for _, row := range r.Rows {
		if row.State == Accepted {
			out = append(out, row)
		}
	}
	return out
}

func (r *Report) page() ([]byte, error) {
	var b bytes.Buffer
	err := reportPage.Execute(&b, r)
	return b.Bytes(), err
}

var reportPage = template.Must(template.New("report").Parse(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Plan {{.Plan}}: {{.Count "accepted"}} of {{len .Rows}} messages accepted</title>
<style>
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
caption { text-align: left; margin-bottom: .5rem }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #8888 }
td { white-space: nowrap }
td:nth-child(3), td:last-child { white-space: normal }
td:nth-child(4) { white-space: normal; overflow-wrap: anywhere; min-width: 14rem }
td:last-child { overflow-wrap: anywhere; min-width: 14rem }
td:first-child, th:first-child { text-align: right; font-variant-numeric: tabular-nums }
.uncertain, .failed { font-weight: 700 }
@page { size: A4 landscape; margin: 12mm }
@media print { body { margin: 0; max-width: none; font-size: 10pt } thead { display: table-header-group } tr { break-inside: avoid } }
</style>
</head>
<body>
<h1>{{.Count "accepted"}} of {{len .Rows}} messages were accepted</h1>
<p>Plan {{.Plan}}.{{range .States}}{{with $.Count .}} {{.}}{{end}}{{if $.Count .}} {{.}}.{{end}}{{end}}
Accepted means that the relay took the message; a message that comes back later is found with <code>rollcall mail bounces</code>.</p>
{{with .Needing}}<h2>To look at</h2>
<p>Uncertain: the relay had the whole message and its answer was not seen. Ask the recipient, or look in the relay's own log, before you send it again with <code>--resend</code>.
Failed: the relay refused it. Mend what its reply says.</p>
{{template "rows" .}}{{end}}
{{with .Taken}}<h2>Accepted</h2>
{{template "rows" .}}{{end}}
</body>
</html>
{{define "rows"}}<div class="wide"><table>
<thead><tr><th scope="col">No.</th><th scope="col">Code</th><th scope="col">Name</th><th scope="col">Address</th><th scope="col">State</th><th scope="col">When (UTC)</th><th scope="col">Reply</th></tr></thead>
<tbody>
{{range .}}<tr><td>{{.Entry.Number}}</td><td>{{.Entry.Code}}</td><td>{{.Name}}</td><td>{{.Address}}</td><td class="{{.State}}">{{.State}}</td><td>{{.Hour}}</td><td>{{.Reply}}</td></tr>
{{end}}</tbody>
</table></div>
{{end}}`))
