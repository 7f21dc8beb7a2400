package returns

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

var selfEvaluationFile = sheet.Format{
	Name:    "selfevaluation",
	Key:     "urn",
	Meaning: "How schools score themselves on the questions of a framework: one row a school, day and question, and rows are only added.",
	Columns: []sheet.Column{
		{Name: "urn", Required: true, Meaning: "The school."},
		{Name: "date", Required: true, Meaning: "The day of the score: 2025-01-10."},
		{Name: "question", Required: true, Meaning: "The ID of a question of the framework: 1.1.a."},
		{Name: "score", Required: true, Meaning: "A whole number from 1, red, to 12, green."},
		{Name: "evidence", Meaning: "What shows it."},
		{Name: "by", Meaning: "Role of whoever scored it; never a person's name."},
	},
}

// BestScore is the highest score of a self-evaluation; the lowest is 1.
const BestScore = 12

// SelfEvaluation is the score that a school gives itself on one question.
type SelfEvaluation struct {
	School   attendance.URN // its newest
	Date     time.Time      // in UTC
	Question string         // ID in lower case; whether a framework has it is for the caller
	Score    int            // 1, red, to BestScore, green
	Evidence string         // empty where none is given
	By       string         // role
	Pos      diag.Pos       // of its question
}

// SelfEvaluations are the scores of every school, in order of school, question and
// date.
type SelfEvaluations []SelfEvaluation

// History returns the scores of a school on a question, the oldest first.
func (s SelfEvaluations) History(school attendance.URN, question string) []SelfEvaluation {
	key := SelfEvaluation{School: school, Question: question}
	from, _ := slices.BinarySearchFunc(s, key, func(x, y SelfEvaluation) int { return cmp.Or(x.compareKey(&y), +1) })
	to, _ := slices.BinarySearchFunc(s, key, func(x, y SelfEvaluation) int { return cmp.Or(x.compareKey(&y), -1) })
	return s[from:to:to]
}

// Latest returns the score that stands, or false where a school has none.
func (s SelfEvaluations) Latest(school attendance.URN, question string) (SelfEvaluation, bool) {
	history := s.History(school, question)
	if len(history) == 0 {
		return SelfEvaluation{}, false
	}
	return history[len(history)-1], true
}

// Dates returns the days on which a school scored itself, the oldest first.
func (s SelfEvaluations) Dates(school attendance.URN) []time.Time {
	var out []time.Time
	for i := range s {
		if s[i].School == school {
			out = append(out, s[i].Date)
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return slices.CompactFunc(out, time.Time.Equal)
}

func (s *SelfEvaluation) compareKey(t *SelfEvaluation) int {
	return cmp.Or(cmp.Compare(s.School, t.School), cmp.Compare(s.Question, t.Question))
}

type selfEvaluationKey struct {
	school   attendance.URN
	question string
	date     time.Time
}

func (l line) selfEvaluation() {
	s := SelfEvaluation{Evidence: l.Text("evidence"), By: l.Text("by")}
	var ok [5]bool
	_, ok[0] = l.filled("urn")
	s.School, ok[1] = l.school()
	s.Date, ok[2] = l.past("date")
	s.Question, ok[3] = l.filled("question")
	s.Score, ok[4] = l.score()
	if slices.Contains(ok[:], false) {
		return
	}
	s.Question = strings.ToLower(s.Question)
	if l.first(s.key(), s, l.Pos("question"), "", fmt.Sprintf("the score of school %s on %s of that day", s.School, s.Question)) {
		s.Pos = l.Pos("question")
		l.records.SelfEvaluation = append(l.records.SelfEvaluation, s)
	}
}

func (s *SelfEvaluation) key() selfEvaluationKey {
	return selfEvaluationKey{s.School, s.Question, s.Date}
}

func (l line) score() (int, bool) {
	text, ok := l.filled("score")
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > BestScore {
		l.problems.Add(l.Pos("score"), diag.RecordValue, "Leave the row out where a question has not been scored.", "score is %q, which is not a whole number from 1 to %d", text, BestScore)
		return 0, false
	}
	return n, true
}

func (r *reader) settleSelfEvaluation() {
	slices.SortFunc(r.records.SelfEvaluation, func(a, b SelfEvaluation) int {
		return cmp.Or(a.compareKey(&b), a.Date.Compare(b.Date))
	})
}
