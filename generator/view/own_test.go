package view

import (
	"strings"
	"testing"

	"rollcall/generator/attendance"
	"rollcall/generator/plan"
	"rollcall/generator/register"
	"rollcall/generator/returns"
)

// headBook is the book of a head of one of two schools, and the one that all share.
func headBook(t *testing.T) (all, own *Book) {
	t.Helper()
	rows := []register.Row{row(t, school("100001"), attendance.Primary, "2014-15", 200, 1300), row(t, school("100002"), attendance.Primary, "2014-15", 200, 1500)}
	all = book(t, rows...)
	all.Edition = "headteacher"
	all.Confided = &Confided{Pub: book(t, rows...).Pub, Threshold: 5,
		SelfEvaluation: returns.SelfEvaluations{{School: "100001", Question: "1.1.a"}, {School: "100001", Question: "1.1.b"}, {School: "100002", Question: "1.1.a"}},
		Agreements:     returns.Agreements{{Place: school("100001"), Text: "one"}, {Place: school("100002"), Text: "other"}}}
	return all, all.ForHead(school("100001"))
}

// The own school stands in the head's folder; everything else where all heads have it.
func TestPathsOfAHead(t *testing.T) {
	all, own := headBook(t)
	mine, other := plan.Action{ID: "1.1", Scope: school("100001")}, plan.Action{ID: "1.2", Scope: school("100002")}
	for _, c := range []struct{ got, want string }{
		{own.href("../../", school("100001")), "../../own/100001/index.html"},
		{own.href("../../", school("100002")), "../../schools/100002/index.html"},
		{own.GovernorsPath(school("100001")), "own/100001/governors/index.html"},
		{own.PupilsPath(school("100001")), "own/100001/pupils/index.html"},
		{own.selfOf(school("100001")), "own/100001/self-evaluation/index.html"},
		{own.actionPath(&mine), "own/100001/actions/1-1/index.html"},
		{own.actionPath(&other), "actions/1-2/index.html"},
		{own.actionPath(&plan.Action{ID: "2.1"}), "actions/2-1/index.html"},
		{own.OwnFigures(), "own/100001/figures.csv"},
		{all.href("", school("100001")), "schools/100001/index.html"},
		{all.actionPath(&mine), "actions/1-1/index.html"},
	} {
		if c.got != c.want {
			t.Errorf("%s, want %s", c.got, c.want)
		}
	}
	if n := len(all.Heads()); n != 2 {
		t.Errorf("%d heads", n)
	}
}

// A head is told in confidence of the own school, and of no other; what all share is told
// of none.
func TestConfidencesOfAHead(t *testing.T) {
	all, own := headBook(t)
	if n := len(own.SelfEvaluation); n != 2 || len(own.Agreements) != 1 || own.Agreements[0].Text != "one" {
		t.Errorf("%d scores, %v", n, own.Agreements)
	}
	if own.Confided != nil || len(own.Heads()) > 0 {
		t.Error("a head's book holds what other heads are told")
	}
	target := func(urn attendance.URN) returns.Target { return returns.Target{Place: school(urn)} }
	for _, c := range []struct {
		b   *Book
		urn attendance.URN
		ok  bool
	}{{own, "100001", true}, {own, "100002", false}, {all, "100001", false}} {
		place := school(c.urn)
		if got := c.b.HasBrief(place); got != c.ok {
			t.Errorf("brief of %s: %t", c.urn, got)
		}
		if got := c.b.HasGovernors(place); got != c.ok {
			t.Errorf("governors' summary of %s: %t", c.urn, got)
		}
		if got := c.b.tells(&plan.Action{Scope: place}); got != c.ok {
			t.Errorf("owner of an action of %s: %t", c.urn, got)
		}
		if got := c.b.tellsTarget(target(c.urn)); got != c.ok {
			t.Errorf("target of %s: %t", c.urn, got)
		}
	}
}

// The banner says whose a page is, and the front page of a folder says so to an audit.
func TestBannerOfAHead(t *testing.T) {
	all, own := headBook(t)
	if said := ids(own.banner("")); !strings.Contains(said, "edition.own") || !strings.Contains(said, "banner.own.small") {
		t.Error(said)
	}
	if said := ids(own.governorsBanner()); !strings.Contains(said, "edition.own.governors") {
		t.Error(said)
	}
	if said := ids(all.banner("")); strings.Contains(said, "own") {
		t.Error(said)
	}
	for path, want := range map[string]string{"own/100001/index.html": "own 100001", "own/100001/brief/index.html": ""} {
		if got := own.frame(path, navSchools).Disclosure; got != want {
			t.Errorf("%s: %q", path, got)
		}
	}
}
