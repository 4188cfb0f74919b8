package deliver

import (
	"context"
	"encoding/json"
	"io"
	"slices"
	"unicode/utf8"

	"demarche/internal/store"
)

// codedDocument is a document as coders of positions write it down: sentences by
// their spans in code points, positions by the sentence that they stand in.
type codedDocument struct {
	Doc       string          `json:"doc"`  // sha256 of its bytes
	Date      string          `json:"date"` // of publication
	Sentences [][2]int        `json:"sentences"`
	Positions []codedPosition `json:"positions"`
}

type codedPosition struct {
	Sentence int    `json:"sentence"`
	Holder   string `json:"holder"`
	Person   string `json:"person,omitempty"`
	Issue    string `json:"issue"`
	Stance   string `json:"stance"`
	Act      string `json:"act,omitempty"`
	Reported string `json:"reported"`
	Time     string `json:"time"`
}

// Corrections writes what people have decided as training data: a line a
// document, with the sentences that they looked at and the positions that they
// left or made in them. A sentence all of whose proposals were rejected has
// none.
func Corrections(ctx context.Context, db *store.DB, w io.Writer) error {
	all, err := db.Proposals(ctx, store.Review{Decided: true, Newest: true, Limit: 1 << 20})
	if err != nil {
		return err
	}
	byDocument := map[int64][]store.Proposed{}
	var order []int64
	for _, p := range all {
		d := p.Source.Document
		if byDocument[d] == nil {
			order = append(order, d)
		}
		byDocument[d] = append(byDocument[d], p)
	}
	slices.Sort(order)
	enc := json.NewEncoder(w)
	for _, d := range order {
		out, err := codedOf(ctx, db, byDocument[d])
		if err != nil {
			return err
		}
		if err := enc.Encode(out); err != nil {
			return err
		}
	}
	return nil
}

func codedOf(ctx context.Context, db *store.DB, all []store.Proposed) (codedDocument, error) {
	out := codedDocument{Doc: all[0].Source.Hash, Date: all[0].Source.Published, Positions: []codedPosition{}}
	spans := make([][2]int, len(all))
	var places []store.Place
	for _, p := range all {
		places = append(places, store.Place{Document: p.Source.Document, Start: p.Start, End: p.End})
	}
	around, err := db.Sentences(ctx, places)
	if err != nil {
		return out, err
	}
	for i, p := range all {
		a := around[places[i]]
		spans[i] = [2]int{p.Start - utf8.RuneCountInString(a.Before), p.End + utf8.RuneCountInString(a.After)}
	}
	out.Sentences = slices.Clone(spans)
	slices.SortFunc(out.Sentences, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	out.Sentences = slices.Compact(out.Sentences)
	for i, p := range all {
		if p.Verdict == "rejected" {
			continue
		}
		time := "now"
		if p.Past {
			time = "past"
		}
		out.Positions = append(out.Positions, codedPosition{slices.Index(out.Sentences, spans[i]), p.Holder, p.Person, p.Issue, p.Stance, p.Act, p.Reported, time})
	}
	slices.SortStableFunc(out.Positions, func(a, b codedPosition) int { return a.Sentence - b.Sentence })
	return out, nil
}
