package chart_test

import (
	"fmt"
	"strings"
	"testing"

	"rollcall/generator/chart"
)

// readHeight reads the height of a picture.
func readHeight(svg string, height *float64) (int, error) {
	_, rest, _ := strings.Cut(svg, `height="`)
	return fmt.Sscanf(rest, "%g", height)
}

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
