package audit

import (
	"io"
	"slices"
	"testing"

	"rollcall/generator/diag"
)

// largestPiece returns the largest piece of a large authority whose pupils are
// rounded, and the figures of it that single lines leave open.
func largestPiece(t *testing.T, schools, crossed int) (*task, []int32) {
	t.Helper()
	protected := Protection{Step: 5, Threshold: 7}
	book := newFigures(protected)
	var problems diag.List
	nation{schools, crossed, protected}.write(func(name string, write func(io.Writer)) {
		r, w := io.Pipe()
		go func() {
			write(w)
			w.Close()
		}()
		book.read(Source{name, r}, &problems)
	})
	for _, problem := range problems.Problems() {
		t.Fatal(problem)
	}
	p := book.puzzle()
	k := slices.MaxFunc(p.divide(), func(x, y *task) int { return len(x.unknowns) - len(y.unknowns) })
	k.piece = p.pieceOf(k)
	k.effort = k.enough()
	if !k.propagate() {
		t.Fatal("a line cannot be met")
	}
	var open []int32
	for i, v := range k.unknowns {
		u := &p.unknowns[v]
		if u.role != helper && !p.gives(u, k.low[i], k.high[i]) && !p.harmless(u, k.low[i], k.high[i]) {
			open = append(open, int32(i))
		}
	}
	return k, open
}

// A table is found, and nearly every figure moved, by looking at few unknowns for
// each, however long the sums of the authority are.
func TestRippleLooksAtFew(t *testing.T) {
	for _, size := range [...]struct{ schools, crossed int }{{300, 1000}, {1200, 0}} {
		k, open := largestPiece(t, size.schools, size.crossed)
		w := k.witness()
		if w == nil {
			t.Fatalf("%d schools: no table was found", size.schools)
		}
		if off := w.off(); len(off) > 0 || !k.fits(w.table) {
			t.Fatalf("%d schools: the table misses %d lines", size.schools, len(off))
		}
		first := slices.Clone(w.table)
		left := w.reach(open)
		if !slices.Equal(first, w.table) {
			t.Errorf("%d schools: the table is not as it was", size.schools)
		}
		each := w.ripple.work / len(k.unknowns)
		t.Logf("%d schools: %d unknowns, %d figures, %d not moved, %d looked at for each", size.schools, len(k.unknowns), len(open), len(left), each)
		if each > 60 {
			t.Errorf("%d schools: %d unknowns were looked at for each", size.schools, each)
		}
		if len(left) > len(open)/200 {
			t.Errorf("%d schools: %d of %d figures were not moved", size.schools, len(left), len(open))
		}
	}
}

// What is off is made up for, or the table is as it was. The unknowns that stand in one
// line only are the room of their line.
func TestRipplePress(t *testing.T) {
	// a + b = 10 and b + c = 8; c is at most 5.
	q := newPiece([]int64{0, 0, 0}, []int64{10, 10, 5}, []int32{0, 2}, []int32{0, 1, 1, 2}, []int64{10, 8}, nil)
	for _, c := range []struct {
		by   int64
		want []int64 // nil where nothing makes up for it
	}{
		{1, []int64{6, 4, 4}},
		{-2, []int64{3, 7, 1}},
		{2, []int64{7, 3, 5}},
		{3, nil}, // c would be 6
		{-4, nil},
	} {
		table := []int64{5, 5, 3}
		r := newRipple(q, table)
		ok := r.press(0, -c.by, 30)
		r.store(table)
		want := c.want
		if want == nil {
			want = []int64{5, 5, 3}
		}
		if ok != (c.want != nil) || !slices.Equal(table, want) {
			t.Errorf("a by %d: %v %v, want %v", c.by, ok, table, c.want)
		}
	}
}

// Every table on the way of a walk fits, and what was seen is what the tables held.
func TestRippleTablesFit(t *testing.T) {
	k, open := largestPiece(t, 60, 1000)
	w := k.witness()
	if w == nil {
		t.Fatal("no table was found")
	}
	r, table := w.ripple, slices.Clone(w.table)
	r.remember()
	low, high := slices.Clone(table), slices.Clone(table)
	tables := 0
	for i, v := range open {
		r.patience = 300
		if !r.shift(r.place(v), signed(i%2 == 0, 1+int64(i%3))) {
			continue
		}
		r.note()
		r.store(table)
		if tables++; !k.fits(table) {
			t.Fatalf("table %d does not fit", tables)
		}
		for v, n := range table {
			low[v], high[v] = min(low[v], n), max(high[v], n)
		}
	}
	w.see(r)
	for v := range table {
		if k.low[v] < k.high[v] && (w.seenLow[v] != low[v] || w.seenHigh[v] != high[v]) {
			t.Fatalf("unknown %d was seen from %d to %d, and was %d to %d", v, w.seenLow[v], w.seenHigh[v], low[v], high[v])
		}
	}
	if tables < len(open)/2 {
		t.Errorf("%d tables for %d figures: the test shows too little", tables, len(open))
	}
}

// Thousands of unknowns that must each move a little are levelled at once.
func TestLevel(t *testing.T) {
	const n = 5000 // pairs that make 100 each, of which the first make 90 on average
	low, high := make([]int64, 2*n), make([]int64, 2*n)
	var start, terms []int32
	var numbers []int64
	line := func(number int64, of ...int32) {
		start, terms, numbers = append(start, int32(len(terms))), append(terms, of...), append(numbers, number)
	}
	var first []int32
	for i := range int32(n) {
		high[2*i], high[2*i+1] = 100, 100
		line(100, 2*i, 2*i+1)
		first = append(first, 2*i)
	}
	line(90*n, first...)
	q := newPiece(low, high, start, terms, numbers, nil)
	at := make([]spot, 2*n)
	for v := range at {
		at[v] = spot{at: 50, high: 100}
	}
	q.level(at)
	if off := (&leveller{q: q, at: at, square: make([]float64, 2*n), off: make([]float64, n+1), scale: make([]float64, n+1)}).measure(); off > enoughLevel {
		t.Errorf("a line is off by %v", off)
	}
	for v, s := range at {
		if s.at <= 0 || s.at >= 100 {
			t.Fatalf("unknown %d is at %v, not within its ends", v, s.at)
		}
	}
}
