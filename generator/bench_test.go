package generator

import (
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"rollcall/generator/diag"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/register"
	"rollcall/generator/render"
	"rollcall/generator/sample"
	"rollcall/generator/source"
)

// national is about as many schools as England has. Building for them takes minutes,
// so it is done only when one build is asked for: -bench Build -benchtime 1x.
const national = 24000

// BenchmarkBuild builds whole sites, ten schools to a cluster, and throws them away.
// Time and memory for each school must not grow with their number.
func BenchmarkBuild(b *testing.B) {
	for _, schools := range []int{60, 450, 4000, national} {
		b.Run(fmt.Sprint(schools), func(b *testing.B) {
			once := flag.Lookup("test.benchtime").Value.String() == "1x"
			if schools == national && (testing.Short() || !once) {
				b.Skip("needs -benchtime 1x, and no -short")
			}
			opt, size := sampleSite(b, schools)
			opt.Write = func(string, []byte) error { return nil }
			var report Report
			peak := watchMemory()
			b.ResetTimer()
			for range b.N {
				report = built(b, opt)
			}
			b.StopTimer()
			seconds := b.Elapsed().Seconds() / float64(b.N)
			b.ReportMetric(float64(peak())/1e6, "peak-MB")
			b.ReportMetric(float64(size)/1e6/seconds, "read-MB/s")
			b.ReportMetric(float64(report.Pages)/seconds, "pages/s")
			b.ReportMetric(1e3*seconds/float64(schools), "ms/school")
		})
	}
}

// BenchmarkRead reads the returns of 450 schools into counts.
func BenchmarkRead(b *testing.B) {
	opt, _ := sampleSite(b, 450)
	inputs, size := returnsOf(b, opt)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		dataset(b, opt, inputs)
	}
}

// BenchmarkMeasure sums the counts of 450 schools into those of every place and
// period.
func BenchmarkMeasure(b *testing.B) {
	opt, _ := sampleSite(b, 450)
	inputs, _ := returnsOf(b, opt)
	ds := dataset(b, opt, inputs)
	b.ReportAllocs()
	for b.Loop() {
		measure.Aggregate(ds, authority(opt.Site), groupings(opt.Site))
	}
}

// BenchmarkProtect protects the public edition of a year, one linked system of schools,
// groups of schools, terms and groups of pupils. The time for each school must not grow
// with their number, nor what is told of the authority fall.
func BenchmarkProtect(b *testing.B) {
	for _, schools := range []int{450, 4000, national} {
		b.Run(fmt.Sprint(schools), func(b *testing.B) {
			if once := flag.Lookup("test.benchtime").Value.String() == "1x"; schools == national && (testing.Short() || !once) {
				b.Skip("needs -benchtime 1x, and no -short")
			}
			opt, _ := siteOf(b, sample.Options{Schools: schools, Clusters: schools / 10, Years: 1, Seed: 1})
			inputs, _ := returnsOf(b, opt)
			ds := dataset(b, opt, inputs)
			peak := watchMemory()
			var loss *disclosure.Loss
			b.ResetTimer()
			for range b.N {
				b.StopTimer()
				cube := measure.Aggregate(ds, authority(opt.Site), groupings(opt.Site))
				b.StartTimer()
				loss = protect(cube, disclosure.Public, nil).Loss()
			}
			b.StopTimer()
			if loss.Unproved > 0 {
				b.Errorf("%d numbers might be worked out", loss.Unproved)
			}
			b.ReportMetric(float64(peak())/1e6, "peak-MB")
			b.ReportMetric(1e3*b.Elapsed().Seconds()/float64(b.N*schools), "ms/school")
			for _, l := range loss.Levels {
				b.ReportMetric(100*float64(l.Shown)/float64(l.Known), string(l.Level)+"-%")
			}
		})
	}
}

// BenchmarkPage makes and renders the page of one of 60 schools.
func BenchmarkPage(b *testing.B) {
	opt, _ := sampleSite(b, 60)
	var problems diag.List
	in, err := readInputs(opt, new(Report), &problems)
	if err != nil || problems.Failed() {
		b.Fatal(err, problems.Problems())
	}
	book := newBook(opt, in, disclosure.Publish(measure.Aggregate(in.dataset, authority(opt.Site), groupings(opt.Site)), disclosure.Intranet))
	r, err := render.New(opt.Theme, book.Lang, render.Options{Threshold: book.Threshold, Unrounded: true})
	if err != nil {
		b.Fatal(err)
	}
	for _, job := range pages(book, r) {
		if !strings.HasPrefix(job.path, "schools/9") {
			continue
		}
		b.ReportAllocs()
		for b.Loop() {
			html, err := job.make()
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(html)))
		}
		return
	}
	b.Fatal("no school has a page")
}

// sampleSite makes the folder of an authority that does not exist and returns how to
// build it, and how many bytes it holds.
func sampleSite(b *testing.B, schools int) (opt Options, size int64) {
	b.Helper()
	return siteOf(b, sample.Options{Schools: schools, Clusters: schools / 10, Seed: 1})
}

func siteOf(b *testing.B, what sample.Options) (opt Options, size int64) {
	b.Helper()
	dir := b.TempDir()
	err := sample.Write(func(path string) (io.WriteCloser, error) {
		path = filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, err
		}
		return os.Create(path)
	}, what)
	if err != nil {
		b.Fatal(err)
	}
	err = filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		size += info.Size()
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return siteOptions(b, os.DirFS(dir)), size
}

func built(b *testing.B, opt Options) Report {
	b.Helper()
	var problems diag.List
	report, err := Build(opt, &problems)
	if err != nil || problems.Failed() {
		b.Fatal(err, problems.Problems())
	}
	return report
}

// returnsOf names the inputs of a sample that hold schools and their returns.
func returnsOf(b *testing.B, opt Options) (inputs []source.Input, size int64) {
	b.Helper()
	for _, name := range []string{"schools.csv", "attendance.csv"} {
		src, err := opt.Open(name)
		if err != nil {
			b.Fatal(err)
		}
		info, err := fs.Stat(src.FS, src.Path)
		if err != nil {
			b.Fatal(err)
		}
		size += info.Size()
		inputs = append(inputs, source.Input{FS: src.FS, Path: src.Path, Name: name})
	}
	return inputs, size
}

func dataset(b *testing.B, opt Options, inputs []source.Input) *register.Dataset {
	b.Helper()
	var problems diag.List
	ds := source.Read(inputs, source.Options{Authority: opt.Site.Authority.Code, Nation: opt.Site.Authority.Nation,
		Codes: readCodes(opt, new(Report), &problems), Groupings: columns(opt.Site)}, &problems)
	if problems.Failed() {
		b.Fatal(problems.Problems())
	}
	return ds
}

// watchMemory samples what the program holds of the system's memory until it is
// asked for the most that it held, in bytes.
func watchMemory() (peak func() uint64) {
	debug.FreeOSMemory()
	stop, most := make(chan struct{}), make(chan uint64)
	go func() {
		held := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
		var high uint64
		for {
			metrics.Read(held)
			high = max(high, held[0].Value.Uint64()-held[1].Value.Uint64())
			select {
			case <-stop:
				most <- high
				return
			case <-time.After(10 * time.Millisecond):
			}
		}
	}()
	return func() uint64 {
		close(stop)
		return <-most
	}
}
