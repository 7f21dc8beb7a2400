package disclosure

import "rollcall/generator/attendance"

// ForReader returns the publication for somebody who may see one place in full, as a
// headteacher may see the own school: that place's figures come from another publication
// of the same authority, everything else stays.
func (p *Publication) ForReader(place attendance.Place, full *Publication) *Publication {
	q := *p
	q.own, q.full = place, full
	return &q
}

// of returns the publication that tells of a place.
func (p *Publication) of(place attendance.Place) *Publication {
	if p.full != nil && place == p.own {
		return p.full
	}
	return p
}
