package web

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"demarche"
)

// withoutOstria reads a document as if only other parties were of interest: it
// leaves out Ostria's positions where the talks do not name Ostria.
func withoutOstria(records map[string]demarche.Record) func(demarche.Document, *demarche.Talks) (demarche.Record, error) {
	return func(d demarche.Document, t *demarche.Talks) (demarche.Record, error) {
		rec := records[d.ID]
		rec.Positions = nil
		for _, p := range records[d.ID].Positions {
			for _, party := range t.Parties {
				if party.ID == p.Holder {
					rec.Positions = append(rec.Positions, p)
				}
			}
		}
		return rec, nil
	}
}

func TestTalksAreEdited(t *testing.T) {
	db := sampled(t, local)
	records := map[string]demarche.Record{}
	ids, err := db.Documents(t.Context())
	must(t, err)
	for _, id := range ids {
		rec, err := db.Record(t.Context(), id)
		must(t, err)
		records[rec.Document.ID] = rec
	}
	s, err := New(db, Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: db.Now, Version: "test", Local: true, Read: withoutOstria(records)})
	must(t, err)
	srv := httptest.NewServer(s.Handler())
	t.Cleanup(srv.Close)
	talks, err := db.Talks(t.Context())
	must(t, err)
	form := func(keep string, parties []demarche.Party) url.Values {
		v := url.Values{"title": {"Another title"}, "keep": {keep}}
		for _, p := range parties {
			v["party-id"], v["party-name"], v["party-aliases"] = append(v["party-id"], p.ID), append(v["party-name"], p.Name), append(v["party-aliases"], strings.Join(p.Aliases, ", "))
		}
		for _, i := range talks.Issues {
			v["issue-id"], v["issue-claim"] = append(v["issue-id"], i.ID), append(v["issue-claim"], i.Claim)
		}
		return v
	}
	var fewer []demarche.Party
	for _, p := range talks.Parties {
		if p.ID != "OST" {
			fewer = append(fewer, p)
		}
	}
	seen := posting(t, srv.URL, "/talks", form("", fewer))
	if seen.code != http.StatusOK || !strings.Contains(seen.body, "What this would change") || !strings.Contains(seen.body, "<td>OST</td>") {
		t.Fatalf("preview: %d %.300s", seen.code, seen.body)
	}
	if now, _ := db.Talks(t.Context()); now.Title == "Another title" {
		t.Error("a preview was kept")
	}
	double := append(fewer, fewer[0])
	if got := posting(t, srv.URL, "/talks", form("1", double)); got.code != http.StatusOK || !strings.Contains(got.body, "Wrong") {
		t.Errorf("a doubled id: %d", got.code)
	}
	if got := posting(t, srv.URL, "/talks", form("1", fewer)); got.code != http.StatusSeeOther {
		t.Fatalf("%d %.300s", got.code, got.body)
	}
	for s.again.now().Running {
		time.Sleep(10 * time.Millisecond)
	}
	if got := fetch(t, srv.URL+"/"); strings.Contains(got.body, ">Ostria</a>") || !strings.Contains(got.body, "Another title") {
		t.Error("the table does not follow the talks")
	}
	if file := fetch(t, srv.URL+"/talks.yaml"); !strings.Contains(file.body, "talks: sarn") || strings.Contains(file.body, "id: OST") {
		t.Error(file.body)
	}
}
