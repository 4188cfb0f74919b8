// Package act finds political acts: who demands, rejects, agrees, threatens,
// gives way, meets. In: a document, its sentences with their trees, its actors
// and statements. Out: acts by their PLOVER class, with actors and targets as
// party codes and byte spans into the text; sentences in text order, the main
// act of each first.
//
// A predicate (verb, noun, adjective, idiom) gets its class from the patterns
// of verbs.txt, nouns.txt, adjectives.txt and idioms.txt; what governs it may
// turn the class: a visit that is cancelled is a sanction, aid that is
// promised an agreement, an attack that is vowed a threat.
package act

import (
	"strconv"

	"demarche"
	"demarche/internal/gazetteer"
)

// The PLOVER classes.
const (
	Agree     = "AGREE"
	Consult   = "CONSULT"
	Support   = "SUPPORT"
	Concede   = "CONCEDE"
	Cooperate = "COOPERATE"
	Aid       = "AID"
	Retreat   = "RETREAT"
	Request   = "REQUEST"
	Accuse    = "ACCUSE"
	Reject    = "REJECT"
	Threaten  = "THREATEN"
	Protest   = "PROTEST"
	Sanction  = "SANCTION"
	Mobilize  = "MOBILIZE"
	Coerce    = "COERCE"
	Assault   = "ASSAULT"
)

// Finder finds acts. It does not change after New and is safe for concurrent
// use.
type Finder struct {
	gazetteer *gazetteer.Gazetteer
	lexicon   *lexicon
	leaders   map[string]leader
}

// New returns a Finder with the patterns that ship with the package.
func New(g *gazetteer.Gazetteer) *Finder {
	return &Finder{gazetteer: g, lexicon: newLexicon(), leaders: newLeaders()}
}

// Find returns the acts of a document. Spans are byte offsets into doc.Text;
// IDs run e1, e2, … sides is nil where there are no talks.
func (f *Finder) Find(doc demarche.Document, sents []demarche.Sentence, actors []demarche.Actor, statements []demarche.Statement, sides Sides) []demarche.Act {
	r := newReader(f, doc, sents, actors, statements)
	r.parties.sides = sides
	var acts []demarche.Act
	for k := range sents {
		acts = append(acts, r.sentence(k)...)
	}
	for i := range acts {
		acts[i].ID = "e" + strconv.Itoa(i+1)
	}
	return acts
}
