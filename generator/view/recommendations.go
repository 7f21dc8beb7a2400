package view

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"rollcall/generator/returns"
)

// recommendationsPage lists what committees and inspectors recommended, who is late
// with what, and what was answered.
func (b *Book) recommendationsPage(s Study) Document {
	page := b.studyPage(s)
	page.Kick = T("kick.recommendations", TextArg("place", b.Name(b.Pub.Authority())), DateArg("date", b.AsOf))
	open, late := b.recommendationsOpen(), b.recommendationsLate()
	page.H1 = T("recommendations.h1", IntArg("n", len(b.Recommendations)), IntArg("open", open), IntArg("late", late))
	switch {
	case open == 0:
		page.H1 = T("recommendations.h1.done", IntArg("n", len(b.Recommendations)))
	case late == 0:
		page.H1 = T("recommendations.h1.ontime", IntArg("n", len(b.Recommendations)), IntArg("open", open))
	}
	page.Intro = []Text{T("recommendations.intro", DateArg("date", b.AsOf))}
	for _, source := range returns.RecommendationSources {
		page.Sections = append(page.Sections, section(string(source), T("recommendations.source."+string(source)), []Text{T("recommendations.rail", IntArg("n", b.recommendationsLeft(source)))}, Block{Table: b.recommendationTable(source)})...)
	}
	page.Contents = contents(page.Sections)
	return page
}

// recommendationsOpen counts the recommendations that are still to be done.
func (b *Book) recommendationsOpen() int {
	n := 0
	for _, source := range returns.RecommendationSources {
		n += b.recommendationsLeft(source)
	}
	return n
}

// recommendationsLate counts those whose day has passed.
func (b *Book) recommendationsLate() int {
	n := 0
	for i := range b.Recommendations {
		if b.recommendationLate(&b.Recommendations[i]) > 0 {
			n++
		}
	}
	return n
}

func (b *Book) recommendationsLeft(source returns.RecommendationSource) int {
	n := 0
	for i := range b.Recommendations {
		if x := &b.Recommendations[i]; x.Source == source && !x.Status.Ended() {
			n++
		}
	}
	return n
}

// recommendationTable is a row a recommendation of one source: first what is overdue,
// the longest first, then what is still to be done, the oldest first, then what has
// ended. It is nil where there is none.
func (b *Book) recommendationTable(source returns.RecommendationSource) *Table {
	var rows []*returns.Recommendation
	for i := range b.Recommendations {
		if b.Recommendations[i].Source == source {
			rows = append(rows, &b.Recommendations[i])
		}
	}
	if len(rows) == 0 {
		return nil
	}
	slices.SortStableFunc(rows, func(x, y *returns.Recommendation) int {
		return cmp.Or(-cmp.Compare(b.recommendationLate(x), b.recommendationLate(y)), cmp.Compare(endedLast(x), endedLast(y)), x.Date.Compare(y.Date))
	})
	t := &Table{ID: "recommendations-" + string(source), Caption: T("recommendations.caption", TextArg("source", T("recommendations.source."+string(source)))), Hidden: true, Style: StackTable,
		Columns: []Column{{Label: T("column.recommendation")}, {Label: T("column.status")}, {Label: T("column.age")}, {Label: T("column.due")}}}
	if b.internal() {
		t.Columns = append(t.Columns, Column{Label: T("column.owner")})
	}
	t.Columns = append(t.Columns, Column{Label: T("column.response")})
	for _, x := range rows {
		t.Rows = append(t.Rows, b.recommendationRow(x))
	}
	return t
}

func endedLast(x *returns.Recommendation) int {
	if x.Status.Ended() {
		return 1
	}
	return 0
}

func (b *Book) recommendationRow(x *returns.Recommendation) Row {
	made := T("recommendations.made", WordsArg("id", x.ID), DateArg("date", x.Date.Format(time.DateOnly)))
	if x.Of != "" {
		made = T("recommendations.made.of", WordsArg("id", x.ID), WordsArg("of", x.Of), DateArg("date", x.Date.Format(time.DateOnly)))
	}
	cells := []Cell{{Text: Words(x.Text), Meta: made}, b.recommendationState(x), TextCell(b.recommendationAge(x)), b.recommendationDue(x)}
	if b.internal() {
		cells = append(cells, TextCell(orNone(x.Owner, T("recommendations.owner.none"))))
	}
	return Row{Cells: append(cells, TextCell(orNone(x.Response, T("recommendations.response.none"))))}
}

// orNone is what a file says, or the message that it says nothing.
func orNone(words string, none Text) Text {
	if words == "" {
		return none
	}
	return Words(words)
}

// recommendationState is what the authority says of a recommendation and since when.
// One that is overdue says that first.
func (b *Book) recommendationState(x *returns.Recommendation) Cell {
	stated := T("recommendation.state." + strings.ReplaceAll(string(x.Status), " ", "-"))
	tag := Tag{Tone: Plain, Icon: IconNone, Label: stated}
	switch x.Status {
	case returns.InProgress:
		tag.Tone, tag.Icon = Info, IconTrack
	case returns.Complete:
		tag.Tone, tag.Icon = Good, IconDone
	case returns.Rejected:
		tag.Icon = IconStopped
	}
	since := DateArg("date", x.Updated.Format(time.DateOnly))
	if b.recommendationLate(x) > 0 {
		return Cell{Kind: CellTag, Tag: &Tag{Tone: Concern, Icon: IconOverdue, Label: T("status.overdue")}, Meta: T("recommendations.stated", TextArg("state", stated), since)}
	}
	return Cell{Kind: CellTag, Tag: &tag, Meta: T("recommendations.since", since)}
}

// recommendationAge is how long a recommendation has been waiting, or how long it took.
func (b *Book) recommendationAge(x *returns.Recommendation) Text {
	if x.Status.Ended() {
		return T("recommendations.took", TextArg("time", lasted(x.Date, x.Updated)))
	}
	return lasted(x.Date, b.asOf())
}

// recommendationDue is the day by which a recommendation is to be done, by how much it
// was missed, and how often it was moved.
func (b *Book) recommendationDue(x *returns.Recommendation) Cell {
	if x.Due.IsZero() {
		return TextCell(T("plan.due.none"))
	}
	cell := TextCell(T("plan.due.date", DateArg("date", x.Due.Format(time.DateOnly))))
	if late := b.recommendationLate(x); late > 0 {
		cell.Meta = T("plan.late", IntArg("n", late))
	}
	if first, times := firstDue(x); times > 0 {
		date := DateArg("date", first.Format(time.DateOnly))
		moved := T("recommendations.moved", IntArg("n", times), date)
		if times == 1 {
			moved = T("recommendations.moved.once", date)
		}
		if !cell.Meta.IsZero() {
			moved = T("recommendations.both", TextArg("late", cell.Meta), TextArg("moved", moved))
		}
		cell.Meta = moved
	}
	return cell
}

// firstDue is the day that was first set, and how many times it was moved since.
func firstDue(x *returns.Recommendation) (first time.Time, times int) {
	var last time.Time
	for i := 0; i <= len(x.Before); i++ {
		due := x.Due
		if i < len(x.Before) {
			due = x.Before[i].Due
		}
		switch {
		case due.IsZero():
			continue
		case first.IsZero():
			first = due
		case !due.Equal(last):
			times++
		}
		last = due
	}
	return first, times
}

// recommendationLate is by how many days a recommendation has missed its day; 0 when
// it has not, has none, or nothing more is to be done.
func (b *Book) recommendationLate(x *returns.Recommendation) int {
	if x.Status.Ended() || x.Due.IsZero() {
		return 0
	}
	return max(0, int(b.asOf().Sub(x.Due)/(24*time.Hour)))
}

// asOf is the day on which everything is judged.
func (b *Book) asOf() time.Time {
	day, _ := time.Parse(time.DateOnly, b.AsOf) // it was written by that layout
	return day
}

// lasted is a stretch of time in whole months, or in days where it is under a month.
func lasted(from, to time.Time) Text {
	if months := wholeMonths(from, to); months > 0 {
		return T("recommendations.months", IntArg("n", months))
	}
	return T("recommendations.days", IntArg("n", max(0, int(to.Sub(from)/(24*time.Hour)))))
}

func wholeMonths(from, to time.Time) int {
	months := 12*(to.Year()-from.Year()) + int(to.Month()) - int(from.Month())
	if to.Day() < from.Day() {
		months--
	}
	return months
}
