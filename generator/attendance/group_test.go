package attendance

import "testing"

func TestYearGroups(t *testing.T) {
	for text, want := range map[string][2]string{
		"": {"", ""}, "N1": {"Nursery", "Early years"}, "n2": {"Nursery", "Early years"}, "R": {"Reception", "Early years"}, "1": {"Year 1", "Key stage 1"},
		"2": {"Year 2", "Key stage 1"}, "Year 3": {"Year 3", "Key stage 2"}, "Y6": {"Year 6", "Key stage 2"}, "07": {"Year 7", "Key stage 3"},
		"9": {"Year 9", "Key stage 3"}, "11": {"Year 11", "Key stage 4"}, "14": {"Year 14", "Key stage 5"},
	} {
		y, ok := ParseYearGroup(text)
		if !ok || y.String() != want[0] || y.KeyStage().String() != want[1] {
			t.Errorf("%q: %q, %q, %v", text, y, y.KeyStage(), ok)
		}
	}
	for _, text := range []string{"0", "15", "N3", "Y", "-1", "7B", "99999999999999999999"} {
		if y, ok := ParseYearGroup(text); ok {
			t.Errorf("%q is %s", text, y)
		}
	}
	for _, text := range []string{"EY", "KS3", "key stage 5", "2"} {
		if k, ok := ParseKeyStage(text); !ok || k == 0 {
			t.Errorf("%q", text)
		}
	}
}

func TestGroupNames(t *testing.T) {
	if got := CategoryGroup("young_person", "a × b"); got != "Young person: a x b" {
		t.Error(got)
	}
	if got := Cross("Free school meals", "Year 7"); IsClass(got) || !IsClass(ClassGroup("7B")) || !IsClass(Cross("Girls", ClassGroup("7B"))) {
		t.Error(got)
	}
	if got := Transfer(Primary, Secondary, 2024); got != "Transfer: Primary to Secondary, 2024-25" || !IsTransfer(got) {
		t.Error(got)
	}
	for i, flag := range Flags {
		if flag.Column == "" || flag.Group == "" {
			t.Errorf("flag %d has no name", i)
		}
	}
}
