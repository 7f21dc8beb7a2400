package plan

import "time"

// Burn is how many actions had begun by a day, and how many of them were complete.
type Burn struct {
	Day           time.Time
	All, Complete int
}

// BurnUp counts the actions that had begun and those that were complete on each of
// some days, in order. An action that is called complete without a day counts on the
// last day only, because nothing says when it was completed: undated is how many
// those are.
func (p *Plan) BurnUp(days []time.Time, rules Rules) (points []Burn, undated int) {
	for i, day := range days {
		at := Burn{Day: day}
		undated = 0
		for _, s := range p.At(day, rules) {
			if s.Action.Start.After(day) {
				continue
			}
			at.All++
			switch {
			case s.Status != Complete:
			case !s.StatedOn.IsZero():
				at.Complete++
			default:
				undated++
				if i == len(days)-1 {
					at.Complete++
				}
			}
		}
		points = append(points, at)
	}
	return points, undated
}

// Change is what happened to one action between two days.
type Change struct {
	Before, Now *State
	New         bool   // it began between them
	Moves       []Move // of its deadline
}

// Changes lists the actions that began, changed their status or had their deadline
// moved between two days. Both lists are of one plan.
func Changes(before, now []State) []Change {
	var out []Change
	for i := range now {
		c := Change{Before: &before[i], Now: &now[i]}
		start := now[i].Action.Start
		c.New = start.After(before[i].Day) && !start.After(now[i].Day)
		for _, m := range now[i].Moves {
			if m.On.After(before[i].Day) {
				c.Moves = append(c.Moves, m)
			}
		}
		if c.New || len(c.Moves) > 0 || before[i].Status != now[i].Status {
			out = append(out, c)
		}
	}
	return out
}
