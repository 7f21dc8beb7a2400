package sheet

import "strings"

// otherNames is what school systems and councils call our columns: SIMS, Arbor, Bromcom,
// Wonde, the exports of the Department for Education and its register of schools, and
// plain words. Each stands for one column only, whatever its values are. A column that
// may count something else is not here, such as late marks, which are of L, or of L and U.
var otherNames = map[string][]string{
	"urn":           {"school urn", "establishment urn", "urn number", "unique reference number", "school number", "school no", "academy urn", "dfe urn", "dfe urn number"},
	"period":        {"half term", "term", "reporting period", "attendance period", "period name", "term name", "date range", "time period"},
	"academic_year": {"year", "school year", "acad year", "academic yr"},
	"sess_possible": {"possible sessions", "sessions possible", "possible", "poss", "possible marks", "possible attendances", "possible attendance",
		"total possible", "total possible sessions", "number of possible sessions", "expected sessions", "sum of possible sessions", "sum of sess possible"},
	"sess_authorised": {"authorised absences", "authorised absence", "authorised", "auth", "auth absence", "auth absences", "auth abs", "authorised abs", "sessions authorised",
		"authorised sessions", "authorised absence sessions", "sessions of authorised absence", "authorised marks", "absence authorised", "sum of authorised absences", "authorized absences", "authorized absence"},
	"sess_unauthorised": {"unauthorised absences", "unauthorised absence", "unauthorised", "unauth", "unauth absence", "unauth absences", "unauth abs", "unauthorised abs", "sessions unauthorised",
		"unauthorised sessions", "unauthorised absence sessions", "sessions of unauthorised absence", "unauthorised marks", "absence unauthorised", "sum of unauthorised absences", "unauthorized absences", "unauthorized absence"},
	"enrolments": {"no on roll", "number on roll", "nor", "roll", "on roll", "pupils", "pupils on roll", "number of pupils", "pupil count", "pupil numbers", "enrolment", "number of enrolments", "headcount", "students", "number of students", "students on roll", "learners"},
	"sess_late":  {"late before registers close", "late before registers closed", "late before register closes", "late l", "lates l", "l late", "code l"},
	"pa_10": {"persistent absentees", "persistently absent", "persistently absent pupils", "pupils persistently absent", "number of persistent absentees", "number of pa pupils", "no of pa pupils",
		"pa pupils", "pa count", "pa number", "number pa", "persistent absence pupils", "persistent absentees 10 percent", "pa 10 percent", "pa pupils 10 percent", "pa"},
	"severe":      {"severely absent", "severe absentees", "severely absent pupils", "pupils severely absent", "number of severe absentees", "severe absence pupils", "sa pupils", "sa"},
	"group":       {"pupil group", "group name", "characteristic", "cohort", "subgroup"},
	"returned_on": {"date returned", "return date", "date of return", "returned", "submitted", "submitted on", "date submitted", "received", "received on", "date received"},

	"name":         {"school name", "school", "establishment name", "establishment", "academy name", "name of school", "organisation name"},
	"phase":        {"phase of education", "phase of education name", "school phase", "education phase", "phase name"},
	"laestab":      {"dfe no", "dfe number", "dfes number", "dfe code", "la estab", "lea estab", "la establishment number", "dfe establishment number"},
	"type":         {"type of establishment", "type of establishment name", "establishment type", "school type"},
	"cluster":      {"cluster name", "school cluster", "partnership", "consortium", "locality", "learning community", "family of schools"},
	"trust":        {"trust name", "trusts name", "mat", "mat name", "multi academy trust", "academy trust"},
	"ward":         {"ward name", "administrative ward", "administrative ward name", "electoral ward"},
	"postcode":     {"post code"},
	"roll":         {"number of pupils", "nor", "number on roll", "no on roll", "pupils on roll", "on roll", "pupils"},
	"fsm_percent":  {"percentage fsm", "percent fsm", "fsm", "fsm percentage", "free school meals percent", "percentage eligible for fsm"},
	"opened":       {"open date", "date opened", "opening date"},
	"closed":       {"close date", "closed date", "date closed", "closing date"},
	"predecessors": {"previous urn", "previous urns", "former urn"},

	"pupil":      {"pupil key", "pupil ref", "pupil reference", "pupil id", "student id", "anonymised id", "learner id"},
	"year_group": {"nc year", "year", "year grp", "yr", "national curriculum year", "curriculum year"},
	"sex":        {"gender"},
	"class":      {"registration group", "reg group", "tutor group", "form"},
	"fsm":        {"fsm eligible", "free school meals", "eligible for fsm", "free meals"},

	"id":       {"ref", "reference", "action ref", "action no", "action number", "action id", "no"},
	"focus":    {"priority", "objective", "theme", "workstream", "team focus"},
	"action":   {"actions", "task", "what", "what we will do", "activity", "action ref", "action id"},
	"owner":    {"lead", "lead officer", "who", "by whom", "owners", "action owner", "responsible", "responsible officer", "led by"},
	"deadline": {"due", "due date", "by when", "timescale", "completion date", "target completion date", "when"},
	"status":   {"rag", "rag status", "rag rating", "current status"},
	"progress": {"update", "latest update", "progress update", "commentary", "comments"},
	"impact":   {"intended impact", "expected impact", "outcome", "intended outcome", "success criteria"},
	"start":    {"start date", "begins", "from"},
	"value":    {"target", "percentage", "percent"},
	"activity": {"intervention", "kind of work", "type of work"},
	"count":    {"number", "how many", "total"},
	"by":       {"reported by", "role"},
	"date":     {"date of update", "update date", "day"},
}

// Word is the name of a column as other names are compared: its letters and digits in
// lower case, with % as a word and without the words that say nothing.
func Word(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == '%':
			b.WriteString("percent")
		case r == '#':
			b.WriteString("number")
		}
	}
	return b.String()
}

// Called reports whether others call a column of ours so.
func (c Column) Called(own string) bool {
	key := Word(own)
	if key == Word(c.Name) {
		return true
	}
	for _, names := range [][]string{c.Aliases, otherNames[c.Name]} {
		for _, other := range names {
			if key == Word(other) {
				return true
			}
		}
	}
	return false
}
