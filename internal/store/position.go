package store

import (
	"demarche"
)

// position writes one position report. Its day is when the stance was taken, as
// far as the text says so, else when the document was published.
func (c *contents) position(p *demarche.Position) {
	day := c.day
	if d, ok := Day(p.Date); ok && d <= c.day+1 && c.day-d < 400 {
		day = d
	}
	condition := ""
	if p.Condition != nil {
		condition = c.cut(*p.Condition)
	}
	person := ""
	if a := c.actors[p.Person]; a != nil {
		person = a.Name
	}
	c.exec(`INSERT INTO position (id, document, local, holder, person, issue, stance, act, reported, past, condition, evidence, start, "end", statement, rule, confidence, via, repeats, read, current)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		c.next("position", day), c.document, p.ID, p.Holder, person, p.Issue, p.Stance, p.Act, p.Reported, p.Time == "past",
		condition, c.cut(p.Evidence), p.Evidence.Start, p.Evidence.End, none(c.rows[p.Statement]), p.Rule, p.Confidence,
		none(c.via[p.Statement]), c.repeats[p.Statement], p.Stance, c.current)
}

// soil notes which cells a document touches, and from which day on.
func (w *work) soil(document int64) {
	w.exec(`INSERT INTO dirty (holder, issue, day)
		SELECT holder, issue, min(id >> 24) FROM position WHERE document = ? GROUP BY holder, issue
		ON CONFLICT (holder, issue) DO UPDATE SET day = CASE WHEN dirty.day < excluded.day THEN dirty.day ELSE excluded.day END`, document)
	// An answer touches the moves of an issue, or of any where it names none.
	w.exec(`INSERT INTO dirty (holder, issue, day)
		SELECT '', issue, min(day) FROM answer WHERE document = ? GROUP BY issue
		ON CONFLICT (holder, issue) DO UPDATE SET day = CASE WHEN dirty.day < excluded.day THEN dirty.day ELSE excluded.day END`, document)
}

// soilCopies notes the cells of an original and all its copies.
func (w *work) soilCopies(original int64) {
	var ids []int64
	w.each(`SELECT id FROM document WHERE original = ?`, []any{original}, func(scan func(...any)) {
		var id int64
		scan(&id)
		ids = append(ids, id)
	})
	for _, id := range ids {
		w.soil(id)
	}
}
