package talks

import (
	"demarche"
	"demarche/internal/tree"
)

// Reference is a place in a sentence that speaks of an issue's claim.
type Reference struct {
	Issue   string
	Token   int     // the word that the reference hangs on
	Sign    int     // 1: of the claim, -1: of its contrary
	Score   float64 // share of the claim that the text gives, 0 to 1
	Here    float64 // share of the claim that the sentence itself gives
	Agent   string  // the party that is said to do it, or ""
	Doer    int     // the token of the agent, or -1
	Verb    bool    // the word is the claim's verb or a noun for it
	Name    bool    // the word is a name, and only what governs it can speak of it
	Caused  bool    // others do it to the claim's agent: the doer is not the agent
	Resists bool    // those whom the claim is done to do it to the doer
	Words   []int   // the tokens that speak of the claim, the anchor included
	How     string  // claim | contrary | head | name | kin | term | opposite

	named   bool // what the claim does it to was named shortly before
	objects bool // the sentence names what the claim does it to, or the claim names nothing

	agents bool // the sentence names the party that the claim says does it

	subjects bool // the sentence names all that the claim says of who does it, more than a party

	part bool // the word describes what the claim is about: "enriched" uranium

	lone bool // the sentence says nothing else of the claim

	any bool // an indefinite noun will do: the claim has one

	bound bool // the sentence names the claim's subject, or the claim has none to name
}

// Reader reads the sentences of one document in their order: what was named
// before fills in what a later sentence leaves out.
type Reader struct {
	m      *Matcher
	number int
	seen   map[int64]int // issue and concept to the last sentence that named it
}

// Reader returns a reader for one document.
func (m *Matcher) Reader() *Reader { return &Reader{m: m, seen: map[int64]int{}} }

// found is a hit at a token.
type found struct {
	hit
	token int
}

// Least shares of a claim: below the first, words are no reference; from the
// second on they are one by themselves.
const (
	leastShare = 0.28
	firmShare  = 0.42
)

// Firm reports whether the reference says enough to stand by itself.
func (r Reference) Firm() bool { return r.Score >= firmShare }

// Read returns the references of the next sentence, at most one an issue and
// token. party holds the party of each token that names one, pronouns
// included.
func (r *Reader) Read(t *tree.Tree, party []string) []Reference {
	hits := r.m.hits(t, party)
	var all []Reference
	for i := 0; i < len(hits); {
		k := i
		for k < len(hits) && hits[k].issue == hits[i].issue {
			k++
		}
		all = append(all, r.issue(t, party, hits[i:k])...)
		i = k
	}
	out := phrases(t, contest(all))
	for _, h := range hits {
		if h.concept >= 0 && h.quality > 0.6 {
			r.seen[int64(h.issue)<<16|int64(h.concept)] = r.number + 1
		}
	}
	if !demarche.Label(t.Text, t.Tokens) {
		r.number++
	}
	return out
}

// contest lets the issues that one word could speak of compete: those stay
// that the sentence says nearly as much of as of the best.
func contest(all []Reference) []Reference {
	best := map[int]float64{}
	for _, r := range all {
		best[r.Token] = max(best[r.Token], r.claims())
	}
	out := all[:0]
	for _, r := range all {
		if r.claims() > 0.93*best[r.Token] {
			out = append(out, r)
		}
	}
	return out
}

// claims weighs a reference against others by the same word: one in which the
// word only describes what the claim is about yields.
func (r Reference) claims() float64 {
	if r.part {
		return 0.7 * r.Strength()
	}
	return r.Strength()
}

// phrases lets issues compete for words of one compound: the campaign of a
// "bombing campaign" is not another one.
func phrases(t *tree.Tree, all []Reference) []Reference {
	out := make([]Reference, 0, len(all))
	for _, r := range all {
		lost := false
		for _, o := range all {
			joined := t.Head(r.Token) == o.Token && t.Rel(r.Token) == "compound" || t.Head(o.Token) == r.Token && t.Rel(o.Token) == "compound"
			lost = lost || joined && o.Issue != r.Issue && r.Strength() < 0.93*o.Strength()
		}
		if !lost {
			out = append(out, r)
		}
	}
	return out
}

// Strength weighs what the sentence itself says above what came before.
func (r Reference) Strength() float64 { return (r.Score + r.Here) / 2 }
