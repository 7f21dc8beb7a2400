package view

import (
	"strings"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/register"
	"rollcall/generator/returns"
)

// ids are the messages of a text, those within it too.
func ids(t Text) string {
	out := t.ID
	for _, a := range t.Args {
		if a.Text != nil {
			out += " " + ids(*a.Text)
		}
	}
	return out
}

// The banner leads to what an edition leaves out, and says what was revised, where there
// is anything to say; the authority's own leaves nothing out.
func TestBanner(t *testing.T) {
	b := book(t, row(t, school("100001"), attendance.Primary, "2012-13", 200, 1300), row(t, school("100001"), attendance.Primary, "2014-15", 200, 1500))
	for _, c := range []struct {
		edition   string
		revisions *Revisions
		has, not  string
	}{
		{"intranet", nil, "banner.periods", "banner.left"},
		{"public", nil, "banner.left", "revisions."},
		{"headteacher", nil, "banner.left", "edition.public"},
		{"public", &Revisions{Since: "2026-02-13"}, "revisions.none", "revisions.note"},
		{"public", &Revisions{All: make([]Revision, 2)}, "revisions.note.undated", "revisions.none"},
	} {
		b.Edition, b.Revisions = c.edition, c.revisions
		if said := ids(b.banner("../")); !strings.Contains(said, c.has) || strings.Contains(said, c.not) {
			t.Errorf("%s: %s, want %s and not %s", c.edition, said, c.has, c.not)
		}
	}
}

// The rule for the audit stands on the front page of an edition that leaves the council,
// and nowhere else.
func TestRuleOfTheFrontPage(t *testing.T) {
	b := book(t, row(t, school("100001"), attendance.Primary, "2012-13", 200, 1300))
	if f := b.frame("index.html", navAuthority); f.Disclosure != "" {
		t.Errorf("the intranet says %q", f.Disclosure)
	}
	b.Edition = "public"
	if f := b.frame("index.html", navAuthority); f.Disclosure != b.rule() || f.Disclosure == "" {
		t.Errorf("the front page says %q", f.Disclosure)
	}
	if f := b.frame("schools/index.html", navSchools); f.Disclosure != "" {
		t.Errorf("another page says %q", f.Disclosure)
	}
	for want, policy := range map[string]disclosure.Policy{"rounded 5 7": disclosure.Public, "exact 5": {Mode: disclosure.Exact, Threshold: 5}, "none": {Mode: disclosure.Open}} {
		b.Pub = disclosure.Publish(measure.Aggregate(&register.Dataset{}, wexcombe, nil), policy)
		if got := b.rule(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A sentence that is worked out from numbers of pupils says so where these are rounded.
func TestRoundedSentencesSayAbout(t *testing.T) {
	for want, policy := range map[string]disclosure.Policy{"about.stat.days": disclosure.Public, "stat.days": {Mode: disclosure.Exact, Threshold: 5}} {
		b := &Book{Pub: disclosure.Publish(measure.Aggregate(&register.Dataset{}, wexcombe, nil), policy)}
		if got := b.worked("stat.days").ID; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A target is told in public where its file says that it may be.
func TestConfidentialTargets(t *testing.T) {
	for _, c := range []struct {
		edition      string
		public, told bool
	}{{"intranet", false, true}, {"public", false, false}, {"public", true, true}, {"headteacher", false, false}} {
		b := &Book{Settings: Settings{Edition: c.edition}}
		if b.tellsTarget(returns.Target{Public: c.public}) != c.told {
			t.Errorf("%+v", c)
		}
	}
}
