package store

import (
	"context"
	"strings"
	"testing"
	"time"

	"demarche"
)

const words4 = "slate heron ferry noon"

func TestAccounts(t *testing.T) { both(t, testAccounts) }

func testAccounts(t *testing.T, made place) {
	db, ctx := fresh(t, made), context.Background()
	now := time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC)
	db.Now = func() time.Time { return now }
	guarded, err := db.Guarded(ctx)
	if must(t, err); guarded {
		t.Error("guarded without an account")
	}
	must(t, db.AddAccount(ctx, "Ada", Coder, words4))
	if guarded, err = db.Guarded(ctx); err != nil || !guarded {
		t.Error("not guarded", err)
	}
	for name, kind := range map[string]demarche.ErrorKind{"ADA": demarche.Conflict, "": demarche.Invalid, "a b": demarche.Invalid, "<script>": demarche.Invalid} {
		if err := db.AddAccount(ctx, name, Reader, words4); demarche.KindOf(err) != kind || err == nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	for _, bad := range []string{"", "short", strings.Repeat("x", 2000), "a-longer-name"} {
		if err := db.AddAccount(ctx, "a-longer-name", Reader, bad); demarche.KindOf(err) != demarche.Invalid || err == nil {
			t.Errorf("password %.20q: %v", bad, err)
		}
	}
	if err := db.AddAccount(ctx, "ben", "king", words4); demarche.KindOf(err) != demarche.Invalid {
		t.Error(err)
	}
	for _, c := range []struct {
		name, password string
		want           bool
	}{{"ada", words4, true}, {"ADA", words4, true}, {"ada", words4 + " ", false}, {"ada", "", false}, {"ben", words4, false}, {"", "", false}} {
		a, ok, err := db.Known(ctx, c.name, c.password)
		if must(t, err); ok != c.want || ok && (a.Name != "ada" || a.Role != Coder) {
			t.Errorf("%q with %q: %v %+v", c.name, c.password, ok, a)
		}
	}
	var kept string
	must(t, db.row(ctx, `SELECT password FROM account`).Scan(&kept))
	if !strings.HasPrefix(kept, "$argon2id$v=19$m=47104,t=1,p=1$") {
		t.Error(kept)
	}
}

func TestSessions(t *testing.T) { both(t, testSessions) }

func testSessions(t *testing.T, made place) {
	db, ctx := fresh(t, made), context.Background()
	now := time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC)
	db.Now = func() time.Time { return now }
	must(t, db.AddAccount(ctx, "ada", Coder, words4))
	a, _, err := db.Known(ctx, "ada", words4)
	must(t, err)
	begin := func(kind string) string {
		token, err := db.Begin(ctx, a.ID, kind, time.Hour)
		must(t, err)
		return token
	}
	is := func(token, kind string, want bool) {
		t.Helper()
		got, ok, err := db.Session(ctx, token, kind)
		if must(t, err); ok != want || ok && got.ID != a.ID {
			t.Errorf("%s: %v, want %v", kind, ok, want)
		}
	}
	one, two := begin(Browser), begin(Program)
	is(one, Browser, true)
	is(two, Program, true)
	is(one, Program, false)
	is(two, Browser, false)
	is("", Browser, false)
	is(digest(one), Browser, false) // who has read the database has no token
	must(t, db.SetRole(ctx, "ada", Admin))
	if got, _, err := db.Session(ctx, one, Browser); err != nil || got.Role != Admin || got.Seen != now.Unix() {
		t.Errorf("%+v %v", got, err)
	}
	must(t, db.End(ctx, one))
	is(one, Browser, false)
	now = now.Add(time.Hour)
	is(two, Program, false)
	three := begin(Browser)
	must(t, db.SetPassword(ctx, "ada", words4+" four"))
	is(three, Browser, false)
	four, err := db.Token(ctx, "ada", time.Hour)
	must(t, err)
	must(t, db.Revoke(ctx, "ada"))
	is(four, Program, false)
	five := begin(Browser)
	must(t, db.RemoveAccount(ctx, "ADA"))
	is(five, Browser, false)
	if err := db.RemoveAccount(ctx, "ada"); demarche.KindOf(err) != demarche.NotFound {
		t.Error(err)
	}
}

func TestVouchedAccounts(t *testing.T) { both(t, testVouched) }

func testVouched(t *testing.T, made place) {
	db, ctx := fresh(t, made), context.Background()
	must(t, db.AddAccount(ctx, "ada@desk.example", Admin, words4))
	one, err := db.Vouched(ctx, "https://id.example", "17", "ben@desk.example", Coder)
	must(t, err)
	two, err := db.Vouched(ctx, "https://id.example", "17", "ben@desk.example", Reader)
	if must(t, err); one.ID != two.ID || two.Role != Reader {
		t.Errorf("%+v, then %+v", one, two)
	}
	if _, err := db.Vouched(ctx, "https://id.example", "18", "ada@desk.example", Reader); demarche.KindOf(err) != demarche.Conflict {
		t.Error("takes another's name:", err)
	}
	if _, ok, err := db.Known(ctx, "ben@desk.example", ""); ok || err != nil {
		t.Error("signs in without a password", err)
	}
	if err := db.SetPassword(ctx, "ben@desk.example", words4); demarche.KindOf(err) != demarche.Conflict {
		t.Error(err)
	}
	all, err := db.Accounts(ctx)
	if must(t, err); len(all) != 2 || all[1].Subject != "17" {
		t.Errorf("%+v", all)
	}
}
