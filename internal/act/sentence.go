package act

import (
	"slices"
	"sort"

	"demarche"
)

// reader holds what is known of one document.
type reader struct {
	*Finder
	doc        demarche.Document
	parties    *parties
	statements []demarche.Statement
	sents      []demarche.Sentence
	tolds      [][]told   // by sentence, nil where nobody has asked
	notes      []*reading // likewise
}

func newReader(f *Finder, doc demarche.Document, sents []demarche.Sentence, actors []demarche.Actor, statements []demarche.Statement) *reader {
	return &reader{f, doc, newParties(f.gazetteer, actors), statements, sents, make([][]told, len(sents)), make([]*reading, len(sents))}
}

// reading is one sentence being read.
type reading struct {
	*reader
	*tree
	index   int        // of the sentence
	at      []*mention // by token
	clauses []*clause
	senses  []sense
	known   []bool
	idiom   []*pattern // by its anchor

	companies map[int][]string // what company has found, by token
}

// Limits of what a sentence yields.
const (
	maxCost  = 4.0 // how far from the main clause an act may be
	sureCost = 3.2 // how far it may be where its actor is a guess
	maxActs  = 5
	maxLong  = 600 // tokens; a longer sentence is a table or a list, not prose
)

// sentence returns the acts of sentence k.
func (rd *reader) sentence(k int) []demarche.Act {
	if n := len(rd.sents[k].Tokens); n == 0 || n > maxLong {
		return nil
	}
	r := rd.read(k)
	r.findIdioms()
	if !r.anySense() {
		return nil
	}
	r.at = rd.parties.mentions(r.tree)
	r.addLeaders()
	return r.acts()
}

// anySense is a cheap look whether the sentence can have an act at all.
func (r *reading) anySense() bool {
	for i := range r.tok {
		k := r.key[i]
		if r.idiom[i] != nil || r.lexicon.verbs[k] != nil || r.lexicon.nouns[k] != nil || r.lexicon.adjectives[k] != nil {
			return true
		}
	}
	return false
}

func (r *reading) clause(i int) *clause {
	if r.clauses[i] == nil {
		c := r.clauseOf(i)
		r.clauses[i] = &c
	}
	return r.clauses[i]
}

// acts returns the acts of the sentence, the main one first.
func (r *reading) acts() []demarche.Act {
	found := r.candidates()
	sort.SliceStable(found, func(i, j int) bool { return found[i].cost < found[j].cost })
	var acts []demarche.Act
	for _, c := range found {
		if c.cost > maxCost || len(acts) == maxActs {
			break
		}
		a, guessed := r.act(c)
		if len(a.Actors)+len(a.Targets) == 0 && (c.cost > 0 && !(c.cost <= 1 && r.namedSubject(c)) || c.hypothetical || r.nominal(c.at)) {
			continue // nobody's act, and not what the sentence is about
		}
		if r.ofOthers(c, a.Actors) {
			continue
		}
		if c.cost > sureCost && (len(a.Actors) == 0 || guessed) {
			continue
		}
		if !repeats(acts, a) {
			acts = append(acts, a)
		}
	}
	return acts
}

// ofOthers reports a pull-back from what others do: who would "end the Varlandic invasion"
// does not go back on his own.
func (r *reading) ofOthers(c candidate, actors []string) bool {
	if c.class != Retreat || len(actors) == 0 || r.nominal(c.at) {
		return false
	}
	for _, o := range r.clause(c.at).obj {
		if s := r.sense(o); s.class == Assault || s.class == Mobilize || s.class == Coerce {
			for _, d := range r.down[o] {
				if rel := r.rel(d); (rel == "amod" || rel == "compound" || r.tok[d].Rel == "nmod:poss") && r.at[d] != nil && len(without(r.at[d].codes, actors)) == len(r.at[d].codes) {
					return true
				}
			}
		}
	}
	return false
}

// repeats reports an act that one of the others tells already.
func repeats(acts []demarche.Act, a demarche.Act) bool {
	for _, b := range acts {
		if a.Hypothetical && a.Act == Consult && b.Act == Reject && b.Evidence.Contains(a.Evidence) && subset(a.Actors, b.Actors) && subset(a.Targets, b.Targets) {
			return true // "refused to talk" tells of no talks
		}
		if a.Act != b.Act {
			continue
		}
		if subset(a.Actors, b.Actors) && subset(a.Targets, b.Targets) && (a.Evidence.Overlaps(b.Evidence) || a.Hypothetical) || a.Evidence == b.Evidence {
			return true
		}
	}
	return false
}

func subset(a, b []string) bool {
	for _, c := range a {
		if !slices.Contains(b, c) {
			return false
		}
	}
	return true
}

// act returns the act of a candidate, and whether a party of it is a guess.
func (r *reading) act(c candidate) (demarche.Act, bool) {
	who := r.roles(c)
	a := demarche.Act{
		Act: c.class, Actors: list(who.actors), Targets: list(who.targets),
		Object: r.object(c), Place: r.place(c), Time: r.time(c),
		Negated: c.negated, Hypothetical: c.hypothetical,
		Evidence: r.evidence(c), Rule: c.rule,
	}
	if who.class != "" {
		a.Act = who.class
	}
	a.Statement = r.statementOf(r.tok[c.at].Span)
	a.Confidence = confidence(c, who)
	return a, who.guessed
}

// list returns codes as a slice of their own, never nil.
func list(codes []string) []string { return append([]string{}, codes...) }

// confidence falls with the distance from the main clause and with every
// guess about who did it.
func confidence(c candidate, who roles) float64 {
	p := 0.9 - 0.12*c.cost
	if who.guessed {
		p -= 0.15
	}
	if len(who.actors) == 0 {
		p -= 0.2
	}
	return float64(int(max(p, 0.1)*100)) / 100
}

// statementOf returns the innermost statement whose content holds a token.
func (rd *reader) statementOf(s demarche.Span) string {
	if st := rd.statement(s); st != nil {
		return st.ID
	}
	return ""
}

func (rd *reader) statement(s demarche.Span) *demarche.Statement {
	var best *demarche.Statement
	size := 0
	for i := range rd.statements {
		for _, c := range rd.statements[i].Content {
			if c.Contains(s) && (best == nil || c.Len() < size) {
				best, size = &rd.statements[i], c.Len()
			}
		}
	}
	return best
}
