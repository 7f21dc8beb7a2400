package generator

import (
	"encoding/csv"
	"fmt"
	"math/big"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

var headline = regexp.MustCompile(`(?s)<h3>Attendance</h3>\s*<p class="v">([0-9.]+)%`)

// "A number shown twice is the same number": the headline attendance of every school
// and group of schools is the percentage of figures.csv, which is its own counts
// divided, rounded half up.
func TestPagesShowWhatTheFilesHold(t *testing.T) {
	site, printed := buildSite(t, siteOptions(t, os.DirFS("../data/wexcombe")))
	if len(site) < 100 {
		t.Fatalf("%d files: %s", len(site), printed)
	}
	const period = "2025-26 spring"
	seen := map[string]bool{}
	for name, data := range site {
		if path.Base(name) != "figures.csv" {
			continue
		}
		rows, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		column := map[string]int{}
		for i, c := range rows[0] {
			column[c] = i
		}
		for _, row := range rows[1:] {
			cell := func(c string) string { return row[column[c]] }
			if cell("period") != period || cell("group") != "All pupils" || cell("level") != "school" && cell("phase") != "Total" {
				continue
			}
			want := printedPercent(t, cell("sess_possible"), cell("sess_overall"))
			if got := roundTenth(t, cell("attendance_percent")); got != want {
				t.Errorf("%s: %s has %s%%, its counts make %s%%", name, cell("code"), got, want)
			}
			folder, ok := map[string]string{"school": "schools/", "cluster": "clusters/", "trust": "trust/", "ward": "ward/", "authority": ""}[cell("level")]
			if !ok {
				continue
			}
			page := folder + strings.ToLower(cell("code")) + "/index.html"
			if cell("level") == "authority" {
				page = "index.html"
			}
			text := string(site[page])
			shown := headline.FindStringSubmatch(text)
			if shown == nil || shown[1] != want {
				t.Errorf("%s shows %v, its file holds %s%%", page, shown, want)
			}
			seen[cell("level")] = true
		}
	}
	for _, level := range []string{"school", "cluster", "trust", "ward", "authority"} {
		if !seen[level] {
			t.Errorf("no %s was looked at", level)
		}
	}
}

// printedPercent divides attendance once, in whole numbers, and rounds half up.
func printedPercent(t *testing.T, possible, missed string) string {
	t.Helper()
	p, ok := new(big.Int).SetString(possible, 10)
	m, also := new(big.Int).SetString(missed, 10)
	if !ok || !also {
		t.Fatalf("counts %q and %q", possible, missed)
	}
	tenths := new(big.Int).Sub(p, m)
	tenths.Mul(tenths, big.NewInt(2000)).Add(tenths, p).Div(tenths, new(big.Int).Lsh(p, 1))
	return fmt.Sprintf("%d.%d", tenths.Int64()/10, tenths.Int64()%10)
}

func roundTenth(t *testing.T, percent string) string {
	t.Helper()
	r, ok := new(big.Rat).SetString(percent)
	if !ok {
		t.Fatalf("percentage %q", percent)
	}
	r.Mul(r, big.NewRat(10, 1)).Add(r, big.NewRat(1, 2))
	tenths := new(big.Int).Div(r.Num(), r.Denom()).Int64()
	return fmt.Sprintf("%d.%d", tenths/10, tenths%10)
}
