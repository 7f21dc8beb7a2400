// Package generator builds the site of one edition from its inputs.
//
// # How data flows
//
// It goes one way, and each step is a package that knows only the steps before it:
//
//	sheet       CSV and XLSX become rows of cells, each with its place
//	source      rows become confidential counts; what is wrong is reported
//	returns     the other dated records: targets, the calendar, the service's work,
//	            attainment, events, sign-offs, self-evaluation, recommendations and
//	            what meetings agreed
//	plan        actions and their updates
//	strategy    Markdown becomes safe HTML with placeholders
//	register    the confidential counts, as supplied or counted from pupils
//	measure     counts are summed over periods and schools; rates are fractions
//	disclosure  decides what may be shown, and makes every Figure
//	insight     judges figures: signals, distances to target, likeness, priority
//	view        one struct a page, of figures and message ids
//	locale      words, plurals, numbers and dates of a language
//	chart       one view.Chart as SVG, and as an ECharts option
//	render      views and words become HTML, CSS and CSV
//	mail        letters become messages in an outbox, are taken apart again, and are sent once
//	publish     the finished folder is swapped in whole, or not at all
//	audit       attacks a finished folder, knowing nothing of how it was made
//
// Beside them stand attendance, the vocabulary; address, what an email address is; diag,
// the problems; config, the site file; earlier, what editions before this one published;
// mapping, which proposes what the columns of a new file are, by their names, their values
// and an earlier file; meeting, which writes the workbook that a meeting fills in and
// returns reads; and sample, which makes up an authority.
//
// Everything up to disclosure is confidential. A Figure that is not shown holds no
// number, so nothing after disclosure can leak one.
//
// # Decisions
//
// The generator takes a file system for each input, a day and a function that
// writes. It reads no clock, environment or disk, so the same input gives the same
// bytes anywhere.
//
// What a page says is decided in view; how it is said, in the locale files. A view
// holds message ids and figures, never sentences, so a second language is a second
// file.
//
// sheet is not in the first design: source, returns and plan read the same kinds of
// file, and header matching, encodings and places have one home. disclosure imports
// register, because it is the wall that confidential counts end at, and has to know
// the reasons for which a count is not there.
//
// A pupil file is a stream: source reads its rows and hands each to register, which
// counts it and keeps no more of a pupil than what a later row of the same pupil can
// change. No pupil row comes out of register again, only counts.
//
// A return with a fault is set aside where it is read: no row of that school and period,
// in whatever file, reaches the dataset, so nothing after source has to know. What is
// summed over it treats it as one that has not come, and pages say which it was. A school
// of the site's own list that never returned is expected too, wherever others returned.
//
// Everything that is counted beside attendance, such as notices, families and pupils
// who reached a threshold, is a register.Tally, so that there is one way through
// disclosure for all of it.
//
// # Regrets
//
// The witnesses that protect linked tables are looked for within bounds. Where none is
// found more is hidden than a longer search would need, most of all where groupings of
// schools cross. Each count of pupils is proved by itself, with those inside it held as
// they are; what several told together would give away is left for the audit to find, and
// it refuses the edition.
//
// Which other numbers are hidden beside a small one follows from the numbers. Whoever
// knows the rules as well as we do can learn a little from the choice: audit --worlds says
// how often it would have been another.
//
// What pupils were counted into stands as one row of the dataset for every school,
// period and group, and measure copies it again. A large authority with pupil returns
// needs gigabytes for that, although the stream itself needs a quarter of one.
//
// view does two jobs: it chooses what a page holds, and it shapes it. It is the
// largest package, and a page is found in it by its file.
package generator
