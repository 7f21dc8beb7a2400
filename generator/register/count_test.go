package register

import "testing"

func TestParseCount(t *testing.T) {
	for text, want := range map[string]Count{
		"0": 0, "12": 12, "1000000000000": 1_000_000_000_000,
		"": Missing, "x": Missing, "X": Missing, "-": Missing, "n/a": Missing, "c": Withheld, "*": Withheld, "<5": Withheld, "≤ 10": Withheld, "Supp": Withheld, "z": NotApplicable, "low": Low,
	} {
		if got, ok := ParseCount(text); got != want || !ok {
			t.Errorf("ParseCount(%q) = %d, %t; want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"-1", "1.0", "1,000", "1000000000001", "+1", "n.k.", " 1", "<", "<100", "5<"} {
		if got, ok := ParseCount(text); ok || got != Missing {
			t.Errorf("ParseCount(%q) = %d, %t", text, got, ok)
		}
	}
}
