package generator

import (
	"rollcall/generator/attendance"
	"rollcall/generator/config"
	"rollcall/generator/diag"
	"rollcall/generator/disclosure"
	"rollcall/generator/view"
)

// consortium gives the consortium of the site file to the pages.
func consortium(site *config.Site) view.Consortium {
	c := view.Consortium{Name: site.Consortium.Name}
	if site.Languages[0] == "cy" && site.Consortium.NameCy != "" {
		c.Name = site.Consortium.NameCy
	}
	for _, code := range site.Consortium.Authorities {
		c.Authorities = append(c.Authorities, attendance.Place{Level: attendance.LevelAuthority, Code: code})
	}
	return c
}

// checkConsortium reports authorities of the consortium that no input has figures of.
func checkConsortium(site *config.Site, pub *disclosure.Publication, problems *diag.List) {
	for _, place := range consortium(site).Authorities {
		if !pub.Has(place) {
			problems.Add(site.Consortium.Pos, diag.ConsortiumEmpty, "",
				"consortium.authorities: no input has figures of %s", place.Code)
		}
	}
}
