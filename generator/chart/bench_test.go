package chart_test

import (
	"testing"

	"rollcall/generator/chart"
)

func BenchmarkSVG(b *testing.B) {
	for _, c := range charts() {
		b.Run(c.ID, func(b *testing.B) {
			b.ReportAllocs()
			var dst []byte
			for b.Loop() {
				dst = chart.SVG(dst[:0], c, english)
			}
			b.ReportMetric(float64(len(dst)), "bytes")
		})
	}
}

func BenchmarkOption(b *testing.B) {
	for _, c := range charts() {
		b.Run(c.ID, func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				option, err := chart.Option(c, english)
				if err != nil {
					b.Fatal(err)
				}
				n = len(option)
			}
			b.ReportMetric(float64(n), "bytes")
		})
	}
}
