// Package config reads site.yaml, the one file that says what a site is made of
// and how. It is strict: an unknown key, a missing value or a wrong one is an
// error with its place, and one run reports all of them.
package config

import (
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// FileName is the file of a site's folder that Load reads.
const FileName = "site.yaml"

// Site is what site.yaml says. Paths are as the file writes them: relative to it,
// with forward slashes, and perhaps outside its folder.
type Site struct {
	Authority     Authority
	Title         string
	AsOf          time.Time // midnight UTC; the day on which everything is judged
	Languages     []string  // en, cy; at least one, the first is the main one
	LanguagesPos  diag.Pos  // of that key; zero where the file leaves it out
	MainGrouping  string    // column of one of Groupings; empty when there are none
	Groupings     []Grouping
	Consortium    Consortium // of which the authority is one; no Name where there is none
	Codes         Input      // a table of registration codes in place of the built-in ones; no Path for those
	Counts        []Count    // activities and measures of its own
	Pupils        Pupils
	Figures       Figures
	FiguresPos    diag.Pos // of that key; zero where the file leaves it out
	Inputs        []Input  // what `targets` lists comes last, with the format "targets"
	Content       []string // folders or files of strategy text
	Strategy      string   // id of the strategy that the site follows; may be empty
	Thresholds    Thresholds
	Rules         Rules
	Disclosure    Disclosure
	AlreadyPublic []string // paths of Inputs whose figures anybody can look up
	Earlier       []Input  // editions that were published before this one: a folder, or its figures.csv
	BaseURL       string   // https://host/path/, ends in a slash; empty when not known
	Robots        Robots   // whether search engines may list the public edition
	Budgets       Budgets
	Theme         string
	Mail          Mail
	Synthetic     bool     // the figures are invented and every page says so
	Notes         []string // statements that the coverage page prints
}

// Authority is the council whose schools the site is about.
type Authority struct {
	Code     string   // as published files and the schools' numbers have it: 331 in England, W06000016 in Wales
	Formerly []string // codes that it had before a reorganisation, under which its schools were published
	Name     string
	NameCy   string
	Nation   attendance.Nation
}

// Grouping is a way of putting schools together, named by its column in the
// schools file: cluster, trust, ward.
type Grouping struct {
	Column string
	One    string // the word for one of them
	Many   string // the word for several
	Note   string // how the groups came about; may be empty
	Pos    diag.Pos
}

// Figures says what a site has to show beside the text of its strategy.
type Figures string

const (
	FiguresOfSchools Figures = "schools"
	NoFigures        Figures = "none" // the site follows a plan alone
)

// Thresholds are the lines that figures are judged by. Percentages are of a
// pupil's own possible sessions.
type Thresholds struct {
	PA          attendance.Decimal   // percent missed that makes an absence persistent: 10, 15 or 20
	Severe      attendance.Decimal   // percent missed that makes it severe: 50
	Bands       []attendance.Decimal // cuts of attendance, falling: 95, 90, 85, 50; a cut belongs to the band below it
	DueSoonDays int                  // an action due within so many days is due soon
	StaleDays   int                  // an action without news for so many days is stale
}

// Protection is how an edition protects small numbers of pupils.
type Protection string

const (
	Unprotected Protection = "none"    // every count is shown; must be asked for
	Exact       Protection = "exact"   // counts up to the threshold are hidden
	Rounded     Protection = "rounded" // and the others are rounded
)

// Disclosure is the protection of each edition.
type Disclosure struct {
	Editions  map[string]Protection // intranet, headteacher, public: always all three
	Threshold int                   // the largest count of pupils that is hidden; 0 for what the edition's protection usually hides
}

// Robots says whether search engines may list the public edition. They are always
// asked to leave the others alone.
type Robots string

const (
	Listed   Robots = "index"
	Unlisted Robots = "noindex"
)

// Budgets are the sizes that a site must keep to.
type Budgets struct {
	PageKB        int // of one page, in units of 1,024 bytes
	SchoolPeriods int // the periods of a school that its page can show
}

// Mail is how letters to schools and clusters are sent. The password is never in the
// file: it comes from ROLLCALL_SMTP_PASSWORD or from PasswordFile.
type Mail struct {
	Sender       string // one plain address; the authority's name is put before it
	ReplyTo      string // likewise; empty where answers go to the sender
	Relay        string // the name of the host that takes the messages
	Port         int
	TLS          string     // starttls, tls or none
	User         string     // empty where the relay asks for none
	PasswordFile string     // relative to the site
	Domains      []string   // to which messages may go; one that begins with a dot stands for all beneath it
	Contacts     Input      // who is written to; no Path where the site writes no letters. No build reads it
	BaseURL      string     // https://host/path/ of the headteacher edition; empty when it stands at no address
	Rate         int        // messages a minute
	Retries      int        // how often a message that was put off is tried again
	RetryFor     int        // minutes within which it is
	Expires      int        // days after the day of a plan on which it may still be sent
	Attach       Attachment // to a letter to a school
	Pos          diag.Pos   // of that key; zero where the file leaves it out
}

// Attachment is what goes with a letter.
type Attachment string

const (
	NoAttachment Attachment = "none"
	BriefPDF     Attachment = "brief" // the school's brief, as printed
)

// Editions lists the editions that a site can be built in.
var Editions = []string{"intranet", "public", "headteacher"}

// defaults is a site of which nothing optional was said.
func defaults() *Site {
	percent := func(n int64) attendance.Decimal { return attendance.Decimal{Unscaled: n} }
	return &Site{
		Languages: []string{"en"},
		Figures:   FiguresOfSchools,
		Thresholds: Thresholds{
			PA: percent(10), Severe: percent(50),
			Bands:       []attendance.Decimal{percent(95), percent(90), percent(85), percent(50)},
			DueSoonDays: 30, StaleDays: 90,
		},
		Rules: defaultRules(),
		Disclosure: Disclosure{
			Editions: map[string]Protection{"intranet": Exact, "headteacher": Exact, "public": Rounded},
		},
		Robots:  Listed,
		Budgets: Budgets{PageKB: 100, SchoolPeriods: 5},
		Theme:   "civic",
		Mail:    Mail{TLS: "starttls", Rate: 30, Retries: 5, RetryFor: 60, Expires: 7, Attach: NoAttachment},
	}
}
