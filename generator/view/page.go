package view

// Frame is what every page has around its content. Root leads from the page to the
// top of the site: "", "../" or "../../".
type Frame struct {
	Path       string // of the page in the site: schools/103638/index.html
	Root       string
	Lang       string
	Site       string // the title of the site
	Authority  string
	Title      Text // of the window
	Kick       Text // the place and period, above the heading
	H1         Text // the finding
	Crumbs     []Link
	Nav        []Link
	PeriodNav  []Link // the periods of this place; the current one marked
	PeriodWord Text   // "Term" or "Year"
	Edition    Text   // the banner
	Disclosure string // for an audit: on the front page of an edition that leaves the council the rule that protects it, on that of a head's folder whose it is
	Public     bool
	NoIndex    bool // search engines are asked not to list the page
	Synthetic  bool
	AsOf       string // 2006-01-02
	Footer     Text   // of the printed page
	Contents   []Link // the sections of this page
	Scripts    bool   // the interactive bundle is there
	Files      bool   // the site has files to download
	Index      []Entry
	Refresh    string // where a page that has moved leads to
}

// Entry is one place that the reader can search for by name.
type Entry struct{ Name, Href, Note string }

// Lede is the first screen: how are we doing, against what, which way, what next.
type Lede struct {
	Story    []Text
	About    Text // a quiet line: phase, roll, cluster
	NextHead Text
	Next     []Text
	Coverage Text // what is missing, before the figures
	Measures []Headline
	Note     Text // how to read the headline measures
}

// Headline is one headline measure.
type Headline struct {
	Label Text
	Value Text // 93.1%, or 9
	Small Text // 214 pupils, or "of 58"
	Move  *Move
	Spark *Chart
	Facts []Fact
	Tag   *Tag
}

// Move is a change since the same period a year before. Its tone is Plain unless a
// signal rule fired.
type Move struct {
	Icon  Icon
	Tone  Tone
	Label Text
}

// Fact is a labelled value.
type Fact struct{ Label, Value Text }

// Section is one part of a page: a heading and reading in the rail, evidence
// beside it.
type Section struct {
	ID      string
	Heading Text
	Rail    []Text
	Parts   []Link // headings within the section
	Blocks  []Block
}

// Block is one piece of evidence. Exactly one field is set.
type Block struct {
	Chart   *Chart
	Table   *Table
	Notes   []Text
	Stats   []Stat // what it means in pupils and days
	Files   []File
	Links   []Link
	Actions []Action
	Strands []StrandRow
	Prose   []Fragment
	Terms   []Term
	Cards   []Card
	History []Event
	Search  *Search
}

// Stat is one big number with its sum shown.
type Stat struct {
	Big   Text
	Label Text
	Sum   Text // how it is worked out
}

// File is a download.
type File struct {
	Label Text
	Href  string
	Note  Text
}

// Term is one definition.
type Term struct {
	ID   string
	Name Text
	Body []Text
}

// Card is a short text of a framework beside others like it: what each party does.
type Card struct {
	Heading Text
	Href    string
	HTML    string // safe
}

// Search lets the reader narrow a table of schools, where scripts run.
type Search struct {
	Table   string // the id of the table
	Filters []Filter
}

// Filter is one drop-down: the data attribute it looks at and its choices.
type Filter struct {
	Name    string
	Label   Text
	Choices []string
}

// Fragment is a stretch of strategy text: HTML that goldmark made safe, a figure
// in the text, or a chart or table between paragraphs.
type Fragment struct {
	HTML  string
	Text  *Text
	Chart *Chart
	Table *Table
	Gap   *Gap
}

// Gap marks where a placeholder could not be filled, so that nobody reads over it.
type Gap struct {
	Text  Text // what is missing
	Block bool // it stands between paragraphs, not within one
}

// Action is one action of the plan as pages show it.
type Action struct {
	ID       string
	Href     string
	Title    Text
	Strand   Text
	StrandID string
	Status   Tag
	StatusID string // for filters: overdue, at-risk, ...
	Progress Text
	Owner    Text
	Due      Text
	Late     Text // 6 weeks late, or due in 12 days
	Moves    Text // the measure it is meant to move
	MovesRef Link
	Spark    *Chart
	MoveNote Text
	Problem  Text   // a deadline that cannot be read, as it stands
	Said     []Text // what a reader should know: a clash of statuses, slippage, silence, what it waits for
	History  []Event
	Scope    []Link
}

// Event is one dated entry in a history: of an action, or of the authority.
type Event struct {
	Date string
	Text Text
}

// StrandRow is one strand with a mark for each of its actions.
type StrandRow struct {
	Label Text
	Href  string
	Marks []Tag
	Sum   Text
}

// The pages. Each has the template of its name.
type (
	// Authority is the front page.
	Authority struct {
		Frame
		Lede
		Sections []Section
	}
	// Cluster is one group of schools: a cluster, trust, ward or other grouping.
	Cluster struct {
		Frame
		Lede
		Sections []Section
	}
	// School is one school.
	School struct {
		Frame
		Lede
		Sections []Section
	}
	// Listing is an index: of clusters, of another grouping, of schools.
	Listing struct {
		Frame
		Intro    []Text
		Sections []Section
	}
	// Document is a page of text: the strategy, a strand, the method, coverage,
	// downloads.
	Document struct {
		Frame
		Intro    []Text
		Facts    []Fact
		Sections []Section
		Next     []Link
	}
	// Plan is the action plan.
	Plan struct {
		Frame
		Lede
		Strands  []StrandRow
		Key      []Tag
		ByStatus []Link
		ByStrand []Link
		Finders  []Link // the plan as a board, and by owner, strand, status and place
		Sections []Section
		Board    *Board // of the page that shows the plan as one
		Groups   []ActionGroup
		Notes    []Text
	}
	// Pack is a page made to be printed and taken to a meeting: a brief, a governors'
	// summary, a scrutiny report, a meeting sheet. Its kind chooses how it is set.
	Pack struct {
		Frame
		Lede
		Kind     string // brief, governors, scrutiny, meeting, overview
		Sections []Section
	}
	// ActionPage is one action with its history.
	ActionPage struct {
		Frame
		Action   Action
		Facts    []Fact
		Notes    []Text
		Spark    *Chart
		Sections []Section
	}
)

// Board shows actions as cards: a row for each strand, a column for each status.
type Board struct {
	Columns []Tag
	Rows    []BoardRow
}

// BoardRow is one strand. It has a cell for each column.
type BoardRow struct {
	Label Text
	Href  string
	Cells [][]Action
}

// ActionGroup is the actions of one status.
type ActionGroup struct {
	ID      string
	Heading Text
	Tag     Tag
	Actions []Action
}
