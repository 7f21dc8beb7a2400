package returns

import (
	"slices"
	"strings"

	"rollcall/generator/attendance"
)

// measureWords are what the measures of attendance are called in words.
var measureWords = map[string]string{
	"absence": "overall", "overall absence": "overall", "total absence": "overall",
	"authorised absence": "authorised", "unauthorised absence": "unauthorised",
	"persistent absence": "pa_10", "persistently absent": "pa_10", "pa": "pa_10",
	"severe absence": "severe", "severely absent": "severe",
}

// FindMeasure finds a measure of those that are known by its id or by what it is called in
// words: pa_10, PA 10, Persistent absence. It is false for any other text.
func FindMeasure(known []string, text string) (id string, ok bool) {
	if slices.Contains(known, text) {
		return text, true
	}
	folded := attendance.Fold(text)
	for _, id := range []string{measureWords[folded], strings.ReplaceAll(folded, " ", "_")} {
		if id != "" && slices.Contains(known, id) {
			return id, true
		}
	}
	return "", false
}
