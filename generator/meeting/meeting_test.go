package meeting

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/xuri/excelize/v2"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/returns"
	"rollcall/generator/sheet"
)

var (
	alder     = attendance.Place{Level: attendance.LevelSchool, Code: "100001"}
	beech     = attendance.Place{Level: attendance.LevelSchool, Code: "100002"}
	northEast = attendance.Place{Level: attendance.LevelCluster, Code: "north-east"}
)

func on(month time.Month, day int) time.Time {
	return time.Date(2026, month, day, 0, 0, 0, 0, time.UTC)
}

func may() Sheet {
	return Sheet{
		Day:    on(5, 8),
		Places: []Place{{northEast, "North East"}, {alder, "Alder (Infants)"}, {beech, "Beech"}},
		Owners: []string{"Attendance lead", "Headteacher"},
		Open: []returns.Agreement{
			{ID: "N1", Place: northEast, Meeting: on(1, 20), Text: "One letter for all", Owner: "Headteacher", Status: returns.InProgress, Note: "Drafted", Updated: on(3, 2)},
			{ID: "100001-2026-01-20-00c0ffee", Place: alder, Meeting: on(1, 20), Text: "=Call on the first day", Due: on(6, 30), Status: returns.Open, Updated: on(1, 20)},
		},
	}
}

func workbook(t testing.TB, s Sheet) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t testing.TB, files ...[]byte) (returns.Agreements, *diag.List) {
	t.Helper()
	var inputs []sheet.Input
	for i, data := range files {
		name := string(rune('a'+i)) + ".xlsx"
		inputs = append(inputs, sheet.Input{FS: fstest.MapFS{name: {Data: data}}, Path: name, Name: name})
	}
	problems := new(diag.List)
	known := func(p attendance.Place) (attendance.Place, bool) {
		return p, p == alder || p == beech || p == northEast
	}
	return returns.Read(inputs, returns.Options{AsOf: on(5, 8), Resolve: known}, problems).Agreements, problems
}

func same(t *testing.T, got, want returns.Agreement) {
	t.Helper()
	got.Pos, got.Before = diag.Pos{}, nil
	if got.ID != want.ID || got.Place != want.Place || !got.Meeting.Equal(want.Meeting) || got.Text != want.Text || got.Owner != want.Owner ||
		!got.Due.Equal(want.Due) || got.Status != want.Status || got.Note != want.Note || !got.Updated.Equal(want.Updated) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// What was written is read again, as it stands on the day of the meeting.
func TestRoundTrip(t *testing.T) {
	s := may()
	got, problems := read(t, workbook(t, s))
	if all := problems.Problems(); len(all) > 0 || len(got) != 2 {
		t.Fatalf("%v %+v", all, got)
	}
	for i, a := range s.Open {
		a.Updated = s.Day
		same(t, got[i], a)
	}
}

// A meeting fills in the sheet: it ends one agreement and makes two, one by choosing a
// place and one by typing a number, which a worksheet keeps as a number.
func TestFilledIn(t *testing.T) {
	s := may()
	book, err := excelize.OpenReader(bytes.NewReader(workbook(t, s)))
	if err != nil {
		t.Fatal(err)
	}
	for at, value := range map[string]any{
		"D2": "done", "G2": "Sent on 1 May",
		"A4": "Beech (100002)", "B4": 46150, "C4": "Meet the families of four pupils", "D4": "open", "E4": "Attendance lead", "F4": 46203,
		"A5": 100002, "B5": 46150, "C5": "Check the codes", "D5": "open",
	} {
		if err := book.SetCellValue("Agreements", at, value); err != nil {
			t.Fatal(err)
		}
	}
	var filled bytes.Buffer
	if err := book.Write(&filled); err != nil {
		t.Fatal(err)
	}
	earlier := workbook(t, Sheet{Day: on(3, 2), Places: s.Places, Open: s.Open})
	got, problems := read(t, filled.Bytes(), earlier)
	if all := problems.Problems(); len(all) > 0 || len(got) != 4 {
		t.Fatalf("%v %+v", all, got)
	}
	letter := s.Open[0]
	letter.Status, letter.Note, letter.Updated = returns.Done, "Sent on 1 May", s.Day
	same(t, got[0], letter)
	if b := got[0].Before; len(b) != 1 || b[0].Status != returns.InProgress || b[0].Note != "Drafted" {
		t.Errorf("before: %+v", b)
	}
	// 8 May 2026 is day 46150, and 53 days later is 30 June.
	same(t, got[2], returns.Agreement{ID: got[2].ID, Place: beech, Meeting: on(5, 8), Text: "Meet the families of four pupils", Owner: "Attendance lead", Due: on(6, 30), Status: returns.Open, Updated: on(5, 8)})
	same(t, got[3], returns.Agreement{ID: got[3].ID, Place: beech, Meeting: on(5, 8), Text: "Check the codes", Status: returns.Open, Updated: on(5, 8)})
	if len(got.Last(beech)) != 2 {
		t.Errorf("%+v", got.Last(beech))
	}
}

// What cannot be read is told by its sheet and cell.
func TestFilledInBadly(t *testing.T) {
	book, err := excelize.OpenReader(bytes.NewReader(workbook(t, Sheet{Day: on(5, 8)})))
	if err != nil {
		t.Fatal(err)
	}
	for at, value := range map[string]any{"A2": "Oak", "B2": "8th May", "C2": "Meet", "D2": "finished"} {
		if err := book.SetCellValue("Agreements", at, value); err != nil {
			t.Fatal(err)
		}
	}
	var filled bytes.Buffer
	if err := book.Write(&filled); err != nil {
		t.Fatal(err)
	}
	_, problems := read(t, filled.Bytes())
	var said []string
	for _, p := range problems.Problems() {
		said = append(said, p.Pos.String()+" "+string(p.Code))
	}
	if got, want := strings.Join(said, "\n"), "a.xlsx!Agreements!A2 place-unknown\na.xlsx!Agreements!B2 record-value\na.xlsx!Agreements!D2 record-read"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestSameBytes(t *testing.T) {
	if a, b := workbook(t, may()), workbook(t, may()); !bytes.Equal(a, b) {
		t.Error("two sheets of one meeting differ")
	}
}

// Every list leads to cells that are filled, and every column of the format has a
// width and its heading.
func TestSheet(t *testing.T) {
	book, err := excelize.OpenReader(bytes.NewReader(workbook(t, may())))
	if err != nil {
		t.Fatal(err)
	}
	lists, err := book.GetDataValidations("Agreements")
	if err != nil || len(lists) != 6 {
		t.Fatal(err, lists)
	}
	if f := lists[0].Formula1; f != "'Read me'!$D$2:$D$4" {
		t.Errorf("places are listed at %s", f)
	}
	for at, want := range map[string]string{"A1": "Read me: how to fill in the agreements", "D2": "North East", "D3": "Alder (Infants) (100001)", "D4": "Beech (100002)", "D5": "", "E2": "Attendance lead", "E3": "Headteacher"} {
		if got, err := book.GetCellValue("Read me", at); err != nil || got != want {
			t.Errorf("%s is %q, not %q (%v)", at, got, want, err)
		}
	}
	for i, c := range returns.AgreementsFile.Columns {
		if got, _ := book.GetCellValue("Agreements", cell(i+1, 1)); sheet.Normalise(got) != c.Name || widths[c.Name] == 0 {
			t.Errorf("%s is headed %q and has width %v", c.Name, got, widths[c.Name])
		}
	}
	if got, _ := book.GetCellValue("Agreements", "B2"); got != "20 Jan 2026" {
		t.Errorf("a date reads %q", got)
	}
}

// Days are counted as worksheets count them: 1 January 2000 is 36526.
func TestSerial(t *testing.T) {
	for want, day := range map[int64]time.Time{36526: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), 46150: on(5, 8), 61: time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)} {
		if got := serial(day); got != want {
			t.Errorf("%v is %d, not %d", day, got, want)
		}
	}
}
