package audit

import (
	"io/fs"
	"path"
	"strings"
)

// Beside the pages that all heads share stand folders of which each is given to the head
// of one school: own/103638/. There the school is told in full. Every other number has to
// be one that the shared files hold, so that a folder tells of another school no more than
// everybody reads. Nothing outside a folder leads into it.

// ownFolder is the folder of one head.
type ownFolder struct {
	school string // its number
	told   toldFigures
}

// ownWord begins what the front page of a head's folder says in rollcall:disclosure; the
// number of the school follows.
const ownWord = "own "

// ownSchool returns the school whose head a folder is for; "" where it is no such folder,
// which its front page decides.
func ownSchool(fsys fs.FS, dir string) string {
	if path.Dir(dir) != "own" {
		return ""
	}
	front, _ := fs.ReadFile(fsys, dir+"/index.html")
	found := meta.FindSubmatch(front)
	if found == nil {
		return ""
	}
	school, ok := strings.CutPrefix(string(found[1]), ownWord)
	if !ok || strings.ToLower(school) != path.Base(dir) {
		return ""
	}
	return school
}

// ownDir is the folder below own/ that a file stands in, or "".
func ownDir(name string) string {
	rest, ok := strings.CutPrefix(name, "own/")
	dir, _, inside := strings.Cut(rest, "/")
	if !ok || !inside {
		return ""
	}
	return "own/" + dir
}

// findOwn finds the folders of heads.
func (s *site) findOwn() {
	s.own = make(map[string]*ownFolder)
	for name := range s.files {
		dir := ownDir(name)
		if dir == "" || name != dir+"/index.html" {
			continue
		}
		if school := ownSchool(s.fsys, dir); school != "" {
			s.own[dir] = &ownFolder{school, toldFigures{newToldRows(), school, &s.told}}
		}
	}
}

// toldTo returns the figures that the reader of a file holds.
func (s *site) toldTo(name string) *toldFigures {
	if own := s.own[ownDir(name)]; own != nil {
		return &own.told
	}
	return &s.told
}

// trespasses reports whether a link leads into a head's folder from outside of it.
func (s *site) trespasses(from, to string) bool {
	dir := ownDir(to)
	return s.own[dir] != nil && dir != ownDir(from)
}
