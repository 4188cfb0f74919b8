package web

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"demarche"
)

// OpenID is who vouches for people, by OpenID Connect.
type OpenID struct {
	Issuer, Client, Secret string
	Rules                  []Rule
	HTTP                   *http.Client // to ask the issuer with

	mu       sync.Mutex
	provider *oidc.Provider // nil until the issuer has answered
}

// flightLife is how long somebody may take at the issuer's.
const flightLife = 10 * time.Minute

// name is what people call the issuer.
func (o *OpenID) name() string {
	u, err := url.Parse(o.Issuer)
	if err != nil || u.Host == "" {
		return o.Issuer
	}
	return u.Host
}

// config asks the issuer, once, where it is to be asked. The context of a
// request would end before its keys are renewed.
func (o *OpenID) config(back string) (*oauth2.Config, *oidc.Provider, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.provider == nil {
		p, err := oidc.NewProvider(oidc.ClientContext(context.Background(), o.HTTP), o.Issuer)
		if err != nil {
			return nil, nil, &demarche.Error{Kind: demarche.Unavailable, Op: "ask " + o.name(), Cause: errors.New("it does not answer as an issuer of OpenID Connect"), Hint: "try again; an administrator sees why in the log"}
		}
		o.provider = p
	}
	return &oauth2.Config{ClientID: o.Client, ClientSecret: o.Secret, RedirectURL: back, Endpoint: o.provider.Endpoint(), Scopes: []string{oidc.ScopeOpenID, "profile", "email"}}, o.provider, nil
}

// address is the address of a path of this server, as browsers have it.
func (s *Server) address(r *http.Request, path string) string {
	if s.opt.URL != nil {
		return s.opt.URL.Scheme + "://" + s.opt.URL.Host + path
	}
	if s.secure(r) {
		return "https://" + r.Host + path
	}
	return "http://" + r.Host + path
}

const returning = "/signin/openid/end"

// openIDLeave sends a visitor to the issuer. Of what comes back, state, nonce
// and the verifier of PKCE are made from one secret that stays in the
// visitor's browser, with the place to go back to.
func (s *Server) openIDLeave(w http.ResponseWriter, r *http.Request) {
	config, _, err := s.vouching(r)
	if err != nil {
		s.render(w, r, s.failed(r, err))
		return
	}
	secret := rand.Text()
	back := base64.RawURLEncoding.EncodeToString([]byte(inside(r.URL.Query().Get("back"))))
	s.setCookie(w, r, flightCookie, secret+"."+back, flightLife)
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, config.AuthCodeURL(derived(secret, "state"), oidc.Nonce(derived(secret, "nonce")), oauth2.S256ChallengeOption(derived(secret, "verifier"))), http.StatusSeeOther)
}

// vouching is how to ask the issuer; without one there is no such page.
func (s *Server) vouching(r *http.Request) (*oauth2.Config, *oidc.Provider, error) {
	if s.opt.OpenID == nil {
		return nil, nil, missing("page")
	}
	return s.opt.OpenID.config(s.address(r, returning))
}

// openIDReturn takes a visitor back from the issuer.
func (s *Server) openIDReturn(w http.ResponseWriter, r *http.Request) {
	config, provider, err := s.vouching(r)
	if err != nil {
		s.render(w, r, s.failed(r, err))
		return
	}
	secret, back, _ := strings.Cut(s.cookie(r, flightCookie), ".")
	s.setCookie(w, r, flightCookie, "", 0)
	q := r.URL.Query()
	if secret == "" || q.Get("state") != derived(secret, "state") {
		s.turned(w, r, "this is not the way that you left, or it took too long", nil)
		return
	}
	if q.Get("error") != "" {
		s.turned(w, r, "it says: "+strip(q.Get("error")+" "+q.Get("error_description")), nil)
		return
	}
	claims, subject, err := s.opt.OpenID.claims(r.Context(), config, provider, q.Get("code"), secret)
	if err != nil {
		s.turned(w, r, "what it sent is not what it should be", err)
		return
	}
	name, role := claims.name(), granted(s.opt.OpenID.Rules, claims)
	if name == "" || role == "" {
		s.turned(w, r, "it vouches for "+strip(name)+", who may not use this server", nil)
		return
	}
	a, err := s.db.Vouched(r.Context(), s.opt.OpenID.Issuer, subject, name, role)
	if err != nil {
		s.render(w, r, s.failed(r, err))
		return
	}
	there, _ := base64.RawURLEncoding.DecodeString(back)
	s.admit(w, r, a, vouchedLife, inside(string(there)))
}

// turned tells somebody that they do not come in this way, and the log why.
func (s *Server) turned(w http.ResponseWriter, r *http.Request, why string, cause error) {
	s.tried(r, "refused", why)
	if cause != nil {
		s.opt.Log.Error("openid", "cause", cause)
	}
	s.showDoor(w, r, http.StatusForbidden, door{Back: "/", Wrong: "Not signed in with " + s.opt.OpenID.name() + ": " + why + "."})
}

// claims gets and checks what the issuer says of somebody: the signature, the
// issuer, the audience and the time of the token, and that it answers this
// very question.
func (o *OpenID) claims(ctx context.Context, config *oauth2.Config, provider *oidc.Provider, code, secret string) (claims, string, error) {
	ctx, cancel := context.WithTimeout(oidc.ClientContext(ctx, o.HTTP), 15*time.Second)
	defer cancel()
	token, err := config.Exchange(ctx, code, oauth2.VerifierOption(derived(secret, "verifier")))
	if err != nil {
		return nil, "", err
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := provider.VerifierContext(oidc.ClientContext(context.WithoutCancel(ctx), o.HTTP), &oidc.Config{ClientID: o.Client}).Verify(ctx, raw)
	if err != nil {
		return nil, "", err
	}
	if id.Nonce != derived(secret, "nonce") {
		return nil, "", fmt.Errorf("the nonce is another one's")
	}
	c := claims{}
	if err := id.Claims(&c); err != nil {
		return nil, "", err
	}
	return c, id.Subject, nil
}
