package strategy

import (
	"maps"
	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// strategy reads the front matter of the index page.
func (f *file) strategy(root ast.Node, must fields, s *Strategy) {
	maps.Copy(must, fields{
		"id": f.slug(&s.ID), "authority": f.line(&s.Authority), "nation": f.nation(&s.Nation),
		"from": f.date(&s.From), "until": f.date(&s.Until),
		"source": f.source(&s.Source),
		"strand_word": func(n ast.Node) {
			f.mapping(n, fields{"one": f.line(&s.StrandOne), "many": f.line(&s.StrandMany)}, nil)
		},
	})
	f.mapping(root, must, fields{"subtitle": f.line(&s.Subtitle), "dates_note": f.line(&s.DatesNote)})
	if !s.From.IsZero() && !s.Until.IsZero() && s.Until.Before(s.From) {
		f.wrong(root, "Correct one of the dates.", "until is before from")
	}
}

// levels reads the front matter of a levels page. Every level has one place in the
// order of precedence, so that overlapping bands put a pupil at one level.
func (f *file) levels(root ast.Node, must fields) LevelsPage {
	var p LevelsPage
	must["levels"] = func(n ast.Node) {
		f.sequence(n, func(n ast.Node) {
			l := f.level(n)
			if l.ID != "" && slices.ContainsFunc(p.Levels, func(m Level) bool { return m.ID == l.ID }) {
				f.wrong(n, "Give each level an id of its own.", "level %q stands here twice", l.ID)
			}
			p.Levels = append(p.Levels, l)
		})
	}
	var precedence, responses ast.Node
	must["precedence"] = func(n ast.Node) { precedence = n }
	f.mapping(root, must, fields{"responses": func(n ast.Node) { responses = n }})
	if responses != nil {
		f.sequence(responses, func(n ast.Node) { p.Responses = append(p.Responses, f.response(n, p.Levels)) })
	}
	if precedence == nil {
		return p
	}
	var ids []string // of levels that have no place yet
	for _, l := range p.Levels {
		ids = append(ids, l.ID)
	}
	f.sequence(precedence, func(n ast.Node) {
		var id string
		f.line(&id)(n)
		i := slices.Index(ids, id)
		if i < 0 {
			f.wrong(n, diag.DidYouMean(id, ids), "%q is not a level without a place in precedence", id)
			return
		}
		ids = slices.Delete(ids, i, i+1)
		p.Precedence = append(p.Precedence, id)
	})
	if len(ids) > 0 {
		f.wrong(precedence, "Say which level wins where bands overlap.", "precedence lacks %s", strings.Join(ids, ", "))
	}
	return p
}

// response reads one thing that is done at a level.
func (f *file) response(node ast.Node, levels []Level) Response {
	var r Response
	var ids []string
	for _, l := range levels {
		ids = append(ids, l.ID)
	}
	f.mapping(node, fields{"level": f.choice(&r.Level, ids...), "activity": f.line(&r.Activity)},
		fields{"purpose": f.line(&r.Purpose), "detail": f.line(&r.Detail), "who": f.line(&r.Who)})
	return r
}

// level reads one band. An end that is given says whether it is closed: nothing is
// taken for granted.
func (f *file) level(node ast.Node) Level {
	var l Level
	var lower, upper *bool
	closed := func(to **bool) func(ast.Node) {
		return func(n ast.Node) { *to = new(bool); f.flag(*to)(n) }
	}
	end := func(of *attendance.Bound) func(ast.Node) {
		return func(n ast.Node) { of.End = attendance.Open; f.percent(&of.Percent)(n) }
	}
	f.mapping(node, fields{"id": f.slug(&l.ID), "name": f.line(&l.Name), "wording": f.line(&l.Label)},
		fields{"above": end(&l.Lower), "upto": end(&l.Upper), "lower_closed": closed(&lower), "upper_closed": closed(&upper), "by_judgement": f.flag(&l.ByJudgement),
			"years": word(f, &l.Years, "Write the year groups that the level is for, as 10-11 or R-2.", attendance.ParseYearGroups)})
	for _, b := range []struct {
		*attendance.Bound
		closed *bool
		name   string
	}{{&l.Lower, lower, "lower_closed"}, {&l.Upper, upper, "upper_closed"}} {
		switch {
		case b.End == attendance.Unbounded && b.closed != nil && *b.closed:
			f.wrong(node, "Give the end, or write false.", "%s is true, but that end has no percentage", b.name)
		case b.End != attendance.Unbounded && b.closed == nil:
			f.wrong(node, "Write true if the band holds the percentage itself, false if not.", "%s is missing", b.name)
		case b.End != attendance.Unbounded && *b.closed:
			b.End = attendance.Closed
		}
	}
	switch {
	case !l.ByJudgement && l.Lower.End == attendance.Unbounded && l.Upper.End == attendance.Unbounded:
		f.wrong(node, "Give above, upto or by_judgement: true.", "level %q has no band", l.ID)
	case l.Lower.End != attendance.Unbounded && l.Upper.End != attendance.Unbounded && l.Upper.Percent.Less(l.Lower.Percent):
		f.wrong(node, "Correct above or upto.", "level %q ends below its beginning", l.ID)
	}
	return l
}
