package audit

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"rollcall/generator/diag"
)

// nation writes the figure files of a large authority: schools in clusters of thirty,
// and in a small one in trusts across them, over three terms and the year, for five
// groups. What is hidden is like a protector's choice, but not one: some of it can be
// worked out.
type nation struct {
	schools   int
	crossed   int // fewer schools than this are in trusts too
	protected Protection
}

var nationGroups = []string{"All pupils", "Boys", "Girls", "Free school meals", "SEN support"}

var nationPeriods = []string{"2024-25 autumn", "2024-25 spring", "2024-25 summer", "2024-25"}

// counts are the columns of one cell: enrolments, possible, overall, authorised,
// unauthorised, pa_10, pa_15, severe.
type counts [8]int64

func (n nation) cell(school, period, group int) counts {
	if period == 3 { // sessions add up over the terms
		c := n.cell(school, 2, group)
		for p := range 2 {
			d := n.cell(school, p, group)
			for i := 1; i <= 4; i++ {
				c[i] += d[i]
			}
		}
		return c
	}
	if group == 0 {
		b, g := n.cell(school, period, 1), n.cell(school, period, 2)
		for i := range b {
			b[i] += g[i]
		}
		return b
	}
	rng := rand.New(rand.NewPCG(uint64(school), uint64(period*8+group)))
	if group > 2 { // a part of all pupils
		all, part := n.cell(school, period, 0), int64(20+rng.IntN(15))
		for i := range all {
			all[i] = all[i] * part / 100
		}
		all[2] = all[3] + all[4]
		return all
	}
	roll := int64(60 + (school*37+group*11)%190)
	c := counts{roll, roll * 120}
	c[3], c[4] = c[1]*int64(30+rng.IntN(30))/1000, c[1]*int64(5+rng.IntN(30))/1000
	c[2] = c[3] + c[4]
	c[5] = roll * int64(8+rng.IntN(20)) / 100
	c[6] = c[5] * int64(20+rng.IntN(50)) / 100
	c[7] = c[6] * int64(rng.IntN(40)) / 100
	return c
}

const nationHeader = "level,code,name,phase,period,group,schools,enrolments,sess_possible,sess_overall,sess_authorised,sess_unauthorised,sess_overall_percent,attendance_percent,pa_10,pa_10_percent,pa_15,pa_15_percent,severe,severe_percent,status\n"

// hides decides what a school does not show: sessions of boys and girls by turns, and
// the persistently absent where any count is small, by turns, and of smaller groups.
func (n nation) hides(school, period, group, column int, c counts) bool {
	if column < 5 {
		return group > 0 && school%7 < 2 && school >= 0
	}
	few := func(d int64) bool { return d > 0 && d <= n.protected.Threshold }
	if school < 0 {
		return few(c[7]) || few(c[6]-c[7]) || few(c[5]-c[6])
	}
	return group > 2 || (school/30+school)%5 < 2 || few(c[5]) || few(c[6]) || few(c[7]) || few(c[5]-c[6]) || few(c[6]-c[7])
}

func (n nation) row(w *bufio.Writer, level, code string, school, period, group, schools int, c counts) {
	fmt.Fprintf(w, "%s,%s,%s,Primary,%s,%s,%d", level, code, code, nationPeriods[period], nationGroups[group], schools)
	hidden := func(i int) bool { return n.hides(school, period, group, i, c) }
	put := func(i int) {
		w.WriteByte(',')
		switch v := c[i]; {
		case period == 3 && i >= 5:
			w.WriteByte('x')
		case hidden(i):
			w.WriteByte('c')
		case (i == 0 || i >= 5) && n.protected.rounded() && v > 0:
			w.WriteString(strconv.FormatInt((2*v+5)/10*5, 10))
		default:
			w.WriteString(strconv.FormatInt(v, 10))
		}
	}
	percent := func(i, den int) {
		w.WriteByte(',')
		switch {
		case period == 3 && i >= 5:
			w.WriteByte('x')
		case hidden(i) || hidden(den):
			w.WriteByte('c')
		default:
			a, b := c[i], c[den]
			if i >= 5 && n.protected.rounded() {
				a, b = (2*a+5)/10*5, (2*b+5)/10*5
			}
			t := (a*2000 + b) / (2 * b)
			fmt.Fprintf(w, "%d.%d", t/10, t%10)
		}
	}
	for i := range 5 {
		put(i)
	}
	percent(2, 1)
	w.WriteString(",x")
	for i := 5; i < 8; i++ {
		put(i)
		percent(i, 0)
	}
	w.WriteString(",\n")
}

// write writes every file, one after the other.
func (n nation) write(take func(name string, write func(io.Writer))) {
	const size = 30
	sum := func(members []int, period, group int) (out counts) {
		for _, s := range members {
			for i, v := range n.cell(s, period, group) {
				out[i] += v
			}
		}
		return out
	}
	var groups []string
	var members [][]int
	for at := 0; at < n.schools; at += size {
		var m, tr []int
		for s := at; s < min(at+size, n.schools); s++ {
			m = append(m, s)
		}
		for s := at / size; s < n.schools; s += (n.schools + size - 1) / size {
			tr = append(tr, s)
		}
		groups, members = append(groups, "cluster"), append(members, m)
		if n.schools < n.crossed {
			groups, members = append(groups, "trust"), append(members, tr)
		}
	}
	each := func(do func(period, group int)) {
		for period := range nationPeriods {
			for group := range nationGroups {
				do(period, group)
			}
		}
	}
	for i, level := range groups {
		take(fmt.Sprintf("%s/%d/figures.csv", level, i), func(out io.Writer) {
			w := bufio.NewWriter(out)
			w.WriteString(nationHeader)
			each(func(period, group int) {
				n.row(w, level, strconv.Itoa(i), -1, period, group, len(members[i]), sum(members[i], period, group))
				for _, s := range members[i] {
					n.row(w, "school", strconv.Itoa(100000+s), s, period, group, 1, n.cell(s, period, group))
				}
			})
			w.Flush()
		})
	}
	take("downloads/figures.csv", func(out io.Writer) {
		w := bufio.NewWriter(out)
		w.WriteString(nationHeader)
		each(func(period, group int) {
			var all counts
			for i, level := range groups {
				c := sum(members[i], period, group)
				n.row(w, level, strconv.Itoa(i), -1, period, group, len(members[i]), c)
				if level == "cluster" {
					for k, v := range c {
						all[k] += v
					}
				}
			}
			n.row(w, "authority", "LA", -1, period, group, n.schools, all)
		})
		w.Flush()
	})
}

// ROLLCALL_SCHOOLS sets the size; 24,000 is all of England.
func BenchmarkAttack(b *testing.B) {
	schools := 1200
	if n, err := strconv.Atoi(os.Getenv("ROLLCALL_SCHOOLS")); err == nil {
		schools = n
	}
	for _, p := range []Protection{{1, 5}, {5, 7}} {
		b.Run(fmt.Sprintf("step-%d", p.Step), func(b *testing.B) {
			for b.Loop() {
				book := newFigures(p)
				var problems diag.List
				nation{schools, 1000, p}.write(func(name string, write func(io.Writer)) {
					r, w := io.Pipe()
					go func() {
						write(w)
						w.Close()
					}()
					book.read(Source{name, r}, &problems)
				})
				for _, problem := range problems.Problems() {
					b.Error(problem)
				}
				r := book.attack(nil)
				unproved := 0
				pinned := 0
				for _, f := range r.Findings {
					switch f.Code {
					case diag.AuditUnproved:
						unproved++
					case diag.AuditPinned:
						pinned++
					}
				}
				b.ReportMetric(float64(r.Rows), "rows")
				b.ReportMetric(float64(r.Hidden+r.Implied), "unknown")
				b.ReportMetric(float64(r.Proved), "proved")
				b.ReportMetric(float64(pinned), "pinned")
				b.ReportMetric(float64(unproved), "unproved")
			}
		})
	}
}
