package audit

import (
	"bytes"
	"slices"
	"strings"
)

// toldRow is one row: the columns of its file, and its cells with commas between.
type toldRow struct {
	names []string
	cells []byte
}

// count and share return a cell as a number; false where it has none.
func (r toldRow) count(column string) (int64, bool) {
	return readPlain(string(r.cell(column)))
}

func (r toldRow) share(column string) (int64, bool) { return tenths(string(r.cell(column))) }

func (r toldRow) cell(column string) []byte {
	rest := r.cells
	for _, name := range r.names {
		end := bytes.IndexByte(rest, ',')
		if end < 0 {
			end = len(rest)
		}
		if name == column {
			return rest[:end]
		}
		rest = rest[min(end+1, len(rest)):]
	}
	return nil
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
