package postgres

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Spent is the processor time that the server and its connections have taken.
func (c *Cluster) Spent() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.server == nil {
		return 0
	}
	sum := 0
	all, _ := filepath.Glob("/proc/[0-9]*/stat") // the pattern is a constant
	for _, name := range all {
		text, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended
		}
		fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
		own := filepath.Base(filepath.Dir(name)) == fmt.Sprint(c.server.Process.Pid)
		if len(fields) < 15 || !own && fields[1] != fmt.Sprint(c.server.Process.Pid) {
			continue
		}
		for _, f := range fields[11:15] { // its own and that of its children which have ended, by user and system
			n := 0
			_, _ = fmt.Sscan(f, &n)
			sum += n
		}
	}
	return time.Duration(sum) * time.Second / 100
}
