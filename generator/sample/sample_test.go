package sample

import (
	"bytes"
	"encoding/csv"
	"errors"
	"flag"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"rollcall/generator/attendance"
)

var update = flag.Bool("update", false, "write the committed sample again")

// folder keeps what Write writes.
type folder map[string]*bytes.Buffer

func (f folder) create(path string) (io.WriteCloser, error) {
	if f[path] != nil {
		return nil, errors.New(path + " is made twice")
	}
	f[path] = new(bytes.Buffer)
	return nopCloser{f[path]}, nil
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

func write(t testing.TB, opt Options) folder {
	t.Helper()
	f := folder{}
	if err := Write(f.create, opt); err != nil {
		t.Fatal(err)
	}
	return f
}

// record is a row of a CSV file by column.
type record map[string]string

func (r record) int(t testing.TB, column string) int {
	t.Helper()
	n, err := strconv.Atoi(r[column])
	if err != nil {
		t.Fatalf("%v: %s: %v", r, column, err)
	}
	return n
}

func (f folder) records(t testing.TB, path string) []record {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(f[path].Bytes())).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	var out []record
	for _, row := range rows[1:] {
		r := record{}
		for i, name := range rows[0] {
			r[name] = row[i]
		}
		out = append(out, r)
	}
	return out
}

// The committed folders are what the package writes: neither more nor less.
func TestCommitted(t *testing.T) {
	for dir, opt := range map[string]Options{"../../data/wexcombe": {Seed: 1}, "../../data/glanarwel": {Seed: 1, Nation: attendance.Wales}} {
		t.Run(filepath.Base(dir), func(t *testing.T) { committed(t, dir, write(t, opt)) })
	}
}

func committed(t *testing.T, dir string, made folder) {
	if *update {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		for path, b := range made {
			path = filepath.Join(dir, filepath.FromSlash(path))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	committed := os.DirFS(dir)
	err := fs.WalkDir(committed, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		got, err := fs.ReadFile(committed, path)
		switch {
		case err != nil:
			return err
		case made[path] == nil:
			t.Errorf("%s is committed but not made", path)
		case !bytes.Equal(got, made[path].Bytes()):
			t.Errorf("%s differs from what is made: run the test with -update", path)
		}
		delete(made, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for path := range made {
		t.Errorf("%s is made but not committed", path)
	}
}

func TestDeterminism(t *testing.T) {
	opt := Options{Schools: 40, Clusters: 3, Years: 2, Seed: 7, Pupils: true}
	a, b := write(t, opt), write(t, opt)
	opt.Seed = 8
	c := write(t, opt)
	for path := range a {
		if !bytes.Equal(a[path].Bytes(), b[path].Bytes()) {
			t.Errorf("%s: the same options gave other bytes", path)
		}
	}
	for _, path := range []string{"attendance.csv", "pupils.csv", "service.csv"} {
		if bytes.Equal(a[path].Bytes(), c[path].Bytes()) {
			t.Errorf("%s: another seed gave the same figures", path)
		}
	}
}

func TestOptions(t *testing.T) {
	for _, opt := range []Options{{Schools: 19}, {Schools: -1}, {Schools: 30001}, {Clusters: -1}, {Clusters: 12}, {Schools: 20, Clusters: 6}, {Years: 21}, {Years: -1}} {
		f := folder{}
		if err := Write(f.create, opt); err == nil || len(f) > 0 {
			t.Errorf("%+v: error %v after %d files", opt, err, len(f))
		}
	}
}

type failing struct{ at string }

func (f failing) create(path string) (io.WriteCloser, error) {
	return failing{f.at}, nil
}

func (f failing) Write(b []byte) (int, error) {
	if f.at == "write" {
		return 0, errors.ErrUnsupported
	}
	return len(b), nil
}

func (f failing) Close() error {
	if f.at == "close" {
		return errors.ErrUnsupported
	}
	return nil
}

func TestErrorsReachTheCaller(t *testing.T) {
	for _, at := range []string{"write", "close"} {
		if err := Write(failing{at}.create, Options{Schools: 20, Clusters: 1, Years: 1}); !errors.Is(err, errors.ErrUnsupported) {
			t.Errorf("failing to %s: %v", at, err)
		}
	}
}

type discard struct{}

func (discard) create(string) (io.WriteCloser, error) { return nopCloser{io.Discard}, nil }

func BenchmarkThousandSchools(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(discard{}.create, Options{Schools: 1000, Clusters: 40, Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
}
