package attendance

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// ReadPeriod reads a period as people and school systems write it: what ParsePeriod
// reads, and "2025/26 Autumn 1", "Autumn 2025", "Spring term 2 25/26", "Half term 3",
// "HT1 to HT4", "Autumn and spring", "Week 7", "202526" or "01/09/2025 - 24/10/2025". A
// calendar year is read beside the name of a term only: autumn 2025 is in 2025-26,
// spring 2026 too.
//
// Year is the academic year of a text that names none; 0 where it is not known. What
// can mean two periods is an error that says what to write: "Term 2" is the second of
// three or of six, and "HT3 2026" of one academic year or the next.
func ReadPeriod(text string, year AcademicYear) (Period, error) {
	if p, err := ParsePeriod(text); err == nil {
		return agreed(p, year, text)
	}
	if strings.TrimSpace(text) == "" {
		return Period{}, fmt.Errorf("the period is empty")
	}
	if p, ok := rewrittenYear(text); ok {
		return agreed(p, year, text)
	}
	words := periodWords.Replace(strings.ToLower(text))
	if p, is, err := datedPeriod(words); is && err == nil {
		return agreed(p, year, text)
	} else if is {
		return Period{}, fmt.Errorf("%q: %w", text, err)
	}
	own, calendar, rest, err := takeYear(words)
	if err != nil {
		return Period{}, fmt.Errorf("%q: %w", text, err)
	}
	part, ok := readPart(rest)
	season := part.Grain == Term || seasonal.MatchString(rest)
	switch {
	case !ok && bareTerm.MatchString(strings.TrimSpace(rest)):
		return Period{}, fmt.Errorf("%q is one of three terms or of six: write autumn, spring or summer, or HT1 to HT6", text)
	case !ok:
		return Period{}, fmt.Errorf("%q is not a period", text)
	case own != 0:
	case calendar != 0 && season && part.Number <= autumnOf(part.Grain):
		own = calendar
	case calendar != 0 && season:
		own = calendar - 1
	case calendar != 0:
		return Period{}, fmt.Errorf("%q: %d is in two academic years: write %s or %s", text, calendar, calendar-1, calendar)
	case year == 0:
		return Period{}, fmt.Errorf("%q does not say the academic year", text)
	default:
		own = year
	}
	part.Year = own
	return agreed(part.canonical(), year, text)
}

// anyYear stands for the year that a period may lack.
const anyYear = AcademicYear(2025)

// IsPeriod reports whether a text is a period, or a part of a year that stands elsewhere.
func IsPeriod(text string) bool {
	if _, err := ReadPeriod(text, 0); err == nil {
		return true
	}
	_, err := ReadPeriod(text, anyYear)
	return err == nil
}

// rewrittenYear reads back what a spreadsheet makes of 2011-12 when it takes it for a
// month, Dec-11, and of 11-12, 11-Dec. No other period looks so, since the month is the
// year that follows.
func rewrittenYear(text string) (Period, bool) {
	if m := dayAndMonth.FindStringSubmatch(Fold(text)); m != nil {
		text = m[2] + "-" + m[1]
	}
	year, month, ok := ParseMonth(text)
	if !ok || int(month) != (year+1)%100 {
		return Period{}, false
	}
	return Period{Year: AcademicYear(year), Grain: Year}, true
}

var dayAndMonth = regexp.MustCompile(`^(\d{2})-([a-z]{3})$`)

// agreed refuses a period of another year than the one that is known.
func agreed(p Period, year AcademicYear, text string) (Period, error) {
	if year != 0 && p.Year != year {
		return Period{}, fmt.Errorf("%q is in %s, but the year given with it is %s", text, p.Year, year)
	}
	return p, nil
}

// ReadYear reads an academic year as people write it: 2025/26, 2025-2026, 25/26 or
// 202526, perhaps with the words academic year.
func ReadYear(text string) (AcademicYear, error) {
	p, err := ReadPeriod(text, 0)
	if err == nil && p.Grain != Year {
		err = fmt.Errorf("%q is not a whole year", text)
	}
	return p.Year, err
}

// periodWords makes one form of the forms that words and signs have.
var periodWords = strings.NewReplacer(
	"\u00a0", " ", "\u2010", "-", "\u2011", "-", "\u2013", "-", "\u2014", "-", "_", " ", ",", " ", "(", " ", ")", " ", ":", " ", "&", " and ", "+", " and ",
	"half-terms", "ht", "half terms", "ht", "half-term", "ht", "half term", "ht", "halfterm", "ht",
)

// yearForms find the year in a text: the years that it begins and ends in, or a
// calendar year alone.
var yearForms = regexp.MustCompile(`\b(?:(\d{4}) ?[-/] ?(\d{4}|\d{2})|(\d{2}) ?[-/] ?(\d{2})|((?:19|20)\d{2})(\d{2})|((?:19|20)\d{2}))\b`)

// takeYear takes the year out of a text: an academic year, or a calendar year, or
// neither.
func takeYear(text string) (academic, calendar AcademicYear, rest string, err error) {
	found := yearForms.FindAllStringSubmatchIndex(text, 2)
	if len(found) == 0 {
		return 0, 0, text, nil
	}
	if len(found) > 1 {
		return 0, 0, text, fmt.Errorf("more than one year")
	}
	at := found[0]
	group := func(i int) int {
		if at[2*i] < 0 {
			return -1
		}
		n, _ := strconv.Atoi(text[at[2*i]:at[2*i+1]])
		return n
	}
	rest = text[:at[0]] + " " + text[at[1]:]
	if y := group(7); y >= 0 {
		return 0, AcademicYear(y), rest, nil
	}
	start, end := group(1), group(2)
	if start < 0 {
		start, end = group(5), group(6)
	}
	if start < 0 {
		start, end = 2000+group(3), group(4)
	}
	if end%100 != (start+1)%100 {
		return 0, 0, text, fmt.Errorf("an academic year ends in the year after it began")
	}
	if y := AcademicYear(start); y.Plausible() {
		return y, 0, rest, nil
	}
	return 0, 0, text, fmt.Errorf("%d is not a year of today's schools", start)
}

// filler are words of a period that say nothing beside its year and part.
var filler = regexp.MustCompile(`\b(?:academic year|school year|acad year|ay|the|of|in)\b`)

const seasons = `(?:autumn|aut|spring|spr|summer|sum)`

var (
	seasonal = regexp.MustCompile(seasons)
	bareTerm = regexp.MustCompile(`^terms? ?\d`)
	partForm = regexp.MustCompile(`^(?:` +
		`(?P<year>(?:full |whole |all )?year|annual)?` +
		`|(?P<term>` + seasons + `)(?: terms?)?(?: ?(?:ht ?)?(?P<half>[12])(?:st|nd)?(?: half)?)?` +
		`|(?P<nth>1st|first|2nd|second) (?:half|ht) (?P<ofterm>` + seasons + `)(?: term)?` +
		`|ht ?(?P<ht>[1-6])|(?P<ordinal>[1-6])(?:st|nd|rd|th) ht` +
		`|(?:ht ?1 ?(?:-|to) ?(?:ht ?)?|(?:up )?to ht ?)(?P<to>[1-6])` +
		`|(?P<two>aut(?:umn)?(?: terms?)? (?:and|to|-) spr(?:ing)?(?: terms?)?)` +
		`|(?P<three>aut(?:umn)?(?: terms?)? (?:and |to |- )?spr(?:ing)?(?: terms?)? (?:and|to|-) sum(?:mer)?(?: terms?)?)` +
		`|(?:weeks?|wk|w) ?0?(?P<week>\d{1,2})` +
		`)$`)
)

// readPart reads what is left of a period without its year.
func readPart(text string) (Period, bool) {
	text = strings.Trim(strings.Join(strings.Fields(filler.ReplaceAllString(text, " ")), " "), " -/.")
	m := partForm.FindStringSubmatch(text)
	if m == nil {
		return Period{}, false
	}
	named := func(name string) string { return m[partForm.SubexpIndex(name)] }
	digit := func(name string) uint8 { n, _ := strconv.Atoi(named(name)); return uint8(n) }
	switch {
	case named("term") != "":
		if half := digit("half"); half > 0 {
			return Period{Grain: HalfTerm, Number: 2*termNumber(named("term")) - 2 + half}, true
		}
		return Period{Grain: Term, Number: termNumber(named("term"))}, true
	case named("nth") != "":
		half := uint8(1)
		if named("nth") == "2nd" || named("nth") == "second" {
			half = 2
		}
		return Period{Grain: HalfTerm, Number: 2*termNumber(named("ofterm")) - 2 + half}, true
	case named("ht") != "":
		return Period{Grain: HalfTerm, Number: digit("ht")}, true
	case named("ordinal") != "":
		return Period{Grain: HalfTerm, Number: digit("ordinal")}, true
	case named("to") != "":
		return Period{Grain: ToDate, Number: digit("to")}, true
	case named("two") != "":
		return Period{Grain: ToDate, Number: 4}, true
	case named("week") != "":
		n := digit("week")
		return Period{Grain: Week, Number: n}, n >= 1 && n <= 53
	}
	return Period{Grain: Year}, true // in words, by its three terms, or with nothing but its year
}

// termNumber gives the number of a term from the first letters of its name.
func termNumber(name string) uint8 {
	for i, full := range TermNames {
		if full[:2] == name[:2] {
			return uint8(i + 1)
		}
	}
	return 0
}

// autumnOf is the last term or half-term of a calendar year in which an academic year
// begins.
func autumnOf(g Grain) uint8 {
	if g == HalfTerm {
		return 2
	}
	return 1
}
