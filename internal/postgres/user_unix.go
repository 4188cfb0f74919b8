//go:build unix

package postgres

import (
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
)

// servant is who the server runs as where the tests run as root: the user that
// Debian makes for it, or nobody.
func servant() (uid, gid int) {
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			uid, _ = strconv.Atoi(u.Uid)
			gid, _ = strconv.Atoi(u.Gid)
			return uid, gid
		}
	}
	return 65534, 65534
}

// own gives a folder to the user of the server.
func own(dir string) error {
	if os.Geteuid() != 0 {
		return nil
	}
	uid, gid := servant()
	if err := os.Chmod(dir, 0o755); err != nil {
		return err
	}
	return os.Chown(dir, uid, gid)
}

func unprivileged(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if os.Geteuid() == 0 {
		uid, gid := servant()
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
}

// halt asks for an immediate shutdown: connections break, nothing is finished.
func halt(p *os.Process) { _ = p.Signal(syscall.SIGQUIT) }
