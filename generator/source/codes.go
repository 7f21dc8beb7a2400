package source

import (
	"strings"

	"rollcall/generator/attendance"
)

// registrationCode is a row of the table of codes: what a mark in the register
// counts as, in the years in which it was in use.
type registrationCode struct {
	nation   attendance.Nation
	code     string
	category attendance.Category
	from     attendance.AcademicYear // first year in use; 0 for always
	until    attendance.AcademicYear // last year in use; 0 for still
	verified bool                    // against the nation's own guidance
	meaning  string
}

// new2024 is the year that England's codes of 19 August 2024 begin with.
const new2024 attendance.AcademicYear = 2024

// registrationCodes is the table. England: "Working together to improve school
// attendance" and The School Attendance (Pupil Registration) (England) Regulations
// 2024, in force from 19 August 2024, and the codes before them. Wales: the list of
// 2010, under revision and not verified.
var registrationCodes = []registrationCode{
	{attendance.England, "/", attendance.Present, 0, 0, true, "present in the morning"},
	{attendance.England, `\`, attendance.Present, 0, 0, true, "present in the afternoon"},
	{attendance.England, "L", attendance.Present, 0, 0, true, "late before the register closed"},
	{attendance.England, "B", attendance.Activity, 0, 0, true, "educated off site"},
	{attendance.England, "J", attendance.Activity, 0, new2024 - 1, true, "at an interview"},
	{attendance.England, "K", attendance.Activity, new2024, 0, true, "at education arranged by the local authority"},
	{attendance.England, "P", attendance.Activity, 0, 0, true, "at a sporting activity"},
	{attendance.England, "V", attendance.Activity, 0, 0, true, "on an educational visit or trip"},
	{attendance.England, "W", attendance.Activity, 0, 0, true, "on work experience"},
	{attendance.England, "C", attendance.Authorised, 0, 0, true, "leave of absence in exceptional circumstances"},
	{attendance.England, "C1", attendance.Authorised, new2024, 0, true, "leave for a regulated performance or employment abroad"},
	{attendance.England, "C2", attendance.Authorised, new2024, 0, true, "leave under a temporary part-time timetable"},
	{attendance.England, "E", attendance.Authorised, 0, 0, true, "suspended or excluded"},
	{attendance.England, "F", attendance.Authorised, 0, new2024 - 1, true, "agreed extended family holiday"},
	{attendance.England, "H", attendance.Authorised, 0, new2024 - 1, true, "agreed family holiday"},
	{attendance.England, "I", attendance.Authorised, 0, 0, true, "illness"},
	{attendance.England, "J1", attendance.Authorised, new2024, 0, true, "leave for an interview"},
	{attendance.England, "M", attendance.Authorised, 0, 0, true, "medical or dental appointment"},
	{attendance.England, "R", attendance.Authorised, 0, 0, true, "religious observance"},
	{attendance.England, "S", attendance.Authorised, 0, 0, true, "study leave"},
	{attendance.England, "T", attendance.Authorised, 0, 0, true, "parent travelling for occupational purposes"},
	{attendance.England, "G", attendance.Unauthorised, 0, 0, true, "holiday not granted"},
	{attendance.England, "N", attendance.Unauthorised, 0, 0, true, "reason not yet established"},
	{attendance.England, "O", attendance.Unauthorised, 0, 0, true, "absent in other or unknown circumstances"},
	{attendance.England, "U", attendance.Unauthorised, 0, 0, true, "arrived after the register closed"},
	{attendance.England, "D", attendance.NotPossible, 0, 0, true, "dual registered at another school"},
	{attendance.England, "Q", attendance.NotPossible, new2024, 0, true, "unable to attend for lack of access arrangements"},
	{attendance.England, "X", attendance.NotPossible, 0, 0, true, "not of compulsory school age, not required to attend"},
	{attendance.England, "Y", attendance.NotPossible, 0, new2024 - 1, true, "unable to attend in exceptional circumstances"},
	{attendance.England, "Y1", attendance.NotPossible, new2024, 0, true, "transport not available"},
	{attendance.England, "Y2", attendance.NotPossible, new2024, 0, true, "widespread disruption to travel"},
	{attendance.England, "Y3", attendance.NotPossible, new2024, 0, true, "part of the school premises closed"},
	{attendance.England, "Y4", attendance.NotPossible, new2024, 0, true, "whole school site unexpectedly closed"},
	{attendance.England, "Y5", attendance.NotPossible, new2024, 0, true, "in criminal justice detention"},
	{attendance.England, "Y6", attendance.NotPossible, new2024, 0, true, "public health guidance or law"},
	{attendance.England, "Y7", attendance.NotPossible, new2024, 0, true, "any other unavoidable cause"},
	{attendance.England, "Z", attendance.Administrative, 0, 0, true, "prospective pupil not on the register"},
	{attendance.England, "#", attendance.Administrative, 0, 0, true, "planned closure of the whole school"},

	{attendance.Wales, "/", attendance.Present, 0, 0, false, "present in the morning"},
	{attendance.Wales, `\`, attendance.Present, 0, 0, false, "present in the afternoon"},
	{attendance.Wales, "L", attendance.Present, 0, 0, false, "late before the register closed"},
	{attendance.Wales, "B", attendance.Activity, 0, 0, false, "educated off site"},
	{attendance.Wales, "D", attendance.Activity, 0, 0, false, "dual registered"},
	{attendance.Wales, "J", attendance.Activity, 0, 0, false, "at an interview"},
	{attendance.Wales, "P", attendance.Activity, 0, 0, false, "at a sporting activity"},
	{attendance.Wales, "V", attendance.Activity, 0, 0, false, "on an educational visit or trip"},
	{attendance.Wales, "W", attendance.Activity, 0, 0, false, "on work experience"},
	{attendance.Wales, "C", attendance.Authorised, 0, 0, false, "other authorised circumstances"},
	{attendance.Wales, "E", attendance.Authorised, 0, 0, false, "excluded"},
	{attendance.Wales, "F", attendance.Authorised, 0, 0, false, "agreed extended family holiday"},
	{attendance.Wales, "H", attendance.Authorised, 0, 0, false, "agreed family holiday"},
	{attendance.Wales, "I", attendance.Authorised, 0, 0, false, "illness"},
	{attendance.Wales, "M", attendance.Authorised, 0, 0, false, "medical or dental appointment"},
	{attendance.Wales, "R", attendance.Authorised, 0, 0, false, "religious observance"},
	{attendance.Wales, "S", attendance.Authorised, 0, 0, false, "study leave"},
	{attendance.Wales, "T", attendance.Authorised, 0, 0, false, "traveller absence"},
	{attendance.Wales, "G", attendance.Unauthorised, 0, 0, false, "holiday not agreed"},
	{attendance.Wales, "N", attendance.Unauthorised, 0, 0, false, "no reason yet"},
	{attendance.Wales, "O", attendance.Unauthorised, 0, 0, false, "other unauthorised absence"},
	{attendance.Wales, "U", attendance.Unauthorised, 0, 0, false, "arrived after the register closed"},
	{attendance.Wales, "X", attendance.NotPossible, 0, 0, false, "not required to attend"},
	{attendance.Wales, "Y", attendance.NotPossible, 0, 0, false, "unable to attend"},
	{attendance.Wales, "Z", attendance.NotPossible, 0, 0, false, "not yet on the register"},
	{attendance.Wales, "#", attendance.NotPossible, 0, 0, false, "school closed"},
}

// columnCode gives the code that the end of a column's name stands for: the two
// marks for present have words, as no column can be called after them.
func columnCode(suffix string) string {
	switch suffix {
	case "present_am":
		return "/"
	case "present_pm":
		return `\`
	}
	return strings.ToUpper(suffix)
}

// reasonID is the identity of the reason that a code stands for: code_i.
func (c registrationCode) reasonID() string {
	switch c.code {
	case "/":
		return "code_present_am"
	case `\`:
		return "code_present_pm"
	}
	return "code_" + strings.ToLower(c.code)
}

func (c registrationCode) reason() attendance.Reason {
	return attendance.Reason{ID: c.reasonID(), Code: c.code, Category: c.category}
}

// findCode finds a code of a nation, whenever it was in use.
func findCode(nation attendance.Nation, code string) (registrationCode, bool) {
	for _, c := range registrationCodes {
		if c.nation == nation && c.code == code {
			return c, true
		}
	}
	return registrationCode{}, false
}

// codeColumns lists what may stand after code_ in a header.
func codeColumns(nation attendance.Nation) []string {
	var out []string
	for _, c := range registrationCodes {
		if c.nation == nation {
			out = append(out, strings.TrimPrefix(c.reasonID(), "code_"))
		}
	}
	return out
}
