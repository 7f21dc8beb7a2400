package diag

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write the guide to problems again")

const guideFile = "../../guide/problems.md"

// The guide to problems is made of the table of codes, which also decides.
func TestGuideToProblems(t *testing.T) {
	want := guide()
	if *update {
		if err := os.WriteFile(guideFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if have, err := os.ReadFile(guideFile); err != nil || !bytes.Equal(have, want) {
		t.Errorf("guide/problems.md differs from the table of codes (%v): run go test -update", err)
	}
}

func guide() []byte {
	var b bytes.Buffer
	b.WriteString(`# Problems

What ` + "`rollcall check` and `rollcall build`" + ` can find, and what to do about it. This page is made from the table of
codes in the program; ` + "`rollcall explain CODE`" + ` prints one row of it.

`)
	for _, s := range []struct {
		Severity
		heading, meaning string
	}{
		{Error, "Errors", "Nothing is written. Correct these first."},
		{SetAside, "Set aside", "The return or record is left out, listed and counted, and the site is built without it. `--strict` refuses."},
		{Warning, "Warnings", "The site is built. The pages say what is missing or doubtful. `--strict` refuses."},
		{Note, "Notes", "The program read this in the only way it can be read, and says so once."},
	} {
		fmt.Fprintf(&b, "## %s\n\n%s\n\n| Code | What was found | What to do |\n|---|---|---|\n", s.heading, s.meaning)
		for _, e := range Codes {
			if e.Severity == s.Severity {
				fmt.Fprintf(&b, "| `%s` | %s | %s |\n", e.Code, e.Meaning, e.Remedy)
			}
		}
		b.WriteByte('\n')
	}
	return append(bytes.TrimSpace(b.Bytes()), '\n')
}
