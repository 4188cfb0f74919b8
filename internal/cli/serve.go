package cli

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"os/signal"
	"strings"
	"sync"
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
	url             string
	cert, key       string
	openID          openIDFlags
}

// serve is `demarche serve`: the ledger in a browser.
func (e *env) serve() *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve [flags]",
		Short: "Open the ledger in a browser",
		Long: `Show a database in a browser: the table, the evidence behind each cell, what
moved, and every article as it was read; and the same as JSON under /api/v1.
Others may ingest into the database meanwhile.

Only this machine can reach the server, and who sits at it may do everything,
until there is an account (demarche user add). With --listen at another address,
--host or --url, others can: then people have to sign in, by an account or by
OpenID Connect, and without either the server does not start.`,
		Example: `  demarche serve
  demarche serve --db sarn/demarche.db --listen 127.0.0.1:9000
  demarche user add ada --role admin && demarche serve --listen :8420 --tls-cert cert.pem --tls-key key.pem
  demarche serve --url https://sarn.desk.example --oidc-issuer https://id.desk.example \
    --oidc-client demarche --oidc-role 'reader=*@desk.example'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return e.serveRun(cmd.Context(), f) },
	}
	cmd.Flags().StringVar(&f.db, "db", "demarche.db", "the database")
	cmd.Flags().StringVar(&f.listen, "listen", "127.0.0.1:8420", "address and port; port 0 for any that is free")
	cmd.Flags().StringSliceVar(&f.hosts, "host", nil, "a name by which browsers may call the server, besides its address and localhost")
	cmd.Flags().StringVar(&f.url, "url", "", "how browsers reach the server, where another one stands before it: https://sarn.desk.example")
	cmd.Flags().StringVar(&f.cert, "tls-cert", "", "file with a certificate, to be reached by https")
	cmd.Flags().StringVar(&f.key, "tls-key", "", "file with the certificate's key")
	f.openID.register(cmd)
	cmd.Flags().StringVar(&f.log, "log", "warn", "what to log on standard error, as JSON lines: info (every request), warn or error")
	complete(cmd, "log", "info", "warn", "error")
	return cmd
}

func (e *env) serveRun(ctx context.Context, f serveFlags) (err error) {
	log, err := e.logger(f.log)
	if err != nil {
		return err
	}
	opt := web.Options{Log: log, Now: e.now, Version: version(), Hosts: f.hosts, Read: e.readLater()}
	if opt.URL, err = f.address(); err != nil {
		return err
	}
	if opt.OpenID, err = e.openID(f.openID); err != nil {
		return err
	}
	if opt.Local, err = loopback(f.listen); err != nil {
		return err
	}
	opt.Local = opt.Local && opt.URL == nil && len(f.hosts) == 0
	db, err := store.Open(ctx, f.db, e.told)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := closed(ctx, db, opt); err != nil {
		return err
	}
	if err := db.Catch(ctx); err != nil {
		return err
	}
	return e.serving(ctx, db, f, opt)
}

// readLater reads documents with models that are loaded at the first one.
func (e *env) readLater() func(demarche.Document, *demarche.Talks) (demarche.Record, error) {
	open := sync.OnceValues(e.open)
	return func(d demarche.Document, t *demarche.Talks) (demarche.Record, error) {
		r, err := open()
		if err != nil {
			return demarche.Record{}, err
		}
		rec := r.Read(d, t)
		return rec, nil
	}
}

// closed refuses a server that others can reach, where nobody could sign in.
func closed(ctx context.Context, db *store.DB, opt web.Options) error {
	if opt.Local || opt.OpenID != nil {
		return nil
	}
	guarded, err := db.Guarded(ctx)
	if err != nil || guarded {
		return err
	}
	return usage(errors.New("others could reach this server, and nobody has an account"), "add one with: demarche user add NAME --role admin --db "+db.Path()+"; or name an issuer with --oidc-issuer; or leave out --listen, --host and --url")
}

// serving answers browsers until it is told to stop, by ctx or a signal.
func (e *env) serving(ctx context.Context, db *store.DB, f serveFlags, opt web.Options) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	config, err := f.tls()
	if err != nil {
		return err
	}
	s, err := web.New(db, opt)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", f.listen)
	if err != nil {
		return &demarche.Error{Kind: demarche.Unavailable, Op: "listen on " + f.listen, Cause: err, Hint: "another program may have the port: --listen 127.0.0.1:0 takes any that is free"}
	}
	at := "http://" + l.Addr().String() + "/"
	switch {
	case config != nil:
		l, at = tls.NewListener(l, config), "https://"+l.Addr().String()+"/"
	case !opt.Local && (opt.URL == nil || opt.URL.Scheme != "https"):
		fmt.Fprintln(e.stderr, "demarche: passwords would travel readable: use --tls-cert and --tls-key, or --url https://… with a server before this one")
	}
	fmt.Fprintf(e.stderr, "serving %s at %s (Ctrl-C ends it)\n", db.Path(), at)
	return s.Serve(ctx, l)
}

// tls reads the certificate; there may be none.
func (f serveFlags) tls() (*tls.Config, error) {
	if f.cert == "" && f.key == "" {
		return nil, nil
	}
	pair, err := tls.LoadX509KeyPair(f.cert, f.key)
	if err != nil {
		return nil, invalid("read the certificate", err, "--tls-cert and --tls-key name two PEM files that belong together")
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}, nil
}

// address reads --url; there may be none.
func (f serveFlags) address() (*url.URL, error) {
	if f.url == "" {
		return nil, nil
	}
	u, err := url.Parse(f.url)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.User != nil {
		return nil, usage(fmt.Errorf("--url %q is no address of a server", f.url), "write it as https://sarn.desk.example")
	}
	return u, nil
}

func (e *env) logger(level string) (*slog.Logger, error) {
	var l slog.Level
	if err := l.UnmarshalText([]byte(level)); err != nil {
		return nil, usage(fmt.Errorf("--log %q is not known", level), "use info, warn or error")
	}
	return slog.New(slog.NewJSONHandler(io.Writer(e.stderr), &slog.HandlerOptions{Level: l})), nil
}

// loopback reports whether only this machine can reach an address.
func loopback(address string) (bool, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false, usage(fmt.Errorf("--listen %q is no address", address), "write it as 127.0.0.1:8420")
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback(), nil
}
