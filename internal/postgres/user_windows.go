package postgres

import (
	"os"
	"os/exec"
)

func own(string) error       { return nil }
func unprivileged(*exec.Cmd) {}
func halt(p *os.Process)     { _ = p.Kill() }
