package web

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"time"
)

// Names of cookies.
const (
	sessionCookie = "session"
	guestCookie   = "guest"  // of somebody who is about to sign in
	flightCookie  = "openid" // of somebody who is at the issuer's
)

// form is the token that every form that writes has to bring (the template
// part "csrf", or the header X-CSRF-Token): another page cannot know it.
func (v visitor) form() string {
	if v.secret == "" {
		return ""
	}
	return derived(v.secret, "form")
}

// wrote reports whether a request brings the visitor's token.
func (v visitor) wrote(r *http.Request) bool {
	got := r.Header.Get("X-CSRF-Token")
	if got == "" {
		got = r.PostFormValue("csrf")
	}
	return v.secret != "" && hmac.Equal([]byte(got), []byte(v.form()))
}

// derived makes a token for one purpose from a secret.
func derived(secret, purpose string) string {
	h := hmac.New(sha256.New, []byte(secret))
	h.Write([]byte(purpose))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}

// secure reports whether browsers come by https, to this server itself or to
// one before it.
func (s *Server) secure(r *http.Request) bool {
	return r.TLS != nil || s.opt.URL != nil && s.opt.URL.Scheme == "https"
}

// cookieName binds a cookie to this very host where browsers can do so.
func (s *Server) cookieName(r *http.Request, name string) string {
	if s.secure(r) {
		return "__Host-" + name
	}
	return name
}

func (s *Server) cookie(r *http.Request, name string) string {
	c, err := r.Cookie(s.cookieName(r, name))
	if err != nil {
		return ""
	}
	return c.Value
}

// setCookie keeps a value in the browser, out of reach of scripts and of
// foreign forms; an empty one is forgotten.
func (s *Server) setCookie(w http.ResponseWriter, r *http.Request, name, value string, life time.Duration) {
	c := &http.Cookie{Name: s.cookieName(r, name), Value: value, Path: "/", HttpOnly: true, Secure: s.secure(r), SameSite: http.SameSiteLaxMode, MaxAge: int(life.Seconds())}
	if value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

// guest gives somebody unknown a secret of their own, for the form to sign in.
func (s *Server) guest(w http.ResponseWriter, r *http.Request) *http.Request {
	v := who(r)
	if v.secret == "" {
		v.secret = rand.Text()
		s.setCookie(w, r, guestCookie, v.secret, time.Hour)
	}
	return by(r, v)
}
