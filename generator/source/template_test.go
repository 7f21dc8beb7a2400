package source

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rollcall/generator/plan"
	"rollcall/generator/returns"
	"rollcall/generator/sheet"
)

var update = flag.Bool("update", false, "write the templates")

const templates = "../../data/templates"

// The templates that people fill in are made of the formats that read them.
func TestTemplates(t *testing.T) {
	ours := fillable()
	want := map[string][]byte{"README.md": guide(ours)}
	for _, f := range ours {
		want[f.Name+".csv"] = template(f)
	}
	for _, f := range plan.Formats { // which the guide tells of elsewhere
		want[f.Name+".csv"] = template(f)
	}
	if entries, err := os.ReadDir(templates); err != nil || len(entries) != len(want) {
		t.Errorf("%d templates of %d formats (%v)", len(entries), len(want), err)
	}
	for name, content := range want {
		path := filepath.Join(templates, name)
		if *update {
			if err := os.WriteFile(path, content, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if have, err := os.ReadFile(path); err != nil || !bytes.Equal(have, content) {
			t.Errorf("%s differs from the formats (%v): run go test -update", name, err)
		}
	}
}

// template is an empty file of a format: its header. Families of columns, which have no
// name of their own, are left out.
func template(f sheet.Format) []byte {
	var header []string
	for _, c := range f.Columns {
		if !c.Prefix {
			header = append(header, c.Name)
		}
	}
	return []byte(strings.Join(header, ",") + "\n")
}

// fillable are the formats that people fill in: our own figures, and the records.
func fillable() []sheet.Format {
	own := []string{"schools", "attendance", "pupils", "comparators"}
	var out []sheet.Format
	for _, f := range Formats {
		if slices.Contains(own, f.Name) {
			out = append(out, f)
		}
	}
	return append(append(out, returns.Formats...), returns.ContactsFormat)
}

// guide describes every column in Markdown.
func guide(formats []sheet.Format) []byte {
	var b bytes.Buffer
	b.WriteString(`# Templates

Empty files to fill in, as CSV or as a worksheet of a workbook. Columns may stand in any order; capitals, and whether
a name is written with spaces, hyphens or underscores, do not matter. Columns that are not required may be left out.
A column of your own name can be mapped in ` + "`site.yaml`" + `. This page is made from the formats that read the files.

Where a number is not known, write why: ` + "`x`" + ` not available, ` + "`c`" + ` withheld, ` + "`z`" + ` not applicable, ` + "`low`" + ` for one that rounds to zero.
An empty cell is not known either, and never zero. Days are written 2025-01-10.

A file whose rows do not say of which period they are gets it from ` + "`period`" + ` of the input in ` + "`site.yaml`" + `: the column
` + "`period`" + ` may then be left out. Rows that say another period are refused.

Published files of the Department for Education are read as they are: "Pupil absence in schools in England" by place, by
school, by term and by characteristic (of which only the rows of all pupils count), and "Pupil attendance in schools" by
term and year to date. A year to date is compared with a whole year only when it has the sessions of one.

A text file may have commas, semicolons, tabs or bars between its cells, and be UTF-8, UTF-16 or windows-1252. Rows above
the header and totals are passed over. Of a workbook every worksheet that is such a table is read; ` + "`sheet`" + ` in ` + "`site.yaml`" + `
chooses. Cells are read as Excel shows them; a label that is merged over several rows is that of each. A cover, a pivot
table or a list to choose from is passed over, and what was passed over is said. A column that is not needed is left
alone and named once, unless ` + "`ignore`" + ` lists it.

A worksheet whose first filled cell begins with "Read me" is for people and is passed over. ` + "`rollcall meeting`" + ` makes
a workbook of agreements with lists to choose from.
`)
	for _, f := range formats {
		fmt.Fprintf(&b, "\n## %s.csv\n\n%s\n\n| Column | | Meaning |\n|---|---|---|\n", f.Name, f.Meaning)
		for _, c := range f.Columns {
			name, need := c.Name, ""
			if c.Required {
				need = "required"
			}
			if c.Prefix {
				name += "…"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", name, need, strings.ReplaceAll(c.Meaning, "|", `\|`))
		}
	}
	return b.Bytes()
}

// Every column of every format says what it means, and no name stands for two.
func TestFormats(t *testing.T) {
	seen := make(map[string]bool)
	for _, f := range Formats {
		if seen[f.Name] || f.Meaning == "" {
			t.Errorf("format %q", f.Name)
		}
		seen[f.Name] = true
		columns := make(map[string]bool)
		for _, c := range f.Columns {
			for _, name := range append([]string{c.Name}, c.Aliases...) {
				if n := sheet.Normalise(name); columns[n] {
					t.Errorf("%s: %s stands twice", f.Name, n)
				} else {
					columns[n] = true
				}
			}
			if c.Meaning == "" {
				t.Errorf("%s: %s has no meaning", f.Name, c.Name)
			}
		}
	}
}
