package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"demarche/internal/store"
)

// visitor is who sends a request.
type visitor struct {
	Name string // empty for somebody unknown
	Role store.AccountRole

	id      int64  // the account; 0 for who sits at this machine
	issuer  string // who vouches for them; empty with a password
	token   string // of the session
	secret  string // what tokens of forms are made from
	program bool   // no browser: nobody can make it send what it does not want
}

// Local reports whether the visitor sits at this machine and nobody has an
// account.
func (v visitor) Local() bool { return v.Name != "" && v.id == 0 }

// May reports whether the visitor may do what a role is needed for; templates
// ask it as .User.May "coder".
func (v visitor) May(role string) bool { return v.Role.May(store.AccountRole(role)) }

type visitorKey struct{}

// who is the visitor of a request; its Name goes with every change.
func who(r *http.Request) visitor { return visiting(r.Context()) }

// visiting is who, for handlers of the API, which get a context only.
func visiting(ctx context.Context) visitor {
	v, _ := ctx.Value(visitorKey{}).(visitor)
	return v
}

func by(r *http.Request, v visitor) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), visitorKey{}, v))
}

// identified finds out who sends each request, and refuses those that write
// without the token of a form of ours. What a visitor may see or do, only
// decides, at each route.
func (s *Server) identified(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := s.visitor(r)
		if err != nil {
			s.render(w, r, s.failed(r, err))
			return
		}
		r = by(r, v)
		if writes(r) && !v.program && !v.wrote(r) {
			if v.Name == "" && r.URL.Path != "/signin" { // most likely a session that is over
				s.ask(w, r)
				return
			}
			s.refuse(w, r, http.StatusForbidden, "This form cannot be taken", "It was not made for you here, or you have signed in again since", "Go back, load the page again, and try once more")
			return
		}
		if writes(r) {
			defer s.forget()
		}
		next.ServeHTTP(w, r)
	})
}

// visitor looks up the token of a request: a program's, else a browser's.
// Without accounts, who sits at this machine may do everything.
func (s *Server) visitor(r *http.Request) (visitor, error) {
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		a, ok, err := s.db.Session(r.Context(), token, store.Program)
		if !ok {
			return visitor{program: true}, err
		}
		return visitor{Name: a.Name, Role: a.Role, id: a.ID, program: true}, nil
	}
	if token := s.cookie(r, sessionCookie); token != "" {
		a, ok, err := s.db.Session(r.Context(), token, store.Browser)
		if ok || err != nil {
			return visitor{Name: a.Name, Role: a.Role, id: a.ID, issuer: a.Issuer, token: token, secret: token}, err
		}
	}
	if s.opt.Local && s.opt.OpenID == nil {
		if guarded, err := s.db.Guarded(r.Context()); err != nil || !guarded {
			return visitor{Name: "local", Role: store.Admin, secret: s.secret}, err
		}
	}
	return visitor{secret: s.cookie(r, guestCookie)}, nil
}

// only lets those through whose role is enough; others are asked to sign in,
// or told that they may not.
func (s *Server) only(role store.AccountRole, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch v := who(r); {
		case v.Role.May(role):
			next.ServeHTTP(w, r)
		case v.Name == "":
			s.ask(w, r)
		default:
			s.refuse(w, r, http.StatusForbidden, "Not allowed", v.Name+" is a "+string(v.Role)+"; this needs the role "+string(role), "An administrator can give it: demarche user role "+v.Name+" "+string(role))
		}
	})
}

// coder is for what only coders may do.
func (s *Server) coder(next http.HandlerFunc) http.HandlerFunc {
	return s.only(store.Coder, next).ServeHTTP
}

// ask sends somebody unknown to the page to sign in; a program is told so.
func (s *Server) ask(w http.ResponseWriter, r *http.Request) {
	there := "/signin"
	if !writes(r) && r.URL.Path != "/" {
		there += "?" + url.Values{"back": {r.URL.RequestURI()}}.Encode()
	}
	w.Header().Set("Cache-Control", "no-store")
	if r.Header.Get("HX-Request") != "" { // a part of a page was asked for: the whole page has to go
		w.Header().Set("HX-Redirect", there)
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	if machine(r) {
		w.Header().Set("WWW-Authenticate", `Bearer realm="demarche"`)
		s.refuse(w, r, http.StatusUnauthorized, "Sign in first", "This server answers only those it knows", "Send a token: Authorization: Bearer …; demarche user token NAME makes one")
		return
	}
	http.Redirect(w, r, there, http.StatusSeeOther)
}

// refuse says no, as a page or to a program.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, code int, title, what, hint string) {
	if machine(r) {
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(code)
		_ = huma.DefaultJSONFormat.Marshal(w, &huma.ErrorModel{Status: code, Title: title, Detail: what + ". " + hint + "."})
		return
	}
	s.render(w, r, view{Page: "error", Title: title, Code: code, Body: struct{ What, Hint string }{what, hint}})
}

func machine(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/api/v1/") || r.URL.Path == "/metrics" || r.Header.Get("Authorization") != ""
}

func writes(r *http.Request) bool {
	return r.Method != http.MethodGet && r.Method != http.MethodHead && r.Method != http.MethodOptions
}

// inside is a place of this server to go back to, whatever was asked for.
func inside(back string) string {
	if !strings.HasPrefix(back, "/") || strings.HasPrefix(back, "//") || strings.ContainsAny(back, "\\\t\n\r") {
		return "/"
	}
	return back
}
