package strategy

import (
	"slices"

	"rollcall/generator/attendance"
)

// LevelsPage is a page that defines levels of response by attendance.
type LevelsPage struct {
	Page
	Levels     []Level  // as the page lists them
	Precedence []string // IDs of all levels, the one that wins first
	Responses  []Response
}

// Response is one thing that is done at a level. What the document does not say is
// empty.
type Response struct {
	Level    string // its ID
	Activity string
	Purpose  string
	Detail   string
	Who      string
}

// Level is a band of a pupil's own attendance. Its label is the strategy's own
// words for the band.
type Level struct {
	attendance.Band
	Name        string
	ByJudgement bool // people decide: no figure places a pupil here
}

// Bands are the levels that figures decide, as bands that share out pupils. They
// carry the name of the strategy's page.
func (p LevelsPage) Bands(strategy string) attendance.BandSet {
	set := attendance.BandSet{ID: strategy + "." + p.Slug}
	var ids []string
	for _, l := range p.Levels {
		if !l.ByJudgement {
			set.Bands = append(set.Bands, l.Band)
			ids = append(ids, l.ID)
		}
	}
	for _, id := range p.Precedence {
		if i := slices.Index(ids, id); i >= 0 {
			set.Precedence = append(set.Precedence, i)
		}
	}
	return set
}
