package disclosure

// layer is the cells of one group of pupils in which one thing is hidden or shown: all
// counts in every period of a year, or one count of pupils in one period. Its sums are
// those of schools into groups of schools and into the authority, and of shorter
// periods into longer ones.
type layer struct {
	*tables
	bit     mark  // what a hidden cell has
	out     mark  // what a sum that is left out has
	schools []ref // in order of place, then period
	places  []ref // made of schools
	// room says by how much a count may be lower and higher for all that a reader knows
	// without the sums: not at all where it is known.
	room func(r ref) (down, up int32)
	// slack says by how much a published sum may be lower and higher.
	slack func(r ref) (down, up int32)
	// limit says by how much a hidden sum may be higher than it is for what it is part of;
	// nil where nothing holds it down.
	limit func(r ref) int32
	// hide hides a school, or leaves out a place under one phase, with whatever goes with it.
	hide func(r ref)
	// spare reports whether a shown school can be hidden to protect another.
	spare func(r ref) bool
	// near reports whether a count is next to small, or lies so near a shown one that holds
	// it that the pupils between the two are few; nil where counts are not rounded.
	near func(r ref) bool
}

func (l *layer) hidden(r ref) bool { return *l.mark(r)&(l.bit|l.out|whole) != 0 && !l.known(r) }

// mine reports whether it is for this layer to protect a cell. The count of pupils of one
// that is hidden whole is a secret of its own: what is left of a shown sum may be next to
// nothing. Its reasons are not: nobody knows on how many pupils they rest.
func (l *layer) mine(r ref) bool {
	m := *l.mark(r)
	return m&(l.bit|whole) != 0 && m&(l.out|absent) == 0 && (l.bit != reasons || m&whole == 0)
}

func (l *layer) gone(r ref) bool { return *l.mark(r)&absent != 0 && !l.known(r) }

// protect hides more of a layer until nothing hidden can be worked out.
func (l *layer) protect() {
	if l.policy.lacks(Sums) {
		return
	}
	m := newModel(l)
	for {
		failed := m.failures(m.mine)
		if len(failed) == 0 {
			if !m.hideNear() || !m.refresh() {
				return
			}
			continue
		}
		// The sums that are wanted most go last, when looking harder has not helped.
		if !m.repairRound(failed, lesser) && !m.repairRound(failed, main) {
			m.regroup()
			m.effort = much
			failed = m.failures(m.mine)
			m.effort = little
			if len(failed) == 0 {
				continue
			}
			m.repairRound(failed, topmost)
		}
		if !m.refresh() {
			l.giveUp(failed)
			return
		}
	}
}
