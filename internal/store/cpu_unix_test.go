//go:build unix

package store

import (
	"syscall"
	"time"
)

// cpu is the time that processors have spent on this process. It does not grow
// while others have their turn.
func cpu() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
