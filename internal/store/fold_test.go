package store

import (
	"context"
	"fmt"
	"testing"

	"demarche/sample"
)

// utterances of the sample, by the sentences that report them.
func TestSampleUtterances(t *testing.T) { both(t, testSampleUtterances) }

func testSampleUtterances(t *testing.T, made place) {
	db, ctx := filled(t, made), context.Background()
	want, err := sample.Expected()
	must(t, err)
	// Which statement of the store stands in which sentence.
	type place struct {
		article  string
		sentence int
	}
	found := map[place]Said{}
	sentences, err := sample.Sentences()
	must(t, err)
	offsets := map[place][2]int{}
	at := map[string]int{}
	for _, s := range sentences {
		n := len([]rune(s.Text))
		offsets[place{s.Article, s.Number}] = [2]int{at[s.Article], at[s.Article] + n}
		at[s.Article] += n + 2
	}
	must(t, db.Said(ctx, Filter{Reports: true}, func(s Said) bool {
		for p, o := range offsets {
			if p.article == s.Source.Path && s.Start >= o[0] && s.End <= o[1] {
				found[p] = s
			}
		}
		return true
	}))
	pairs, right := 0, 0
	for _, u := range want.Utterances {
		var ids []int64
		line := u.ID + ":"
		for _, v := range u.Variants {
			if s, ok := found[place{v.Article, v.Sentence}]; ok {
				ids = append(ids, s.Utterance)
				line += fmt.Sprintf(" %d(%s)", s.Utterance, s.Role)
			}
		}
		t.Log(line)
		for i := 1; i < len(ids); i++ {
			pairs++
			if ids[i] == ids[0] {
				right++
			}
		}
	}
	if pairs < 10 || float64(right)/float64(pairs) < 0.85 {
		t.Errorf("%d of %d variants are with their first appearance", right, pairs)
	}
	// And nothing is folded that is not the same: utterances with several
	// reports are the expected ones.
	known := map[int64]bool{}
	for _, u := range want.Utterances {
		for _, v := range u.Variants {
			known[found[place{v.Article, v.Sentence}].Utterance] = true
		}
	}
	must(t, db.Said(ctx, Filter{Reports: true}, func(s Said) bool {
		if s.Variants > 1 && !known[s.Utterance] && s.Role != "first" {
			t.Logf("also folded: %d %s %s %q", s.Utterance, s.Source.Path, s.Role, s.Content)
		}
		return true
	}))
}
