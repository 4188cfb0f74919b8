package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"demarche"
)

func TestPutTwiceIsOnce(t *testing.T) { both(t, testPutTwiceIsOnce) }

func testPutTwiceIsOnce(t *testing.T, made place) {
	db, ctx := filled(t, made), context.Background()
	want := content(t, db)
	_, records := coded(t)
	for _, r := range records {
		out, err := db.Put(ctx, Item{Record: r})
		must(t, err)
		if out.What != Known {
			t.Fatalf("%s: %+v", r.Document.Source, out)
		}
	}
	must(t, db.Settle(ctx))
	equal(t, content(t, db), want)
}

func TestSettleInPiecesIsSettleAtOnce(t *testing.T) { both(t, testSettleInPiecesIsSettleAtOnce) }

func testSettleInPiecesIsSettleAtOnce(t *testing.T, made place) {
	want := content(t, filled(t, made))
	for _, every := range []int{1, 7} {
		db, ctx := fresh(t, made), context.Background()
		talks, records := coded(t)
		must(t, db.SetTalks(ctx, talks))
		for i, r := range records {
			_, err := db.Put(ctx, Item{Record: r})
			must(t, err)
			if i%every == 0 {
				must(t, db.Settle(ctx))
			}
		}
		must(t, db.Settle(ctx))
		equal(t, content(t, db), want)
	}
}

func TestRereadKeepsCorrections(t *testing.T) { both(t, testRereadKeepsCorrections) }

func testRereadKeepsCorrections(t *testing.T, made place) {
	db, ctx := filled(t, made), context.Background()
	before := content(t, db)
	moves, err := db.Moves(ctx, 0, 99999, 0, true)
	must(t, err)
	first := moves[len(moves)-1]
	_, err = db.Correct(ctx, "ada", Correction{Position: first.New.Position, Verdict: "rejected"})
	must(t, err)
	must(t, db.Settle(ctx))
	corrected := content(t, db)
	if corrected["standing"] == before["standing"] {
		t.Fatal("a rejected report still counts")
	}
	_, records := coded(t)
	for _, r := range records {
		r.Pipeline = "coded/2"
		out, err := db.Put(ctx, Item{Record: r})
		must(t, err)
		if out.What != Renewed {
			t.Fatalf("%+v", out)
		}
	}
	must(t, db.Settle(ctx))
	again := content(t, db)
	for _, table := range []string{"standing", "shift", "reaction", "actor", "role", "words"} {
		if again[table] != corrected[table] {
			t.Errorf("%s differs after reading anew: %s", table, firstDifference(again[table], corrected[table]))
		}
	}
	_, err = db.Undo(ctx, "ada")
	must(t, err)
	must(t, db.Settle(ctx))
	if got := content(t, db)["counter"]; got != before["counter"] {
		t.Errorf("counts: %s, not %s", got, before["counter"])
	}
	if got := content(t, db)["standing"]; got != before["standing"] {
		t.Errorf("after undo: %s", firstDifference(got, before["standing"]))
	}
}

func TestNewVersionTakesThePlace(t *testing.T) { both(t, testNewVersionTakesThePlace) }

func testNewVersionTakesThePlace(t *testing.T, made place) {
	db, ctx := filled(t, made), context.Background()
	var versions, current int
	must(t, db.pool.QueryRow(`SELECT count(*), sum(current) FROM document WHERE url LIKE '%corsk-corridor'`).Scan(&versions, &current))
	if versions != 2 || current != 1 {
		t.Errorf("%d versions, %d current", versions, current)
	}
	n := 0
	must(t, db.Said(ctx, Filter{Text: "corridor", Reports: true}, func(s Said) bool {
		if s.Source.Path == "2026-01-28_kessen-post_corsk-corridor" {
			t.Errorf("an older version is found: %+v", s)
		}
		n++
		return true
	}))
	if n == 0 {
		t.Error("nothing is found")
	}
}

func TestRecordComesBackToTheLetter(t *testing.T) { both(t, testRecordComesBackToTheLetter) }

func testRecordComesBackToTheLetter(t *testing.T, made place) {
	db, ctx := fresh(t, made), context.Background()
	talks, records := coded(t)
	must(t, db.SetTalks(ctx, talks))
	r := records[3]
	out, err := db.Put(ctx, Item{Record: r, Bytes: []byte("<html>\xff" + r.Document.Text)})
	must(t, err)
	got, err := db.Record(ctx, out.Document)
	must(t, err)
	if dump(got) != dump(r) {
		t.Error("the record is not what was put")
	}
	bytes, err := db.Bytes(ctx, out.Document)
	must(t, err)
	if string(bytes) != "<html>\xff"+r.Document.Text {
		t.Error("the bytes are not what was put")
	}
}

func TestSaid(t *testing.T) { both(t, testSaid) }

func testSaid(t *testing.T, made place) {
	db, ctx := filled(t, made), context.Background()
	list := func(q Filter) (out []string) {
		t.Helper()
		must(t, db.Said(ctx, q, func(s Said) bool {
			out = append(out, fmt.Sprintf("%s %s %s", s.Date, s.Party, s.Source.Outlet))
			return true
		}))
		return out
	}
	all := list(Filter{})
	if len(all) < 50 {
		t.Fatalf("%d utterances", len(all))
	}
	for i := 1; i < len(all); i++ {
		if all[i] > all[i-1] && all[i][:10] != all[i-1][:10] {
			t.Fatalf("not the newest first: %s behind %s", all[i], all[i-1])
		}
	}
	for _, c := range []struct {
		name string
		q    Filter
		want string // of each row
		n    int    // at least
	}{
		{"by a party", Filter{Party: "KFR"}, " KFR ", 5},
		{"by a person", Filter{Person: "tace"}, " KFR ", 2},
		{"on an issue", Filter{Issue: "front-talks"}, "", 5},
		{"via an outlet", Filter{Via: []string{"vns"}, Reports: true}, " vns", 5},
		{"a stemmed word", Filter{Text: "observer"}, "", 3},
		{"a phrase", Filter{Text: `"come and let them count"`}, " VAR ", 1},
		{"all at once", Filter{Party: "VAR", Issue: "league-observers", Text: "count", Since: day(t, "2026-03-01"), Until: day(t, "2026-03-04")}, " VAR ", 1},
		{"signs of the search language", Filter{Text: `observers" OR * NEAR( ^`}, "", 0},
		{"no such word", Filter{Text: "zeppelin"}, "never", 0},
	} {
		got := list(c.q)
		if len(got) < c.n {
			t.Errorf("%s: %d rows", c.name, len(got))
		}
		for _, g := range got {
			if !strings.Contains(g, c.want) {
				t.Errorf("%s: %s", c.name, g)
			}
		}
	}
	if got := list(Filter{Limit: 3}); len(got) != 3 {
		t.Errorf("limit 3: %d rows", len(got))
	}
	if got := list(Filter{Since: day(t, "2026-03-01")}); len(got) == 0 || got[len(got)-1] < "2026-03-01" {
		t.Errorf("since: %v", got)
	}
}

func TestWhyFoldsCopies(t *testing.T) { both(t, testWhyFoldsCopies) }

func testWhyFoldsCopies(t *testing.T, made place) {
	db, ctx := filled(t, made), context.Background()
	rows, more, err := db.Why(ctx, "KFR", "valley-autonomy", 99999, 0)
	must(t, err)
	copies := 0
	for i, e := range rows {
		copies += e.Copies
		if i > 0 && e.Date < rows[i-1].Date {
			t.Errorf("%s behind %s", e.Date, rows[i-1].Date)
		}
	}
	if len(rows) < 10 || more || copies == 0 {
		t.Errorf("%d rows, more %v, %d copies", len(rows), more, copies)
	}
	newest, more, err := db.Why(ctx, "KFR", "valley-autonomy", 99999, 3)
	must(t, err)
	if len(newest) > 3 || !more || newest[len(newest)-1].ID != rows[len(rows)-1].ID {
		t.Errorf("%d of the newest, more %v", len(newest), more)
	}
}

func TestWho(t *testing.T) { both(t, testWho) }

func testWho(t *testing.T, made place) {
	db, ctx := filled(t, made), context.Background()
	got, err := db.Who(ctx, "TACE", 5)
	must(t, err)
	if len(got) != 1 || got[0].Party != "KFR" || got[0].Statements < 2 || got[0].First > got[0].Last {
		t.Errorf("%+v", got)
	}
}

func TestCoverage(t *testing.T) { both(t, testCoverage) }

func testCoverage(t *testing.T, made place) {
	db, ctx := filled(t, made), context.Background()
	must(t, db.Failed(ctx, "https://kessen.example/a", "", &demarche.Error{Op: "read", Cause: errors.New("404")}))
	must(t, db.Failed(ctx, "https://kessen.example/a", "", &demarche.Error{Op: "read", Cause: errors.New("404")}))
	rows, err := db.Coverage(ctx, 0, 99999)
	must(t, err)
	read, failed := 0, 0
	for _, r := range rows {
		read, failed = read+r.Read, failed+r.Failed
	}
	if c, err := db.Counts(ctx); err != nil || read != c.Documents || failed != 1 {
		t.Errorf("%d read of %d, %d failed, %v", read, c.Documents, failed, err)
	}
}

func TestOtherTalksAreRefused(t *testing.T) { both(t, testOtherTalksAreRefused) }

func testOtherTalksAreRefused(t *testing.T, made place) {
	db, ctx := filled(t, made), context.Background()
	err := db.SetTalks(ctx, &demarche.Talks{ID: "others"})
	if demarche.KindOf(err) != demarche.Conflict || !strings.Contains(err.Error(), "keeps the talks sarn") {
		t.Error(err)
	}
	talks, err := db.Talks(ctx)
	must(t, err)
	talks.Title += "!"
	must(t, db.SetTalks(ctx, talks))
	if ok, err := db.Has(ctx, "x", "coded/1"); ok || err != nil {
		t.Error(ok, err)
	}
}

func TestFilesThatAreNotOurs(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	good := filepath.Join(dir, "good.db")
	db, err := Create(ctx, good, nil)
	must(t, err)
	_, records := coded(t)
	_, err = db.Put(ctx, Item{Record: records[0]})
	must(t, err)
	must(t, db.Close())
	whole, err := os.ReadFile(good)
	must(t, err)
	newer := append([]byte(nil), whole...)
	newer[63]++ // user_version, its lowest byte
	foreign := append([]byte(nil), whole...)
	foreign[71]++ // application_id
	torn := append([]byte(nil), whole...)
	copy(torn[100:], strings.Repeat("\xa5", 4000))
	for name, c := range map[string]struct {
		data []byte
		kind demarche.ErrorKind
		want string
	}{
		"newer.db":   {newer, demarche.Conflict, "this program knows up to"},
		"foreign.db": {foreign, demarche.Invalid, "another program"},
		"text.db":    {[]byte(strings.Repeat("no database at all\n", 500)), demarche.Invalid, "no demarche database"},
		"torn.db":    {torn, demarche.Invalid, "damaged"},
	} {
		path := filepath.Join(dir, name)
		must(t, os.WriteFile(path, c.data, 0o600))
		db, err := Open(ctx, path, nil)
		if err == nil {
			db.Close()
		}
		if demarche.KindOf(err) != c.kind || err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), name) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
		if after, _ := os.ReadFile(path); string(after) != string(c.data) {
			t.Errorf("%s was changed", name)
		}
	}
	if _, err := Open(ctx, filepath.Join(dir, "none.db"), nil); demarche.KindOf(err) != demarche.NotFound {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "none.db")); err == nil {
		t.Error("asking makes a file")
	}
	if _, err := Create(ctx, filepath.Join(dir, "no", "folder.db"), nil); demarche.KindOf(err) != demarche.NotFound {
		t.Error(err)
	}
}

// A file of an older version is brought up to date: what was found in its
// documents is made anew from the records.
func TestOlderVersion(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	db := filled(t, func(testing.TB) string { return filepath.Join(dir, "new.db") })
	want := content(t, db)
	must(t, db.Close())
	path := filepath.Join(dir, "old.db")
	pool, err := openLite(path, "rwc")
	must(t, err)
	pool.SetMaxOpenConns(1)
	queries := []string{}
	old := slices.Index(steps(lite{}), foldStep)
	for _, name := range steps(lite{})[:old] {
		text, err := migrations.ReadFile(name)
		must(t, err)
		queries = append(queries, string(text))
	}
	queries = append(append(queries, lite{}.stamp(old)...), `ATTACH '`+filepath.Join(dir, "new.db")+`' AS new`)
	columns := `id, hash, page, version, current, source, url, title, author, publisher, language, note, outlet, day, published, published_how,
		updated, updated_how, fetched, fetched_how, pipeline, talks, original, overlap, origin`
	for _, table := range []string{"talks", "outlet", "page", "body", "sighting"} {
		queries = append(queries, `INSERT INTO `+table+` SELECT * FROM new.`+table)
	}
	queries = append(queries, `INSERT INTO document (`+columns+`) SELECT `+columns+` FROM new.document`, `UPDATE counter SET n = 51 WHERE name = 'document'`)
	for _, q := range queries {
		_, err := pool.Exec(q)
		must(t, err)
	}
	must(t, pool.Close())
	db, err = Open(ctx, path, nil)
	must(t, err)
	defer db.Close()
	equal(t, content(t, db), want)
}

func TestFullDisk(t *testing.T) {
	db, ctx := fresh(t, file), context.Background()
	talks, records := coded(t)
	must(t, db.SetTalks(ctx, talks))
	for _, r := range records[:10] {
		_, err := db.Put(ctx, Item{Record: r})
		must(t, err)
	}
	must(t, db.Settle(ctx))
	want := content(t, db)
	var pages int
	must(t, db.write(ctx, "limit", func(w *work) { w.get(`PRAGMA page_count`, nil, &pages) }))
	must(t, db.write(ctx, "limit", func(w *work) { var n int; w.get(fmt.Sprintf(`PRAGMA max_page_count = %d`, pages+2), nil, &n) }))
	var err error
	for _, r := range records[10:] {
		if _, err = db.Put(ctx, Item{Record: r}); err != nil {
			break
		}
		want = content(t, db)
	}
	if demarche.KindOf(err) != demarche.Unavailable || !strings.Contains(err.Error(), "the disk is full") || strings.Contains(err.Error(), "\n") {
		t.Fatal(err)
	}
	equal(t, content(t, db), want)
	must(t, db.write(ctx, "limit", func(w *work) { var n int; w.get(`PRAGMA max_page_count = 1000000`, nil, &n) }))
	for _, r := range records {
		_, err := db.Put(ctx, Item{Record: r})
		must(t, err)
	}
	must(t, db.Settle(ctx))
	equal(t, content(t, db), content(t, filled(t, file)))
}

func TestWhatIsParkedLaterIsNewer(t *testing.T) { both(t, testWhatIsParkedLaterIsNewer) }

// Two versions of a page that give the same dates wait for workers, and the later one
// is read first.
func testWhatIsParkedLaterIsNewer(t *testing.T, made place) {
	db, ctx := fresh(t, made), context.Background()
	_, records := coded(t)
	now := db.Now()
	versions := []demarche.Document{records[3].Document, records[4].Document}
	for i := range versions {
		d := &versions[i]
		d.URL, d.Published, d.Updated, d.Fetched, d.Raw = "https://corsk.example/page", "2026-01-28", "", "", []byte(d.Text)
		db.Now = func() time.Time { return now.Add(time.Duration(i) * time.Minute) }
		must(t, db.Park(ctx, Parcel{Document: *d}))
	}
	for i := len(versions) - 1; i >= 0; i-- {
		db.Now = func() time.Time { return now.Add(time.Hour - time.Duration(i)*time.Minute) }
		p, ok, err := db.Parcel(ctx, versions[i].ID)
		must(t, err)
		if !ok || p.Document.Fetched != "" {
			t.Fatalf("parcel %d: %v, %+v", i, ok, p.Document.Fetched)
		}
		_, err = db.Put(ctx, Item{Record: demarche.Record{Document: p.Document}, Bytes: p.Document.Raw, Parcel: versions[i].ID, Fetched: p.Fetched})
		must(t, err)
	}
	var hash string
	must(t, db.pool.QueryRow(`SELECT hash FROM document WHERE current = 1`).Scan(&hash))
	if hash != versions[1].ID {
		t.Error("the version that was parked first is the current one")
	}
}
