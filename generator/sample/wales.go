package sample

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"

	"rollcall/generator/attendance"
)

const (
	welshCode  = "W06000901" // no authority of Wales has this code
	walesCode  = "W92000004"
	firstWelsh = 6902001 // no school of Wales has a number that begins with 690
)

// writeWales makes Glanarwel's folder. The order matters: what is made from figures
// comes after attendance.csv, which notes them.
func (a *authority) writeWales(create func(path string) (io.WriteCloser, error)) error {
	a.moveToWales()
	for _, f := range []sampleFile{
		{"schools.csv", a.writeWelshSchools},
		{"calendar.csv", a.writeCalendar},
		{"attendance.csv", a.writeAttendance},
		{"targets.csv", a.writeWelshTargets},
		{"comparators.csv", a.writeWelshComparators},
		{"service.csv", a.writeWelshService},
		{"attainment.csv", a.writeWelshAttainment},
		{"events.csv", a.writeWelshEvents},
		{"signoffs.csv", a.writeSignoffs},
		{"selfevaluation.csv", a.writeSelfEvaluation},
		{"checklist.csv", a.writeWelshChecklist},
		{"recommendations.csv", a.writeWelshRecommendations},
		{"agreements.csv", a.writeWelshAgreements},
		{"contacts.csv", a.writeContacts},
	} {
		if err := writeFile(create, f.path, f.write); err != nil {
			return err
		}
	}
	if err := a.writeFrameworks(create, "wales"); err != nil {
		return err
	}
	return a.writeTexts(create, "wales")
}

// persistent reports whether a pupil who missed so many sessions is persistently
// absent: at a tenth of them in England, above a tenth in Wales.
func (a *authority) persistent(missed, possible int) bool {
	if a.opt.Nation == attendance.Wales {
		return missed*10 > possible
	}
	return missed*10 >= possible
}

// welshStarts are more absence than in England's sample, and how fast it falls: the
// secondary schools begin among the last of the 22 authorities and gain on them.
var welshStarts = map[attendance.Phase]struct {
	effect   int
	progress int64
}{attendance.Primary: {1250, 60}, attendance.Secondary: {1190, 129}, attendance.Special: {1024, 30}, attendance.AP: {1024, 0}}

// moveToWales gives the clusters and schools Welsh numbers, names and types, and the
// county its place among the others.
func (a *authority) moveToWales() {
	names := a.welshPlaces()
	place := func() string {
		first := names[0]
		names = names[1:]
		return first
	}
	for i := range a.clusters {
		d := &a.clusters[i]
		d.name = place()
		d.wards = [wards]string{d.name, place(), place()}
	}
	number := map[attendance.Phase]int{}
	for i := range a.schools {
		s := &a.schools[i]
		n := number[s.Phase]
		number[s.Phase]++
		d := a.clusters[s.cluster]
		way := welshNamings[s.Phase][n%len(welshNamings[s.Phase])]
		at := place()
		if s.Phase == attendance.Secondary && n < len(a.clusters) {
			at = d.name // the first secondary school of each cluster
		}
		start := welshStarts[s.Phase]
		s.effect, s.progress = s.effect*start.effect/1024, start.progress
		s.URN = attendance.URN(strconv.Itoa(firstWelsh + i))
		s.LAESTAB, s.Type = "", way.kind
		s.Name, s.NameCy = fmt.Sprintf(way.form, at), fmt.Sprintf(way.welsh, at)
		s.Groupings = map[string]string{"cluster": d.name, "ward": d.wards[n/len(a.clusters)%wards]}
		s.Postcode = fmt.Sprintf("GW%d %d%c%c", s.cluster+1, i%9+1, 'A'+rune(i/9%26), 'A'+rune(n%26))
	}
}

// welshNaming is one way to name a school in English and in Welsh, and its type. %s is
// its place.
type welshNaming struct{ form, welsh, kind string }

var welshNamings = map[attendance.Phase][]welshNaming{
	attendance.Primary: {
		{"%s Primary School", "Ysgol Gynradd %s", "Community school"},
		{"%s Community Primary School", "Ysgol Gynradd Gymunedol %s", "Community school"},
		{"Ysgol Gymraeg %s", "Ysgol Gymraeg %s", "Community school, Welsh-medium"},
		{"%s Primary School", "Ysgol Gynradd %s", "Community school"},
		{"%s Primary School", "Ysgol Gynradd %s", "Foundation school"},
	},
	attendance.Secondary: {
		{"%s Comprehensive School", "Ysgol Gyfun %s", "Community school"},
		{"%s High School", "Ysgol Uwchradd %s", "Community school"},
		{"Ysgol Gyfun Gymraeg %s", "Ysgol Gyfun Gymraeg %s", "Community school, Welsh-medium"},
	},
	attendance.Special: {{"%s Special School", "Ysgol Arbennig %s", "Community special school"}},
	attendance.AP:      {{"%s Centre", "Canolfan %s", "Pupil referral unit"}},
}

// Places are a feature of the land and what grows or lives there, in Welsh words that
// do not change after one another.
var (
	landforms = []string{"Bryn", "Cefn", "Coed", "Llwyn", "Maes", "Nant", "Pant", "Parc", "Rhos", "Cwm", "Gwaun"}
	wildlife  = []string{"Helyg", "Eithin", "Bedw", "Ysgaw", "Rhedyn", "Brwyn", "Cerddin", "Llwyfen", "Afallen", "Hebog", "Barcud", "Ehedydd", "Dyfrgi", "Carlwm", "Eos"}
)

// welshPlaces gives 165 places in an order of the seed's own.
func (a *authority) welshPlaces() []string {
	var out []string
	for _, land := range landforms {
		for _, life := range wildlife {
			out = append(out, land+" "+life)
		}
	}
	rng := rand.New(rand.NewPCG(a.opt.Seed, 3))
	rng.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

func (a *authority) writeWelshSchools(w io.Writer) error {
	out := newTable(w, "urn", "name", "name_cy", "phase", "type", "cluster", "ward", "postcode", "roll", "fsm_percent", "contact_role")
	for _, s := range a.schools {
		out.row(string(s.URN), s.Name, s.NameCy, s.Phase.String(), s.Type, s.Groupings["cluster"], s.Groupings["ward"],
			s.Postcode, strconv.Itoa(s.Roll), decimal(s.fsm, 1), s.Contact)
	}
	return out.close()
}
