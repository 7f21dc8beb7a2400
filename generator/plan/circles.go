package plan

import (
	"slices"
	"strconv"
	"strings"

	"rollcall/generator/diag"
)

// circles finds actions that wait for each other and takes those dependencies away. They
// are the edges within a strongly connected component of the graph of dependencies
// (Tarjan 1972): each such edge lies on a circle. before are the actions that each one
// depends on, by index; at are the places of its cells.
func (r *reader) circles(p *Plan, before [][]int, at []diag.Pos) {
	component := components(before)
	inCircle := func(i, j int) bool { return component[i] == component[j] }
	reported := make(map[int]bool)
	for i := range before {
		if !reported[component[i]] && slices.ContainsFunc(before[i], func(j int) bool { return inCircle(i, j) }) {
			reported[component[i]] = true
			r.reportCircle(p, i, before, at, inCircle)
		}
	}
	for i := range before {
		before[i] = slices.DeleteFunc(before[i], func(j int) bool { return inCircle(i, j) })
	}
}

// mostInCircle is how many actions of a circle a message names.
const mostInCircle = 20

// reportCircle follows the first dependency within the component until it comes round.
func (r *reader) reportCircle(p *Plan, i int, before [][]int, at []diag.Pos, inCircle func(i, j int) bool) {
	var path []int
	seen := make(map[int]bool)
	for !seen[i] {
		seen[i] = true
		path = append(path, i)
		next := slices.IndexFunc(before[i], func(j int) bool { return inCircle(i, j) })
		i = before[i][next]
	}
	circle := path[slices.Index(path, i):]
	var names, places []string
	for _, j := range circle[:min(len(circle), mostInCircle)] {
		names, places = append(names, p.Actions[j].ID), append(places, at[j].String())
	}
	if more := len(circle) - mostInCircle; more > 0 {
		names = append(names, strconv.Itoa(more)+" more")
	}
	names = append(names, p.Actions[i].ID)
	r.problems.Add(at[i], diag.ActionCircle, "Take one of the dependencies away: "+strings.Join(places, ", ")+".",
		"actions wait for each other: %s", strings.Join(names, " depends on "))
}

// components numbers the strongly connected components of a graph and returns that of
// each node.
func components(edges [][]int) []int {
	const unseen = -1
	n := len(edges)
	component, low, order := make([]int, n), make([]int, n), make([]int, n)
	for i := range n {
		component[i], order[i] = unseen, unseen
	}
	type call struct{ node, edge int }
	var stack []int
	count, found := 0, 0
	for root := range n {
		if order[root] != unseen {
			continue
		}
		for calls := []call{{root, 0}}; len(calls) > 0; { // its own stack: a file may hold a long chain
			top := &calls[len(calls)-1]
			i := top.node
			if top.edge == 0 {
				order[i], low[i] = count, count
				count++
				stack = append(stack, i)
			}
			if top.edge < len(edges[i]) {
				j := edges[i][top.edge]
				top.edge++
				switch {
				case order[j] == unseen:
					calls = append(calls, call{j, 0})
				case component[j] == unseen:
					low[i] = min(low[i], order[j])
				}
				continue
			}
			calls = calls[:len(calls)-1]
			if len(calls) > 0 {
				above := calls[len(calls)-1].node
				low[above] = min(low[above], low[i])
			}
			if low[i] == order[i] {
				for component[i] == unseen {
					last := stack[len(stack)-1]
					stack = stack[:len(stack)-1]
					component[last] = found
				}
				found++
			}
		}
	}
	return component
}
