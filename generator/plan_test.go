package generator

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rollcall/generator/config"
)

// planSite is the site of the records with further files and keys of site.yaml.
func planSite(files map[string]string, keys string) fstest.MapFS {
	site := recordSite()
	var more strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if _, there := site[name]; !there && strings.HasSuffix(name, ".csv") {
			more.WriteString("{path: " + name + "}, ")
		}
		site[name] = &fstest.MapFile{Data: []byte(files[name])}
	}
	yaml := strings.Replace(string(site["site.yaml"].Data), "inputs: [", keys+"inputs: ["+more.String(), 1)
	site["site.yaml"] = &fstest.MapFile{Data: []byte(yaml)}
	return site
}

const (
	planHeader   = "id,strategy,focus,action,owner,deadline,measure,scope,status,target_value,Budget\n"
	strategyPage = "---\nkind: strategy\nid: s\ntitle: Every day\nauthority: Testshire\nnation: England\nfrom: 2024-09-01\nuntil: 2026-08-31\n" +
		"source: {title: Every day, publisher: Nobody}\nstrand_word: {one: strand, many: strands}\n---\n\n"
)

// has reports what a page lacks of some words, whatever markup is between them.
func has(t *testing.T, site map[string][]byte, page string, words ...string) {
	t.Helper()
	text := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(strings.ReplaceAll(string(site[page]), "\u00a0", " "), "|")
	for _, want := range words {
		if !strings.Contains(text, want) {
			t.Errorf("%s lacks %q", page, want)
		}
	}
	if site[page] == nil {
		t.Errorf("there is no %s", page)
	}
}

// Whatever is faulty in a plan and in the records, the site is built, and says what it
// could not read.
func TestFaultyPlanAndRecordsBuild(t *testing.T) {
	opt := siteOptions(t, planSite(map[string]string{
		"actions.csv": planHeader +
			"1.1,s,Calls,Ring every family,Head,Q3,atendance,school:999999,Red,,£500\n" +
			"1.1,s,Calls,The id again,Head,,,,,,\n" +
			"1.2,gone,Calls,Of no strategy,Head,Dec-26,pa10,Nowhere,In Progress,,\n" +
			"1.3,s,Calls,Audit the codes,Head,end of Autumn 2,Attendance,A (100001),Completed,,\n",
		"updates.csv": "date,action,status,progress,deadline\n03/02/2025,1.9,complete,,\n04/02/2025,1.3,RAG: Amber,,Q4\n",
		"recommendations.csv": "id,source,date,recommendation,status\nR1,comittee,2025-01-10,Publish it,accepted\n" +
			"R2,committee,2025-01-10,Write it down,accepted\n",
		"selfevaluation.csv": "urn,date,question,score\n100001,2025-01-10,1.1.a,7\n",
		"checklist.csv":      "component,date,status\nLeader,2025-01-10,in place\n",
		"targets.csv": "level,code,phase,measure,period,value,focus\nauthority,999,Total,atendance,2024-25,95,\nauthority,999,Total,attendance,2024-25,94,Cals\n" +
			"school,100001,,attendance,2024-25,95,Calls\n",
		"calendar.csv": "period,from,to,sessions\n2024-25 autumn,2024-09-02,2024-12-20,146\n2024-25 spring,0205-01-06,2025-04-04,120\n",
		"plan/index.md": strategyPage + "## Now\n\nAttendance is {{measure attendance of=cluster:west}} and {{mesure x}}, was {{measure attendance period=2019-20}}.\n\n" +
			"{{targets}}\n\n{{chart trend measure=severe}}\n\n![A map](map.png)\n",
	}, "content: [plan]\nstrategy: s\n"))
	site, printed := buildSite(t, opt)
	if len(site) == 0 || strings.Contains(printed, ": error: ") {
		t.Fatal(printed)
	}
	for _, want := range []string{
		"action-scope: action 1.1 is about school:999999", "action-scope: action 1.2 is of strategy \"gone\"", "action-doubled", "deadline-unreadable", "action-status: \"Red\"", "action-unknown: there is no action \"1.9\"", "action-reopened",
		"action-measure: action 1.1 names the measure \"atendance\"", "record-read: the measure \"Attendance\" was read as attendance", "record-read: the scope \"A (100001)\" was read as school:100001",
		"record-value: \"comittee\" is not a source", "framework-unknown: there is no question", "framework-unknown: there is no component",
		"target-unknown", "target-focus: no action has the focus \"Cals\"", "target-focus: the target of school:100001 has a focus",
		"day-outside: from is 0205-01-06", "day-first",
		"placeholder-unknown: there is no placeholder \"mesure\"", "placeholder-no-figure: \"cluster:west\" is not a place", "placeholder-no-figure: there is no attendance of authority:999", "strategy-text",
	} {
		if !strings.Contains(printed, want) {
			t.Errorf("no problem says %q in\n%s", want, printed)
		}
	}
	has(t, site, "actions/1-1/index.html", "Red", "“Q3” in the document", "school:999999", "£500", "atendance")
	has(t, site, "actions/1-2/index.html", "On track", "gone", "Nowhere", "31 December 2026")
	has(t, site, "actions/1-3/index.html", "At risk", "“Q4” in the document")
	has(t, site, "strategy/index.html", "Attendance is |Missing: measure attendance of=cluster:west| and |Missing: mesure x|, was |No figure: Attendance, ", "Missing: chart trend measure=severe", "A map")
	has(t, site, "index.html", "Testshire")
	opt.Edition, opt.Site.Disclosure.Editions["public"] = "public", config.Rounded
	public, printed := buildSite(t, opt)
	if page := string(public["actions/1-1/index.html"]); page == "" || strings.Contains(page, "£500") || strings.Contains(page, "school:999999") {
		t.Errorf("the public edition shows what is for the authority's own staff: %s", printed)
	}
}

// A plan without the text of a strategy is shown too.
func TestPlanWithoutStrategy(t *testing.T) {
	site, printed := buildSite(t, siteOptions(t, planSite(map[string]string{"actions.csv": planHeader + "1,s,Calls,Ring every family,Head,2025-06-30,,,on track,,\n2,,Late,Ask,Head,,,,,,\n"}, "")))
	if len(site) == 0 || !strings.Contains(printed, "action 1 is of strategy \"s\"") || !strings.Contains(printed, "action 2 names no strategy") {
		t.Error(printed)
	}
	has(t, site, "actions/1/index.html", "On track", "Ring every family")
}

// What a council counts itself is declared, counted, protected, shown, and given targets.
func TestOwnActivitiesAndMeasures(t *testing.T) {
	files := map[string]string{
		"service.csv": "period,activity,count,urn,cluster,outcome\n2024-25 autumn,attendance-panel,12,100001,,\n2024-25 autumn,Attendance panels,11,100003,,\n" +
			"2024-25 autumn,part-time-timetable,3,100001,,\n2024-25 autumn,part-time-timetable,14,100003,,\n2024-25 autumn,attendence-panel,4,100002,,\n",
		"actions.csv": planHeader + "1,s,Calls,Hold panels,Head,2025-06-30,attendance panels,,on track,40,\n",
		"targets.csv": "level,code,phase,measure,period,value\nauthority,999,,attendance-panel,2024-25 autumn,40\nschool,100003,,part-time-timetable,2024-25 autumn,5\n" +
			"authority,999,,attendance-panel,2024-25 spring,4.5\nauthority,999,Primary,attendance-panel,2024-25 summer,4\n",
	}
	opt := siteOptions(t, planSite(files, "activities: [{id: attendance-panel, name: Attendance panels}]\nmeasures: [{id: part-time-timetable, name: Pupils on part-time timetables}]\n"))
	site, printed := buildSite(t, opt)
	for _, want := range []string{
		"record-value: \"attendence-panel\" is not an activity\n    Did you mean attendance-panel?",
		"record-value: value is \"4.5\", which is not a count", "target-unknown: attendance-panel is counted for all phases together",
		"record-read: the measure \"attendance panels\" was read as service.attendance-panel",
	} {
		if !strings.Contains(printed, want) {
			t.Errorf("no problem says %q in\n%s", want, printed)
		}
	}
	has(t, site, "service/index.html", "|Attendance panels|", "|Our own measures|", "|Pupils on part-time timetables|", "|Targets for what we count|")
	has(t, site, "schools/100003/index.html", "|Pupils on part-time timetables|")
	has(t, site, "actions/1/index.html", "Attendance panels", "The plan sets 40 as its target.")
	if opt.Site.Counts[1].People = false; !opt.Site.Counts[0].People {
		t.Error("an activity is not about people although nothing says so")
	}
	files["service.csv"] = "period,activity,count\n2024-25 autumn,visit,3\n"
	if _, _, problems := read(t, planSite(files, "activities: [{id: visit, name: Home visits}]\n")); !strings.Contains(problems, "site-value: visit is known to every site") {
		t.Error(problems)
	}
}
