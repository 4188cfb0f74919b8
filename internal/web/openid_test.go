package web

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"demarche/internal/store"
)

// issuer vouches for whom the test wants it to, as OpenID Connect has it. It
// holds the client to PKCE, to its secret and to the address to return to.
type issuer struct {
	*httptest.Server
	t         *testing.T
	key       *ecdsa.PrivateKey
	says      map[string]any // the claims; those of the protocol are put in where they are missing
	sign      *ecdsa.PrivateKey
	nonce     string
	challenge string
	back      string
}

func newIssuer(t *testing.T) *issuer {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	i := &issuer{t: t, key: key, sign: key}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, r *http.Request) {
		_ = json.NewEncoder(w).Encode(map[string]any{"issuer": i.URL, "authorization_endpoint": i.URL + "/authorize", "token_endpoint": i.URL + "/token", "jwks_uri": i.URL + "/keys", "id_token_signing_alg_values_supported": []string{"ES256"}})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, r *http.Request) {
		_ = json.NewEncoder(w).Encode(jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: &key.PublicKey, KeyID: "k", Algorithm: "ES256", Use: "sig"}}})
	})
	mux.HandleFunc("GET /authorize", func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		if q.Get("response_type") != "code" || q.Get("client_id") != "demarche" || q.Get("code_challenge_method") != "S256" || !strings.Contains(q.Get("scope"), "openid") {
			t.Errorf("asked for %v", q)
		}
		i.nonce, i.challenge, i.back = q.Get("nonce"), q.Get("code_challenge"), q.Get("redirect_uri")
		http.Redirect(w, r, i.back+"?"+url.Values{"code": {"the-code"}, "state": {q.Get("state")}}.Encode(), http.StatusSeeOther)
	})
	mux.HandleFunc("POST /token", i.token)
	i.Server = httptest.NewServer(mux)
	t.Cleanup(i.Close)
	return i
}

func (i *issuer) token(w http.ResponseWriter, r *http.Request) {
	sum := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	name, secret, _ := r.BasicAuth() // each of them encoded (RFC 6749, 2.3.1)
	secret, _ = url.QueryUnescape(secret)
	if r.PostFormValue("code") != "the-code" || base64.RawURLEncoding.EncodeToString(sum[:]) != i.challenge || r.PostFormValue("redirect_uri") != i.back || name != "demarche" || secret != "between us" {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"error":"invalid_grant"}`))
		return
	}
	claims := map[string]any{"iss": i.URL, "aud": "demarche", "sub": "17", "nonce": i.nonce, "iat": time.Now().Unix(), "exp": time.Now().Add(time.Minute).Unix()}
	maps.Copy(claims, i.says)
	body, _ := json.Marshal(claims)
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: jose.JSONWebKey{Key: i.sign, KeyID: "k"}}, nil)
	must(i.t, err)
	signed, err := signer.Sign(body)
	must(i.t, err)
	text, err := signed.CompactSerialize()
	must(i.t, err)
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"access_token": "x", "token_type": "Bearer", "id_token": text})
}

// vouched is a server whose people an issuer vouches for.
func vouched(t *testing.T, rules ...string) (*issuer, *Server, *httptest.Server) {
	t.Helper()
	i := newIssuer(t)
	o := &OpenID{Issuer: i.URL, Client: "demarche", Secret: "between us", HTTP: i.Client()}
	for _, text := range rules {
		r, err := ParseRule(text)
		must(t, err)
		o.Rules = append(o.Rules, r)
	}
	s, srv := guarded(t, local, func(opt *Options) { opt.OpenID = o })
	return i, s, srv
}

// through goes to the issuer and comes back; change may spoil the way back.
func (p *person) through(back string, change func(url.Values)) answer {
	p.t.Helper()
	left := p.get("/signin/openid?back=" + url.QueryEscape(back))
	if left.code != http.StatusSeeOther {
		return left
	}
	r, err := http.NewRequest(http.MethodGet, left.header.Get("Location"), nil)
	must(p.t, err)
	u, err := url.Parse(ask(p.t, r).header.Get("Location"))
	must(p.t, err)
	q := u.Query()
	if change != nil {
		change(q)
	}
	return p.get(u.Path + "?" + q.Encode())
}

func TestOpenID(t *testing.T) {
	i, s, srv := vouched(t, "reader=*@desk.example", "coder=groups:editors", "admin=ada@desk.example")
	p := stranger(t, srv)
	if got := p.get("/signin?back=/moves"); !strings.Contains(got.body, "Sign in with 127.0.0.1") {
		t.Error("the page does not offer it")
	}
	for _, c := range []struct {
		says map[string]any
		name string
		role store.AccountRole
	}{
		{map[string]any{"email": "Ben@desk.example", "email_verified": true}, "ben@desk.example", store.Reader},
		{map[string]any{"email": "ben@desk.example", "email_verified": true, "groups": []string{"staff", "editors"}}, "ben@desk.example", store.Coder},
		{map[string]any{"sub": "18", "email": "ada@desk.example", "email_verified": true}, "ada@desk.example", store.Admin},
		{map[string]any{"sub": "19", "preferred_username": "cleo", "groups": "editors"}, "cleo", store.Coder},
	} {
		i.says = c.says
		p := stranger(t, srv)
		got := p.through("/moves?party=OST", nil)
		if got.code != http.StatusSeeOther || got.header.Get("Location") != "/moves?party=OST" || p.cookies["openid"] != "" {
			t.Fatalf("%v: %d to %s: %s", c.says, got.code, got.header.Get("Location"), got.body)
		}
		a, ok, err := s.db.Session(t.Context(), p.cookies["session"], store.Browser)
		if must(t, err); !ok || a.Name != c.name || a.Role != c.role {
			t.Errorf("%v: %+v", c.says, a)
		}
		if got := p.get("/moves"); got.code != http.StatusOK || !strings.Contains(got.body, c.name) {
			t.Errorf("%v: %d", c.says, got.code)
		}
	}
}

func TestOpenIDRefuses(t *testing.T) {
	other, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	i, _, srv := vouched(t, "reader=*@desk.example", "coder=groups:editors")
	good := map[string]any{"email": "ben@desk.example", "email_verified": true}
	for name, c := range map[string]struct {
		says   map[string]any
		sign   *ecdsa.PrivateKey
		change func(url.Values)
		want   string
	}{
		"somebody of elsewhere":    {says: map[string]any{"email": "ben@other.example", "email_verified": true}, want: "may not use this server"},
		"a host that only ends so": {says: map[string]any{"email": "ben@evil-desk.example", "email_verified": true}, want: "may not use this server"},
		"an address inside one":    {says: map[string]any{"email": "x@evil.example@desk.example", "email_verified": true}, want: "may not use this server"},
		"an address nobody tested": {says: map[string]any{"email": "ben@desk.example"}, want: "may not use this server"},
		"another group":            {says: map[string]any{"groups": []string{"editors-of-old"}}, want: "may not use this server"},
		"another key":              {sign: other, want: "not what it should be"},
		"another audience":         {says: map[string]any{"aud": "somebody else"}, want: "not what it should be"},
		"another issuer":           {says: map[string]any{"iss": "https://evil.example"}, want: "not what it should be"},
		"an old token":             {says: map[string]any{"exp": time.Now().Add(-time.Hour).Unix()}, want: "not what it should be"},
		"another question's token": {says: map[string]any{"nonce": "another"}, want: "not what it should be"},
		"another state":            {change: func(q url.Values) { q.Set("state", "another") }, want: "not the way that you left"},
		"no state":                 {change: func(q url.Values) { q.Del("state") }, want: "not the way that you left"},
		"another code":             {change: func(q url.Values) { q.Set("code", "another") }, want: "not what it should be"},
		"the issuer says no":       {change: func(q url.Values) { q.Set("error", "access_denied<script>") }, want: "access_denied&lt;script&gt;"},
	} {
		i.says, i.sign = maps.Clone(good), i.key
		if c.says != nil && c.says["email"] == nil && c.says["groups"] == nil {
			maps.Copy(i.says, c.says)
		} else if c.says != nil {
			i.says = c.says
		}
		if c.sign != nil {
			i.sign = c.sign
		}
		p := stranger(t, srv)
		if got := p.through("/", c.change); got.code != http.StatusForbidden || p.cookies["session"] != "" || !strings.Contains(got.body, c.want) {
			t.Errorf("%s: %d, want %q in %s", name, got.code, c.want, alert(got.body))
		}
	}
	// Coming back where another one left: the browser has no secret of its own.
	i.says, i.sign = good, i.key
	p, q := stranger(t, srv), stranger(t, srv)
	left := p.get("/signin/openid")
	u, err := url.Parse(left.header.Get("Location"))
	must(t, err)
	if got := q.get("/signin/openid/end?code=the-code&state=" + u.Query().Get("state")); got.code != http.StatusForbidden {
		t.Errorf("another one's way: %d", got.code)
	}
	if got := stranger(t, srv).through("//evil.example/", nil); got.header.Get("Location") != "/" {
		t.Errorf("goes on to %q", got.header.Get("Location"))
	}
}

func TestOpenIDNamesOfOthers(t *testing.T) {
	i, s, srv := vouched(t, "admin=*")
	must(t, s.db.AddAccount(t.Context(), "ada@desk.example", store.Reader, password))
	i.says = map[string]any{"email": "ada@desk.example", "email_verified": true}
	p := stranger(t, srv)
	if got := p.through("/", nil); got.code != http.StatusConflict || p.cookies["session"] != "" || !strings.Contains(got.body, "another account has this name") {
		t.Errorf("%d %s", got.code, got.body)
	}
	i.Close()
	s.opt.OpenID.provider = nil
	if got := stranger(t, srv).get("/signin/openid"); got.code != http.StatusServiceUnavailable {
		t.Errorf("an issuer that is away: %d", got.code)
	}
	_, plain := guarded(t, local, nil)
	if got := stranger(t, plain).get("/signin/openid"); got.code != http.StatusNotFound {
		t.Errorf("without an issuer: %d", got.code)
	}
}

// alert is what a page warns of.
func alert(page string) string {
	_, rest, _ := strings.Cut(page, `role="alert">`)
	text, _, _ := strings.Cut(rest, "<")
	return text
}
