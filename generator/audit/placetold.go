package audit

import (
	"bytes"
	"encoding/csv"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"rollcall/generator/diag"
)

// toldFigures is every figure of the files of a site, by its row. Rows of groups of schools
// stand in several files, which have to agree.
type toldFigures struct {
	*toldRows
	school string       // where only the head of it reads them: they hold rows of no other
	shared *toldFigures // what that head reads of all others; nil for these themselves
}

// The columns that a file of figures may have. The labels come first; a site with codes or
// bands of its own has columns of the forms beneath.
var (
	toldLabels = []string{"level", "code", "name", "phase", "period", "group"}
	toldCounts = []string{"schools", "enrolments", "sess_possible", "sess_overall", "sess_authorised", "sess_unauthorised", "sess_late",
		"pa_10", "pa_15", "severe", "near_pa", "severe_plan", "count"}
	toldShares = []string{"sess_overall_percent", "attendance_percent", "pa_10_percent", "pa_15_percent", "severe_percent", "near_pa_percent", "severe_plan_percent", "percent"}
	toldForms  = []string{"sess_", "band_"}
)

// tallyLabels begin a file of what was counted beside attendance.
var tallyLabels = []string{"level", "code", "name", "measure", "period", "group"}

// isShare reports whether a column holds percentages.
func isShare(column string) bool { return column == "percent" || strings.HasSuffix(column, "_percent") }

// knownColumn reports whether a figures file may have a column.
func knownColumn(name string) bool {
	return name == "status" || slices.Contains(toldCounts, name) || slices.Contains(toldShares, name) ||
		slices.ContainsFunc(toldForms, func(form string) bool { return strings.HasPrefix(name, form) && len(name) > len(form) })
}

// learn reads one file of figures. Every cell has to be one that such a file may hold.
func (t *toldFigures) learn(f *file, fsys fs.FS) {
	fault := func(line int, format string, args ...any) { f.report(line, diag.AuditNumber, "", format, args...) }
	open, err := fsys.Open(f.name)
	if err != nil {
		f.report(0, diag.FileUnreadable, "", "%v", err)
		return
	}
	defer open.Close()
	r := csv.NewReader(open)
	r.ReuseRecord = true
	header, err := r.Read()
	if err != nil {
		fault(1, "the header cannot be read: %v", err)
		return
	}
	if n := len(toldLabels); len(header) < n || !slices.Equal(header[:n], toldLabels) && !slices.Equal(header[:n], tallyLabels) {
		fault(1, "the header does not begin with the columns of a file of figures: %s", strings.Join(toldLabels, ", "))
		return
	}
	for _, name := range header[len(toldLabels):] {
		if !knownColumn(name) {
			fault(1, "a column %.60q, which no file of figures has", name)
		}
	}
	set, names := t.columns(header[len(toldLabels):])
	share := make([]bool, len(names))
	for i, name := range names {
		share[i] = isShare(name)
	}
	var name, text []byte
	for {
		record, err := r.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			fault(faultyLine(err), "the file cannot be read on: %v", err)
			return
		}
		line, _ := r.FieldPos(0)
		if t.school != "" && (record[0] != "school" || record[1] != t.school) {
			f.report(line, diag.AuditCoalition, "", "a row of %s %.40q is in the folder of the head of %s", record[0], record[1], t.school)
			continue
		}
		cells := record[len(toldLabels):]
		for i, c := range cells {
			if names[i] != "status" && !isCell(c, share[i]) {
				fault(line, "%.60q in the column %s is neither a number nor a symbol", c, names[i])
			}
		}
		name, text = toldKey(name[:0], record[0], record[1], record[3], record[4], record[5]), text[:0]
		for i, c := range cells {
			if i > 0 {
				text = append(text, ',')
			}
			text = append(text, c...)
		}
		if !t.put(name, set, text) {
			fault(line, "another file says otherwise of the same place, period and group")
		}
	}
}

// toldKey appends the name of a row.
func toldKey(b []byte, level, code, phase, period, group string) []byte {
	b = append(append(b, level...), '\t')
	b = append(append(b, code...), '\t')
	b = append(append(b, phase...), '\t')
	b = append(append(b, period...), '\t')
	return append(b, group...)
}

// isCell reports whether a cell holds a number as figures are published, or a symbol.
func isCell(s string, share bool) bool {
	switch s {
	case "c", "x", "z", "low":
		return true
	}
	if share {
		_, ok := tenths(s)
		return ok
	}
	_, err := strconv.ParseUint(s, 10, 63)
	return err == nil
}

// tenths reads a percentage to one decimal.
func tenths(s string) (int64, bool) {
	whole, part, ok := strings.Cut(s, ".")
	if !ok || len(part) != 1 {
		return 0, false
	}
	n, err := strconv.ParseInt(whole+part, 10, 63)
	return n, err == nil
}

// row finds a row: of the head's own school, or else of those that all share.
func (t *toldFigures) row(name []byte) (toldRow, bool) {
	row, ok := t.toldRows.row(name)
	if !ok && t.shared != nil {
		row, ok = t.shared.toldRows.row(name)
	}
	return row, ok
}

// lookup is the row that was looked up last: entries of a ledger that follow each other are
// often of one row.
type lookup struct {
	name, last []byte
	row        toldRow
	ok         bool
}

// value returns the number that stands for an entry of a ledger in the files: a
// percentage in tenths, or a number. The fault says why there is none.
func (t *toldFigures) value(e *ledgerEntry, l *lookup) (n int64, fault string) {
	phase := e.phase
	measure := e.measure
	if strings.Contains(measure, ".") && !strings.HasPrefix(measure, "band_") { // counted beside attendance: the measure stands where the phase does
		phase, measure = measure, ""
	}
	l.name = toldKey(l.name[:0], e.level, e.code, phase, e.period, e.group)
	if !bytes.Equal(l.name, l.last) {
		l.row, l.ok = t.row(l.name)
		l.name, l.last = l.last, l.name
	}
	row, ok := l.row, l.ok
	if !ok {
		return 0, "no file of figures has a row of " + e.String()
	}
	if e.percent() {
		n, ok = row.percentage(measure)
	} else {
		n, ok = row.number(measure)
	}
	if !ok {
		return 0, "the files of figures hold no number of " + e.String()
	}
	return n, ""
}
