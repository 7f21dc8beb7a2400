package diag

import "strings"

// Nearest returns the candidate most like word, for a hint such as "did you
// mean". It returns "" when nothing is close: more than a third of the letters
// would have to change.
func Nearest(word string, candidates []string) string {
	best, distance := "", len([]rune(word))/3+1
	for _, c := range candidates {
		if d := levenshtein(strings.ToLower(word), strings.ToLower(c), distance); d < distance {
			best, distance = c, d
		}
	}
	return best
}

// levenshtein counts the single-letter edits between two words, giving up with
// limit once they cannot be fewer.
func levenshtein(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if d := len(x) - len(y); d >= limit || -d >= limit {
		return limit
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range y {
			cost := diagonal
			if r != s {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}
