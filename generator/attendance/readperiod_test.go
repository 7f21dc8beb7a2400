package attendance

import (
	"strings"
	"testing"
)

func TestReadPeriod(t *testing.T) {
	for text, want := range map[string]string{
		"2025-26 HT3": "2025-26 HT3", "2025/26 Autumn 1": "2025-26 HT1", "Autumn 2 2025/26": "2025-26 HT2", "2025/26 Spring 2": "2025-26 HT4",
		"Autumn 2025": "2025-26 autumn", "Spring 2026": "2025-26 spring", "Summer term 2026": "2025-26 summer", "Autumn 1 2025": "2025-26 HT1", "Spring 1 2026": "2025-26 HT3",
		"Autumn term 2025/2026": "2025-26 autumn", "Aut 25/26": "2025-26 autumn", "AUT1 2025/26": "2025-26 HT1", "Summer half term 2 2025-26": "2025-26 HT6",
		"HT3 2025/26": "2025-26 HT3", "Half term 3, 2025/26": "2025-26 HT3", "2025/26 half-term 5": "2025-26 HT5", "2025–26 Half Term 1": "2025-26 HT1",
		"1st half of autumn 2025/26": "2025-26 HT1", "second half spring term 2025-26": "2025-26 HT4", "2025/26 3rd half term": "2025-26 HT3",
		"202526": "2025-26", "2025/2026": "2025-26", "Academic year 2025/26": "2025-26", "AY 2025-26": "2025-26", "2025/26 (full year)": "2025-26", "2025/26 annual": "2025-26",
		"2025/26 HT1 to HT4": "2025-26 to HT4", "2025/26 HT1-4": "2025-26 to HT4", "2025/26 up to HT5": "2025-26 to HT5", "2025/26 autumn and spring": "2025-26 to HT4",
		"Autumn & Spring terms 2025/26": "2025-26 to HT4", "2025/26 autumn, spring and summer": "2025-26", "2025/26 HT1 to HT2": "2025-26 autumn",
		"2025/26 week 7": "2025-26 W07", "Wk 12 2025/26": "2025-26 W12", " 2025/26\u00a0Autumn  1 ": "2025-26 HT1", "2025_26 HT1": "",
		"11-Dec": "2011-12", "Dec-11": "2011-12", "Oct-09": "2009-10", "Jan-12": "", "Dec-10": "", "Dec 2011": "2011-12",
		"2011-12 HT1-5": "2011-12 HT1-5", "2025/26 HT1 to HT6": "2025-26",

		"01/09/2025 - 24/10/2025": "2025-26 HT1", "2025-11-03 to 2025-12-19": "2025-26 HT2", "from 5 January 2026 to 27 March 2026": "2025-26 spring",
		"1/9/2025\u201322/7/2026": "2025-26", "03.09.2025-02.04.2026": "2025-26 to HT4", "01/06/2026 - 21/07/2026": "2025-26 HT6",

		"Autumn 1": "", "Spring": "", "HT3": "", "": "", "Term 1 2025/26": "", "2025/26 term 3": "", "HT3 2026": "", "2025": "", "2025/27": "", "2025-09-01": "",
		"2025/26 2026/27": "", "01/09/2025 to 24/10/2025 (Autumn 1)": "", "01/09/2025 to 14/11/2025": "", "24/10/2025 to 01/09/2025": "", "31/02/2026 to 01/04/2026": "", "01/09/2025 to 24/10/2026": "", "20/10/2025 to 13/02/2026": "", "2025/26 year to date": "", "2025/26 Autumn 3": "", "2025/26 HT7": "", "2025/26 W54": "", "2025/26 W00": "",
		"October 2025": "", "winter 2025": "", "2025/26 x": "", "Total": "", "0000-01": "", "9998/99 HT1": "",
	} {
		p, err := ReadPeriod(text, 0)
		if got := p.String(); got != want || (err == nil) != (want != "") {
			t.Errorf("ReadPeriod(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
}

// A part of a year is read where its year is known, and refused where both are given
// and differ.
func TestReadPeriodOfAYear(t *testing.T) {
	for text, want := range map[string]string{
		"Autumn 1": "2025-26 HT1", "Spring": "2025-26 spring", "Half term 3": "2025-26 HT3", "Aut 2": "2025-26 HT2", "HT6": "2025-26 HT6", "Week 7": "2025-26 W07",
		"to HT4": "2025-26 to HT4", "Full year": "2025-26", "Autumn 2025": "2025-26 autumn", "2025-26 HT1": "2025-26 HT1",
		"Autumn 2024": "", "2024-25 HT1": "", "Term 2": "", "half": "", "": "", " ": "",
	} {
		p, err := ReadPeriod(text, 2025)
		if got := p.String(); got != want || (err == nil) != (want != "") {
			t.Errorf("ReadPeriod(%q, 2025) = %q, %v; want %q", text, got, err, want)
		}
	}
}

func TestReadYear(t *testing.T) {
	for text, want := range map[string]AcademicYear{"2025/26": 2025, "202526": 2025, "25/26": 2025, "Academic year 2025/2026": 2025, "2025": 0, "2025/26 HT1": 0, "": 0} {
		if y, err := ReadYear(text); y != want && err == nil || (err == nil) != (want != 0) {
			t.Errorf("ReadYear(%q) = %d, %v", text, y, err)
		}
	}
}

// Why a period was not read is said in words that help.
func TestReadPeriodExplains(t *testing.T) {
	for text, want := range map[string]string{
		"Term 2 2025/26": "three terms or of six", "HT3 2026": "write 2025-26 or 2026-27", "Spring": "does not say the academic year", "2025/27 HT1": "ends in the year after",
	} {
		if _, err := ReadPeriod(text, 0); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// Whatever is read has a name that means the same.
func FuzzReadPeriod(f *testing.F) {
	for _, text := range []string{"2025/26 Autumn 1", "Spring 2026", "Half term 3", "2025/26 HT1 to HT4", "202526", "Term 1", "25/26 week 07", "01/09/2025 - 24/10/2025"} {
		f.Add(text, 2025)
		f.Add(text, 0)
	}
	f.Fuzz(func(t *testing.T, text string, year int) {
		p, err := ReadPeriod(text, AcademicYear(1950+uint16(year)%200))
		if err != nil {
			return
		}
		if again, err := ParsePeriod(p.String()); err != nil || again != p {
			t.Errorf("%q is %q, which is read as %q, %v", text, p, again, err)
		}
	})
}
