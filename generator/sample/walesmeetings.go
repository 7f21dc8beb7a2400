package sample

import "io"

// writeWelshChecklist tells how far Glanarwel has put the five components in place. One
// review is overdue on the day that the site is judged.
func (a *authority) writeWelshChecklist(w io.Writer) error {
	out := newTable(w, "component", "date", "status", "owner", "evidence", "review_date")
	out.row("attendance-leader", "2024-09-16", "in place", "Head of attendance and wellbeing", "Named in the strategy.", "2026-09-14")
	out.row("attendance-profile", "2025-01-13", "in progress", "Data manager", "Terms for every school.", "2025-09-30")
	out.row("attendance-profile", "2025-10-06", "in place", "Data manager", "Half-terms and codes for every school.", "2026-10-05")
	out.row("plan-alignment", "2025-03-17", "in progress", "Head of inclusion", "The aims stand in both plans. The dates of one differ.", "2026-03-27")
	out.row("whole-school", "2025-06-30", "in progress", "School improvement lead", "Most schools have scored themselves.", "2026-07-03")
	out.row("commitment-to-support", "2025-02-10", "in progress", "Partnership officer", "Youth engagement below 90%, referral below 86%.", "2026-06-19")
	return out.close()
}

// What the meetings of last half-term settled in Glanarwel.
var (
	welshSchoolPairs = [][2]agreed{
		{
			{"Refer pupils whose attendance has fallen below 86%.", "Attendance and wellbeing officer", "in progress", "2026-05-22", "Half of them referred."},
			{"Bring attendance by code to the next governors' meeting.", "Headteacher", "done", "2026-04-23", "On the agenda of 21 April."},
		},
		{
			{"Ask youth engagement to meet pupils whose attendance is below 90%.", "Youth engagement manager", "open", "2026-04-30", ""},
			{"Use code C as the other schools of the cluster do.", "School office", "done", "2026-04-24", "Two members of staff trained."},
		},
		{
			{"Tell families in both languages what help there is before the first letter.", "Wellbeing lead", "in progress", "2026-05-15", ""},
			{"Visit homes on Mondays in summer.", "Pastoral lead", "dropped", "2026-06-05", "Covered by the first-day response team."},
		},
	}
	welshClusterPairs = [][2]agreed{
		{
			{"Hold one meeting for brothers and sisters who are absent at different schools.", "Cluster chair", "in progress", "2026-06-12", "Begun with the first families."},
			{"Set the same training days for 2026-27.", "Cluster chair", "done", "2026-04-24", "Agreed by all schools of the cluster."},
		},
		{
			{"Ask families why attendance fell, in Welsh or English as they wish.", "Partnership officer", "open", "2026-05-01", ""},
			{"Share the list of pupils moving to secondary school whose attendance causes concern.", "Transition lead", "open", "2026-06-19", ""},
		},
		{
			{"Compare the use of code N across the cluster.", "Data manager", "done", "2026-04-30", "Alike but for one school."},
			{"Try first-day visits in one more school.", "Attendance and wellbeing officer", "in progress", "2026-05-22", ""},
		},
	}
)

func (a *authority) writeWelshAgreements(w io.Writer) error {
	return a.writeMeetings(w, welshSchoolPairs, welshClusterPairs)
}
