package sample

import "rollcall/generator/attendance"

// child is one invented child. Whatever lasts is read from it and stored nowhere:
// the same child has the same sex, family and history in every school and year.
type child uint64

// trait is something to ask of a child or a family.
type trait uint64

const (
	traitSex trait = iota
	traitNeed
	traitMeals
	traitAbsence
	traitMood // of one year
	traitEthnicity
	traitCare
	traitSocialWorker
	traitCarer
	traitPlan
	traitHours
	traitHome
	traitFamily
	traitKey
)

// mixed makes one number of several that gives none of them away (splitmix64).
func mixed(parts ...uint64) uint64 {
	var h uint64
	for _, p := range parts {
		h += p + 0x9e3779b97f4a7c15
		h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
		h = (h ^ h>>27) * 0x94d049bb133111eb
		h ^= h >> 31
	}
	return h
}

// draw gives a number from 0 to below n, always the same for a trait.
func (c child) draw(t trait, n int) int {
	return int(mixed(uint64(c), uint64(t)) >> 32 * uint64(n) >> 32)
}

// in reports whether a trait falls to the child, for so many in 1,000.
func (c child) in(t trait, share int) bool { return c.draw(t, 1000) < share }

func (c child) girl() int { return c.draw(traitSex, sexes) }

// ofSex gives the child, or the first of its doubles that is of the sex.
func (c child) ofSex(girl int) child {
	for c.girl() != girl {
		c = child(mixed(uint64(c)))
	}
	return c
}

// appendKey adds an opaque key: a letter, and ten characters that no spreadsheet
// takes for a number and nobody misreads.
func appendKey(b []byte, prefix byte, n uint64) []byte {
	const alphabet = "abcdefghijkmnpqrstuvwxyz23456789"
	b = append(b, prefix)
	n = mixed(n, uint64(traitKey))
	for range 10 {
		b = append(b, alphabet[n%32])
		n /= 32
	}
	return b
}

// care is what children's services are to a child.
type care struct{ lookedAfter, previously, worker, everWorker bool }

func (c child) care() care {
	in, worker := c.draw(traitCare, 1000), c.draw(traitSocialWorker, 1000)
	out := care{lookedAfter: in < 8, previously: in >= 8 && in < 18}
	out.worker = out.lookedAfter || worker < 26
	out.everWorker = out.worker || out.previously || worker < 74
	return out
}

// ethnicities are those of families, per 1,000, with how many of their children
// have English as an additional language. A family beyond them all did not say.
var ethnicities = []struct {
	name       string
	share, eal int
}{
	{"White British", 612, 4}, {"Any other White background", 88, 720}, {"Pakistani", 66, 610}, {"Indian", 44, 560},
	{"Bangladeshi", 26, 660}, {"Black African", 48, 540}, {"Black Caribbean", 14, 30}, {"Any other Mixed background", 48, 120},
	{"Chinese", 8, 590}, {"Any other ethnic group", 26, 700}, {gypsyRoma, 6, 90}, {"Irish", 4, 10},
}

const gypsyRoma = "Gypsy or Roma"

// ethnicity also reports whether the family's children have English as an
// additional language. For the family, see resident.
func (c child) ethnicity() (name string, eal bool) {
	n := c.draw(traitEthnicity, 1000)
	for _, e := range ethnicities {
		if n < e.share {
			return e.name, n*1000 < e.eal*e.share
		}
		n -= e.share
	}
	return "", false
}

// resident is a child with a home: the neighbourhood of a school in which the
// family lives. It is the first school of most, and of their brothers and sisters.
type resident struct {
	child
	home *school
	came *school // the school before this one, where that is known
}

// family is read like a child. Children of a neighbourhood fall into families by
// chance, which makes half of them only children and a few of them one of five.
func (r resident) family() child {
	return child(mixed(uint64(traitFamily), uint64(r.home.number), uint64(r.draw(traitFamily, r.home.families()))))
}

// families is how many families live around a school.
func (s *school) families() int {
	first, last := s.yearGroups()
	groups := last - first + 1
	all := s.Roll
	if s.feeds() {
		all += s.Roll * secondaryYears / groups // brothers and sisters
	}
	return max(1, all*4/5)
}

// inclined says how likely a child is to be absent in a year, for comparison with
// others. Half of what lasts is the child's own and half the family's.
func (r resident) inclined(y attendance.AcademicYear) int {
	family := r.family()
	n := 2*r.draw(traitAbsence, 1000) + 2*family.draw(traitAbsence, 1000) + child(mixed(uint64(r.child), uint64(y))).draw(traitMood, 1000)
	if name, _ := family.ethnicity(); name == gypsyRoma {
		n += 1000
	}
	if care := r.care(); care.everWorker && !care.lookedAfter {
		n += 500
	}
	return n
}
