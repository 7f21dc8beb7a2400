package attendance

import "testing"

func TestFactorGroup(t *testing.T) {
	bits := func(flags ...Flag) (out uint32) {
		for _, f := range flags {
			out |= 1 << f
		}
		return out
	}
	all := bits(FreeMeals, SENSupport, LookedAfter, SocialWorker, YoungCarer)
	for _, c := range []struct {
		flags, given uint32
		want         int
		known        bool
	}{
		{0, all, 0, true},
		{bits(FreeMeals), all, 1, true},
		{bits(SENSupport, HealthCarePlan), all, 1, true}, // one factor by two flags
		{bits(AdditionalLanguage, PartTimeTimetable), all, 0, true},
		{bits(FreeMeals, EverSocialWorker), all, 2, true},
		{all, all, 3, true},                                            // five are three or more
		{bits(FreeMeals), bits(FreeMeals), 1, false},                   // one factor makes no profile
		{bits(SENSupport), bits(SENSupport, HealthCarePlan), 1, false}, // nor do two flags of one
		{0, bits(FreeMeals, HealthCarePlan), 0, true},
	} {
		if got, known := FactorGroup(c.flags, c.given); got != c.want && known || known != c.known {
			t.Errorf("flags %b of %b: %d %v, want %d %v", c.flags, c.given, got, known, c.want, c.known)
		}
	}
	for _, name := range FactorGroups {
		if KindOf(name) != FactorKind || GroupSet(name) != "factors" {
			t.Errorf("%s is of kind %d, set %s", name, KindOf(name), GroupSet(name))
		}
	}
}
