package act

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed verbs.txt
var verbList string

//go:embed nouns.txt
var nounList string

//go:embed adjectives.txt
var adjectiveList string

//go:embed idioms.txt
var idiomList string

//go:embed sets.txt
var setList string

// A pattern says what a predicate means where its conditions hold.
type pattern struct {
	class   string // a PLOVER class, or what it does to its complement's: say, start, …
	rule    string // the line of the lexicon, as the reason of what it found
	conds   []condition
	weight  int  // two for a condition that lists words, one for another
	both    bool // the parties are all actors
	swap    bool // the subject is the target
	joint   bool // COOPERATE where several parties do it
	topic   bool // the object is what it is about, not to whom it is done
	speaker bool // who says it is the actor, the subject the target
}

// A condition holds if a slot of the predicate has one of the words.
type condition struct {
	slot  string
	words map[string]bool // nil for any
	not   bool
}

// An idiom is a row of lemmas with the pattern that it stands for.
type idiom struct {
	lemmas []string
	pattern
}

type lexicon struct {
	verbs, nouns, adjectives map[string][]pattern
	idioms                   map[string][]idiom // by their first lemma
	sets                     map[string][]string
	people, places           map[string]bool
	ruling, bodies           map[string]bool // bodies of a state; movements
	talks, crowds            map[string]bool // what two hold; who acts at home
	pairs, facing            map[string]bool // what two parties are; what they are even without "two"
	known                    map[string]bool // every word of the files
}

func newLexicon() *lexicon {
	l := &lexicon{sets: map[string][]string{}, idioms: map[string][]idiom{}, known: map[string]bool{}}
	for _, line := range lines(setList) {
		words := strings.Fields(line)
		l.sets[words[0]] = words[1:]
		l.know(words[1:]...)
	}
	l.people, l.places = l.condition("obj:@people").words, l.condition("in:@territory").words
	l.ruling, l.bodies = l.condition("subj:@ruling").words, l.condition("subj:@movement").words
	l.talks, l.crowds = l.condition("subj:@talks").words, l.condition("subj:@protester,@crowd").words
	l.pairs, l.facing = l.condition("subj:@pair").words, l.condition("subj:@facing").words
	l.verbs = l.patterns("verb", verbList)
	l.nouns = l.patterns("noun", nounList)
	l.adjectives = l.patterns("adjective", adjectiveList)
	for _, line := range lines(idiomList) {
		words, rest, _ := strings.Cut(line, ":")
		lemmas := strings.Fields(words)
		p := l.pattern(strings.Fields(rest))
		p.rule = "idiom " + strings.TrimSpace(words)
		l.know(lemmas...)
		l.idioms[lemmas[0]] = append(l.idioms[lemmas[0]], idiom{lemmas, p})
	}
	return l
}

func (l *lexicon) know(words ...string) {
	for _, w := range words {
		l.known[w] = true
	}
}

// repair returns a lemma that the files know for one that they do not: a rule
// without a dictionary writes "conced" for conceded, "severe" for severed
// and "expell" for expelled, and leaves the plural of a capitalized noun.
func (l *lexicon) repair(lemma, tag string) string {
	n := len(lemma)
	if n < 2 {
		return lemma
	}
	switch tag {
	case "VERB":
		if l.verbs[lemma] != nil {
			return lemma
		}
		if w := lemma + "e"; l.verbs[w] != nil {
			return w
		}
		if w := lemma[:n-1]; (lemma[n-1] == lemma[n-2] || lemma[n-1] == 'e') && l.verbs[w] != nil {
			return w
		}
	case "PROPN", "NOUN":
		if l.known[lemma] {
			return lemma
		}
		if w, ok := strings.CutSuffix(lemma, "s"); ok && l.known[w] {
			return w
		}
		if w, ok := strings.CutSuffix(lemma, "men"); ok && l.known[w+"man"] {
			return w + "man"
		}
		if w, ok := strings.CutSuffix(lemma, "ies"); ok && l.known[w+"y"] {
			return w + "y"
		}
	}
	return lemma
}

// lines returns the entries of a data file, without comments and blank lines.
func lines(file string) []string {
	var out []string
	for line := range strings.Lines(file) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

func (l *lexicon) patterns(kind, file string) map[string][]pattern {
	out := map[string][]pattern{}
	for _, line := range lines(file) {
		f := strings.Fields(line)
		p := l.pattern(f[1:])
		p.rule = kind + " " + line
		out[f[0]] = append(out[f[0]], p)
		l.know(f[0])
	}
	return out
}

// pattern reads class, conditions and flags. The files ship with the program,
// so a mistake in them is a bug: it panics at start, and a test starts it.
func (l *lexicon) pattern(fields []string) pattern {
	p := pattern{class: fields[0]}
	for _, f := range fields[1:] {
		switch f {
		case "both":
			p.both = true
		case "swap":
			p.swap = true
		case "joint":
			p.joint = true
		case "speaker":
			p.speaker = true
		case "topic":
			p.topic = true
		default:
			c := l.condition(f)
			p.conds = append(p.conds, c)
			p.weight++
			if c.words != nil && !c.not {
				p.weight++
			}
		}
	}
	return p
}

func (l *lexicon) condition(field string) condition {
	slot, words, ok := strings.Cut(field, ":")
	if !ok {
		panic(fmt.Sprintf("act: condition %q has no colon", field))
	}
	c := condition{}
	c.slot, c.not = strings.CutPrefix(slot, "!")
	if words == "*" {
		return c
	}
	c.words = map[string]bool{}
	for _, w := range strings.Split(words, ",") {
		name, isSet := strings.CutPrefix(w, "@")
		if !isSet {
			c.words[w] = true
			l.know(w)
			continue
		}
		set, known := l.sets[name]
		if !known {
			panic("act: no set " + name)
		}
		for _, w := range set {
			c.words[w] = true
		}
	}
	return c
}
