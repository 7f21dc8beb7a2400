package view

import (
	"slices"

	"rollcall/generator/attendance"
	"rollcall/generator/disclosure"
	"rollcall/generator/insight"
	"rollcall/generator/plan"
)

// Who is asked. The questions of each stand under ask.AUDIENCE in the locale files,
// what has to be asked first at the top.
var (
	schoolQuestions   = []string{"return", "severe", "agreed", "pa", "attendance", "near", "reason", "code", "target", "better", "families", "help"}
	governorQuestions = []string{"severe", "pa", "attendance", "target", "group", "better", "working", "compare", "help"}
	scrutinyQuestions = []string{"pa", "attendance", "barrier", "planned", "unplanned", "target", "overdue", "unreported", "return", "group", "working", "better"}
)

// asked are the rules of the questions: a question is asked only where its rule
// fires, with what it rests on.
var asked = map[string]func(*Book, disclosure.At) ([]Arg, bool){
	"severe":     (*Book).askSevere,
	"planned":    (*Book).askPlanned,
	"unplanned":  (*Book).askUnplanned,
	"pa":         func(b *Book, at disclosure.At) ([]Arg, bool) { return b.askSignal(at, "pa_10", -1) },
	"attendance": func(b *Book, at disclosure.At) ([]Arg, bool) { return b.askSignal(at, "attendance", -1) },
	"better":     (*Book).askBetter,
	"near": func(b *Book, at disclosure.At) ([]Arg, bool) {
		n := b.Pub.Count(at, disclosure.NearPA)
		v, ok := n.Num()
		return []Arg{NumberArg("n", n)}, ok && v > 0
	},
	"reason":     (*Book).askReason,
	"code":       (*Book).askCode,
	"target":     (*Book).askTarget,
	"group":      (*Book).askGroup,
	"return":     (*Book).askReturn,
	"agreed":     func(b *Book, at disclosure.At) ([]Arg, bool) { return count(b.overdueAgreed(at)) },
	"overdue":    func(b *Book, at disclosure.At) ([]Arg, bool) { return count(b.withStatus(at, plan.Overdue)) },
	"unreported": func(b *Book, at disclosure.At) ([]Arg, bool) { return count(b.withStatus(at, plan.Unreported)) },
	"barrier":    (*Book).askBarrier,
	"families":   always,
	"help":       always,
	"working":    always,
	"compare":    always,
}

// The makers of questions: "ask.school." and so on, then the name of the rule.
const (
	askSchool    = "ask.school."
	askGovernors = "ask.governors."
	askScrutiny  = "ask.scrutiny."
)

// ask makes the first questions of a list whose rules fire, at most so many.
func (b *Book) ask(prefix string, ids []string, at disclosure.At, most int) []Text {
	var out []Text
	for _, id := range ids {
		if args, fires := asked[id](b, at); fires && len(out) < most {
			out = append(out, T(prefix+id, args...))
		}
	}
	return out
}

func always(*Book, disclosure.At) ([]Arg, bool) { return nil, true }

// count asks where there is something to count.
func count(n int) ([]Arg, bool) { return []Arg{IntArg("n", n)}, n > 0 }

// askSevere: where pupils were severely absent.
func (b *Book) askSevere(at disclosure.At) ([]Arg, bool) {
	n := b.Pub.Count(at, disclosure.Severe)
	v, ok := n.Num()
	return []Arg{NumberArg("n", n)}, ok && v > 0
}

// askPlanned: where it is known how many of the severely absent have a joint plan, and
// some have none.
func (b *Book) askPlanned(at disclosure.At) ([]Arg, bool) {
	plan, of := b.Pub.Count(at, disclosure.SeverePlan), b.Pub.Count(at, disclosure.Severe)
	n, known := plan.Num()
	all, ok := of.Num()
	return []Arg{NumberArg("plan", plan), NumberArg("n", of)}, known && ok && n < all
}

// askUnplanned: where pupils were severely absent and nobody counted their plans.
func (b *Book) askUnplanned(at disclosure.At) ([]Arg, bool) {
	args, severe := b.askSevere(at)
	return args, severe && !b.Pub.Count(at, disclosure.SeverePlan).Shown()
}

// askSignal: where a measure changed by more than usual, for the better (+1) or the
// worse (-1).
func (b *Book) askSignal(at disclosure.At, id string, side int) ([]Arg, bool) {
	c := b.change(at, id)
	if !c.Known() || c.Verdict != insight.Signal || c.Better() != side {
		return nil, false
	}
	return []Arg{TextArg("measure", measureName(id)), PercentArg("now", c.To), PercentArg("then", c.From), TextArg("finding", b.finding(c))}, true
}

// askBetter: where attendance or persistent absence improved by more than usual.
func (b *Book) askBetter(at disclosure.At) ([]Arg, bool) {
	for _, id := range []string{"attendance", "pa_10"} {
		if args, ok := b.askSignal(at, id, +1); ok {
			return args, true
		}
	}
	return nil, false
}

// askReason: where a reason for absence rose by more than usual.
func (b *Book) askReason(at disclosure.At) ([]Arg, bool) {
	c, name := b.reasonChanged(at)
	return []Arg{TextArg("reason", name), PercentArg("now", c.To), PercentArg("then", c.From)}, !name.IsZero() && c.Tenths > 0
}

// askCode: where a code is used unlike in other schools.
func (b *Book) askCode(at disclosure.At) ([]Arg, bool) {
	found := b.unusualOf(at)
	if len(found) == 0 {
		return nil, false
	}
	return []Arg{TextArg("reason", reasonWords(found[0].Reason))}, true
}

// askTarget: where the attendance target was missed.
func (b *Book) askTarget(at disclosure.At) ([]Arg, bool) {
	d, ok := b.distance(at, "attendance")
	return []Arg{WordsArg("target", d.Target.String()), GapArg("gap", d.GapTenths), WordsArg("days", oneDecimal(d.Days))}, ok && !d.Met && d.GapTenths < 0 && d.HasDays
}

// distance is how far a measure is from its target, where there is one.
func (b *Book) distance(at disclosure.At, id string) (insight.Distance, bool) {
	t, ok := b.target(at, id)
	if !ok {
		return insight.Distance{}, false
	}
	return insight.ToTarget(b.Pub, at, id, t.Value)
}

// askGroup: where the page of the place would open with a group of pupils.
func (b *Book) askGroup(at disclosure.At) ([]Arg, bool) {
	say := b.sayGroup(at)
	return []Arg{TextArg("finding", say)}, !say.IsZero()
}

// askReturn: where returns of the current period are missing; of a school its own.
func (b *Book) askReturn(at disclosure.At) ([]Arg, bool) {
	_, missing := b.splitMissing(b.Pub.Missing(b.Pub.Authority(), b.current), b.current)
	if at.Place.Level != attendance.LevelSchool {
		return []Arg{IntArg("n", len(missing)), PeriodArg("period", b.current)}, at.Period == b.current && len(missing) > 0
	}
	return []Arg{PeriodArg("period", b.current)}, b.latest(at.Place, at.Period) && slices.Contains(missing, attendance.URN(at.Place.Code))
}

// askBarrier: where a reason rose in many schools at once.
func (b *Book) askBarrier(at disclosure.At) ([]Arg, bool) {
	found := insight.Barriers(b.Pub, at.Period, b.BarrierRules)
	if len(found) == 0 {
		return nil, false
	}
	return []Arg{TextArg("reason", reasonWords(found[0].Reason)), IntArg("rose", found[0].Rose), IntArg("of", found[0].Compared())}, true
}

// withStatus counts the actions of a status, which stand as they are now.
func (b *Book) withStatus(at disclosure.At, status plan.Status) int {
	if !b.latest(at.Place, at.Period) {
		return 0
	}
	return b.tally(b.states)[status]
}
