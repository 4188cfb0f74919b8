package syntax

import (
	"math/rand/v2"
	"testing"
)

// best is the score of the best tree with one root, by trying all.
func best(scores []float32, n int) float32 {
	w := n + 1
	heads := make([]int, n)
	top := float32(minusInfinity)
	var try func(i int, sum float32)
	try = func(i int, sum float32) {
		if i == n {
			if roots(heads) == 1 && acyclic(heads) && sum > top {
				top = sum
			}
			return
		}
		for h := -1; h < n; h++ {
			if h != i {
				heads[i] = h
				try(i+1, sum+scores[i*w+1+h])
			}
		}
	}
	try(0, 0)
	return top
}

func TestTreeIsTheBest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		n := 2 + r.IntN(4)
		scores := make([]float32, n*(n+1))
		for i := range scores {
			scores[i] = float32(r.NormFloat64())
		}
		want := best(scores, n)
		heads := tree(append([]float32(nil), scores...), n)
		if roots(heads) != 1 || !acyclic(heads) {
			t.Fatalf("%v is no tree with one root", heads)
		}
		got := float32(0)
		for i, h := range heads {
			got += scores[i*(n+1)+1+h]
		}
		// Only the three likeliest roots are tried, so a tree may rarely be
		// second best.
		if n <= rootTries && got < want-1e-4 {
			t.Fatalf("score %v, best %v", got, want)
		}
	}
}

func TestAcyclic(t *testing.T) {
	for _, c := range []struct {
		heads []int
		want  bool
	}{{[]int{-1, 0, 1}, true}, {[]int{1, 0, -1}, false}, {[]int{-1, 2, 3, 1}, false}, {[]int{3, 0, 1, -1}, true}} {
		if got := acyclic(c.heads); got != c.want {
			t.Errorf("%v: %v", c.heads, got)
		}
	}
}

func TestLemma(t *testing.T) {
	l := newLemmatizer()
	for _, c := range []struct{ form, tag, want string }{
		{"said", "VERB", "say"}, {"endorsed", "VERB", "endorse"}, {"postponed", "VERB", "postpone"}, {"convening", "VERB", "convene"},
		{"alleged", "VERB", "allege"}, {"united", "VERB", "unite"}, {"applauded", "VERB", "applaud"}, {"aided", "VERB", "aid"}, {"demurred", "VERB", "demur"}, {"prolonged", "VERB", "prolong"},
		{"rebuked", "VERB", "rebuke"}, {"smeared", "VERB", "smear"}, {"extradited", "VERB", "extradite"}, {"discontinued", "VERB", "discontinue"}, {"militiamen", "NOUN", "militiaman"},
		{"seethed", "VERB", "seethe"}, {"re-engaged", "VERB", "re-engage"}, {"making", "VERB", "make"}, {"rejected", "VERB", "reject"}, {"agreed", "VERB", "agree"},
		{"threatening", "VERB", "threaten"}, {"planned", "VERB", "plan"}, {"denies", "VERB", "deny"}, {"urged", "VERB", "urge"},
		{"withdrew", "VERB", "withdraw"}, {"calling", "VERB", "call"}, {"ceasing", "VERB", "cease"}, {"hoping", "VERB", "hope"},
		{"pressed", "VERB", "press"}, {"conceded", "VERB", "concede"}, {"expelled", "VERB", "expel"}, {"sued", "VERB", "sue"},
		{"detained", "VERB", "detain"}, {"flouted", "VERB", "flout"}, {"severed", "VERB", "sever"}, {"bombed", "VERB", "bomb"}, {"included", "VERB", "include"},
		{"bring", "VERB", "bring"}, {"added", "VERB", "add"}, {"proceed", "VERB", "proceed"}, {"guaranteed", "VERB", "guarantee"},
		{"cases", "NOUN", "case"}, {"politics", "NOUN", "politics"}, {"critics", "NOUN", "critic"}, {"ethics", "NOUN", "ethics"}, {"buses", "NOUN", "bus"}, {"classes", "NOUN", "class"},
		{"called", "VERB", "call"}, {"killed", "VERB", "kill"}, {"goes", "VERB", "go"}, {"doing", "VERB", "do"}, {"needed", "VERB", "need"}, {"offered", "VERB", "offer"}, {"ruling", "VERB", "rule"}, {"proposes", "VERB", "propose"},
		{"ca", "AUX", "can"}, {"n't", "PART", "not"}, {"talks", "NOUN", "talk"}, {"crises", "NOUN", "crisis"},
		{"treaties", "NOUN", "treaty"}, {"sanctions", "NOUN", "sanction"}, {"spokesmen", "NOUN", "spokesman"},
		{"Talks", "PROPN", "Talks"}, {"tougher", "ADJ", "tough"}, {"earlier", "ADV", "early"}, {"their", "PRON", "they"},
	} {
		if got := l.lemma(c.form, c.tag); got != c.want {
			t.Errorf("%s/%s: %s, want %s", c.form, c.tag, got, c.want)
		}
	}
}
