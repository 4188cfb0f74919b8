package store

import (
	"demarche"
)

// since is the day of a position: when the stance was taken, as far as the text
// says so, else when the document was published.
func (c *contents) since(p *demarche.Position) int {
	if d, ok := Day(p.Date); ok && d <= c.day+1 && c.day-d < 400 {
		return d
	}
	return c.day
}

// position keeps one position report, to be written.
func (c *contents) position(p *demarche.Position) {
	condition := ""
	if p.Condition != nil {
		condition = c.cut(*p.Condition)
	}
	person := ""
	if a := c.actor[p.Person]; a != nil {
		person = a.Name
	}
	c.touch(p.Holder, p.Issue, c.since(p))
	c.held = append(c.held, []any{c.next("position", c.since(p)), c.document, p.ID, p.Holder, person, p.Issue, p.Stance, p.Act, p.Reported, p.Time == "past",
		condition, c.cut(p.Evidence), p.Evidence.Start, p.Evidence.End, none(c.rows[p.Statement]), p.Rule, p.Confidence,
		none(c.via[p.Statement]), p.Stance, c.current})
}

// soiledBefore ends an INSERT of cells that a document touches: of two days the
// first one counts.
const soiledBefore = ` ON CONFLICT (holder, issue, document) DO UPDATE SET day = CASE WHEN dirty.day < excluded.day THEN dirty.day ELSE excluded.day END`

// soil notes which cells a document touches, and from which day on.
func (w *work) soil(document int64) {
	w.exec(`INSERT INTO dirty (holder, issue, document, day)
		SELECT holder, issue, document, min(id >> 36) FROM position WHERE document = ? GROUP BY holder, issue, document`+soiledBefore, document)
	// An answer touches the moves of an issue, or of any where it names none.
	w.exec(`INSERT INTO dirty (holder, issue, document, day)
		SELECT '', issue, document, min(day) FROM answer WHERE document = ? GROUP BY issue, document`+soiledBefore, document)
}

// soilCopies notes the cells of an original and all its copies.
func (w *work) soilCopies(original int64) {
	for _, id := range w.list(`SELECT id FROM document WHERE original = ?`, original) {
		w.soil(id)
	}
}
