package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"demarche"
	"demarche/internal/store"
)

// articleView is an article as it was read: its paragraphs with what is marked
// in them, and beside each what was coded.
type articleView struct {
	Document   demarche.Document
	Edition    store.Edition
	Versions   []store.Edition
	Paragraphs []paragraph
	Speakers   map[string]demarche.Actor
	From, Next int // paragraphs of this page, where the article has several
	At         demarche.Span
	Statements int
	Positions  int
	Acts       int
	Pipeline   string
	Thread     discussion
}

// paragraph is one block of the page with what stands beside it.
type paragraph struct {
	Kind       demarche.Kind
	Pieces     []piece
	Statements []noted[demarche.Statement]
	Positions  []noted[demarche.Position]
	Acts       []noted[demarche.Act]
}

// noted is something coded, with the words that show it.
type noted[T any] struct {
	What  T
	Words string
	Start int
	End   int
}

// pageSize is how many code points of an article one page shows: a browser
// cannot show ten million.
const pageSize = 60000

func (s *Server) article(r *http.Request) (view, error) {
	ctx, q := r.Context(), r.URL.Query()
	id, err := s.db.Find(ctx, r.PathValue("hash"))
	if err != nil {
		return view{}, err
	}
	rec, err := s.db.Record(ctx, id)
	if err != nil {
		return view{}, err
	}
	b := articleView{Document: rec.Document, Speakers: map[string]demarche.Actor{}, Statements: len(rec.Statements), Positions: len(rec.Positions), Acts: len(rec.Acts), Pipeline: rec.Pipeline}
	if b.Versions, err = s.db.Versions(ctx, id); err != nil {
		return view{}, err
	}
	for _, e := range b.Versions {
		if e.Document == id {
			b.Edition = e
		}
	}
	for _, a := range rec.Actors {
		b.Speakers[a.ID] = a
	}
	if b.At, err = place(q.Get("at")); err != nil {
		return view{}, err
	}
	subject := r.URL.Path
	if !b.At.Empty() {
		subject += "?at=" + q.Get("at")
	}
	if b.Thread, err = s.thread(r, subject); err != nil {
		return view{}, err
	}
	from, err := number(q, "from", 0, 0, 1<<30)
	if err != nil {
		return view{}, err
	}
	if from == 0 {
		from = b.At.Start / pageSize * pageSize
	}
	b.From = from
	b.lay(rec, demarche.Span{Start: from, End: from + pageSize})
	title := rec.Document.Title
	if title == "" {
		title = "Article without a title"
	}
	return view{Page: "article", Title: strip(title), Body: b}, nil
}

// place reads a span of the query: 120-188.
func place(at string) (demarche.Span, error) {
	if at == "" {
		return demarche.Span{}, nil
	}
	from, to, _ := strings.Cut(at, "-")
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil || start < 0 || end < start || end > 1<<30 {
		return demarche.Span{}, &demarche.Error{Kind: demarche.Invalid, Op: "read at", Cause: fmt.Errorf("%q is no place in a text", strip(at)), Hint: "write it as 120-188: code points from the start of the text"}
	}
	return demarche.Span{Start: start, End: end}, nil
}

// lay fills in the paragraphs of the window of the text that the page shows.
func (b *articleView) lay(rec demarche.Record, window demarche.Span) {
	cut := demarche.Cutter(rec.Document.Text)
	marks := marksOf(&rec, b.At)
	for _, p := range rec.Document.Paragraphs {
		span := demarche.Span{Start: max(p.Start, window.Start), End: min(p.End, window.End)}
		if p.Start >= window.End {
			b.Next = window.End
			break
		}
		if span.Empty() {
			continue
		}
		if p.End > window.End {
			b.Next = window.End
		}
		b.Paragraphs = append(b.Paragraphs, b.paragraph(&rec, cut, p.Kind, span, marks))
	}
}

func (b *articleView) paragraph(rec *demarche.Record, cut func(demarche.Span) string, kind demarche.Kind, span demarche.Span, marks []mark) paragraph {
	p := paragraph{Kind: kind, Pieces: pieces(cut, span, marks)}
	in := func(start int) bool { return span.Start <= start && start < span.End }
	for _, s := range rec.Statements {
		if len(s.Content) > 0 && in(s.Content[0].Start) {
			p.Statements = append(p.Statements, noted[demarche.Statement]{s, demarche.Join(cut, s.Content), s.Content[0].Start, s.Content[len(s.Content)-1].End})
		}
	}
	for _, x := range rec.Positions {
		if in(x.Evidence.Start) {
			p.Positions = append(p.Positions, noted[demarche.Position]{x, cut(x.Evidence), x.Evidence.Start, x.Evidence.End})
		}
	}
	for _, a := range rec.Acts {
		if in(a.Evidence.Start) {
			p.Acts = append(p.Acts, noted[demarche.Act]{a, cut(a.Evidence), a.Evidence.Start, a.Evidence.End})
		}
	}
	return p
}

// changesView compares two versions of a page.
type changesView struct {
	Old, New store.Edition
	Versions []store.Edition
	Changes  []change
	Title    string
	Gone     []string // statements of the old version that the new one no longer has
}

func (s *Server) changes(r *http.Request) (view, error) {
	ctx := r.Context()
	id, err := s.db.Find(ctx, r.PathValue("hash"))
	if err != nil {
		return view{}, err
	}
	versions, err := s.db.Versions(ctx, id)
	if err != nil {
		return view{}, err
	}
	at := slices.IndexFunc(versions, func(e store.Edition) bool { return e.Document == id })
	if at == 0 {
		return view{}, &demarche.Error{Kind: demarche.NotFound, Op: "compare versions", Cause: fmt.Errorf("this is the first version of its page"), Hint: "open a later one"}
	}
	b := changesView{Old: versions[at-1], New: versions[at], Versions: versions}
	from, err := s.db.Record(ctx, b.Old.Document)
	if err != nil {
		return view{}, err
	}
	to, err := s.db.Record(ctx, id)
	if err != nil {
		return view{}, err
	}
	b.Title, b.Changes, b.Gone = to.Document.Title, compare(from.Document.Text, to.Document.Text), gone(&from, &to)
	return view{Page: "changes", Title: "What was edited: " + strip(b.Title), Body: b}, nil
}

// gone are the contents of statements that a new version does not have to the
// letter.
func gone(old, new *demarche.Record) []string {
	cut := demarche.Cutter(old.Document.Text)
	var out []string
	for _, s := range old.Statements {
		whole := true
		for _, c := range s.Content {
			whole = whole && strings.Contains(new.Document.Text, cut(c))
		}
		if !whole {
			out = append(out, demarche.Join(cut, s.Content))
		}
	}
	return out
}

// source gives the bytes of an article as they came, as a file to keep: no
// browser shows or runs them here.
func (s *Server) source(w http.ResponseWriter, r *http.Request) {
	id, err := s.db.Find(r.Context(), r.PathValue("hash"))
	if err != nil {
		s.render(w, r, s.failed(r, err))
		return
	}
	body, err := s.db.Bytes(r.Context(), id)
	if err != nil {
		s.render(w, r, s.failed(r, err))
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", `attachment; filename="article-`+r.PathValue("hash")[:8]+`"`)
	_, _ = w.Write(body)
}
