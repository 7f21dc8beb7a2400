package attendance

import "math/bits"

// Factors are what is counted in a profile of vulnerability. Each is one or more flags,
// of which any is enough: a pupil with a plan who once had SEN support has one factor.
// A language other than English is none, and a part-time timetable is an answer to
// factors.
var Factors = [...][]Flag{
	{FreeMeals}, {SENSupport, HealthCarePlan}, {LookedAfter, PreviouslyLookedAfter}, {SocialWorker, EverSocialWorker}, {YoungCarer},
}

// leastFactors is how many factors an input must tell for a profile: by one alone the
// profile would say no more than the group does.
const leastFactors = 2

// FactorGroups are the groups of a profile, by the number of factors; the last holds all
// higher numbers too. Each pupil of whom enough is known is in one of them.
var FactorGroups = [...]string{"No factor", "One factor", "Two factors", "Three factors or more"}

// FactorGroup is the place in FactorGroups of a pupil with these flags; bit 1<<f stands
// for the flag f. given are the flags that the input has columns for: a factor that it
// does not tell is not counted, and it is false where too few are told.
func FactorGroup(flags, given uint32) (int, bool) {
	known, n := 0, 0
	for _, factor := range Factors {
		var of uint32
		for _, flag := range factor {
			of |= 1 << flag
		}
		known += min(bits.OnesCount32(given&of), 1)
		n += min(bits.OnesCount32(flags&of), 1)
	}
	return min(n, len(FactorGroups)-1), known >= leastFactors
}
