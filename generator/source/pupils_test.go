package source

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

const pupilSchools = "urn,name,phase,cluster\n100001,First,Primary,North\n100002,Second,Primary,North\n100003,Third,Secondary,South\n"

const pupilHeader = "urn,pupil,period,sess_possible,code_i,code_o,code_l,year_group,sex,fsm,looked_after_by,in_choir\n"

// Two schools over the autumn: a misses 6 of 60 and 0 of 70, b 1 of 60 and 35 of 70;
// c is looked after by the authority out of its area.
const extract = pupilHeader +
	"100001,k-a,2024-25 HT1,60,6,0,2,5,F,y,,yes\n100001,k-b,2024-25 HT1,60,0,1,0,5,M,,,no\n" +
	"100001,k-a,2024-25 HT2,70,,,,5,F,y,,yes\n100001,k-b,2024-25 HT2,70,5,30,0,5,M,,,\n" +
	"100002,k-d,2024-25 HT1,60,0,0,0,R,F,,,\n100002,k-d,2024-25 HT2,70,0,7,0,R,F,,,\n" +
	"100003,k-e,2024-25 HT1,60,0,0,0,9,F,,,\n100003,k-e,2024-25 HT2,70,0,0,0,9,F,,,\n" +
	"900009,k-c,2024-25 HT1,60,30,0,0,8,M,,999,\n900009,k-c,2024-25 HT2,70,0,0,0,8,M,,999,\n"

func find(ds *register.Dataset, place string, period, group string) *register.Counts {
	for i := range ds.Rows {
		if r := &ds.Rows[i]; r.Place.String() == place && r.Period.String() == period && r.Group == group {
			return &r.Counts
		}
	}
	return &register.Counts{}
}

func TestPupils(t *testing.T) {
	opt := england
	opt.BandSets = []attendance.BandSet{attendance.CutBands("default", []attendance.Decimal{{Unscaled: 90}})}
	ds, problems := load(opt, file{"schools.csv", pupilSchools}, file{"pupils.csv", extract})
	if p := problems.Problems(); len(p) > 0 {
		t.Fatal(p)
	}
	if len(ds.Schools) != 3 || len(ds.BandSets) != 1 {
		t.Errorf("schools %v", ds.Schools)
	}
	// a 6 of 130, b 36 of 130
	if c := find(ds, "school:100001", "2024-25 autumn", attendance.AllPupils); c.Enrolments != 2 || c.Overall != 42 || c.PA10 != 1 || c.PA20 != 1 || !slices.Equal(c.Bands, []register.Count{1, 1}) || c.Late != 2 {
		t.Errorf("%+v", c)
	}
	if c := find(ds, "school:100001", "2024-25 autumn", "Free school meals × Year 5"); c.Enrolments != 1 || c.Overall != 6 || c.Reasons != nil {
		t.Errorf("%+v", c)
	}
	if c := find(ds, "school:100001", "2024-25 HT1", "Free school meals × Year 5"); c.Enrolments != 0 {
		t.Errorf("two groups together in a half-term: %+v", c)
	}
	if c := find(ds, "school:100001", "2024-25 HT1", "In choir"); c.Enrolments != 1 || c.Possible != 60 {
		t.Errorf("%+v", c)
	}
	if c := find(ds, "virtual:looked-after", "2024-25 autumn", attendance.OutsideAuthority); c.Enrolments != 1 || c.Authorised != 30 {
		t.Errorf("%+v", c)
	}
	if ds.Names[attendance.LookedAfterChildren] == "" {
		t.Error("the virtual school has no name")
	}
	if !slices.IsSortedFunc(ds.Rows, func(a, b register.Row) int { return compareKeys(a.Key(), b.Key()) }) {
		t.Error("the rows are not in order")
	}
	for i := range ds.Rows {
		if r := &ds.Rows[i]; strings.Contains(fmt.Sprintf("%+v", *r), "k-") {
			t.Errorf("a key came out: %+v", r)
		}
	}
}

// The order of rows and how they are spread over files change nothing.
func TestPupilsSameDataset(t *testing.T) {
	want, _ := load(england, file{"schools.csv", pupilSchools}, file{"pupils.csv", extract})
	lines := strings.SplitAfter(strings.TrimPrefix(extract, pupilHeader), "\n")
	rng := rand.New(rand.NewPCG(3, 4))
	for range 5 {
		rng.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		cut := rng.IntN(len(lines))
		got, problems := load(england, file{"b.csv", pupilHeader + strings.Join(lines[cut:], "")}, file{"schools.csv", pupilSchools}, file{"a.csv", pupilHeader + strings.Join(lines[:cut], "")})
		if !sameFigures(got, want) {
			t.Fatalf("%v", problems.Problems())
		}
	}
	got, problems := load(england, file{"schools.csv", pupilSchools}, file{"pupils.xlsx", workbook(t, strings.Split(strings.TrimSpace(extract), "\n"))})
	if !sameFigures(got, want) {
		t.Errorf("workbook: %v", problems.Problems())
	}
}

// A return that agrees is filled up; one that does not stands alone, and is reported.
func TestPupilsJoin(t *testing.T) {
	returned := file{"attendance.csv", "urn,period,sess_possible,sess_authorised,sess_unauthorised,enrolments\n" +
		"100001,2024-25 HT1,120,6,1,2\n100002,2024-25 HT1,60,5,0,1\n100003,2024-25 HT1,60,0,0,\n"}
	ds, problems := load(england, file{"schools.csv", pupilSchools}, file{"pupils.csv", extract}, returned)
	if got := codes(problems); got != "attendance.csv:3:1 pupils-differ" {
		t.Errorf("%s", problems.Problems())
	}
	if c := find(ds, "school:100001", "2024-25 HT1", attendance.AllPupils); c.PA10 != 1 || c.Enrolments != 2 || c.Reasons == nil {
		t.Errorf("%+v", c)
	}
	if c := find(ds, "school:100002", "2024-25 HT1", attendance.AllPupils); c.PA10 != register.Missing || c.Authorised != 5 || c.Reasons != nil {
		t.Errorf("%+v", c)
	}
	if c := find(ds, "school:100002", "2024-25 HT2", attendance.AllPupils); c.PA10 != 1 {
		t.Errorf("%+v", c)
	}
	for i := range ds.Rows {
		if r := &ds.Rows[i]; i > 0 && ds.Rows[i-1].Key() == r.Key() {
			t.Errorf("%v is given twice", r.Key())
		}
	}
	_, problems = load(england, file{"schools.csv", pupilSchools}, file{"pupils.csv", strings.ReplaceAll(extract, "100003,k-e,2024-25 HT2,70,0,0,0,9,F,,,\n", "")})
	if got := codes(problems); got != "schools.csv:4:1 return-missing" {
		t.Errorf("%s", problems.Problems())
	}
}

// A return that agrees keeps what it says by code, and takes from the pupils the codes
// that it has no column for. One whose persistent absence differs takes nothing.
func TestPupilsFillCodes(t *testing.T) {
	const header = "urn,period,sess_possible,sess_authorised,sess_unauthorised,enrolments,pa_10,code_i\n"
	reason := func(ds *register.Dataset, place, id string) register.Count {
		for i, r := range ds.Reasons {
			if r.ID == id {
				return find(ds, place, "2024-25 HT1", attendance.AllPupils).Reasons[i]
			}
		}
		t.Fatalf("no %s", id)
		return 0
	}
	// at the first school a missed 6 of 60, which is 10%, and b 1 of 60; 2 sessions were late
	ds, problems := load(england, file{"schools.csv", pupilSchools}, file{"pupils.csv", extract},
		file{"attendance.csv", header + "100001,2024-25 HT1,120,6,1,2,1,5\n100002,2024-25 HT1,60,0,0,1,1,0\n"})
	if got := codes(problems); got != "attendance.csv:3:1 pupils-differ" {
		t.Errorf("%s", problems.Problems())
	}
	for _, want := range []struct {
		place, id string
		sessions  register.Count
	}{{"school:100001", "code_i", 5}, {"school:100001", "code_o", 1}, {"school:100001", "code_l", 2}, {"school:100002", "code_i", 0}, {"school:100002", "code_o", register.Missing}} {
		if got := reason(ds, want.place, want.id); got != want.sessions {
			t.Errorf("%s %s is %d, want %d", want.place, want.id, got, want.sessions)
		}
	}
	if c := find(ds, "school:100002", "2024-25 HT1", attendance.AllPupils); c.PA10 != 1 || c.NearPA != register.Missing || c.Bands != nil {
		t.Errorf("%+v", c)
	}
}

func TestPupilProblems(t *testing.T) {
	for _, test := range []struct{ row, want string }{
		{"100001,k,2024-25 HT1,60,61,0,0,5,F,,,", "pupils.csv:2:22 absence-over-possible"},
		{"100001,k,2024-25,60,1,0,0,5,F,,,", "pupils.csv:2:10 pupil-unplaced"},
		{"100001,k,2024-25 HT9,60,1,0,0,5,F,,,", "pupils.csv:2:10 pupil-unplaced"},
		{"1000O1,k,2024-25 HT1,60,1,0,0,5,F,,,", "pupils.csv:2:1 pupil-unplaced"},
		{",k,2024-25 HT1,60,1,0,0,5,F,,,", "pupils.csv:2:1 pupil-unplaced"},
		{"1000O1,k,2024-25 HT1,60,1,0,0,5,F,,,,,,", "pupils.csv:2:1 pupil-unplaced"},
		{"100001,k,2024-25 HT1,x,1,0,0,5,F,,,", "pupils.csv:2:22 number-unreadable"},
		{"100001,k,2024-25 HT1,,1,0,0,5,F,,,", "pupils.csv:2:22 value-missing"},
		{"100001,k,2024-25 HT1,900,1,0,0,5,F,,,", "pupils.csv:2:22 value-unreadable"},
		{"100001,k,2024-25 HT1,60,c,0,0,5,F,,,", "pupils.csv:2:25 number-unreadable"},
		{"100001,k,2024-25 HT1,60,1,0,0,15,F,,,", "pupils.csv:2:31 value-unreadable"},
		{"100001,k,2024-25 HT1,60,1,0,0,5,Q,,,", "pupils.csv:2:33 value-unreadable"},
		{"100001,k,2024-25 HT1,60,1,0,0,5,F,maybe,,", "pupils.csv:2:35 value-unreadable"},
		{"100001,,2024-25 HT1,60,1,0,0,5,F,,,", "pupils.csv:2:8 value-missing"},
		{"100001,k,2024-25 HT1,60,1,0,0,5,F,,,\n100001,k,2024-25 HT1,60,1,0,0,5,F,,,", "pupils.csv:3:8 row-repeated"},
		{"100001,k,2024-25 HT1,60,1,0,0,5,F,,,\n100001,k,2024-25 HT1,60,0,1,0,5,F,,,", "pupils.csv:3:8 row-doubled"},
		{"100001,k,2024-25 HT1,60,1,0,0,5,F,,,\n100001,k,2024-25 autumn,130,1,0,0,5,F,,,", "pupils.csv:3:8 row-doubled"},
		{"100001,k,2024-25 HT1,0,0,0,0,5,F,,,", "pupils.csv return-empty"},
		{"900009,k,2024-25 HT1,60,1,0,0,5,F,,998,", "pupils.csv:2:1 school-unknown"},
	} {
		_, problems := load(england, file{"schools.csv", "urn,name,phase\n100001,First,Primary\n"}, file{"pupils.csv", pupilHeader + test.row + "\n"})
		if !slices.Contains(strings.Split(codes(problems), "; "), test.want) {
			t.Errorf("%s: got %s, want %s", test.row, codes(problems), test.want)
		}
		for _, p := range problems.Problems() {
			if strings.Contains(p.Message, "k-") {
				t.Errorf("%s quotes a key", p)
			}
		}
	}
	for _, column := range []string{"surname", "code_zz", "class_size", "previous_scool"} {
		_, problems := load(england, file{"schools.csv", pupilSchools}, file{"pupils.csv", "urn,pupil,period,sess_possible," + column + "\n100001,k,2024-25 HT1,60,1\n"})
		if !problems.Failed() {
			t.Errorf("the column %s was accepted", column)
		}
	}
	var many strings.Builder
	for i := range mostValues + 1 {
		fmt.Fprintf(&many, "100001,k%d,2024-25 HT1,60,v%d\n", i, i)
	}
	if _, problems := load(england, file{"schools.csv", pupilSchools}, file{"pupils.csv", "urn,pupil,period,sess_possible,house\n" + many.String()}); !problems.Failed() {
		t.Error("a column of very many values was accepted")
	}
}

// FuzzPupils reads any rows: nothing panics, absence is never more than was possible
// and no key comes out.
func FuzzPupils(f *testing.F) {
	f.Add(strings.TrimPrefix(extract, pupilHeader))
	f.Add("100001,k,2024-25 W07,10,1,0,0,N1,F,1,,x\n100001,k,2024-25 spring,60,99,0,0,,,,999,\n")
	f.Fuzz(func(t *testing.T, rows string) {
		opt := england
		opt.Cross = [][2]string{{"fsm", "sex"}}
		ds, _ := load(opt, file{"schools.csv", pupilSchools}, file{"pupils.csv", pupilHeader + rows})
		for i := range ds.Rows {
			if c := &ds.Rows[i].Counts; c.Overall > c.Possible || c.PA10 > c.Enrolments || c.Severe > c.PA10 {
				t.Fatalf("%+v", ds.Rows[i])
			}
		}
	})
}

// pupilFile makes pupil rows as they are read: each pupil in each half-term of some
// years.
type pupilFile struct {
	pupils, years int
	rng           *rand.PCG
	n             int
	rest          []byte
}

const madeHeader = "urn,pupil,period,sess_possible,year_group,sex,class,fsm,sen_support,ehcp,looked_after,social_worker,eal," +
	"code_present_am,code_present_pm,code_l,code_b,code_v,code_c,code_e,code_i,code_m,code_r,code_s,code_t,code_g,code_n,code_o,code_u,code_d,code_x\n"

func newPupilFile(pupils, years int) *pupilFile {
	return &pupilFile{pupils: pupils, years: years, rng: rand.NewPCG(1, 1), rest: []byte(madeHeader)}
}

func (f *pupilFile) Read(p []byte) (int, error) {
	for len(f.rest) == 0 {
		if f.n == f.pupils*f.years*6 {
			return 0, io.EOF
		}
		for range min(256, f.pupils*f.years*6-f.n) {
			f.row()
			f.n++
		}
	}
	n := copy(p, f.rest)
	f.rest = f.rest[n:]
	if len(f.rest) == 0 {
		f.rest = f.rest[:0:0]
	}
	return n, nil
}

func (f *pupilFile) row() {
	pupil := f.n % f.pupils
	ht, year := f.n/f.pupils%6, f.n/f.pupils/6
	number := func(n int) { f.rest = append(strconv.AppendInt(f.rest, int64(n), 10), ',') }
	text := func(s string) { f.rest = append(append(f.rest, s...), ',') }
	at := pupil / 444 // a school of the usual size
	number(100001 + at)
	text("P" + strconv.Itoa(1000000+pupil*7))
	text(strconv.Itoa(2021+year) + "-" + strconv.Itoa(22+year) + " HT" + strconv.Itoa(ht+1))
	number(62)
	class := pupil % 14
	number(class/2 + 1)
	text([]string{"F", "M"}[pupil&1])
	text(strconv.Itoa(class/2+1) + []string{"A", "B"}[class%2])
	for i, one := range []int{4, 7, 25, 90, 40, 6} {
		text([]string{"y", ""}[min(1, (pupil/14+i*13)%one)])
	}
	ill, other := int(f.rng.Uint64()%5), int(f.rng.Uint64()%40)/37*12
	number((62 - ill - other) / 2)
	number(62 - ill - other - (62-ill-other)/2 - 1)
	text("1,0,0,0,0")
	number(ill)
	text("0,0,0,0,0,0")
	number(other)
	f.rest = append(f.rest, "0,0,0\n"...)
}

// BenchmarkPupils reads a pupil file from memory, and beside it sums the same file
// with nothing but encoding/csv.
func BenchmarkPupils(b *testing.B) {
	const pupils = 5000
	content, err := io.ReadAll(newPupilFile(pupils, 2))
	if err != nil {
		b.Fatal(err)
	}
	b.Run("rollcall", func(b *testing.B) {
		b.SetBytes(int64(len(content)))
		fsys := fstest.MapFS{"pupils.csv": {Data: content}}
		for b.Loop() {
			var pupils register.Pupils
			read(b, fsys, &pupils)
		}
	})
	b.Run("csv", func(b *testing.B) {
		b.SetBytes(int64(len(content)))
		for b.Loop() {
			sumCSV(b, bytes.NewReader(content))
		}
	})
}

func read(t testing.TB, fsys fs.FS, pupils *register.Pupils) {
	opt := england
	got := readInput(Input{FS: fsys, Path: "pupils.csv", Name: "pupils.csv"}, &opt, &desk{pupils: pupils})
	if p := got.problems.Problems(); len(p) > 0 {
		t.Fatal(p[0])
	}
}

// sumCSV adds every column of numbers, as the plainest program would.
func sumCSV(t testing.TB, content io.Reader) (sums [40]int64) {
	r := csv.NewReader(content)
	r.ReuseRecord = true
	for line := 0; ; line++ {
		record, err := r.Read()
		if err == io.EOF {
			return sums
		}
		if err != nil {
			t.Fatal(err)
		}
		for i, cell := range record {
			if n, err := strconv.Atoi(cell); err == nil && line > 0 {
				sums[i] += int64(n)
			}
		}
	}
}

// TestPupilsOfALargeAuthority reads 4.8 million rows, as ROLLCALL_LARGE asks, and
// says how fast and in how much memory.
func TestPupilsOfALargeAuthority(t *testing.T) {
	if os.Getenv("ROLLCALL_LARGE") == "" {
		t.Skip("set ROLLCALL_LARGE to read 4.8 million rows")
	}
	const pupils, years = 200_000, 4
	dir := t.TempDir()
	file, err := os.Create(filepath.Join(dir, "pupils.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	size, err := io.Copy(file, newPupilFile(pupils, years))
	if err != nil {
		t.Fatal(err)
	}
	megabytes := float64(size) / 1e6
	file.Seek(0, io.SeekStart)
	start := time.Now()
	sumCSV(t, bufio.NewReader(file))
	t.Logf("%.0f MB; encoding/csv: %.0f MB/s", megabytes, megabytes/time.Since(start).Seconds())

	var peak uint64
	stop := make(chan bool)
	go func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(50 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapInuse+m.StackInuse)
			}
		}
	}()
	var all register.Pupils
	start = time.Now()
	read(t, os.DirFS(dir), &all)
	took := time.Since(start)
	stop <- true
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("read %.0f MB/s (%s); heap %d MB at its highest, %d MB kept, %d MB from the system", megabytes/took.Seconds(), took.Round(time.Millisecond), peak>>20, m.HeapAlloc>>20, m.Sys>>20)
	start = time.Now()
	rows := 0
	set := attendance.CutBands("default", []attendance.Decimal{{Unscaled: 95}, {Unscaled: 90}, {Unscaled: 85}, {Unscaled: 50}})
	tallies := all.Count(register.PupilOptions{BandSets: []attendance.BandSet{set}, Authority: attendance.Place{Level: attendance.LevelAuthority, Code: "999"},
		Home: func(urn attendance.URN) (register.Home, bool) {
			return register.Home{Place: attendance.Place{Level: attendance.LevelSchool, Code: string(urn)}, Phase: attendance.Primary}, true
		}}, func(register.Row) { rows++ })
	runtime.ReadMemStats(&m)
	t.Logf("counted into %d rows and %d tallies in %s; %d MB from the system", rows, len(tallies), time.Since(start).Round(time.Millisecond), m.Sys>>20)
	runtime.KeepAlive(&all)
	if n := all.Len(); n != pupils*years {
		t.Errorf("%d enrolments", n)
	}
}
