package store

import (
	"hash/fnv"
	"strings"

	"demarche/internal/ledger"
)

// utterance is a candidate for the fold.
type utterance struct {
	id      int64
	day     int
	speaker string
	words   ledger.Words
}

// utter finds the utterance that a statement reports, or makes it, and says
// what part the statement has in it.
func (c *contents) utter(statement int64, local string, day int, party, speaker, content string) (id int64, role string) {
	words := ledger.WordsOf(content)
	if party == "" && speaker == "" {
		return c.fresh(statement, local, day, party, speaker, words), roleFirst
	}
	if u := c.likeliest(day, party, speaker, words); u != nil {
		if words.Exact != 0 { // the search for repetitions should know each wording
			c.exec(`INSERT OR IGNORE INTO band (key, utterance) VALUES (?, ?)`, bandKeys(party, words)[0], u.id)
		}
		return c.joinUtterance(u, statement, local, day)
	}
	if u := c.older(day, party, speaker, words); u != nil {
		id, _ = c.joinUtterance(u, statement, local, day)
		return id, roleRepetition
	}
	return c.fresh(statement, local, day, party, speaker, words), roleFirst
}

// likeliest is the most alike utterance of the same party within a few days.
func (c *contents) likeliest(day int, party, speaker string, words ledger.Words) *utterance {
	var best *utterance
	like := 0.0
	for i := range c.around(party, day) {
		u := &c.near[party][i]
		if abs(u.day-day) > ledger.Near || unlike(u.speaker, speaker) {
			continue
		}
		bound := u.speaker != "" && speaker != "" && abs(u.day-day) <= 1
		if l := ledger.Likeness(u.words, words); l > like && ledger.Same(u.words, words, bound) {
			best, like = u, l
		}
	}
	return best
}

// around loads the utterances of a party near the document's day, once.
func (c *contents) around(party string, day int) []utterance {
	if _, ok := c.near[party]; !ok || abs(day-c.day) > 1 {
		c.near[party] = nil
		c.each(`SELECT id, day, speaker, words FROM utterance WHERE party = ? AND day BETWEEN ? AND ? ORDER BY id`,
			[]any{party, min(day, c.day-1) - ledger.Near, max(day, c.day) + ledger.Near}, func(scan func(...any)) {
				var u utterance
				var words []byte
				scan(&u.id, &u.day, &u.speaker, &words)
				u.words = ledger.ParseWords(words)
				c.near[party] = append(c.near[party], u)
			})
		if c.near[party] == nil {
			c.near[party] = []utterance{}
		}
	}
	return c.near[party]
}

// older is an utterance of long ago that the words restate.
func (c *contents) older(day int, party, speaker string, words ledger.Words) *utterance {
	seen := map[int64]bool{}
	for i, k := range bandKeys(party, words) {
		exact := i == 0 && words.Exact != 0
		var ids []int64
		c.each(`SELECT utterance FROM band WHERE key = ? LIMIT 32`, []any{k}, func(scan func(...any)) {
			var id int64
			scan(&id)
			ids = append(ids, id)
		})
		for _, id := range ids {
			if seen[id] {
				continue
			}
			seen[id] = true
			u := utterance{id: id}
			var raw []byte
			if !c.get(`SELECT day, speaker, words FROM utterance WHERE id = ?`, []any{id}, &u.day, &u.speaker, &raw) {
				continue
			}
			u.words = ledger.ParseWords(raw)
			if u.day < day-ledger.Near && !unlike(u.speaker, speaker) &&
				(exact || ledger.Repeats(u.words, words, u.speaker != "" && speaker != "")) {
				return &u
			}
		}
	}
	return nil
}

// unlike reports whether two speakers are known to be different people. A
// family name alone may stand for a full one.
func unlike(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	if a == "" || b == "" || a == b {
		return false
	}
	return !shareName(a, b)
}

func shareName(a, b string) bool {
	fa, fb := strings.Fields(a), strings.Fields(b)
	return len(fa) > 0 && len(fb) > 0 && fa[len(fa)-1] == fb[len(fb)-1]
}

// joinUtterance adds a statement to an utterance. One that was said earlier
// than all others becomes its first appearance.
func (c *contents) joinUtterance(u *utterance, statement int64, local string, day int) (int64, string) {
	role := roleVariant
	switch {
	case c.copied:
		role = roleCopy
	case c.day-u.day > ledger.Near:
		role = roleRepetition
	}
	var head int64
	c.get(`SELECT head FROM utterance WHERE id = ?`, []any{u.id}, &head)
	if day < u.day {
		c.exec(`UPDATE statement SET role = 'variant' WHERE id = ?`, head)
		c.exec(`UPDATE utterance SET head = ?, day = ? WHERE id = ?`, statement, day, u.id)
		u.day, role = day, roleFirst
	}
	c.exec(`UPDATE utterance SET variants = variants + 1 WHERE id = ?`, u.id)
	c.source(u.id, local)
	return u.id, role
}

// source counts who passed the statement on, or else the original's outlet, as
// a source of the utterance, once.
func (c *contents) source(id int64, local string) {
	from := c.origin
	if via := c.via[local]; via != 0 {
		from = via
	}
	if c.changed(`INSERT OR IGNORE INTO utterance_source (utterance, origin) VALUES (?, ?)`, id, from) > 0 {
		c.exec(`UPDATE utterance SET sources = sources + 1 WHERE id = ?`, id)
	}
}

func (c *contents) fresh(statement int64, local string, day int, party, speaker string, words ledger.Words) int64 {
	id := c.exec(`INSERT INTO utterance (party, day, head, speaker, words, variants) VALUES (?, ?, ?, ?, ?, 1)`, party, day, statement, speaker, words.Bytes())
	c.source(id, local)
	for _, k := range bandKeys(party, words) {
		c.exec(`INSERT OR IGNORE INTO band (key, utterance) VALUES (?, ?)`, k, id)
	}
	if near, ok := c.near[party]; ok {
		c.near[party] = append(near, utterance{id, day, speaker, words})
	}
	return id
}

// bandKeys makes the bands of one party's utterances differ from another's.
func bandKeys(party string, words ledger.Words) []int64 {
	h := fnv.New64a()
	h.Write([]byte(party))
	salt := int64(h.Sum64())
	keys := ledger.Bands(words)
	for i := range keys {
		keys[i] = keys[i]*31 ^ salt ^ int64(i)<<56
	}
	return keys
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
