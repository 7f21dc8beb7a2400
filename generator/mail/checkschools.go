package mail

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
)

// confidences checks that the message tells of one place and of no other: whatever a
// reader or a program can read of it, in words, addresses, attributes and file names, is
// searched for the number and the full name of every school.
func (l *letter) confidences() {
	texts := []string{l.Subject, l.Preheader, l.text, l.shown.all()}
	for _, f := range slices.Concat(l.images, l.briefs) {
		texts = append(texts, f.id+" "+f.name)
	}
	told := make(map[string]bool)
	own := false
	for _, text := range texts {
		for _, m := range l.names.in(text) {
			if slices.ContainsFunc(m.urns, l.mayName) {
				own = true
				continue
			}
			if !told[m.what] {
				told[m.what] = true
				l.refuse(diag.MailSchool, "", "the message to %s names another school, %s", l.Place(), m.what)
			}
		}
	}
	if l.Level == attendance.LevelSchool && !own {
		l.refuse(diag.MailSchool, "", "the message does not name its school, %s", l.Name)
	}
	// Nobody but its head is given the folder of a school.
	for _, text := range []string{l.text, l.html} {
		for rest := text; ; {
			_, after, found := strings.Cut(rest, "/own/")
			if !found {
				break
			}
			code, _, _ := strings.Cut(after, "/")
			if l.Level != attendance.LevelSchool || code != strings.ToLower(l.Code) {
				l.refuse(diag.MailSchool, "", "the message leads to the folder of another school, own/%.20s", code)
			}
			rest = after
		}
	}
}

// mayName is whether the letter may name a school: a school its own, and a cluster those
// that belong to it.
func (l *letter) mayName(urn string) bool {
	switch l.Level {
	case attendance.LevelSchool:
		return urn == l.Code
	case attendance.LevelCluster:
		return l.names.schools[urn].Cluster == l.Code
	}
	return false
}

// attached checks the brief: it has to be the one that stands in the built site for this
// school. What a PDF says cannot be searched, but it can be compared.
func (l *letter) attached() {
	if len(l.briefs) == 0 {
		return
	}
	brief := l.briefs[0]
	name := BriefName(l.Code)
	switch {
	case len(l.briefs) > 1 || brief.kind != "application/pdf" || brief.name != name:
		l.refuse(diag.MailBrief, "", "what is attached is not one file %s", name)
		return
	case l.Briefs == nil:
		l.refuse(diag.MailBrief, "", "a brief is attached, and there is no folder of briefs to compare it with")
		return
	}
	built, err := fs.ReadFile(l.Briefs, name)
	if err != nil {
		l.refuse(diag.MailBrief, "", "%s is attached and cannot be found: %v", name, err)
	} else if !bytes.Equal(built, brief.data) {
		l.refuse(diag.MailBrief, "", "%s is attached and is not the file of that name", name)
	}
}
