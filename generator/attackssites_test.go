package generator

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"rollcall/generator/audit"
	"rollcall/generator/diag"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
)

// school is one school of a small site: where it lies, and what it returned.
type school struct {
	urn, cluster, trust string
	returns             []schoolReturn
}

// schoolReturn is one row of attendance.csv. A number below zero is not given.
type schoolReturn struct {
	period, group      string
	roll               int
	missed             int // sessions, half of them with leave
	pa10, pa15, severe int
}

// spread of a return with no small number in it.
func plainReturn(period string, roll int) schoolReturn {
	return schoolReturn{period: period, roll: roll, missed: 8 * roll, pa10: roll / 5, pa15: -1, severe: -1}
}

// areaOf is some schools without a small number, in clusters of five.
func areaOf(n int, periods ...string) []*school {
	if len(periods) == 0 {
		periods = []string{autumn}
	}
	var out []*school
	for i := range n {
		s := &school{urn: fmt.Sprint(970001 + i), cluster: []string{"Dale", "Fell", "Moor", "Weald"}[i/5]}
		for _, period := range periods {
			s.returns = append(s.returns, plainReturn(period, 240+10*i))
		}
		out = append(out, s)
	}
	return out
}

// plainArea is three clusters of five schools.
func plainArea(periods ...string) []*school { return areaOf(15, periods...) }

// folderOf writes the input files of an area.
func folderOf(area []*school, settings string) fstest.MapFS {
	var schools, rows strings.Builder
	schools.WriteString("urn,name,phase,cluster,trust\n")
	rows.WriteString("urn,period,group,enrolments,sess_possible,sess_authorised,sess_unauthorised,pa_10,pa_15,severe\n")
	number := func(n int) string {
		if n < 0 {
			return ""
		}
		return fmt.Sprint(n)
	}
	for _, s := range area {
		fmt.Fprintf(&schools, "%s,School %s,Primary,%s,%s\n", s.urn, s.urn[3:], s.cluster, s.trust)
		for _, r := range s.returns {
			fmt.Fprintf(&rows, "%s,%s,%s,%d,%d,%d,%d,%s,%s,%s\n", s.urn, r.period, r.group, r.roll, 120*r.roll,
				r.missed/2, r.missed-r.missed/2, number(r.pa10), number(r.pa15), number(r.severe))
		}
	}
	trusts := ""
	if slices.ContainsFunc(area, func(s *school) bool { return s.trust != "" }) {
		trusts = "  - {column: trust, one: trust, many: trusts}\n"
	}
	site := fmt.Sprintf(`authority: {code: "997", name: Mistlethwaite, nation: England}
title: School attendance in Mistlethwaite
as_of: 2025-07-31
main_grouping: cluster
groupings:
  - {column: cluster, one: cluster, many: clusters}
%sinputs: [{path: schools.csv}, {path: attendance.csv}]
%s`, trusts, settings)
	return fstest.MapFS{
		"site.yaml":      {Data: []byte(site)},
		"schools.csv":    {Data: []byte(schools.String())},
		"attendance.csv": {Data: []byte(rows.String())},
	}
}

// publicWithout builds the public edition of a folder with some rules of protection
// switched off, into memory.
func publicWithout(t testing.TB, folder fs.FS, without disclosure.Rules) fstest.MapFS {
	t.Helper()
	opt := siteOptions(t, folder)
	opt.Edition = "public"
	var problems diag.List
	in, err := readInputs(opt, new(Report), &problems)
	if err != nil {
		t.Fatal(err)
	}
	policy, ok := policyOf(opt, in, &problems)
	if !ok || problems.Failed() {
		t.Fatal(problems.Problems())
	}
	policy.Without = without
	cube := measure.Aggregate(in.dataset, authority(opt.Site), groupings(opt.Site))
	site := fstest.MapFS{}
	var lock sync.Mutex
	opt.Write = func(path string, data []byte) error {
		lock.Lock()
		defer lock.Unlock()
		site[path] = &fstest.MapFile{Data: bytes.Clone(data)}
		return nil
	}
	if err := write(opt, newBook(opt, in, disclosure.Publish(cube, policy)), new(Report)); err != nil {
		t.Fatal(err)
	}
	return site
}

// attacked returns what the audit says of the figures of a site.
func attacked(site fs.FS, known ...audit.Source) (audit.Report, []diag.Problem) {
	var problems diag.List
	r := audit.Figures(site, audit.DefaultLimits, audit.Reader{Known: known}, &problems)
	return r, problems.Problems()
}
