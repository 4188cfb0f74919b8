package store

import (
	"context"
	"database/sql"
	"math"
	"slices"
	"strings"
)

// Proof is the report that a shift starts from or ends in.
type Proof struct {
	Position int64  `json:"position"`
	Date     string `json:"date"`
	Person   string `json:"person,omitempty"`
	Evidence string `json:"evidence"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
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

	day int
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

// MoveFilter says which shifts are asked for. Empty strings ask for all.
type MoveFilter struct {
	Since, Until  int // days
	Holder, Issue string
	Limit         int  // 0 for all
	Offset        int  // so many of the newest are left out
	Denied        bool // also those that their holder has denied
}

// Moves are the shifts between two days, newest first, at most limit. Those
// that their holder has denied come only with denied.
func (db *DB) Moves(ctx context.Context, since, until, limit int, denied bool) ([]Shift, error) {
	return db.MovesOf(ctx, MoveFilter{Since: since, Until: until, Limit: limit, Denied: denied})
}

// MovesOf are the shifts that a filter asks for, newest first.
func (db *DB) MovesOf(ctx context.Context, f MoveFilter) ([]Shift, error) {
	limit := f.Limit
	if limit <= 0 {
		limit = math.MaxInt64
	}
	only, which := f.cells()
	op := "read the moves of " + db.path
	var out []Shift
	err := db.ask(ctx, op, `SELECT h.holder, h.issue, h.day, h."from", h."to", h.rule, h.sources, `+
		proofColumns("a")+`, `+proofColumns("b")+`, `+proofColumns("c")+`
		FROM (SELECT * FROM shift WHERE day BETWEEN ? AND ? AND (denied = 0 OR ? = 1)`+only+` ORDER BY day DESC, issue, holder LIMIT ? OFFSET ?) h`+
		proofJoins("a", "old")+proofJoins("b", "new")+proofJoins("c", "denied")+` ORDER BY h.day DESC, h.issue, h.holder`,
		append(append([]any{f.Since, f.Until, f.Denied}, which...), limit, f.Offset), func(rows *sql.Rows) (bool, error) {
			var h Shift
			var old, new, no Proof
			dest := []any{&h.Holder, &h.Issue, &h.day, &h.From, &h.To, &h.Rule, &h.Sources}
			err := rows.Scan(slices.Concat(dest, old.dest(), new.dest(), no.dest())...)
			h.Date, h.Old, h.New, h.Denied = Date(h.day), old.known(), new.known(), no.known()
			out = append(out, h)
			return true, err
		})
	if err != nil || len(out) == 0 {
		return out, err
	}
	return out, db.reactions(ctx, op, f, out)
}

// theseShifts is the condition that leaves the reactions to some shifts: to a
// pageful by their keys, to more by their days.
func theseShifts(shifts []Shift, f MoveFilter) (sql string, args []any) {
	if len(shifts) > 100 {
		only, which := f.cells()
		only = strings.NewReplacer(" holder", " r.holder", " issue", " r.issue").Replace(only)
		return `r.day BETWEEN ? AND ?` + only, append([]any{shifts[len(shifts)-1].day, shifts[0].day}, which...)
	}
	var each []string
	for _, h := range shifts {
		each = append(each, `r.holder = ? AND r.issue = ? AND r.day = ?`)
		args = append(args, h.Holder, h.Issue, h.day)
	}
	return `(` + strings.Join(each, ` OR `) + `)`, args
}

// proofColumns are the columns of a Proof, empty where there is none.
func proofColumns(n string) string {
	return strings.NewReplacer("#", n).Replace(`coalesce(p#.id, 0), coalesce(p#.person, ''), coalesce(p#.evidence, ''), coalesce(p#.start, 0), coalesce(p#."end", 0),
		coalesce(d#.id, 0), coalesce(d#.hash, ''), coalesce(o#.name, ''), coalesce(d#.title, ''), coalesce(d#.url, ''), coalesce(d#.source, ''), coalesce(d#.published, '')`)
}

func proofJoins(n, column string) string {
	return strings.NewReplacer("#", n, "@", column).Replace(` LEFT JOIN position p# ON p#.id = h.@ LEFT JOIN document d# ON d#.id = p#.document LEFT JOIN outlet o# ON o#.id = d#.outlet`)
}

func (p *Proof) dest() []any {
	return append([]any{&p.Position, &p.Person, &p.Evidence, &p.Start, &p.End}, p.Source.dest()...)
}

// known is the proof with its date, or nil where there is none.
func (p *Proof) known() *Proof {
	if p.Position == 0 {
		return nil
	}
	p.Date = Date(DayOf(p.Position))
	return p
}

// cells is the condition that leaves a filter's cells, with its arguments.
func (f MoveFilter) cells() (string, []any) {
	sql, args := "", []any(nil)
	if f.Holder != "" {
		sql, args = sql+` AND holder = ?`, append(args, f.Holder)
	}
	if f.Issue != "" {
		sql, args = sql+` AND issue = ?`, append(args, f.Issue)
	}
	return sql, args
}

// ShiftDays are the days on which somebody moved, the oldest first.
func (db *DB) ShiftDays(ctx context.Context) ([]int64, error) {
	return db.ids(ctx, `
		WITH RECURSIVE d(day) AS ( -- from one day to the next in the index, where many move on each
			SELECT min(day) FROM shift
			UNION ALL SELECT (SELECT min(day) FROM shift WHERE day > d.day) FROM d WHERE d.day IS NOT NULL)
		SELECT day FROM d WHERE EXISTS (SELECT 1 FROM shift WHERE day = d.day AND denied = 0) ORDER BY day`)
}

// reactions fills in who reacted to the shifts, which are in order of time.
func (db *DB) reactions(ctx context.Context, op string, f MoveFilter, shifts []Shift) error {
	type key struct {
		holder, issue string
		day           int
	}
	at := map[key]*Shift{}
	for i := range shifts {
		h := &shifts[i]
		at[key{h.Holder, h.Issue, h.day}] = h
	}
	those, which := theseShifts(shifts, f)
	return db.ask(ctx, op, `SELECT r.holder, r.issue, r.day, r."by", r.kind, r.at, r.about, r.stance, r.marker, r.position, r.evidence, `+sourceColumns+`
		FROM reaction r JOIN document d ON d.id = r.document JOIN outlet o ON o.id = d.outlet
		WHERE `+those+` ORDER BY r.at, r.kind DESC, r."by"`, which, func(rows *sql.Rows) (bool, error) {
		var k key
		var x Reaction
		var day int
		err := rows.Scan(append([]any{&k.holder, &k.issue, &k.day, &x.By, &x.Kind, &day, &x.About, &x.Stance, &x.Marker, &x.Position, &x.Evidence}, x.Source.dest()...)...)
		x.Date = Date(day)
		if h := at[k]; h != nil {
			h.Reactions = append(h.Reactions, x)
		}
		return true, err
	})
}
