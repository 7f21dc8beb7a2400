package generator

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"
)

// workbookOf makes a workbook of sheets of text, in their order.
func workbookOf(t *testing.T, sheets ...string) []byte {
	t.Helper()
	book := excelize.NewFile()
	for i, content := range sheets {
		name, rows, _ := strings.Cut(content, "\n")
		if i == 0 {
			if err := book.SetSheetName("Sheet1", name); err != nil {
				t.Fatal(err)
			}
		} else if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for y, line := range strings.Split(rows, "\n") {
			cells := strings.Split(line, ",")
			at, err := excelize.CoordinatesToCellName(1, y+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := book.SetSheetRow(name, at, &cells); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const wholeSite = `authority: {code: "999", name: Testshire, nation: England}
title: Attendance in Testshire
as_of: 2025-05-23
inputs:
  - path: all.xlsx
`

// One workbook can hold everything: each sheet goes to who reads its kind, and the cover
// is named once.
func TestWorkbookOfManyKinds(t *testing.T) {
	all := workbookOf(t, "Cover\nAttendance in Testshire", "Schools\nurn,name,phase\n100001,A,Primary",
		"Returns\nurn,period,sess_possible,sess_authorised,sess_unauthorised\n100001,2024-25 autumn,1000,50,20",
		"Calendar\nperiod,from,to,sessions\n2024-25 autumn,2024-09-02,2024-12-20,140",
		"Actions\nid,strategy,focus,action,owner,deadline\n1,s,Primary,Do it,Lead,2025-07-01",
		"Updates\ndate,action,status\n2025-05-01,1,on track")
	opt := siteOptions(t, fstest.MapFS{"site.yaml": {Data: []byte(wholeSite)}, "all.xlsx": {Data: all}})
	site, printed := buildSite(t, opt)
	if n := strings.Count(printed, "sheet-passed"); n != 1 || !strings.Contains(printed, "all.xlsx!Cover: sheet-passed") {
		t.Errorf("%d sheets passed over:\n%s", n, printed)
	}
	if strings.Contains(printed, "format-unknown") || len(site["schools/100001/index.html"]) == 0 {
		t.Errorf("no page of the school:\n%s", printed)
	}
}

// A sheet that comes near to a table of another kind is not passed over.
func TestWorkbookWithAFault(t *testing.T) {
	all := workbookOf(t, "Returns\nurn,period,sess_possible,sess_authorised,sess_unauthorised\n100001,2024-25 autumn,1000,50,20", "Calendar\nperiod,from,to\n2024-25 autumn,2024-09-02,2024-12-20")
	_, printed := buildSite(t, siteOptions(t, fstest.MapFS{"site.yaml": {Data: []byte(wholeSite)}, "all.xlsx": {Data: all}}))
	if !strings.Contains(printed, "all.xlsx!Calendar!A1: format-unknown") || !strings.Contains(printed, "nearest to calendar, which also needs sessions") {
		t.Error(printed)
	}
}

// A sheet a term: the period is the name of each.
func TestWorksheetOfEachTerm(t *testing.T) {
	rows := "\nurn,sess_possible,sess_authorised,sess_unauthorised\n100001,1000,50,20"
	text := strings.Replace(wholeSite, "all.xlsx", "schools.csv", 1) + "  - {path: all.xlsx, sheet: [2024-25 autumn, 2024-25 spring], from: {period: sheet}}\n"
	opt := siteOptions(t, fstest.MapFS{"site.yaml": {Data: []byte(text)}, "schools.csv": {Data: []byte("urn,name,phase\n100001,A,Primary\n")},
		"all.xlsx": {Data: workbookOf(t, "Notes\nurn of nobody", "2024-25 autumn"+rows, "2024-25 spring"+rows)}})
	site, printed := buildSite(t, opt)
	page := string(site["schools/100001/index.html"])
	if !strings.Contains(page, "spring") || strings.Contains(printed, "Notes") {
		t.Errorf("page of %d bytes; problems:\n%s", len(page), printed)
	}
}
