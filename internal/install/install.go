// Package install lets a test have a program of Debian's packages where it runs
// as root: in comes the name of a package, out go its files, or nothing where
// that is impossible. Nothing but tests imports it.
package install

import (
	"context"
	"os"
	"os/exec"
	"time"
)

// Debian installs a package with apt; whether it came, the caller has to look.
// Several processes may ask at once: apt waits for its lock.
func Debian(name string) {
	apt, err := exec.LookPath("apt-get")
	if err != nil || os.Geteuid() != 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	for _, args := range [][]string{{"update", "-q"}, {"install", "-q", "-y", "--no-install-recommends", name}} {
		cmd := exec.CommandContext(ctx, apt, append([]string{"-o", "DPkg::Lock::Timeout=240"}, args...)...)
		cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
		_ = cmd.Run()
	}
}
