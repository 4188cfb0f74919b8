package deliver

import (
	"context"
	"fmt"

	"demarche"
	"demarche/internal/export"
	"demarche/internal/store"
)

// Network is the discourse network of ties, with the names of the talks, which
// may be nil.
func Network(ties []store.Tie, t *demarche.Talks) export.Network {
	n := export.Network{}
	labels := map[string]string{}
	if t != nil {
		for _, p := range t.Parties {
			labels["p"+p.ID] = p.Name
		}
		for _, i := range t.Issues {
			labels["i"+i.ID] = i.Claim
		}
	}
	seen := map[string]bool{}
	node := func(kind, id string) (export.Node, bool) {
		if seen[kind+id] {
			return export.Node{}, false
		}
		seen[kind+id] = true
		if l := labels[kind+id]; l != "" {
			return export.Node{ID: id, Label: l}, true
		}
		return export.Node{ID: id, Label: id}, true
	}
	for _, x := range ties {
		if p, ok := node("p", x.Holder); ok {
			n.Parties = append(n.Parties, p)
		}
		if i, ok := node("i", x.Issue); ok {
			n.Issues = append(n.Issues, i)
		}
		n.Ties = append(n.Ties, export.Tie{Party: x.Holder, Issue: x.Issue, Stance: x.Stance, First: x.First, Last: x.Last, Reports: x.Reports, Sources: x.Sources})
	}
	return n
}

// Feed is the moves as a feed, at most 200 of them. An entry's id holds what makes the move one, so
// that it stays the same as long as the move does.
func Feed(ctx context.Context, db *store.DB, t *demarche.Talks, only *store.Filter) (export.Feed, error) {
	q := store.MoveFilter{Since: -Far, Until: Far, Limit: 200}
	if only != nil {
		q.Holder, q.Issue = only.Party, only.Issue
		if only.Since != 0 {
			q.Since = only.Since
		}
		if only.Until != 0 {
			q.Until = only.Until
		}
	}
	moves, err := db.MovesOf(ctx, q)
	if err != nil {
		return export.Feed{}, err
	}
	id, title := "talks", "Moves"
	if t != nil {
		id, title = t.ID, "Moves: "+t.Title
	}
	counts, err := db.Counts(ctx)
	f := export.Feed{ID: "urn:demarche:" + id, Title: title, Updated: counts.Last}
	if f.Updated == "" {
		f.Updated = "1970-01-01"
	}
	for _, h := range moves {
		e := export.Entry{ID: fmt.Sprintf("urn:demarche:%s:%s:%s:%s", id, h.Holder, h.Issue, h.Date), Date: h.Date,
			Title: fmt.Sprintf("%s on %s: %s → %s", h.Holder, h.Issue, h.From, h.To)}
		if h.New != nil {
			e.Link, e.Summary = h.New.Source.URL, h.New.Evidence+" ("+h.New.Source.Outlet+")"
		}
		for _, x := range h.Reactions {
			e.Summary += fmt.Sprintf(" %s reacted on %s: %s", x.By, x.Date, x.Evidence)
		}
		f.Entries = append(f.Entries, e)
	}
	return f, err
}
