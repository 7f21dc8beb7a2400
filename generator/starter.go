package generator

import (
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/strategy"
)

// What `rollcall init --templates` writes until somebody fills it in.
const (
	starterCode = "000"
	starterName = "Your council"
)

// checkStarter reports what is left of the text that a new site begins with.
func checkStarter(site *config.Site, strategies []*strategy.Strategy, problems *diag.List) {
	here := diag.Pos{File: config.FileName}
	if site.Authority.Code == starterCode {
		problems.Add(here, diag.StarterText, "Write the number of your council in published files: 331 in England, W06000016 in Wales.", "authority.code is %s, which is no council's", starterCode)
	}
	if site.Authority.Name == starterName {
		problems.Add(here, diag.StarterText, "Write the name of your council under authority, and the title.", "authority.name is %s", starterName)
	}
	for _, s := range strategies {
		if s.Authority == starterName {
			problems.Add(diag.Pos{File: s.Dir}, diag.StarterText, "Write your own strategy, or remove content and strategy from site.yaml.", "the strategy is the example that a new site begins with")
		}
	}
}
