package store

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"

	"demarche/internal/ledger"
)

// The parts that a statement can have in its utterance.
const (
	roleFirst      = "first"      // the first appearance
	roleCopy       = "copy"       // the same article, printed again
	roleVariant    = "variant"    // another article, perhaps cut or translated otherwise
	roleRepetition = "repetition" // an old utterance in a later article: background
)

// spoken is a statement as the fold sees it.
type spoken struct {
	id             int64
	party, speaker string
	family         uint64 // hash of the speaker's last name, lower case; 0 without a name
	words          ledger.Words
	utterance      int64 // whom it follows: 0 not looked at yet, remake where it has to be again
}

// remake marks statements whose utterance has lost its leader.
const remake = -1

func (s *spoken) day() int { return DayOf(s.id) }

// nobodys reports whether nothing tells who has said it: then it follows none,
// and none follows it.
func (s *spoken) nobodys() bool { return s.party == "" && s.family == 0 }

// utterances folds statements. Ids are in the order of time, so they tell
// which one comes first.
type utterances struct {
	*work
	*nearby
	last    int64             // the latest statement of all
	bands   map[int64][]int64 // keys of new leaders, not yet written
	hits    map[int64][]int64 // keys of those that are looked at → the oldest leaders that have them
	rows    [2][][]any        // new rows of band and echo
	changed []*spoken
	touched map[int64]bool // utterances to count anew
}

// foldStatements finds the utterances of the statements of new documents, and
// counts those anew that statements of the moved documents belong to.
func (w *work) foldStatements(new, moved []int64) {
	f := &utterances{work: w, nearby: &w.w.near, bands: map[int64][]int64{}, hits: map[int64][]int64{}, touched: map[int64]bool{}}
	f.fresh(w)
	w.get(`SELECT coalesce(max(id), 0) FROM statement`, nil, &f.last)
	items := f.unfolded(new)
	f.meet(items)
	fold(f, items)
	f.among(`SELECT utterance FROM statement WHERE utterance > 0 AND document`, nil, anys(moved), func(scan func(...any)) {
		var u int64
		scan(&u)
		f.touched[u] = true
	})
	f.flush()
	f.write()
}

// unfolded are the statements of new documents, and those that have lost their
// leader.
func (f *utterances) unfolded(new []int64) (out []int64) {
	f.each(`SELECT id, party, speaker, words, utterance FROM statement WHERE utterance < 0 AND utterance <> id`, nil, func(scan func(...any)) {
		out = append(out, f.enter(scanSpoken(scan)).id)
	})
	f.among(`SELECT id, party, speaker, words, utterance FROM statement WHERE utterance >= 0 AND document`, nil, anys(new), func(scan func(...any)) {
		s := f.enter(scanSpoken(scan))
		if s.utterance == s.id { // as it was written; a leader that was met before may have it already
			s.utterance = 0
		}
		out = append(out, s.id)
	})
	f.flush()
	return out
}

// meet looks up who has the keys of statements: once for all of them.
func (f *utterances) meet(items []int64) {
	var keys []any
	for _, id := range items {
		for _, k := range bandKeys(f.known[id]) {
			if _, ok := f.hits[k]; !ok {
				f.hits[k] = nil
				keys = append(keys, k)
			}
		}
	}
	f.w.d.eldest(f.work, keys, func(k, id int64) { f.hits[k] = append(f.hits[k], id) })
	f.flush()
}

func scanSpoken(scan func(...any)) *spoken {
	s := &spoken{}
	var words []byte
	scan(&s.id, &s.party, &s.speaker, &words, &s.utterance)
	s.words, s.family = ledger.ParseWords(words), familyOf(s.speaker)
	return s
}

func (f *utterances) before(a, b int64) bool { return a < b }

func (f *utterances) spoken(id int64) *spoken {
	if s := f.known[id]; s != nil {
		return s
	}
	s := &spoken{id: id}
	f.each(`SELECT id, party, speaker, words, utterance FROM statement WHERE id = ?`, []any{id}, func(scan func(...any)) { s = scanSpoken(scan) })
	return f.enter(s)
}

// acquaint makes statements known, all at once.
func (f *utterances) acquaint(ids []int64) {
	new := slices.DeleteFunc(slices.Clone(ids), func(id int64) bool { return f.known[id] != nil })
	f.among(`SELECT id, party, speaker, words, utterance FROM statement WHERE id`, nil, anys(new), func(scan func(...any)) { f.enter(scanSpoken(scan)) })
	f.flush()
}

func (f *utterances) present(id int64) int64 { return f.spoken(id).utterance }

func (f *utterances) followers(id int64) []int64 {
	return f.list(`SELECT id FROM statement WHERE utterance = ? AND utterance <> id`, id)
}

// find is the utterance of the same party that is most alike within a few days,
// else the first one of long ago that the words restate.
func (f *utterances) find(id int64) int64 {
	s := f.spoken(id)
	if s.nobodys() {
		return id
	}
	best, like := id, 0.0
	for day := s.day() - ledger.Near; day <= s.day(); day++ {
		for _, some := range f.around(f.work, s, day) {
			for _, u := range some {
				if u.id >= id {
					break
				}
				if u.utterance != u.id || !restates(u, s) {
					continue
				}
				if l := likeness(u, s); l > like || l == like && l > 0 && u.id < best {
					best, like = u.id, l
				}
			}
		}
	}
	if best == id {
		best = f.older(s)
	}
	return best
}

// restates reports whether two statements of nearly the same day report one
// utterance.
func restates(a, b *spoken) bool {
	if unlike(a, b) {
		return false
	}
	bound := a.speaker != "" && b.speaker != "" && abs(a.day()-b.day()) <= 1
	return ledger.Same(&a.words, &b.words, bound)
}

func likeness(a, b *spoken) float64 {
	if a.words.Exact != 0 && a.words.Exact == b.words.Exact {
		return 2
	}
	return ledger.Likeness(&a.words, &b.words)
}

// unlike reports whether two speakers are known to be different people. A
// family name alone may stand for a full one.
func unlike(a, b *spoken) bool { return a.family != b.family && a.family != 0 && b.family != 0 }

func familyOf(speaker string) uint64 {
	words := strings.Fields(strings.ToLower(speaker))
	if len(words) == 0 {
		return 0
	}
	h := fnv.New64a()
	h.Write([]byte(words[len(words)-1]))
	return h.Sum64()
}

// elders bounds how many utterances of long ago a statement is compared with: the
// oldest ones.
const elders = 128

// older is the utterance of long ago that a statement repeats, else its own.
func (f *utterances) older(s *spoken) int64 {
	keys := bandKeys(s)
	var like []int64
	for _, k := range keys {
		if _, ok := f.hits[k]; !ok {
			f.meet([]int64{s.id})
		}
		like = append(append(like, f.hits[k]...), f.bands[k]...)
	}
	bound := firstOf(s.day() - ledger.Near)
	like = slices.DeleteFunc(like, func(id int64) bool { return id >= bound })
	slices.Sort(like)
	like = slices.Compact(like)
	like = like[:min(len(like), elders)]
	f.acquaint(like)
	for _, id := range like {
		u := f.spoken(id)
		if u.utterance == id && !unlike(u, s) && ledger.Repeats(&u.words, &s.words, u.speaker != "" && s.speaker != "") {
			return id
		}
	}
	return s.id
}

// later are the statements that may follow a new leader.
func (f *utterances) later(id int64) []int64 {
	s := f.spoken(id)
	if s.nobodys() {
		return nil
	}
	var out []int64
	for day := s.day(); day <= min(s.day()+ledger.Near, DayOf(f.last)); day++ {
		for _, some := range f.around(f.work, s, day) {
			for _, u := range some {
				if u.id > id && u.utterance > 0 && restates(s, u) {
					out = append(out, u.id)
				}
			}
		}
	}
	keys, from := bandKeys(s), firstOf(s.day()+ledger.Near+1)
	if len(keys) > 0 && f.last >= from {
		out = append(out, f.list(laterQuery, append(append(append(padded(keys), from), padded(keys)...), from)...)...)
	}
	return out
}

func (f *utterances) follow(id, old, leader int64) {
	s := f.spoken(id)
	s.utterance = leader
	if old != 0 || leader != id { // else it stands as it was written
		f.changed = append(f.changed, s)
		f.touched[leader] = true
		if old >= 0 {
			f.touched[cmp.Or(old, id)] = true
		}
	}
	keys := bandKeys(s)
	table := 1 // echo
	if leader == id {
		table = 0
		for _, k := range keys {
			f.bands[k] = append(f.bands[k], id)
		}
	}
	switch {
	case old == 0:
	case leader == id:
		f.exec(unbandQuery("echo"), append(padded(keys), id)...)
	case old == id:
		f.exec(unbandQuery("band"), append(padded(keys), id)...)
	default:
		return // it stays among the echoes
	}
	for _, k := range keys {
		f.rows[table] = append(f.rows[table], []any{k, id})
	}
}

// bandLimit is the most bands that a statement has.
const bandLimit = 6

// padded repeats the last key, so that there is one query for every number of
// keys. Without keys it is a key that nothing has.
func padded(keys []int64) []any {
	args := make([]any, bandLimit)
	for i := range args {
		args[i] = int64(0)
		if len(keys) > 0 {
			args[i] = keys[min(i, len(keys)-1)]
		}
	}
	return args
}

var (
	anyKey     = `key IN (?` + strings.Repeat(`, ?`, bandLimit-1) + `)`
	laterQuery = `SELECT statement FROM band WHERE ` + anyKey + ` AND statement >= ? UNION SELECT statement FROM echo WHERE ` + anyKey + ` AND statement >= ?`
)

func unbandQuery(table string) string {
	return `DELETE FROM ` + table + ` WHERE ` + anyKey + ` AND statement = ?`
}

// bandKeys make the bands of one party's statements differ from another's.
func bandKeys(s *spoken) []int64 {
	if s.nobodys() {
		return nil
	}
	h := fnv.New64a()
	h.Write([]byte(s.party))
	salt := int64(h.Sum64())
	keys := ledger.Bands(s.words)
	for i := range keys {
		keys[i] = keys[i]*31 ^ salt ^ int64(i)<<56
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
