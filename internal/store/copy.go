package store

import (
	"encoding/json"
	"sort"
	"strings"

	"demarche"
	"demarche/internal/ledger"
)

// lookalikes are the originals near this day that share the most fingerprints
// with a new document, at most three.
func (w *work) lookalikes(id int64, day int, sample []int64) []int64 {
	all := len(sample)
	shared := map[int64]int{}
	for len(sample) > 0 {
		some := sample[:min(len(sample), hashLimit)]
		sample = sample[len(some):]
		args := make([]any, hashLimit, hashLimit+2)
		for i := range args {
			args[i] = some[min(i, len(some)-1)] // one statement for every number of hashes
		}
		w.each(lookalikeQuery(), append(args, day-ledger.Window, day+ledger.Window), func(scan func(...any)) {
			var d int64
			if scan(&d); d != id {
				shared[d]++
			}
		})
	}
	var out []int64
	for d, n := range shared {
		if n >= 3 || n*4 >= all {
			out = append(out, d)
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if shared[out[i]] != shared[out[j]] {
			return shared[out[i]] > shared[out[j]]
		}
		return out[i] < out[j]
	})
	return out[:min(len(out), 3)]
}

// hashLimit is how many fingerprints are searched at once.
const hashLimit = 32

func lookalikeQuery() string {
	return `SELECT document FROM fingerprint WHERE hash IN (?` + strings.Repeat(`, ?`, hashLimit-1) + `) AND day BETWEEN ? AND ? LIMIT 4096`
}

// pair compares a new document with one that looks like it, and joins them.
// An older version of the same page is neither original nor copy.
func (w *work) pair(db *DB, id int64, text ledger.Text, other int64) {
	var same int
	w.get(`SELECT count(*) FROM document a, document b WHERE a.id = ? AND b.id = ? AND a.page = b.page`, []any{id, other}, &same)
	if same > 0 || w.err != nil {
		return
	}
	old, ok := w.text(db, other)
	if !ok {
		return
	}
	overlap, copied := ledger.Copy(text, old)
	switch {
	case overlap == 0:
	case copied:
		w.join(id, other, overlap)
	default:
		w.join(other, id, overlap)
	}
}

// join makes a document, with its own copies, a copy of another's original.
func (w *work) join(copied, of int64, overlap float64) {
	var root, present int64
	w.get(`SELECT original FROM document WHERE id = ?`, []any{of}, &root)
	w.get(`SELECT original FROM document WHERE id = ?`, []any{copied}, &present)
	if root == present || present != copied {
		return // joined already, or a copy of something that stood nearer
	}
	w.exec(`UPDATE document SET overlap = ? WHERE id = ?`, overlap, copied)
	w.soilCopies(copied) // the reports of these have another source now
	w.exec(`UPDATE document SET original = ?, origin = (SELECT outlet FROM document WHERE id = ?) WHERE original = ?`, root, root, copied)
}

// text is a stored document as the search for copies sees it.
func (w *work) text(db *DB, id int64) (ledger.Text, bool) {
	var t ledger.Text
	rec, ok := w.record(db, id)
	if ok {
		w.get(`SELECT day, published FROM document WHERE id = ?`, []any{id}, &t.Day, &t.Moment)
		t.Shingles = ledger.Shingles(readable(rec.Document))
	}
	return t, ok && w.err == nil
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
