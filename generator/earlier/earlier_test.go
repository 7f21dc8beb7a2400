package earlier

import (
	"testing"
	"testing/fstest"

	"rollcall/generator/diag"
)

const header = "level,code,name,phase,period,group,enrolments,pa_10,pa_10_percent,status\n"

func site() fstest.MapFS {
	return fstest.MapFS{
		"site/index.html":            {Data: []byte(`<time datetime="2025-01-02">then</time> <footer><time datetime="2026-02-13">13 February 2026</time></footer>`)},
		"site/downloads/figures.csv": {Data: []byte(header + "authority,991,Town,Total,2025-26 autumn,All pupils,20005,3000,15.0,\n")},
		"site/clusters/a/figures.csv": {Data: []byte("level,code,name,phase,period,group,pa_10,enrolments,status\n" +
			"school,900001,Mill,Primary,2025-26 autumn,All pupils,c,60,\nschool,900001,Mill,Primary,2025-26 autumn,Girls,x,low,\n")},
		"site/ward/b/figures.csv": {Data: []byte(header + "school,900001,Mill,Primary,2025-26 autumn,All pupils,65,10,15.4,\n")}, // the first file counts
	}
}

func TestWhatAnEditionTold(t *testing.T) {
	var problems diag.List
	files, err := Files(site(), "site")
	if err != nil || len(files) != 3 {
		t.Fatal(files, err)
	}
	e := Read(site(), "site", "last", files, &problems)
	if problems.Failed() || e.AsOf != "2026-02-13" {
		t.Fatalf("as of %q: %v", e.AsOf, problems.Problems())
	}
	authority := Cell{"authority", "991", "Total", "2025-26 autumn", "All pupils"}
	mill := Cell{"school", "900001", "Primary", "2025-26 autumn", "All pupils"}
	girls := mill
	girls.Group = "Girls"
	for _, c := range []struct {
		at     Cell
		column string
		text   string
		told   Told
	}{
		{authority, "enrolments", "20005", Shown},
		{authority, "PA-10 percent", "15.0", Shown},
		{authority, "severe", "", Absent},
		{mill, "enrolments", "60", Shown},
		{mill, "pa_10", "c", Hidden},
		{girls, "pa_10", "x", Absent},
		{girls, "enrolments", "low", NoValue},
		{Cell{"school", "900002", "Primary", "2025-26 autumn", "All pupils"}, "pa_10", "", Absent},
	} {
		if text, told := e.Find(c.at, c.column); text != c.text || told != c.told {
			t.Errorf("%v %s: %q, %d; want %q, %d", c.at, c.column, text, told, c.text, c.told)
		}
		row, ok := e.Row(c.at)
		if text, told := row.Find(c.column); text != c.text || told != c.told || ok != (c.at.Code != "900002") {
			t.Errorf("the row of %v, %s: %q, %d; want %q, %d", c.at, c.column, text, told, c.text, c.told)
		}
	}
	if n, ok := e.Number(authority, "enrolments"); !ok || n != 20005 {
		t.Errorf("enrolments: %d, %v", n, ok)
	}
	if _, ok := e.Number(mill, "pa_10"); ok {
		t.Error("a hidden count has a number")
	}
	if _, ok := e.Number(authority, "pa_10_percent"); ok {
		t.Error("a percentage is no whole number")
	}
}

func TestASingleFileHasNoDay(t *testing.T) {
	var problems diag.List
	files, err := Files(site(), "site/downloads/figures.csv")
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	e := Read(site(), files[0], "figures.csv", files, &problems)
	if e.AsOf != "" || problems.Failed() {
		t.Errorf("as of %q: %v", e.AsOf, problems.Problems())
	}
}

func TestAFolderWithoutFiguresIsReported(t *testing.T) {
	fsys := fstest.MapFS{"old/readme.txt": {Data: []byte("x")}}
	var problems diag.List
	files, err := Files(fsys, "old")
	if err != nil {
		t.Fatal(err)
	}
	if Read(fsys, "old", "old", files, &problems); !problems.Failed() {
		t.Error("no figures, and no problem")
	}
}

func TestTheLatestEdition(t *testing.T) {
	a, b, c := &Edition{Name: "a", AsOf: "2026-02-13"}, &Edition{Name: "b", AsOf: "2025-10-24"}, &Edition{Name: "c"}
	if got := Latest([]*Edition{a, b, c}); got != a {
		t.Errorf("got %s", got.Name)
	}
	if Latest(nil) != nil {
		t.Error("there is an edition among none")
	}
}
