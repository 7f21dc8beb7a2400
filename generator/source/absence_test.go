package source

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/register"
)

// table1 writes a published file of one row, each cell as column=value, parted by bars.
func table1(cells ...string) string {
	var header, row []string
	for _, cell := range cells {
		for _, pair := range strings.Split(cell, "|") {
			name, value, _ := strings.Cut(pair, "=")
			header, row = append(header, name), append(row, value)
		}
	}
	return strings.Join(header, ",") + "\n" + strings.Join(row, ",") + "\n"
}

const (
	inEngland = "geographic_level=National|country_code=E92000001|country_name=England|region_code=|region_name=|old_la_code=|new_la_code=|la_name="
	inOurs    = "geographic_level=Local authority|country_code=E92000001|country_name=England|region_code=E12000005|region_name=West Midlands|old_la_code=999|new_la_code=E08000099|la_name=Testshire"
	ofSchool  = "geographic_level=School|country_code=E92000001|country_name=England|region_code=E12000005|region_name=West Midlands|old_la_code=999|new_la_code=E08000099|la_name=Testshire"
	sessions1 = "enrolments=100|sess_possible=36000|sess_overall=1800|sess_authorised=1200|sess_unauthorised=600|sess_overall_percent=5|sess_authorised_percent=3.3|sess_unauthorised_percent=1.7"
	absentees = "enrolments_pa_10_exact=12|enrolments_pa_10_exact_percent=12|sess_possible_pa_10_exact=4000|sess_overall_percent_pa_10_exact=20|enrolments_pa_50_exact=2|enrolments_pa_50_exact_percent=2"
	reasons20 = "sess_auth_illness=900|sess_auth_interview=5|sess_auth_reg_performance=6|sess_auth_temp_reduced_timetable=7|sess_auth_totalreasons=918|sess_unauth_other=600|sess_overall_totalreasons=1518|sess_x_covid=z|sess_y_exceptional=9|sess_q_la_arrangements=0|sess_auth_illness_rate=2.5|sess_x_covid_rate=z"
)

// Every layout in which the absence statistics have been published is read.
func TestAbsenceLayouts(t *testing.T) {
	for _, c := range []struct{ name, content, want, problems string }{
		{"by place, 2019/20 on", table1("time_period=202324|time_identifier=Academic year|year_breakdown=Six half terms|"+inOurs+"|education_phase=State-funded primary|num_schools=3", sessions1, absentees, reasons20),
			"authority:999 Primary 2023-24", ""},
		{"by place, without a breakdown", table1("time_period=202223|time_identifier=Academic year|"+inEngland+"|school_type=Total|num_schools=3", sessions1, absentees, reasons20),
			"country:E92000001 Total 2022-23", ""},
		{"by place, an early year without a breakdown", table1("time_period=201112|time_identifier=Academic year|"+inEngland+"|school_type=Total|num_schools=3", sessions1, absentees),
			"country:E92000001 Total 2011-12 HT1-5", ""},
		{"by place, the breakdown in absence_terms", table1("time_period=200910|time_identifier=Academic year|absence_terms=Five half terms|"+inEngland+"|education_phase=Special|num_schools=3", sessions1, absentees),
			"country:E92000001 Special 2009-10 HT1-5", ""},
		{"by school", table1("time_period=202324|time_identifier=Academic year|"+ofSchool+"|education_phase=State-funded secondary|school_name=Alder|trust=T|estab=4001|school_laestab=9994001|school_urn=100001|academy_type=z|academy_open_date=z|all_through=0|num_schools=1", sessions1, absentees, reasons20),
			"school:100001 Secondary 2023-24", ""},
		{"by term", table1("time_period=202324|time_identifier=Spring term|"+inEngland+"|education_phase=Total", sessions1, absentees, reasons20),
			"country:E92000001 Total 2023-24 spring", ""},
		{"by two terms", table1("time_period=202324|time_identifier=Autumn and spring term|"+inEngland+"|education_phase=Total|num_schools=3", sessions1, absentees, reasons20),
			"country:E92000001 Total 2023-24 to HT4", ""},
		{"all pupils of a file by characteristic", table1("time_period=202324|time_identifier=Academic year|"+inEngland+"|education_phase=Total|breakdown_topic=Total|breakdown=Total", sessions1, absentees, reasons20),
			"country:E92000001 Total 2023-24", ""},
		{"all pupils, in one column", table1("time_period=201617|time_identifier=Academic year|"+inEngland+"|school_type=Total|characteristic=Total", sessions1, absentees),
			"country:E92000001 Total 2016-17", ""},
		{"a group of pupils", table1("time_period=202425|time_identifier=Autumn term|"+inEngland+"|education_phase=Total|characteristic=SEN primary need|characteristic_breakdown=Down Syndrome", sessions1, absentees),
			"", "in.csv:2:58 published-unused"},
		{"a group of pupils, newest layout", table1("time_period=202425|time_identifier=Academic year|absence_terms=Six half terms|"+inEngland+"|education_phase=Total|breakdown_topic=FSM eligibility|breakdown=FSM eligible", sessions1, absentees),
			"", "in.csv:2:75 published-unused"},
		{"alternative provision", table1("time_period=201617|time_identifier=Academic year|"+inEngland+"|school_type=Pupil referral unit|num_schools=3", sessions1, "enrolments_pa10_exact=12|enrolments_pa10_exact_percent=12"),
			"country:E92000001 AP 2016-17", ""},
		{"another level", table1("time_period=201617|time_identifier=Academic year|geographic_level=Local authority district|country_code=E92000001|school_type=Total", sessions1, absentees),
			"", "in.csv:2:22 published-unused"},
		{"a reason of a year to come", table1("time_period=202728|time_identifier=Academic year|"+inEngland+"|education_phase=Total|sess_auth_weather=3|sess_auth_weather_rate=1", sessions1, absentees),
			"country:E92000001 Total 2027-28", "in.csv:2:60 published-unused"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ds, problems := load(england, file{"in.csv", c.content})
			if got := codes(problems); got != c.problems {
				t.Errorf("got %s, want %s\n%v", got, c.problems, problems.Problems())
			}
			got := ""
			for _, r := range ds.Rows {
				got += fmt.Sprintf("%s %s %s", r.Place, r.Phase, r.Period)
				if r.Counts.Possible != 36000 || r.Counts.PA10 != 12 || r.Counts.Enrolments != 100 || strings.Contains(c.content, "_pa_50_") && r.Counts.Severe != 2 {
					t.Errorf("%+v", r.Counts)
				}
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// Any column but those that every figure needs may be missing from a release.
func TestAbsenceWithoutAColumn(t *testing.T) {
	required := make(map[string]bool)
	for _, c := range absenceFile.Columns {
		for _, name := range append([]string{c.Name}, c.Aliases...) {
			required[name] = c.Required
		}
	}
	cells := strings.Split(strings.Join([]string{"time_period=202324|time_identifier=Academic year|year_breakdown=Six half terms", inEngland, "education_phase=Total|num_schools=3", sessions1, absentees, reasons20}, "|"), "|")
	for i, cell := range cells {
		name, _, _ := strings.Cut(cell, "=")
		ds, problems := load(england, file{"in.csv", table1(slices.Delete(slices.Clone(cells), i, i+1)...)})
		switch {
		case required[name] && (len(ds.Rows) != 0 || len(problems.Problems()) != 1 || problems.Problems()[0].Code != diag.FormatUnknown || !strings.Contains(problems.Problems()[0].Hint, "dfe-absence")):
			t.Errorf("without %s: %v", name, problems.Problems())
		case !required[name] && name != "country_code" && (len(ds.Rows) != 1 || ds.Rows[0].Counts.Possible != 36000 || len(problems.Problems()) > 0):
			t.Errorf("without %s: %v", name, problems.Problems())
		}
	}
}

// The reasons of 2024/25 are read with the others, and a school's name is known from
// the file by school.
func TestAbsenceBySchool(t *testing.T) {
	ds, problems := load(england, file{"in.csv", table1("time_period=202425|time_identifier=Academic year|"+ofSchool+"|education_phase=Special|school_name=Cedar|school_laestab=9997001|school_urn=100003", sessions1, absentees, reasons20)})
	if problems.Failed() || len(ds.Rows) != 1 || len(ds.Schools) != 1 || ds.Schools[0].Name != "Cedar" || ds.Schools[0].LAESTAB != "9997001" || ds.Schools[0].Phase != attendance.Special {
		t.Fatalf("%v %+v", problems.Problems(), ds)
	}
	for id, want := range map[string]register.Count{"auth_interview": 5, "auth_reg_performance": 6, "auth_temp_reduced_timetable": 7, "unauth_other": 600} {
		i := slices.IndexFunc(ds.Reasons, func(r attendance.Reason) bool { return r.ID == id })
		if i < 0 || ds.Rows[0].Counts.Reasons[i] != want {
			t.Errorf("%s: %+v of %+v", id, ds.Rows[0].Counts.Reasons, ds.Reasons)
		}
	}
}

// A published file that a site cannot use is refused by what it is, once.
func TestPublishedRefused(t *testing.T) {
	attended := "enrolments=100|possible_sessions=7000|overall_absence=300|authorised_absence=200|unauthorised_absence=100|reason_i_authorised_illness=150"
	for name, content := range map[string]string{
		"single days":  table1("time_period=2025|time_identifier=Week 37|"+inEngland+"|attendance_date=08/09/2025|education_phase=Primary", attended),
		"single weeks": table1("time_period=2025|time_identifier=Week 37|"+inEngland+"|education_phase=Primary", attended),
		"each reason":  table1("time_period=202425|time_identifier=Academic year|" + inEngland + "|phase_type_grouping=Total|attendance_status=Absence|attendance_type=Authorised|attendance_reason=Illness (i)|session_count=5|session_percent=1"),
		"absentees":    table1("time_period=202425|time_identifier=Academic year|" + inEngland + "|phase_type_grouping=Total|absence_type=Severe absence|enrolment_count=5|enrolment_percent=1"),
		"at least one": table1("time_identifier=Academic year|year_breakdown=Six half terms|time_period=201213|" + inEngland + "|school_type=Total|num_schools=3|enrolments=9|enrol_overall=8|enrol_authorised=7"),
		"bands":        table1("time_identifier=Academic year|time_period=202425|" + inEngland + "|phase_type_grouping=Special|sex=Female|enrolments_overall_0_5=1|enrolments_overall_5_10=2"),
		"free school":  table1("time_period=202425|time_identifier=Autumn term|" + inEngland + "|education_phase=Total|fsm=FSM eligible|ethnicity_minor=African|enrolments=9|sess_possible=90|sess_overall=9|sess_overall_percent=10|enrolments_pa_10_exact=1"),
	} {
		lines := strings.Split(content, "\n")
		_, problems := load(england, file{"in.csv", content + lines[1] + "\n"})
		got := problems.Problems()
		if len(got) != 1 || got[0].Code != diag.PublishedRefused || !strings.Contains(got[0].Message, name) || !strings.Contains(got[0].Hint, "same release") {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// A registration code that is not in the table yet is named, and the rest is read.
func TestPublishedCodeOfAYearToCome(t *testing.T) {
	ds, problems := load(england, file{"in.csv", table1("time_period=202728|time_identifier=Autumn term|" + inEngland + "|education_phase=Primary|overall_absence=300|authorised_absence=200|unauthorised_absence=100|possible_sessions=7000|reason_i_authorised_illness=150|reason_zz_new=5")})
	if got := codes(problems); got != "in.csv:2:81 published-unused" || len(ds.Rows) != 1 || ds.Rows[0].Counts.Reasons[0] != 150 {
		t.Errorf("%v %+v", problems.Problems(), ds.Rows)
	}
}

// attended is a file of the attendance publication: a row for each number of possible
// sessions of 1,000 pupils.
func attendedRows(identifier string, possible ...int) file {
	content := "time_period,time_identifier,geographic_level,country_code,region_code,old_la_code,school_type,enrolments,overall_absence,authorised_absence,unauthorised_absence,possible_sessions,pa_perc\n"
	for i, n := range possible {
		content += fmt.Sprintf("202526,%s,Local authority,E92000001,E12000005,%d,Primary,1000.5,30,20,10,%d,12.5\n", identifier, 900+i, n)
	}
	return file{"ees.csv", content}
}

// What is published as a year is a year only with the possible sessions of one.
func TestYearToDate(t *testing.T) {
	for _, c := range []struct {
		identifier string
		sessions   int
		period     string
		want, code string
	}{
		{"Academic year", 362, "", "2025-26", ""},
		{"Year to date", 340, "", "2025-26", ""},
		{"Academic year", 29, "", "", "period-by-sessions"},
		{"Academic year", 65, "", "2025-26 HT1", "period-by-sessions"},
		{"Year to date", 131, "", "2025-26 autumn", "period-by-sessions"},
		{"Academic year", 244, "", "2025-26 to HT4", "period-by-sessions"},
		{"Academic year", 155, "", "", "period-by-sessions"},
		{"Academic year", 155, "2025-26 to HT3", "", "period-by-sessions"},
		{"Academic year", 170, "2025-26 to HT3", "2025-26 to HT3", ""},
		{"Year to date", 29, "2025-26 HT1", "", "period-by-sessions"},
		{"Year to date", 50, "2025-26 HT1", "2025-26 HT1", ""},
		{"Academic year", 131, "2025-26", "", "period-by-sessions"},
		{"Academic year", 362, "2024-25", "", "period-differs"},
		{"Autumn term", 131, "2025-26 autumn", "2025-26 autumn", ""},
		{"Autumn term", 131, "2025-26 spring", "", "period-differs"},
	} {
		f := attendedRows(c.identifier, c.sessions*1000, c.sessions*1000+700)
		in := Input{FS: fstest.MapFS{"ees.csv": {Data: []byte(f.content)}}, Path: "ees.csv", Name: "ees.csv"}
		if c.period != "" {
			in.Period, _ = attendance.ParsePeriod(c.period)
		}
		var problems diag.List
		ds := Read([]Input{in}, england, &problems)
		got, code := "", ""
		for i, r := range ds.Rows {
			if got = r.Period.String(); ds.Rates[i].Period != r.Period {
				t.Errorf("%+v: the rate is of %s", c, ds.Rates[i].Period)
			}
		}
		for _, p := range problems.Problems() {
			code += string(p.Code)
		}
		if got != c.want || code != c.code || got != "" && len(ds.Rows) != 2 || got == "" && len(ds.Rates) > 0 {
			t.Errorf("%+v: got %q, %v", c, got, problems.Problems())
		}
	}
	if _, problems := load(england, file{"ees.csv", strings.ReplaceAll(attendedRows("Year to date", 900).content, "1000.5", "")}); codes(problems) != "ees.csv:2:1 period-unknown" {
		t.Error(problems.Problems())
	}
}

// The period of the site is taken where rows do not say theirs, and must agree where
// they do.
func TestGivenPeriod(t *testing.T) {
	period, _ := attendance.ParsePeriod("2024-25 HT3")
	dfeRow := func(period string) string {
		return table1(period+inOurs+"|education_phase=Primary|num_schools=1", sessions1, absentees)
	}
	for _, c := range []struct{ name, content, want string }{
		{"a return without the column", "urn,sess_possible,sess_authorised,sess_unauthorised\n100001,100,5,2\n", "school:100001 2024-25 HT3"},
		{"an empty cell", "urn,period,sess_possible,sess_authorised,sess_unauthorised\n100001,,100,5,2\n", "school:100001 2024-25 HT3"},
		{"the same period", "urn,period,sess_possible,sess_authorised,sess_unauthorised\n100001,2024-25 HT3,100,5,2\n", "school:100001 2024-25 HT3"},
		{"another period", "urn,period,sess_possible,sess_authorised,sess_unauthorised\n100001,2024-25 HT2,100,5,2\n100001,2024-25 HT1,100,5,2\n", "in:2:8 period-differs"},
		{"comparators", "level,code,name,phase,measure,value\nauthority,999,Testshire,Primary,overall,5.5\n", "authority:999 2024-25 HT3"},
		{"published rows of the year", dfeRow("time_period=202425|time_identifier=Academic year|"), "authority:999 2024-25 HT3"},
		{"published rows without a period", dfeRow(""), "authority:999 2024-25 HT3"},
		{"published rows of a term", dfeRow("time_period=202425|time_identifier=Spring term|"), "in:2:1 period-differs"},
		{"the tool", "Short Desc,Years,LA and Regions,Values,LA Number\nTotAbs,2016,Testshire,5,331\n", "in:2:8 period-differs"},
		{"children in care", table1("time_period=202425|time_identifier=Academic year|" + inOurs + "|social_care_group=CLA|phase_type_grouping=Total|t_pupils=10|t_sess_possible=90|t_sess_overall=5|t_sess_authorised=3|t_sess_unauthorised=2|t_pupils_pa_10_exact=1"), "in:2:1 period-differs"},
		{"performance tables", "LA,ESTAB,URN,PERCTOT,PPERSABS15\n999,2001,100001,5.5,x\n", "school:100001 2024-25 HT3"},
		{"a list", "urn,school_name,la,estab,postcode\n100001,A,999,2001,\n", ""},
		{"pupils of another period", "urn,pupil,period,sess_possible,code_i\n100001,k1,2024-25 HT2,60,3\n", "in:2:11 period-differs"},
		{"pupils", "urn,pupil,sess_possible,code_i\n100001,k1,60,3\n", "school:100001 2024-25 HT3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var problems diag.List
			ds := Read([]Input{{FS: fstest.MapFS{"in": {Data: []byte(c.content)}}, Path: "in", Name: "in", Period: period},
				{FS: fstest.MapFS{"s": {Data: []byte("urn,name,phase\n100001,A,Primary\n")}}, Path: "s", Name: "s"}}, england, &problems)
			got := codes(&problems)
			for _, r := range ds.Rows {
				if r.Group == attendance.AllPupils {
					got = fmt.Sprintf("%s %s", r.Place, r.Period)
				}
			}
			for _, r := range ds.Rates {
				got = fmt.Sprintf("%s %s", r.Place, r.Period)
			}
			if problems.Failed() {
				got = codes(&problems)
			}
			if got != c.want {
				t.Errorf("got %q, want %q\n%v", got, c.want, problems.Problems())
			}
		})
	}
}
