package cli

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const secret = "slate heron ferry noon"

// Accounts on both databases, and what is refused.
func TestUser(t *testing.T) { both(t, testUser) }

func testUser(t *testing.T, made place) {
	db, _ := ledger(t, made)
	for _, c := range []struct {
		stdin, args string
		status      int
		want        string
	}{
		{"", "list --format text", 0, "nobody has an account"},
		{secret + "\n", "add Ada --role admin", 0, ""},
		{secret + "\r\nanother line", "add ben", 0, ""},
		{secret, "add ada", 1, "there is one of this name"},
		{"short", "add cleo", 1, "too short"},
		{"", "add cleo", 1, "too short"},
		{secret, "add cleo --role king", 1, "reader, coder or admin"},
		{secret, "add <b>", 1, "no name for a user"},
		{"", "list --format text", 0, "ada  admin  not signed in yet"},
		{"", "role ben coder", 0, ""},
		{"", "role ben king", 1, "reader, coder or admin"},
		{"", "role nobody coder", 1, "there is none of this name"},
		{"", "list --format csv", 0, "2,ben,coder"},
		{secret + "s", "password ben", 0, ""},
		{"", "token ben --days 0", 2, "--days 0"},
		{"", "token nobody", 1, "there is none of this name"},
		{"", "token ben --revoke", 0, ""},
		{"", "remove ben", 0, ""},
		{"", "remove ben", 1, "there is none of this name"},
		{"", "list --format json", 0, `"name":"ada","role":"admin"`},
	} {
		got := runWith(t, context.Background(), c.stdin, append([]string{"user"}, append(strings.Fields(c.args), "--db", db)...)...)
		if got.status != c.status || !strings.Contains(got.stdout+got.stderr, c.want) || strings.Contains(got.stdout+got.stderr, secret) {
			t.Errorf("user %s: %+v", c.args, got)
		}
	}
}

// Nobody's server is open to others.
func TestServeToOthersNeedsAccounts(t *testing.T) {
	db, dir := ledger(t, local)
	none := file(t, dir, "none.pem", "no key")
	for args, want := range map[string]string{
		"--listen 0.0.0.0:0": "nobody has an account", "--listen :0": "nobody has an account", "--listen [::]:0": "nobody has an account",
		"--listen 127.0.0.1:0 --host sarn.example": "nobody has an account", "--listen 127.0.0.1:0 --url https://sarn.example": "nobody has an account",
		"--listen 127.0.0.1": "is no address", "--url ftp://sarn.example": "is no address", "--url https://sarn.example/below": "is no address",
		"--oidc-client x": "there is no --oidc-issuer", "--oidc-issuer http://id.example": "is no https address", "--oidc-issuer https://id.example": "needs --oidc-client",
		"--oidc-issuer https://id.example --oidc-client x --oidc-role king=*":   "gives no role",
		"--oidc-issuer https://id.example --oidc-client x --oidc-role reader=x": "says nothing of whom",
		"--listen 127.0.0.1:0 --tls-cert " + none + " --tls-key " + none:        "read the certificate",
	} {
		got := run(t, append([]string{"serve", "--db", db}, strings.Fields(args)...)...)
		if got.status == 0 || !strings.Contains(got.stderr, want) || strings.Count(got.stderr, "\n") != 1 {
			t.Errorf("serve %s: %+v", args, got)
		}
	}
}

// A program asks with a token, over an address that others reach.
func TestServeToOthers(t *testing.T) {
	db, _ := ledger(t, local)
	runWith(t, context.Background(), secret, "user", "add", "ada", "--db", db)
	token := strings.TrimSpace(run(t, "user", "token", "ada", "--db", db).stdout)
	base, stop := serving(t, "serve", "--db", db, "--listen", "0.0.0.0:0")
	for given, want := range map[string]int{token: http.StatusOK, "": http.StatusUnauthorized, token + "x": http.StatusUnauthorized} {
		r, err := http.NewRequest(http.MethodGet, base+"/api/v1/counts", nil)
		if err != nil {
			t.Fatal(err)
		}
		if given != "" {
			r.Header.Set("Authorization", "Bearer "+given)
		}
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("with token %q: %d, want %d", given, res.StatusCode, want)
		}
	}
	if status := stop(); status != success && status != interrupted {
		t.Errorf("ends with %d", status)
	}
}

// serving starts a server and returns its address, as it prints it, and what
// ends it.
func serving(t *testing.T, args ...string) (base string, stop func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, in := io.Pipe()
	e := &env{stdin: strings.NewReader(""), stdout: io.Discard, stderr: in, now: time.Now, getenv: os.Getenv, open: func() (reader, error) { return echo{}, nil }}
	done := make(chan int, 1)
	go func() {
		done <- e.run(ctx, args)
		in.Close()
	}()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, rest, ok := strings.Cut(lines.Text(), " at http://"); ok {
			address, _, _ := strings.Cut(rest, "/")
			go io.Copy(io.Discard, out)
			return "http://" + strings.Replace(address, "[::]", "127.0.0.1", 1), func() int { cancel(); return <-done }
		}
	}
	cancel()
	t.Fatal("it does not serve")
	return "", nil
}

// A secret for the issuer comes from a file, or from the environment.
func TestOpenIDSecret(t *testing.T) {
	path := file(t, t.TempDir(), "secret", "from the file\n")
	e := &env{getenv: func(name string) string { return map[string]string{"DEMARCHE_OIDC_SECRET": "from outside"}[name] }}
	f := openIDFlags{issuer: "https://id.example", client: "x", roles: []string{"reader=*@desk.example", "admin=groups:leads"}}
	got, err := e.openID(f)
	if err != nil || got.Secret != "from outside" || len(got.Rules) != 2 {
		t.Errorf("%+v %v", got, err)
	}
	f.secret = path
	if got, err = e.openID(f); err != nil || got.Secret != "from the file" {
		t.Errorf("%+v %v", got, err)
	}
	f.secret = filepath.Join(t.TempDir(), "none")
	if _, err = e.openID(f); err == nil {
		t.Error("there is no such file")
	}
}
