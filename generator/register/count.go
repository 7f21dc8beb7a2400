package register

import (
	"regexp"
	"strconv"
	"strings"
)

// maxCount is far above any real count, and leaves room to add millions of them.
const maxCount = 1_000_000_000_000

// symbols are what publishers write in place of a number.
var symbols = map[string]Count{
	"": Missing, "x": Missing, ".": Missing, ":": Missing, "-": Missing, "na": Missing, "n/a": Missing,
	"c": Withheld, "*": Withheld, "supp": Withheld, "z": NotApplicable, "low": Low,
}

// ParseCount reads a count as files write it: a whole number, or a symbol that says
// why there is none. An empty text is Missing.
func ParseCount(s string) (Count, bool) {
	if n, err := strconv.ParseUint(s, 10, 63); err == nil && n <= maxCount {
		return Count(n), true
	}
	return ParseSymbol(s)
}

// ParseSymbol reads what stands in place of a number: x, c, *, <5, z, low or
// nothing.
func ParseSymbol(s string) (Count, bool) {
	if c, ok := symbols[strings.ToLower(s)]; ok {
		return c, true
	}
	if belowThreshold.MatchString(s) {
		return Withheld, true
	}
	return Missing, false
}

// belowThreshold is what school systems write in place of a number that they suppress: <5.
var belowThreshold = regexp.MustCompile(`^[<≤] ?\d{1,2}$`)
