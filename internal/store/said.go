package store

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"slices"
	"strings"
)

// Filter says which statements are asked for. Empty fields ask for all.
type Filter struct {
	Party   string   // party id
	Person  string   // words of a speaker's name
	Issue   string   // issue id
	Via     []string // names of outlets or channels, as Outlets gives them; any of them
	Since   int      // days; 0 for no bound
	Until   int
	Text    string // words, all of them; "in quotation marks" one behind the other
	Limit   int    // 0 for all
	Before  int64  // a statement's id: only what comes behind it in the order of answers; 0 for all
	Reports bool   // every report, not only one of each utterance
}

// Said is one statement, or one utterance with its newest report.
type Said struct {
	ID         int64   `json:"id"`
	Local      string  `json:"local"` // the statement's id in its record
	Date       string  `json:"date"`
	DateFrom   string  `json:"date_from"` // text | published | updated | fetched
	Kind       string  `json:"kind"`
	Party      string  `json:"party,omitempty"`
	Speaker    string  `json:"speaker,omitempty"`
	Content    string  `json:"content"`
	Start      int     `json:"start"`
	End        int     `json:"end"`
	Channel    string  `json:"channel,omitempty"`
	Occasion   string  `json:"occasion,omitempty"`
	Language   string  `json:"language,omitempty"`
	Role       string  `json:"role"` // first | copy | variant | repetition
	Utterance  int64   `json:"utterance"`
	Variants   int     `json:"variants"` // reports of the utterance
	Sources    int     `json:"sources"`  // independent ones
	First      string  `json:"first"`    // the day of its first appearance
	Confidence float64 `json:"confidence"`
	Source     Source  `json:"from"`
}

const saidColumns = `s.id, s.local, s.kind, s.party, s.speaker, s.said_how, s.content, s.start, s."end", s.channel, s.occasion, s.language, s.confidence, s.role, s.utterance,
	coalesce(u.variants, 1), coalesce(u.sources, 1), ` + sourceColumns

const saidJoins = ` LEFT JOIN utterance u ON u.id = s.utterance JOIN document d ON d.id = s.document JOIN outlet o ON o.id = d.outlet`

// Said hands statements to f, newest first, until f returns false or the
// filter's limit is reached.
func (db *DB) Said(ctx context.Context, q Filter, f func(Said) bool) error {
	clauses := q.clauses()
	worded := slices.ContainsFunc(clauses, func(c clause) bool { return len(c.any) == 1 && len(c.any[0]) > 1 }) // only phrases need another look
	before, seen, n := firstOf(q.Until+1), map[int64]bool{}, 0
	if q.Until == 0 {
		before = math.MaxInt64
	}
	if q.Before != 0 {
		before = min(before, q.Before)
	}
	for size := max(64, 2*q.Limit); ; size = min(4*size, 1<<16) {
		rows, more, failed := 0, true, error(nil)
		err := db.some(ctx, q, clauses, before, size, func(s Said) bool {
			rows, before = rows+1, s.ID
			if !q.Reports && seen[s.Utterance] || worded && !(found{content: words(s.Content), who: words(s.Speaker + " " + s.Party)}).holds(clauses) {
				return true
			}
			seen[s.Utterance] = true
			if q.Before != 0 && !q.Reports && s.Variants > 1 {
				var above bool
				if above, failed = db.above(ctx, q, clauses, s.Utterance); above || failed != nil {
					return failed == nil
				}
			}
			n++
			more = f(s) && (q.Limit <= 0 || n < q.Limit)
			return more
		})
		if err = errors.Join(err, failed); err != nil || !more || rows < size {
			return err
		}
	}
}

// above reports whether an answer from the filter's Before on has a report of an
// utterance: then a page before this one has shown it.
func (db *DB) above(ctx context.Context, q Filter, clauses []clause, utterance int64) (bool, error) {
	until := int64(math.MaxInt64)
	if q.Until != 0 {
		until = firstOf(q.Until + 1)
	}
	var ids []int64
	err := db.ask(ctx, "search "+db.path, `SELECT id FROM statement WHERE (utterance = ?1 AND utterance <> id OR id = ?1) AND id >= ?2 AND id < ?3 AND current = 1`, []any{utterance, q.Before, until}, func(rows *sql.Rows) (bool, error) {
		var id int64
		err := rows.Scan(&id)
		ids = append(ids, id)
		return true, err
	})
	found := false
	for _, id := range ids {
		if err == nil && !found {
			err = db.some(ctx, q, clauses, id+1, 1, func(s Said) bool {
				found = s.ID == id
				return false
			})
		}
	}
	return found, err
}

// some hands over the next rows before an id, at most size: the database then
// knows that it need not find all.
func (db *DB) some(ctx context.Context, q Filter, clauses []clause, before int64, size int, f func(Said) bool) error {
	from, id := `statement s`+saidJoins+` WHERE s.current = 1`, `s.id`
	var args []any
	if len(clauses) > 0 {
		// The search walks by rowid, which is time; CROSS JOIN keeps it first.
		var match string
		match, args = db.d.search(clauses)
		from, id = `statement_words w CROSS JOIN statement s ON s.id = w.rowid`+saidJoins+` WHERE `+match+` AND s.current = 1`, `w.rowid`
	}
	from, args = from+` AND `+id+` < ?`, append(args, before)
	if q.Since != 0 {
		from, args = from+` AND `+id+` >= ?`, append(args, firstOf(q.Since))
	}
	return db.ask(ctx, "search "+db.path, `SELECT `+saidColumns+` FROM `+from+` ORDER BY `+id+` DESC LIMIT ?`, append(args, size), func(rows *sql.Rows) (bool, error) {
		var s Said
		err := rows.Scan(append([]any{&s.ID, &s.Local, &s.Kind, &s.Party, &s.Speaker, &s.DateFrom, &s.Content, &s.Start, &s.End, &s.Channel, &s.Occasion, &s.Language,
			&s.Confidence, &s.Role, &s.Utterance, &s.Variants, &s.Sources}, s.Source.dest()...)...)
		if s.Utterance < 0 { // it has lost its leader, and is to be folded again
			s.Utterance = s.ID
		}
		s.Date, s.First = Date(DayOf(s.ID)), Date(DayOf(s.Utterance))
		return err == nil && f(s), err
	})
}

// clauses are what the filter asks of the full-text search.
func (q Filter) clauses() []clause {
	var out []clause
	one := func(column string, phrase ...string) { out = append(out, clause{column, [][]string{phrase}}) }
	if q.Party != "" {
		one("facets", facet('p', q.Party))
	}
	if q.Issue != "" {
		one("facets", facet('i', q.Issue))
	}
	if len(q.Via) > 0 {
		var any [][]string
		for _, v := range q.Via {
			any = append(any, []string{facet('v', v)})
		}
		out = append(out, clause{"facets", any})
	}
	for _, p := range phrases(q.Person) {
		one("who", p...)
	}
	for _, p := range phrases(q.Text) {
		one("content", p...)
	}
	return out
}

// Outlets are the names of outlets and channels that contain a text, whatever
// its case; all of them for an empty one.
func (db *DB) Outlets(ctx context.Context, part string) ([]string, error) {
	var out []string
	part = strings.ToLower(part)
	err := db.ask(ctx, "look into "+db.path, `SELECT name FROM outlet ORDER BY name`, nil, func(rows *sql.Rows) (bool, error) {
		var name string
		err := rows.Scan(&name)
		if strings.Contains(strings.ToLower(name), part) {
			out = append(out, name)
		}
		return true, err
	})
	return out, err
}

// Speaks reports whether a party with this code, in whatever case, has a
// statement.
func (db *DB) Speaks(ctx context.Context, party string) (bool, error) {
	var n int
	err := db.row(ctx, `SELECT count(*) FROM (SELECT 1 FROM statement WHERE party = ? AND party <> '' LIMIT 1) s`, strings.ToUpper(party)).Scan(&n)
	return n > 0, db.fail("look into "+db.path, err)
}
