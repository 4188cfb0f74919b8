// Command demarche reads news of negotiations: who said what, through whom,
// and where each party stands.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"demarche/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	status := cli.Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}
