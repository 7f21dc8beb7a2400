//go:build !linux

package publish

import "errors"

// exchange is not to be had on this system.
func exchange(a, b string) error { return errors.ErrUnsupported }
