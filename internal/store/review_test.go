package store

import (
	"context"
	"testing"

	"demarche"
	"demarche/internal/postgres"
)

func TestReviewIsUndoneAndRedone(t *testing.T) {
	for name, made := range map[string]func(testing.TB) string{"sqlite": file, "postgres": postgres.Database} {
		t.Run(name, func(t *testing.T) { review(t, filled(t, made)) })
	}
}

func review(t *testing.T, db *DB) {
	ctx := context.Background()
	all, err := db.Proposals(ctx, Review{Limit: 1000})
	must(t, err)
	before := dump(all)
	first := all[0]
	_, err = db.Correct(ctx, "ada", Correction{Position: first.ID, Verdict: "changed", Stance: "dropped", Holder: "SUN", Issue: "front-talks", Span: demarche.Span{Start: 0, End: 7}})
	must(t, err)
	decided := func() []Proposed {
		out, err := db.Proposals(ctx, Review{Limit: 1000, Decided: true})
		must(t, err)
		return out
	}
	if d := decided(); len(d) != 1 || d[0].Holder != "SUN" || d[0].Issue != "front-talks" || d[0].Stance != "dropped" || d[0].Start != 0 || d[0].End != 7 || len([]rune(d[0].Evidence.Evidence)) != 7 {
		t.Errorf("changed: %s", dump(d))
	}
	_, err = db.Correct(ctx, "ada", Correction{Position: all[1].ID, Verdict: "accepted"}, Correction{Position: all[2].ID, Verdict: "rejected"})
	must(t, err)
	it, err := db.Item(ctx, first.Source.Document)
	must(t, err)
	it.Force = true
	_, err = db.Put(ctx, it)
	must(t, err)
	if n := len(decided()); n != 3 {
		t.Errorf("%d are decided after a new reading, want 3", n)
	}
	for i, want := range []int{1, 0} {
		n, err := db.Undo(ctx, "ada")
		must(t, err)
		if n != 2-i || len(decided()) != want {
			t.Errorf("undo %d took back %d decisions, %d are left", i, n, len(decided()))
		}
	}
	if n, err := db.Undo(ctx, "ada"); n != 0 || err != nil {
		t.Errorf("an undo of nothing: %d %v", n, err)
	}
	again, err := db.Proposals(ctx, Review{Limit: 1000})
	must(t, err)
	if after := dump(again); after != before {
		t.Error(firstDifference(after, before))
	}
	n, err := db.Redo(ctx, "ada")
	must(t, err)
	if n != 1 || len(decided()) != 1 {
		t.Errorf("redo brought back %d", n)
	}
	_, err = db.Correct(ctx, "ada", Correction{Position: all[3].ID, Verdict: "accepted"})
	must(t, err)
	if n, _ := db.Redo(ctx, "ada"); n != 0 {
		t.Errorf("redo after a new decision: %d", n)
	}
	if _, err := db.Correct(ctx, "ada", Correction{Position: all[4].ID, Verdict: "changed", Span: demarche.Span{Start: 5, End: 1 << 20}}); demarche.KindOf(err) != demarche.Invalid {
		t.Errorf("words beyond the text: %v", err)
	}
}
