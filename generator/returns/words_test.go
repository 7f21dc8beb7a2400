package returns

import (
	"strings"
	"testing"
)

// What can mean only one thing is read as people write it, and noted.
func TestWordsOfRecords(t *testing.T) {
	records, problems := read("period,activity,count\n2024-25 autumn,Penalty notice,\"1,204\"\n")
	if len(records.Service) != 1 || records.Service[0].Count != 1204 || len(problems) != 1 || !strings.Contains(problems[0], "number-form") {
		t.Errorf("%+v, %q", records.Service, problems)
	}
	for text, want := range map[string]string{"Attendance": "attendance", "Persistent absence": "pa_10", "PA 10": "pa_10", "severe absence": "", "attendence": ""} {
		records, problems := read("level,code,phase,measure,period,value\nauthority,331,Total," + text + ",2024-25,94\n")
		got := ""
		if all := records.Targets.All(); len(all) == 1 {
			got = all[0].Measure
		}
		if got != want || len(problems) != 1 {
			t.Errorf("%s is %q, %q", text, got, problems)
		}
	}
	for text, want := range map[string]RecommendationSource{
		"committee": Committee, "Scrutiny Committee": Committee, "Children's Scrutiny Committee": Committee, "Ofsted ILACS": Inspection, "Estyn": Inspection,
		"Scrutiny of the inspection": "", "Internal audit": "",
	} {
		records, _ := read("id,source,date,recommendation,status\nR1," + text + ",2024-10-01,Do it,accepted\n")
		var got RecommendationSource
		if len(records.Recommendations) == 1 {
			got = records.Recommendations[0].Source
		}
		if got != want {
			t.Errorf("%s is %q", text, got)
		}
	}
}
