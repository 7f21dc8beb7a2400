package render

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func written(write func(*textWriter)) string {
	var t textWriter
	write(&t)
	return string(t.b)
}

func TestLetterTextFolds(t *testing.T) {
	words := strings.Repeat("Presenoldeb yn yr ŷd. ", 12)
	text := written(func(t *textWriter) { t.fold("* ", "  ", words) })
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if n := utf8.RuneCountInString(line); n > textWidth || n < 40 && i == 0 {
			t.Errorf("a line of %d: %q", n, line)
		}
		if start := map[bool]string{true: "* P", false: "  "}[i == 0]; !strings.HasPrefix(line, start) {
			t.Errorf("line %d begins otherwise: %q", i, line)
		}
	}
	if got := strings.Join(strings.Fields(text), " "); got != "* "+strings.TrimSpace(words) {
		t.Errorf("words are lost: %q", got)
	}
	long := "https://council.example/" + strings.Repeat("a", 90)
	if got := written(func(t *textWriter) { t.para("See " + long) }); got != "See\n"+long+"\n" {
		t.Errorf("an address is broken: %q", got)
	}
}

func TestLetterTextTable(t *testing.T) {
	table := letterTable{Columns: []string{"School", "Attendance", "Points"}, Rows: [][]string{{"Tŷ Môr", "93.4%", "−0.5"}, {"Hill", "", "−11.2"}}}
	want := `
School  Attendance  Points
Tŷ Môr       93.4%    −0.5
Hill                 −11.2
`
	if got := written(func(t *textWriter) { t.table(&table) }); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	table.Rows[1][0] = strings.TrimSpace(strings.Repeat("Saint Osberga ", 5))
	want = `
School
    Attendance  Points
Tŷ Môr
         93.4%    −0.5
Saint Osberga Saint Osberga Saint Osberga Saint Osberga Saint Osberga
                 −11.2
`
	if got := written(func(t *textWriter) { t.table(&table) }); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSentencesOf(t *testing.T) {
	if got := sentencesOf("", "Due 1 May 2026", ""); got != "Due 1 May 2026." {
		t.Errorf("got %q", got)
	}
	if got := sentencesOf(); got != "" {
		t.Errorf("got %q", got)
	}
}
