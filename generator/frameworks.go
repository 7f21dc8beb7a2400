package generator

import (
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/returns"
	"rollcall/generator/strategy"
)

// readFramework reads a content folder that holds a framework. A site has one of each
// kind: the pages of two would have the same address.
func (in *inputs) readFramework(src Source, name string, problems *diag.List) {
	w := strategy.ReadFramework(src.FS, src.Path, strings.TrimSuffix(name, "/"), problems)
	if w == nil {
		return
	}
	if other := in.framework(w.Kind); other != nil {
		problems.Add(diag.Pos{File: config.FileName}, diag.ConfigValue, "List one of them under content.", "%s and %s are both a framework of %s", other.Dir, w.Dir, w.Kind)
		return
	}
	in.frameworks = append(in.frameworks, w)
}

// framework finds the framework of a kind, or nil.
func (in *inputs) framework(kind strategy.FrameworkKind) *strategy.Framework {
	for _, w := range in.frameworks {
		if w.Kind == kind {
			return w
		}
	}
	return nil
}

// checkFrameworks sets aside records of questions and components that no framework has,
// and notes of clusters that the site does not have.
func (in *inputs) checkFrameworks(resolve func(attendance.Place) (attendance.Place, bool), problems *diag.List) {
	var questions, components []string
	if w := in.framework(strategy.SelfEvaluation); w != nil {
		questions = w.QuestionIDs()
	}
	in.records.SelfEvaluation = slices.DeleteFunc(in.records.SelfEvaluation, func(s returns.SelfEvaluation) bool {
		known := slices.Contains(questions, s.Question)
		if !known {
			problems.Add(s.Pos, diag.FrameworkUnknown, nearest(s.Question, questions), "there is no question %q", s.Question)
		}
		return !known
	})
	if w := in.framework(strategy.Checklist); w != nil {
		components = w.ComponentIDs()
	}
	in.records.Checklist = slices.DeleteFunc(in.records.Checklist, func(e returns.ChecklistEntry) bool {
		known := slices.Contains(components, e.Component)
		if !known {
			problems.Add(e.Pos, diag.FrameworkUnknown, nearest(e.Component, components), "there is no component %q", e.Component)
		}
		return !known
	})
	if w := in.framework(strategy.Practice); w != nil {
		w.Notes = slices.DeleteFunc(w.Notes, func(n strategy.Note) bool {
			_, known := resolve(attendance.Place{Level: attendance.LevelCluster, Code: n.Cluster})
			if !known && n.Cluster != "" {
				problems.Add(n.Pos, diag.PlaceUnknown, "Write the name of a cluster in small letters with hyphens.", "there is no cluster %q", n.Cluster)
			}
			return !known
		})
	}
}

// nearest says which id of a framework may be meant.
func nearest(id string, of []string) string {
	if len(of) == 0 {
		return "List the folder of the framework under content in site.yaml."
	}
	return diag.DidYouMean(id, of)
}
