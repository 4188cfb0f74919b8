package store

import (
	"encoding/json"
	"sync"

	"demarche/internal/ledger"
)

// ready is an item with what it takes time to make of it: that is done before
// anybody has to wait for it.
type ready struct {
	Item
	text                 ledger.Text
	sample               []int64
	bytes, apart, record any // as body keeps them
}

func (db *DB) ready(it Item) (ready, error) {
	r := ready{Item: db.complete(it)}
	d := r.Record.Document
	day, _ := r.day()
	r.text = ledger.NewText(day, r.Published.At, d.ID, readable(d))
	r.sample = ledger.Sample(r.text.Shingles)
	bare := r.Record
	bare.Document.Text = ""
	record, err := json.Marshal(bare)
	if err != nil {
		return r, db.fail("store "+d.Source, err)
	}
	bytes := r.Bytes
	switch {
	case bytes == nil:
		bytes = []byte(d.Text)
	case string(bytes) != d.Text:
		r.apart = db.enc.EncodeAll([]byte(d.Text), nil)
	}
	r.bytes, r.record = db.enc.EncodeAll(bytes, []byte{}), db.enc.EncodeAll(record, nil)
	return r, nil
}

// body keeps the bytes, the text where it is not the bytes, and the record.
func (w *work) body(id int64, r ready) {
	w.exec(`INSERT INTO body (document, bytes, text, record) VALUES (?, ?, ?, ?)
		ON CONFLICT (document) DO UPDATE SET bytes = excluded.bytes, text = excluded.text, record = excluded.record`, id, r.bytes, r.apart, r.record)
}

// texts are those of the last documents that were written or compared, as the
// search for copies sees them.
type texts struct {
	mu   sync.Mutex
	of   map[int64]ledger.Text
	held int // shingles
}

// textLimit bounds the texts at hand, in shingles of eight bytes: those of
// a thousand long articles, and of more short ones, of which one day has many.
const textLimit = 1 << 20

func (t *texts) keep(id int64, text ledger.Text) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.of == nil || t.held > textLimit {
		t.of, t.held = map[int64]ledger.Text{}, 0
	}
	t.of[id] = text
	t.held += len(text.Shingles)
}

func (t *texts) get(id int64) (ledger.Text, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	text, ok := t.of[id]
	return text, ok
}
