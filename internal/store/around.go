package store

import (
	"context"
	"database/sql"
	"strings"
	"unicode"

	"demarche"
)

// Place is a stretch of a document's text, in code points.
type Place struct {
	Document   int64
	Start, End int
}

// Around are the words before and behind a place in its sentence.
type Around struct{ Before, After string }

// reach is how far to either side a sentence may go, in code points.
const reach = 400

// Sentences gives each place the rest of its sentence. The places of documents
// that are not there have none.
func (db *DB) Sentences(ctx context.Context, places []Place) (map[Place]Around, error) {
	byDocument := map[int64][]Place{}
	var ids []any
	for _, p := range places {
		if byDocument[p.Document] == nil {
			ids = append(ids, p.Document)
		}
		byDocument[p.Document] = append(byDocument[p.Document], p)
	}
	out := map[Place]Around{}
	if len(ids) == 0 {
		return out, nil
	}
	const op = "read the sentences of "
	query := `SELECT document, coalesce(text, bytes) FROM body WHERE document IN (?` + strings.Repeat(`, ?`, len(ids)-1) + `)`
	err := db.ask(ctx, op+db.path, query, ids, func(rows *sql.Rows) (bool, error) {
		var id int64
		var packed []byte
		if err := rows.Scan(&id, &packed); err != nil {
			return false, err
		}
		text, err := db.dec.DecodeAll(packed, nil)
		if err != nil {
			return false, err
		}
		cut := demarche.Cutter(string(text))
		for _, p := range byDocument[id] {
			out[p] = Around{behind(cut(demarche.Span{Start: max(p.Start-reach, 0), End: p.Start})), ahead(cut(demarche.Span{Start: p.End, End: p.End + reach}))}
		}
		return true, nil
	})
	return out, err
}

// behind is what of the text before a place belongs to its sentence.
func behind(s string) string {
	if i := strings.LastIndexByte(s, '\n'); i >= 0 {
		s = s[i+1:]
	}
	cut := 0
	for i := range s {
		if ends(s[:i], s[i:]) {
			cut = i
		}
	}
	return strings.TrimLeftFunc(s[cut:], unicode.IsSpace)
}

// ahead is what of the text behind a place belongs to its sentence.
func ahead(s string) string {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		s = s[:i]
	}
	for i := range s {
		if ends(s[:i], s[i:]) {
			return s[:i]
		}
	}
	return strings.TrimRightFunc(s, unicode.IsSpace)
}

// ends reports whether a sentence ends between two texts: a full stop or the
// like, and perhaps a closing mark, before a blank and a capital or an opening
// mark. It is for showing only; the reading has its own bounds.
func ends(before, after string) bool {
	if !strings.HasPrefix(after, " ") {
		return false
	}
	for _, r := range after[1:] {
		if !unicode.IsUpper(r) && !strings.ContainsRune(`"“‘`, r) {
			return false
		}
		break
	}
	before = strings.TrimRight(before, `"”’)`)
	if !strings.HasSuffix(before, ".") {
		return strings.HasSuffix(before, "!") || strings.HasSuffix(before, "?")
	}
	word := before[strings.LastIndexByte(before, ' ')+1 : len(before)-1]
	return len(word) > 3 || len(word) > 0 && unicode.IsLower([]rune(word)[0]) // not "Mr." or an initial
}
