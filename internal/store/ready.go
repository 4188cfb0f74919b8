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
	*extract
}

// extract is what is made of an item's record and bytes alone.
type extract struct {
	text                 ledger.Text
	sample               []int64
	answers              []ledger.Answer
	bytes, apart, record any // as body keeps them
}

// Ready makes of an item what can be made before it is put, by the one who has
// read it: those who read are several, and one writes. The record and the bytes
// stay as they are from then on.
func (db *DB) Ready(it Item) (Item, error) {
	if it.extract != nil {
		return it, nil
	}
	it = db.complete(it)
	d, m := it.Record.Document, &extract{}
	day, _ := it.day()
	m.text = ledger.NewText(day, it.Published.At, d.ID, readable(d))
	m.sample = ledger.Sample(m.text.Shingles)
	m.answers = ledger.Answers(&it.Record)
	bare := it.Record
	bare.Document.Text = ""
	record, err := json.Marshal(bare)
	if err != nil {
		return it, db.fail("store "+d.Source, err)
	}
	bytes := it.Bytes
	switch {
	case bytes == nil:
		bytes = []byte(d.Text)
	case string(bytes) != d.Text:
		m.apart = db.enc.EncodeAll([]byte(d.Text), nil)
	}
	m.bytes, m.record = db.enc.EncodeAll(bytes, []byte{}), db.enc.EncodeAll(record, nil)
	it.extract = m
	return it, nil
}

func (db *DB) ready(it Item) (ready, error) {
	it, err := db.Ready(it)
	return ready{it, it.extract}, err
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
