package mapping

import (
	"maps"
	"testing"

	"rollcall/generator/diag"
	"rollcall/generator/sheet"
)

var format = sheet.Format{Name: "returns", Columns: []sheet.Column{
	{Name: "urn", Required: true}, {Name: "period", Required: true, Aliases: []string{"term"}}, {Name: "possible"}, {Name: "code_", Prefix: true}}}

func TestOf(t *testing.T) {
	earlier := Earlier{Header: []string{"School No", "period", "possible"}, Columns: map[string]string{"urn": "School No"}}
	for _, c := range []struct {
		name     string
		header   []string
		told     map[string]string
		own      map[string]string
		missing  []Missing
		gone     int
		complete bool
		problems int
	}{
		{"as before", []string{"School No", "period", "possible"}, nil, map[string]string{"urn": "School No"}, nil, 0, true, 0},
		{"case and spaces do not matter", []string{"school_no ", "Term", "Code I"}, nil, map[string]string{"urn": "School No"}, nil, 1, true, 0},
		{"the format's own name is back", []string{"urn", "period"}, nil, map[string]string{}, nil, 1, true, 0},
		{"renamed", []string{"School Numbers", "period"}, nil, map[string]string{}, []Missing{{"urn", "School Numbers"}}, 2, false, 0},
		{"told", []string{"School Number", "period"}, map[string]string{"urn": "School Number"}, map[string]string{"urn": "School Number"}, nil, 1, true, 0},
		{"told what is not there", []string{"School No", "period"}, map[string]string{"possible": "poss"}, map[string]string{"urn": "School No"}, nil, 1, true, 1},
		{"told what the format does not know", []string{"School No", "period"}, map[string]string{"pupils": "period"}, map[string]string{"urn": "School No"}, nil, 1, true, 1},
		{"a column that is not needed", []string{"School No", "period", "Tutor"}, nil, map[string]string{"urn": "School No"}, nil, 1, true, 0},
		{"nothing alike", []string{"Tutor"}, nil, map[string]string{}, []Missing{{"urn", ""}, {"period", ""}}, 3, false, 0},
	} {
		var problems diag.List
		m := Of(Table{Header: c.header}, format, earlier, Answers{Told: c.told}, &problems)
		if !maps.Equal(m.Own, c.own) || len(m.Missing) != len(c.missing) || len(m.Gone) != c.gone || m.Complete() != c.complete || len(problems.Problems()) != c.problems {
			t.Errorf("%s: %+v, %v", c.name, m, problems.Problems())
			continue
		}
		for i, lack := range m.Missing {
			if lack != c.missing[i] {
				t.Errorf("%s: missing %v, want %v", c.name, lack, c.missing[i])
			}
		}
		m.Report("x.csv", "--column", &problems)
		if problems.Failed() == (c.complete && c.problems == 0) {
			t.Errorf("%s: %v", c.name, problems.Problems())
		}
	}
}

// A format that keeps columns of any name loses none.
func TestFurtherColumns(t *testing.T) {
	open := format
	open.Extra = true
	m := Of(Table{Header: []string{"urn", "period", "Ward Name"}}, open, Earlier{}, Answers{}, new(diag.List))
	if c := m.Columns[2]; !m.Complete() || c.Name != "ward_name" || c.How != Further {
		t.Errorf("got %+v", m)
	}
}
