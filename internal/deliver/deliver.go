// Package deliver writes what a store holds in the formats of package export:
// in come a store, the name of a format and what to leave out; out go the bytes
// of one file. The command line and the web application both export through
// it.
package deliver

import (
	"context"
	"io"
	"slices"

	"demarche"
	"demarche/internal/export"
	"demarche/internal/store"
)

// Far is later than every day that a document can have.
const Far = 1 << 21

// whole are the formats that are made of the whole ledger, not of one record
// after the other.
var whole = []string{"graphml", "gexf", "atom", "corrections"}

// Formats are the names that To knows.
func Formats() []string { return slices.Concat(export.Formats(), whole) }

// Job says what is written.
type Job struct {
	Format string
	Filter *store.Filter // only these statements, with their documents; nil for everything
	Begin  func(n int)   // told how many documents there are; may be nil
	Step   func()        // told of each document that is done; may be nil
}

// To writes a store in a format. An unknown format is a *demarche.Error.
func To(ctx context.Context, db *store.DB, job Job, w io.Writer) error {
	if slices.Contains(whole, job.Format) {
		return ledger(ctx, db, job, w)
	}
	out, err := export.New(job.Format, w)
	if err != nil {
		return err
	}
	return Records(ctx, db, job, out)
}

func ledger(ctx context.Context, db *store.DB, job Job, w io.Writer) error {
	if job.Format == "corrections" {
		return Corrections(ctx, db, w)
	}
	t, err := db.Talks(ctx)
	if err != nil {
		return err
	}
	if job.Format == "atom" {
		f, err := Feed(ctx, db, t, job.Filter)
		if err != nil {
			return err
		}
		return export.Atom(w, f)
	}
	ties, err := db.Ties(ctx)
	if err != nil {
		return err
	}
	n := Network(within(ties, job.Filter), t)
	if job.Format == "gexf" {
		return export.GEXF(w, n)
	}
	return export.GraphML(w, n)
}

// within keeps the ties that a filter asks for.
func within(ties []store.Tie, f *store.Filter) []store.Tie {
	if f == nil {
		return ties
	}
	return slices.DeleteFunc(ties, func(t store.Tie) bool {
		return f.Party != "" && t.Holder != f.Party || f.Issue != "" && t.Issue != f.Issue ||
			f.Since != 0 && t.Last < store.Date(f.Since) || f.Until != 0 && t.First > store.Date(f.Until)
	})
}

// Records hands documents to a writer, the oldest first, and closes it.
func Records(ctx context.Context, db *store.DB, job Job, out export.Writer) error {
	ids, only, err := documents(ctx, db, job.Filter)
	if err != nil {
		return err
	}
	if job.Begin != nil {
		job.Begin(len(ids))
	}
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return err
		}
		rec, err := db.Record(ctx, id)
		if err != nil {
			return err
		}
		if only != nil {
			keep(&rec, only[id])
		}
		if err := out.Write(rec); err != nil {
			return err
		}
		if job.Step != nil {
			job.Step()
		}
	}
	return out.Close()
}

// documents are the documents to write and, with a filter, the statements of
// each by their ids in the record.
func documents(ctx context.Context, db *store.DB, f *store.Filter) ([]int64, map[int64]map[string]bool, error) {
	if f == nil {
		ids, err := db.Documents(ctx)
		return ids, nil, err
	}
	var ids []int64
	only := map[int64]map[string]bool{}
	q := *f
	q.Reports = true
	err := db.Said(ctx, q, func(s store.Said) bool {
		d := s.Source.Document
		if only[d] == nil {
			only[d] = map[string]bool{}
			ids = append(ids, d)
		}
		only[d][s.Local] = true
		return true
	})
	slices.Reverse(ids)
	return ids, only, err
}

// keep leaves only some statements in a record, with the acts and positions
// that hang on them.
func keep(rec *demarche.Record, only map[string]bool) {
	rec.Statements = slices.DeleteFunc(rec.Statements, func(s demarche.Statement) bool { return !only[s.ID] })
	rec.Acts = slices.DeleteFunc(rec.Acts, func(a demarche.Act) bool { return !only[a.Statement] })
	rec.Positions = slices.DeleteFunc(rec.Positions, func(p demarche.Position) bool { return !only[p.Statement] })
	rec.Shifts, rec.Reactions = nil, nil
}
