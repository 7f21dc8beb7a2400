package audit

import (
	"encoding/csv"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"rollcall/generator/diag"
)

// toldFigures is every figure of the files of a site, by its row. Rows of groups of schools
// stand in several files, which have to agree.
type toldFigures struct {
	mu    sync.Mutex
	names map[string][]string // the columns of figures of a file, by the text of its header: files share them
	rows  map[string]toldRow

	school string       // where only the head of it reads them: they hold rows of no other
	shared *toldFigures // what that head reads of all others; nil for these themselves
}

// toldRow is one row: the columns of its file, and its cells with commas between.
type toldRow struct {
	names []string
	cells string
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
	names := t.columns(header[len(toldLabels):])
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
			if names[i] != "status" && !isCell(c, isShare(names[i])) {
				fault(line, "%.60q in the column %s is neither a number nor a symbol", c, names[i])
			}
		}
		key := toldKey(record[0], record[1], record[3], record[4], record[5])
		if other := t.put(key, toldRow{names, strings.Join(cells, ",")}); other != "" {
			fault(line, "another file says otherwise of the same place, period and group")
		}
	}
}

func (t *toldFigures) columns(names []string) []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	key := strings.Join(names, ",")
	if t.names[key] == nil {
		t.names[key] = slices.Clone(names)
		for i, n := range t.names[key] {
			t.names[key][i] = strings.Clone(n)
		}
	}
	return t.names[key]
}

// put adds a row, and returns the cells that stand there already if they are others.
func (t *toldFigures) put(key string, row toldRow) (other string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if old, ok := t.rows[key]; ok {
		if old.cells != row.cells {
			return old.cells
		}
		return ""
	}
	t.rows[key] = row
	return ""
}

func toldKey(level, code, phase, period, group string) string {
	return strings.Join([]string{level, code, phase, period, group}, "\t")
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

// count and share return a cell as a number; false where it has none.
func (r toldRow) count(column string) (int64, bool) {
	n, err := strconv.ParseInt(r.cell(column), 10, 64)
	return n, err == nil
}

func (r toldRow) share(column string) (int64, bool) { return tenths(r.cell(column)) }

func (r toldRow) cell(column string) string {
	rest := r.cells
	for _, name := range r.names {
		cell, after, _ := strings.Cut(rest, ",")
		if name == column {
			return cell
		}
		rest = after
	}
	return ""
}

// row finds a row: of the head's own school, or else of those that all share.
func (t *toldFigures) row(key string) (toldRow, bool) {
	row, ok := t.rows[key]
	if !ok && t.shared != nil {
		row, ok = t.shared.rows[key]
	}
	return row, ok
}

// value returns the number that stands for an entry of a ledger in the files: a
// percentage in tenths, or a number. The fault says why there is none.
func (t *toldFigures) value(e ledgerEntry) (n int64, fault string) {
	phase := e.phase
	measure := e.measure
	if strings.Contains(measure, ".") && !strings.HasPrefix(measure, "band_") { // counted beside attendance: the measure stands where the phase does
		phase, measure = measure, ""
	}
	row, ok := t.row(toldKey(e.level, e.code, phase, e.period, e.group))
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

// percentage returns the rate of a measure: as it stands in a column, or the quotient of
// two counts, rounded half up.
func (r toldRow) percentage(measure string) (int64, bool) {
	column := measure + "_percent"
	switch measure {
	case "":
		column = "percent"
	case "overall":
		column = "sess_overall_percent"
	}
	if slices.Contains(r.names, column) {
		return r.share(column)
	}
	num, ok := r.number(measure)
	den, ok2 := r.count("sess_possible")
	if strings.HasPrefix(measure, "band_") {
		den, ok2 = r.count("enrolments")
	}
	if !ok || !ok2 || den <= 0 {
		return 0, false
	}
	return (num*2000 + den) / (2 * den), true
}

// number returns a count, or the numerator of the rate of a measure.
func (r toldRow) number(measure string) (int64, bool) {
	less := func(a, b string) (int64, bool) {
		x, ok := r.count(a)
		y, ok2 := r.count(b)
		return max(x-y, 0), ok && ok2
	}
	switch measure {
	case "":
		return r.count("count")
	case "attendance":
		return less("sess_possible", "sess_overall")
	case "overall", "authorised", "unauthorised", "late":
		return r.count("sess_" + measure)
	case "band_under_10":
		return less("enrolments", "pa_10")
	case "band_10_50":
		return less("pa_10", "severe")
	case "band_50":
		return r.count("severe")
	}
	if measure == "reason_none" {
		return r.noReason()
	}
	if reason, ok := strings.CutPrefix(measure, "reason_"); ok {
		return r.count("sess_" + reason)
	}
	return r.count(measure)
}

// Absence by the code of a register, of the codes that mean it in England or Wales.
const (
	authorisedCodes   = " c c1 c2 e f h i j1 m r s t "
	unauthorisedCodes = " g n o u "
)

// noReason returns the sessions of absence that no reason is told of.
func (r toldRow) noReason() (int64, bool) {
	n, ok := r.count("sess_overall")
	for _, name := range r.names {
		reason, isReason := strings.CutPrefix(name, "sess_")
		code, isCode := strings.CutPrefix(reason, "code_")
		absence := strings.HasPrefix(reason, "auth_") || strings.HasPrefix(reason, "unauth_") ||
			isCode && strings.Contains(authorisedCodes+unauthorisedCodes, " "+code+" ")
		if part, known := r.count(name); isReason && absence && known {
			n -= part
		}
	}
	return max(n, 0), ok
}
