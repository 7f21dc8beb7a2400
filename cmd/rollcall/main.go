// Rollcall makes a static site about school attendance from the files that a
// council has: what is the case, which way it goes, and what is being done.
//
// It reads a folder that holds site.yaml, reports everything that is wrong with
// the input in one run, and writes either a whole site or nothing. The same input
// gives the same bytes. Results go to standard output, problems to standard error;
// the exit code is 0 when all is done, 1 for errors in the input, a refused publication
// or a disk that cannot be written, 2 for wrong usage and 3 for an internal error.
package main

import "os"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
