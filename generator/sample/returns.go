package sample

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"time"

	"rollcall/generator/attendance"
)

// uncoded is how much of code O goes without a code in the schools that leave
// some, per 1,000 sessions.
const uncoded = 60

// current is what a school's targets are set from: all pupils in the terms of the
// latest year, and in the year so far.
type current struct{ autumn, spring, toDate counts }

// writeAttendance simulates every school in turn and writes its return.
func (a *authority) writeAttendance(w io.Writer) error {
	out := returns{nation: a.opt.Nation, w: bufio.NewWriterSize(w, 1<<16)}
	out.header()
	t := newTables()
	var stays []stay
	for i := range a.schools {
		s := &a.schools[i]
		for y := a.first; y <= latest; y++ {
			var byCell *[cells]cellCounts
			stays, byCell = a.schoolYear(t, stays[:0], s, y)
			c := grouped(byCell)
			out.year(s, y, c, provisional(i))
			reached := current{c.span[0][0], c.span[0][1], c.span[0][spans-1]}
			if y == latest {
				a.figures[i] = reached
				a.latestHalf[i] = c.half[0][returned-1]
			}
			if y == a.basisYear() {
				a.basis[i] = reached
			}
		}
	}
	return out.w.Flush()
}

// basisYear is the year that targets are set from. With pupil files each number can be
// followed from year to year, so a target rests on what was reached when it was agreed;
// without, it lies about what is reached in the end, so that some schools meet theirs.
func (a *authority) basisYear() attendance.AcademicYear {
	if a.opt.Pupils && a.opt.Years > 1 {
		return latest - 1
	}
	return latest
}

// returns writes attendance.csv. Its rows are built in one buffer: in an authority
// of 24,000 schools there are two million.
type returns struct {
	nation attendance.Nation
	w      *bufio.Writer // keeps the first error for Flush
	row    []byte
}

func (r *returns) header() {
	r.row = append(r.row[:0], "urn,period,group,enrolments,sess_possible,sess_authorised,sess_unauthorised,sess_late,pa_10,severe"...)
	for _, c := range codeNames {
		r.row = append(append(r.row, ",code_"...), c...)
	}
	r.row = append(r.row, ",code_d,status,returned_on\n"...)
	_, _ = r.w.Write(r.row)
}

// year writes a school's rows of one year: half-terms for all pupils, terms and the
// year for every group that has pupils.
func (r *returns) year(s *school, y attendance.AcademicYear, c *yearCounts, provisional bool) {
	for h := range lastHalfTerm(y) {
		p := attendance.Period{Year: y, Grain: attendance.HalfTerm, Number: uint8(h + 1)}
		r.write(s, p, attendance.AllPupils, &c.half[0][h], provisional)
	}
	for i := range spans {
		p := attendance.Period{Year: y, Grain: attendance.Term, Number: uint8(i + 1)}
		if i == spans-1 {
			p = whole(y)
		} else if _, last := p.HalfTerms(); last > lastHalfTerm(y) {
			continue
		}
		for g, group := range groups {
			if group.nation == "" || group.nation == r.nation {
				r.write(s, p, group.name, &c.span[g][i], provisional)
			}
		}
	}
}

func (r *returns) write(s *school, p attendance.Period, group string, c *counts, provisional bool) {
	_, last := p.HalfTerms()
	newest := p.Year == latest && last == returned
	if c.enrolments == 0 || newest && s.story == missing {
		return
	}
	b := append(append(r.row[:0], s.URN...), ',')
	b = append(append(b, p.String()...), ',')
	b = append(append(b, quoted(group)...), ',')
	for _, n := range [...]int{c.enrolments, c.possible, c.authorised, c.unauthorised, c.late} {
		b = append(strconv.AppendInt(b, int64(n), 10), ',')
	}
	if p.Grain == attendance.HalfTerm {
		b = append(b, ",,"...) // not worked out for half-terms
	} else {
		b = append(strconv.AppendInt(b, int64(c.pa), 10), ',')
		b = append(strconv.AppendInt(b, int64(c.severe), 10), ',')
	}
	for _, n := range c.codes {
		b = append(strconv.AppendInt(b, int64(n), 10), ',')
	}
	b = append(strconv.AppendInt(b, int64(c.dual), 10), ',')
	if newest && provisional {
		b = append(b, "provisional"...)
	}
	b = append(b, ',')
	if p.Year == latest {
		b = returnedOn(p, s.story).AppendFormat(b, time.DateOnly)
	}
	r.row = append(b, '\n')
	_, _ = r.w.Write(r.row)
}

// quoted gives a group's name as a CSV cell.
func quoted(group string) string {
	if strings.Contains(group, ",") {
		return `"` + group + `"`
	}
	return group
}

// returnedOn is the last day of the period, except for the school whose latest
// return came after Easter.
func returnedOn(p attendance.Period, tale story) time.Time {
	_, last := p.HalfTerms()
	_, to := halfTermDates(p.Year, last)
	if tale == late && last == returned {
		return to.AddDate(0, 0, 25)
	}
	return to
}
