package diag

// Severity says what a problem does to a build.
type Severity uint8

const (
	Warning Severity = iota // built, listed and marked
	Error                   // nothing is written
)

func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

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
	ColumnUnknown     Code = "column-unknown"
	ColumnDoubled     Code = "column-doubled"
	RowWidth          Code = "row-width"
	NumberUnreadable  Code = "number-unreadable"
	ValueMissing      Code = "value-missing"
	ValueUnreadable   Code = "value-unreadable"
	SchoolUnknown     Code = "school-unknown"
	SchoolDoubled     Code = "school-doubled"
	SchoolUnnamed     Code = "school-unnamed"
	PeriodUnknown     Code = "period-unknown"
	PhaseUnknown      Code = "phase-unknown"
	CodeUnknown       Code = "code-unknown"
	CodeWithdrawn     Code = "code-withdrawn"
	RowDoubled        Code = "row-doubled"
	AbsenceOverflow   Code = "absence-over-possible"
	ReasonsOverflow   Code = "reasons-over-absence"
	PAOverflow        Code = "pa-over-enrolments"
	SevereOverflow    Code = "severe-over-pa"
	PeriodSums        Code = "period-sums"
	PublishedTotal    Code = "published-total"
	ReturnMissing     Code = "return-missing"
	ReturnLate        Code = "return-late"
	CountJump         Code = "count-jump"
	SessionsCalendar  Code = "sessions-over-calendar"
	PupilsDiffer      Code = "pupils-differ"
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
	BaseURLMissing    Code = "base-url-missing"
	StrategyFront     Code = "strategy-front-matter"
	StrategyPage      Code = "strategy-page"
	PlaceholderBad    Code = "placeholder-unknown"
	PlaceholderFigure Code = "placeholder-no-figure"
	LocaleMissing     Code = "locale-missing"
	AuditLink         Code = "audit-link"
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
	CellMerged        Code = "cell-merged"
	RowTotal          Code = "row-total"
	PartOverflow      Code = "part-over-whole"
	ReturnOutside     Code = "return-outside"
	ReturnUnconfirmed Code = "return-unconfirmed"
	DateAhead         Code = "date-ahead"
	FrameworkUnknown  Code = "framework-unknown"

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
	case AbsenceOverflow, ReasonsOverflow, PAOverflow, SevereOverflow, PeriodSums, PublishedTotal, PartOverflow, CountJump, SessionsCalendar, ReachedOverflow, PupilsDiffer:
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

// Codes is the guide: every problem that can be reported, its severity and its
// remedy, in the order of the work: files, rows, relations, plan, site.
var Codes = []Entry{
	{FileUnreadable, Error,
		"A file of the site could not be opened or read.",
		"Check that the path in site.yaml is right and that the file is not open in another program."},
	{FileTooLarge, Error,
		"A file, a row or a cell is larger than any real return, so it was not read.",
		"Check that the right file was given; split it if it really is that large."},
	{FileEncoding, Error,
		"The file is neither UTF-8 nor windows-1252 text.",
		"Save it again as CSV UTF-8."},
	{FormatUnknown, Error,
		"The columns of the file match none of the known formats.",
		"Compare the header with the templates, or map your column names in site.yaml."},
	{FiguresNone, Error,
		"No input holds figures of a school, so there is nothing to show.",
		"Fill in the returns, or list their files under inputs. A site that follows a plan without figures says so in site.yaml: figures: none."},
	{FigureUnproved, Error,
		"A hidden number might be worked out from what the edition shows, and nothing more can be hidden to prevent it.",
		"Do not publish this edition. List figures that are public already under already_public, or leave out the grouping of schools that it concerns."},
	{ColumnMissing, Error,
		"A column that the format needs is not in the header.",
		"Add the column, or map your own name for it in site.yaml."},
	{ColumnUnknown, Error,
		"A column is not part of the format, so what it holds would be lost.",
		"Correct its name, or remove it."},
	{ColumnDoubled, Error,
		"Two columns have the same name, so it is not clear which one counts.",
		"Remove or rename one of them."},
	{HeaderBelow, Warning,
		"Rows stand above the header. They were passed over.",
		"Check that the header was found; remove the rows above it if you can."},
	{CellMerged, Error,
		"Cells of a worksheet are merged, so it is not clear to which rows and columns their value belongs.",
		"Unmerge the cells and write the value into each of them."},
	{RowTotal, Error,
		"A row holds a total of other rows, which would count twice.",
		"Delete the row: totals are worked out."},
	{RowWidth, Error,
		"A row has more or fewer cells than the header.",
		"Look for a missing or stray comma, or a quote that is not closed."},
	{NumberUnreadable, Error,
		"A cell that should hold a number does not.",
		"Write a plain number without units; leave the cell as it was published if the figure is withheld."},
	{ValueMissing, Error,
		"A cell that must be filled is empty.",
		"Fill it in."},
	{ValueUnreadable, Error,
		"A cell holds something that is not allowed there.",
		"Use one of the values that the hint lists."},
	{SchoolUnknown, Error,
		"A row names a school that no list of schools holds.",
		"Add the school to the schools file, or correct its number."},
	{SchoolDoubled, Error,
		"The same school stands twice in the list of schools.",
		"Keep one of the rows."},
	{SchoolUnnamed, Warning,
		"No file gives a name for a school that has figures.",
		"Add it to the schools file; until then its type and number are shown."},
	{PeriodUnknown, Error,
		"A period is not written in a known way.",
		"Write it as 2024-25, 2024-25 autumn, 2024-25 HT3 or 2024-25 to HT4."},
	{PhaseUnknown, Error,
		"A phase is not one of the known phases.",
		"Use Primary, Secondary, Special or AP."},
	{CodeUnknown, Error,
		"A registration code is not in the table of codes.",
		"Correct the code, or add it to the table of codes for your nation."},
	{CodeWithdrawn, Warning,
		"A registration code is used in a year after it was withdrawn.",
		"Use the codes of the year; until then its sessions count as they did before."},
	{RowDoubled, Error,
		"The same place, period and group is given twice.",
		"Keep one of the rows."},
	{AbsenceOverflow, Error,
		"More sessions were missed than were possible.",
		"Check the row against the school's own register."},
	{ReasonsOverflow, Warning,
		"The reasons for absence add up to more than the absence.",
		"Check the codes in the return; the difference is shown, not hidden."},
	{PAOverflow, Error,
		"More enrolments are persistently absent than there are enrolments.",
		"Check the row against the school's own register."},
	{SevereOverflow, Error,
		"More enrolments are severely absent than are persistently absent, or more of them have a joint plan than there are.",
		"Check the row: a severely absent enrolment is also persistently absent, and a joint plan is counted for severely absent enrolments only."},
	{PeriodSums, Warning,
		"The parts of a period do not add up to the whole that was supplied.",
		"Check which of the returns was revised, and supply the latest of both."},
	{PartOverflow, Warning,
		"A part of a period has more sessions than the whole.",
		"Check both figures: one of them was revised without the other, or stands in the wrong row."},
	{PublishedTotal, Warning,
		"The schools do not add up to the published total.",
		"Some schools may be missing from the file; the published total is shown."},
	{ReturnMissing, Warning,
		"A school has no return for a period in which it was open.",
		"Ask the school for its return. The school is left out and the pages say so."},
	{ReturnLate, Warning,
		"A return came after its date.",
		"Nothing to mend: the pages mark it."},
	{ReturnOutside, Warning,
		"A school sent a return for a period before it opened or after it closed.",
		"Check the number of the school, the period, and the dates in the schools file."},
	{ReturnUnconfirmed, Warning,
		"Schools have not signed their figures for a period that others have signed.",
		"Ask them, or publish the figures as not confirmed: their pages say so."},
	{CountJump, Warning,
		"A count is many times what it was a year before.",
		"Check that the return covers the same pupils and period."},
	{SessionsCalendar, Warning,
		"There are more possible sessions for each enrolment than the calendar holds.",
		"Check the sessions, the enrolments and calendar.csv."},
	{PupilsDiffer, Warning,
		"The pupil rows of a school give another count than its return.",
		"Check which of the two was revised; until then the return is shown, without what only pupils can give."},
	{DateUnreadable, Error,
		"A date is not written in a known way.",
		"Write it as 2026-05-08."},
	{DateAhead, Warning,
		"A record is dated after the day on which the site is judged. It was passed over.",
		"Correct the date, or as_of in site.yaml: it counts from its day on."},
	{DeadlineUnclear, Warning,
		"The deadline of an action cannot be read as a date.",
		"Give a date such as 2026-05-08. Until then the action is shown as it stands and cannot become overdue."},
	{DeadlineEarly, Warning,
		"An action, agreement or recommendation is due before it starts, or an action before its strategy does.",
		"Correct one of the dates."},
	{ActionUnknown, Error,
		"An update or a dependency names an action that the plan does not hold.",
		"Correct the id, or add the action."},
	{ActionDoubled, Error,
		"Two actions have the same id.",
		"Give each action an id of its own."},
	{ActionStatus, Error,
		"The status of an action is not a known one.",
		"Use not started, on track, at risk, overdue, complete or stopped, or leave it empty."},
	{ActionScope, Error,
		"An action is about a school, cluster or strand that does not exist.",
		"Correct the scope: authority:CODE, cluster:SLUG or school:URN."},
	{ActionCircle, Error,
		"Actions depend on each other in a circle, so none of them can come first.",
		"Take one of the dependencies of the circle away."},
	{OwnersUnclear, Warning,
		"A cell of owners joins the owner of another action with further words, so it is not clear how many owners it names.",
		"Put a semicolon between two owners. Until then the cell is shown as one owner."},
	{TargetUnknown, Error,
		"A target is for a place or phase that does not exist.",
		"Correct the level, code or phase."},
	{MeasureUnknown, Error,
		"A measure is not one of the known measures.",
		"Use one of the measures that the hint lists."},
	{PlaceUnknown, Error,
		"A record is about a group of schools or another place that the site does not have.",
		"Correct the level, code or name."},
	{ReachedOverflow, Error,
		"More pupils reached a threshold than there are pupils.",
		"Check the row against where it came from."},
	{ConfigUnreadable, Error,
		"site.yaml cannot be read.",
		"Correct the line: the hint shows where it stops making sense."},
	{ConfigUnknownKey, Error,
		"site.yaml holds a key that has no meaning.",
		"Correct its spelling, or remove it."},
	{ConfigValue, Error,
		"A value in site.yaml is missing or not allowed.",
		"Use one of the values that the hint lists."},
	{BaseURLMissing, Warning,
		"The address at which a public site will stand is not known.",
		"Give base_url in site.yaml, as https://host/path/. Without it the page for addresses that do not exist has no links, and search engines get no list of pages."},
	{StrategyFront, Error,
		"The front matter of a strategy page is missing or wrong.",
		"Compare it with the pages in content/."},
	{FrameworkUnknown, Error,
		"A record is about a question or component that no framework of the site has.",
		"Correct its id, or list the folder of the framework under content."},
	{StrategyPage, Error,
		"A strategy folder lacks a page, or two pages claim the same place.",
		"Add or rename the page."},
	{PlaceholderBad, Error,
		"A placeholder in the text is not a known one.",
		"Use measure, chart, targets or levels, as the guide shows."},
	{PlaceholderFigure, Error,
		"A placeholder asks for a figure that the data does not hold.",
		"Correct the place, phase or period."},
	{LocaleMissing, Error,
		"A language lacks a word or sentence.",
		"Add it to the language file of the theme."},
	{AuditLink, Error,
		"A page of the site links to something that is not there.",
		"Build the site again; if it stays, report it to us."},
	{AuditInjection, Error,
		"A page holds a script or style that we did not put there.",
		"Do not publish. Report it to us with the page."},
	{AuditWeight, Error,
		"A page is heavier than its budget.",
		"Raise the budget in site.yaml, or split the page."},
	{AuditName, Error,
		"A file of the site has a name that some servers refuse.",
		"Rename the place it was made from."},
	{AuditNumber, Error,
		"A number of the site is not the published figure that its page says, or its page does not account for it.",
		"Do not publish. Build the site again; if it stays, report it to us with the file."},
	{AuditFigures, Error,
		"A file of figures cannot be read as one, or the front page does not say how small numbers are protected.",
		"Build the site again; if it stays, report it to us with the file."},
	{AuditPinned, Error,
		"A hidden figure, or a difference of a few pupils, can be worked out from what is published.",
		"Do not publish. Report it to us with the message: it lists the figures that give it away."},
	{AuditCoalition, Error,
		"The head of one school could work out a hidden figure of another.",
		"Do not publish. Report it to us with the message."},
	{AuditUnproved, Warning,
		"A hidden figure could not be worked out, but no other table was found that fits everything published.",
		"Nothing was given away. Report it to us, so that more can be hidden near it."},
	{AuditWorlds, Error,
		"An edition is not the same in a world that differs only in what it hides, or there was nothing that could be changed.",
		"Do not publish where a file is named: report it to us. Otherwise nothing was proved; the edition may hide nothing."},
	{ContactPlace, Error,
		"A contact belongs to no place, or to two.",
		"Fill in either urn or cluster."},
	{ContactName, Error,
		"The name beside a contact is not that of its school or cluster. Rows or cells may have slipped.",
		"Look up whose address it is. Then correct the number or the name."},
	{ContactAddress, Error,
		"A contact's address is not one plain address.",
		"Write one address such as head@school.example.sch.uk: no name, no second address, nothing around it."},
	{ContactDomain, Error,
		"A contact's address is in a domain that letters may not go to.",
		"Correct the address. If it is right, add its domain to mail.domains in site.yaml."},
	{ContactDoubled, Error,
		"One role of a place has two addresses for the same days. The number of another school may be meant in one of the rows.",
		"Correct the number, end one of them with until, or give each a role of its own."},
	{ContactShared, Error,
		"Two places have the same address for the same days, so somebody would read the figures of both.",
		"Correct the address. If one person is responsible for both, write yes under shared in each row of it."},
	{ContactMissing, Warning,
		"Nobody is written to about some schools.",
		"Add their contacts, or leave them out knowingly."},
	{ContactUnheard, Warning,
		"A contact is of a place about which there is nothing to write.",
		"Check the returns of the place. Until there are any it gets no letter."},
	{MailPlan, Error,
		"A file of the outbox is not what was planned, or the plan names a message twice.",
		"Send nothing of it. Make the same plan again with --now and its day: that restores it. Keep the folder: it says what was sent."},
	{MailParts, Error,
		"A finished message cannot be taken apart as it should, or a part of it is missing or empty.",
		"Plan again; if it stays, report it to us."},
	{MailHeader, Error,
		"The header of a message is not what the plan says: another recipient, a second one, or a field that does not belong there.",
		"Send nothing of it. Plan again; if it stays, report it to us."},
	{MailRecipient, Error,
		"A message goes to an address that is not a contact of the place whose figures it holds.",
		"Correct contacts.csv, and plan again."},
	{MailDomain, Error,
		"A message goes to an address outside the domains that may be written to.",
		"Correct the address, or add the domain to mail.domains in site.yaml."},
	{MailShared, Error,
		"Two places have one address, and their rows do not say that they share it.",
		"Correct one of the addresses, or write yes under shared in each of the rows."},
	{MailChanged, Error,
		"A place has another address than in the plan before, and nobody confirmed the change.",
		"Ask the school by telephone. If the address is right, write the day in confirmed_on."},
	{MailSchool, Error,
		"A message tells of another school than the one it is for, or does not say which it is for.",
		"Send nothing of it. Report it to us with the name of the file."},
	{MailSize, Error,
		"A message is heavier than what arrives whole everywhere.",
		"Take the brief off with mail.attach: none, or report it to us."},
	{MailMarkup, Error,
		"The HTML of a message holds an element, attribute or style that some mail programs show wrongly.",
		"Use only what is on the list: tables, plain text and inline styles."},
	{MailImage, Error,
		"A picture of a message has no words in its place, or is not in the message.",
		"Report it to us, or mend the template of the letter."},
	{MailRemote, Error,
		"A message would fetch something from elsewhere when it is opened.",
		"Mend the template of the letter: pictures are in the message itself."},
	{MailLink, Error,
		"A link of a message does not lead to a page of the built site.",
		"Build the headteacher edition again, or correct base_url in site.yaml."},
	{MailPreheader, Error,
		"The HTML of a message does not begin with the line that a list of messages shows beside the subject.",
		"Mend the template of the letter."},
	{MailBrief, Error,
		"What is attached to a message is not the brief of its school.",
		"Print the briefs again with `rollcall build SITE --edition headteacher --pdf briefs`, and plan again."},
	{ContactBounced, Error,
		"The last message to a contact's address came back, because the address takes none.",
		"Ask the school for its address. If this one works again, write the day on which you were told in confirmed_on."},
	{BounceUnreadable, Warning,
		"A message is not the report of a mail server on what became of another.",
		"Read it yourself: it may be an answer, or a report that the server wrote in words only."},
	{BounceUnknown, Warning,
		"A report is about a message that no plan of the site sent.",
		"Read it yourself. It counts for nobody."},
}
