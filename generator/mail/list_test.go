package mail

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestListsAreReadByTheirColumns(t *testing.T) {
	columns := []string{"a", "b"}
	name := filepath.Join(t.TempDir(), "list.csv")
	if rows, err := readList(name, columns); len(rows) > 0 || err != nil {
		t.Errorf("no file: %v, %v", rows, err)
	}
	for text, want := range map[string]string{"a,b\n1,2\n": "", "": "its columns are not", "b,a\n1,2\n": "its columns are not", "a,b\n1\n": "wrong number of fields"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		rows, err := readList(name, columns)
		switch {
		case want == "" && (err != nil || len(rows) != 1 || rows[0][1] != "2"):
			t.Errorf("%q: %v, %v", text, rows, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
