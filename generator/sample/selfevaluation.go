package sample

import (
	"io"
	"math/rand/v2"
	"strconv"

	"rollcall/generator/attendance"
)

// area is a part of the self-evaluation in content/self-evaluation, with what schools
// quote as evidence for each of its questions from a.
type area struct {
	id       string
	evidence []string
}

var areas = []area{
	{"1.1", []string{"Weekly list of pupils near 90%", "Half-term comparison with last year", "Codes reviewed pupil by pupil",
		"Minutes of the pastoral meeting", "Log of returns"}},
	{"1.2", []string{"List of senior leaders", "School improvement plan", "Register of persistent absence", "Policy, section on steps", "Department plans",
		"Timetable of the attendance lead", "Minutes of the cluster meeting", "Agreement with the family support team", "Training record", "Staff handbook",
		"Agreements on file", "Half-term review of interventions", "Flow chart in the policy", "List of partners", "Notes of the authority's network"}},
	{"2.1", []string{"Policy reviewed in September", "Sample of plans", "Six-week reviews in the diary"}},
	{"2.2", []string{"Report to senior leaders", "Governors' minutes", "Half-term review of interventions", "First-day call log", "Tutor records",
		"Assembly on attendance and results", "Self-evaluation form", "Dates of earlier rounds", "Letters home each half-term", "Staff briefing", "Calendar of campaigns"}},
}

// The questions that data answer.
const (
	questionPA         = "1.1.b" // fewer persistently absent than a year before
	questionReturns    = "1.1.e" // data on time
	questionAttendance = "2.2.h" // what is done shows in attendance
)

const (
	firstRound  = "2025-06-27"
	secondRound = "2026-04-24"

	// scoring is how many schools score themselves at most: a large authority has the
	// examples that it needs in these.
	scoring = 60
)

// writeSelfEvaluation makes up how schools score themselves. One in seven has not
// begun, and one in five has done the first round only. In the second round a school
// scores again the questions that the data answer and about a third of the others.
// A fifth of all scores come without evidence.
func (a *authority) writeSelfEvaluation(w io.Writer) error {
	out := evaluation{newTable(w, "urn", "date", "question", "score", "evidence", "by"), rand.New(rand.NewPCG(a.opt.Seed, 6))}
	for i := range min(scoring, len(a.schools)) {
		s := &a.schools[i]
		ordinary := s.course == steady && s.story == onTime
		if !ordinary || i%7 != 6 {
			out.school(s, ordinary && i%5 == 3, a.claims(s))
		}
	}
	return out.close()
}

// claims are the scores of the second round that a school's course decides. A few
// schools claim what their data contradict: the one that worsens, the one that is
// late, and of the others that are not as they should be, the secondary schools.
func (a *authority) claims(s *school) map[string]int {
	scores := map[string]int{}
	switch s.course {
	case improving:
		scores[questionPA], scores[questionAttendance] = 11, 11
	case worsening:
		scores[questionPA], scores[questionAttendance] = 11, 4
	case drifting:
		scores[questionPA], scores[questionAttendance] = 3, 3
		if s.Phase == attendance.Secondary {
			scores[questionAttendance] = 10
		}
	}
	switch s.story {
	case late:
		scores[questionReturns] = 12
	case missing:
		scores[questionReturns] = 3
		if s.Phase == attendance.Secondary {
			scores[questionReturns] = 11
		}
	}
	return scores
}

type evaluation struct {
	table
	rng *rand.Rand
}

// school writes the first round of a school, and the second unless it has made only
// one.
func (e evaluation) school(s *school, once bool, claims map[string]int) {
	level := 4 + e.rng.IntN(5)
	for _, of := range areas {
		for n, evidence := range of.evidence {
			question := of.id + "." + string(rune('a'+n))
			score, again := e.first(question, level)
			e.score(s, firstRound, question, score, evidence)
			if !again && e.rng.IntN(3) == 0 {
				score, again = clamp(score+e.rng.IntN(4)-1), true
			}
			if claimed, ok := claims[question]; ok {
				score = claimed
			}
			if again && !once {
				e.score(s, secondRound, question, score, evidence)
			}
		}
	}
}

// first draws a score of the first round, and reports whether data answer the
// question. Such a score is near neither end unless it is about returns, which come
// on time at nearly all schools.
func (e evaluation) first(question string, level int) (score int, answered bool) {
	switch question {
	case questionPA, questionAttendance:
		return 5 + e.rng.IntN(4), true
	case questionReturns:
		return 9 + e.rng.IntN(4), true
	}
	return clamp(level + e.rng.IntN(6) - 3), false
}

func (e evaluation) score(s *school, date, question string, score int, evidence string) {
	if e.rng.IntN(5) == 0 {
		evidence = ""
	}
	e.row(string(s.URN), date, question, strconv.Itoa(score), evidence, s.Contact)
}

// clamp keeps a score on the scale.
func clamp(score int) int { return min(12, max(1, score)) }
