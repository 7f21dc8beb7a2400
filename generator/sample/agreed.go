package sample

import (
	"io"
	"strconv"
	"time"

	"rollcall/generator/attendance"
)

// writeChecklist tells how far Wexcombe has put the five components in place. One
// review is overdue on the day that the site is judged.
func (a *authority) writeChecklist(w io.Writer) error {
	out := newTable(w, "component", "date", "status", "owner", "evidence", "review_date")
	out.row("attendance-leader", "2024-09-09", "in place", "Head of inclusion", "Role agreed by the leadership team of children's services.", "2026-09-11")
	out.row("attendance-profile", "2024-10-14", "in progress", "Data team lead", "Half-term figures from every school.", "2025-10-31")
	out.row("attendance-profile", "2025-11-03", "in place", "Data team lead", "This site, read by the attendance board each half-term.", "2026-11-06")
	out.row("plan-alignment", "2025-01-20", "in progress", "Director of children's services", "Targets stand in both documents. Two dates still differ.", "2026-04-17")
	out.row("whole-school", "2025-03-10", "in progress", "School improvement adviser", "Self-evaluations, which most schools have begun.", "2026-07-10")
	out.row("commitment-to-support", "2024-11-18", "not started", "Early help manager", "", "2025-06-27")
	out.row("commitment-to-support", "2025-09-15", "in progress", "Early help manager", "A family support worker in every cluster.", "2026-06-26")
	return out.close()
}

// writeRecommendations lists what the scrutiny committee and inspectors recommended.
func (a *authority) writeRecommendations(w io.Writer) error {
	const (
		scrutiny = "Children's services scrutiny committee"
		services = "Inspection of children's services"
		send     = "Area inspection of special educational needs"
	)
	out := newTable(w, "id", "source", "of", "date", "recommendation", "status", "updated", "owner", "due", "response")
	out.row("S1", "committee", scrutiny, "2025-03-13", "Report the attendance of looked-after children every term, as if they attended one school.",
		"accepted", "", "Virtual school head", "2025-10-31", "")
	out.row("S1", "committee", scrutiny, "2025-03-13", "Report the attendance of looked-after children every term, as if they attended one school.",
		"complete", "2025-11-20", "Virtual school head", "2025-10-31", "In the termly report since autumn 2025.")
	out.row("S2", "committee", scrutiny, "2025-06-19", "Find out from families why they decline early help.",
		"in progress", "2026-03-12", "Early help manager", "2026-12-18", "Twelve families have been asked so far.")
	out.row("S3", "committee", scrutiny, "2025-11-13", "Publish absence by bus route to special schools.",
		"rejected", "2026-01-15", "Data team lead", "", "Several routes carry very few pupils. The committee receives a description in words.")
	out.row("I1", "inspection", services, "2024-11-22", "Agree a joint plan for every severely absent pupil, and review it each half-term.",
		"in progress", "2026-03-27", "Attendance team manager", "2026-03-31", "Seven pupils in ten have a plan.")
	out.row("I2", "inspection", send, "2025-10-10", "Notice sooner when pupils with special educational needs are absent for medical reasons.",
		"accepted", "", "SEND adviser", "2026-09-30", "In the work plan from summer 2026.")
	return out.close()
}

// agreed is something that a meeting settles, and how far it has come since.
type agreed struct{ text, owner, status, due, note string }

// What the meetings of last half-term settled with schools, a pair for each in turn.
var schoolPairs = [][2]agreed{
	{
		{"Go through every pupil between 88 and 92% with the attendance officer.", "Attendance lead", "done", "2026-04-24", "All of them, with plans where they were needed."},
		{"Tell parents of new absentees what help there is before the first letter.", "Pastoral lead", "in progress", "2026-05-22", ""},
	},
	{
		{"Check two weeks of code M against appointment cards.", "School office", "open", "2026-04-30", ""},
		{"Bring attendance by year group to the next governors' meeting.", "Headteacher", "done", "2026-04-23", "On the agenda of 21 April."},
	},
	{
		{"Visit families of pupils with two Mondays missed since January.", "Family support worker", "in progress", "2026-05-15", "More than half visited."},
		{"Give every part-time timetable an end date.", "Inclusion lead", "open", "2026-06-05", ""},
	},
	{
		{"Agree a joint plan for each severely absent pupil.", "Senior attendance champion", "in progress", "2026-05-01", "Waiting for health."},
		{"Try breakfast for one year group.", "Deputy headteacher", "dropped", "2026-05-22", "No room is free before half past eight."},
	},
}

// What they settled with clusters.
var clusterPairs = [][2]agreed{
	{
		{"Hold one meeting for brothers and sisters who are absent at different schools.", "Cluster chair", "in progress", "2026-06-12", "Begun with the first families."},
		{"Set the same training days for 2026-27.", "Cluster chair", "done", "2026-04-24", "Agreed by all schools of the cluster."},
	},
	{
		{"Ask families in three schools why children miss Fridays.", "Family support worker", "open", "2026-05-01", ""},
		{"Share the list of pupils moving to secondary whose attendance causes concern.", "Transition lead", "open", "2026-06-19", ""},
	},
	{
		{"Try the first-call card in all primary schools.", "Attendance team manager", "in progress", "2026-05-22", ""},
		{"Compare late marks on the walking route with last spring.", "Data team", "done", "2026-04-30", "Fewer on the route; about the same elsewhere."},
	},
}

const (
	meetings = 20           // with schools, of last half-term
	reviewed = "2026-04-24" // what was agreed, where anything has come of it
)

func (a *authority) writeAgreements(w io.Writer) error {
	return a.writeMeetings(w, schoolPairs, clusterPairs)
}

// writeMeetings lists what last half-term's meetings agreed with every third school,
// up to twenty, and with three clusters: the first, the one that falls and the last.
// There is a pair for each of the clusters.
func (a *authority) writeMeetings(w io.Writer, schools, clusters [][2]agreed) error {
	out := newTable(w, "place", "meeting_date", "agreement", "status", "owner", "due", "note", "updated", "id")
	first, _ := halfTermDates(latest, returned)
	meeting := func(n int, place string, pair [2]agreed) {
		on := first.AddDate(0, 0, n%5*7+n%4)
		for i, x := range pair {
			updated := ""
			if x.status != "open" {
				updated = reviewed
			}
			out.row(place, on.Format(time.DateOnly), x.text, x.status, x.owner, x.due, x.note, updated, place+"-"+strconv.Itoa(i+1))
		}
	}
	for n := range min(meetings, len(a.schools)/3) {
		meeting(n, string(a.schools[3*n+2].URN), schools[n%len(schools)])
	}
	met := map[int]bool{}
	for n, c := range []int{0, a.falling, len(a.clusters) - 1} {
		if !met[c] {
			meeting(n, attendance.Slug(a.clusters[c].name), clusters[n])
		}
		met[c] = true
	}
	return out.close()
}
