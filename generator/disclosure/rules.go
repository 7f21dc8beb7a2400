package disclosure

import "rollcall/generator/attendance"

// Rules are rules of protection that can be switched off one by one, in experiments which
// show that the audit notices. No site file can.
type Rules uint16

const (
	Complements Rules = 1 << iota // the rest of a count is treated as the count is
	Zeros                         // a true zero is hidden as other small counts are
	Sums                          // whatever would let a hidden number be worked out is hidden too
	Heads                         // nor may the head of one school work out another's
	Terms                         // what is hidden in one period is hidden in all of its year
	FewSchools                    // groups of few schools are not shown
	Reasons                       // schools' reasons are not shown
	Nested                        // exact counts that lie inside each other are far apart
	Sharing                       // groups that share out the pupils of a school are hidden together
)

// lacks reports whether a rule is switched off.
func (p Policy) lacks(rule Rules) bool { return p.Without&rule != 0 }

// setOf names the groups that a group is hidden with.
func (p Policy) setOf(group string) string {
	if p.lacks(Sharing) {
		return group
	}
	return attendance.GroupSet(group)
}

// apart is zero where the periods of a year are hidden together.
func (p Policy) apart(period attendance.Period) attendance.Period {
	if p.lacks(Terms) {
		return period
	}
	return attendance.Period{}
}
