package audit

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"rollcall/generator/diag"
)

// world is a small authority: schools in clusters and, across them, in trusts, with
// the persistently absent at 10% and those of them at 15%. The first schools of the
// list are hidden or shown, and so is each total.
type world struct {
	step, threshold int64
	cluster, trust  []int
	roll            []int64
	truth           [2][]int64 // pa_10 and pa_15, by school
	places          [][]int    // schools of each place: the schools, the clusters, the trusts, the authority
	names           []string   // of each place
	levels          []string
	shown           [2][]bool // by place
	percent         []bool    // whether the percentage of pa_10 is shown, by school
}

func randomWorld(rng *rand.Rand) *world {
	w := &world{step: 1, threshold: 5}
	n := 3 + rng.IntN(3)
	if rng.IntN(4) == 0 {
		w.step, w.threshold = 5, 7
		n = 3
	}
	groups := [2][][]int{make([][]int, 2), make([][]int, 2)}
	for s := range n {
		roll := int64(8 + rng.IntN(9))
		a := rng.Int64N(roll/2 + 1)
		w.roll = append(w.roll, roll)
		w.truth[0] = append(w.truth[0], a)
		w.truth[1] = append(w.truth[1], rng.Int64N(a+1))
		w.percent = append(w.percent, rng.IntN(8) == 0)
		w.add("school", fmt.Sprintf("S%d", s), []int{s})
		for g := range groups {
			at := rng.IntN(2)
			groups[g][at] = append(groups[g][at], s)
		}
	}
	var all []int
	for s := range n {
		all = append(all, s)
	}
	for g, level := range []string{"cluster", "trust"} {
		for i, members := range groups[g] {
			if len(members) > 0 {
				w.add(level, fmt.Sprintf("%s%d", level, i), members)
			}
		}
	}
	w.add("authority", "LA", all)
	for c := range w.shown {
		for range w.places {
			w.shown[c] = append(w.shown[c], rng.IntN(2) == 0)
		}
	}
	return w
}

func (w *world) add(level, name string, members []int) {
	w.places, w.names, w.levels = append(w.places, members), append(w.names, name), append(w.levels, level)
}

func (w *world) sum(list []int64, members []int) (n int64) {
	for _, s := range members {
		n += list[s]
	}
	return n
}

// print returns what a count is published as.
func (w *world) print(n int64) int64 {
	if w.step == 1 || n == 0 {
		return n
	}
	return (2*n + w.step) / (2 * w.step) * w.step
}

// visible reports whether a figure is published. Where counts are rounded, those that
// would round to nothing are never.
func (w *world) visible(c, place int) bool {
	n := w.sum(w.truth[c], w.places[place])
	return w.shown[c][place] && (w.step == 1 || n == 0 || n > w.threshold)
}

func (w *world) files() []string {
	row := func(place int) string {
		roll := w.sum(w.roll, w.places[place])
		cells := []string{strconv.Itoa(len(w.places[place])), strconv.FormatInt(roll, 10), "", "", ""}
		if w.step > 1 {
			cells[1] = strconv.FormatInt(roll, 10) // known exactly
			if roll%w.step == 0 {
				cells[1] = "x"
			}
		}
		for c := range w.truth {
			cells[2+c] = "c"
			if w.visible(c, place) {
				cells[2+c] = strconv.FormatInt(w.print(w.sum(w.truth[c], w.places[place])), 10)
			}
		}
		if w.levels[place] == "school" && w.percent[place] && w.step == 1 {
			n := w.truth[0][place]*2000 + roll
			cells[4] = fmt.Sprintf("%d.%d", n/(2*roll)/10, n/(2*roll)%10)
		}
		return w.levels[place] + " " + w.names[place] + "|Primary|2024-25|All pupils|" + strings.Join(cells, ",")
	}
	const columns = "schools,enrolments,pa_10,pa_15,pa_10_percent"
	var files []string
	var summary []string
	for place := range w.places {
		switch w.levels[place] {
		case "school":
			continue
		case "cluster", "trust":
			rows := []string{row(place)}
			for _, s := range w.places[place] {
				rows = append(rows, row(s))
			}
			files = append(files, fileOf(columns, rows...))
		}
		summary = append(summary, row(place))
	}
	return append(files, fileOf(columns, summary...))
}

// limit is what one figure can be over all worlds that are published alike.
type limit struct{ low, high int64 }

func (l *limit) take(n int64) { l.low, l.high = min(l.low, n), max(l.high, n) }

// enumerate goes through every world that would be published alike, and returns what
// each figure can be; it is false if there are too many.
func (w *world) enumerate() (map[string]*limit, bool) {
	out := make(map[string]*limit)
	note := func(name string, n int64) {
		if out[name] == nil {
			out[name] = &limit{n, n}
		}
		out[name].take(n)
	}
	n := len(w.roll)
	x := [2][]int64{make([]int64, n), make([]int64, n)}
	steps := 0
	alike := func(c int, place int) bool {
		if !w.visible(c, place) {
			return true
		}
		got, want := w.sum(x[c], w.places[place]), w.sum(w.truth[c], w.places[place])
		return w.print(got) == w.print(want) && (w.step == 1 || got == 0 == (want == 0) && (got == 0 || got > w.threshold))
	}
	over := func(c int, place int) bool { // sums only grow
		return w.visible(c, place) && w.sum(x[c], w.places[place]) > w.sum(w.truth[c], w.places[place])+w.step
	}
	var walk func(i int) bool
	walk = func(i int) bool {
		if steps++; steps > 150_000 {
			return false
		}
		if i == 2*n {
			for c := range x {
				for place := range w.places {
					if !alike(c, place) {
						return true
					}
				}
			}
			for place, members := range w.places {
				a, b, roll := w.sum(x[0], members), w.sum(x[1], members), w.sum(w.roll, members)
				note(w.names[place]+" pa_10", a)
				note(w.names[place]+" pa_15", b)
				if w.step == 1 || roll%w.step != 0 {
					note(w.names[place]+" enrolments less pa_10", roll-a)
				}
				note(w.names[place]+" pa_10 less pa_15", a-b)
			}
			return true
		}
		s, c := i/2, i%2
		top := w.roll[s]
		if w.step > 1 && top%w.step == 0 {
			top = 40 // the roll is not published
		}
		if c == 1 {
			top = x[0][s]
		}
		for v := int64(0); v <= top; v++ {
			x[c][s] = v
			if c == 0 && w.percent[s] && w.step == 1 && (v*2000+w.roll[s])/(2*w.roll[s]) != (w.truth[0][s]*2000+w.roll[s])/(2*w.roll[s]) {
				continue
			}
			if !alike(c, s) {
				continue
			}
			ok := true
			for place := range w.places {
				ok = ok && !over(c, place)
			}
			if ok && !walk(i+1) {
				return false
			}
		}
		x[c][s] = 0
		return true
	}
	return out, walk(0)
}

// Every figure that can be worked out is found, none that is found leaves more open
// than it says, and none is left unproved: small tables are searched through.
func TestRandomTablesAgainstEnumeration(t *testing.T) {
	tables := 150
	if n, err := strconv.Atoi(os.Getenv("ROLLCALL_TABLES")); err == nil {
		tables = n
	}
	compared, pinned := 0, 0
	for seed := range tables {
		w := randomWorld(rand.New(rand.NewPCG(7, uint64(seed))))
		truth, ok := w.enumerate()
		if !ok {
			continue
		}
		compared++
		r := attackOn(t, map[int64]string{1: exact5, 5: "rounded 5 7"}[w.step], w.files())
		got := make(map[string]Finding)
		for _, f := range r.Findings {
			if f.Code == diag.AuditCoalition {
				continue
			}
			name := strings.ReplaceAll(strings.ReplaceAll(f.What, ", 2024-25, Primary, All pupils, ", " "), ", 2024-25, All pupils, ", " ")
			name = strings.Replace(name, " less of ", " less ", 1)
			got[name] = f
		}
		fail := func(format string, args ...any) {
			t.Errorf("seed %d: %s\n%s", seed, fmt.Sprintf(format, args...), strings.Join(w.files(), "\n"))
		}
		for place, name := range w.names {
			for c, column := range []string{"pa_10", "pa_15"} {
				figure := name + " " + column
				f, told := got[figure]
				want := truth[figure]
				delete(got, figure)
				if w.visible(c, place) {
					continue
				}
				switch narrow := want.high-want.low < narrow-1; {
				case narrow && !told:
					fail("%s can only be %d to %d, and was not found", figure, want.low, want.high)
				case told && f.Code == diag.AuditUnproved:
					fail("%s is unproved; it can be %d to %d", figure, want.low, want.high)
				case told && !narrow:
					fail("%s was found to be %s; it can be %d to %d", figure, f.Range(), want.low, want.high)
				case told && (f.Low > want.low || f.High < want.high):
					fail("%s was found to be %s; it can be %d to %d", figure, f.Range(), want.low, want.high)
				case told:
					pinned++
				}
			}
			for _, figure := range []string{name + " enrolments less pa_10", name + " pa_10 less pa_15"} {
				f, told := got[figure]
				want := truth[figure]
				delete(got, figure)
				if want == nil {
					continue
				}
				few := want.high-want.low < narrow-1 && want.low <= w.threshold && want.high >= 1
				if few && !told {
					// A published figure less a hidden one is told of the hidden one.
					narrow := func(column string) bool { l := truth[name+" "+column]; return l.high-l.low < narrow-1 }
					if strings.Contains(figure, "enrolments") && narrow("pa_10") ||
						w.visible(0, place) && narrow("pa_15") || w.visible(1, place) && narrow("pa_10") {
						continue
					}
					fail("%s can only be %d to %d, and was not found", figure, want.low, want.high)
				}
				if told && want.high-want.low >= narrow-1 {
					fail("%s was found to be %s; it can be %d to %d", figure, f.Range(), want.low, want.high)
				}
			}
		}
		for name, f := range got {
			if f.Code == diag.AuditUnproved {
				fail("%s is unproved", name)
			}
		}
		if t.Failed() && seed > 50 {
			return
		}
	}
	t.Logf("%d tables compared, %d figures pinned", compared, pinned)
	if compared < tables/4 || pinned == 0 {
		t.Errorf("only %d tables compared, %d figures pinned", compared, pinned)
	}
}
