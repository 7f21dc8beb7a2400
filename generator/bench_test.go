package generator_test

import (
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
	"testing"
	"time"

	"rollcall/generator"
	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/disclosure"
	"rollcall/generator/measure"
	"rollcall/generator/render"
	"rollcall/generator/sample"
	"rollcall/generator/source"
	"rollcall/generator/view"
)

// national is about as many schools as England has. A site of them takes minutes,
// so it is built only where one build is asked for: go test -bench Build -benchtime 1x.
const national = 24000

// BenchmarkBuild builds whole sites, of an authority of ten schools a cluster, and
// throws them away. What it reports for each school should not grow with their number.
func BenchmarkBuild(b *testing.B) {
	for _, schools := range []int{60, 450, 4000, national} {
		b.Run(fmt.Sprint(schools), func(b *testing.B) {
			once := flag.Lookup("test.benchtime").Value.String() == "1x"
			if schools == national && (testing.Short() || !once) {
				b.Skip("run with -benchtime 1x and without -short")
			}
			opt := sampleSite(b, schools)
			opt.Write = func(string, []byte) error { return nil }
			var report generator.Report
			stop := watchMemory()
			b.ResetTimer()
			for range b.N {
				report = built(b, opt)
			}
			b.StopTimer()
			seconds := b.Elapsed().Seconds() / float64(b.N)
			b.ReportMetric(float64(inputSize(b, opt))/1e6/seconds, "MB-read/s")
			b.ReportMetric(float64(report.Pages)/seconds, "pages/s")
			b.ReportMetric(1e3*seconds/float64(schools), "ms/school")
			b.ReportMetric(float64(stop())/1e6, "peak-MB")
			b.ReportMetric(float64(report.Bytes)/1e6, "MB-written")
		})
	}
}

// BenchmarkRead reads the returns of 450 schools into counts.
func BenchmarkRead(b *testing.B) {
	inputs, opt, size := returnsOf(b, 450)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		var problems diag.List
		if source.Read(inputs, opt, &problems); problems.Failed() {
			b.Fatal(problems.Problems())
		}
	}
}

// BenchmarkMeasure sums the counts of 450 schools into everything that a site tells of.
func BenchmarkMeasure(b *testing.B) {
	inputs, opt, _ := returnsOf(b, 450)
	var problems diag.List
	ds := source.Read(inputs, opt, &problems)
	b.ReportAllocs()
	for b.Loop() {
		aggregate(ds, opt)
	}
}

// BenchmarkPage makes and renders the page of one school.
func BenchmarkPage(b *testing.B) {
	inputs, opt, _ := returnsOf(b, 60)
	var problems diag.List
	pub := disclosure.Publish(aggregate(source.Read(inputs, opt, &problems), opt), disclosure.Intranet)
	book := &view.Book{Pub: pub, Targets: new(returns.Targets), Settings: view.Settings{Lang: "en", Edition: "intranet", SchoolPeriods: 5, AsOf: "2026-05-08"}}
	book.Open()
	r, err := render.New(civic(b), "en", render.Options{})
	if err != nil {
		b.Fatal(err)
	}
	place := attendance.Place{Level: attendance.LevelSchool, Code: string(pub.Schools()[0].URN)}
	b.ReportAllocs()
	for b.Loop() {
		page := book.SchoolPage(place, book.Current())
		html, err := r.Page(&page)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(html)))
	}
}
