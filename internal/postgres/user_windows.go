package postgres

import (
	"os"
	"os/exec"
)

func alone() func()          { return func() {} }
func own(string) error       { return nil }
func unprivileged(*exec.Cmd) {}
func halt(p *os.Process)     { _ = p.Kill() }
