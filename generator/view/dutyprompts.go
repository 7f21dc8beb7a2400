package view

import (
	"cmp"
	"slices"

	"rollcall/generator/disclosure"
	"rollcall/generator/strategy"
)

// The ids of the parties whose duties a page made for a meeting recalls. A framework
// that calls its parties otherwise is recalled nowhere.
const (
	partySchools   = "schools"
	partyGovernors = "governors"
	partyAuthority = "authority"
)

// bySeverity are the measures that count the pupils of a tier, most severe first.
var bySeverity = []string{"severe", "pa_10", "near_pa"}

// dutyPrompts recalls what parties do for the pupils of a place, for at most so many
// tiers that have shown pupils there, most severe first, and says how many pupils
// those are. A text that stands in two tiers is recalled once.
func (b *Book) dutyPrompts(at disclosure.At, up string, most int, parties ...string) (cards []Card, pupils []Text) {
	w := b.framework(strategy.Responsibilities)
	if w == nil {
		return nil, nil
	}
	recalled := make(map[string]bool)
	for _, t := range b.tiersIn(w, at) {
		fresh := false
		for _, id := range parties {
			i := slices.IndexFunc(w.Parties, func(p strategy.Party) bool { return p.ID == id })
			if i < 0 || recalled[t.Duties[i]] {
				continue
			}
			fresh, recalled[t.Duties[i]] = true, true
			heading := T("duties.prompt.card", TextArg("tier", tierName(t)), WordsArg("party", w.Parties[i].Name))
			cards = append(cards, Card{Heading: heading, Href: up + tierPath(t), HTML: t.Duties[i]})
		}
		if fresh {
			pupils = append(pupils, T("duties.prompt.pupils", TextArg("tier", tierName(t)), TextArg("sum", b.tierHere(at, t))))
			if most--; most == 0 {
				break
			}
		}
	}
	return cards, pupils
}

// tiersIn lists the tiers that have shown pupils in a place: those that a measure
// counts first, most severe first, then those of groups in their own order. All
// pupils are no tier to single out, nor are groups that no text names.
func (b *Book) tiersIn(w *strategy.Framework, at disclosure.At) []strategy.Tier {
	var out []strategy.Tier
	for _, t := range w.Tiers {
		some := slices.ContainsFunc(b.tierCounts(at, t), func(c counted) bool {
			n, ok := c.pupil.Num()
			return ok && n > 0
		})
		if some && !t.Pupils.All && !t.Pupils.Lowest {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(s, t strategy.Tier) int { return cmp.Compare(severity(s), severity(t)) })
	return out
}

// severity is the place of a tier in bySeverity, or after all of them.
func severity(t strategy.Tier) int {
	if i := slices.Index(bySeverity, t.Pupils.Measure); i >= 0 {
		return i
	}
	return len(bySeverity)
}
