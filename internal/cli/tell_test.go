package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	webhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"demarche/internal/tell"
)

// listening is a webhook that keeps what it is told. It refuses the first so
// many messages.
type listening struct {
	*httptest.Server
	mu     sync.Mutex
	refuse int
	status int
	ids    []string
	moves  []tell.Message
	heads  []http.Header
	bodies [][]byte
}

func newListening(t testing.TB, refuse int) *listening {
	l := &listening{refuse: refuse, status: http.StatusServiceUnavailable}
	l.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.ids = append(l.ids, r.Header.Get("webhook-id"))
		if l.refuse > 0 {
			l.refuse--
			w.WriteHeader(l.status)
			return
		}
		body, _ := io.ReadAll(r.Body)
		var m tell.Message
		if err := json.Unmarshal(body, &m); err != nil {
			t.Error(err)
		}
		l.moves, l.heads, l.bodies = append(l.moves, m), append(l.heads, r.Header.Clone()), append(l.bodies, body)
	}))
	t.Cleanup(l.Close)
	return l
}

// A webhook is told of every move once, signed, and again after it has failed.
func TestTellWebhook(t *testing.T) { both(t, testTellWebhook) }

func testTellWebhook(t *testing.T, made place) {
	db, _ := ledger(t, made)
	all, only := newListening(t, 1), newListening(t, 0)
	secret := strings.TrimSpace(run(t, "tell", "add", "webhook", all.URL, "--all", "--db", db).stdout)
	run(t, "tell", "add", "webhook", only.URL, "--all", "--party", "Varland", "--issue", "league-observers", "--db", db)
	run(t, "tell", "add", "webhook", only.URL+"/later", "--db", db) // knows already what has moved
	got := run(t, "tell", "--db", db)
	if got.status != 1 || !strings.Contains(got.stderr, "the server answers 503 (it is told later)") || !strings.Contains(got.stderr, "1 messages sent") {
		t.Fatalf("%d %s", got.status, got.stderr)
	}
	if got = run(t, "tell", "--db", db); got.status != 0 || got.stderr != "" {
		t.Errorf("at once again: %d %s", got.status, got.stderr)
	}
	for range 2 {
		later(t, 2*time.Minute, "tell", "--db", db)
	}
	if len(all.moves) != 1 || len(all.ids) != 2 || all.ids[0] != all.ids[1] || len(only.moves) != 1 {
		t.Fatalf("%d messages with the ids %v, and %d", len(all.moves), all.ids, len(only.moves))
	}
	hook, err := webhooks.NewWebhook(secret)
	if err != nil {
		t.Fatal(err)
	}
	if err := hook.VerifyIgnoringTimestamp(all.bodies[0], all.heads[0]); err != nil {
		t.Error(err)
	}
	if err := hook.VerifyIgnoringTimestamp(only.bodies[0], only.heads[0]); err == nil {
		t.Error("another one's secret signs")
	}
	told := strings.Count(run(t, "moves", "--db", db, "--format", "json").stdout, "\n")
	if m := all.moves[0]; len(m.Moves) != told || m.Talks != "sarn" || m.Moves[0].Date > m.Moves[len(m.Moves)-1].Date || m.Moves[0].New.Evidence == "" {
		t.Errorf("%d of %d moves of %s", len(m.Moves), told, m.Talks)
	}
	for _, m := range only.moves[0].Moves {
		if m.Holder != "VAR" || m.Issue != "league-observers" {
			t.Errorf("%+v", m)
		}
	}
}

// One that wants no more is told no more; the list says so.
func TestTellGone(t *testing.T) {
	db, _ := ledger(t, local)
	hook := newListening(t, 1)
	hook.status = http.StatusGone
	run(t, "tell", "add", "webhook", hook.URL, "--all", "--db", db)
	run(t, "tell", "--db", db)
	later(t, 300*time.Hour, "tell", "--db", db)
	if len(hook.ids) != 1 {
		t.Errorf("asked %d times", len(hook.ids))
	}
	if got := run(t, "tell", "list", "--format", "text", "--db", db); !strings.Contains(got.stdout, "410 Gone") {
		t.Error(got.stdout)
	}
	if got := run(t, "tell", "remove", "1", "--db", db); got.status != 0 {
		t.Error(got.stderr)
	}
	for _, c := range [][]string{{"remove", "1"}, {"add", "webhook", "nonsense"}, {"add", "mail", "nobody"}, {"add", "pigeon", "x"}, {"add", "mail", "a@b.example", "--party", "Atlantis"}} {
		if got := run(t, append(append([]string{"tell"}, c...), "--db", db)...); got.status == 0 || strings.Count(got.stderr, "\n") != 1 {
			t.Errorf("%v: %d %s", c, got.status, got.stderr)
		}
	}
}

// postOffice is a mail server that keeps what it gets.
func postOffice(t testing.TB) (address string, letters func() []string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	var mu sync.Mutex
	var got []string
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			letter := converse(c)
			mu.Lock()
			got = append(got, letter)
			mu.Unlock()
		}
	}()
	return "smtp://" + l.Addr().String(), func() []string { mu.Lock(); defer mu.Unlock(); return got }
}

// converse speaks as much SMTP as it takes to be given one letter.
func converse(c net.Conn) string {
	defer c.Close()
	in := bufio.NewReader(c)
	fmt.Fprint(c, "220 office\r\n")
	for letter := ""; ; {
		line, err := in.ReadString('\n')
		if err != nil {
			return letter
		}
		switch strings.ToUpper(line[:min(4, len(line))]) {
		case "DATA":
			fmt.Fprint(c, "354 go on\r\n")
			for line != ".\r\n" {
				letter += line
				if line, err = in.ReadString('\n'); err != nil {
					return letter
				}
			}
			fmt.Fprint(c, "250 taken\r\n")
		case "QUIT":
			fmt.Fprint(c, "221 bye\r\n")
			return letter
		default:
			fmt.Fprint(c, "250 ok\r\n")
		}
	}
}

// Mail is a digest of what is new since the last one, once a day.
func TestTellMail(t *testing.T) {
	db, _ := ledger(t, local)
	office, letters := postOffice(t)
	t.Setenv("DEMARCHE_SMTP", office)
	t.Setenv("DEMARCHE_MAIL_FROM", "desk@demarche.example")
	t.Setenv("DEMARCHE_LINK", "http://127.0.0.1:8080")
	run(t, "tell", "add", "mail", "reader@paper.example", "--all", "--issue", "league-observers", "--db", db)
	shown := later(t, 0, "tell", "--show", "--db", db)
	if !strings.Contains(shown.stdout, "VAR on league-observers: against → for") || !strings.Contains(shown.stdout, "before ") || !strings.Contains(shown.stdout, "/cell/VAR/league-observers") {
		t.Error(shown.stdout)
	}
	got := runWith(t, t.Context(), "", "tell", "--db", db)
	if got.status != 1 || !strings.Contains(got.stderr, "no mail server is known") { // this env has no variables
		t.Errorf("%d %s", got.status, got.stderr)
	}
	for i, want := range []string{"1 messages sent", ""} {
		got := later(t, time.Duration(i+1)*48*time.Hour, "tell", "--db", db)
		if got.status != 0 || !strings.Contains(got.stderr, want) || want == "" && got.stderr != "" {
			t.Errorf("%d %s", got.status, got.stderr)
		}
	}
	all := letters()
	if len(all) != 1 {
		t.Fatalf("%d letters", len(all))
	}
	for _, want := range []string{"To: <reader@paper.example>", "From: <desk@demarche.example>", "Auto-Submitted: auto-generated", "league-observers"} {
		if !strings.Contains(all[0], want) {
			t.Errorf("no %q in\n%s", want, all[0])
		}
	}
}
