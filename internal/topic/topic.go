package topic

import (
	"math"
	"strings"

	"demarche/internal/matrix"
	"demarche/internal/talks"
)

// Sentence is what is known of one sentence before the document is judged.
type Sentence struct {
	Paragraph int
	Words     []string    // lemmas of its nouns, verbs and adjectives that name no party
	Concepts  [][]float64 // of each issue's claim: how well the sentence shows it
	Terms     []bool      // of each issue: one of its terms stands here
	Here      []float64   // of each issue: what a rule's reference says of the claim
	Score     []float64   // … with what came before
	Rule      []bool      // … the reference stands by itself
	Speech    bool        // something is said in it
	Parties   int         // that it names
	Asks      bool
	Meaning   []float32 // of the whole sentence, of length 1, or nil
}

// Issues are the claims of a talks file, made ready.
type Issues struct {
	vectors *Vectors
	ids     []string
	words   [][]word    // of each issue
	party   [][]bool    // of each concept: it is a party
	weight  [][]float64 // of each concept
	strong  [][]bool    // of each concept: says something by itself
	verb    [][]bool
	mean    [][]float32 // of each issue: the direction of its words
	meaning [][]float32 // of each issue: the claim as a whole, or nil
	count   int         // words of all issues
}

// word is one word of a claim or of what the issue is called.
type word struct {
	text    string
	concept int // or -1: it stands in the issue's id only
	weight  float64
	vector  []float32
}

// Prepare takes the claims of a talks file apart for a judge.
func (x *Vectors) Prepare(m *talks.Matcher) *Issues {
	s := &Issues{vectors: x}
	all := m.Concepts()
	for i, issue := range m.Talks().Issues {
		s.ids = append(s.ids, issue.ID)
		var ws []word
		var party, strong, verb []bool
		var weight []float64
		for k, c := range all[i] {
			party = append(party, c.Party != "")
			verb = append(verb, c.Verb)
			rarity := 0.5
			if len(c.Words) > 0 {
				rarity = 0
			}
			for _, w := range c.Words {
				rarity = max(rarity, x.Rarity(w))
				f := x.Rarity(w)
				if c.Weak {
					f *= 0.3
				}
				if c.Party == "" && len(w) > 2 {
					ws = append(ws, word{w, k, f, x.Of(w)})
				}
			}
			if c.Weak {
				rarity *= 0.3
			}
			weight = append(weight, rarity)
			strong = append(strong, !c.Weak && c.Party == "" && len(c.Words) > 0)
		}
		for _, term := range issue.Terms {
			for _, w := range strings.Fields(strings.ToLower(term)) {
				ws = s.label(ws, w)
			}
		}
		for _, w := range strings.FieldsFunc(strings.ToLower(issue.ID), func(r rune) bool { return r == '-' || r == '_' || r == ' ' }) {
			ws = s.label(ws, w)
		}
		mean := make([]float32, x.Width())
		for _, w := range ws {
			for k, v := range w.vector {
				mean[k] += float32(w.weight) * v
			}
		}
		unit(mean)
		var whole []float32
		if x.meaning != nil {
			whole = x.meaning.claim(issue.Claim)
		}
		s.meaning = append(s.meaning, whole)
		s.words, s.party, s.strong, s.weight, s.verb, s.mean = append(s.words, ws), append(s.party, party), append(s.strong, strong), append(s.weight, weight), append(s.verb, verb), append(s.mean, mean)
	}
	for _, ws := range s.words {
		s.count += len(ws)
	}
	return s
}

// label adds a word of what an issue is called, unless the claim has it.
func (s *Issues) label(ws []word, w string) []word {
	if len(w) < 4 {
		return ws
	}
	for _, o := range ws {
		if o.text == w || strings.HasPrefix(w, o.text) || strings.HasPrefix(o.text, w) {
			return ws
		}
	}
	return append(ws, word{w, -1, 0.5 * s.vectors.Rarity(w), s.vectors.Of(w)})
}

func unit(v []float32) {
	n := matrix.Dot(v, v)
	if n <= 0 {
		return
	}
	f := 1 / float32(math.Sqrt(float64(n)))
	for i := range v {
		v[i] *= f
	}
}
