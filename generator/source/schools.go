package source

import (
	"slices"
	"strings"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

// schoolsFile is our own list of schools, the contract of which stands in the
// guide to data/templates.
var schoolsFile = kind{sheet.Format{
	Name:    "schools",
	Key:     "urn",
	Meaning: "The authority's schools: one row a school. Any further column is a grouping of schools or, where it holds numbers, a share by which schools are compared.",
	Extra:   true,
	Columns: []sheet.Column{
		required("urn", "Unique reference number: six digits in England, seven in Wales."),
		required("name", "Name of the school."),
		required("phase", "Primary, Secondary, Special or AP."),
		{Name: "laestab", Meaning: "Authority number and four-digit establishment number: 3312000."},
		{Name: "name_cy", Meaning: "Name in Welsh."},
		{Name: "type", Meaning: "Kind of establishment, such as Community school."},
		{Name: "cluster", Meaning: "Group of schools that work together."},
		{Name: "trust", Meaning: "Academy trust."},
		{Name: "ward", Meaning: "Electoral ward."},
		{Name: "postcode", Meaning: "Postcode; its district becomes the grouping postcode_district."},
		{Name: "roll", Meaning: "Pupils on roll."},
		{Name: "fsm_percent", Meaning: "Percentage of pupils eligible for free school meals."},
		{Name: "contact_role", Meaning: "Role of the named contact; never a person's name."},
		{Name: "opened", Meaning: "Day on which the school opened: 2018-09-01."},
		{Name: "closed", Meaning: "Day on which the school closed."},
		{Name: "predecessors", Meaning: "URNs that this school followed, with spaces between them."},
	},
}, (*reader).school, aboutSchools}

// schoolPhase reads the phase of a school. The register of schools says "Not applicable" of
// special schools and alternative provision, and gives their type.
func (r *reader) schoolPhase(row sheet.Row) (attendance.Phase, bool) {
	if given := strings.ToLower(row.Text("phase")); given == "not applicable" || given == "" {
		if phase, ok := attendance.PhaseOfType(row.Text("type")); ok {
			return phase, true
		}
	}
	return r.phase(row, "phase")
}

// builtInGroupings are the columns of the list that group schools.
var builtInGroupings = [...]string{"cluster", "trust", "ward"}

func (r *reader) school(row sheet.Row) {
	urn, ok := r.urn(row, "urn")
	if !ok {
		return
	}
	l := listing{source: fromSchools, pos: row.Pos("urn")}
	l.URN, l.LAESTAB, l.Name, l.NameCy, l.Type = urn, row.Text("laestab"), row.Text("name"), row.Text("name_cy"), row.Text("type")
	l.Postcode, l.Contact = row.Text("postcode"), row.Text("contact_role")
	if l.Name == "" {
		r.report(row.Pos("name"), diag.SchoolUnnamed, "Write its name. Until then its type and number are shown.", "the school %s has no name", urn)
	}
	l.Phase, l.hasPhase = r.schoolPhase(row)
	if l.hasPhase && l.Phase == attendance.Total {
		r.report(row.Pos("phase"), diag.PhaseUnknown, "", "a school is of one phase, not of all")
	}
	if n := r.count(row, "roll"); n.Known() {
		l.Roll = int(n)
	}
	l.FSM, l.FSMKnown = r.percent(row, "fsm_percent")
	l.Opened, l.Closed = r.date(row, "opened"), r.date(row, "closed")
	l.Groupings, l.Shares = r.extra(row)
	for _, number := range strings.FieldsFunc(row.Text("predecessors"), func(c rune) bool { return strings.ContainsRune(" ;,", c) }) {
		if !attendance.IsURN(number) {
			r.report(row.Pos("predecessors"), diag.SchoolCell, "A URN has six or seven digits.", "%q is not a URN", number)
			continue
		}
		l.Predecessors = append(l.Predecessors, attendance.URN(number))
		r.links = append(r.links, link{from: attendance.URN(number), to: urn, single: true})
	}
	r.listings = append(r.listings, l)
}

// extra reads the columns that group schools, under the names by which the site
// groups, and the numbers of any further column. An extra column that is nearly a
// known one is a slip of the pen, unless the site groups by it.
func (r *reader) extra(row sheet.Row) (groups map[string]string, shares map[string]attendance.Decimal) {
	groups = make(map[string]string)
	for _, column := range builtInGroupings {
		if v := row.Text(column); v != "" {
			groups[column] = v
		}
	}
	for column, v := range row.Prefixed("") {
		i := slices.IndexFunc(r.opt.Groupings, func(g Grouping) bool { return sheet.Normalise(g.Column) == column })
		if i >= 0 {
			column = r.opt.Groupings[i].Column
		} else if near := nearColumn(column, columnNames(r.kind.Format)); near != "" {
			if !r.told[column] {
				r.told[column] = true
				r.report(row.Pos(column), diag.ColumnUnknown, "Did you mean "+near+"? If not, list it under groupings in site.yaml.",
					"the column %s is nearly %s", column, near)
			}
		}
		switch number, err := attendance.ParseDecimal(v); {
		case v == "":
		case i < 0 && err == nil:
			shares = withShare(shares, column, number)
		default:
			groups[column] = v
		}
	}
	return groups, shares
}

// nearColumn finds the column that a name was meant to be. That two names end in
// _percent makes them no more alike.
func nearColumn(name string, known []string) string {
	const share = "_percent"
	stem, ok := strings.CutSuffix(name, share)
	if !ok {
		return diag.Nearest(name, known)
	}
	var stems []string
	for _, k := range known {
		if s, ok := strings.CutSuffix(k, share); ok {
			stems = append(stems, s)
		}
	}
	if near := diag.Nearest(stem, stems); near != "" {
		return near + share
	}
	return ""
}

// withShare adds a number to what is known of a school.
func withShare(shares map[string]attendance.Decimal, column string, number attendance.Decimal) map[string]attendance.Decimal {
	if shares == nil {
		shares = make(map[string]attendance.Decimal)
	}
	shares[column] = number
	return shares
}

func columnNames(f sheet.Format) []string {
	names := make([]string, len(f.Columns))
	for i, c := range f.Columns {
		names[i] = c.Name
	}
	return names
}

// date reads a day that may be left empty.
func (r *reader) date(row sheet.Row, column string) time.Time {
	day, ok := row.Date(column)
	if !ok && row.Text(column) != "" {
		r.report(row.Pos(column), r.unreadable(diag.DateUnreadable), attendance.DayHint(row.Text(column)), "%s is %q, which is not a date", column, row.Text(column))
	}
	return day
}

// urn reads a reference number that must be there.
func (r *reader) urn(row sheet.Row, column string) (attendance.URN, bool) {
	text := row.Text(column)
	if r.kind.holds == ownReturns && r.opt.Nation == attendance.England {
		text = plainNumber(text)
	}
	switch {
	case text == "":
		r.report(row.Pos(column), diag.ValueMissing, "", "%s is empty", column)
		return "", false
	case !attendance.IsURN(text):
		r.report(row.Pos(column), diag.ValueUnreadable, "A URN has six or seven digits.", "%q is not a URN", text)
		return "", false
	}
	return attendance.URN(text), true
}
