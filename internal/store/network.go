package store

import (
	"context"
	"database/sql"
)

// Tie is one stance of a party on an issue with the days between which it was
// heard.
type Tie struct {
	Holder, Issue, Stance string
	First, Last           string
	Reports, Sources      int
}

// Ties are all stances that parties took, as they counted for the ledger: no
// repetitions, copies, stances of the past, or what one party alleges of
// another.
func (db *DB) Ties(ctx context.Context) ([]Tie, error) {
	var out []Tie
	err := db.ask(ctx, "read the network of "+db.path, `SELECT p.holder, p.issue, p.stance, min(p.id >> 36), max(p.id >> 36), count(*), count(DISTINCT coalesce(p.via, d.origin))
		FROM position p JOIN document d ON d.id = p.document
		WHERE p.current = 1 AND p.repeats = 0 AND p.past = 0 AND p.reported <> 'alleged' AND p.verdict <> 'rejected' AND p.holder <> 'other' AND d.original = d.id
		GROUP BY p.holder, p.issue, p.stance ORDER BY p.holder, p.issue, min(p.id), p.stance`, nil, func(rows *sql.Rows) (bool, error) {
		var t Tie
		var first, last int
		err := rows.Scan(&t.Holder, &t.Issue, &t.Stance, &first, &last, &t.Reports, &t.Sources)
		t.First, t.Last = Date(first), Date(last)
		out = append(out, t)
		return true, err
	})
	return out, err
}
