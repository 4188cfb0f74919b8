package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/internal/store"
	"demarche/internal/web"
)

// serveFlags are the flags of serve.
type serveFlags struct {
	db, listen, log string
	hosts           []string
}

// serve is `demarche serve`: the ledger in a browser.
func (e *env) serve() *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve [flags]",
		Short: "Open the ledger in a browser",
		Long: `Show a database in a browser: the table, the evidence behind each cell, what
moved, and every article as it was read; and the same as JSON under /api/v1.
Others may ingest into the database meanwhile. Only this machine can reach the
server, unless --listen names another address.`,
		Example: `  demarche serve
  demarche serve --db sarn/demarche.db --listen 127.0.0.1:9000`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return e.serveRun(cmd.Context(), f) },
	}
	cmd.Flags().StringVar(&f.db, "db", "demarche.db", "the database")
	cmd.Flags().StringVar(&f.listen, "listen", "127.0.0.1:8420", "address and port; port 0 for any that is free")
	cmd.Flags().StringSliceVar(&f.hosts, "host", nil, "a name by which browsers may call the server, besides its address and localhost")
	cmd.Flags().StringVar(&f.log, "log", "warn", "what to log on standard error, as JSON lines: info (every request), warn or error")
	complete(cmd, "log", "info", "warn", "error")
	return cmd
}

func (e *env) serveRun(ctx context.Context, f serveFlags) (err error) {
	log, err := e.logger(f.log)
	if err != nil {
		return err
	}
	if err := loopback(f.listen); err != nil {
		return err
	}
	db, err := store.Open(ctx, f.db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := db.Catch(ctx); err != nil {
		return err
	}
	return e.serving(ctx, db, f, log)
}

// serving answers browsers until it is told to stop, by ctx or a signal.
func (e *env) serving(ctx context.Context, db *store.DB, f serveFlags, log *slog.Logger) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	l, err := net.Listen("tcp", f.listen)
	if err != nil {
		return &demarche.Error{Kind: demarche.Unavailable, Op: "listen on " + f.listen, Cause: err, Hint: "another program may have the port: --listen 127.0.0.1:0 takes any that is free"}
	}
	s, err := web.New(db, web.Options{Log: log, Now: e.now, Version: version(), Hosts: f.hosts})
	if err != nil {
		return errors.Join(err, l.Close())
	}
	fmt.Fprintf(e.stderr, "serving %s at http://%s/ (Ctrl-C ends it)\n", db.Path(), l.Addr())
	return s.Serve(ctx, l)
}

func (e *env) logger(level string) (*slog.Logger, error) {
	var l slog.Level
	if err := l.UnmarshalText([]byte(level)); err != nil {
		return nil, usage(fmt.Errorf("--log %q is not known", level), "use info, warn or error")
	}
	return slog.New(slog.NewJSONHandler(io.Writer(e.stderr), &slog.HandlerOptions{Level: l})), nil
}

// loopback refuses addresses that other machines can reach: there is no
// sign-in yet.
func loopback(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return usage(fmt.Errorf("--listen %q is no address", address), "write it as 127.0.0.1:8420")
	}
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	return usage(fmt.Errorf("--listen %s would let other machines in", address), "listen on 127.0.0.1, and put a server with a sign-in before it")
}
