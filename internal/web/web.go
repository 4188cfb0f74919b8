// Package web is the ledger in a browser: pages rendered on the server, and the
// same answers as JSON under /api/v1. In come requests and a store; out go
// pages. Nothing of an article's text is trusted: it is escaped where it is
// shown, and no page runs or loads anything but this package's own files.
//
// A page is one file with its handler and what the handler hands to the
// template of the same name in templates; routes lists them all.
package web

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"time"

	"demarche"
	"demarche/internal/store"
)

// Options are what the server is started with.
type Options struct {
	Log     *slog.Logger
	Now     func() time.Time
	Version string
	Hosts   []string // names by which the server may be called, besides its address and localhost
	URL     *url.URL // how browsers reach the server, where another stands before it; may be nil
	Local   bool     // only this machine reaches it: as long as there are no accounts, who asks may do everything
	// Read reads a document with other talks, for the Talks page; nil where nobody
	// may. It is called from one goroutine after the other.
	Read   func(demarche.Document, *demarche.Talks) (demarche.Record, error)
	OpenID *OpenID // who else vouches for people; may be nil
}

// Server answers requests about one store.
type Server struct {
	db      *store.DB
	opt     Options
	files   files
	pages   pages
	metrics *metrics
	again   rereading
	lately  lately

	secret            string        // of who sits at this machine
	making            chan struct{} // a place for each page that is made at once
	hashing           chan struct{} // a place for each password that is checked at once
	byName, byAddress *limits       // of tries to sign in
}

// New makes a server of a store. The error is a bug in the embedded templates.
func New(db *store.DB, opt Options) (*Server, error) {
	s := &Server{db: db, opt: opt, files: hashed(), metrics: newMetrics(), secret: rand.Text(), making: make(chan struct{}, 4*runtime.GOMAXPROCS(0)), hashing: make(chan struct{}, 2),
		byName: newLimits(opt.Now, 15*time.Second, 5), byAddress: newLimits(opt.Now, time.Second, 30)}
	if opt.URL != nil {
		s.opt.Hosts = append(slices.Clone(opt.Hosts), opt.URL.Hostname())
	}
	var err error
	s.pages, err = parse(s.files)
	return s, err
}

// routes are the addresses for readers, with what answers them; what needs
// another role has its handler in only. doors are the others.
func (s *Server) routes() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"GET /{$}":                          s.page(s.table),
		"GET /cell/{holder}/{issue}":        s.page(s.cell),
		"GET /moves":                        s.page(s.moves),
		"GET /moves/{holder}/{issue}/{day}": s.page(s.move),
		"GET /parties":                      s.page(s.parties),
		"GET /parties/{id}":                 s.page(s.party),
		"GET /issues":                       s.page(s.issues),
		"GET /issues/{id}":                  s.page(s.issue),
		"GET /speakers":                     s.page(s.speakers),
		"GET /speakers/{id}":                s.page(s.speaker),
		"GET /network":                      s.page(s.network),
		"GET /articles/{hash}":              s.page(s.article),
		"GET /articles/{hash}/changes":      s.page(s.changes),
		"GET /articles/{hash}/source":       s.source,
		"GET /search":                       s.page(s.search),
		"GET /sources":                      s.page(s.sources),
		"GET /export":                       s.page(s.export),
		"GET /export/{format}":              s.download,
		"GET /moves.atom":                   s.feed,
		"GET /review":                       s.page(s.review),
		"POST /review":                      s.coder(s.decide),
		"POST /review/undo":                 s.coder(s.undo),
		"POST /review/redo":                 s.coder(s.redo),
		"GET /review/history":               s.page(s.history),
		"GET /coding":                       s.coder(s.page(s.coding)),
		"POST /coding":                      s.coder(s.code),
		"GET /talks":                        s.page(s.talks),
		"GET /talks.yaml":                   s.talksFile,
		"POST /talks":                       s.only(store.Admin, http.HandlerFunc(s.editTalks)).ServeHTTP,
		"GET /agreement":                    s.page(s.agreement),
		"POST /notes":                       s.coder(s.note),
		"POST /looked":                      s.looked,
		"POST /signout":                     s.signOut,
		"GET /account":                      s.page(s.accountPage),
		"POST /account":                     s.setPassword,
	}
}

// Handler is the whole application.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for pattern, h := range s.routes() {
		mux.Handle(pattern, s.only(store.Reader, h))
	}
	for pattern, h := range s.doors() {
		mux.HandleFunc(pattern, h)
	}
	mux.Handle("GET /metrics", s.only(store.Reader, s.metrics.handler()))
	mux.Handle("/", s.only(store.Reader, s.page(func(*http.Request) (view, error) { return view{}, missing("page") })))
	s.api(mux)
	return s.observed(mux, s.guarded(compressed(s.identified(mux))))
}

// Serve answers requests on a listener until ctx ends; then it lets what is
// under way finish, for at most ten seconds.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 1 << 16, ErrorLog: slog.NewLogLogger(s.opt.Log.Handler(), slog.LevelDebug)}
	done := make(chan error, 1)
	go func() {
		<-ctx.Done()
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		done <- srv.Shutdown(last)
	}()
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return &demarche.Error{Kind: demarche.Unavailable, Op: "serve " + l.Addr().String(), Cause: err}
	}
	return <-done
}

func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	if _, err := s.db.Counts(r.Context()); err != nil {
		http.Error(w, "the database does not answer: "+err.Error(), http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte("ok\n"))
}
