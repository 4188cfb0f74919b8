package cli

import "fmt"

// told says how far the renewal of an older database is, twenty times at most.
func (e *env) told(what string, done, total int) {
	const times, step = 20, 200
	if done == 0 || done*times/total != max(done-step, 0)*times/total {
		fmt.Fprintf(e.stderr, "the database is of an older version: %s, %d of %d\n", what, done, total)
	}
}
