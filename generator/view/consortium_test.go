package view

import (
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

var (
	second = attendance.Place{Level: attendance.LevelAuthority, Code: "992"}
	third  = attendance.Place{Level: attendance.LevelAuthority, Code: "993"}
)

// Three authorities with 10,000, 30,000 and 60,000 possible sessions miss 1,000, 2,100
// and 3,600 of them. The whole misses 6,700 of 100,000 and attends 93.3%, where the
// mean of the rates would be 92.3%.
func consortiumBook(t *testing.T, without ...attendance.Place) *Book {
	var rows []register.Row
	for _, year := range []string{"2023-24", "2024-25"} {
		rows = append(rows, row(t, school("100001"), attendance.Primary, year, 100, 1000))
		for _, other := range []struct {
			place              attendance.Place
			enrolments, absent register.Count
		}{{second, 300, 2100}, {third, 600, 3600}, {england, 9000, 67500}} {
			if len(without) == 0 || other.place != without[0] {
				rows = append(rows, row(t, other.place, attendance.Total, year, other.enrolments, other.absent))
			}
		}
	}
	b := book(t, rows...)
	b.Consortium = Consortium{Name: "Three", Authorities: []attendance.Place{wexcombe, second, third}}
	return b
}

func TestConsortiumIsSummed(t *testing.T) {
	b := consortiumBook(t)
	years := b.sharedYears()
	if len(years) != 2 || years[1] != period(t, "2024-25") {
		t.Fatalf("the years are %v", years)
	}
	rows := b.consortiumRows(years, attendance.Total)
	if got, ok := rows[3].tenths(1); len(rows) != 4 || !rows[3].whole() || got != 933 || !ok {
		t.Errorf("%d rows, the whole at %d tenths (%t), want 933", len(rows), got, ok)
	}
	page := b.consortiumPage(Study{Path: "consortium/index.html"})
	if page.H1.ID != "consortium.h1.above" { // 93.3% against 92.5%
		t.Errorf("the heading is %v", page.H1)
	}
	table := page.Sections[0].Blocks[0].Chart.Table
	if len(table.Rows) != 5 || !table.Rows[1].Strong {
		t.Errorf("%d rows: the authorities by attendance, the whole second, England last", len(table.Rows))
	}
}

// An authority without counts leaves the whole unsummed, and the others as they are.
func TestConsortiumIsNotSummedInPart(t *testing.T) {
	b := consortiumBook(t, third)
	rows := b.consortiumRows(b.sharedYears(), attendance.Total)
	if _, ok := rows[len(rows)-1].tenths(1); ok || len(rows) != 3 {
		t.Errorf("%d rows, the whole known: %t", len(rows), ok)
	}
	if page := b.consortiumPage(Study{Path: "consortium/index.html"}); page.H1.ID != "consortium.h1.plain" {
		t.Errorf("the heading is %v", page.H1)
	}
	if b := consortiumBook(t); b.Consortium.Name == "" || len((&Book{Settings: Settings{}, Pub: b.Pub}).sharedYears()) != 0 {
		t.Error("a site without a consortium has its page")
	}
}
