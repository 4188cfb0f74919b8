package store

import (
	"encoding/hex"
	"strings"

	"demarche"
	"demarche/internal/ledger"
)

// The parts that a statement can have in its utterance.
const (
	roleFirst      = "first"      // the first appearance
	roleCopy       = "copy"       // the same article, printed again
	roleVariant    = "variant"    // another article, perhaps cut or translated otherwise
	roleRepetition = "repetition" // an old utterance in a later article: background
)

func (c *contents) statement(s *demarche.Statement, issues []string) {
	day, how := c.said(s)
	id := c.next("statement", day)
	content := demarche.Join(c.cut, s.Content)
	speaker := ""
	if a := c.actors[s.Speaker]; a != nil {
		speaker = a.Name
	}
	party := c.partyOf(s)
	if len(s.Channel) > 0 && s.Channel[0].Name != "" {
		c.via[s.ID] = c.outlet(s.Channel[0].Name)
	}
	u, role := c.utter(id, s.ID, day, party, speaker, content)
	c.rows[s.ID], c.repeats[s.ID] = id, role == roleRepetition
	start, end := bounds(s.Content)
	c.exec(`INSERT INTO statement (id, document, local, kind, party, speaker, said_how, content, start, "end", channel, occasion, language, confidence, via, utterance, role, current)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id, c.document, s.ID, s.Kind, party, speaker, how, content, start, end,
		strings.Join(channelNames(s), "; "), occasion(s), s.Language, s.Confidence, none(c.via[s.ID]), u, role, c.current)
	c.index(id, s, party, speaker, content, issues)
}

// index puts a statement into the full-text search.
func (c *contents) index(id int64, s *demarche.Statement, party, speaker, content string, issues []string) {
	facets := facets(party, issues, append(channelNames(s), outletName(&c.rec.Document)))
	c.w.d.index(c.work, id, found{words(content), words(speaker + " " + party), facets})
}

// said is the day of the utterance: the text's own date where it has one that
// can be, else the document's.
func (c *contents) said(s *demarche.Statement) (day int, how string) {
	if s.Time != nil {
		if d, ok := Day(s.Time.Date); ok && d <= c.day+1 && d > c.day-20000 {
			return d, "text"
		}
	}
	return c.day, c.how
}

func (c *contents) partyOf(s *demarche.Statement) string {
	if a := c.actors[s.Speaker]; s.Party == "" && a != nil {
		return a.Party
	}
	return s.Party
}

func bounds(spans []demarche.Span) (start, end int) {
	if len(spans) == 0 {
		return 0, 0
	}
	return spans[0].Start, spans[len(spans)-1].End
}

func channelNames(s *demarche.Statement) []string {
	names := make([]string, len(s.Channel))
	for i, c := range s.Channel {
		names[i] = c.Name
	}
	return names
}

func occasion(s *demarche.Statement) string {
	if s.Occasion == nil {
		return ""
	}
	return s.Occasion.Text
}

// none is NULL for 0.
func none(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// facets are what a filter may ask for, as words that no text holds. via are
// the outlet and the channels.
func facets(party string, issues, via []string) []string {
	var out []string
	if party != "" {
		out = append(out, facet('p', party))
	}
	for _, i := range issues {
		out = append(out, facet('i', i))
	}
	for _, v := range via {
		out = append(out, facet('v', v))
	}
	return out
}

func facet(kind byte, value string) string {
	return string(kind) + hex.EncodeToString([]byte(strings.ToLower(value))) + "0"
}

// dropStatements takes a document's statements out of the tables, the search
// and their utterances. It returns how many there were.
func (w *work) dropStatements(document int64) int {
	type row struct {
		id, utterance  int64
		party, content string
	}
	var rows []row
	w.each(`SELECT id, utterance, party, content FROM statement WHERE document = ? ORDER BY id`, []any{document}, func(scan func(...any)) {
		var r row
		scan(&r.id, &r.utterance, &r.party, &r.content)
		rows = append(rows, r)
	})
	w.exec(`DELETE FROM statement WHERE document = ?`, document)
	left := map[int64]bool{} // utterance → it still has statements
	for _, r := range rows {
		w.exec(`DELETE FROM statement_words WHERE rowid = ?`, r.id)
		if _, done := left[r.utterance]; !done {
			left[r.utterance] = w.tally(r.utterance)
		}
	}
	for _, r := range rows {
		if left[r.utterance] {
			continue
		}
		for _, k := range bandKeys(r.party, ledger.WordsOf(r.content)) {
			w.exec(`DELETE FROM band WHERE key = ? AND utterance = ?`, k, r.utterance)
		}
	}
	return len(rows)
}

// tally counts an utterance anew after it has lost statements; one without any
// goes. It reports whether the utterance is still there.
func (w *work) tally(utterance int64) bool {
	var head int64
	w.exec(`DELETE FROM utterance_source WHERE utterance = ?`, utterance)
	if !w.get(`SELECT id FROM statement WHERE utterance = ? ORDER BY id LIMIT 1`, []any{utterance}, &head) {
		w.exec(`DELETE FROM utterance WHERE id = ?`, utterance)
		return false
	}
	w.exec(`INSERT INTO utterance_source (utterance, origin)
		SELECT s.utterance, coalesce(s.via, d.origin) FROM statement s JOIN document d ON d.id = s.document WHERE s.utterance = ? ON CONFLICT DO NOTHING`, utterance)
	w.exec(`UPDATE statement SET role = 'first' WHERE id = ?`, head)
	w.exec(`UPDATE utterance SET head = ?, day = ?, variants = (SELECT count(*) FROM statement WHERE utterance = ?),
		sources = (SELECT count(*) FROM utterance_source WHERE utterance = ?) WHERE id = ?`, head, DayOf(head), utterance, utterance, utterance)
	return true
}
