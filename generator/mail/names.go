package mail

import (
	"strings"
	"unicode"
)

// names finds the numbers and full names of schools in a text, and the longest name at
// each place of it: in "Alder Junior School" it finds no school called Alder. Capitals
// count only in a name of one word, which may be a common one.
type names struct {
	schools map[string]School // by URN
	first   map[string][]name // by the first word of the name in small letters, longest first
}

// name is a name as its words.
type name struct {
	words []string
	urns  []string // of the schools that have it; none for a name that any letter may say
}

func namesOf(known Known) names {
	n := names{schools: make(map[string]School, len(known.Schools)), first: make(map[string][]name)}
	byName := make(map[string]*name)
	add := func(text string) *name {
		words := wordsOf(text)
		key := strings.Join(words, " ")
		if len(words) > 1 {
			key = strings.ToLower(key)
			words = strings.Fields(key)
		}
		if byName[key] == nil && key != "" {
			byName[key] = &name{words: words}
		}
		return byName[key]
	}
	for _, s := range known.Schools {
		n.schools[s.URN] = s
		for _, text := range []string{s.Name, s.NameCy} {
			if found := add(text); found != nil {
				found.urns = append(found.urns, s.URN)
			}
		}
	}
	for _, text := range known.Names {
		if found := add(text); found != nil {
			found.urns = nil
		}
	}
	for _, found := range byName {
		head := strings.ToLower(found.words[0])
		list := append(n.first[head], *found)
		for i := len(list) - 1; i > 0 && len(list[i].words) > len(list[i-1].words); i-- {
			list[i], list[i-1] = list[i-1], list[i]
		}
		n.first[head] = list
	}
	return n
}

// wordsOf splits a text into words of letters and digits. An apostrophe of either kind
// belongs to its word.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ReplaceAll(text, "’", "'"), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\''
	})
}

// mention is a school that a text names.
type mention struct {
	what string   // its number or name, as found
	urns []string // of the schools that it may be
}

// in lists the schools that a text names.
func (n *names) in(text string) []mention {
	var out []mention
	written := wordsOf(text)
	words := make([]string, len(written))
	for i, w := range written {
		words[i] = strings.ToLower(w)
	}
	for i := 0; i < len(words); {
		w := written[i]
		if _, ok := n.schools[w]; ok {
			out = append(out, mention{w, []string{w}})
		}
		step := 1
		for _, candidate := range n.first[words[i]] {
			if begins(words[i:], candidate.words) || len(candidate.words) == 1 && candidate.words[0] == w {
				step = len(candidate.words)
				if len(candidate.urns) > 0 {
					out = append(out, mention{strings.Join(candidate.words, " "), candidate.urns})
				}
				break
			}
		}
		i += step
	}
	return out
}

// begins is whether words begin with those of a name of several.
func begins(words, with []string) bool {
	if len(with) == 1 || len(words) < len(with) {
		return false
	}
	for i, w := range with {
		if words[i] != w {
			return false
		}
	}
	return true
}
