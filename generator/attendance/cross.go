package attendance

import "strings"

// crossing stands between the names of two groups whose pupils are in both. No name
// of a single group holds it.
const crossing = " × "

// Cross names the pupils who are in both of two groups.
func Cross(a, b string) string { return a + crossing + b }

// Crossed returns the two groups that a name was made of by Cross, or false for a
// single group.
func Crossed(group string) (a, b string, ok bool) { return strings.Cut(group, crossing) }
