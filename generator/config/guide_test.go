package config

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every key of site.yaml is explained in the guide, and the guide explains no other. The
// keys of each level are those that the message about an unknown one lists.
func TestGuideExplainsEveryKey(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "guide", "site.md"))
	if err != nil {
		t.Fatal(err)
	}
	explained := make(map[string]bool)
	for _, line := range strings.Split(string(text), "\n") {
		cell, _, _ := strings.Cut(strings.TrimPrefix(line, "| `"), " | ")
		before := ""
		for _, key := range inQuotes.FindAllStringSubmatch("`"+cell, -1) {
			name := key[1]
			if strings.HasPrefix(name, ".") {
				name = before[:strings.LastIndex(before, ".")] + name
			}
			if before = name; strings.HasPrefix(line, "| `") {
				explained[name] = true
			}
		}
	}
	known := make(map[string]bool)
	for at, yaml := range map[string]string{
		"": "zz: 1", "authority": "zz: 1", "consortium": "{zz: 1}", "groupings": "[{zz: 1}]", "inputs": "[{zz: 1}]", "thresholds": "{zz: 1}",
		"activities": "[{zz: 1}]", "measures": "[{zz: 1}]", "pupils": "{zz: 1}", "rules": "{zz: 1}", "rules.signals": "{zz: 1}", "rules.priority": "{zz: 1}",
		"rules.priority.flags": "[{zz: 1}]", "rules.similar": "{zz: 1}", "rules.targets": "{zz: 1}", "rules.code_use": "{zz: 1}", "rules.benchmarks": "{zz: 1}",
		"rules.barriers": "{zz: 1}", "rules.penalty_notice": "{zz: 1}", "disclosure": "{zz: 1}", "budgets": "{zz: 1}", "mail": "{zz: 1}",
	} {
		site := least + yaml + "\n"
		switch parts := strings.Split(at, "."); {
		case at == "authority":
			site = strings.Replace(least, "nation: ", "zz: 1, nation: ", 1)
		case at == "inputs":
			site = strings.Replace(least, "path: schools.csv", "zz: 1", 1)
		case at != "":
			site = least
			for i, part := range parts {
				site += strings.Repeat(" ", 2*i) + part + ":"
				if i < len(parts)-1 {
					site += "\n"
				}
			}
			site += " " + yaml + "\n"
		}
		_, _, printed := loadText(site)
		m := knownKeys.FindStringSubmatch(printed)
		if m == nil {
			t.Errorf("%s: %s", at, printed)
			continue
		}
		for _, key := range strings.Split(m[1], ", ") {
			known[strings.TrimPrefix(at+"."+key, ".")] = true
		}
	}
	for key := range known {
		leads := false // a key that holds others is explained by them
		for other := range known {
			leads = leads || strings.HasPrefix(other, key+".")
		}
		if !explained[key] && !leads {
			t.Errorf("the guide does not explain %s", key)
		}
	}
	for key := range explained {
		if !known[key] {
			t.Errorf("the guide explains %s, which is no key", key)
		}
	}
}

var (
	inQuotes  = regexp.MustCompile("`([a-z_.]+)`")
	knownKeys = regexp.MustCompile(`(?s)zz is not a key.*?Known keys here: ([^\n]*)\.\n`)
)
