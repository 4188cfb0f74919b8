package web

import (
	"errors"
	"fmt"
	"net/http"
	"slices"

	"demarche"
	"demarche/internal/deliver"
	"demarche/internal/store"
)

// exportView is what can be taken away, of everything or of what a query finds.
type exportView struct {
	Formats []format
	Query   string
	Filter  store.Filter
	All     bool
}

// format is how a file is offered: its media type, its ending, what it is for.
type format struct{ Name, Type, Ending, For string }

// offered are the formats in the order of the page.
var offered = []format{
	{"csv", "text/csv; charset=utf-8", "csv", "a row a statement, every variable"},
	{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "the same as a workbook"},
	{"parquet", "application/vnd.apache.parquet", "parquet", "the same for R, pandas and DuckDB"},
	{"json", "application/x-ndjson", "jsonl", "every record as a line, as demarche read prints it"},
	{"annotation", "application/x-ndjson", "jsonld", "W3C Web Annotations, one a line"},
	{"plover", "application/json", "json", "PLOVER event records; they leave out much, and say so"},
	{"dna", "application/zip", "zip", "documents and statements for Discourse Network Analyzer"},
	{"graphml", "application/xml", "graphml", "the discourse network, for visone, igraph and networkx"},
	{"gexf", "application/xml", "gexf", "the same for Gephi, with dates for its timeline"},
	{"atom", "application/atom+xml; charset=utf-8", "atom", "a feed of what moved"},
	{"corrections", "application/x-ndjson", "jsonl", "what people have decided, as training data: coded positions, a line a document"},
	{"ris", "application/x-research-info-systems", "ris", "the articles as references, for Zotero and EndNote"},
	{"csljson", "application/json", "json", "the same for citation processors"},
	{"bibtex", "application/x-bibtex", "bib", "the same for BibTeX"},
}

func (s *Server) export(r *http.Request) (view, error) {
	f, err := s.filter(r)
	b := exportView{Formats: offered, Filter: f, All: everything(f)}
	if !b.All {
		b.Query = "?" + r.URL.RawQuery
	}
	return view{Page: "export", Title: "Take it away", Body: b}, err
}

// everything reports whether a filter leaves nothing out.
func everything(f store.Filter) bool {
	return f.Text == "" && f.Party == "" && f.Issue == "" && f.Person == "" && len(f.Via) == 0 && f.Since == 0 && f.Until == 0
}

// download streams an export as a file. An error in the middle of it breaks the
// connection, so that no browser keeps half a file as a whole one.
func (s *Server) download(w http.ResponseWriter, r *http.Request) {
	i := slices.IndexFunc(offered, func(f format) bool { return f.Name == r.PathValue("format") })
	if i < 0 {
		s.render(w, r, s.failed(r, &demarche.Error{Kind: demarche.NotFound, Op: "export " + strip(r.PathValue("format")), Cause: errors.New("no such format"), Hint: "the Export page lists them"}))
		return
	}
	f, err := s.filter(r)
	if err != nil {
		s.render(w, r, s.failed(r, err))
		return
	}
	job := deliver.Job{Format: offered[i].Name}
	if !everything(f) {
		f.Before = 0
		job.Filter = &f
	}
	w.Header().Set("Content-Type", offered[i].Type)
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", "demarche."+offered[i].Ending))
	if err := deliver.To(r.Context(), s.db, job, w); err != nil {
		s.opt.Log.Error("export failed", "format", job.Format, "cause", err)
		panic(http.ErrAbortHandler)
	}
}
