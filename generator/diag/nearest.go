package diag

import "strings"

// Nearest returns the candidate most like word, for a hint such as "did you
// mean". It returns "" when nothing is close: more than a third of the letters
// would have to change.
func Nearest(word string, candidates []string) string {
	return NearestWithin(word, candidates, len([]rune(word))/3)
}

// NearestWithin returns the candidate most like word, of which no more than so many
// letters would have to change; "" when there is none.
func NearestWithin(word string, candidates []string, letters int) string {
	best, distance := "", letters+1
	for _, c := range candidates {
		if d := edits(strings.ToLower(word), strings.ToLower(c), distance); d < distance {
			best, distance = c, d
		}
	}
	return best
}

// DidYouMean makes a hint for a word that is not one of the known ones: the nearest
// of them, or all of them where they are few enough to read. It is empty where there
// is nothing to say, so that the guide's own remedy stands.
func DidYouMean(word string, known []string) string {
	const readable = 50
	if near := Nearest(word, known); near != "" {
		return "Did you mean " + near + "?"
	}
	if len(known) == 0 || len(known) > readable {
		return ""
	}
	return "Known are " + strings.Join(known, ", ") + "."
}

// edits counts the single-letter edits between two words, a swap of neighbours
// being one, and gives up with limit once they cannot be fewer.
func edits(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if d := len(x) - len(y); d >= limit || -d >= limit {
		return limit
	}
	before, above, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range above {
		above[j] = j
	}
	for i, r := range x {
		row[0] = i + 1
		for j, s := range y {
			cost := above[j]
			if r != s {
				cost++
			}
			row[j+1] = min(cost, above[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && r == y[j-1] && x[i-1] == s {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(y)]
}
