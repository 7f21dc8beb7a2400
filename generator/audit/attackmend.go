package audit

const (
	mostPasses = 60
	shortTries = 30
	noBetter   = 12 // passes without a line less that is missed
	mendSteps  = 100
	mostMends  = 4000 // steps that one line is mended in at a time
	mostAgain  = 400  // times that a long line is mended by 1 with other unknowns of it
)

// mendAll mends every line that the table misses, and is false if one stays.
func (r *ripple) mendAll() bool {
	least, since := len(r.gap), 0
	defer func() { r.loose = false }()
	for pass := 0; pass < mostPasses && since < noBetter && !r.tired(); pass++ {
		r.tries, r.loose = 0, pass%2 == 1
		if pass >= 4 {
			r.tries = shortTries
		}
		for i := range r.gap {
			if r.gap[i] != 0 && !r.tired() {
				r.mend(int32(i), mendSteps)
			}
		}
		missed := 0
		for _, gap := range r.gap {
			if gap != 0 {
				missed++
			}
		}
		if missed == 0 {
			return true
		}
		if since++; missed < least {
			least, since = missed, 0
		}
	}
	return false
}

// tired reports whether a table was looked for long enough. In a large piece that has
// one, it is found by looking at each unknown a dozen times.
func (r *ripple) tired() bool { return r.work > mostTired+100*len(r.free) }

// mostTired is how many unknowns are looked at for a table in any piece.
const mostTired = 20e6

// mend brings what the table misses a line by to 0, or nearer to it, in large steps or
// small ones, and misses no other line by more, unless the ripple is loose.
func (r *ripple) mend(i int32, steps int) {
	again := r.tries
	if r.length(i) > mostLooked {
		again = mostAgain
	}
	tryAgain := false
	by := r.gap[i]
	for tries := 0; by != 0 && r.gap[i] != 0 && tries < mostMends; tries++ {
		most := max(r.gap[i], -r.gap[i])
		by = min(max(by, -most), most)
		r.begin(steps, i)
		r.again = tryAgain
		if r.close(i, by) {
			again = max(again, min(mostAgain, int(r.length(i))/mostLooked))
			by *= 2
		} else if by /= 2; by == 0 && again > 0 {
			again--
			tryAgain = true
			by = signed(r.gap[i] > 0, 1)
		}
	}
}

// close makes up for so much of what the table misses a line by.
func (r *ripple) close(i int32, by int64) bool {
	l := &r.lines[i]
	want := room{down: max(by, 0), up: max(-by, 0)}
	l.down, l.up = l.down-want.down, l.up-want.up
	r.open = append(r.open, i)
	ok := r.settle()
	if !ok {
		r.back(0)
	}
	l.down, l.up = l.down+want.down, l.up+want.up
	for _, m := range r.moves {
		for _, use := range r.usesOf(m.unknown) {
			r.accept(max(use, ^use))
		}
	}
	return ok
}
