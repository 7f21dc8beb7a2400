package attendance

import (
	"strings"
	"testing"
	"time"
)

func TestParseDay(t *testing.T) {
	for want, texts := range map[string][]string{
		"2025-11-07": {"2025-11-07", "2025-11-7", "2025/11/07", "2025-11-07 00:00:00", "2025-11-07T09:30:00Z", "2025-11-07T00:00:00.000+00:00",
			"07/11/2025", "7/11/2025", "7/11/25", "07.11.2025", "7.11.25", "07-11-2025", "07/11/2025 00:00", "07/11/2025 12:00 am",
			"7 Nov 2025", "7 November 2025", "7th November 2025", "7th of November 2025", "7-Nov-25", "7-Nov-2025", "7 Nov '25", "7 Nov. 2025",
			"Friday 7 November 2025", "Fri, 7 Nov 2025", "November 7, 2025", "Nov 7th 2025", " 7\u00a0Nov\u00a02025 ", "07–11–2025", "7 NOV 2025"},
		"2025-09-30": {"30 Sept 2025", "30/9/25"},
		"2024-02-29": {"29/02/2024", "29 Feb 24"},
		"": {"", "soon", "11/13/2025", "2025-13-07", "31/02/2025", "29/02/2025", "07-11-25", "7 Nov", "Nov 25", "Nov-25", "7 Novembre 2025", "7 No 2025",
			"07/11-2025", "2025-11/07", "07/11/025", "20251107", "45968", "2025-11-06T23:00:00Z", "7/11", "00/11/2025", "7 Nov 2025 or 2026"},
	} {
		for _, text := range texts {
			got := ""
			if d, ok := ParseDay(text); ok {
				got = d.Format(time.DateOnly)
			}
			if got != want {
				t.Errorf("ParseDay(%q) = %q, want %q", text, got, want)
			}
		}
	}
}

// Only days in digits can be read in another way elsewhere.
func TestDayForm(t *testing.T) {
	for text, want := range map[string]DayForm{"2025-11-07": "", "7 Nov 25": "", "7/11/2025": "dd/mm/yyyy", "7/11/25": "dd/mm/yy", "7.11.2025": "dd.mm.yyyy", "07-11-2025": "dd-mm-yyyy"} {
		if d, ok := ParseDay(text); !ok || d.Form != want {
			t.Errorf("ParseDay(%q).Form = %q, want %q", text, d.Form, want)
		}
	}
}

func TestDayHint(t *testing.T) {
	for text, want := range map[string]string{"11/13/2025": "is 13/11/2025 meant?", "soon": "Write a date", "11-13-25": "Write a date", "31/31/2025": "Write a date"} {
		if got := DayHint(text); !strings.Contains(got, want) {
			t.Errorf("DayHint(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestParseMonth(t *testing.T) {
	for text, want := range map[string]string{
		"December 2026": "2026-12", "Dec 2026": "2026-12", "Dec-26": "2026-12", "DEC–26": "2026-12", "Dec ’26": "2026-12", "Dec. 2026": "2026-12", "Dec-2026": "2026-12", "Dec/2026": "2026-12", "sept 2026": "2026-09",
		"Dec 26": "", "26-Dec": "", "Dec": "", "12/26": "", "D-26": "", "Q3 2026": "", "Spring 2026": "",
	} {
		got := ""
		if year, month, ok := ParseMonth(text); ok {
			got = time.Date(year, month, 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
		}
		if got != want {
			t.Errorf("ParseMonth(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	if got, want := Fold(" By\u00a0the  end of “Autumn\u20112” – it’s\u200b"), `by the end of "autumn-2" - it's`; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A day that is read is one of the calendar, and written in full it is the same day.
func FuzzParseDay(f *testing.F) {
	for _, text := range []string{"2025-11-07", "7/11/25", "7th of November 2025", "Nov 7, 2025", "2025-11-07T23:59:59Z", "Dec-26", "’26", "7-Nov-0"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if d, ok := ParseDay(text); ok {
			if y := d.Year(); y < 1 || y > 9999 {
				t.Errorf("%q is %v", text, d)
			}
			if again, ok := ParseDay(d.Format("2 January 2006")); !ok || !again.Equal(d.Time) {
				if d.Year() >= 1000 {
					t.Errorf("%q is %v and then %v", text, d, again)
				}
			}
		}
		if _, month, ok := ParseMonth(text); ok && (month < 1 || month > 12) {
			t.Errorf("%q is month %d", text, month)
		}
		DayHint(text)
	})
}
