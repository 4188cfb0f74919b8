package web

import (
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"demarche/internal/store"
)

// How long a session of a browser lasts: with a password, and with an issuer
// who may have changed its mind since.
const (
	ownLife     = 7 * 24 * time.Hour
	vouchedLife = 12 * time.Hour
)

// door is what the page to sign in shows.
type door struct {
	Name, Back, Wrong string
	OpenID            string // who else vouches for people; empty without one
}

// doors are the addresses that need no sign-in.
func (s *Server) doors() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"GET /signin":            s.signInPage,
		"POST /signin":           s.signIn,
		"GET /signin/openid":     s.openIDLeave,
		"GET /signin/openid/end": s.openIDReturn,
		"GET /static/{name}":     s.static,
		"GET /healthz":           s.health,
	}
}

func (s *Server) signInPage(w http.ResponseWriter, r *http.Request) {
	back := inside(r.URL.Query().Get("back"))
	if who(r).Name != "" {
		http.Redirect(w, r, back, http.StatusSeeOther)
		return
	}
	s.showDoor(w, r, http.StatusOK, door{Back: back})
}

func (s *Server) showDoor(w http.ResponseWriter, r *http.Request, code int, d door) {
	if s.opt.OpenID != nil {
		d.OpenID = s.opt.OpenID.name()
	}
	s.render(w, s.guest(w, r), view{Page: "signin", Title: "Sign in", Code: code, Body: d})
}

// signIn takes a name and a password. Guessing is bounded by name and address,
// and hashing by what the machine can do at once.
func (s *Server) signIn(w http.ResponseWriter, r *http.Request) {
	d := door{Name: r.PostFormValue("name"), Back: inside(r.PostFormValue("back"))}
	if wait, ok := s.mayTry(d.Name, neighbourhood(s.from(r))); !ok {
		seconds := int(math.Ceil(wait.Seconds()))
		w.Header().Set("Retry-After", fmt.Sprint(seconds))
		d.Wrong = "Too many tries. Wait " + plural(seconds, "second", "seconds") + " and try again."
		s.tried(r, "limited", d.Name)
		s.showDoor(w, r, http.StatusTooManyRequests, d)
		return
	}
	a, ok, err := s.check(r, d.Name, r.PostFormValue("password"))
	switch {
	case err != nil:
		s.render(w, r, s.failed(r, err))
	case !ok:
		s.tried(r, "wrong", d.Name)
		d.Wrong = "There is no such name with this password."
		s.showDoor(w, r, http.StatusUnauthorized, d)
	default:
		s.admit(w, r, a, ownLife, d.Back)
	}
}

// mayTry counts a try against the address, and against the name from there.
func (s *Server) mayTry(name, address string) (time.Duration, bool) {
	if wait, ok := s.byAddress.allow(address); !ok {
		return wait, false
	}
	return s.byName.allow(strings.ToLower(name) + "\x00" + address)
}

// from is the address that a request comes from. Where another server stands
// before this one (Options.URL) on this machine or network, it is the last that
// that server has seen; what stands before in X-Forwarded-For, anybody can write.
func (s *Server) from(r *http.Request) netip.Addr {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	ip := at.Addr().Unmap()
	if s.opt.URL == nil || !ip.IsLoopback() && !ip.IsPrivate() {
		return ip
	}
	seen := r.Header.Values("X-Forwarded-For")
	if len(seen) == 0 {
		return ip
	}
	all := strings.Split(seen[len(seen)-1], ",")
	if before, err := netip.ParseAddr(strings.TrimSpace(all[len(all)-1])); err == nil {
		return before.Unmap()
	}
	return ip
}

// neighbourhood is where a request is from: the address, or of IPv6 the part
// that a network gives to one subscriber; empty where there is no address.
func neighbourhood(ip netip.Addr) string {
	if !ip.IsValid() {
		return ""
	}
	bits := 32
	if ip.Is6() {
		bits = 64
	}
	p, _ := ip.Prefix(bits)
	return p.String()
}

func (s *Server) check(r *http.Request, name, password string) (store.Account, bool, error) {
	select {
	case s.hashing <- struct{}{}:
		defer func() { <-s.hashing }()
	case <-r.Context().Done():
		return store.Account{}, false, r.Context().Err()
	}
	return s.db.Known(r.Context(), name, password)
}

// admit begins a session and goes to where the visitor wanted to be.
func (s *Server) admit(w http.ResponseWriter, r *http.Request, a store.Account, life time.Duration, back string) {
	token, err := s.db.Begin(r.Context(), a.ID, store.Browser, life)
	if err != nil {
		s.render(w, r, s.failed(r, err))
		return
	}
	s.tried(r, "in", a.Name)
	s.setCookie(w, r, sessionCookie, token, life)
	s.setCookie(w, r, guestCookie, "", 0)
	http.Redirect(w, r, back, http.StatusSeeOther)
}

func (s *Server) signOut(w http.ResponseWriter, r *http.Request) {
	v := who(r)
	if err := s.db.End(r.Context(), v.token); err != nil {
		s.render(w, r, s.failed(r, err))
		return
	}
	s.tried(r, "out", v.Name)
	s.setCookie(w, r, sessionCookie, "", 0)
	w.Header().Set("Clear-Site-Data", `"cache"`) // the way back in the browser shows nothing
	http.Redirect(w, r, "/signin", http.StatusSeeOther)
}

// tried logs and counts a try to sign in, as a warning where it failed.
func (s *Server) tried(r *http.Request, result, name string) {
	s.metrics.signIns.WithLabelValues(result).Inc()
	level := slog.LevelWarn
	if result == "in" || result == "out" {
		level = slog.LevelInfo
	}
	s.opt.Log.LogAttrs(r.Context(), level, "sign in", slog.String("result", result), slog.String("name", strip(name)), slog.String("address", s.from(r).String()))
}
