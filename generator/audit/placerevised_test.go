package audit

import (
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/diag"
)

// A list of revised figures says what stood in an earlier edition, and what stands in the
// files of figures now.
func TestRevisionsAreHeldAgainstTheFigures(t *testing.T) {
	const figures = "level,code,name,phase,period,group,status,enrolments\n" +
		"school,900001,Quayside,Primary,2025-26 autumn,All pupils,final,210\n"
	const head = "level,code,name,phase,period,group,column,was,is\n"
	row := func(end string) string {
		return "school,900001,Quayside,Primary,2025-26 autumn,All pupils," + end + "\n"
	}
	for name, test := range map[string]struct{ file, want string }{
		"as it is":             {head + row("enrolments,205,210"), ""},
		"a symbol before":      {head + row("enrolments,c,210"), ""},
		"not what is told":     {head + row("enrolments,205,215"), `"215" in the column is`},
		"words before":         {head + row("enrolments,about 205,210"), "neither a number nor a symbol"},
		"no such column":       {head + row("severe,5,10"), "no file of figures has a column"},
		"a torn row":           {head + "school,900001\n", "the file cannot be read on"},
		"no such place":        {head + strings.Replace(row("enrolments,205,210"), "900001", "900002", 1), "no file of figures"},
		"another kind of file": {"a,b\n1,2\n", "it is no list of revised figures"},
	} {
		t.Run(name, func(t *testing.T) {
			site := fstest.MapFS{
				"index.html":              {Data: []byte(`<html><head><meta name="rollcall:disclosure" content="rounded 7 5"></head><body></body></html>`)},
				"downloads/figures.csv":   {Data: []byte(figures)},
				"downloads/revisions.csv": {Data: []byte(test.file)},
			}
			problems := &diag.List{}
			Site(site, Limits{}, problems)
			var got []string
			for _, p := range problems.Problems() {
				if p.Pos.File == "downloads/revisions.csv" {
					got = append(got, p.Message)
				}
			}
			if told := strings.Join(got, "; "); test.want == "" && told != "" || !strings.Contains(told, test.want) {
				t.Errorf("got %q, want %q", told, test.want)
			}
		})
	}
}
