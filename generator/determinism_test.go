package generator

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"maps"
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

// Neither the order of the files nor that of their rows matters. Only the lists
// of problems and the notes to schools name lines, which are left out of the comparison.
func TestOrderDoesNotMatter(t *testing.T) {
	for _, name := range goldenSites(t) {
		t.Run(name, func(t *testing.T) {
			folder := os.DirFS(filepath.Join("testdata", "sites", name, "input"))
			want, _ := buildSite(t, siteOptions(t, folder))
			if len(want) == 0 {
				t.Skip("its input has errors")
			}
			forgetLines(want)
			for seed := range uint64(3) {
				opt := siteOptions(t, shuffled(t, folder, seed))
				slices.Reverse(opt.Site.Inputs)
				got, _ := buildSite(t, opt)
				forgetLines(got)
				compareSites(t, want, got)
			}
		})
	}
}

// Two worlds that differ only in what is hidden look alike to the last byte: what is
// not shown can be told from no page, file, drawing, sentence or order of rows. Their
// totals, which are shown, are the same.
func TestHiddenNumbersLeaveNoTrace(t *testing.T) {
	const first, second = "980101,2024-25 autumn,", "980102,2024-25 autumn,"
	folder := os.DirFS(filepath.Join("testdata", "sites", "termly", "input"))
	want, _ := buildSite(t, siteOptions(t, folder))
	for _, world := range []struct {
		name  string
		edits []string // old, new, old, new
		seen  bool
	}{
		{"2 and 4 severely absent, or 4 and 2", []string{
			first + ",200,28400,1078,340,255,30,2,", first + ",200,28400,1078,340,255,30,4,",
			second + ",201,28542,1254,456,256,36,4,", second + ",201,28542,1254,456,256,36,2,"}, false},
		{"3 and 4 looked after, or 4 and 3", []string{
			first + "Looked after,3,426,21,8,3,1,0,14,2,0,4,1,", first + "Looked after,4,568,28,11,5,1,0,19,3,1,6,2,",
			second + "Looked after,4,568,28,11,5,1,0,19,3,1,6,2,", second + "Looked after,3,426,21,8,3,1,0,14,2,0,4,1,"}, false},
		{"30 or 31 persistently absent", []string{
			first + ",200,28400,1078,340,255,30,2,", first + ",200,28400,1078,340,255,31,2,"}, true},
	} {
		t.Run(world.name, func(t *testing.T) {
			got, _ := buildSite(t, siteOptions(t, edited(t, folder, "attendance-2024-25.csv", world.edits)))
			if !world.seen {
				compareSites(t, want, got)
			} else if maps.EqualFunc(want, got, bytes.Equal) {
				t.Error("what is shown differs, and the sites do not")
			}
		})
	}
}

// edited copies a folder with texts of one file replaced, each of which stands in it
// once.
func edited(t *testing.T, folder fs.FS, name string, edits []string) fs.FS {
	t.Helper()
	out := copied(t, folder)
	text := string(out[name].Data)
	for old := range slices.Chunk(edits, 2) {
		if strings.Count(text, old[0]) != 1 {
			t.Fatalf("%s does not hold %q once", name, old[0])
		}
	}
	out[name].Data = []byte(strings.NewReplacer(edits...).Replace(text))
	return out
}

// shuffled copies a folder with the rows of every CSV file in another order.
func shuffled(t *testing.T, folder fs.FS, seed uint64) fs.FS {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 0))
	out := copied(t, folder)
	for _, name := range slices.Sorted(maps.Keys(out)) {
		if path.Ext(name) == ".csv" {
			out[name].Data = shuffleRows(t, rng, out[name].Data)
		}
	}
	return out
}

// copied reads a folder into memory.
func copied(t *testing.T, folder fs.FS) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(folder, name)
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
	body := rows[1:]
	rng.Shuffle(len(body), func(i, j int) { body[i], body[j] = body[j], body[i] })
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var line = regexp.MustCompile(`\.csv(:\d+(:\d+)?|, line \d+(, character \d+)?)`)

// forgetLines takes the places of problems out of the pages that name them.
func forgetLines(site map[string][]byte) {
	for page, text := range site {
		if page == "coverage/index.html" || strings.HasPrefix(page, "returns/") {
			site[page] = withoutLines(text)
		}
	}
}

// withoutLines puts the lines of a page in a fixed order and takes the places of
// problems out of them.
func withoutLines(page []byte) []byte {
	text := line.ReplaceAll(page, []byte(".csv"))
	lines := strings.Split(strings.ReplaceAll(string(text), "<li>", "\n<li>"), "\n")
	slices.Sort(lines)
	return []byte(strings.Join(lines, "\n"))
}
