package source

import (
	"strings"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// Names of one address are one group where they differ as slips of the pen do, which is
// said with both; where they may be two groups they are refused.
func TestSpellingsOfAGroup(t *testing.T) {
	options := Options{Authority: "999", Nation: attendance.England, Groupings: []Grouping{{Column: "cluster", Level: attendance.LevelCluster}}}
	for _, c := range []struct {
		name     string
		clusters []string
		want     string // the codes
		message  string
		all      string // the clusters afterwards
	}{
		{"one spelling", []string{"North", "North", "South"}, "", "", "North North South"},
		{"capitals and a space", []string{"St Mary's", "st mary’s", "St Mary's"}, "s.csv:3:1 group-spelling", `the cluster "st mary’s" is taken as "St Mary's", as at s.csv:2:1`, "St Mary's St Mary's St Mary's"},
		{"as many of each", []string{"north-east", "North East", ""}, "s.csv:2:1 group-spelling", `the cluster "north-east" is taken as "North East", as at s.csv:3:1`, "North East North East "},
		{"an accent", []string{"Bryn Glas", "Bryn Glâs", "Bryn Glas"}, "s.csv:3:1 group-spelling", "", "Bryn Glas Bryn Glas Bryn Glas"},
		{"another sign", []string{"North", "North!", "North"}, "s.csv:3:1 group-clash", `the cluster "North!" and "North" (s.csv:2:1) would have one address`, "North North! North"},
		{"a device of Windows", []string{"Con", "Con 1", "Aux"}, "s.csv:3:1 group-clash", "", "Con Con 1 Aux"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var text strings.Builder
			text.WriteString("urn,name,phase,cluster\n")
			for i, cluster := range c.clusters {
				text.WriteString([]string{"100001", "100002", "100003"}[i] + ",School,Primary," + cluster + "\n")
			}
			ds, problems := load(options, file{"s.csv", text.String()})
			if got := codes(problems); got != c.want {
				t.Errorf("got %q, want %q: %v", got, c.want, problems.Problems())
			}
			if c.message != "" && problems.Problems()[0].Message != c.message {
				t.Errorf("got %q, want %q", problems.Problems()[0].Message, c.message)
			}
			var all []string
			for _, s := range ds.Schools {
				all = append(all, s.Groupings["cluster"])
			}
			if got := strings.Join(all, " "); got != c.all {
				t.Errorf("the clusters are %q, want %q", got, c.all)
			}
		})
	}
	if diag.GroupSpelling.Severity() != diag.Warning || diag.GroupClash.Severity() != diag.Error {
		t.Error("spellings are to be warned of, and clashes refused")
	}
}
