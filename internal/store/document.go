package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"demarche"
)

// Item is one document on its way into the store.
type Item struct {
	Record    demarche.Record // finished: offsets in code points
	Bytes     []byte          // what it was read from; nil where that is the text itself
	Published Dated           // the dates are the record's where they are empty here
	Updated   Dated
	Fetched   Dated // and the clock's, where the record has none
	Force     bool  // write the contents anew even where the same pipeline has read them
	// What is written in the same transaction, so that whenever the process ends
	// all of it is in, or nothing.
	Entry   *Entry   // what became of the entry that the document is from
	Parcel  string   // the parcel that was read: it is taken away, and the item left alone where it is gone already
	extract *extract // see Ready
}

// What Put did with an item.
const (
	Added       = "added"   // a new document
	Superseding = "version" // a newer version of a page that was there
	Known       = "known"   // the same bytes were there, read by the same pipeline
	Renewed     = "renewed" // the same bytes were there, read by an older pipeline or with other talks
)

// Outcome is what became of an item.
type Outcome struct {
	Document int64
	What     string // empty where the item is not in
	Err      error  // why it is not
}

// Put writes one item in one transaction. Putting the same item again changes
// nothing, but for noting where else it was found.
func (db *DB) Put(ctx context.Context, it Item) (Outcome, error) {
	out, err := db.PutAll(ctx, []Item{it})
	return out[0], err
}

// PutAll writes items in one transaction: most of what a document costs is
// shared by those that are written with it. Where that fails, each has a
// transaction of its own. There is an outcome for each item; the error is the
// first of theirs.
func (db *DB) PutAll(ctx context.Context, items []Item) ([]Outcome, error) {
	out, err := db.putTogether(ctx, items)
	if err == nil {
		return out, nil
	}
	out = make([]Outcome, len(items))
	if len(items) == 1 || ctx.Err() != nil || demarche.KindOf(err) == demarche.Unavailable {
		for i := range out {
			out[i].Err = err
		}
		return out, err
	}
	err = nil
	for i, it := range items {
		out[i], _ = db.Put(ctx, it)
		err = cmp.Or(err, out[i].Err)
	}
	return out, err
}

func (db *DB) putTogether(ctx context.Context, items []Item) (out []Outcome, err error) {
	all := make([]ready, len(items))
	for i, it := range items {
		if all[i], err = db.ready(it); err != nil {
			return nil, err
		}
	}
	op := fmt.Sprintf("store %d documents", len(items))
	if len(items) == 1 {
		op = "store " + items[0].Record.Document.Source
	}
	err = db.add(ctx, op, func(w *work) { out = db.enter(w, all) })
	return out, err
}

// complete fills what the item leaves to its record, and to the clock.
func (db *DB) complete(it Item) Item {
	d := it.Record.Document
	for _, x := range []struct {
		dated    *Dated
		at, name string
	}{{&it.Published, d.Published, "published"}, {&it.Updated, d.Updated, "updated"}, {&it.Fetched, d.Fetched, "fetched"}} {
		if x.dated.At == "" && x.at != "" {
			*x.dated = Dated{x.at, d.Dated[x.name]}
			if x.dated.How == "" {
				x.dated.How = "document"
			}
		}
	}
	if it.Fetched.At == "" {
		it.Fetched = Dated{db.clock(), "clock"}
	}
	if it.Bytes == nil {
		it.Bytes = d.Raw
	}
	return it
}

// clock is now, as the database dates what it does.
func (db *DB) clock() string { return db.Now().UTC().Format("2006-01-02T15:04:05Z") }

// day is the best date of a document: when it was published, else updated,
// else fetched.
func (it Item) day() (int, string) {
	for _, d := range []struct {
		Dated
		name string
	}{{it.Published, "published"}, {it.Updated, "updated"}, {it.Fetched, "fetched"}} {
		if n, ok := Day(d.At); ok {
			return n, d.name
		}
	}
	return 0, "unknown"
}

// rank numbers the versions of a page by the dates that they give, then by when
// they were fetched. Only the newest counts; the rows of the others stay.
func (w *work) rank(page int64) {
	type version struct {
		id           int64
		number, last int
	}
	var all []version
	w.each(`SELECT id, version, current FROM document WHERE page = ? ORDER BY CASE WHEN updated <> '' THEN updated ELSE published END, fetched, hash`, []any{page}, func(scan func(...any)) {
		var v version
		scan(&v.id, &v.number, &v.last)
		all = append(all, v)
	})
	for i, v := range all {
		last := 0
		if i == len(all)-1 {
			last = 1
		}
		if v.number != i+1 || v.last != last {
			w.exec(`UPDATE document SET version = ?, current = ? WHERE id = ?`, i+1, last, v.id)
		}
		if v.last != last {
			w.soil(v.id)
			for _, table := range []string{"statement", "position", "answer"} {
				w.exec(`UPDATE `+table+` SET current = ? WHERE document = ?`, last, v.id)
			}
		}
	}
}

func (w *work) outlet(name string) (id int64) {
	if w.get(`SELECT id FROM outlet WHERE name = ?`, []any{name}, &id) {
		return id
	}
	return w.insert(`INSERT INTO outlet (name) VALUES (?)`, name)
}

// address is what makes two documents versions of one page.
func address(d *demarche.Document) string {
	if u, err := url.Parse(d.URL); err == nil && u.Host != "" {
		u.Fragment = ""
		u.Host = strings.ToLower(u.Host)
		return u.String()
	}
	if d.URL != "" {
		return d.URL
	}
	return d.Source
}

// outletName is who printed a document, as far as it says so.
func outletName(d *demarche.Document) string {
	if name := strings.TrimSpace(d.Publisher); name != "" {
		return name
	}
	for _, s := range []string{d.URL, d.Source} {
		if u, err := url.Parse(s); err == nil && u.Host != "" {
			return strings.TrimPrefix(strings.ToLower(u.Host), "www.")
		}
	}
	return "-"
}

// Record gives a document's record back, with its text.
func (db *DB) Record(ctx context.Context, id int64) (demarche.Record, error) {
	var rec demarche.Record
	bytes, text, record, err := db.bodyOf(ctx, id)
	if err == nil {
		err = json.Unmarshal(record, &rec)
	}
	if err != nil {
		return rec, db.fail(fmt.Sprintf("read document %d of %s", id, db.path), err)
	}
	rec.Document.Text = string(bytes)
	if text != nil {
		rec.Document.Text = string(text)
	}
	return rec, nil
}

// Bytes gives the source bytes of a document back.
func (db *DB) Bytes(ctx context.Context, id int64) ([]byte, error) {
	bytes, _, _, err := db.bodyOf(ctx, id)
	return bytes, db.fail(fmt.Sprintf("read document %d of %s", id, db.path), err)
}

func (db *DB) bodyOf(ctx context.Context, id int64) (bytes, text, record []byte, err error) {
	err = db.row(ctx, `SELECT bytes, text, record FROM body WHERE document = ?`, id).Scan(&bytes, &text, &record)
	if err != nil {
		return nil, nil, nil, err
	}
	if bytes, err = db.dec.DecodeAll(bytes, nil); err != nil {
		return nil, nil, nil, err
	}
	if text != nil {
		if text, err = db.dec.DecodeAll(text, nil); err != nil {
			return nil, nil, nil, err
		}
	}
	record, err = db.dec.DecodeAll(record, nil)
	return bytes, text, record, err
}

// Has reports whether the bytes with this hash were read by this pipeline with
// the talks that the store keeps: then they need not be read again.
func (db *DB) Has(ctx context.Context, hash, pipeline string) (bool, error) {
	n := 0
	has, err := db.prepared(ctx, `SELECT count(*) FROM document WHERE hash = ? AND pipeline = ?
		AND talks = coalesce((SELECT hash FROM talks), '')`)
	if err == nil {
		err = has.QueryRowContext(ctx, hash, pipeline).Scan(&n)
	}
	return n > 0, db.fail("look into "+db.path, err)
}

// readable is the text of the paragraphs that are read, for the search of copies.
func readable(d demarche.Document) string {
	cut := demarche.Cutter(d.Text)
	var b strings.Builder
	for _, p := range d.Paragraphs {
		if p.Kind == demarche.Body {
			b.WriteString(cut(p.Span))
			b.WriteByte('\n')
		}
	}
	return b.String()
}
