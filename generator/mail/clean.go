package mail

import (
	"os"
	"path/filepath"
	"regexp"
)

// planName is what the folder of a plan is called, or of one that was being written.
var planName = regexp.MustCompile(`^[0-9a-f]{16}(\.new)?$`)

// IsPlan reports whether a text is the name of a plan.
func IsPlan(name string) bool { return len(name) == 16 && planName.MatchString(name) }

// Plans lists the plans in the folder of all plans, in order.
func Plans(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range entries {
		if e.IsDir() && IsPlan(e.Name()) {
			out = append(out, e.Name())
		}
	}
	return out, nil
}

// Clean removes the plans of which nothing was sent. Those with a journal stay, and so
// does what stands beside them: they say who was written to, and what may not be sent
// again. It returns how many plans it removed and which it kept.
func Clean(dir string) (removed int, kept []string, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return 0, nil, err
	}
	for _, e := range entries {
		if !e.IsDir() || !planName.MatchString(e.Name()) {
			continue
		}
		place := filepath.Join(dir, e.Name())
		if _, err := os.Stat(filepath.Join(place, JournalFile)); err == nil {
			kept = append(kept, e.Name())
			continue
		}
		if err := os.RemoveAll(place); err != nil {
			return removed, kept, err
		}
		removed++
	}
	return removed, kept, nil
}
