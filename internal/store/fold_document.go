package store

import (
	"encoding/binary"
	"encoding/json"
	"maps"
	"slices"

	"demarche"
	"demarche/internal/ledger"
)

// shortArticle is how many shingles an article has at most that one or two shared
// fingerprints may make a copy: it has eight fingerprints then, give or take.
const shortArticle = 400

// sharedLimit bounds how many numbers of shared fingerprints are at hand: what
// is let go of is counted again.
const sharedLimit = 1 << 20

// rivals is how many earlier articles, those that share the most fingerprints,
// are compared in full.
const rivals = 8

// fingerprints keeps sampled shingles of a document that has none yet of this
// day, for the search of copies.
func (w *work) fingerprints(id int64, day int, sample []int64) {
	rows := make([][]any, len(sample))
	for i, h := range sample {
		rows[i] = []any{h, day, id}
	}
	w.many(`INSERT INTO fingerprint (hash, day, document) VALUES `, `(?, ?, ?)`, ``, rows)
}

// articles folds copies of articles.
type articles struct {
	*work
	db      *DB
	known   map[int64]*article
	size    map[int64]int
	moved   []int64           // documents that count under another original now
	alone   [][]any           // documents that are like no other, to be noted
	copies  int               // documents that were found to be copies
	overlap map[int64]float64 // of a document in what find gave for it
	shared  map[int64]map[int64]int
	held    int // numbers in shared
}

type article struct {
	ledger.Print
	page, original int64   // original is 0 until it is looked at
	sample         []int64 // at hand until then
}

// foldDocuments finds out which of the new documents are copies, and which of
// the old ones are copies of new ones. It returns those that count under
// another original than before.
func (db *DB) foldDocuments(w *work, new []int64) (moved []int64, copies int) {
	f := &articles{work: w, db: db, known: map[int64]*article{}, size: map[int64]int{}, overlap: map[int64]float64{}, shared: map[int64]map[int64]int{}}
	f.read(anys(new))
	f.flush()
	fold(f, new)
	f.many(`UPDATE document SET folded = 1, sample = NULL WHERE id IN (VALUES `, `(?)`, `)`, f.alone)
	return f.moved, f.copies
}

// read asks for articles.
func (f *articles) read(ids []any) {
	f.among(`SELECT id, day, published, shingles, hash, page, CASE WHEN folded = 1 THEN original ELSE 0 END, sample FROM document WHERE id`, nil, ids, func(scan func(...any)) {
		var id int64
		var sample []byte
		a := &article{}
		scan(&id, &a.Day, &a.Moment, &a.Size, &a.Hash, &a.page, &a.original, &sample)
		a.sample = unpacked(sample)
		f.known[id] = a
	})
}

func (f *articles) article(id int64) *article {
	if f.known[id] == nil {
		f.known[id] = &article{} // where it is not there
		f.read([]any{id})
		f.flush()
	}
	return f.known[id]
}

// sample are the fingerprints of a document.
func (f *articles) sample(id int64) []int64 {
	if s := f.article(id).sample; s != nil {
		return s
	}
	return ledger.Sample(f.text(id).Shingles)
}

// packed are numbers as a database keeps them, unpacked the same numbers.
func packed(all []int64) []byte {
	out := make([]byte, 0, 8*len(all))
	for _, n := range all {
		out = binary.LittleEndian.AppendUint64(out, uint64(n))
	}
	return out
}

func unpacked(data []byte) []int64 {
	if data == nil {
		return nil
	}
	out := make([]int64, 0, len(data)/8)
	for ; len(data) >= 8; data = data[8:] {
		out = append(out, int64(binary.LittleEndian.Uint64(data)))
	}
	return out
}

func (f *articles) before(a, b int64) bool { return f.article(a).Before(f.article(b).Print) }
func (f *articles) present(id int64) int64 { return f.article(id).original }
func (f *articles) followers(id int64) []int64 {
	return f.list(`SELECT id FROM document WHERE original = ?1 AND id <> ?1`, id)
}

func (f *articles) later(id int64) []int64 {
	var out []int64
	for other := range f.sharing(id) {
		if f.article(other).original != 0 && f.before(id, other) {
			out = append(out, other)
		}
	}
	return out
}

// find is the original that has the most of the document. Versions of one page
// are neither originals nor copies of each other.
func (f *articles) find(id int64) int64 {
	var like []int64
	shared, own := f.sharing(id), f.article(id)
	if len(shared) == 0 {
		return id
	}
	all := len(f.sample(id))
	for other, n := range shared {
		a := f.article(other)
		if (n >= 3 || n*4 >= all) && a.original == other && a.page != own.page && f.before(other, id) {
			like = append(like, other)
		}
	}
	slices.SortFunc(like, func(a, b int64) int {
		if n := shared[b] - shared[a]; n != 0 || a == b {
			return n
		}
		if f.before(a, b) {
			return -1
		}
		return 1
	})
	best := id
	f.overlap[id] = 0
	if len(like) == 0 {
		return id
	}
	text := f.text(id)
	for _, other := range like[:min(len(like), rivals)] {
		if o := ledger.Copied(text, f.text(other)); o > f.overlap[id] {
			best, f.overlap[id] = other, o
		}
	}
	return best
}

func (f *articles) follow(id, old, leader int64) {
	a := f.article(id)
	a.original, a.sample = leader, nil
	if old == 0 && leader == id {
		f.alone = append(f.alone, []any{id})
		return
	}
	if leader != id && (old == 0 || old == id) {
		f.copies++
	}
	f.exec(`UPDATE document SET folded = 1, sample = NULL, original = ?1, origin = (SELECT outlet FROM document WHERE id = ?1), overlap = ?2 WHERE id = ?3`, leader, f.overlap[id], id)
	f.soil(id) // its reports have another source now
	f.moved = append(f.moved, id)
}

// sharing counts the fingerprints that other documents near this one's day
// share with it.
func (f *articles) sharing(id int64) map[int64]int {
	if n, ok := f.shared[id]; ok {
		return n
	}
	shared, day := map[int64]int{}, f.article(id).Day
	sample := f.sample(id)
	f.among(`SELECT document FROM fingerprint WHERE day BETWEEN ? AND ? AND hash`, []any{day - ledger.Window, day + ledger.Window}, anys(sample), func(scan func(...any)) {
		var d int64
		if scan(&d); d != id {
			shared[d]++
		}
	})
	f.flush()
	few := func(n int) bool { return n < 3 && n*4 < len(sample) }
	var some []int64
	for other, n := range shared {
		if few(n) {
			some = append(some, other)
		}
	}
	size := f.sizes(some)
	maps.DeleteFunc(shared, func(other int64, n int) bool { // turns of phrase, which thousands share: too little for find, from either side
		return few(n) && size[other] > shortArticle
	})
	if f.held += len(shared); f.held > sharedLimit {
		clear(f.shared)
		f.held = len(shared)
	}
	f.shared[id] = shared
	return shared
}

// sizes are the numbers of shingles of articles. Those that were asked for
// before are at hand.
func (f *articles) sizes(ids []int64) map[int64]int {
	slices.Sort(ids)
	var new []any
	for _, id := range ids {
		if _, ok := f.size[id]; !ok {
			new = append(new, id)
		}
	}
	f.among(`SELECT id, shingles FROM document WHERE id`, nil, new, func(scan func(...any)) {
		var id int64
		var n int
		scan(&id, &n)
		f.size[id] = n
	})
	f.flush()
	return f.size
}

// text is a document as the search for copies sees it. The last ones that were
// written are at hand.
func (f *articles) text(id int64) ledger.Text {
	if t, ok := f.db.texts.get(id); ok {
		return t
	}
	a := f.article(id)
	rec, _ := f.record(f.db, id)
	t := ledger.NewText(a.Day, a.Moment, a.Hash, readable(rec.Document))
	f.db.texts.keep(id, t)
	return t
}

// record is the record of a stored document, with its text.
func (w *work) record(db *DB, id int64) (rec demarche.Record, ok bool) {
	var bytes, text, record []byte
	if !w.get(`SELECT bytes, text, record FROM body WHERE document = ?`, []any{id}, &bytes, &text, &record) {
		return rec, false
	}
	if text == nil {
		text = bytes
	}
	raw, err := db.dec.DecodeAll(text, nil)
	if err == nil {
		record, err = db.dec.DecodeAll(record, nil)
	}
	if err == nil {
		err = json.Unmarshal(record, &rec)
	}
	if err != nil {
		w.err = err
	}
	rec.Document.Text = string(raw)
	return rec, err == nil
}
