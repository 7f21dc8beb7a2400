package generator

import (
	"os"
	"strings"
	"testing"
)

// A Welsh site speaks of Wales: of more than a tenth of sessions, of a gap to Wales, of
// additional learning needs. Only the page of definitions names England, to tell its
// rule apart.
func TestWelshSiteSpeaksOfWales(t *testing.T) {
	if testing.Short() {
		t.Skip("a whole site is built")
	}
	got, problems := buildSite(t, siteOptions(t, os.DirFS("../data/glanarwel")))
	if got["consortium/index.html"] == nil {
		t.Fatal("the consortium has no page: ", problems)
	}
	for path, page := range got {
		if !strings.HasSuffix(path, ".html") || path == "404.html" { // which holds no figures
			continue
		}
		for _, words := range []string{"England", "a tenth or more", "10% or more", "SEN support", "Education, health and care"} {
			if strings.Contains(string(page), words) && !(words == "England" && path == "method/index.html") {
				t.Errorf("%s says %q", path, words)
			}
		}
		if !strings.Contains(string(page), "Made-up figures") {
			t.Errorf("%s does not say that it is made up", path)
		}
	}
	if page := string(got["method/index.html"]); !strings.Contains(page, "more than 10% of own possible sessions") {
		t.Error("the method does not give the rule of Wales")
	}
}
