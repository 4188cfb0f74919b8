package cli

import (
	"sync"
	"time"

	"github.com/spf13/cobra"

	"demarche/internal/fetch"
	"demarche/internal/pipeline"
)

// fetching is how a run reaches the net: one client, so that a host is asked
// politely by all that the run does.
type fetching struct {
	private bool
	gap     time.Duration

	once   sync.Once
	client *fetch.Client
}

// flags registers what a user may say of it.
func (w *fetching) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&w.private, "allow-private", false, "also ask private addresses (localhost, 192.168.…)")
}

// get returns the client, made with what the flags say.
func (w *fetching) get() *fetch.Client {
	w.once.Do(func() {
		w.client = fetch.New(fetch.Options{Agent: agent, Gap: w.gap, Private: w.private})
	})
	return w.client
}

// agent is how we introduce ourselves.
const agent = "demarche/" + pipeline.Version + " (news reader; keeps robots.txt)"
