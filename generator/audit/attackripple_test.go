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
		if each > 700 {
			t.Errorf("%d schools: %d unknowns were looked at for each", size.schools, each)
		}
		if len(left) > len(open)/4 {
			t.Errorf("%d schools: %d of %d figures were not moved", size.schools, len(left), len(open))
		}
	}
}

// What is off is made up for, or the table is as it was.
func TestRippleNudge(t *testing.T) {
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
		ok := r.nudge(0, c.by, quickSteps)
		want := c.want
		if want == nil {
			want = []int64{5, 5, 3}
		}
		if ok != (c.want != nil) || !slices.Equal(table, want) {
			t.Errorf("a by %d: %v %v, want %v", c.by, ok, table, c.want)
		}
	}
}
