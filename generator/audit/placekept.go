package audit

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"strings"
	"sync"
)

// toldRows keeps the rows of files of figures, each by its name. A large site has a million
// of them; they are kept as bytes, so that the collector of garbage need not go through them.
type toldRows struct {
	mu     sync.Mutex
	seed   maphash.Seed
	sets   map[string]int32 // of columns, by the text of a header: files share them
	names  [][]string       // the columns of each set
	labels names            // of all rows: the phase, period and group of a name, which are few
	first  map[uint64]int32 // one of the rows whose names have that hash; it leads to the others
	rows   []keptRow
	blocks [][]byte // their text
}

// keptRow is where one row is: the level and code of its name, and then its cells.
type keptRow struct {
	block, at, cells, end int32 // in the block
	labels                int32 // the rest of its name
	set                   int32
	next                  int32 // with the same hash, or -1
}

func newToldRows() *toldRows {
	return &toldRows{seed: maphash.MakeSeed(), sets: map[string]int32{}, first: map[uint64]int32{}}
}

// columns returns the set of columns of a header, and their names.
func (t *toldRows) columns(header []string) (set int32, names []string) {
	text := fmt.Sprintf("%q", header)
	t.mu.Lock()
	defer t.mu.Unlock()
	set, ok := t.sets[text]
	if !ok {
		set = int32(len(t.names))
		t.sets[text] = set
		names := make([]string, len(header))
		for i, name := range header {
			names[i] = strings.Clone(name) // not the whole line of it
		}
		t.names = append(t.names, names)
	}
	return set, t.names[set]
}

// put adds a row. It is false where a row of that name says otherwise.
func (t *toldRows) put(name []byte, set int32, cells []byte) bool {
	hash := maphash.Bytes(t.seed, name)
	t.mu.Lock()
	defer t.mu.Unlock()
	at, known := t.find(hash, name)
	if known {
		old := t.cells(at)
		return len(old) == 0 || bytes.Equal(old, cells)
	}
	row := t.keep(name, cells)
	row.set, row.next = set, -1
	if other, ok := t.first[hash]; ok {
		row.next = other
	}
	t.first[hash] = int32(len(t.rows))
	t.rows = append(t.rows, row)
	return true
}

// keep copies the text of a row. The folders of heads are many and hold little, so the first
// pieces are small; the ninth and all after it hold a megabyte.
func (t *toldRows) keep(name, cells []byte) keptRow {
	name, labels := cutName(name)
	need, last := len(name)+len(cells), len(t.blocks)-1
	if last < 0 || cap(t.blocks[last])-len(t.blocks[last]) < need {
		t.blocks = append(t.blocks, make([]byte, 0, max(4096<<min(len(t.blocks), 8), need)))
		last++
	}
	at := len(t.blocks[last])
	t.blocks[last] = append(append(t.blocks[last], name...), cells...)
	return keptRow{block: int32(last), at: int32(at), cells: int32(at + len(name)), end: int32(at + need), labels: t.labels.of(string(labels))}
}

// cutName takes the level and code of a row off its name.
func cutName(name []byte) (place, labels []byte) {
	end := bytes.IndexByte(name, '\t') + 1
	end += bytes.IndexByte(name[end:], '\t') + 1
	return name[:end], name[end:]
}

// named reports whether a row has a name.
func (t *toldRows) named(at int32, name []byte) bool {
	r := &t.rows[at]
	place, labels := cutName(name)
	return bytes.Equal(t.blocks[r.block][r.at:r.cells], place) && t.labels.list[r.labels] == string(labels)
}

func (t *toldRows) cells(at int32) []byte {
	r := &t.rows[at]
	return t.blocks[r.block][r.cells:r.end]
}

func (t *toldRows) find(hash uint64, name []byte) (at int32, ok bool) {
	at, ok = t.first[hash]
	for ok && at >= 0 {
		if t.named(at, name) {
			return at, true
		}
		at = t.rows[at].next
	}
	return -1, false
}

// row returns a row. Rows are asked for only when all have been put.
func (t *toldRows) row(name []byte) (toldRow, bool) {
	at, ok := t.find(maphash.Bytes(t.seed, name), name)
	if !ok {
		return toldRow{}, false
	}
	return toldRow{t.names[t.rows[at].set], t.cells(at)}, true
}
