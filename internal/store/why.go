package store

import (
	"context"
	"database/sql"
	"math"
	"slices"
)

// Evidence is one report behind a cell.
type Evidence struct {
	ID         int64   `json:"id"`
	Date       string  `json:"date"`
	Stance     string  `json:"stance"`
	Act        string  `json:"act,omitempty"`
	Reported   string  `json:"reported"`
	Past       bool    `json:"past,omitempty"`
	Repeats    bool    `json:"repeats,omitempty"`
	Person     string  `json:"person,omitempty"`
	Channel    string  `json:"channel,omitempty"`
	Condition  string  `json:"condition,omitempty"`
	Evidence   string  `json:"evidence"`
	Start      int     `json:"start"`
	End        int     `json:"end"`
	Rule       string  `json:"rule,omitempty"`
	Confidence float64 `json:"confidence"`
	Verdict    string  `json:"verdict,omitempty"`
	Withdrawn  bool    `json:"withdrawn,omitempty"` // a newer version of the page no longer counts on it
	Copies     int     `json:"copies,omitempty"`    // printed again by so many outlets
	CopyOf     int64   `json:"copy_of,omitempty"`   // the document that it is a copy from, where that is not in the answer
	Source     Source  `json:"from"`
}

// Why is the evidence behind one cell up to a day, oldest first: the newest
// limit reports of it (all with 0), and how many there are beyond. Copies of
// an article are folded under the original.
func (db *DB) Why(ctx context.Context, holder, issue string, until, limit int) (out []Evidence, more bool, err error) {
	ask := math.MaxInt64
	if limit > 0 {
		ask = limit + 1
	}
	var originals []int64
	err = db.ask(ctx, "read the evidence in "+db.path, `SELECT p.id, p.stance, p.act, p.reported, p.past, p.repeats, p.person, coalesce(s.channel, ''), p.condition, p.evidence,
		p.start, p."end", p.rule, p.confidence, p.verdict, p.current = 0, d.original, `+sourceColumns+`
		FROM position p JOIN document d ON d.id = p.document JOIN outlet o ON o.id = d.outlet LEFT JOIN statement s ON s.id = p.statement
		WHERE p.holder = ? AND p.issue = ? AND p.id < ? ORDER BY p.id DESC LIMIT ?`,
		[]any{holder, issue, firstOf(until + 1), ask}, func(rows *sql.Rows) (bool, error) {
			var e Evidence
			var original int64
			err := rows.Scan(append([]any{&e.ID, &e.Stance, &e.Act, &e.Reported, &e.Past, &e.Repeats, &e.Person, &e.Channel, &e.Condition, &e.Evidence,
				&e.Start, &e.End, &e.Rule, &e.Confidence, &e.Verdict, &e.Withdrawn, &original}, e.Source.dest()...)...)
			e.Date = Date(DayOf(e.ID))
			out, originals = append(out, e), append(originals, original)
			return true, err
		})
	if limit > 0 && len(out) > limit {
		out, originals, more = out[:limit], originals[:limit], true
	}
	slices.Reverse(out)
	slices.Reverse(originals)
	return foldCopies(out, originals), more, err
}

// foldCopies puts each report of a copy under the same report of its original.
func foldCopies(all []Evidence, originals []int64) []Evidence {
	type key struct {
		document int64
		stance   string
	}
	heads := map[key]int{}
	for i, e := range all {
		if e.Source.Document == originals[i] {
			heads[key{e.Source.Document, e.Stance}] = i
		}
	}
	counted := map[key]map[int64]bool{}
	var folded []bool = make([]bool, len(all))
	for i, e := range all {
		if e.Source.Document == originals[i] {
			continue
		}
		k := key{originals[i], e.Stance}
		head, ok := heads[k]
		if !ok {
			all[i].CopyOf = originals[i]
			continue
		}
		if counted[k] == nil {
			counted[k] = map[int64]bool{}
		}
		if folded[i] = true; !counted[k][e.Source.Document] {
			counted[k][e.Source.Document] = true
			all[head].Copies++
		}
	}
	out := all[:0]
	for i, e := range all {
		if !folded[i] {
			out = append(out, e)
		}
	}
	return out
}
