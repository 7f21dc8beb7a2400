package sample

import (
	"io"
	"strconv"
	"time"

	"rollcall/generator/attendance"
)

// attained is the pupils in each band of attendance, per 1,000 of a year group, and
// how many of them reach the threshold, per 1,000.
type attained struct {
	threshold string
	phase     attendance.Phase
	groups    int // that the phase's pupils divide into
	bands     []attainedBand
}

type attainedBand struct {
	written         string
	pupils, reached int
}

var thresholds = []attained{
	{"Grade 4 or above in English and mathematics", attendance.Secondary, secondaryYears, []attainedBand{
		{">=95", 452, 782}, {"90-95", 292, 638}, {"85-90", 121, 467}, {"<85", 135, 258},
	}},
	{"Expected standard in reading, writing and mathematics", attendance.Primary, lastPrimary + 1, []attainedBand{
		{">=95", 558, 702}, {"90-95", 304, 611}, {"85-90", 88, 486}, {"<85", 50, 322},
	}},
}

// writeAttainment makes up results by attendance for the authority, in the two years
// before the latest, whose results are not known yet.
func (a *authority) writeAttainment(w io.Writer) error {
	out := newTable(w, "level", "code", "period", "threshold", "band", "pupils", "reached", "source")
	for y := latest - 2; y < latest; y++ {
		p := attendance.Period{Year: y, Grain: attendance.Year}
		for _, of := range thresholds {
			cohort := 0
			for i := range a.schools {
				if a.schools[i].Phase == of.phase {
					cohort += a.schools[i].Roll
				}
			}
			cohort /= of.groups
			for i, band := range of.bands {
				better := 7 * i * (int(y-latest) + 2) // in the second year, more so with less attendance
				pupils := cohort * band.pupils / 1000
				out.row("authority", code, p.String(), of.threshold, band.written, strconv.Itoa(pupils),
					strconv.Itoa(pupils*(band.reached+better)/1000), "Made up")
			}
		}
	}
	return out.close()
}

// breakfasts is how many primary schools take part in the initiative.
const breakfasts = 5

// writeEvents lists what may explain a turn in a trend.
func (a *authority) writeEvents(w io.Writer) error {
	out := newTable(w, "date", "event", "until", "level", "code", "kind", "note")
	out.row("2024-08-19", "New registration codes", "", "", "", "codes", "Codes such as C1, C2 and K came in; H, J and Y were withdrawn.")
	out.row("2024-09-02", "Attendance strategy 2024-27", "", "", "", "policy", "One process for penalty notices and notices to improve in every school.")
	for i := range breakfasts {
		out.row("2024-11-04", "Breakfast club", "", "school", string(a.nth(attendance.Primary, i).URN), "initiative", "Free, from 8 o'clock, for every pupil.")
	}
	out.row("2025-01-14", "Burst pipe", "2025-01-17", "school", string(a.nth(attendance.Primary, 7).URN), "closure", "Closed for four days.")
	return out.close()
}

// What the check of the latest returns asked of a few schools, and what they
// corrected.
var checked = map[int]struct{ query, corrected string }{
	4: {query: "Code M is twice what it was last spring. Please look at the dates of appointments."},
	6: {query: "The roll is higher than in the census.", corrected: "Four pupils were counted after they had left."},
	8: {query: "Two classes have no lateness at all. Is it being recorded?"},
}

// writeSignoffs tells how far the check of the latest term has come, step by step. A
// school that has not returned has nothing to sign, and a provisional return stays a
// draft.
func (a *authority) writeSignoffs(w io.Writer) error {
	const office = "Data team"
	out := newTable(w, "urn", "period", "state", "date", "by", "note")
	term := attendance.Period{Year: latest, Grain: attendance.Term, Number: returned / 2}
	for i := range a.schools {
		s := &a.schools[i]
		if s.story == missing {
			continue
		}
		step := func(state string, days int, by, note string) {
			on := returnedOn(term, s.story).AddDate(0, 0, days)
			out.row(string(s.URN), term.String(), state, on.Format(time.DateOnly), by, note)
		}
		step("draft", 0, office, "")
		found, asked := checked[i]
		switch {
		case found.corrected != "":
			step("query", 4, office, found.query)
			step("corrected", 18, s.Contact, found.corrected)
		case asked:
			step("query", 4, office, found.query)
		case s.story == late:
			step("signed", 3, s.Contact, "")
		case !provisional(i): // in the first week after Easter
			step("signed", 17+i%5, s.Contact, "")
		}
	}
	return out.close()
}

// nth gives the i-th school of a phase, from 0, going round again when there are
// fewer.
func (a *authority) nth(phase attendance.Phase, i int) *school {
	var of []*school
	for i := range a.schools {
		if a.schools[i].Phase == phase {
			of = append(of, &a.schools[i])
		}
	}
	return of[i%len(of)]
}
