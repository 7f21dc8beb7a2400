package plan

import (
	"regexp"
	"slices"
	"strings"

	"rollcall/generator/attendance"
)

// otherWords are what people write for a status where it can mean only that one. Red is
// not among them: some mean that a deadline has passed by it, others that it will not be
// met. Nor is blue, nor closed.
var otherWords = map[string]Status{
	"not yet started": NotStarted, "not begun": NotStarted, "yet to start": NotStarted,
	"in progress": OnTrack, "under way": OnTrack, "underway": OnTrack, "on target": OnTrack, "green": OnTrack,
	"amber":     AtRisk,
	"past due":  Overdue,
	"completed": Complete, "done": Complete, "finished": Complete,
	"cancelled": Stopped, "canceled": Stopped, "withdrawn": Stopped, "discontinued": Stopped,
}

// rating is what may come before the colour of a rating: RAG: Amber.
var rating = regexp.MustCompile(`^b?rag(?: status| rating| rated)? ?[:=-]? ?`)

// parseStatus reads a status. It is false for words that have no single meaning; own says
// whether the word is the file's own.
func parseStatus(text string) (s Status, own, ok bool) {
	word := strings.ReplaceAll(rating.ReplaceAllString(attendance.Fold(text), ""), "-", " ")
	if slices.Contains(Statuses, Status(word)) {
		return Status(word), word == attendance.Fold(text), true
	}
	s, ok = otherWords[word]
	return s, false, ok || word == ""
}
