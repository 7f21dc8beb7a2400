package attendance

import "testing"

func TestParsePhase(t *testing.T) {
	for text, want := range map[string]Phase{"Primary": Primary, "Primary School": Primary, "state-funded secondary": Secondary, "Special Schools": Special,
		"Middle deemed secondary": Secondary, "PRU": AP, "all": Total} {
		if got, ok := ParsePhase(text); !ok || got != want {
			t.Errorf("%q is %s, %t", text, got, ok)
		}
	}
	for _, text := range []string{"", "Not applicable", "School", "Alternative school", "16 plus"} {
		if got, ok := ParsePhase(text); ok {
			t.Errorf("%q is %s", text, got)
		}
	}
	for kind, want := range map[string]Phase{"Community special school": Special, "Academy special converter": Special, "Pupil referral unit": AP, "Academy alternative provision sponsor led": AP, "Community school": Total} {
		if got, ok := PhaseOfType(kind); got != want || ok != (want != Total) {
			t.Errorf("%q is %s, %t", kind, got, ok)
		}
	}
}
