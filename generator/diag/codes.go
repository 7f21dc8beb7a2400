package diag

// Severity says what a problem does to a build, the mildest first.
type Severity uint8

const (
	Note     Severity = iota // could be read in only one way, and was
	Warning                  // built, listed and marked
	SetAside                 // the return or record is left out, listed and counted
	Error                    // nothing is written
)

var severityNames = [...]string{"note", "warning", "set aside", "error"}

func (s Severity) String() string { return severityNames[s] }

// Code names a kind of problem. Codes are stable: people search for them.
type Code string

const (
	FileUnreadable    Code = "file-unreadable"
	FileTooLarge      Code = "file-too-large"
	FileEncoding      Code = "file-encoding"
	FormatUnknown     Code = "format-unknown"
	FiguresNone       Code = "figures-none"
	FigureUnproved    Code = "figure-unproved"
	ColumnMissing     Code = "column-missing"
	GroupingUnused    Code = "grouping-unused"
	GroupSpelling     Code = "group-spelling"
	GroupClash        Code = "group-clash"
	ColumnUnknown     Code = "column-unknown"
	ColumnDoubled     Code = "column-doubled"
	RowWidth          Code = "row-width"
	NumberUnreadable  Code = "number-unreadable"
	ValueMissing      Code = "value-missing"
	ValueUnreadable   Code = "value-unreadable"
	SchoolNumber      Code = "school-by-number"
	SchoolUnknown     Code = "school-unknown"
	SchoolDoubled     Code = "school-doubled"
	SchoolUnnamed     Code = "school-unnamed"
	SchoolCell        Code = "school-cell"
	SchoolsNone       Code = "schools-none"
	NumberForm        Code = "number-form"
	PeriodForm        Code = "period-form"
	PeriodUnknown     Code = "period-unknown"
	PeriodMissing     Code = "period-missing"
	PeriodAhead       Code = "period-ahead"
	PhaseUnknown      Code = "phase-unknown"
	CodeUnknown       Code = "code-unknown"
	CodeWithdrawn     Code = "code-withdrawn"
	CodeEarly         Code = "code-not-yet-used"
	CodeTable         Code = "code-table"
	RowDoubled        Code = "row-doubled"
	RowRepeated       Code = "row-repeated"
	RowQuotes         Code = "row-quotes"
	AbsenceOverflow   Code = "absence-over-possible"
	ReasonsOverflow   Code = "reasons-over-absence"
	PAOverflow        Code = "pa-over-enrolments"
	SevereOverflow    Code = "severe-over-pa"
	PeriodSums        Code = "period-sums"
	PublishedTotal    Code = "published-total"
	ReturnMissing     Code = "return-missing"
	ReturnDay         Code = "return-day"
	ReturnLate        Code = "return-late"
	AbsenceNone       Code = "absence-none"
	SevereSessions    Code = "severe-over-sessions"
	NumberShared      Code = "number-shared"
	ReturnEmpty       Code = "return-empty"
	CountJump         Code = "count-jump"
	SessionsCalendar  Code = "sessions-over-calendar"
	PupilsDiffer      Code = "pupils-differ"
	PupilUnplaced     Code = "pupil-unplaced"
	DateUnreadable    Code = "date-unreadable"
	DeadlineUnclear   Code = "deadline-unreadable"
	DeadlineEarly     Code = "deadline-before-start"
	ActionUnknown     Code = "action-unknown"
	ActionDoubled     Code = "action-doubled"
	ActionStatus      Code = "action-status"
	ActionScope       Code = "action-scope"
	ActionCircle      Code = "action-circle"
	OwnersUnclear     Code = "owners-unclear"
	TargetUnknown     Code = "target-unknown"
	MeasureUnknown    Code = "measure-unknown"
	PlaceUnknown      Code = "place-unknown"
	ReachedOverflow   Code = "reached-over-pupils"
	ConfigUnreadable  Code = "site-unreadable"
	ConfigUnknownKey  Code = "site-key-unknown"
	ConfigValue       Code = "site-value"
	StarterText       Code = "starter-text"
	ConsortiumEmpty   Code = "consortium-without-figures"
	BaseURLMissing    Code = "base-url-missing"
	StrategyFront     Code = "strategy-front-matter"
	StrategyPage      Code = "strategy-page"
	PlaceholderBad    Code = "placeholder-unknown"
	PlaceholderFigure Code = "placeholder-no-figure"
	LocaleMissing     Code = "locale-missing"
	AuditLink         Code = "audit-link"
	AuditTrespass     Code = "audit-trespass"
	AuditNoSite       Code = "audit-no-site"
	AuditInjection    Code = "audit-injection"
	AuditWeight       Code = "audit-weight"
	AuditName         Code = "audit-name"
	AuditNumber       Code = "audit-number"
	AuditFigures      Code = "audit-figures"
	AuditPinned       Code = "audit-pinned"
	AuditCoalition    Code = "audit-coalition"
	AuditUnproved     Code = "audit-unproved"
	AuditWorlds       Code = "audit-worlds"
	HeaderBelow       Code = "header-below"
	HeaderMerged      Code = "header-merged"
	CellMerged        Code = "cell-merged"
	CellFilled        Code = "cell-filled"
	CellStray         Code = "cell-stray"
	RowTotal          Code = "row-total"
	RowHeading        Code = "row-heading"
	RowHidden         Code = "row-hidden"
	ColumnIgnored     Code = "column-ignored"
	ColumnSupplied    Code = "column-supplied"
	FormulaUnsaved    Code = "formula-unsaved"
	FormulaComputed   Code = "formula-computed"
	SheetDamaged      Code = "sheet-damaged"
	SheetHidden       Code = "sheet-hidden"
	SheetPassed       Code = "sheet-passed"
	SheetUnknown      Code = "sheet-unknown"
	FilesNone         Code = "files-none"
	PartOverflow      Code = "part-over-whole"
	ReturnOutside     Code = "return-outside"
	ReturnUnconfirmed Code = "return-unconfirmed"
	DateAhead         Code = "date-ahead"
	FrameworkUnknown  Code = "framework-unknown"
	PublishedUnused   Code = "published-unused"
	PublishedTwice    Code = "published-twice"
	PublishedRefused  Code = "published-refused"
	PeriodDiffers     Code = "period-differs"
	PeriodBySessions  Code = "period-by-sessions"
	AuthorityNumber   Code = "authority-number"
	AuthorityFormer   Code = "authority-former"

	// Codes of the dated records and of the plan, whose rows stand for themselves.
	DayFirst       Code = "day-first"
	DayOutside     Code = "day-outside"
	RecordValue    Code = "record-value"
	RecordDoubled  Code = "record-doubled"
	RecordRepeated Code = "record-repeated"
	RecordRead     Code = "record-read"
	TargetFocus    Code = "target-focus"
	ActionCell     Code = "action-cell"
	ActionID       Code = "action-id"
	ActionShadow   Code = "action-shadow"
	ActionReopened Code = "action-reopened"
	ActionDepends  Code = "action-depends"
	ActionMeasure  Code = "action-measure"
	StrategyRead   Code = "strategy-read"
	StrategyText   Code = "strategy-text"
	RuleColumn     Code = "rule-column"

	ContactPlace   Code = "contact-place"
	ContactName    Code = "contact-name"
	ContactAddress Code = "contact-address"
	ContactDomain  Code = "contact-domain"
	ContactDoubled Code = "contact-doubled"
	ContactShared  Code = "contact-shared"
	ContactMissing Code = "contact-missing"
	ContactUnheard Code = "contact-without-letter"
)

// Codes of finished messages.
const (
	MailPlan      Code = "mail-plan"
	MailParts     Code = "mail-parts"
	MailHeader    Code = "mail-header"
	MailRecipient Code = "mail-recipient"
	MailDomain    Code = "mail-domain"
	MailShared    Code = "mail-shared"
	MailChanged   Code = "mail-changed"
	MailSchool    Code = "mail-school"
	MailSize      Code = "mail-size"
	MailMarkup    Code = "mail-markup"
	MailImage     Code = "mail-image"
	MailRemote    Code = "mail-remote"
	MailLink      Code = "mail-link"
	MailPreheader Code = "mail-preheader"
	MailBrief     Code = "mail-brief"
)

// Codes of what became of messages.
const (
	ContactBounced   Code = "contact-bounced"
	BounceUnreadable Code = "bounce-unreadable"
	BounceUnknown    Code = "bounce-unknown"
)

// Entry is a row of the guide to problems.
type Entry struct {
	Code     Code
	Severity Severity
	Meaning  string // what was found, in a sentence
	Remedy   string // what to do about it
}

// QuotesCounts reports whether messages of this code quote counts from the input,
// which a page may have to hide.
func (c Code) QuotesCounts() bool {
	switch c {
	case AbsenceNone, SevereSessions, AbsenceOverflow, ReasonsOverflow, PAOverflow, SevereOverflow, PeriodSums, PublishedTotal, PartOverflow, CountJump, SessionsCalendar, ReachedOverflow, PupilsDiffer:
		return true
	}
	return false
}

// Severity returns how serious the table of Codes says a problem is.
func (c Code) Severity() Severity {
	if e, ok := Explain(c); ok {
		return e.Severity
	}
	return Error
}

// Explain finds a code in the guide.
func Explain(c Code) (Entry, bool) {
	for _, e := range Codes {
		if e.Code == c {
			return e, true
		}
	}
	return Entry{}, false
}
