package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"strings"
	"time"

	"demarche"
)

// Followed is a feed, a sitemap or a page that is followed. Moments are seconds
// since 1970, 0 for never.
type Followed struct {
	ID       int64  `json:"id"`
	Address  string `json:"address"`
	Kind     string `json:"kind,omitempty"` // feed | sitemap | page; empty until it has answered
	Title    string `json:"title,omitempty"`
	Folder   string `json:"folder,omitempty"`
	ETag     string `json:"-"`
	Modified string `json:"-"`
	Gap      int64  `json:"gap"` // seconds between two requests
	Next     int64  `json:"next"`
	Added    int64  `json:"added"`
	Asked    int64  `json:"asked,omitempty"`
	Answered int64  `json:"answered,omitempty"`
	Newest   int64  `json:"newest,omitempty"`   // when it brought something new
	Failures int    `json:"failures,omitempty"` // in a row
	Error    string `json:"error,omitempty"`    // the last one, where it has not answered since

	Read    int    `json:"read"`    // of its entries; Sources counts them
	Waiting int    `json:"waiting"` // to be read, or tried again
	Lost    int    `json:"lost"`    // not read, and not tried again
	Gone    int    `json:"gone"`    // read, and no longer there
	State   string `json:"state"`   // new | live | failing | dead | silent; Sources says it
}

// When a source is called dead or silent.
const (
	deadAfter   = 3 * 24 * time.Hour
	silentAfter = 14 * 24 * time.Hour
)

// state says in a word how a source does.
func (s *Followed) state(now time.Time) string {
	since := func(at int64) time.Duration { return now.Sub(time.Unix(at, 0)) }
	switch {
	case s.Asked == 0:
		return "new"
	case s.Failures > 0 && since(max(s.Answered, s.Added)) > deadAfter:
		return "dead"
	case s.Failures > 0:
		return "failing"
	case since(max(s.Newest, s.Added)) > silentAfter:
		return "silent"
	}
	return "live"
}

const followedColumns = `s.id, s.address, s.kind, s.title, s.folder, s.etag, s.modified, s.gap, s.next, s.added, s.asked, s.answered, s.newest, s.failures, s.error`

func (s *Followed) dest() []any {
	return []any{&s.ID, &s.Address, &s.Kind, &s.Title, &s.Folder, &s.ETag, &s.Modified, &s.Gap, &s.Next, &s.Added, &s.Asked, &s.Answered, &s.Newest, &s.Failures, &s.Error}
}

// Follow adds sources; those that are followed already stay as they are. It
// returns how many were new.
func (db *DB) Follow(ctx context.Context, sources []Followed) (added int, err error) {
	now := db.Now().Unix()
	err = db.write(ctx, "add to what "+db.path+" follows", func(w *work) {
		added = 0
		for _, s := range sources {
			added += int(w.changed(`INSERT INTO source (address, host, kind, title, folder, etag, modified, gap, next, added, asked, answered, newest, failures, error)
				VALUES (?, ?, ?, ?, ?, '', '', ?, 1, ?, 0, 0, 0, 0, '') ON CONFLICT (address) DO NOTHING`, s.Address, HostOf(s.Address), s.Kind, s.Title, s.Folder, s.Gap, now))
		}
	})
	return added, err
}

// Unfollow ends following a source. What was read stays; what waits does not.
func (db *DB) Unfollow(ctx context.Context, address string) error {
	var id int64
	err := db.write(ctx, "remove "+address, func(w *work) {
		id = 0
		if !w.get(`SELECT id FROM source WHERE address = ?`, []any{address}, &id) {
			return
		}
		w.exec(`DELETE FROM entry WHERE source = ? AND document IS NULL`, id)
		w.exec(`UPDATE entry SET source = NULL, next = 0 WHERE source = ?`, id)
		w.exec(`DELETE FROM source WHERE id = ?`, id)
	})
	if err == nil && id == 0 {
		return &demarche.Error{Kind: demarche.NotFound, Op: "remove " + address, Cause: fmt.Errorf("it is not followed"), Hint: "see: demarche follow list"}
	}
	return err
}

// Sources are all that is followed, by folder and address, with how they do.
func (db *DB) Sources(ctx context.Context) ([]Followed, error) {
	var out []Followed
	now := db.Now()
	err := db.ask(ctx, "read what "+db.path+" follows", `SELECT `+followedColumns+`, coalesce(e.read, 0), coalesce(e.waiting, 0), coalesce(e.lost, 0), coalesce(e.gone, 0)
		FROM source s LEFT JOIN (SELECT source, sum(CASE WHEN state IN ('read', 'gone') THEN 1 ELSE 0 END) AS read, sum(CASE WHEN state IN ('waiting', 'failed') THEN 1 ELSE 0 END) AS waiting,
			sum(CASE WHEN state = 'lost' THEN 1 ELSE 0 END) AS lost, sum(CASE WHEN state = 'gone' THEN 1 ELSE 0 END) AS gone FROM entry GROUP BY source) e ON e.source = s.id
		ORDER BY s.folder, s.address`, nil, func(rows *sql.Rows) (bool, error) {
		var s Followed
		err := rows.Scan(append(s.dest(), &s.Read, &s.Waiting, &s.Lost, &s.Gone)...)
		s.State = s.state(now)
		out = append(out, s)
		return true, err
	})
	return out, err
}

// DueSources are the sources of a host that are to be asked by a moment.
func (db *DB) DueSources(ctx context.Context, host string, by int64, limit int) ([]Followed, error) {
	var out []Followed
	err := db.ask(ctx, "read what "+db.path+" follows", `SELECT `+followedColumns+` FROM source s WHERE s.host = ? AND s.next <= ? ORDER BY s.next, s.id LIMIT ?`, []any{host, by, limit}, func(rows *sql.Rows) (bool, error) {
		var s Followed
		err := rows.Scan(s.dest()...)
		out = append(out, s)
		return true, err
	})
	return out, err
}

// DueHosts are the hosts of which something is to be asked by a moment, what
// waits longest first.
func (db *DB) DueHosts(ctx context.Context, by int64) ([]string, error) {
	var out []string
	err := db.ask(ctx, "read what is due in "+db.path, `SELECT host FROM (SELECT host, min(next) AS next FROM source WHERE next <= ? GROUP BY host
		UNION ALL SELECT host, min(next) AS next FROM entry WHERE next > 0 AND next <= ? GROUP BY host) h GROUP BY host ORDER BY min(next), host`, []any{by, by}, func(rows *sql.Rows) (bool, error) {
		var h string
		err := rows.Scan(&h)
		out = append(out, h)
		return true, err
	})
	return out, err
}

// Polled keeps what an answer of a source came to, with the entries that it
// named, and returns how many of them are new. An entry that the source says
// was updated is due again.
func (db *DB) Polled(ctx context.Context, s Followed, entries []Entry) (added int, err error) {
	now := db.Now().Unix()
	err = db.write(ctx, "note what "+s.Address+" says", func(w *work) {
		added = 0
		for _, e := range entries {
			n := w.changed(`INSERT INTO entry (source, address, host, title, publisher, published, updated, state, next, tries, checks, etag, modified, found, asked, error)
				VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', 1, 0, 0, '', '', ?, 0, '') ON CONFLICT (address) DO NOTHING`,
				s.ID, e.Address, HostOf(e.Address), e.Title, e.Publisher, e.Published, e.Updated, now)
			if added += int(n); n == 0 && e.Updated != "" {
				w.exec(`UPDATE entry SET updated = ?, next = 1 WHERE address = ? AND state = 'read' AND updated < ?`, e.Updated, e.Address, e.Updated)
			}
		}
		if added > 0 {
			s.Newest = now
		}
		w.exec(`UPDATE source SET kind = ?, title = ?, etag = ?, modified = ?, gap = ?, next = ?, asked = ?, answered = ?, newest = ?, failures = ?, error = ? WHERE id = ?`,
			s.Kind, s.Title, s.ETag, s.Modified, s.Gap, s.Next, s.Asked, s.Answered, s.Newest, s.Failures, s.Error, s.ID)
	})
	return added, err
}

// Move gives a source another address, unless that is followed already.
func (db *DB) Move(ctx context.Context, id int64, address string) error {
	return db.write(ctx, "note that a source has moved to "+address, func(w *work) {
		w.exec(`UPDATE source SET address = ?, host = ? WHERE id = ? AND NOT EXISTS (SELECT 1 FROM source WHERE address = ?)`, address, HostOf(address), id, address)
	})
}

// HostOf is the host of an address, in lower case, without its port.
func HostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}
