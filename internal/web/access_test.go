package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"demarche/internal/postgres"
	"demarche/internal/store"
)

const password = "slate heron ferry noon"

// guarded is a server of the sample with an account for each role, and a route
// for coders and one for admins.
func guarded(t testing.TB, made func(testing.TB) string, change func(*Options)) (*Server, *httptest.Server) {
	t.Helper()
	db := sampled(t, made)
	for _, role := range store.Roles {
		must(t, db.AddAccount(t.Context(), "the-"+string(role), role, password))
	}
	opt := Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: db.Now, Version: "test", Local: true}
	if change != nil {
		change(&opt)
	}
	s, err := New(db, opt)
	must(t, err)
	done := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "done by "+who(r).Name) })
	mux := http.NewServeMux()
	mux.Handle("POST /for/coders", s.only(store.Coder, done))
	mux.Handle("POST /for/admins", s.only(store.Admin, done))
	mux.Handle("GET /for/admins", s.only(store.Admin, done))
	mux.Handle("/", s.Handler())
	srv := httptest.NewServer(s.guarded(s.identified(mux)))
	t.Cleanup(srv.Close)
	return s, srv
}

// person is somebody with a browser: it keeps cookies, and follows nothing.
type person struct {
	t       testing.TB
	base    string
	cookies map[string]string
}

func (p *person) send(r *http.Request) answer {
	p.t.Helper()
	for name, value := range p.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	got := ask(p.t, r)
	for _, line := range got.header["Set-Cookie"] {
		c, err := http.ParseSetCookie(line)
		must(p.t, err)
		if c.MaxAge < 0 {
			delete(p.cookies, c.Name)
		} else {
			p.cookies[c.Name] = c.Value
		}
	}
	return got
}

func (p *person) get(path string) answer {
	p.t.Helper()
	r, err := http.NewRequest(http.MethodGet, p.base+path, nil)
	must(p.t, err)
	return p.send(r)
}

func (p *person) post(path string, form url.Values) answer {
	p.t.Helper()
	r, err := http.NewRequest(http.MethodPost, p.base+path, strings.NewReader(form.Encode()))
	must(p.t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return p.send(r)
}

func (p *person) signIn(name, with, back string) answer {
	p.t.Helper()
	return p.post("/signin", url.Values{"csrf": {formToken(p.t, p.get("/signin").body)}, "name": {name}, "password": {with}, "back": {back}})
}

func stranger(t testing.TB, srv *httptest.Server) *person {
	return &person{t, srv.URL, map[string]string{}}
}

func TestSomebodyUnknownSeesNothing(t *testing.T) {
	s, srv := guarded(t, local, nil)
	patterns := []string{"GET /metrics", "GET /nope", "GET /api/v1", "GET /api/v1/openapi.json", "GET /api/v1/counts", "GET /api/v1/articles/abcd/versions", "GET /api/v1/try"}
	for p := range s.routes() {
		patterns = append(patterns, p)
	}
	for _, p := range patterns {
		method, path, _ := strings.Cut(p, " ")
		path = strings.NewReplacer("{$}", "", "{holder}", "OST", "{issue}", "minimum-flow", "{id}", "OST", "{hash}", "abcd1234", "{day}", "2026-02-05", "{format}", "csv").Replace(path)
		for _, changed := range []map[string]string{nil, {"Authorization": "Bearer wrong"}, {"HX-Request": "true"}, {"Cookie": "session=wrong"}, {"Authorization": "Basic bG9jYWw6"}} {
			r, err := http.NewRequest(method, srv.URL+path, nil)
			must(t, err)
			for name, value := range changed {
				r.Header.Set(name, value)
			}
			got := ask(t, r)
			if got.code < 300 || got.code >= 500 || got.code == http.StatusNotFound || strings.Contains(got.body, "Sarn") || strings.Contains(got.body, "Ostria") {
				t.Errorf("%s with %v: %d %.200s", p, changed, got.code, got.body)
			}
			if got.code == http.StatusSeeOther && !strings.HasPrefix(got.header.Get("Location"), "/signin") {
				t.Errorf("%s goes to %s", p, got.header.Get("Location"))
			}
		}
	}
	p := stranger(t, srv)
	if got := p.get("/healthz"); got.code != http.StatusOK {
		t.Errorf("healthz: %d", got.code)
	}
	got := p.get("/signin")
	if got.code != http.StatusOK || strings.Contains(got.body, "Sarn") || strings.Contains(got.body, "statements") {
		t.Errorf("the page to sign in tells of the ledger: %d %s", got.code, got.body)
	}
	if got := p.get("/search?q=water&party=OST"); got.header.Get("Location") != "/signin?back="+url.QueryEscape("/search?q=water&party=OST") {
		t.Errorf("goes to %s", got.header.Get("Location"))
	}
}

func TestSignInAndOut(t *testing.T) {
	for name, made := range map[string]func(testing.TB) string{"sqlite": local, "postgres": postgres.Database} {
		t.Run(name, func(t *testing.T) { signInAndOut(t, made) })
	}
}

func signInAndOut(t *testing.T, made func(testing.TB) string) {
	_, srv := guarded(t, made, nil)
	p := stranger(t, srv)
	if got := p.signIn("the-coder", "wrong", "/moves"); got.code != http.StatusUnauthorized || !strings.Contains(got.body, "no such name with this password") || strings.Contains(got.body, "wrong\"") {
		t.Errorf("a wrong password: %d", got.code)
	}
	guest := p.cookies["guest"]
	got := p.signIn("The-Coder", password, "/moves?party=OST")
	if got.code != http.StatusSeeOther || got.header.Get("Location") != "/moves?party=OST" {
		t.Fatalf("%d to %s: %s", got.code, got.header.Get("Location"), got.body)
	}
	for _, line := range got.header["Set-Cookie"] {
		if !strings.Contains(line, "HttpOnly") || !strings.Contains(line, "SameSite=Lax") || !strings.Contains(line, "Path=/") {
			t.Error(line)
		}
	}
	if p.cookies["guest"] != "" || p.cookies["session"] == guest {
		t.Error("the secret of before is the secret of after")
	}
	page := p.get("/moves?party=OST")
	if page.code != http.StatusOK || !strings.Contains(page.body, "the-coder") || !strings.Contains(page.body, "Ostria") {
		t.Errorf("signed in: %d", page.code)
	}
	if got := p.get("/signin?back=/parties"); got.header.Get("Location") != "/parties" {
		t.Error("who is in need not sign in")
	}
	held := p.cookies["session"]
	if got := p.post("/signout", url.Values{"csrf": {formToken(t, page.body)}}); got.code != http.StatusSeeOther || p.cookies["session"] != "" {
		t.Errorf("sign out: %d", got.code)
	}
	p.cookies["session"] = held
	if got := p.get("/moves"); got.code != http.StatusSeeOther {
		t.Errorf("the session lives on: %d", got.code)
	}
}

func TestOwnPassword(t *testing.T) {
	s, srv := guarded(t, local, nil)
	p, thief := stranger(t, srv), stranger(t, srv)
	p.signIn("the-coder", password, "/")
	thief.signIn("the-coder", password, "/")
	form := func(now, new, again string) url.Values {
		return url.Values{"csrf": {formToken(t, p.get("/account").body)}, "password": {now}, "new": {new}, "again": {again}}
	}
	for want, f := range map[string]url.Values{
		"The password of now is another one": form("wrong", password+"s", password+"s"),
		"not the same twice":                 form(password, password+"s", password+"t"),
		"too short":                          form(password, "short", "short"),
	} {
		if got := p.post("/account", f); got.code < 400 || !strings.Contains(got.body, want) {
			t.Errorf("%s: %d", want, got.code)
		}
	}
	held := p.cookies["session"]
	got := p.post("/account", form(password, password+"s", password+"s"))
	if got.code != http.StatusSeeOther || p.cookies["session"] == held || p.get("/account").code != http.StatusOK {
		t.Errorf("changed: %d %s", got.code, got.body)
	}
	if thief.get("/moves").code != http.StatusSeeOther {
		t.Error("the other session lives on")
	}
	if _, ok, err := s.db.Known(t.Context(), "the-coder", password+"s"); !ok || err != nil {
		t.Error("the new password is none", err)
	}
	if got := fetch(t, serve(t, sampled(t, local)).URL+"/account"); got.code != http.StatusNotFound {
		t.Errorf("who sits at this machine has an account: %d", got.code)
	}
}

func TestRoles(t *testing.T) {
	_, srv := guarded(t, local, nil)
	for name, want := range map[string][2]int{"the-reader": {403, 403}, "the-coder": {200, 403}, "the-admin": {200, 200}} {
		p := stranger(t, srv)
		p.signIn(name, password, "/")
		token := formToken(t, p.get("/moves").body)
		for i, path := range []string{"/for/coders", "/for/admins"} {
			got := p.post(path, url.Values{"csrf": {token}})
			if got.code != want[i] || got.code == 200 && got.body != "done by "+name || got.code == 403 && !strings.Contains(got.body, "demarche user role "+name) {
				t.Errorf("%s at %s: %d, want %d: %s", name, path, got.code, want[i], got.body)
			}
		}
		if got := p.get("/for/admins"); got.code != want[1] {
			t.Errorf("%s reads what is for admins: %d", name, got.code)
		}
	}
	if got := stranger(t, srv).post("/for/coders", nil); got.code != http.StatusSeeOther || got.header.Get("Location") != "/signin" {
		t.Errorf("a stranger: %d", got.code)
	}
}

// own are what readers may write, too.
var own = []string{"POST /looked", "POST /signout", "POST /account"}

func TestReadersMayNotWrite(t *testing.T) {
	s, srv := guarded(t, local, nil)
	reader, admin := stranger(t, srv), stranger(t, srv)
	reader.signIn("the-reader", password, "/")
	admin.signIn("the-admin", password, "/")
	token := formToken(t, reader.get("/moves").body)
	n := 0
	for pattern := range s.routes() {
		method, path, _ := strings.Cut(pattern, " ")
		if method == http.MethodGet {
			continue
		}
		n++
		if got := admin.post(path, url.Values{"keep": {"1"}}); got.code != http.StatusForbidden {
			t.Errorf("%s without a form's token: %d", pattern, got.code)
		}
		if slices.Contains(own, pattern) {
			continue
		}
		if got := reader.post(path, url.Values{"csrf": {token}}); got.code != http.StatusForbidden || !strings.Contains(got.body, "this needs the role") {
			t.Errorf("%s by a reader: %d", pattern, got.code)
		}
	}
	if n < 8 {
		t.Errorf("only %d routes that write", n)
	}
	coder := stranger(t, srv)
	coder.signIn("the-coder", password, "/")
	if got := coder.post("/talks", url.Values{"csrf": {formToken(t, coder.get("/moves").body)}}); got.code != http.StatusForbidden {
		t.Errorf("a coder changes the talks: %d", got.code)
	}
}

// A role that is taken away is gone at once, and so is an account.
func TestRolesChangeAtOnce(t *testing.T) {
	s, srv := guarded(t, local, nil)
	p := stranger(t, srv)
	p.signIn("the-admin", password, "/")
	must(t, s.db.SetRole(t.Context(), "the-admin", store.Reader))
	if got := p.get("/for/admins"); got.code != http.StatusForbidden {
		t.Errorf("still an admin: %d", got.code)
	}
	must(t, s.db.RemoveAccount(t.Context(), "the-admin"))
	if got := p.get("/moves"); got.code != http.StatusSeeOther {
		t.Errorf("still there: %d", got.code)
	}
}

func TestFormsNeedTheirToken(t *testing.T) {
	_, srv := guarded(t, local, nil)
	p, other := stranger(t, srv), stranger(t, srv)
	p.signIn("the-admin", password, "/")
	other.signIn("the-reader", password, "/")
	own, foreign := formToken(t, p.get("/moves").body), formToken(t, other.get("/moves").body)
	for token, want := range map[string]int{own: 200, "": 403, foreign: 403, own + "x": 403, own[1:]: 403, p.cookies["session"]: 403} {
		if got := p.post("/for/admins", url.Values{"csrf": {token}}); got.code != want {
			t.Errorf("token %q: %d, want %d", token, got.code, want)
		}
	}
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodPatch} {
		r, err := http.NewRequest(method, srv.URL+"/for/admins?csrf="+own, nil)
		must(t, err)
		if got := p.send(r); got.code != http.StatusForbidden {
			t.Errorf("%s with the token in the address: %d", method, got.code)
		}
	}
	r, err := http.NewRequest(http.MethodPost, srv.URL+"/for/admins", strings.NewReader(`{}`))
	must(t, err)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-CSRF-Token", own)
	if got := p.send(r); got.code != http.StatusOK {
		t.Errorf("the token in the header: %d", got.code)
	}
	bare := stranger(t, srv)
	if got := bare.post("/signin", url.Values{"name": {"the-admin"}, "password": {password}}); got.code != http.StatusForbidden || bare.cookies["session"] != "" {
		t.Errorf("signed in from a foreign form: %d", got.code)
	}
	open := serve(t, sampled(t, local))
	for _, token := range []string{"", "x", foreign} {
		if got := stranger(t, open).post("/looked", url.Values{"csrf": {token}}); got.code != http.StatusForbidden {
			t.Errorf("at this machine, token %q: %d", token, got.code)
		}
	}
}

func TestGuessingIsLimited(t *testing.T) {
	var mu sync.Mutex
	now := time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC)
	_, srv := guarded(t, local, func(o *Options) {
		o.Now = func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	})
	p := stranger(t, srv)
	for i := range 5 {
		if got := p.signIn("the-reader", "wrong", "/"); got.code != http.StatusUnauthorized {
			t.Fatalf("try %d: %d", i, got.code)
		}
	}
	for _, name := range []string{"the-reader", "THE-READER"} {
		got := p.signIn(name, password, "/")
		if got.code != http.StatusTooManyRequests || got.header.Get("Retry-After") != "15" || p.cookies["session"] != "" {
			t.Errorf("%s once more: %d, to wait %q", name, got.code, got.header.Get("Retry-After"))
		}
	}
	if got := p.signIn("the-coder", password, "/"); got.code != http.StatusSeeOther {
		t.Errorf("somebody else: %d", got.code)
	}
	mu.Lock()
	now = now.Add(15 * time.Second)
	mu.Unlock()
	if got := stranger(t, srv).signIn("the-reader", password, "/"); got.code != http.StatusSeeOther {
		t.Errorf("later: %d", got.code)
	}
	last := 0
	for i := range 60 { // many names from one place
		q := stranger(t, srv)
		last = q.signIn("guess"+string(rune('a'+i%26))+string(rune('a'+i/26)), "wrong", "/").code
		if last == http.StatusTooManyRequests {
			break
		}
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("sixty names: %d", last)
	}
}

func TestNeighbourhoods(t *testing.T) {
	for remote, want := range map[string]string{"192.0.2.7:5000": "192.0.2.7/32", "[::ffff:192.0.2.7]:5000": "192.0.2.7/32", "[2001:db8:1:2:3:4:5:6]:80": "2001:db8:1:2::/64", "@": ""} {
		if got := neighbourhood(new(Server).from(&http.Request{RemoteAddr: remote})); got != want {
			t.Errorf("%s: %s, want %s", remote, got, want)
		}
	}
}

func TestLimitsForgetWhoHasWaited(t *testing.T) {
	now := time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC)
	l := newLimits(func() time.Time { return now }, time.Second, 2)
	for i := range most {
		l.allow(time.Duration(i).String())
	}
	now = now.Add(time.Second)
	if _, ok := l.allow("one more"); !ok || len(l.keys) != 1 {
		t.Errorf("%d keys are kept", len(l.keys))
	}
}

func TestProgramsBringTheirToken(t *testing.T) {
	s, srv := guarded(t, local, nil)
	token, err := s.db.Token(t.Context(), "the-coder", time.Hour)
	must(t, err)
	send := func(method, path, token string) answer {
		r, err := http.NewRequest(method, srv.URL+path, nil)
		must(t, err)
		r.Header.Set("Authorization", "Bearer "+token)
		return ask(t, r)
	}
	for path, want := range map[string]int{"GET /api/v1/counts": 200, "GET /export/csv": 200, "GET /metrics": 200, "GET /": 200, "POST /for/coders": 200, "POST /for/admins": 403, "GET /for/admins": 403} {
		method, path, _ := strings.Cut(path, " ")
		if got := send(method, path, token); got.code != want {
			t.Errorf("%s %s: %d, want %d", method, path, got.code, want)
		}
		if got := send(method, path, token+"x"); got.code != http.StatusUnauthorized || got.header.Get("WWW-Authenticate") == "" || got.header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %s with a wrong token: %d %s", method, path, got.code, got.header.Get("Content-Type"))
		}
	}
	p := stranger(t, srv) // neither is good for the other
	p.cookies["session"] = token
	if got := p.get("/moves"); got.code != http.StatusSeeOther {
		t.Errorf("a program's token as a cookie: %d", got.code)
	}
	p = stranger(t, srv)
	p.signIn("the-coder", password, "/")
	if got := send(http.MethodGet, "/api/v1/counts", p.cookies["session"]); got.code != http.StatusUnauthorized {
		t.Errorf("a browser's token from a program: %d", got.code)
	}
	if got := p.get("/api/v1/counts"); got.code != http.StatusOK {
		t.Errorf("the API with a session: %d", got.code)
	}
}

// Without accounts, who sits at this machine may do everything; nobody else.
func TestWithoutAccounts(t *testing.T) {
	db := sampled(t, local)
	for local, want := range map[bool]int{true: http.StatusOK, false: http.StatusSeeOther} {
		s, err := New(db, Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: db.Now, Local: local})
		must(t, err)
		srv := httptest.NewServer(s.Handler())
		defer srv.Close()
		if got := fetch(t, srv.URL+"/moves"); got.code != want {
			t.Errorf("local %v: %d, want %d", local, got.code, want)
		}
	}
	s, err := New(db, Options{Now: db.Now, Local: true})
	must(t, err)
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	v, err := s.visitor(r)
	if must(t, err); v.Name != "local" || !v.May("admin") || !v.Local() {
		t.Errorf("%+v", v)
	}
	must(t, db.AddAccount(context.Background(), "ada", store.Reader, password))
	if v, err = s.visitor(r); err != nil || v.Name != "" {
		t.Errorf("with an account: %+v %v", v, err)
	}
}

func TestCookiesByHTTPS(t *testing.T) {
	u, err := url.Parse("https://sarn.example")
	must(t, err)
	_, srv := guarded(t, local, func(o *Options) { o.URL = u })
	p := stranger(t, srv)
	got := p.signIn("the-coder", password, "/")
	if p.cookies["__Host-session"] == "" || !strings.Contains(strings.Join(got.header["Set-Cookie"], "\n"), "Secure") {
		t.Errorf("%v", got.header["Set-Cookie"])
	}
	r, err := http.NewRequest(http.MethodGet, srv.URL+"/moves", nil)
	must(t, err)
	r.Host = "sarn.example"
	if got := p.send(r); got.code != http.StatusOK || got.header.Get("Strict-Transport-Security") == "" {
		t.Errorf("by its name: %d %v", got.code, got.header)
	}
}

// Only a server that stands before, on this machine or network, says where a
// request comes from, and only by what it has seen itself.
func TestFrom(t *testing.T) {
	u, err := url.Parse("https://sarn.example")
	must(t, err)
	for _, c := range []struct {
		before           *url.URL
		peer, seen, want string
	}{
		{u, "127.0.0.1:9", "1.2.3.4, 203.0.113.7", "203.0.113.7"},
		{u, "10.0.0.2:9", "2001:db8::1", "2001:db8::1"},
		{u, "127.0.0.1:9", "", "127.0.0.1"},
		{u, "127.0.0.1:9", "unknown", "127.0.0.1"},
		{u, "198.51.100.1:9", "203.0.113.7", "198.51.100.1"},
		{nil, "127.0.0.1:9", "203.0.113.7", "127.0.0.1"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		if r.RemoteAddr = c.peer; c.seen != "" {
			r.Header.Set("X-Forwarded-For", c.seen)
		}
		if got := (&Server{opt: Options{URL: c.before}}).from(r).String(); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}
