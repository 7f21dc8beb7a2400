package publish

import (
	"errors"
	"os"
)

// takePlace puts the new site where the old one is. Where the system can swap two
// folders there is no moment without a site: the old one is then in the folder of the
// new. Elsewhere the old one is moved away first.
func (p places) takePlace() error {
	if !there(p.site) || p.exchange(p.newSite, p.site) == nil {
		return nil
	}
	return os.Rename(p.site, p.oldSite)
}

// settle gives what takePlace left its own name.
func (p places) settle() error {
	if there(p.site) {
		return os.Rename(p.newSite, p.oldSite)
	}
	return os.Rename(p.newSite, p.site)
}

// mend finishes or takes back what an interrupted Commit left.
func (p places) mend() error {
	switch {
	case !there(p.site) && there(p.oldSite):
		// stopped between two renames
		if err := os.Rename(p.oldSite, p.site); err != nil {
			return err
		}
	case p.described():
		// the new site is in its place, its manifest is not
		if err := os.Rename(p.newManifest, p.manifest); err != nil {
			return err
		}
	}
	return errors.Join(p.discard(), os.RemoveAll(p.oldSite))
}

// described is whether the site is the one that the new manifest is of. Files of
// others may be in it. Every file is read, but only after a build was interrupted.
func (p places) described() bool {
	manifest, ok, err := readManifest(p.newManifest)
	if !ok || err != nil || !there(p.site) {
		return false
	}
	d, err := compare(p.site, manifest.Files)
	return err == nil && len(d.Changed)+len(d.Missing) == 0
}

// discard removes an unfinished site.
func (p places) discard() error {
	return errors.Join(os.RemoveAll(p.newManifest), os.RemoveAll(p.newSite))
}
