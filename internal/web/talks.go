package web

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"demarche"
	"demarche/internal/store"
	"demarche/internal/talks"
)

// talksView is the form of the talks, what is wrong with what was put in, and
// what it would change.
type talksView struct {
	Talks    demarche.Talks
	Problems []talks.Problem
	Preview  *preview
	Reading  progress
	Saved    bool
}

// preview is what a change of the talks does to the table, as far as some
// documents tell.
type preview struct {
	Documents int
	All       bool // these are all that count
	Cells     []changedCell
}

type changedCell struct{ Before, After store.Standing }

// previewed is how many documents, the newest first, a preview reads anew.
const previewed = 100

func (s *Server) talks(r *http.Request) (view, error) {
	t, err := s.db.Talks(r.Context())
	b := talksView{Reading: s.again.now(), Saved: r.URL.Query().Get("saved") == "1"}
	if t != nil {
		b.Talks = *t
	}
	return view{Page: "talks", Title: "Talks", Body: b}, err
}

// talksFile gives the talks as the file that the command line takes.
func (s *Server) talksFile(w http.ResponseWriter, r *http.Request) {
	t, err := s.db.Talks(r.Context())
	if err == nil && t == nil {
		err = missing("talks file")
	}
	var body []byte
	if err == nil {
		body, err = written(t)
	}
	if err != nil {
		s.render(w, r, s.failed(r, err))
		return
	}
	w.Header().Set("Content-Type", "application/yaml; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="talks.yaml"`)
	_, _ = w.Write(body)
}

func written(t *demarche.Talks) ([]byte, error) {
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	err := errors.Join(enc.Encode(t), enc.Close())
	return b.Bytes(), err
}

// editTalks shows what the form would change or, told to keep it, keeps it and
// begins to read the documents anew.
func (s *Server) editTalks(w http.ResponseWriter, r *http.Request) {
	b, err := s.edited(r)
	if err != nil {
		s.render(w, r, s.failed(r, err))
		return
	}
	if r.PostFormValue("keep") == "" || slices.ContainsFunc(b.Problems, func(p talks.Problem) bool { return !p.Warning }) {
		s.render(w, r, view{Page: "talks", Title: "Talks", Body: b})
		return
	}
	if err := s.db.SetTalks(r.Context(), &b.Talks); err != nil {
		s.render(w, r, s.failed(r, err))
		return
	}
	s.again.start(context.WithoutCancel(r.Context()), s, &b.Talks)
	http.Redirect(w, r, "/talks?saved=1", http.StatusSeeOther)
}

// edited reads the form and works out what it would do.
func (s *Server) edited(r *http.Request) (talksView, error) {
	var b talksView
	t, err := s.db.Talks(r.Context())
	if err != nil {
		return b, err
	}
	if b.Talks = fromForm(r); t != nil {
		b.Talks.ID = t.ID
	}
	file, err := written(&b.Talks)
	if err != nil {
		return b, err
	}
	var checked *demarche.Talks
	checked, b.Problems = talks.Check(file)
	if checked != nil && t != nil && r.PostFormValue("keep") == "" {
		b.Preview, err = s.preview(r.Context(), t, checked)
	}
	b.Reading = s.again.now()
	return b, err
}

// fromForm makes talks of the form's rows; a row without an id is left out.
func fromForm(r *http.Request) demarche.Talks {
	t := demarche.Talks{ID: r.PostFormValue("talks"), Title: strings.TrimSpace(r.PostFormValue("title"))}
	column := func(name string, i int) string {
		if all := r.PostForm[name]; i < len(all) {
			return strings.TrimSpace(all[i])
		}
		return ""
	}
	for i := range r.PostForm["party-id"] {
		if p := (demarche.Party{ID: column("party-id", i), Name: column("party-name", i), Aliases: listOf(column("party-aliases", i)), Members: listOf(column("party-members", i))}); p.ID != "" {
			t.Parties = append(t.Parties, p)
		}
	}
	for i := range r.PostForm["issue-id"] {
		if x := (demarche.Issue{ID: column("issue-id", i), Claim: column("issue-claim", i), Terms: listOf(column("issue-terms", i)), Opposites: listOf(column("issue-opposites", i))}); x.ID != "" {
			t.Issues = append(t.Issues, x)
		}
	}
	return t
}

// listOf takes a list apart at its commas.
func listOf(s string) []string {
	var out []string
	for _, x := range strings.Split(s, ",") {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}

// preview reads the newest documents with the new talks, puts them into a store
// of their own, and compares its table with that of the same documents as they
// were read.
func (s *Server) preview(ctx context.Context, old, new *demarche.Talks) (*preview, error) {
	ids, err := s.db.Documents(ctx)
	if err != nil || s.opt.Read == nil {
		return nil, err
	}
	p := &preview{All: len(ids) <= previewed}
	ids = ids[max(len(ids)-previewed, 0):]
	p.Documents = len(ids)
	before, err := s.tableOf(ctx, ids, old, func(rec demarche.Record) (demarche.Record, error) { return rec, nil })
	if err != nil {
		return nil, err
	}
	after, err := s.tableOf(ctx, ids, new, func(rec demarche.Record) (demarche.Record, error) { return s.opt.Read(rec.Unread(), new) })
	if err != nil {
		return nil, err
	}
	for cell, a := range after {
		if b := before[cell]; a.Stance != b.Stance || a.Grade != b.Grade {
			p.Cells = append(p.Cells, changedCell{b, a})
		}
	}
	for cell, b := range before {
		if _, ok := after[cell]; !ok {
			p.Cells = append(p.Cells, changedCell{b, store.Standing{Holder: b.Holder, Issue: b.Issue}})
		}
	}
	slices.SortFunc(p.Cells, func(a, b changedCell) int {
		return strings.Compare(a.After.Issue+"\x00"+a.After.Holder, b.After.Issue+"\x00"+b.After.Holder)
	})
	return p, nil
}

// tableOf is the table that some documents give, by issue and holder.
func (s *Server) tableOf(ctx context.Context, ids []int64, t *demarche.Talks, read func(demarche.Record) (demarche.Record, error)) (map[[2]string]store.Standing, error) {
	dir, err := os.MkdirTemp("", "demarche-preview-")
	if err != nil {
		return nil, &demarche.Error{Kind: demarche.Unavailable, Op: "make a preview", Cause: err, Hint: "is the disk full?"}
	}
	defer os.RemoveAll(dir)
	db, err := store.Create(ctx, filepath.Join(dir, "preview.db"), nil)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	if err := db.SetTalks(ctx, t); err != nil {
		return nil, err
	}
	for _, id := range ids {
		it, err := s.db.Item(ctx, id)
		if err == nil {
			it.Record, err = read(it.Record)
		}
		if err == nil {
			_, err = db.Put(ctx, it)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := db.Settle(ctx); err != nil {
		return nil, err
	}
	cells, err := s.lastTable(ctx, db)
	out := map[[2]string]store.Standing{}
	for _, c := range cells {
		out[[2]string{c.Issue, c.Holder}] = c
	}
	return out, err
}

func (s *Server) lastTable(ctx context.Context, db *store.DB) ([]store.Standing, error) {
	counts, err := db.Counts(ctx)
	if err != nil {
		return nil, err
	}
	last, _ := store.Day(counts.Last)
	return db.Table(ctx, last)
}

// rereading reads the documents anew, one reading at a time.
type rereading struct {
	mu   sync.Mutex
	at   progress
	redo *demarche.Talks // talks that were kept while a reading ran
}

// progress is how far a reading has come.
type progress struct {
	Running     bool
	Done, Total int
	Failed      int
}

func (a *rereading) now() progress {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.at
}

// start begins to read with new talks; one that runs already begins anew.
func (a *rereading) start(ctx context.Context, s *Server, t *demarche.Talks) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.redo = t; a.at.Running || s.opt.Read == nil {
		return
	}
	a.at = progress{Running: true}
	go a.run(ctx, s)
}

func (a *rereading) run(ctx context.Context, s *Server) {
	for t := a.next(); t != nil; t = a.next() {
		ids, err := s.db.Stale(ctx, "")
		a.set(func(p *progress) { *p = progress{Running: true, Total: len(ids)} })
		for _, id := range ids {
			if a.waiting() {
				break
			}
			if err = s.reread(ctx, id, t); err != nil {
				s.opt.Log.Error("reread failed", "document", id, "cause", err)
				a.set(func(p *progress) { p.Failed++ })
			}
			a.set(func(p *progress) { p.Done++ })
		}
		if err := s.db.Settle(ctx); err != nil {
			s.opt.Log.Error("settle failed", "cause", err)
		}
		s.forget()
	}
}

func (a *rereading) set(f func(*progress)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	f(&a.at)
}

func (a *rereading) waiting() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.redo != nil
}

// next takes the talks that wait, or ends the reading.
func (a *rereading) next() *demarche.Talks {
	a.mu.Lock()
	defer a.mu.Unlock()
	t := a.redo
	a.redo = nil
	a.at.Running = t != nil
	return t
}

func (s *Server) reread(ctx context.Context, id int64, t *demarche.Talks) error {
	it, err := s.db.Item(ctx, id)
	if err != nil {
		return err
	}
	it.Force = true
	if it.Record, err = s.opt.Read(it.Record.Unread(), t); err != nil {
		return err
	}
	_, err = s.db.Put(ctx, it)
	return err
}
