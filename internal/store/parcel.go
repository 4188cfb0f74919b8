package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"maps"

	"demarche"
)

// Parcel is a document that is here and not read yet.
type Parcel struct {
	Document demarche.Document // with Raw; its ID is the parcel's
	Entry    *Entry            // that it is from, as it is to be kept once it is read; nil for none
	Fetched  Dated             // when it was put here, where the document does not say when it was fetched
}

// parked is how a parcel was dated that nothing else dates: of two versions of a page
// the one that came later is the newer, whoever reads it first.
const parked = "parked"

// queued is how long an entry waits for a worker, in seconds, before it is
// asked for again.
const queued = 24 * 3600

// Park keeps a document for a worker. One with the same bytes that waits
// already is the same parcel.
func (db *DB) Park(ctx context.Context, p Parcel) error {
	raw := any(nil)
	if p.Document.Raw != nil && string(p.Document.Raw) != p.Document.Text {
		raw = db.enc.EncodeAll(p.Document.Raw, nil)
	}
	if p.Document.Fetched == "" {
		p.Document.Fetched = db.clock()
		p.Document.Dated = maps.Clone(p.Document.Dated)
		if p.Document.Dated == nil {
			p.Document.Dated = map[string]string{}
		}
		p.Document.Dated["fetched"] = parked
	}
	doc, err := json.Marshal(p.Document)
	if err != nil {
		return err
	}
	entry := ""
	if p.Entry != nil {
		text, err := json.Marshal(p.Entry)
		if err != nil {
			return err
		}
		entry = string(text)
	}
	now := db.Now().Unix()
	return db.add(ctx, "keep "+p.Document.Source+" for a worker", func(w *work) {
		w.exec(`INSERT INTO parcel (hash, document, bytes, entry) VALUES (?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING`, p.Document.ID, db.enc.EncodeAll(doc, nil), raw, entry)
		if p.Entry != nil {
			w.exec(`UPDATE entry SET next = ?, asked = ?, error = '' WHERE id = ?`, now+queued, now, p.Entry.ID)
		}
	})
}

// Parcel gives a parcel back; false where it has been read.
func (db *DB) Parcel(ctx context.Context, hash string) (p Parcel, ok bool, err error) {
	var doc, raw []byte
	var entry string
	err = db.row(ctx, `SELECT document, bytes, entry FROM parcel WHERE hash = ?`, hash).Scan(&doc, &raw, &entry)
	if errors.Is(err, sql.ErrNoRows) {
		return p, false, nil
	}
	if err == nil {
		doc, err = db.dec.DecodeAll(doc, nil)
	}
	if err == nil {
		err = json.Unmarshal(doc, &p.Document)
	}
	if d := &p.Document; d.Dated["fetched"] == parked {
		p.Fetched = Dated{d.Fetched, "clock"}
		d.Fetched = ""
		delete(d.Dated, "fetched")
	}
	p.Document.Raw = []byte(p.Document.Text)
	if err == nil && raw != nil {
		p.Document.Raw, err = db.dec.DecodeAll(raw, nil)
	}
	if err == nil && entry != "" {
		err = json.Unmarshal([]byte(entry), &p.Entry)
	}
	return p, true, db.fail("open a parcel of "+db.path, err)
}

// Parcels are the hashes of the parcels behind one, at most limit.
func (db *DB) Parcels(ctx context.Context, after string, limit int) ([]string, error) {
	var out []string
	err := db.ask(ctx, "list the parcels of "+db.path, `SELECT hash FROM parcel WHERE hash > ? ORDER BY hash LIMIT ?`, []any{after, limit}, func(rows *sql.Rows) (bool, error) {
		var hash string
		err := rows.Scan(&hash)
		out = append(out, hash)
		return true, err
	})
	return out, err
}

// Spoil takes a parcel away that cannot be read, and keeps why.
func (db *DB) Spoil(ctx context.Context, p Parcel, cause error) error {
	err := db.add(ctx, "note what failed in "+db.path, func(w *work) {
		w.exec(`DELETE FROM parcel WHERE hash = ?`, p.Document.ID)
		if p.Entry != nil {
			w.exec(`UPDATE entry SET state = 'lost', next = 0, error = ? WHERE id = ?`, cause.Error(), p.Entry.ID)
		}
	})
	if err != nil {
		return err
	}
	return db.Failed(ctx, p.Document.Source, p.Document.Publisher, cause)
}
