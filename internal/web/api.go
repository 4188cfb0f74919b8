package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"demarche"
	"demarche/internal/deliver"
	"demarche/internal/export"
	"demarche/internal/store"
)

// api puts the answers of the pages under /api/v1 as JSON. The OpenAPI document
// is made from the types of the handlers; errors are problem+json.
func (s *Server) api(mux *http.ServeMux) {
	inner := http.NewServeMux()
	config := huma.DefaultConfig("demarche", s.opt.Version)
	config.Info.Description = "The record of a negotiation: who said what, where each party stands, what moved, who reacted. Offsets count Unicode code points."
	config.OpenAPIPath, config.DocsPath, config.SchemasPath, config.CreateHooks = "/api/v1/openapi", "", "", nil
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token":   {Type: "http", Scheme: "bearer", Description: "Of a program: demarche user token NAME"},
		"session": {Type: "apiKey", In: "cookie", Name: sessionCookie, Description: "Of a browser that has signed in (__Host-session by https)"},
	}
	config.Security = []map[string][]string{{"token": {}}, {"session": {}}}
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	a := humago.New(inner, config)
	s.answers(a)
	mux.Handle("GET /api/v1/", s.only(store.Reader, tagged(inner)))
	mux.Handle("GET /api/v1", s.only(store.Reader, s.page(func(*http.Request) (view, error) {
		return view{Page: "api", Title: "API", Body: operations(a.OpenAPI())}, nil
	})))
	mux.Handle("GET /api/v1/try", s.only(store.Reader, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { try(a.OpenAPI(), w, r) })))
}

// schemaName names a type in the OpenAPI document. Those of the record have its
// name in front: the ledger has an Actor and a Shift of its own.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	if t.PkgPath() == "demarche" && name != "Record" {
		return "Record" + name
	}
	return name
}

// get registers a question: its address, what it is called and its answer.
func get[I, O any](a huma.API, id, path, summary string, f func(context.Context, *I) (*O, error)) {
	huma.Register(a, huma.Operation{OperationID: id, Method: http.MethodGet, Path: "/api/v1" + path, Summary: summary},
		func(ctx context.Context, in *I) (*O, error) {
			out, err := f(ctx, in)
			return out, problem(err)
		})
}

// problem gives an error its HTTP status and a sentence.
func problem(err error) error {
	var known *demarche.Error
	if err == nil || !errors.As(err, &known) {
		return err
	}
	switch known.Kind {
	case demarche.NotFound:
		return huma.Error404NotFound(known.Error())
	case demarche.Invalid:
		return huma.Error422UnprocessableEntity(known.Error())
	case demarche.Unavailable:
		return huma.Error503ServiceUnavailable(known.Error())
	}
	return huma.Error500InternalServerError(known.Error())
}

// list is a page of an answer. Next is the cursor of the next page, empty on the
// last one.
type list[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty" doc:"Cursor of the next page; absent on the last"`
}

// body wraps an answer as huma wants it.
type body[T any] struct{ Body T }

func listed[T any](items []T, next string) *body[list[T]] {
	if items == nil {
		items = []T{}
	}
	return &body[list[T]]{list[T]{items, next}}
}

// Paged are the parameters of an answer in pages.
type Paged struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"How many items at most"`
	Cursor string `query:"cursor" doc:"Where to go on: next of the page before"`
}

// skip is how many items the cursor leaves behind.
func (p Paged) skip() (int, error) {
	if p.Cursor == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(p.Cursor)
	if err != nil || n < 0 || n > 1<<24 {
		return 0, &demarche.Error{Kind: demarche.Invalid, Op: "read cursor", Cause: fmt.Errorf("%q is not one that this server gave", p.Cursor)}
	}
	return n, nil
}

func cursor(skip int) string { return strconv.Itoa(skip) }

// page cuts a page out of all items; there may be more than was asked for.
func page[T any](all []T, p Paged, skip int) *body[list[T]] {
	all = all[min(skip, len(all)):]
	if len(all) > p.Limit {
		return listed(all[:p.Limit], cursor(skip+p.Limit))
	}
	return listed(all, "")
}

// Between are the days of a question.
type Between struct {
	Since string `query:"since" format:"date" doc:"First day, 2026-01-31"`
	Until string `query:"until" format:"date" doc:"Last day"`
}

func (b Between) days() (since, until int, err error) {
	if since, err = date("since", b.Since, -deliver.Far); err == nil {
		until, err = date("until", b.Until, deliver.Far)
	}
	return
}

func date(name, value string, none int) (int, error) {
	return asked(map[string][]string{name: {value}}, name, none)
}

func (s *Server) answers(a huma.API) {
	get(a, "counts", "/counts", "How much the ledger holds", func(ctx context.Context, _ *struct{}) (*body[store.Counts], error) {
		n, err := s.counts(ctx)
		return &body[store.Counts]{n}, err
	})
	get(a, "talks", "/talks", "The parties and issues under watch", func(ctx context.Context, _ *struct{}) (*body[demarche.Talks], error) {
		t, err := s.db.Talks(ctx)
		if err == nil && t == nil {
			err = missing("talks file")
		}
		if err != nil {
			return nil, err
		}
		return &body[demarche.Talks]{*t}, nil
	})
	s.answerLedger(a)
	s.answerStatements(a)
	s.answerSources(a)
	s.answerReview(a)
}

func (s *Server) answerLedger(a huma.API) {
	type AsOf struct {
		Day string `query:"as-of" format:"date" doc:"The day to look at; the ledger's last day where absent"`
	}
	get(a, "table", "/table", "Where every party stands on every issue, as of a day", func(ctx context.Context, in *AsOf) (*body[list[store.Standing]], error) {
		day, err := s.dayOr(ctx, in.Day)
		if err != nil {
			return nil, err
		}
		cells, err := s.standings(ctx, day)
		return listed(cells, ""), err
	})
	type cell struct {
		AsOf
		Holder string `path:"holder" doc:"Party id"`
		Issue  string `path:"issue" doc:"Issue id"`
		Limit  int    `query:"limit" minimum:"1" maximum:"5000" default:"200"`
	}
	get(a, "evidence", "/cells/{holder}/{issue}", "The evidence behind one cell, oldest first", func(ctx context.Context, in *cell) (*body[list[store.Evidence]], error) {
		day, err := date("as-of", in.Day, deliver.Far)
		if err != nil {
			return nil, err
		}
		rows, _, err := s.db.Why(ctx, in.Holder, in.Issue, day, in.Limit)
		return listed(rows, ""), err
	})
	get(a, "course", "/cells/{holder}/{issue}/course", "How one cell's standing changed", func(ctx context.Context, in *cell) (*body[list[store.Stage]], error) {
		day, err := date("as-of", in.Day, deliver.Far)
		if err != nil {
			return nil, err
		}
		rows, err := s.db.Course(ctx, in.Holder, in.Issue, day)
		return listed(rows, ""), err
	})
	type moved struct {
		Paged
		Between
		Party  string `query:"party"`
		Issue  string `query:"issue"`
		Denied bool   `query:"denied" doc:"Also shifts that their holder denied"`
	}
	get(a, "moves", "/moves", "Shifts with their proof and the reactions, newest first", func(ctx context.Context, in *moved) (*body[list[store.Shift]], error) {
		since, until, err := in.days()
		if err != nil {
			return nil, err
		}
		skip, err := in.skip()
		if err != nil {
			return nil, err
		}
		all, err := s.db.MovesOf(ctx, store.MoveFilter{Since: since, Until: until, Holder: in.Party, Issue: in.Issue, Denied: in.Denied, Limit: in.Limit + 1, Offset: skip})
		return following(all, in.Paged, skip), err
	})
	type standing struct {
		AsOf
		Issue string `query:"issue"`
	}
	get(a, "network", "/network", "On how many issues every two parties agree and disagree", func(ctx context.Context, in *standing) (*body[list[export.Agreement]], error) {
		day, err := s.dayOr(ctx, in.Day)
		if err != nil {
			return nil, err
		}
		cells, err := s.standings(ctx, day)
		return listed(deliver.Network(ties(of(cells, "", in.Issue)), nil).Agreements(), ""), err
	})
}

// dayOr reads a day; the ledger's last one where there is none.
func (s *Server) dayOr(ctx context.Context, value string) (int, error) {
	counts, err := s.counts(ctx)
	if err != nil {
		return 0, err
	}
	last, _ := store.Day(counts.Last)
	return date("as-of", value, last)
}

func (s *Server) answerStatements(a huma.API) {
	type query struct {
		Paged
		Between
		Q       string `query:"q" maxLength:"1000" doc:"Words, all of them; \"in quotation marks\" one behind the other"`
		Party   string `query:"party"`
		Issue   string `query:"issue"`
		Person  string `query:"person" maxLength:"1000"`
		Via     string `query:"via" doc:"Outlet, agency or channel, by its name"`
		Reports bool   `query:"reports" doc:"Every report, not one of each utterance"`
	}
	get(a, "statements", "/statements", "What was said, newest first", func(ctx context.Context, in *query) (*body[list[store.Said]], error) {
		f := store.Filter{Text: in.Q, Party: in.Party, Issue: in.Issue, Person: in.Person, Limit: in.Limit + 1, Reports: in.Reports}
		if in.Via != "" {
			f.Via = []string{in.Via}
		}
		var err error
		if f.Since, err = date("since", in.Since, 0); err != nil {
			return nil, err
		}
		if f.Until, err = date("until", in.Until, 0); err != nil {
			return nil, err
		}
		if in.Cursor != "" {
			if f.Before, err = strconv.ParseInt(in.Cursor, 10, 64); err != nil {
				return nil, &demarche.Error{Kind: demarche.Invalid, Op: "read cursor", Cause: fmt.Errorf("%q is not one that this server gave", in.Cursor)}
			}
		}
		var out []store.Said
		err = s.db.Said(ctx, f, func(x store.Said) bool { out = append(out, x); return true })
		if len(out) > in.Limit {
			return listed(out[:in.Limit], strconv.FormatInt(out[in.Limit-1].ID, 10)), err
		}
		return listed(out, ""), err
	})
	type who struct {
		Paged
		Name    string `query:"name"`
		Unknown bool   `query:"unknown" doc:"Only speakers of no known party"`
	}
	get(a, "actors", "/actors", "Who is named and speaks, those who speak most first", func(ctx context.Context, in *who) (*body[list[store.Actor]], error) {
		skip, err := in.skip()
		if err != nil {
			return nil, err
		}
		var all []store.Actor
		if in.Unknown {
			all, err = s.db.Unknown(ctx, skip+in.Limit+1)
		} else {
			all, err = s.db.Who(ctx, in.Name, skip+in.Limit+1)
		}
		return page(all, in.Paged, skip), err
	})
}

func (s *Server) answerSources(a huma.API) {
	get(a, "sources", "/sources", "The feeds, sitemaps and pages that are followed, and how each does", func(ctx context.Context, _ *struct{}) (*body[list[store.Followed]], error) {
		all, err := s.db.Sources(ctx)
		return listed(all, ""), err
	})
	type articles struct {
		Paged
		Outlet string `query:"outlet"`
	}
	get(a, "articles", "/articles", "Articles, the latest first", func(ctx context.Context, in *articles) (*body[list[store.Edition]], error) {
		skip, err := in.skip()
		if err != nil {
			return nil, err
		}
		all, err := s.db.Recent(ctx, in.Outlet, skip, in.Limit+1)
		return following(all, in.Paged, skip), err
	})
	type one struct {
		Hash string `path:"hash" doc:"The sha256 of the article's bytes, or eight or more of its first digits"`
	}
	get(a, "article", "/articles/{hash}", "The record of an article, as demarche read prints it", func(ctx context.Context, in *one) (*body[demarche.Record], error) {
		id, err := s.db.Find(ctx, in.Hash)
		if err != nil {
			return nil, err
		}
		rec, err := s.db.Record(ctx, id)
		return &body[demarche.Record]{rec}, err
	})
	get(a, "versions", "/articles/{hash}/versions", "The versions of an article's page", func(ctx context.Context, in *one) (*body[list[store.Edition]], error) {
		id, err := s.db.Find(ctx, in.Hash)
		if err != nil {
			return nil, err
		}
		all, err := s.db.Versions(ctx, id)
		return listed(all, ""), err
	})
	get(a, "coverage", "/coverage", "What each outlet gave on each day", func(ctx context.Context, in *Between) (*body[list[store.Covered]], error) {
		since, until, err := in.days()
		if err != nil {
			return nil, err
		}
		all, err := s.db.Coverage(ctx, since, until)
		return listed(all, ""), err
	})
	get(a, "failures", "/failures", "What could not be read, the latest first", func(ctx context.Context, in *Paged) (*body[list[store.Failure]], error) {
		skip, err := in.skip()
		if err != nil {
			return nil, err
		}
		all, err := s.db.Failures(ctx, skip+in.Limit+1)
		return page(all, *in, skip), err
	})
}

// tagged gives an answer an ETag, and nothing but that where the asker has it.
func tagged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := &held{header: w.Header(), code: http.StatusOK}
		next.ServeHTTP(h, r)
		w.Header().Set("Cache-Control", "private, no-cache")
		if h.code == http.StatusOK && unchanged(w, r, tagOf(h.Bytes())) {
			return
		}
		w.WriteHeader(h.code)
		_, _ = w.Write(h.Bytes())
	})
}

// held is a response that waits for its tag.
type held struct {
	bytes.Buffer
	header http.Header
	code   int
}

func (h *held) Header() http.Header  { return h.header }
func (h *held) WriteHeader(code int) { h.code = code }
