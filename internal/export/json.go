package export

import (
	"encoding/json"
	"io"

	"demarche"
)

type jsonWriter struct{ enc *json.Encoder }

// JSON writes JSON Lines: one record a line, by the names of the contract.
// Lists that must be there are never null.
func JSON(w io.Writer) Writer {
	return &jsonWriter{plainJSON(w)}
}

// plainJSON leaves <, > and & as they are in the text.
func plainJSON(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}

func (j *jsonWriter) Write(r demarche.Record) error { return j.enc.Encode(whole(r)) }

func (j *jsonWriter) Close() error { return nil }

// whole replaces the nil lists of a record by empty ones, on copies.
func whole(r demarche.Record) demarche.Record {
	r.Document.Paragraphs = list(r.Document.Paragraphs)
	r.Actors = copied(r.Actors)
	for i := range r.Actors {
		r.Actors[i].Mentions = list(r.Actors[i].Mentions)
	}
	r.Statements = copied(r.Statements)
	for i := range r.Statements {
		s := &r.Statements[i]
		s.Source, s.Cue, s.Content = list(s.Source), list(s.Cue), list(s.Content)
	}
	r.Acts = copied(r.Acts)
	for i := range r.Acts {
		r.Acts[i].Actors, r.Acts[i].Targets = list(r.Acts[i].Actors), list(r.Acts[i].Targets)
	}
	r.Shifts = copied(r.Shifts)
	for i := range r.Shifts {
		r.Shifts[i].Positions = list(r.Shifts[i].Positions)
	}
	return r
}

func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func copied[T any](s []T) []T { return append(make([]T, 0, len(s)), s...) }
