package store

import (
	"context"
	"database/sql"
)

// Proof is the report that a shift starts from or ends in.
type Proof struct {
	Position int64  `json:"position"`
	Date     string `json:"date"`
	Person   string `json:"person,omitempty"`
	Evidence string `json:"evidence"`
	Source   Source `json:"from"`
}

// Shift is a change of standing with its proof and what it set off.
type Shift struct {
	Holder    string     `json:"holder"`
	Issue     string     `json:"issue"`
	Date      string     `json:"date"`
	From      string     `json:"from_stance"`
	To        string     `json:"to_stance"`
	Rule      string     `json:"rule"`
	Sources   int        `json:"sources"`
	Denied    *Proof     `json:"denied,omitempty"`
	Old       *Proof     `json:"old,omitempty"`
	New       *Proof     `json:"new"`
	Reactions []Reaction `json:"reactions,omitempty"`

	old, new, denied int64
	day              int
}

// Reaction is what another party says or does about a shift.
type Reaction struct {
	By       string `json:"by"`
	Kind     string `json:"kind"` // stated | implied
	Date     string `json:"date"`
	About    string `json:"about"` // the issue that the stance is on
	Stance   string `json:"stance,omitempty"`
	Marker   string `json:"marker,omitempty"` // the words that say so
	Position int64  `json:"position,omitempty"`
	Evidence string `json:"evidence"`
	Source   Source `json:"from"`
}

// Moves are the shifts between two days, newest first, at most limit. Those
// that their holder has denied come only with denied.
func (db *DB) Moves(ctx context.Context, since, until, limit int, denied bool) ([]Shift, error) {
	if limit <= 0 {
		limit = -1
	}
	var out []Shift
	op := "read the moves of " + db.path
	err := db.ask(ctx, op, `SELECT holder, issue, day, "from", "to", rule, sources, old, new, denied FROM shift
		WHERE day BETWEEN ? AND ? AND (denied = 0 OR ?) ORDER BY day DESC, issue, holder LIMIT ?`, []any{since, until, denied, limit}, func(rows *sql.Rows) (bool, error) {
		var h Shift
		err := rows.Scan(&h.Holder, &h.Issue, &h.day, &h.From, &h.To, &h.Rule, &h.Sources, &h.old, &h.new, &h.denied)
		h.Date = Date(h.day)
		out = append(out, h)
		return true, err
	})
	for i := range out {
		if err == nil {
			err = db.prove(ctx, op, &out[i])
		}
	}
	return out, err
}

func (db *DB) prove(ctx context.Context, op string, h *Shift) (err error) {
	for _, p := range []struct {
		id   int64
		dest **Proof
	}{{h.old, &h.Old}, {h.new, &h.New}, {h.denied, &h.Denied}} {
		if p.id == 0 || err != nil {
			continue
		}
		err = db.ask(ctx, op, `SELECT p.person, p.evidence, `+sourceColumns+` FROM position p JOIN document d ON d.id = p.document JOIN outlet o ON o.id = d.outlet WHERE p.id = ?`,
			[]any{p.id}, func(rows *sql.Rows) (bool, error) {
				proof := Proof{Position: p.id, Date: Date(DayOf(p.id))}
				*p.dest = &proof
				return true, rows.Scan(append([]any{&proof.Person, &proof.Evidence}, proof.Source.dest()...)...)
			})
	}
	if err != nil {
		return err
	}
	return db.ask(ctx, op, `SELECT r."by", r.kind, r.at, r.about, r.stance, r.marker, r.position, r.evidence, `+sourceColumns+`
		FROM reaction r JOIN document d ON d.id = r.document JOIN outlet o ON o.id = d.outlet
		WHERE r.holder = ? AND r.issue = ? AND r.day = ? ORDER BY r.at, r.kind DESC, r."by"`, []any{h.Holder, h.Issue, h.day}, func(rows *sql.Rows) (bool, error) {
		var x Reaction
		var at int
		err := rows.Scan(append([]any{&x.By, &x.Kind, &at, &x.About, &x.Stance, &x.Marker, &x.Position, &x.Evidence}, x.Source.dest()...)...)
		x.Date = Date(at)
		h.Reactions = append(h.Reactions, x)
		return true, err
	})
}
