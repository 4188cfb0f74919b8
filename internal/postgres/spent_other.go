//go:build !linux

package postgres

import "time"

// Spent is not known here.
func (c *Cluster) Spent() time.Duration { return 0 }
