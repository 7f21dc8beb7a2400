package generator

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"sync"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/register"
	"rollcall/generator/view"
)

// Worlds says what came of building an edition of another world.
type Worlds struct {
	Files   int
	Changed int      // hidden counts that differ between the worlds
	Differ  []string // files that are not the same in both, in order

	// Pattern says how far what is hidden depends on the hidden counts themselves. It is of
	// a third world, which is protected by itself: see disclosure.LikeWorld.
	Pattern  disclosure.Dependence
	Unpinned int // hidden counts that differ in that world
}

// CompareWorlds builds a protected edition twice: of the truth, and of a world that
// differs from it in what the edition hides and in nothing that it tells. The two must
// be the same in every byte. A file that is not was made of something that the edition
// does not tell. Both hide the same cells, so it also protects a world by itself, to see
// whether what is hidden would tell the two apart. Nothing is written.
func CompareWorlds(opt Options, seed uint64, problems *diag.List) (Worlds, error) {
	return compareWorlds(opt, seed, problems, func(*register.Dataset, files) {})
}

// files are the files of an edition, each by its hash.
type files map[string][sha256.Size]byte

// compareWorlds also compares what leak adds to each world. It adds nothing, but in tests
// of whether leaks are noticed.
func compareWorlds(opt Options, seed uint64, problems *diag.List, leak func(*register.Dataset, files)) (Worlds, error) {
	if opt.Progress == nil {
		opt.Progress = func(string, int, int) {}
	}
	in, err := readInputs(opt, new(Report), problems)
	if err != nil {
		return Worlds{}, err
	}
	policy, ok := policyOf(opt, in, problems)
	if !ok || problems.Failed() {
		return Worlds{}, nil
	}
	if !policy.Linked() { // nothing is hidden that could be changed
		return Worlds{}, nil
	}
	sum := func(ds *register.Dataset) *measure.Cube {
		return measure.Aggregate(ds, authority(opt.Site), groupings(opt.Site))
	}
	truth := disclosure.Publish(sum(in.dataset), policy, in.known(authority(opt.Site))...)
	first, err := digest(opt, newBook(opt, in, truth))
	if err != nil {
		return Worlds{}, err
	}
	changes := disclosure.OtherWorld(sum(in.dataset), policy, truth.Pattern(), seed)
	other := *in
	other.dataset = changed(in.dataset, changes)
	second, err := digest(opt, newBook(opt, &other, disclosure.PublishAs(sum(other.dataset), policy, truth.Pattern())))
	if err != nil {
		return Worlds{}, err
	}
	leak(in.dataset, first)
	leak(other.dataset, second)
	out := Worlds{Files: len(first), Changed: len(changes)}
	changes = disclosure.LikeWorld(sum(in.dataset), policy, truth.Pattern(), seed)
	like := changed(in.dataset, changes)
	free := disclosure.Publish(sum(like), policy, in.known(authority(opt.Site))...)
	out.Pattern, out.Unpinned = disclosure.Compare(sum(in.dataset), sum(like), policy, truth.Pattern(), free.Pattern()), len(changes)
	for _, name := range slices.Sorted(maps.Keys(first)) {
		if first[name] != second[name] {
			out.Differ = append(out.Differ, name)
		}
		delete(second, name)
	}
	out.Differ = append(out.Differ, slices.Sorted(maps.Keys(second))...)
	return out, nil
}

// changed returns a dataset with some counts of schools changed.
func changed(ds *register.Dataset, changes []disclosure.Change) *register.Dataset {
	type key struct {
		place attendance.Place
		phase attendance.Phase
		group string
	}
	by := make(map[key][]disclosure.Change)
	for _, c := range changes {
		k := key{c.Place, c.Phase, c.Group}
		by[k] = append(by[k], c)
	}
	out := *ds
	out.Rows = slices.Clone(ds.Rows)
	for i := range out.Rows {
		row := &out.Rows[i]
		for _, c := range by[key{row.Place, row.Phase, row.Group}] {
			n := &row.Counts
			switch sessions := c.Period.Within(row.Period); {
			case c.Column == disclosure.Overall && sessions:
				n.Overall += c.By
			case c.Column == disclosure.Authorised && sessions:
				n.Authorised += c.By
			case c.Period != row.Period:
			case c.Column == disclosure.PA10:
				n.PA10 += c.By
			case c.Column == disclosure.PA15:
				n.PA15 += c.By
			case c.Column == disclosure.PA20:
				n.PA20 += c.By
			case c.Column == disclosure.Severe:
				n.Severe += c.By
			}
		}
	}
	return &out
}

// digest builds the files of a book and keeps their hashes.
func digest(opt Options, book *view.Book) (files, error) {
	out := make(files)
	var lock sync.Mutex
	opt.Write = func(path string, data []byte) error {
		lock.Lock()
		defer lock.Unlock()
		if _, doubled := out[path]; doubled {
			return fmt.Errorf("%s is written twice", path)
		}
		out[path] = sha256.Sum256(data)
		return nil
	}
	return out, write(opt, book, new(Report))
}
