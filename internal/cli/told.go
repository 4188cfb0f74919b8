package cli

import "fmt"

// told says how far a long work on the documents of a database is, twenty times
// at most.
func (e *env) told(what string, done, total int) {
	const times, step = 20, 200
	if done == 0 || done*times/total != max(done-step, 0)*times/total {
		fmt.Fprintf(e.stderr, "%s: %d of %d documents\n", what, done, total)
	}
}
