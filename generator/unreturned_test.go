package generator

import (
	"bytes"
	"strings"
	"testing"
)

// A school that has never returned anything is missing from every figure, and the pages
// say so, as for one that returned for another period of the year.
func TestSchoolsThatNeverReturned(t *testing.T) {
	for _, edition := range []string{"intranet", "public"} {
		folder := returnsSite("100001,2025-26 HT1,200,14000,560,140\n")
		folder["site.yaml"].Data = bytes.Replace(folder["site.yaml"].Data, []byte("disclosure: none"), []byte("disclosure: {intranet: exact}"), 1)
		opt := siteOptions(t, folder)
		opt.Edition = edition
		site, printed := buildSite(t, opt)
		if len(site) == 0 {
			t.Fatal(printed)
		}
		auditsClean(t, opt, site)
		pageHas(t, site, "index.html", "1 of 4")
		pageHas(t, site, "coverage/index.html", "1 of 4 schools")
		if edition == "intranet" {
			pageHas(t, site, "returns/index.html", "1 of 4 schools returned", "3 schools are missing", ">The Centre<")
		}
	}
}

// What was read and only noted asks nothing of a school: there is no letter to it.
func TestNotesAreNoFaultsOfASchool(t *testing.T) {
	rows := ""
	for _, school := range []string{"100001", "100002", "100003", "100060"} {
		rows += school + ",2025/26 Autumn 1,200,\"14,000\",560,140\n"
	}
	site, printed := buildSite(t, siteOptions(t, returnsSite(rows)))
	if len(site) == 0 || !bytes.Contains([]byte(printed), []byte("period-form")) {
		t.Fatal(printed)
	}
	pageHas(t, site, "problems/index.html")
	for page, text := range site {
		if bytes.Contains(text, []byte("period-form")) && page != "coverage/index.html" && page != "coverage/problems.csv" {
			t.Errorf("%s tells a note", page)
		}
	}
	if site["returns/100001/index.html"] != nil {
		t.Error("there is a note to a school whose return has no fault")
	}
}

// Where every return is set aside, the remedy is to correct those, not to send for more.
func TestAllReturnsSetAside(t *testing.T) {
	site, printed := buildSite(t, siteOptions(t, returnsSite("100001,2035-36 HT1,200,14000,560,140\n")))
	if len(site) > 0 || !strings.Contains(printed, "figures-none") || !strings.Contains(printed, "Correct what is set aside first: returns came, 1 of them") {
		t.Error(printed)
	}
}
