package generator

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/audit"
	"rollcall/generator/diag"
	"rollcall/generator/disclosure"
)

// mixedArea has some of everything: terms, girls and boys, free school meals, schools
// and counts that are small, and trusts across the clusters.
func mixedArea() []*school {
	rng := rand.New(rand.NewPCG(20, 26))
	area := plainArea(autumn, spring)
	for i, s := range area {
		s.trust = []string{"East", "West", "North"}[i%3]
		for j := range s.returns {
			r := &s.returns[j]
			switch {
			case i == 3:
				r.roll = 4
			case i%4 == 1:
				r.roll = 40 + rng.IntN(30)
			}
			r.missed = r.roll * (5 + rng.IntN(6)) &^ 1
			r.pa10 = r.roll/8 + rng.IntN(r.roll/6+1)
			r.severe = min(rng.IntN(14), r.pa10)
			if r.pa10-r.severe < 6 {
				r.severe = 0
			}
		}
		for _, all := range slices.Clone(s.returns) {
			girls := all
			girls.group, girls.roll, girls.missed = "Girls", all.roll/2, all.missed/4*2
			if i%5 == 0 {
				girls.roll = 12 + i
			}
			boys := all
			boys.group, boys.roll, boys.missed = "Boys", all.roll-girls.roll, all.missed-girls.missed
			meals := all
			meals.group, meals.roll, meals.missed = "Free school meals", all.roll/3, all.missed/6*2
			for _, r := range []schoolReturn{girls, boys, meals} {
				r.pa10, r.severe = -1, -1
				s.returns = append(s.returns, r)
			}
		}
	}
	return area
}

// figureAt names one figure of figures.csv.
type figureAt struct{ level, code, phase, period, group, column string }

// shownCounts reads every count of a site.
func shownCounts(t testing.TB, site fstest.MapFS) map[figureAt]string {
	t.Helper()
	out := make(map[figureAt]string)
	eachFigure(t, site, func(at figureAt, cell *string) { out[at] = *cell })
	return out
}

// eachFigure goes through the counts of a site, in every file that has them, and takes
// in what is written to them.
func eachFigure(t testing.TB, site fstest.MapFS, each func(at figureAt, cell *string)) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(site)) {
		if path.Base(name) != "figures.csv" {
			continue
		}
		rows := readRows(t, site[name].Data)
		column := func(c string) int { return slices.Index(rows[0], c) }
		for _, row := range rows[1:] {
			at := figureAt{level: row[column("level")], code: row[column("code")], phase: row[column("phase")], period: row[column("period")], group: row[column("group")]}
			for i, head := range rows[0] {
				if at.column = head; isCount(head) {
					each(at, &row[i])
				}
			}
		}
		site[name] = &fstest.MapFile{Data: written(t, rows).Data}
	}
}

func isCount(column string) bool {
	return !strings.HasSuffix(column, "_percent") && (strings.HasPrefix(column, "sess_") || slices.Contains([]string{"enrolments", "pa_10", "severe"}, column))
}

// Whatever is hidden only to protect something else is needed: with its number put back,
// alone, with the rest of its row or with all of its school, some hidden figure can be
// worked out, by anybody or by the head of another school. What is not needed was hidden
// for nothing, and there may be little of that.
func TestUnhidingAnythingIsNoticed(t *testing.T) {
	const most = 5 // percent of the figures may be hidden for nothing
	for _, edition := range []string{"exact", "rounded"} {
		t.Run(edition, func(t *testing.T) {
			m := mutate(t, "disclosure: {intranet: none, public: "+edition+"}\n")
			if len(m.secondary) < 100 {
				t.Fatalf("only %d figures are hidden to protect others", len(m.secondary))
			}
			needed := make(map[figureAt]bool)
			for _, kind := range []struct {
				name string
				unit func(figureAt) figureAt
			}{
				{"blocks", func(at figureAt) figureAt { return figureAt{level: at.level, code: at.code, phase: at.phase} }},
				{"rows", func(at figureAt) figureAt { at.column = ""; return at }},
				{"figures", func(at figureAt) figureAt { return at }},
			} {
				units := make(map[figureAt][]figureAt)
				for at := range m.secondary {
					units[kind.unit(at)] = append(units[kind.unit(at)], at)
				}
				noticed, byHead := 0, 0
				for _, cells := range units {
					heads := m.heads
					if !slices.ContainsFunc(cells, func(at figureAt) bool { return !needed[at] }) {
						heads = nil // they were asked about all of it
					}
					switch m.notice(t, cells, heads) {
					case byAnybody:
						noticed++
					case byAHead:
						byHead++
					default:
						continue
					}
					for _, at := range cells {
						needed[at] = true
					}
				}
				t.Logf("%d %s are put back: the audit notices %d, and %d more with what one head knows", len(units), kind.name, noticed, byHead)
			}
			idle := len(m.secondary) - len(needed)
			t.Logf("%d of %d figures are hidden for nothing", idle, len(m.secondary))
			for at := range m.secondary {
				if !needed[at] {
					t.Log(at)
				}
			}
			if idle*100 > most*len(m.secondary) {
				t.Errorf("that is more than %d%%", most)
			}
		})
	}
}

// mutants is a protected site and what can be put back into it.
type mutants struct {
	site, open fstest.MapFS
	secondary  map[figureAt]string // what is hidden to protect something else, and what it is
	heads      []string            // schools of which something is hidden
}

// mutate builds a site that is protected, one in which only what is small itself is hidden,
// and one with every number.
func mutate(t *testing.T, settings string) *mutants {
	t.Helper()
	folder := folderOf(mixedArea(), settings)
	m := &mutants{site: fstest.MapFS{}, open: fstest.MapFS{}, secondary: make(map[figureAt]string)}
	for name, file := range publicWithout(t, folder, 0) {
		if name == "index.html" || path.Base(name) == "figures.csv" {
			m.site[name] = file
		}
	}
	built, printed := buildSite(t, siteOptions(t, folder))
	if len(built) == 0 {
		t.Fatal(printed)
	}
	for name, data := range built {
		m.open[name] = &fstest.MapFile{Data: data}
	}
	if r, problems := attacked(m.site); len(problems) > 0 || r.Hidden < 100 {
		t.Fatalf("of %d hidden figures: %v", r.Hidden, problems)
	}
	protected, small := shownCounts(t, m.site), shownCounts(t, publicWithout(t, folder, disclosure.Sums))
	for at, cell := range protected {
		if cell == "c" && at.level == "school" && !slices.Contains(m.heads, at.code) {
			m.heads = append(m.heads, at.code)
		}
		if value := small[at]; (cell == "c" || cell == "x") && value != "c" && value != "x" && value != "" {
			m.secondary[at] = value
		}
	}
	slices.Sort(m.heads)
	for _, code := range m.heads {
		for _, f := range m.learnt(t, m.site, code) {
			t.Errorf("the head of %s works out that %s can only be %s. %s", code, f.What, f.Range(), f.Why)
		}
	}
	return m
}

// learnt lists what the head of a school works out of others.
func (m *mutants) learnt(t *testing.T, site fstest.MapFS, code string) []audit.Finding {
	r, _ := attacked(site, only(t, m.open, code))
	return slices.DeleteFunc(r.Findings, func(f audit.Finding) bool { return f.Code != diag.AuditPinned })
}

type noticed int

const (
	byNobody noticed = iota
	byAnybody
	byAHead
)

// notice puts figures back and says who could work out more then, some heads among them.
func (m *mutants) notice(t *testing.T, cells []figureAt, heads []string) noticed {
	mutant := copyFS(m.site)
	eachFigure(t, mutant, func(at figureAt, cell *string) {
		if slices.Contains(cells, at) {
			*cell = m.secondary[at]
		}
	})
	if r, _ := attacked(mutant); r.Count(diag.AuditPinned)+r.Count(diag.AuditCoalition) > 0 {
		return byAnybody
	}
	if slices.ContainsFunc(heads, func(code string) bool { return len(m.learnt(t, mutant, code)) > 0 }) {
		return byAHead
	}
	return byNobody
}

// only is what is known of one school, in the form of figures.csv.
func only(t testing.TB, open fstest.MapFS, code string) audit.Source {
	for _, name := range slices.Sorted(maps.Keys(open)) {
		if path.Base(name) == "figures.csv" && bytes.Contains(open[name].Data, []byte("\nschool,"+code+",")) {
			return rowsOf(t, open[name].Data, code)
		}
	}
	t.Fatalf("no file has %s", code)
	return audit.Source{}
}
