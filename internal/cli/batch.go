package cli

import (
	"context"
	"fmt"
	"iter"

	"demarche"
	"demarche/internal/page"
)

// batch reads many documents.
type batch struct {
	reader reader
	talks  *demarche.Talks // nil for none
	jobs   int
}

// loader yields one document, or the error that stands for it.
type loader func(context.Context) (demarche.Document, error)

// outcome is what one document came to.
type outcome struct {
	record demarche.Record
	err    error
}

// records reads the documents, several at once, and yields a record or an
// error for each, in their order.
func (b batch) records(ctx context.Context, docs iter.Seq[loader]) iter.Seq2[demarche.Record, error] {
	return func(yield func(demarche.Record, error) bool) {
		for o := range inOrder(ctx, docs, b.jobs, b.one) {
			if !yield(o.record, o.err) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(demarche.Record{}, err)
		}
	}
}

// one reads one document. A panic is a bug of ours that costs this document
// and not the others.
func (b batch) one(ctx context.Context, load loader) (o outcome) {
	source := "a document"
	defer func() {
		if p := recover(); p != nil {
			o.err = &demarche.Error{Kind: demarche.Internal, Op: "read " + source, Cause: fmt.Errorf("%v", p), Hint: "this is a bug, please report it with the document"}
		}
	}()
	doc, err := load(ctx)
	if err != nil {
		return outcome{err: err}
	}
	source = doc.Source
	return outcome{record: b.reader.Read(doc, b.talks)}
}

// documents are what the arguments name, in their order.
func (e *env) documents(ctx context.Context, inputs []page.Input, hints page.Hints) iter.Seq[loader] {
	return func(yield func(loader) bool) {
		for item, err := range e.items(ctx, inputs, hints, nil) {
			if !yield(loading(item, err)) {
				return
			}
		}
	}
}

// items are the documents of inputs, not loaded yet. resume says where to go on
// in archives.
func (e *env) items(ctx context.Context, inputs []page.Input, hints page.Hints, resume map[string]int64) iter.Seq2[page.Item, error] {
	r := &page.Reader{Stdin: e.stdin, Client: e.web.get(), Now: e.now, Hints: hints, Resume: resume}
	return r.Items(ctx, inputs)
}

func loading(item page.Item, err error) loader {
	if err != nil {
		return func(context.Context) (demarche.Document, error) { return demarche.Document{}, err }
	}
	return item.Document
}
