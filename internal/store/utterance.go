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
	family  string // the speaker's last name, lower case
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
			c.bands(u.id, bandKeys(party, words)[:1])
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
	near := c.around(party, day)
	family := familyOf(speaker)
	for i := range near {
		u := &near[i]
		if u.family != family && u.family != "" && family != "" {
			continue // somebody else
		}
		l := ledger.Likeness(u.words, words)
		if l <= like && !(u.words.Exact == words.Exact && words.Exact != 0) {
			continue
		}
		bound := u.speaker != "" && speaker != "" && abs(u.day-day) <= 1
		if ledger.Same(u.words, words, bound) {
			best, like = u, l
		}
	}
	return best
}

// vicinity is what around loads: a party's utterances near a day.
type vicinity struct {
	party string
	day   int
}

// nearby keeps vicinities from one document to the next: news comes in by the
// day. It belongs to the writer, and is emptied where anything but the writing
// of a new document has changed the utterances.
type nearby struct {
	of   map[vicinity][]utterance
	next int // what the database counts next where nobody else has written
}

// nearbyLimit bounds the memory.
const nearbyLimit = 256

// fresh empties the vicinities if another process has written since.
func (n *nearby) fresh(w *work) {
	var turn int
	w.get(w.w.d.turn(), nil, &turn)
	if turn != n.next || len(n.of) > nearbyLimit {
		n.clear()
	}
	n.next = turn + w.w.d.step()
}

func (n *nearby) clear() { n.of = map[vicinity][]utterance{} }

// around loads the utterances of a party near a day.
func (c *contents) around(party string, day int) []utterance {
	v := vicinity{party, day}
	if near, ok := c.near.of[v]; ok {
		return near
	}
	near := []utterance{}
	c.each(`SELECT id, day, speaker, words FROM utterance WHERE party = ? AND day BETWEEN ? AND ? ORDER BY id`,
		[]any{party, day - ledger.Near, day + ledger.Near}, func(scan func(...any)) {
			var u utterance
			var words []byte
			scan(&u.id, &u.day, &u.speaker, &words)
			u.words, u.family = ledger.ParseWords(words), familyOf(u.speaker)
			near = append(near, u)
		})
	c.near.of[v] = near
	return near
}

// remember lets what comes later see a new utterance.
func (c *contents) remember(party string, u utterance) {
	for day := u.day - ledger.Near; day <= u.day+ledger.Near; day++ {
		v := vicinity{party, day}
		if near, ok := c.near.of[v]; ok {
			c.near.of[v] = append(near, u)
		}
	}
}

// older is an utterance of long ago that the words restate.
func (c *contents) older(day int, party, speaker string, words ledger.Words) *utterance {
	keys := bandKeys(party, words)
	if len(keys) == 0 {
		return nil
	}
	args := make([]any, bandLimit)
	for i := range args {
		args[i] = keys[min(i, len(keys)-1)] // one statement for every number of keys
	}
	var found *utterance
	seen := map[int64]bool{}
	c.each(olderQuery(), append(args, day-ledger.Near), func(scan func(...any)) {
		var u utterance
		var key int64
		var raw []byte
		scan(&key, &u.id, &u.day, &u.speaker, &raw)
		exact := words.Exact != 0 && key == keys[0]
		if found != nil || seen[u.id] && !exact || unlike(u.speaker, speaker) {
			return
		}
		seen[u.id] = true
		u.words = ledger.ParseWords(raw)
		if exact || ledger.Repeats(u.words, words, u.speaker != "" && speaker != "") {
			found = &u
		}
	})
	return found
}

// bandLimit is the most bands that an utterance has.
const bandLimit = 6

func olderQuery() string {
	return `SELECT b.key, u.id, u.day, u.speaker, u.words FROM band b JOIN utterance u ON u.id = b.utterance
		WHERE b.key IN (?` + strings.Repeat(`, ?`, bandLimit-1) + `) AND u.day < ? ORDER BY u.id LIMIT 128`
}

// unlike reports whether two speakers are known to be different people. A
// family name alone may stand for a full one.
func unlike(a, b string) bool {
	x, y := familyOf(a), familyOf(b)
	return x != y && x != "" && y != ""
}

func familyOf(speaker string) string {
	words := strings.Fields(strings.ToLower(speaker))
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
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
		role = roleFirst
		c.near.clear() // it has another day now
	}
	c.exec(`UPDATE utterance SET variants = variants + 1 WHERE id = ?`, u.id)
	c.source(u.id, local)
	return u.id, role
}

// from is who counts as the source of a statement: who passed it on, or else
// the original's outlet.
func (c *contents) from(local string) int64 {
	if via := c.via[local]; via != 0 {
		return via
	}
	return c.origin
}

// source counts a source of the utterance, once.
func (c *contents) source(id int64, local string) {
	if c.changed(`INSERT INTO utterance_source (utterance, origin) VALUES (?, ?) ON CONFLICT DO NOTHING`, id, c.from(local)) > 0 {
		c.exec(`UPDATE utterance SET sources = sources + 1 WHERE id = ?`, id)
	}
}

func (c *contents) fresh(statement int64, local string, day int, party, speaker string, words ledger.Words) int64 {
	id := c.insert(`INSERT INTO utterance (party, day, head, speaker, words, variants, sources) VALUES (?, ?, ?, ?, ?, 1, 1)`, party, day, statement, speaker, words.Bytes())
	c.exec(`INSERT INTO utterance_source (utterance, origin) VALUES (?, ?)`, id, c.from(local))
	c.bands(id, bandKeys(party, words))
	c.remember(party, utterance{id, day, speaker, familyOf(speaker), words})
	return id
}

// bands writes all bands of an utterance at once.
func (c *contents) bands(utterance int64, keys []int64) {
	if len(keys) == 0 {
		return
	}
	args := make([]any, 0, 2*len(keys))
	for _, k := range keys {
		args = append(args, k, utterance)
	}
	c.exec(`INSERT INTO band (key, utterance) VALUES (?, ?)`+strings.Repeat(`, (?, ?)`, len(keys)-1)+` ON CONFLICT DO NOTHING`, args...)
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
