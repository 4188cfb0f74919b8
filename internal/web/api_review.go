package web

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"demarche/internal/store"
)

// answerReview are the answers of the pages on which people work.
func (s *Server) answerReview(a huma.API) {
	type queue struct {
		Party   string  `query:"party"`
		Issue   string  `query:"issue"`
		Outlet  string  `query:"outlet"`
		Low     float64 `query:"low" minimum:"0" maximum:"1" doc:"Confidence from"`
		High    float64 `query:"high" minimum:"0" maximum:"1" doc:"Confidence to; 0 for no bound"`
		Decided bool    `query:"decided" doc:"Those that are decided, instead of those that are not"`
		Newest  bool    `query:"newest" doc:"The newest first, instead of the least sure"`
		Limit   int     `query:"limit" minimum:"1" maximum:"500" default:"50"`
	}
	get(a, "proposals", "/proposals", "What the machine proposes, for review", func(ctx context.Context, in *queue) (*body[list[store.Proposed]], error) {
		all, err := s.db.Proposals(ctx, store.Review{Holder: in.Party, Issue: in.Issue, Outlet: in.Outlet, Low: in.Low, High: in.High, Decided: in.Decided, Newest: in.Newest, Limit: in.Limit})
		return listed(all, ""), err
	})
	get(a, "decisions", "/decisions", "What people decided, the latest first", func(ctx context.Context, in *Paged) (*body[list[store.Decided]], error) {
		skip, err := in.skip()
		if err != nil {
			return nil, err
		}
		all, err := s.db.Decisions(ctx, skip, in.Limit+1)
		return following(all, *in, skip), err
	})
	get(a, "codings", "/codings", "Blind codings, with the machine as one coder", func(ctx context.Context, _ *struct{}) (*body[list[store.Coding]], error) {
		all, err := s.db.Codings(ctx)
		return listed(all, ""), err
	})
	type about struct {
		Subject string `query:"subject" doc:"The beginning of the address of a cell, a move or a passage; all where absent"`
	}
	get(a, "notes", "/notes", "Notes, the oldest first", func(ctx context.Context, in *about) (*body[list[store.Note]], error) {
		all, err := s.db.Notes(ctx, in.Subject, 5000)
		return listed(all, ""), err
	})
}

// following is a page of items that begin behind the cursor already.
func following[T any](all []T, p Paged, skip int) *body[list[T]] {
	out := page(all, p, 0)
	if out.Body.Next != "" {
		out.Body.Next = cursor(skip + p.Limit)
	}
	return out
}
