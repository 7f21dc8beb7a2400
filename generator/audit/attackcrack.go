package audit

import (
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"rollcall/generator/diag"
)

// task is a piece of the puzzle with what its numbers stand for in the whole.
type task struct {
	*piece
	unknowns []int32 // of each unknown of the piece, the one of the puzzle
	origins  []int32 // of each line and then each ratio
	findings []Finding
	proved   int
	ignored  []string
}

const (
	// mostSearched is how many unknowns are searched at once for a figure that whole
	// numbers hold closer than fractions do.
	mostSearched = 300
	// mostExchanged is how many are written by each other at once. A larger piece is
	// taken a region at a time, with the rest as it is in the table.
	mostExchanged = 3000
	// region is how many unknowns of a larger piece are taken at first.
	region = 1000
	// mostExamined is how many figures of a piece are examined one by one. A site with
	// more of them is not fit to be published, whatever the rest would show.
	mostExamined = 300
)

// crack divides the puzzle into pieces and attacks each, the largest first.
func (p *puzzle) crack(progress func(done, total int)) {
	tasks := p.divide()
	total := 0
	for _, t := range tasks {
		total += len(t.unknowns)
	}
	order := slices.Clone(tasks)
	slices.SortStableFunc(order, func(x, y *task) int { return len(y.unknowns) - len(x.unknowns) })
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	var lock sync.Mutex
	done := 0
	for _, t := range order {
		group.Go(func() error {
			p.attack(t)
			n := len(t.unknowns)
			t.piece, t.unknowns, t.origins = nil, nil, nil // a large site has many
			if lock.Lock(); progress != nil {
				done += n
				progress(done, total)
			}
			lock.Unlock()
			return nil
		})
	}
	group.Wait()
	for _, t := range tasks {
		p.findings = append(p.findings, t.findings...)
		p.proved += t.proved
		p.ignored = append(p.ignored, t.ignored...)
	}
}

// divide sorts lines and ratios into pieces that share no unknown. A piece in which
// there is nothing to be worked out is left alone.
func (p *puzzle) divide() []*task {
	parent := make([]int32, len(p.unknowns))
	for i := range parent {
		parent[i] = int32(i)
	}
	root := func(v int32) int32 {
		for parent[v] != v {
			parent[v] = parent[parent[v]]
			v = parent[v]
		}
		return v
	}
	p.start = append(p.start, int32(len(p.terms)))
	lines := len(p.numbers)
	first := func(i int) int32 { return max(p.terms[p.start[i]], ^p.terms[p.start[i]]) }
	for i := range lines {
		for _, t := range p.terms[p.start[i]:p.start[i+1]] {
			parent[root(max(t, ^t))] = root(first(i))
		}
	}
	for _, r := range p.ratios {
		if r.num.unknown >= 0 && r.den.unknown >= 0 {
			parent[root(r.num.unknown)] = root(r.den.unknown)
		}
	}
	wanted := make([]bool, len(p.unknowns))
	for v, u := range p.unknowns {
		if u.role != helper {
			wanted[root(int32(v))] = true
		}
	}
	var tasks []*task
	at := make([]int32, len(p.unknowns))
	for v := range p.unknowns {
		if r := root(int32(v)); wanted[r] {
			if at[r] == 0 {
				tasks = append(tasks, new(task))
				at[r] = int32(len(tasks))
			}
			t := tasks[at[r]-1]
			t.unknowns = append(t.unknowns, int32(v))
		}
	}
	for i := range lines {
		if r := root(first(i)); wanted[r] {
			t := tasks[at[r]-1]
			t.origins = append(t.origins, int32(i))
		}
	}
	for i, ratio := range p.ratios {
		if r := root(max(ratio.num.unknown, ratio.den.unknown)); wanted[r] {
			t := tasks[at[r]-1]
			t.origins = append(t.origins, int32(lines+i))
		}
	}
	return tasks
}

// pieceOf makes the piece of a task of its origins.
func (p *puzzle) pieceOf(t *task) *piece {
	local := func(v int32) int32 {
		i, _ := slices.BinarySearch(t.unknowns, v)
		return int32(i)
	}
	low, high := make([]int64, len(t.unknowns)), make([]int64, len(t.unknowns))
	for i, v := range t.unknowns {
		low[i], high[i] = p.unknowns[v].low, p.unknowns[v].high
	}
	size := 0
	for _, i := range t.origins {
		if int(i) < len(p.numbers) {
			size += int(p.start[i+1] - p.start[i])
		}
	}
	start, terms := make([]int32, 0, len(t.origins)+1), make([]int32, 0, size)
	numbers := make([]int64, 0, len(t.origins))
	var ratios []ratio
	for _, i := range t.origins {
		if int(i) >= len(p.numbers) {
			r := p.ratios[int(i)-len(p.numbers)]
			for _, o := range []*operand{&r.num, &r.den} {
				if o.unknown >= 0 {
					o.unknown = local(o.unknown)
				}
			}
			ratios = append(ratios, r)
			continue
		}
		start = append(start, int32(len(terms)))
		numbers = append(numbers, p.numbers[i])
		for _, term := range p.terms[p.start[i]:p.start[i+1]] {
			if term < 0 {
				terms = append(terms, ^local(^term))
			} else {
				terms = append(terms, local(term))
			}
		}
	}
	return newPiece(low, high, start, terms, numbers, ratios)
}

// attack works out what it can of one piece, and proves the rest safe: by what single
// lines leave, by tables that fit as well, and for what is left by how far it can go
// at all.
func (p *puzzle) attack(t *task) {
	t.piece = p.pieceOf(t)
	for tries := 0; ; tries++ {
		t.effort = t.enough()
		if t.propagate() {
			break
		}
		clash := t.clash
		if tries == 100 || clash < 0 {
			break
		}
		t.ignored = append(t.ignored, p.state(t.origins[clash]))
		t.drop(p, clash)
	}
	var left []int32
	for i, v := range t.unknowns {
		u := &p.unknowns[v]
		switch {
		case u.role == helper:
		case p.gives(u, t.low[i], t.high[i]):
			t.pin(p, int32(i), t.low[i], t.high[i], p.chain(t, int32(i)))
		case p.harmless(u, t.low[i], t.high[i]):
			t.proved++
		default:
			left = append(left, int32(i))
		}
	}
	if len(left) == 0 {
		return
	}
	w := t.witness()
	if w != nil {
		all := left
		left = w.widen(w.reach(left), t.region())
		t.proved += len(all) - len(left)
	}
	for i, v := range left {
		if i < mostExamined && (w == nil || !w.spent()) {
			p.examine(t, w, v)
			continue
		}
		t.unproved(p, v)
	}
}

// region is how many unknowns are written by each other at first.
func (t *task) region() int {
	if len(t.low) <= mostExchanged {
		return mostExchanged
	}
	return region
}

// enough is how many lines may be looked at in one go.
func (t *task) enough() int { return 1000*len(t.numbers) + 1<<20 }

// gives reports whether what is left of an unknown gives it away.
func (p *puzzle) gives(u *unknown, low, high int64) bool {
	return high-low < narrow-1 && (u.role == cell || u.role == difference && high >= 1 && low <= p.book.protection.Threshold)
}

// harmless reports whether what is left of a difference is none or many pupils.
func (p *puzzle) harmless(u *unknown, low, high int64) bool {
	return u.role == difference && (low > p.book.protection.Threshold || high < 1)
}

func (t *task) pin(p *puzzle, v int32, low, high int64, why string) {
	t.findings = append(t.findings, p.finding(diag.AuditPinned, p.unknowns[t.unknowns[v]], low, high, why))
}

func (t *task) unproved(p *puzzle, v int32) {
	t.findings = append(t.findings, p.finding(diag.AuditUnproved, p.unknowns[t.unknowns[v]], t.low[v], t.high[v], ""))
}

// drop takes a line out of the piece.
func (t *task) drop(p *puzzle, clash int32) {
	t.origins = append(t.origins[:clash:clash], t.origins[clash+1:]...)
	t.piece = p.pieceOf(t)
}

// examine works out how far one figure can go, by what is near it: first of fractions,
// which is exact unless whole numbers hold it closer, then of whole numbers.
func (p *puzzle) examine(t *task, w *witness, v int32) {
	if w != nil {
		if p.hold(t, w, v, mostSearched) {
			return
		}
		if len(t.low) > mostExchanged {
			w.widen([]int32{v}, mostExchanged)
		}
		if w.wide(v) {
			t.proved++
			return
		}
		if p.hold(t, w, v, mostExchanged) {
			return
		}
	}
	if !p.search(t, w, v) {
		t.unproved(p, v)
	}
}

// hold reports whether the lines near a figure hold it so close that it is decided.
func (p *puzzle) hold(t *task, w *witness, v int32, size int) bool {
	u := &p.unknowns[t.unknowns[v]]
	list, _ := t.near(v, size, nil)
	q, lines := t.cut(list, nil)
	low, high, why := newExchange(q, w.of(list), toExplain, &w.space).ends(0) // v is the first of list
	switch {
	case p.gives(u, low, high):
		t.pin(p, v, low, high, p.combined(t, lines, why, low, high))
	case p.harmless(u, low, high):
		t.proved++
	default:
		return false
	}
	return true
}

// search decides a figure by searching for tables, if it can.
func (p *puzzle) search(t *task, w *witness, v int32) bool {
	u := &p.unknowns[t.unknowns[v]]
	list, whole := t.near(v, mostSearched, nil)
	q, lines := t.cut(list, nil)
	q.effort = 1 << 24
	if !q.propagate() {
		return false
	}
	var prefer []int64
	var seen int64
	if w != nil {
		prefer = w.of(list)
		seen = prefer[0]
	} else {
		table, out := q.settle(q.byWidth(), nil, 2000)
		if out != found {
			return false
		}
		seen = table[0]
	}
	low, high, least, most := q.span(0, seen, prefer, 2000)
	switch {
	case p.gives(u, low, high):
		t.pin(p, v, low, high, p.together(t, lines))
	case p.harmless(u, low, high), whole && most-least >= narrow-1:
		t.proved++
	default:
		return false
	}
	return true
}
