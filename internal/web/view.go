package web

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"demarche"
	"demarche/internal/store"
)

// view is what a handler hands to the template of its page.
type view struct {
	Page  string // name of the template
	Title string
	Body  any
	Code  int // HTTP status; 0 for 200
}

// frame is what every template gets: the view, and what stands around it.
type frame struct {
	view
	Names   names
	Counts  store.Counts
	Path    string // of this page, without the query
	Address string // of this page, with it
	Looked  string // the day of the ledger when the reader last looked; empty at the first visit
	Version string
	Query   string // what is in the search box
	User    visitor
	CSRF    string // for the part "csrf" of forms that write
}

// pages are the templates by the names of their pages.
type pages map[string]*template.Template

// parse reads the templates: each page stands in the layout.
func parse(f files) (pages, error) {
	layout, err := template.New("layout.html").Funcs(functions(f)).ParseFS(embedded, "templates/layout.html", "templates/parts.html")
	if err != nil {
		return nil, err
	}
	all, err := fs.Glob(embedded, "templates/*.html")
	if err != nil {
		return nil, err
	}
	out := pages{}
	for _, file := range all {
		name := strings.TrimSuffix(path.Base(file), ".html")
		if name == "layout" || name == "parts" {
			continue
		}
		t, err := layout.Clone()
		if err == nil {
			t, err = t.ParseFS(embedded, file)
		}
		if err != nil {
			return nil, err
		}
		out[name] = t
	}
	return out, nil
}

// made is a page as it goes to a browser.
type made struct {
	code int
	body []byte
	tag  string // ETag
}

// page makes a handler of a function that says what a page shows. Readers who
// may see the same page at the same time get one; no more pages are made at once
// than the processors are worth.
func (s *Server) page(f func(*http.Request) (view, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		m, err := s.lately.pages.get(r.Context(), sameness(r), func(ctx context.Context) (made, error) {
			s.making <- struct{}{}
			defer func() { <-s.making }()
			r := r.WithContext(ctx)
			v, err := f(r)
			if err != nil {
				v = s.failed(r, err)
			}
			return s.make(r, v)
		})
		s.send(w, r, m, err)
	}
}

// sameness is everything of a request that a page depends on.
func sameness(r *http.Request) string {
	v := who(r)
	return strings.Join([]string{r.URL.RequestURI(), v.Name, string(v.Role), v.secret, looked(r)}, "\x00")
}

// failed is the page that says what went wrong and what to do.
func (s *Server) failed(r *http.Request, err error) view {
	code, title := http.StatusInternalServerError, "Something went wrong"
	switch {
	case r.Context().Err() != nil:
		code = 499 // the reader has gone; nobody sees it but the log
	case demarche.KindOf(err) == demarche.NotFound:
		code, title = http.StatusNotFound, "Not found"
	case demarche.KindOf(err) == demarche.Invalid:
		code, title = http.StatusBadRequest, "That cannot be asked"
	case demarche.KindOf(err) == demarche.Unavailable:
		code, title = http.StatusServiceUnavailable, "The server cannot answer now"
	case demarche.KindOf(err) == demarche.Conflict:
		code, title = http.StatusConflict, "That cannot be done"
	}
	if code >= 500 {
		s.opt.Log.Error("page failed", "path", r.URL.Path, "cause", err)
	}
	var known *demarche.Error
	body := struct{ What, Hint string }{err.Error(), ""}
	if errors.As(err, &known) {
		body.What, body.Hint = known.Op, known.Hint
		if known.Cause != nil {
			body.What += ": " + known.Cause.Error()
		}
	}
	return view{Page: "error", Title: title, Body: body, Code: code}
}

func missing(what string) error {
	return &demarche.Error{Kind: demarche.NotFound, Op: "look for this " + what, Cause: errors.New("there is none here"), Hint: "the address may be wrong, or from another ledger"}
}

// render makes one page for one request.
func (s *Server) render(w http.ResponseWriter, r *http.Request, v view) {
	m, err := s.make(r, v)
	s.send(w, r, m, err)
}

// make fills in the template of a page. What must not be kept, for the server
// failed, comes with an error.
func (s *Server) make(r *http.Request, v view) (made, error) {
	f := frame{view: v, Path: r.URL.Path, Address: r.URL.RequestURI(), Looked: looked(r), Version: s.opt.Version, Query: r.URL.Query().Get("q"), User: who(r), CSRF: who(r).form()}
	if err := s.surround(r.Context(), &f); err != nil && v.Page != "error" {
		f.view = s.failed(r, err)
	}
	var buf bytes.Buffer
	if err := s.pages[f.Page].ExecuteTemplate(&buf, "layout.html", f); err != nil {
		s.opt.Log.Error("template failed", "page", f.Page, "cause", err)
		return made{}, err
	}
	m := made{code: cmp.Or(f.Code, http.StatusOK), body: buf.Bytes(), tag: tagOf(buf.Bytes())}
	if m.code >= 500 {
		return m, errUnmade
	}
	return m, nil
}

func (s *Server) send(w http.ResponseWriter, r *http.Request, m made, err error) {
	if m.body == nil && err != nil {
		http.Error(w, "this page could not be made; the log of the server says why", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "private, no-cache")
	h.Set("Vary", "Cookie")
	if m.code == http.StatusOK && unchanged(w, r, m.tag) {
		return
	}
	w.WriteHeader(m.code)
	_, _ = w.Write(m.body)
}

func tagOf(body []byte) string {
	sum := sha256.Sum256(body)
	return `W/"` + hex.EncodeToString(sum[:12]) + `"`
}

// unchanged answers 304 where the browser has the bytes of this tag.
func unchanged(w http.ResponseWriter, r *http.Request, tag string) bool {
	w.Header().Set("ETag", tag)
	if !strings.Contains(r.Header.Get("If-None-Match"), strings.TrimPrefix(tag, "W/")) {
		return false
	}
	w.WriteHeader(http.StatusNotModified)
	return true
}

// surround fills in what stands around a page: nothing of the ledger for
// somebody unknown.
func (s *Server) surround(ctx context.Context, f *frame) error {
	if f.User.Name == "" {
		return nil
	}
	counts, t, _, err := s.known(ctx)
	f.Names, f.Counts = named(t), counts
	return err
}

// names are the words of the talks for the ids in the ledger.
type names struct {
	Title   string
	Parties []demarche.Party
	Issues  []demarche.Issue
	Known   bool // there is a talks file
}

func named(t *demarche.Talks) names {
	if t == nil {
		return names{Title: "No talks file"}
	}
	n := names{Title: t.Title, Parties: t.Parties, Issues: t.Issues, Known: true}
	if n.Title == "" {
		n.Title = t.ID
	}
	return n
}

// Party is a party's name, or its code where the talks do not name it.
func (n names) Party(id string) string {
	for _, p := range n.Parties {
		if p.ID == id {
			return p.Name
		}
	}
	switch id {
	case "":
		return "no party"
	case "other":
		return "others"
	}
	return id
}

// Claim is an issue's claim.
func (n names) Claim(id string) string {
	for _, i := range n.Issues {
		if i.ID == id {
			return i.Claim
		}
	}
	return id
}

// Hue is the number of a party's colour, from 1 to 8, or 0 for one that the
// talks do not name. Colour only helps: the name always stands beside it.
func (n names) Hue(id string) int {
	for i, p := range n.Parties {
		if p.ID == id {
			return i%8 + 1
		}
	}
	return 0
}

func (n names) party(id string) error {
	for _, p := range n.Parties {
		if p.ID == id {
			return nil
		}
	}
	return &demarche.Error{Kind: demarche.NotFound, Op: "look for party " + strip(id), Cause: fmt.Errorf("the talks do not name it"), Hint: "the Parties page lists those that they name"}
}

func (n names) issue(id string) error {
	for _, i := range n.Issues {
		if i.ID == id {
			return nil
		}
	}
	return &demarche.Error{Kind: demarche.NotFound, Op: "look for issue " + strip(id), Cause: fmt.Errorf("the talks do not name it"), Hint: "the Issues page lists those that they name"}
}

func (s *Server) names(ctx context.Context) (names, error) {
	t, err := s.talksNow(ctx)
	return named(t), err
}
