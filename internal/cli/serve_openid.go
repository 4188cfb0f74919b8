package cli

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"demarche/internal/web"
)

// openIDFlags name who else vouches for people.
type openIDFlags struct {
	issuer, client, secret string
	roles                  []string
}

func (f *openIDFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.issuer, "oidc-issuer", "", "who vouches for people by OpenID Connect: https://id.desk.example")
	flags.StringVar(&f.client, "oidc-client", "", "what the issuer knows this server as; it has to send people back to URL/signin/openid/end")
	flags.StringVar(&f.secret, "oidc-secret-file", "", "file with the secret for the issuer (default what DEMARCHE_OIDC_SECRET holds)")
	flags.StringArrayVar(&f.roles, "oidc-role", nil, "who is reader, coder or admin, repeatable: ROLE=NAME@HOST, ROLE=*@HOST, ROLE=CLAIM:VALUE or ROLE=*")
}

// openID is the issuer that the flags name; there may be none.
func (e *env) openID(f openIDFlags) (*web.OpenID, error) {
	if f.issuer == "" {
		if f.client != "" || f.secret != "" || len(f.roles) > 0 {
			return nil, usage(fmt.Errorf("there is no --oidc-issuer"), "name it, or leave out the other flags of OpenID Connect")
		}
		return nil, nil
	}
	u, err := url.Parse(f.issuer)
	if err != nil || u.Host == "" || u.Scheme != "https" && !(u.Scheme == "http" && (u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1")) {
		return nil, usage(fmt.Errorf("--oidc-issuer %q is no https address", f.issuer), "write it as https://id.desk.example, as the issuer itself does")
	}
	if f.client == "" || len(f.roles) == 0 {
		return nil, usage(fmt.Errorf("--oidc-issuer needs --oidc-client and --oidc-role"), "such as --oidc-client demarche --oidc-role 'reader=*@desk.example'")
	}
	o := &web.OpenID{Issuer: f.issuer, Client: f.client, HTTP: &http.Client{Timeout: 10 * time.Second}}
	for _, text := range f.roles {
		rule, err := web.ParseRule(text)
		if err != nil {
			return nil, usage(fmt.Errorf("--oidc-role %w", err), "write it as reader=*@desk.example, coder=ada@desk.example or admin=groups:desk-leads")
		}
		o.Rules = append(o.Rules, rule)
	}
	o.Secret = e.getenv("DEMARCHE_OIDC_SECRET")
	if f.secret != "" {
		text, err := os.ReadFile(f.secret)
		if err != nil {
			return nil, invalid("read the secret for the issuer", err, "--oidc-secret-file names a file that holds it and nothing else")
		}
		o.Secret = strings.TrimSpace(string(text))
	}
	return o, nil
}
