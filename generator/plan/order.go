package plan

import (
	"cmp"
	"slices"
	"strings"

	"rollcall/generator/diag"
)

// compareIDs orders ids with their numbers by value: C2 before C10.
func compareIDs(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		m, n := digits(x), digits(y)
		if m > 0 && n > 0 {
			p, q := strings.TrimLeft(x[:m], "0"), strings.TrimLeft(y[:n], "0")
			if c := cmp.Or(cmp.Compare(len(p), len(q)), cmp.Compare(p, q)); c != 0 {
				return c
			}
			x, y = x[m:], y[n:]
			continue
		}
		if x[0] != y[0] {
			break
		}
		x, y = x[1:], y[1:]
	}
	return cmp.Or(cmp.Compare(x, y), cmp.Compare(a, b))
}

func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// circles reports actions that wait for each other. What depends on nothing that is
// still waiting is taken away, again and again; what remains is in a circle or
// waits for one, and whoever follows it comes round.
func (r *reader) circles(p *Plan, at map[string]int, dependsOn []diag.Pos) {
	waiting := make([]int, len(p.Actions)) // how many known actions each still waits for
	followers := make([][]int, len(p.Actions))
	var free []int
	for i, a := range p.Actions {
		for _, id := range a.DependsOn {
			if j, ok := at[id]; ok {
				waiting[i]++
				followers[j] = append(followers[j], i)
			}
		}
		if waiting[i] == 0 {
			free = append(free, i)
		}
	}
	for len(free) > 0 {
		last := free[len(free)-1]
		free = free[:len(free)-1]
		for _, i := range followers[last] {
			if waiting[i]--; waiting[i] == 0 {
				free = append(free, i)
			}
		}
	}
	seen := make([]bool, len(p.Actions))
	for i := range p.Actions {
		var path []string
		for waiting[i] > 0 && !seen[i] {
			seen[i] = true
			path = append(path, p.Actions[i].ID)
			next := slices.IndexFunc(p.Actions[i].DependsOn, func(id string) bool {
				j, ok := at[id]
				return ok && waiting[j] > 0
			})
			i = at[p.Actions[i].DependsOn[next]]
		}
		if from := slices.Index(path, p.Actions[i].ID); from >= 0 {
			circle := append(path[from:], path[from])
			var places []string
			for _, id := range path[from:] {
				places = append(places, dependsOn[at[id]].String())
			}
			r.problems.Add(dependsOn[i], diag.ActionCircle, "Take one of the dependencies away: "+strings.Join(places, ", ")+".", "actions wait for each other: %s", strings.Join(circle, " depends on "))
		}
	}
}
