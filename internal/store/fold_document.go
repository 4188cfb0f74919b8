package store

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"maps"
	"slices"

	"demarche"
	"demarche/internal/ledger"
)

// bearers bounds how many documents that have a fingerprint are looked at: those
// of the first days. Most fingerprints have few; a turn of phrase has more with
// every day, and says little. What thousands have copied is found all the same,
// since each of the copies leads to its original.
const bearers = 32

// kin bounds how many documents that share fingerprints are looked at: those
// that share the most.
const kin = 64

// rivals is how many earlier articles, of those the ones that share the most,
// are compared in full.
const rivals = 8

// articles folds copies of articles.
type articles struct {
	*work
	db      *DB
	known   map[int64]*article
	moved   []int64              // documents that count under another original now
	alone   [][]any              // documents that are like no other, to be noted
	copies  int                  // documents that were found to be copies
	overlap map[int64]float64    // of a document in what find gave for it
	shared  map[int64][]relation // what sharing gave, and what they were met by since
}

// relation is a document that shares fingerprints with another.
type relation struct {
	id int64
	n  int // how many were found, of it or of a copy of it
}

type article struct {
	ledger.Print
	page, original int64 // original is 0 until it is looked at
	sample         []int64
}

// foldDocuments finds out which of the new documents are copies, and which of
// the old ones are copies of new ones. It returns those that count under
// another original than before.
func (db *DB) foldDocuments(w *work, new []int64) (moved []int64, copies int) {
	f := &articles{work: w, db: db, known: map[int64]*article{}, overlap: map[int64]float64{}, shared: map[int64][]relation{}}
	f.acquaint(new)
	f.fingerprints(new)
	fold(f, new)
	f.many(`UPDATE document SET folded = 1 WHERE id IN (VALUES `, `(?)`, `)`, f.alone)
	return f.moved, f.copies
}

// fingerprints keeps the sampled shingles of documents, for the search of
// copies.
func (f *articles) fingerprints(new []int64) {
	var rows [][]any
	for _, id := range new {
		a := f.article(id)
		for _, h := range a.sample {
			rows = append(rows, []any{h, int64(a.Day), id})
		}
	}
	f.search("fingerprint", rows, "hash", "day", "document")
}

// acquaint makes articles known, all at once.
func (f *articles) acquaint(ids []int64) {
	new := slices.DeleteFunc(slices.Clone(ids), func(id int64) bool { return f.known[id] != nil })
	f.among(`SELECT id, day, published, shingles, hash, page, CASE WHEN folded = 1 THEN original ELSE 0 END, sample FROM document WHERE id`, nil, anys(new), func(scan func(...any)) {
		var id int64
		var sample []byte
		a := &article{}
		scan(&id, &a.Day, &a.Moment, &a.Size, &a.Hash, &a.page, &a.original, &sample)
		a.sample = unpacked(sample)
		f.known[id] = a
	})
	f.flush()
}

func (f *articles) article(id int64) *article {
	if f.known[id] == nil {
		f.acquaint([]int64{id})
	}
	if f.known[id] == nil {
		f.known[id] = &article{} // it is not there
	}
	return f.known[id]
}

// sample are the fingerprints of a document. One of an older version of the
// program keeps none.
func (f *articles) sample(id int64) []int64 {
	a := f.article(id)
	if a.sample == nil {
		a.sample = ledger.Sample(f.text(id).Shingles)
	}
	return a.sample
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

func (f *articles) later(id int64) (out []int64) {
	for _, r := range f.related(id) {
		if n := f.common(id, r); f.article(r.id).original != 0 && f.before(id, r.id) && ledger.Likely(n, f.prints(r.id)) {
			out = append(out, r.id)
			if all := f.sharing(r.id); !slices.ContainsFunc(all, func(x relation) bool { return x.id == id }) {
				f.shared[r.id] = append(all, relation{id, n})
			}
		}
	}
	return out
}

// common is how many fingerprints a document shares with another: as many as
// were found, where an older version of the program has not kept all.
func (f *articles) common(id int64, r relation) int {
	if f.article(r.id).sample == nil {
		return r.n
	}
	return ledger.Shared(f.sample(id), f.sample(r.id))
}

// prints is how many fingerprints a document has, or should have.
func (f *articles) prints(id int64) int {
	a := f.article(id)
	if a.sample == nil {
		return a.Size / ledger.Sampled
	}
	return len(a.sample)
}

// find is the original that has the most of the document. Versions of one page
// are neither originals nor copies of each other.
func (f *articles) find(id int64) int64 {
	var like []int64
	shared, own := map[int64]int{}, f.article(id)
	for _, r := range f.related(id) {
		a := f.article(r.id)
		if a.original != r.id || a.page == own.page || !f.before(r.id, id) {
			continue
		}
		if n := f.common(id, r); ledger.Likely(n, f.prints(id)) {
			shared[r.id] = n
			like = append(like, r.id)
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
	for _, other := range like[:min(len(like), rivals)] {
		if o := ledger.Copied(f.text(id), f.text(other)); o > f.overlap[id] {
			best, f.overlap[id] = other, o
		}
	}
	return best
}

func (f *articles) follow(id, old, leader int64) {
	f.article(id).original = leader
	if old == 0 && leader == id {
		f.alone = append(f.alone, []any{id})
		return
	}
	if leader != id && (old == 0 || old == id) {
		f.copies++
	}
	f.exec(`UPDATE document SET folded = 1, original = ?1, origin = (SELECT outlet FROM document WHERE id = ?1), overlap = ?2 WHERE id = ?3`, leader, f.overlap[id], id)
	f.soil(id) // its reports have another source now
	f.moved = append(f.moved, id)
}

// related are the documents that share fingerprints with one, and their
// originals.
func (f *articles) related(id int64) []relation {
	all := slices.Clone(f.sharing(id))
	var originals []int64
	for _, r := range all {
		o := f.article(r.id).original
		if o != 0 && o != id && !slices.ContainsFunc(all, func(x relation) bool { return x.id == o }) {
			all, originals = append(all, relation{o, r.n}), append(originals, o)
		}
	}
	f.acquaint(originals)
	return all
}

// sharing are other documents near this one's day that share fingerprints with
// it.
func (f *articles) sharing(id int64) []relation {
	if all, ok := f.shared[id]; ok {
		return all
	}
	n, day := map[int64]int{}, f.article(id).Day
	f.db.d.bearers(f.work, day-ledger.Window, day+ledger.Window, f.sample(id), func(_, d int64) {
		if d != id {
			n[d]++
		}
	})
	f.flush()
	ids := slices.SortedFunc(maps.Keys(n), func(a, b int64) int { return cmp.Or(n[b]-n[a], cmp.Compare(a, b)) })
	ids = ids[:min(len(ids), kin)]
	f.acquaint(ids)
	all := make([]relation, len(ids))
	for i, d := range ids {
		all[i] = relation{d, n[d]}
	}
	f.shared[id] = all
	return all
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
