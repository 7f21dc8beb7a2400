package generator

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// Neither the order of the files nor that of their rows matters. Only the list of
// problems names lines, so the lines themselves are left out of the comparison.
func TestOrderDoesNotMatter(t *testing.T) {
	for _, name := range goldenSites(t) {
		t.Run(name, func(t *testing.T) {
			folder := os.DirFS(filepath.Join("testdata", "sites", name, "input"))
			want, _ := buildSite(t, siteOptions(t, folder))
			if len(want) == 0 {
				t.Skip("its input has errors")
			}
			for seed := range uint64(3) {
				opt := siteOptions(t, shuffled(t, folder, seed))
				slices.Reverse(opt.Site.Inputs)
				got, _ := buildSite(t, opt)
				const problems = "coverage/index.html"
				want[problems], got[problems] = withoutLines(want[problems]), withoutLines(got[problems])
				compareSites(t, want, got)
			}
		})
	}
}

// shuffled copies a folder with the rows of every CSV file in another order.
func shuffled(t *testing.T, folder fs.FS, seed uint64) fs.FS {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 0))
	out := fstest.MapFS{}
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(folder, name)
		if path.Ext(name) == ".csv" {
			data = shuffleRows(t, rng, data)
		}
		out[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func shuffleRows(t *testing.T, rng *rand.Rand, data []byte) []byte {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows = rows[:len(rows):len(rows)]
	body := rows[1:]
	rng.Shuffle(len(body), func(i, j int) { body[i], body[j] = body[j], body[i] })
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var line = regexp.MustCompile(`\.csv:\d+(:\d+)?`)

// withoutLines puts the lines of a page in a fixed order and takes the places of
// problems out of them.
func withoutLines(page []byte) []byte {
	lines := strings.Split(string(line.ReplaceAll(page, []byte(".csv"))), "\n")
	slices.Sort(lines)
	return []byte(strings.Join(lines, "\n"))
}
