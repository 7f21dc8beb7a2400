package generator

import "rollcall/generator/attendance"

// withhold takes out of the inputs of an edition that leaves the council what none of
// its pages may tell, so that no page can: what schools say of themselves, what was
// agreed with them, and what describes a single school beside its figures. The views
// leave out the rest, since they need it to judge what may be told.
func withhold(opt Options, in *inputs) {
	if opt.Edition == "intranet" {
		return
	}
	in.records.SelfEvaluation, in.records.Agreements = nil, nil
	for i := range in.dataset.Schools {
		s := &in.dataset.Schools[i]
		s.Contact, s.Postcode, s.Roll, s.Shares = "", "", 0, nil
		s.FSM, s.FSMKnown = attendance.Decimal{}, false
	}
}
