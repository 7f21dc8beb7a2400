// Package sample makes authorities that do not exist, with schools, pupils, a
// strategy and a plan, for demonstrations, tests and benchmarks: Wexcombe in England,
// and Glanarwel in Wales.
//
// Its figures are counted from simulated pupils, so that every relation of real
// returns holds exactly: girls and boys add up to all pupils, half-terms to terms,
// codes to absence, and a severely absent pupil is a persistently absent one. The
// same options give the same bytes on every machine: whatever decides a count is
// drawn from a seeded PCG and worked out in whole numbers.
//
// Schools are simulated one at a time and written as they come, so an authority of
// 24,000 schools needs no more memory for its pupils than one of 60.
package sample

import (
	"fmt"
	"io"

	"rollcall/generator/attendance"
)

// Options sizes the authority. A zero size stands for its default; a zero Seed is
// a seed like any other.
type Options struct {
	Nation   attendance.Nation // England, or empty, makes Wexcombe; Wales makes Glanarwel
	Schools  int               // 20 to 30,000, 60 by default; in Wales 20 to 100, 40 by default
	Clusters int               // at least 1 and no more than there are secondary schools; one for each ten schools by default
	Years    int               // academic years up to 2025-26, 1 to 20; 4 by default
	Seed     uint64
	Pupils   bool // also write pupils.csv, a row for each pupil and half-term; in England only
}

func (o Options) complete() (Options, error) {
	if o.Nation == "" {
		o.Nation = attendance.England
	}
	usual, most := 60, 30000
	switch {
	case o.Nation == attendance.Wales && o.Pupils:
		return o, fmt.Errorf("sample: pupils are made for England only")
	case o.Nation == attendance.Wales:
		usual, most = 40, 100
	case o.Nation != attendance.England:
		return o, fmt.Errorf("sample: %q: give England or Wales", o.Nation)
	}
	for _, d := range []struct {
		size     *int
		standard int
	}{{&o.Schools, usual}, {&o.Years, 4}} {
		if *d.size == 0 {
			*d.size = d.standard
		}
	}
	if o.Schools < 20 || o.Schools > most {
		return o, fmt.Errorf("sample: %d schools: give 20 to %d", o.Schools, most)
	}
	if o.Clusters == 0 {
		o.Clusters = max(1, min(o.Schools/10, share(o.Schools, 11)))
	}
	if n := share(o.Schools, 11); o.Clusters < 1 || o.Clusters > n {
		return o, fmt.Errorf("sample: %d clusters: give 1 to %d, so that each has a secondary school", o.Clusters, n)
	}
	if o.Years < 1 || o.Years > 20 {
		return o, fmt.Errorf("sample: %d years: give 1 to 20", o.Years)
	}
	return o, nil
}

// Write makes the authority's whole folder: site.yaml, its inputs, the strategy
// under content/, the frameworks under frameworks/ and a README. It asks create for
// one file at a time, by its slash path, and closes each before it asks for the next.
//
// An error is about the options, or comes from create or a file; the files made
// until then stay as they are.
func Write(create func(path string) (io.WriteCloser, error), opt Options) error {
	opt, err := opt.complete()
	if err != nil {
		return err
	}
	a := newAuthority(opt)
	if opt.Nation == attendance.Wales {
		return a.writeWales(create)
	}
	for _, f := range []sampleFile{
		{"schools.csv", a.writeSchools},
		{"calendar.csv", a.writeCalendar},
		{"attendance.csv", a.writeAttendance}, // also notes what targets and service are made from
		{"targets.csv", a.writeTargets},
		{"comparators.csv", a.writeComparators},
		{"service.csv", a.writeService},
		{"attainment.csv", a.writeAttainment},
		{"events.csv", a.writeEvents},
		{"signoffs.csv", a.writeSignoffs},
		{"selfevaluation.csv", a.writeSelfEvaluation},
		{"checklist.csv", a.writeChecklist},
		{"recommendations.csv", a.writeRecommendations},
		{"agreements.csv", a.writeAgreements},
		{"contacts.csv", a.writeContacts},
	} {
		if err := writeFile(create, f.path, f.write); err != nil {
			return err
		}
	}
	more := sampleFile{"weeks.csv", a.writeWeeks}
	if opt.Pupils {
		more = sampleFile{"pupils.csv", a.writePupils}
	}
	if err := writeFile(create, more.path, more.write); err != nil {
		return err
	}
	if err := a.writeFrameworks(create, "text"); err != nil {
		return err
	}
	return a.writeTexts(create, "text")
}

// sampleFile is a file by its path, and what writes it.
type sampleFile struct {
	path  string
	write func(io.Writer) error
}

func writeFile(create func(string) (io.WriteCloser, error), path string, write func(io.Writer) error) error {
	w, err := create(path)
	if err != nil {
		return err
	}
	if err := write(w); err != nil {
		w.Close() // the first error is the one worth telling
		return fmt.Errorf("sample: %s: %w", path, err)
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("sample: %s: %w", path, err)
	}
	return nil
}
