package store

import (
	"encoding/hex"
	"strings"

	"demarche"
)

func (c *contents) statement(s *demarche.Statement, issues []string) {
	day, how := c.when(s)
	id := c.next("statement", day)
	content := demarche.Join(c.cut, s.Content)
	speaker := ""
	if a := c.actor[s.Speaker]; a != nil {
		speaker = a.Name
	}
	party := c.partyOf(s)
	if n := paper(s); n != "" {
		c.via[s.ID] = c.outlet(n)
	}
	c.rows[s.ID] = id
	start, end := bounds(s.Content)
	c.said = append(c.said, []any{id, c.document, s.ID, s.Kind, party, speaker, how, content, start, end,
		strings.Join(channelNames(s), "; "), occasion(s), s.Language, s.Confidence, none(c.via[s.ID]), c.w.terms.WordsOf(content).Bytes(), id, c.current})
	c.pending.found = append(c.pending.found, c.seek(id, s, party, speaker, content, issues))
}

// seek keeps what the full-text search is to find a statement by.
func (c *contents) seek(id int64, s *demarche.Statement, party, speaker, content string, issues []string) entry {
	facets := facets(party, issues, append(channelNames(s), outletName(&c.rec.Document)))
	return entry{id, found{c.w.stems.of(content), c.w.stems.of(speaker + " " + party), facets}}
}

// when is the day of the utterance: the text's own date where it has one that
// can be, else the document's.
func (c *contents) when(s *demarche.Statement) (day int, how string) {
	if s.Time != nil {
		if d, ok := Day(s.Time.Date); ok && d <= c.day+1 && d > c.day-20000 {
			return d, "text"
		}
	}
	return c.day, c.how
}

func (c *contents) partyOf(s *demarche.Statement) string {
	if a := c.actor[s.Speaker]; s.Party == "" && a != nil {
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
// and their utterances. It returns how many there were. Those that followed one
// of them are folded again.
func (w *work) dropStatements(document int64) int {
	var all []*spoken
	w.each(`SELECT id, party, speaker, words, utterance FROM statement WHERE document = ? ORDER BY id`, []any{document}, func(scan func(...any)) {
		all = append(all, scanSpoken(scan))
	})
	w.exec(`DELETE FROM statement WHERE document = ?`, document)
	w.index() // one of them may be on its way
	left := map[int64]bool{}
	for _, s := range all {
		w.exec(`DELETE FROM statement_words WHERE rowid = ?`, s.id)
		table := "echo"
		if s.utterance == s.id {
			table = "band"
			w.exec(`UPDATE statement SET utterance = ? WHERE utterance = ? AND utterance <> id`, remake, s.id)
		}
		if keys := bandKeys(s); len(keys) > 0 {
			w.exec(unbandQuery(table), append(padded(keys), s.id)...)
		}
		left[s.utterance] = true
	}
	w.tally(left)
	return len(all)
}
