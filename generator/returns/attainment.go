package returns

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
	"rollcall/generator/sheet"
)

var attainmentFile = sheet.Format{
	Name:    "attainment",
	Meaning: "Attainment by attendance: one row a place, period, threshold and band of attendance.",
	Columns: []sheet.Column{
		{Name: "level", Required: true, Meaning: "school, cluster, authority, the name of another grouping, or country: what the country as a whole comes to."},
		{Name: "code", Required: true, Meaning: "The URN of a school, the slug of a group, the code of an authority or country."},
		{Name: "period", Required: true, Meaning: "The period of the attendance: 2024-25."},
		{Name: "threshold", Required: true, Meaning: "What the pupils reached, such as Level 2."},
		{Name: "band", Required: true, Meaning: "Their own attendance in percent: >=94, 90-94 (90 and more, under 94), <=90 or <70. Bands may overlap."},
		{Name: "pupils", Required: true, Meaning: "Pupils whose attendance lies in the band."},
		{Name: "reached", Required: true, Meaning: "Those of them who reached the threshold."},
		{Name: "source", Meaning: "Where the numbers come from."},
	},
}

// Attainment is how many pupils of a band of attendance reached a threshold.
type Attainment struct {
	Place     attendance.Place // a school by its newest URN
	Period    attendance.Period
	Threshold string          // in the file's words
	Band      attendance.Band // its ID is the band as it is written: >=94
	Pupils    register.Count
	Reached   register.Count // of the pupils
	Source    string
	Pos       diag.Pos // of its row
}

// Measure names what is counted: attainment.level-2.>=94.
func (a *Attainment) Measure() string {
	return "attainment." + attendance.Slug(a.Threshold) + "." + a.Band.ID
}

type attainmentKey struct {
	place   attendance.Place
	period  attendance.Period
	measure string
}

func (l line) attainment() {
	a := Attainment{Source: l.Text("source")}
	var ok [6]bool
	a.Place, ok[0] = l.placeOrCountry(diag.PlaceUnknown)
	a.Period, ok[1] = l.period()
	a.Threshold, ok[2] = l.filled("threshold")
	a.Band, ok[3] = l.band()
	a.Pupils, ok[4] = l.count("pupils")
	a.Reached, ok[5] = l.count("reached")
	if slices.Contains(ok[:], false) {
		return
	}
	if a.Pupils.Known() && a.Reached > a.Pupils {
		l.problems.Add(l.Pos("reached"), diag.ReachedOverflow, "", "%d of %d pupils reached %s", a.Reached, a.Pupils, a.Threshold)
		return
	}
	if l.first(a.key(), a, l.Pos("level"), "", fmt.Sprintf("%s of %s in %s", a.Measure(), a.Place, a.Period)) {
		a.Pos = l.Pos("level")
		l.records.Attainment = append(l.records.Attainment, a)
	}
}

func (a *Attainment) key() attainmentKey { return attainmentKey{a.Place, a.Period, a.Measure()} }

func (l line) band() (attendance.Band, bool) {
	text, ok := l.filled("band")
	if !ok {
		return attendance.Band{}, false
	}
	b, ok := parseBand(text)
	if !ok {
		l.problems.Add(l.Pos("band"), diag.RecordValue, "Write >=94, 90-94, <=90 or <70, in percent from 0 to 100.", "%q is not a band of attendance", text)
	}
	return b, ok
}

// parseBand reads a stretch of attendance in percent: a bound with its sign, or two
// ends. A stretch of two ends holds the lower one and not the upper, as the next
// stretch begins there; only 100 has no next.
func parseBand(text string) (attendance.Band, bool) {
	b := attendance.Band{ID: strings.ReplaceAll(text, " ", "")}
	for _, bound := range []struct {
		sign string
		to   *attendance.Bound
		end  attendance.End
	}{{">=", &b.Lower, attendance.Closed}, {"<=", &b.Upper, attendance.Closed}, {">", &b.Lower, attendance.Open}, {"<", &b.Upper, attendance.Open}} {
		if number, ok := strings.CutPrefix(b.ID, bound.sign); ok {
			percent, ok := share(number)
			*bound.to = attendance.Bound{End: bound.end, Percent: percent}
			return b, ok
		}
	}
	from, to, two := strings.Cut(b.ID, "-")
	lower, ok := share(from)
	upper, known := share(to)
	b.Lower = attendance.Bound{End: attendance.Closed, Percent: lower}
	b.Upper = attendance.Bound{End: attendance.Open, Percent: upper}
	if upper == hundred {
		b.Upper.End = attendance.Closed
	}
	return b, two && ok && known && lower.Less(upper)
}

var hundred = attendance.Decimal{Unscaled: 100}

// share reads a percentage from 0 to 100 of at most two decimal places, so that a
// comparison with counts stays exact.
func share(text string) (attendance.Decimal, bool) {
	d, err := attendance.ParseDecimal(text)
	return d, err == nil && d.Scale <= 2 && !d.Less(attendance.Decimal{}) && !hundred.Less(d)
}
