package plan

import "rollcall/generator/sheet"

// Formats are the files of a plan.
var Formats = []sheet.Format{actionsFile, updatesFile}

var actionsFile = sheet.Format{
	Name:    "actions",
	Meaning: "The action plan of a strategy: one row an action. Columns of your own, such as a budget or a risk, are shown on the page of the action in the intranet edition.",
	Extra:   true,
	Columns: []sheet.Column{
		{Name: "id", Required: true, Meaning: "Short name of the action, of letters, digits, points and hyphens: C07. Updates use it. Format the column as text: a spreadsheet turns 1.10 into 1.1."},
		{Name: "strategy", Required: true, Meaning: "The id of its strategy."},
		{Name: "focus", Required: true, Meaning: "The target or team focus under which the plan groups it."},
		{Name: "action", Required: true, Meaning: "What is to be done, in a sentence."},
		{Name: "owner", Required: true, Meaning: "Roles that are responsible, separated by semicolons; never names of people. Owners joined by and or a stroke are told apart where each owns another action."},
		{Name: "deadline", Required: true, Meaning: "A day, such as 2026-05-08, 08/05/26 (the day first) or 8 May 2026; a month, which means its last day: May 2026, May-26; the end of a half-term, term or year by the calendar: end of Autumn 2, HT5 2025-26, summer term 2027; or Ongoing. Without its year a half-term or term is the first that ends after the start. Anything else, such as Q3, is shown as written."},
		{Name: "strand", Meaning: "Number of the strand; followed by (assigned) where the document names none and the choice is ours."},
		{Name: "start", Meaning: "Day on which it begins: 2026-05-08."},
		{Name: "status", Meaning: "not started, on track (or in progress, green), at risk (or amber), overdue, complete (or completed, done) or stopped; empty when the plan does not say. Any other word, such as red, is shown as written, and no status is concluded from it."},
		{Name: "progress", Meaning: "What has been done so far."},
		{Name: "impact", Meaning: "What it is meant to achieve."},
		{Name: "measure", Meaning: "The measure that it is meant to move, such as attendance or pa_10; a count of the service's work, such as service.visit; or other evidence in words."},
		{Name: "baseline", Meaning: "Where the measure stood at the start: a number without a sign."},
		{Name: "target_value", Meaning: "Where the measure is meant to be: a number without a sign."},
		{Name: "target_date", Meaning: "By which day: 2026-07-31."},
		{Name: "scope", Meaning: "What it is about: authority:CODE, cluster:SLUG or school:URN; empty for the whole authority."},
		{Name: "depends_on", Meaning: "Ids of actions that have to come first, separated by semicolons."},
	},
}

var updatesFile = sheet.Format{
	Name:    "updates",
	Meaning: "What was reported about actions: one row a report, added at the end and never changed.",
	Columns: []sheet.Column{
		{Name: "date", Required: true, Meaning: "Day of the report: 2026-05-08."},
		{Name: "action", Required: true, Meaning: "The id of the action."},
		{Name: "status", Required: true, Meaning: "As in the plan; empty when it stays as it was."},
		{Name: "progress", Meaning: "What has been done."},
		{Name: "deadline", Meaning: "The new deadline, when it moved, written as in the plan; empty when it stays as it was."},
		{Name: "by", Meaning: "Role that reported."},
	},
}
