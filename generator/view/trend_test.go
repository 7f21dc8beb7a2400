package view

import (
	"testing"
	"testing/fstest"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/returns"
	"rollcall/generator/sheet"
	"rollcall/generator/strategy"
)

// The target of a strategy of 2012 to 2014 is drawn on 2012/13 and 2013/14, after the
// break, and on no later year. A chart that holds none of its years draws nothing.
func TestATargetEndsWithItsStrategy(t *testing.T) {
	years := []string{"2011-12 HT1-5", "2012-13", "2013-14", "2014-15", "2015-16"}
	b := book(t)
	for i, year := range years {
		years[i] = period(t, year).String()
	}
	const text = "level,code,phase,measure,period,value\nauthority,991,Primary,attendance,2013-14 to HT5,94.86\n"
	var problems diag.List
	file := sheet.Input{FS: fstest.MapFS{"t.csv": {Data: []byte(text)}}, Path: "t.csv", Name: "t.csv"}
	b.Targets = returns.Read([]sheet.Input{file}, returns.Options{Measures: []string{"attendance"}, Authority: wexcombe,
		Resolve: func(p attendance.Place) (attendance.Place, bool) { return p, p == wexcombe }}, &problems).Targets
	b.Strategies = []*strategy.Strategy{{ID: "s", From: time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2014, 7, 31, 0, 0, 0, 0, time.UTC)}}
	drawn := func(years ...string) *Chart {
		var periods []attendance.Period
		for _, year := range years {
			periods = append(periods, period(t, year))
		}
		c := &Chart{Breaks: breaks(periods)}
		at := b.at(wexcombe, periods[len(periods)-1])
		at.Phase = attendance.Primary
		b.drawElsewhere(c, at, "attendance", periods)
		return c
	}
	c := drawn(years...)
	if len(c.Series) != 1 || len(c.Ref) != 0 || c.Series[0].shown() != 2 {
		t.Fatalf("%+v", c)
	}
	for i, want := range []bool{false, true, true, false, false} {
		if _, ok := c.Series[0].Values[i].Number(); ok != want {
			t.Errorf("%s: drawn %v", years[i], ok)
		}
	}
	if c := drawn("2014-15", "2015-16"); len(c.Series)+len(c.Ref)+len(c.Notes) != 0 {
		t.Errorf("a line outlives its strategy: %+v", c)
	}
	if c := drawn("2012-13", "2013-14"); len(c.Ref) != 1 || len(c.Series) != 0 {
		t.Errorf("while the strategy runs the line spans the chart: %+v", c)
	}
}
