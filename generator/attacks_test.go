package generator

import (
	"strings"
	"testing"

	"rollcall/generator/diag"
	"rollcall/generator/disclosure"
)

// How the public edition of a small site is protected.
const (
	exact   = "disclosure: {public: exact}\n"
	rounded = "disclosure: {public: rounded}\n"
)

const (
	autumn = "2024-25 autumn"
	spring = "2024-25 spring"
	summer = "2024-25 summer"
)

// Each attack fails on a site that is protected, and comes through where one rule of
// protection is switched off. The audit then names the figure and says what it is.
func TestAttacksComeThroughWithoutTheirRule(t *testing.T) {
	for _, c := range []struct {
		name     string
		rule     disclosure.Rules
		area     func() []*school
		settings string
		code     diag.Code
		want     string
	}{
		{"1: the total of a row; 34 - 31 = 3", disclosure.Complements, rowTotal, exact, diag.AuditPinned,
			"School 001, 2024-25 autumn, All pupils, enrolments less of Free school meals can only be 3."},
		{"2: a hidden combination", disclosure.Sums, hiddenCombination, exact, diag.AuditPinned,
			"School 002, 2024-25 autumn, All pupils, pa_10 can only be 4."},
		{"3: linked tables", disclosure.Sums, linkedTables, exact, diag.AuditPinned,
			"School 005, 2024-25 autumn, All pupils, pa_10 can only be 3."},
		{"4: terms", disclosure.Terms, fewInSpring, exact, diag.AuditPinned,
			"School 001, 2024-25 spring, All pupils, sess_overall can only be 3."},
		{"8: nothing hidden", disclosure.Nested, nested, exact, diag.AuditPinned,
			"School 001, 2024-25 autumn, All pupils, pa_10 less of pa_15 can only be 3."},
		{"the head of one school", disclosure.Heads, oneSmall, exact, diag.AuditCoalition,
			"Only School 001 and School 002 are hidden in it"},
		{"girls and boys", disclosure.Sharing, girlsAndBoys, exact, diag.AuditPinned,
			"School 002, 2024-25 autumn, Girls, enrolments can only be 21."},
		{"the sessions of few pupils, beside rounded counts", disclosure.Sums, fewPupils, rounded, diag.AuditPinned,
			"School 001, 2024-25 autumn, All pupils, sess_overall can only be 3."},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := folderOf(c.area(), c.settings)
			if r, problems := attacked(publicWithout(t, folder, 0)); len(problems) > 0 || r.Hidden == 0 && c.rule != disclosure.Nested {
				t.Errorf("%d figures are hidden, and yet: %v", r.Hidden, problems)
			}
			_, problems := attacked(publicWithout(t, folder, c.rule))
			expectFinding(t, problems, c.code, c.want)
		})
	}
}

// Some rules are kept although another would do without them: the search for witnesses
// hides more where they do not. So the audit has nothing to say until both are off.
func TestRulesThatAnotherStandsInFor(t *testing.T) {
	for _, c := range []struct {
		name string
		rule disclosure.Rules
		area func() []*school
		want string
	}{
		// Of 22 are 20 at 005, and there are zeros at 003 and 004.
		{"7: zeros shown", disclosure.Zeros, zeros, "School 001, 2024-25 autumn, All pupils, severe can only be 0 to 2."},
		{"a group of two schools", disclosure.FewSchools, twoOfATrust, "School 001, 2024-25 autumn, All pupils, pa_10 can only be 3."},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := folderOf(c.area(), exact)
			for _, alone := range []disclosure.Rules{0, c.rule} {
				if _, problems := attacked(publicWithout(t, folder, alone)); len(problems) > 0 {
					t.Error(problems)
				}
			}
			_, problems := attacked(publicWithout(t, folder, c.rule|disclosure.Sums))
			expectFinding(t, problems, diag.AuditPinned, c.want)
		})
	}
}

// Three schools are hidden whole because one of them has 4 pupils, and of their 3 pupils
// with severe absence each has one. Their counts of pupils may leave no less room than
// others: a school of the same sum is hidden, or the sum.
func TestCountsOfSchoolsHiddenWhole(t *testing.T) {
	area := fewPupils()
	for i, s := range area {
		if s.returns[0].severe = 20; i < 3 {
			s.returns[0].severe = 1
		}
	}
	if r, problems := attacked(publicWithout(t, folderOf(area, exact), 0)); len(problems) > 0 || r.Hidden == 0 {
		t.Errorf("%d figures are hidden, and yet: %v", r.Hidden, problems)
	}
}

func expectFinding(t *testing.T, problems []diag.Problem, code diag.Code, want string) {
	t.Helper()
	for _, p := range problems {
		if p.Code == code && strings.Contains(p.Message, want) {
			return
		}
	}
	t.Errorf("nothing of %s says %q: %v", code, want, problems)
}

// rowTotal has 31 of 34 pupils of one school with free school meals.
func rowTotal() []*school {
	area := plainArea(autumn)
	area[0].returns[0] = plainReturn(autumn, 34)
	for i, s := range area {
		meals := plainReturn(autumn, 60+i)
		if i == 0 {
			meals = plainReturn(autumn, 31)
		}
		meals.group, meals.pa10 = "Free school meals", -1
		s.returns = append(s.returns, meals)
	}
	return area
}

// hiddenCombination has sixteen schools in four clusters and four trusts. In 001 to 003
// and in 005 and 007 the counts add up to 9 and 5 in the clusters, and those of 001 and
// 005, and of 003 and 007, to 5 each in the trusts. So 001 and 003 are 5 and 002 is 4.
func hiddenCombination() []*school {
	small := map[int]int{0: 2, 1: 4, 2: 3, 4: 3, 6: 2, 9: 2, 11: 3, 13: 3, 15: 2}
	area := areaOf(16)
	for i, s := range area {
		s.cluster, s.trust = "Cluster "+string(rune('W'+i/4)), "Trust "+string(rune('A'+i%4))
		if n, ok := small[i]; ok {
			s.returns[0].pa10 = n
		}
	}
	return area
}

// linkedTables has 2 and 2 at 001 and 002, and 3 each at 005 to 008. The first cluster
// leaves 4 for its two, the trust 7 for them and 005.
func linkedTables() []*school {
	area := areaOf(12)
	for i, s := range area {
		s.cluster, s.trust = []string{"Dale", "Fell", "Moor"}[i/4], "Large"
		if i < 5 || i == 8 {
			s.trust = "Small"
		}
		if i > 8 {
			s.trust = "Other"
		}
	}
	for i, n := range map[int]int{0: 2, 1: 2, 4: 3, 5: 3, 6: 3, 7: 3} {
		area[i].returns[0].pa10 = n
	}
	return area
}

// fewInSpring has 4 pupils left in the spring, who missed 3 sessions.
func fewInSpring() []*school {
	area := plainArea(autumn, spring, summer)
	for i, r := range []schoolReturn{{roll: 30, missed: 41}, {roll: 4, missed: 3}, {roll: 30, missed: 44}} {
		r.period, r.pa10, r.pa15, r.severe = area[0].returns[i].period, -1, -1, -1
		area[0].returns[i] = r
	}
	return area
}

// zeros has 1 and 1 among schools without any, and one with 20.
func zeros() []*school {
	area := plainArea(autumn)
	for i, s := range area {
		s.returns[0].severe = 20
		if i < 4 {
			s.returns[0].severe = []int{1, 1, 0, 0}[i]
		}
	}
	return area
}

// nested has 14 pupils of 10% and 11 of 15%.
func nested() []*school {
	area := plainArea(autumn)
	for _, s := range area {
		s.returns[0].pa15 = s.returns[0].pa10 - 20
	}
	area[0].returns[0].pa10, area[0].returns[0].pa15 = 14, 11
	return area
}

// oneSmall has a small count at 001 and none elsewhere.
func oneSmall() []*school {
	area := plainArea(autumn)
	area[0].returns[0].pa10 = 3
	return area
}

// fewPupils has a school of 4 pupils, who missed 3 sessions.
func fewPupils() []*school {
	area := plainArea(autumn)
	area[0].returns[0] = schoolReturn{period: autumn, roll: 4, missed: 3, pa10: 1, pa15: -1, severe: -1}
	return area
}

// girlsAndBoys has few girls at 001, and the next fewest girls and boys at two others.
func girlsAndBoys() []*school {
	area := plainArea(autumn)
	for i, s := range area {
		girls := s.returns[0].roll / 2
		switch i {
		case 0:
			girls = 10
		case 1:
			girls = 21
		case 2:
			girls = s.returns[0].roll - 21
		}
		for _, r := range []schoolReturn{plainReturn(autumn, girls), plainReturn(autumn, s.returns[0].roll-girls)} {
			r.group, r.pa10 = "Girls", -1
			if len(s.returns) == 2 {
				r.group = "Boys"
			}
			s.returns = append(s.returns, r)
		}
	}
	return area
}

// twoOfATrust has a small count in one of the two schools of a trust.
func twoOfATrust() []*school {
	area := oneSmall()
	for i, s := range area {
		if s.trust = "Many"; i < 2 {
			s.trust = "Two"
		}
	}
	return area
}
