package generator

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mayImport is the architecture: which packages of ours each package may import.
// An import that is not here would make data flow back.
var mayImport = map[string][]string{
	"diag":       {},
	"address":    {},
	"attendance": {},
	"locale":     {},
	"publish":    {},
	"sheet":      {"diag", "attendance"},
	"mapping":    {"diag", "attendance", "sheet"},
	"earlier":    {"diag", "sheet"},
	"register":   {"attendance"},
	"sample":     {"attendance"},
	"config":     {"diag", "attendance", "address"},
	"source":     {"diag", "attendance", "register", "sheet"},
	"returns":    {"diag", "attendance", "register", "sheet", "address"},
	"plan":       {"diag", "attendance", "sheet"},
	"strategy":   {"diag", "attendance"},
	"measure":    {"attendance", "register"},
	"disclosure": {"attendance", "register", "measure"},
	"insight":    {"attendance", "measure", "disclosure", "plan", "returns"},
	"meeting":    {"attendance", "returns"},
	"view":       {"attendance", "measure", "disclosure", "insight", "plan", "returns", "strategy"},
	"chart":      {"view", "locale"},
	"render":     {"attendance", "disclosure", "view", "locale", "chart", "publish"},
	"audit":      {"diag", "publish"},
	"mail":       {"diag", "attendance", "address", "returns"},
	"generator": {"diag", "attendance", "config", "earlier", "register", "sheet", "source", "returns", "plan", "strategy",
		"measure", "disclosure", "insight", "meeting", "view", "chart", "render", "mail"},
}

func TestImportsGoOneWay(t *testing.T) {
	const module = "rollcall/generator"
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, text, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(filepath.Dir(path))
		if pkg == "." {
			pkg = "generator"
		}
		allowed, known := mayImport[pkg]
		if !known {
			t.Errorf("%s: package %s is not in the architecture; say in mayImport what it may import, and in doc.go what it is for", path, pkg)
		}
		for _, spec := range file.Imports {
			imported, ours := strings.CutPrefix(strings.Trim(spec.Path.Value, `"`), module+"/")
			if ours && !slices.Contains(allowed, imported) {
				t.Errorf("%s imports %s: data flows one way, and %s may import only %s", path, imported, pkg, strings.Join(allowed, ", "))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// What nothing imports back: the packages in the order of the table import only
// packages before them, so there is no way round.
func TestArchitectureHasNoCircle(t *testing.T) {
	var visit func(pkg string, trail []string)
	visit = func(pkg string, trail []string) {
		if slices.Contains(trail, pkg) {
			t.Fatalf("%s imports itself by way of %s", pkg, strings.Join(trail, ", "))
		}
		for _, next := range mayImport[pkg] {
			visit(next, append(trail, pkg))
		}
	}
	for pkg := range mayImport {
		visit(pkg, nil)
	}
}
