package publish

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// maxPath keeps paths within what servers, archives and Windows take.
const maxPath = 120

var (
	segment = regexp.MustCompile(`^[a-z0-9_-][a-z0-9_.-]*$`)
	device  = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)
)

// unserved are the kinds of file that IIS does not serve without being told to.
var unserved = []string{".json", ".webmanifest", ".woff2"}

// CheckName returns why a file of a site may not have this path, or nil: it has to
// open from a disk, from IIS and from GitHub Pages.
func CheckName(name string) error {
	switch {
	case name == ".nojekyll":
		return nil
	case name == "":
		return errors.New("an empty name")
	case len(name) > maxPath:
		return fmt.Errorf("%.40s...: a path of more than %d characters", name, maxPath)
	case slices.Contains(unserved, path.Ext(name)):
		return fmt.Errorf("%s: some servers do not serve %s files", name, path.Ext(name))
	}
	for part := range strings.SplitSeq(name, "/") {
		switch {
		case !segment.MatchString(part):
			return fmt.Errorf("%q: a name that is not small letters, digits, hyphens and dots", name)
		case strings.HasSuffix(part, "."):
			return fmt.Errorf("%s: a name that ends in a dot", name)
		case device.MatchString(part):
			return fmt.Errorf("%s: a name that Windows keeps for a device", name)
		}
	}
	return nil
}
