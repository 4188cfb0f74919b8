package topic

import "math"

// Names of the features, in order. A product of two is named by both: a rule's
// reference is worth the more, the more rules find of the issue in the document.
var Names = []string{
	"bias", "cover", "cover content", "soft", "top hit", "top soft", "verb", "thing", "term", "mean", "reverse", "party",
	"here", "score", "rule", "parties", "speech", "asks", "length", "second soft", "second hit",
	"before soft", "before cover", "before mean", "before2 soft", "after soft", "paragraph soft", "here before",
	"lead soft", "lead cover", "article cover", "article soft", "article mean", "share",
	"margin soft", "margin cover", "margin mean", "learnt", "learnt margin", "other rule", "other here",
	"rules issue", "rules document", "rules issue score", "rules issue rule", "rules issue soft", "rules document soft", "rules document rule", "rules document score",
	"score soft", "score speech", "soft soft", "score score", "learnt soft", "speech soft", "score parties", "party content", "some score", "score or soft",
	"share soft", "lead soft soft", "article cover soft", "article cover score",
	"like", "like margin", "like here", "before like", "paragraph like", "article most like", "article like", "like like", "like soft", "like speech",
}

// document is what all sentences together have of the issues.
type document struct {
	whole, lead  []seen
	share, rules []float64 // of each issue: sentences that have most of it, and in which a rule finds it
	every        float64   // of all issues: rules
}

// features of each sentence and issue. learnt is what learn returns.
func (s *Issues) features(doc []Sentence, all [][]seen, learnt [][]float64) [][][]float64 {
	n := len(s.ids)
	t := s.document(doc, all)
	l := s.compare(doc)
	out := make([][][]float64, len(doc))
	for i := range doc {
		out[i] = make([][]float64, n)
		best := bestOf(&doc[i], all[i], learnt[i])
		for k := range n {
			f := here(&doc[i], &all[i][k], k)
			f = append(f, around(doc, all, i, k)...)
			f = append(f, t.features(k)...)
			f = append(f, best.features(&doc[i], &all[i][k], learnt[i][k], k)...)
			f = append(f, t.products(&doc[i], &all[i][k], learnt[i][k], k)...)
			out[i][k] = append(f, l.features(doc, &all[i][k], i, k)...)
		}
	}
	return out
}

func (s *Issues) document(doc []Sentence, all [][]seen) *document {
	n := len(s.ids)
	t := &document{make([]seen, n), make([]seen, n), make([]float64, n), make([]float64, n), 0}
	for i := range doc {
		top, at := 0.0, -1
		for k := range n {
			e := &all[i][k]
			t.whole[k].cover = max(t.whole[k].cover, e.content)
			t.whole[k].soft += e.soft / float64(len(doc))
			t.whole[k].mean += e.mean / float64(len(doc))
			if i < leading {
				t.lead[k].soft = max(t.lead[k].soft, e.soft)
				t.lead[k].cover = max(t.lead[k].cover, e.content)
			}
			if e.soft > top {
				top, at = e.soft, k
			}
			t.rules[k] += one(doc[i].Rule[k])
			t.every += one(doc[i].Rule[k])
		}
		if at >= 0 && top > 0.3 {
			t.share[at] += 1 / float64(len(doc))
		}
	}
	return t
}

// leading is how many sentences tell what a document is about.
const leading = 3

// here is what the sentence itself has.
func here(d *Sentence, e *seen, k int) []float64 {
	return []float64{1, e.cover, e.content, e.soft, e.topHit, e.topSoft, e.verb, e.thing, one(d.Terms[k]), e.mean, e.reverse, e.party,
		d.Here[k], d.Score[k], one(d.Rule[k]), d.parties(), one(d.Speech), one(d.Asks), math.Log1p(float64(len(d.Words))) / 3, e.second, e.secondHit}
}

// around is what the sentences beside it have.
func around(doc []Sentence, all [][]seen, i, k int) []float64 {
	at := func(i int) seen {
		if i < 0 || i >= len(doc) {
			return seen{}
		}
		return all[i][k]
	}
	paragraph, before := 0.0, 0.0
	for j := max(0, i-4); j < len(doc) && j < i+5; j++ {
		if j != i && doc[j].Paragraph == doc[i].Paragraph {
			paragraph = max(paragraph, all[j][k].soft)
		}
	}
	for j := max(0, i-2); j < i; j++ {
		before = max(before, doc[j].Here[k])
	}
	return []float64{at(i - 1).soft, at(i - 1).content, at(i - 1).mean, at(i - 2).soft, at(i + 1).soft, paragraph, before}
}

// features is what the whole document has.
func (t *document) features(k int) []float64 {
	return []float64{t.lead[k].soft, t.lead[k].cover, t.whole[k].cover, t.whole[k].soft, t.whole[k].mean, t.share[k]}
}

func (t *document) products(d *Sentence, e *seen, learnt float64, k int) []float64 {
	rule, score, speech := one(d.Rule[k]), d.Score[k], one(d.Speech)
	issue, every := math.Log1p(t.rules[k]-rule)/2, math.Log1p(t.every)/3
	return []float64{issue, every, issue * score, issue * rule, issue * e.soft, every * e.soft, every * rule, every * score,
		score * e.soft, score * speech, e.soft * e.soft, score * score, learnt * e.soft, speech * e.soft, score * d.parties(), e.party * e.content, one(score > 0), max(score, e.soft),
		t.share[k] * e.soft, t.lead[k].soft * e.soft, t.whole[k].cover * e.soft, t.whole[k].cover * score}
}

func (d *Sentence) parties() float64 { return float64(min(d.Parties, 4)) / 4 }

func one(v bool) float64 {
	if v {
		return 1
	}
	return 0
}
