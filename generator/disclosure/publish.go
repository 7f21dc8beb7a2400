package disclosure

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/measure"
	"rollcall/generator/register"
)

// Publication is what one edition publishes: figures on request, each decided by
// the one policy. An edition of linked tables is protected once, as a whole, and its
// cube holds no more than what may be told. In the others primary suppression is decided
// cell by cell.
type Publication struct {
	cube    *measure.Cube
	policy  Policy
	loss    *Loss
	pattern Pattern
	own     attendance.Place // whose figures come from full, where there is one
	full    *Publication
	pupils  bool // some cell was counted from pupils
}

// Publish applies a policy to aggregated counts. The cube is the publication's own from
// then on: what a linked edition hides is taken out of it. It is protected against those
// who have the earlier editions, too.
func Publish(cube *measure.Cube, policy Policy, editions ...Earlier) *Publication {
	p := &Publication{cube: cube, policy: policy}
	if policy.Linked() {
		p.pattern, p.loss = protect(cube, policy, editions)
	}
	p.findPupils()
	return p
}

// PublishAs applies a policy that hides what a pattern says, whatever the counts are.
func PublishAs(cube *measure.Cube, policy Policy, pattern Pattern) *Publication {
	t := newTables(cube, policy)
	t.marks, t.told = pattern.marks, pattern.told
	t.apply()
	p := &Publication{cube: cube, policy: policy, pattern: pattern}
	p.findPupils()
	return p
}

// Pattern is what a linked edition hides: of which cells, and what of them. It says
// nothing of the numbers.
type Pattern struct {
	marks [][]mark // of each cell of each place of the cube
	told  [][]mark // what the world has of them
}

// Pattern returns what the edition hides; it is empty unless tables are linked.
func (p *Publication) Pattern() Pattern { return p.pattern }

// findPupils finds out whether some cell was counted from pupils.
func (p *Publication) findPupils() {
	for i := range p.cube.Places {
		p.pupils = p.pupils || slices.ContainsFunc(p.cube.Places[i].Cells, func(c measure.Cell) bool { return c.Counts.Bands != nil })
	}
}

// Loss says how much of what is known a linked edition still tells; nil for others.
func (p *Publication) Loss() *Loss { return p.loss }

// FromPupils reports whether any figure was counted from pupils, so that there are
// bands and pupils near the line of persistent absence.
func (p *Publication) FromPupils() bool { return p.pupils }

// Policy returns the rule of the edition.
func (p *Publication) Policy() Policy { return p.policy }

// At names one cell of the publication.
type At struct {
	Place  attendance.Place
	Period attendance.Period
	Phase  attendance.Phase
	Group  string
}

// All names the cell of all pupils.
func All(place attendance.Place, period attendance.Period, phase attendance.Phase) At {
	return At{place, period, phase, attendance.AllPupils}
}

func (p *Publication) cell(at At) *measure.Cell {
	s := p.cube.Find(at.Place)
	if s == nil {
		return nil
	}
	return s.Cell(at.Period, at.Phase, at.Group)
}

func (at At) ref(id, rule string) Ref {
	return Ref{Place: at.Place, Period: at.Period, Phase: at.Phase, Group: at.Group, Measure: id, Rule: rule}
}

// Rate returns the figure of a measure. Where the counts are not there it is the
// percentage that was published without them; where there is neither, it is not
// available.
func (p *Publication) Rate(at At, id string) Figure {
	p = p.of(at.Place)
	m, ok := p.measure(id)
	if !ok {
		return Figure{}
	}
	if c := p.cell(at); c != nil {
		if f := m.Fraction(&c.Counts); f.Known() {
			return p.rate(at, c, m, f)
		} else if s := symbolOf(f.Num, f.Den); s != NotAvailable {
			return Figure{kind: Rate, symbol: s, ref: at.ref(id, m.Rule)}
		}
	}
	if s := p.cube.Find(at.Place); s != nil {
		if r, ok := s.Rate(at.Period, at.Phase, at.Group, id); ok {
			return Figure{kind: Percent, percent: r.Percent, ref: at.ref(id, r.Method)}
		}
	}
	return Figure{kind: Rate, symbol: NotAvailable, ref: at.ref(id, m.Rule)}
}

// measure finds a measure, one of a reason or one of a band.
func (p *Publication) measure(id string) (measure.Measure, bool) {
	m, ok := measure.ByID(id)
	if !ok {
		m, ok = measure.OfReason(id, p.cube.Reasons)
	}
	if !ok {
		m, ok = measure.OfBand(id, p.cube.BandSets)
	}
	return m, ok
}

// Pair returns a measure of a place for two periods that are to be compared. Where
// returns are missing from one of them, both figures are of the schools that have
// both, so that a missing return cannot look like a change.
func (p *Publication) Pair(at At, then attendance.Period, id string) (now, before Figure) {
	p = p.of(at.Place)
	earlier := at
	earlier.Period = then
	now, before = p.Rate(at, id), p.Rate(earlier, id)
	if len(p.Missing(at.Place, at.Period)) == 0 && len(p.Missing(at.Place, then)) == 0 || !now.Shown() || !before.Shown() {
		return now, before
	}
	m, ok := p.measure(id)
	if p.policy.Mode == Rounded && m.Unit == measure.Enrolments {
		return now, Figure{kind: Rate, symbol: NotAvailable, ref: before.ref} // the sum of rounded schools is another number
	}
	a, b, schools := p.cube.Matched(at.Place, at.Phase, at.Group, at.Period, then)
	if !ok || a == nil {
		return now, before
	}
	f, g := m.Fraction(&a.Counts), m.Fraction(&b.Counts)
	if !f.Known() || !g.Known() {
		return now, before
	}
	now, before = p.rate(at, a, m, f), p.rate(earlier, b, m, g)
	now.ref.Among, before.ref.Among = schools, schools
	return now, before
}

func (p *Publication) rate(at At, c *measure.Cell, m measure.Measure, f measure.Fraction) Figure {
	ref := at.ref(m.ID, m.Rule)
	hidden := p.policy.hidesGroup(c.Counts.Enrolments)
	if m.Unit == measure.Enrolments {
		hidden = hidden || p.policy.hidesShare(f.Num, f.Den)
	}
	for _, sibling := range measure.Siblings(m.ID, p.cube.BandSets, &c.Counts) { // the others of its set give a band away
		hidden = hidden || p.policy.small(sibling)
	}
	if hidden && !c.Public {
		return Figure{kind: Rate, symbol: Suppressed, ref: ref}
	}
	return Figure{kind: Rate, num: int64(f.Num), den: int64(f.Den), provisional: c.Status == register.Provisional, ref: ref}
}

// Of returns how many of the whole the rate of a measure counts, as a count. A
// percentage that was published without its counts has none.
func (p *Publication) Of(at At, id string) Figure {
	f := p.Rate(at, id)
	if f.kind != Rate {
		return Figure{kind: Count, symbol: NotAvailable, ref: f.ref}
	}
	return Figure{kind: Count, symbol: f.symbol, num: f.num, provisional: f.provisional, ref: f.ref}
}

// Column names a count, as figures.csv does.
type Column string

const (
	Schools      Column = "schools"
	Enrolments   Column = "enrolments"
	Possible     Column = "sess_possible"
	Overall      Column = "sess_overall"
	Authorised   Column = "sess_authorised"
	Unauthorised Column = "sess_unauthorised"
	Late         Column = "sess_late"
	PA10         Column = "pa_10"
	PA15         Column = "pa_15"
	PA20         Column = "pa_20"
	Severe       Column = "severe"
	NearPA       Column = "near_pa"
	SeverePlan   Column = "severe_plan"
)

// Count returns a count as a figure.
func (p *Publication) Count(at At, column Column) Figure {
	p = p.of(at.Place)
	c := p.cell(at)
	if c == nil {
		return Figure{kind: Count, symbol: NotAvailable, ref: at.ref(string(column), "")}
	}
	n := &c.Counts
	value, whole, share := register.Missing, n.Enrolments, false
	switch column {
	case Schools:
		value = n.Schools
	case Enrolments:
		value = n.Enrolments
	case Possible:
		value = n.Possible
	case Overall:
		value = n.Overall
	case Authorised:
		value = n.Authorised
	case Unauthorised:
		value = n.Unauthorised
	case Late:
		value = n.Late
	case PA10:
		value, share = n.PA10, true
	case PA15:
		value, share = n.PA15, true
	case PA20:
		value, share = n.PA20, true
	case Severe:
		value, share = n.Severe, true
	case NearPA:
		value, share = n.NearPA, true
	case SeverePlan:
		value, whole, share = n.SeverePlan, n.Severe, true
	}
	hidden := column != Schools && p.policy.hidesGroup(n.Enrolments) ||
		share && p.policy.Mode == Primary && (p.policy.small(value) || p.policy.small(whole-value) && whole.Known())
	return count(at.ref(string(column), ""), value, hidden && !c.Public, c.Status)
}

// Reason returns the sessions recorded under the i-th reason.
func (p *Publication) Reason(at At, i int) Figure {
	p = p.of(at.Place)
	ref := at.ref("sess_"+p.cube.Reasons[i].ID, "")
	c := p.cell(at)
	if c == nil || c.Counts.Reasons == nil {
		return Figure{kind: Count, symbol: NotAvailable, ref: ref}
	}
	return count(ref, c.Counts.Reasons[i], p.policy.hidesGroup(c.Counts.Enrolments) && !c.Public, c.Status)
}

func count(ref Ref, value register.Count, hidden bool, status register.Status) Figure {
	switch {
	case !value.Known():
		return Figure{kind: Count, symbol: symbolOf(value), ref: ref}
	case hidden:
		return Figure{kind: Count, symbol: Suppressed, ref: ref}
	}
	return Figure{kind: Count, num: int64(value), provisional: status == register.Provisional, ref: ref}
}

// symbolOf returns what stands for counts of which one is not known.
func symbolOf(counts ...register.Count) Symbol {
	for _, c := range counts {
		switch c {
		case register.Withheld:
			return Suppressed
		case register.NotApplicable:
			return NotApplicable
		case register.Low:
			return LowCount
		}
	}
	return NotAvailable
}

// Target returns a target as a figure, so that charts can draw it beside the figure
// it is for. A target is a decision, not a count: nothing in it is hidden.
func (p *Publication) Target(at At, id string, value attendance.Decimal) Figure {
	return Figure{kind: Percent, percent: value, ref: at.ref(id, "target")}
}
