package store

import (
	"context"
	"encoding/json"
	"hash/fnv"
	"slices"
	"sort"
	"strconv"

	"demarche/internal/ledger"
)

// Settle brings the standings, shifts and reactions up to date with the
// positions. Only the cells that new documents have touched are gone through,
// each from the day of the touch on; a cell's state of the day before is kept
// for that. It is cheap where nothing is behind.
// Before that, what is the same is folded (fold.go).
func (db *DB) Settle(ctx context.Context) error {
	return db.settling(ctx, "settle the ledger of "+db.path, func(w *work) { w.settle(db) })
}

// Copies is how many documents were found to be copies of others since
// the database was opened.
func (db *DB) Copies() int { return int(db.copies.Load()) }

// Behind is how many documents and cells Settle would go through.
func (db *DB) Behind(ctx context.Context) (int, error) {
	var n int
	err := db.row(ctx, `SELECT (SELECT count(*) FROM dirty) + (SELECT count(*) FROM document WHERE folded = 0)`).Scan(&n)
	return n, db.fail("look into "+db.path, err)
}

// Catch settles what a killed ingest has left behind, unless another process
// is writing: then that process will, and the ledger as it stands is asked.
func (db *DB) Catch(ctx context.Context) error {
	n, err := db.Behind(ctx)
	if err != nil || n == 0 {
		return err
	}
	conn, err := db.pool.Conn(ctx)
	if err != nil {
		return db.fail("open "+db.path, err)
	}
	defer conn.Close()
	if ours, err := db.d.try(ctx, conn); err != nil || !ours {
		return db.fail("open "+db.path, err)
	}
	w := &work{ctx: ctx, w: newWriter(conn, db.d)}
	w.settle(db)
	w.flush()
	end := `COMMIT`
	if w.err != nil {
		end = `ROLLBACK`
	}
	for _, s := range w.w.stmts {
		s.Close()
	}
	if _, err := conn.ExecContext(context.WithoutCancel(ctx), end); err != nil && w.err == nil {
		w.err = err
	}
	return db.fail("settle the ledger of "+db.path, w.err)
}

type cell struct {
	holder, issue string
	day           int
}

// backlog is how many documents are settled without a word.
const backlog = 5 * rebuilding

func (w *work) settle(db *DB) {
	new := w.list(`SELECT id FROM document WHERE folded = 0 ORDER BY day, id`)
	done := 0
	for some := range slices.Chunk(new, rebuilding) {
		if db.told != nil && len(new) > backlog {
			db.told("settling what was read and not settled", done, len(new))
		}
		moved, copies := db.foldDocuments(w, some)
		w.foldStatements(some, moved)
		done, w.copies = done+len(some), w.copies+copies
	}
	var cells []cell
	w.each(`SELECT holder, issue, min(day) FROM dirty GROUP BY issue, holder ORDER BY issue, holder`, nil, func(scan func(...any)) {
		var c cell
		scan(&c.holder, &c.issue, &c.day)
		cells = append(cells, c)
	})
	from := map[string]int{} // issue → the first day whose reactions may have changed
	for _, c := range cells {
		if d, ok := from[c.issue]; !ok || c.day < d {
			from[c.issue] = c.day
		}
		if c.holder != "" && c.holder != "other" {
			w.settleCell(c)
		}
	}
	w.react(from)
	w.exec(`DELETE FROM dirty`)
}

// settleCell hears a cell's reports again from a day on.
func (w *work) settleCell(c cell) {
	w.exec(`DELETE FROM standing WHERE holder = ? AND issue = ? AND day >= ?`, c.holder, c.issue, c.day)
	w.exec(`DELETE FROM shift WHERE holder = ? AND issue = ? AND day >= ?`, c.holder, c.issue, c.day)
	w.exec(`DELETE FROM reaction WHERE holder = ? AND issue = ? AND day >= ?`, c.holder, c.issue, c.day)
	w.exec(`UPDATE shift SET denied = 0, denied_day = 0 WHERE holder = ? AND issue = ? AND denied_day >= ?`, c.holder, c.issue, c.day)
	state, known := w.state(c)
	if !known {
		c.day = dawn // what was heard before the first standing left none behind
	}
	reports := w.reports(c)
	for i := 0; i < len(reports); {
		j := i
		for j < len(reports) && reports[j].Day == reports[i].Day {
			j++
		}
		day := reports[i].Day
		w.heard(c, day, state.Hear(day, reports[i:j]), state)
		i = j
	}
}

// dawn is before every day.
const dawn = -1 << 22

// state is a cell as it was before its day, if it had a standing by then.
func (w *work) state(c cell) (state ledger.Cell, known bool) {
	var text string
	known = w.get(`SELECT cell FROM standing WHERE holder = ? AND issue = ? AND day < ? ORDER BY day DESC LIMIT 1`, []any{c.holder, c.issue, c.day}, &text)
	if known {
		if err := json.Unmarshal([]byte(text), &state); err != nil {
			w.err = err
		}
	}
	return state, known
}

func (w *work) heard(c cell, day int, ch ledger.Change, state ledger.Cell) {
	s := ch.Standing
	if s.Stance == "" {
		return
	}
	w.exec(`INSERT INTO cell (holder, issue) VALUES (?, ?) ON CONFLICT DO NOTHING`, c.holder, c.issue)
	text, err := json.Marshal(state)
	if err != nil {
		w.err = err
		return
	}
	w.exec(`INSERT INTO standing (holder, issue, day, stance, grade, condition, rule, since, proof, heard, sources, contrary, cell)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		c.holder, c.issue, day, s.Stance, s.Grade, s.Condition, s.Rule, s.Since, s.Proof, s.Heard, s.Sources, s.Contrary, string(text))
	if h := ch.Shift; h != nil {
		w.exec(`INSERT INTO shift (holder, issue, day, "from", "to", rule, old, new, sources) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			c.holder, c.issue, day, h.From, h.To, h.Rule, h.Old, h.New, h.Sources)
	}
	if d := ch.Denial; d != nil {
		w.exec(`UPDATE shift SET denied = ?, denied_day = ? WHERE holder = ? AND issue = ? AND day = ?`, d.By, day, c.holder, c.issue, d.ShiftDay)
		w.exec(`DELETE FROM reaction WHERE holder = ? AND issue = ? AND day = ?`, c.holder, c.issue, d.ShiftDay)
	}
}

// reports are a cell's reports from its day on, in the order in which they were
// published, whatever the order in which they were read.
func (w *work) reports(c cell) []ledger.Report {
	type row struct {
		ledger.Report
		published, hash string
		start           int
	}
	var rows []row
	w.each(`SELECT p.id, p.stance, p.act, p.reported, p.past, p.repeats, x.name, p.evidence, p.condition,
		CASE WHEN p.verdict IN ('accepted', 'changed') THEN 1.0 ELSE p.confidence END, d.published, d.hash, p.start
		FROM position p JOIN document d ON d.id = p.document JOIN outlet x ON x.id = coalesce(p.via, d.origin)
		WHERE p.holder = ? AND p.issue = ? AND p.id >= ? AND p.current = 1 AND p.verdict <> 'rejected' ORDER BY p.id`,
		[]any{c.holder, c.issue, firstOf(c.day)}, func(scan func(...any)) {
			var r row
			scan(&r.ID, &r.Stance, &r.Act, &r.Reported, &r.Past, &r.Repeats, &r.Source, &r.Evidence, &r.Condition, &r.Confidence, &r.published, &r.hash, &r.start)
			r.Day, r.Source = DayOf(r.ID), short(r.Source)
			rows = append(rows, r)
		})
	sort.SliceStable(rows, func(i, j int) bool {
		a, b := rows[i], rows[j]
		switch {
		case a.Day != b.Day:
			return a.Day < b.Day
		case a.published != b.published:
			return a.published < b.published
		case a.hash != b.hash:
			return a.hash < b.hash
		}
		return a.start < b.start
	})
	out := make([]ledger.Report, len(rows))
	for i, r := range rows {
		out[i] = r.Report
	}
	return out
}

// short stands for an outlet's name in the state of a cell.
func short(name string) string {
	h := fnv.New32a()
	h.Write([]byte(name))
	return strconv.FormatUint(uint64(h.Sum32()), 36)
}

// reactionDays is how long behind a shift something can react to it.
const reactionDays = 14

type move struct {
	holder, issue string
	day           int
}

// react finds the reactions to the shifts that may have new ones.
func (w *work) react(from map[string]int) {
	issues := make([]string, 0, len(from))
	for i := range from {
		issues = append(issues, i)
	}
	slices.Sort(issues)
	done := map[move]bool{}
	for _, issue := range issues {
		for _, m := range w.moves(issue, from[issue]-reactionDays) {
			if !done[m] {
				done[m] = true
				w.exec(`DELETE FROM reaction WHERE holder = ? AND issue = ? AND day = ?`, m.holder, m.issue, m.day)
				w.stated(m)
				w.implied(m)
			}
		}
	}
}

// moves are the shifts on an issue from a day on; of every issue where it is
// empty, which is that of answers that name none.
func (w *work) moves(issue string, since int) []move {
	var out []move
	w.each(`SELECT holder, issue, day FROM shift WHERE (issue = ?1 OR ?1 = '') AND day >= ?2 AND denied = 0 ORDER BY issue, day, holder`, []any{issue, since}, func(scan func(...any)) {
		var m move
		scan(&m.holder, &m.issue, &m.day)
		out = append(out, m)
	})
	return out
}

// stated keeps, for each party, the first sentence that says it reacts to the
// shift: one that names the issue before one that only names the holder.
func (w *work) stated(m move) {
	type row struct {
		by, marker, evidence string
		day                  int
		document             int64
		start, end           int
	}
	var rows []row
	w.each(`SELECT a."by", a.marker, a.evidence, a.day, a.document, a.start, a."end" FROM answer a JOIN document d ON d.id = a.document
		WHERE a.day BETWEEN ?1 AND ?2 AND a.current = 1 AND a."by" <> ?3 AND a."by" <> 'other'
		AND (a."to" = ?3 AND a.issue = ?4
			OR a."to" = ?3 AND a.issue = '' AND (a.title = 1 OR EXISTS (SELECT 1 FROM position p WHERE p.document = a.document AND p.issue = ?4))
			OR a."to" = '' AND a.issue = ?4)
		ORDER BY a.issue = '', a.day, d.published, d.hash, a.start`, []any{m.day, m.day + reactionDays, m.holder, m.issue}, func(scan func(...any)) {
		var r row
		scan(&r.by, &r.marker, &r.evidence, &r.day, &r.document, &r.start, &r.end)
		rows = append(rows, r)
	})
	for _, r := range rows {
		var position int64
		stance, about := "", m.issue
		// What it says of the issue, in that sentence or in that document; else
		// of another issue in that sentence.
		w.get(`SELECT id, stance, issue FROM position WHERE document = ?1 AND holder = ?2 AND current = 1 AND past = 0 AND verdict <> 'rejected'
			AND (issue = ?3 OR start < ?4 AND "end" > ?5)
			ORDER BY issue <> ?3, NOT (start < ?4 AND "end" > ?5), start LIMIT 1`, []any{r.document, r.by, m.issue, r.end, r.start}, &position, &stance, &about)
		w.exec(`INSERT INTO reaction (holder, issue, day, "by", kind, at, about, stance, marker, position, document, evidence) VALUES (?, ?, ?, ?, 'stated', ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			m.holder, m.issue, m.day, r.by, r.day, about, stance, r.marker, position, r.document, r.evidence)
	}
}

// implied keeps, for every other party, its first new word of its own on the
// issue within two weeks.
func (w *work) implied(m move) {
	w.exec(`INSERT INTO reaction (holder, issue, day, "by", kind, at, about, stance, marker, position, document, evidence)
		SELECT CAST(?1 AS TEXT), CAST(?2 AS TEXT), CAST(?3 AS BIGINT), p.holder, 'implied', p.id >> 36, p.issue, p.stance, '', p.id, p.document, p.evidence FROM position p
		WHERE p.issue = ?2 AND p.id >= ?4 AND p.id < ?5 AND p.holder <> ?1 AND p.holder <> 'other'
		AND p.reported = 'said' AND p.past = 0 AND p.repeats = 0 AND p.current = 1 AND p.verdict <> 'rejected' AND p.confidence >= 0.4
		ORDER BY p.id ON CONFLICT DO NOTHING`, m.holder, m.issue, m.day, firstOf(m.day+1), firstOf(m.day+reactionDays+1))
}
