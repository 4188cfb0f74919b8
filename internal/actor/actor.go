// Package actor joins the mentions of a document to actors, and its
// attributions to statements.
//
// In: a document, its sentences with trees, its attributions, and the talks
// under watch, if any. Out: the actors in the order of their first mention,
// with roles, party and mentions, and one statement for each attribution in
// the order of the text, with speaker, party, channel, occasion, time and
// language. All spans count bytes of the document's text; no two share a
// variable.
//
// Names are joined over the whole document first (name, person, body), then
// roles (role), then descriptions and pronouns from front to back (nominal,
// pronoun). Statements are put together last.
package actor

import (
	"sort"
	"strconv"

	"demarche"
	"demarche/internal/gazetteer"
)

// Resolver finds actors and statements. It does not change after New and is
// safe for concurrent use.
type Resolver struct {
	g   *gazetteer.Gazetteer
	lex *lexicon
}

// New returns a resolver that knows what g knows.
func New(g *gazetteer.Gazetteer) *Resolver {
	return &Resolver{g: g, lex: newLexicon()}
}

// Parties returns the parties of the talks by their names and codes.
func (r *Resolver) Parties(talks *demarche.Talks) *Sides { return newSides(r.g, talks) }

// Resolve returns the actors of a document and its attributions as
// statements. Attributions keep their order by the start of what they cover;
// Attribution.Within is an index into attrs.
func (r *Resolver) Resolve(doc demarche.Document, sents []demarche.Sentence, attrs []demarche.Attribution, talks *demarche.Talks) ([]demarche.Actor, []demarche.Statement) {
	rd := r.reading(doc, sents, attrs, talks)
	rd.findNames()
	rd.joinNames()
	rd.findRoles()
	rd.findHome()
	rd.findPresses()
	rd.findSources()
	rd.findDescriptions()
	rd.findSpeakers()
	statements := rd.statements()
	return rd.finish(statements), statements
}

// kinds of mention, the surest first.
type mentionKind byte

const (
	byName mentionKind = iota
	byNoun
	byPronoun
)

// mention is one place where the text speaks of an actor.
type mention struct {
	from, to int // tokens [from, to)
	head     int
	kind     mentionKind
}

// someone is an actor as it is being read.
type someone struct {
	name     string
	kind     string // person | organization | place | group
	gender   gender
	plural   bool
	code     string // the gazetteer's
	parts    []string
	noun     string // head noun of one who is not named
	party    string
	settled  bool   // party is final
	asked    bool   // party is being found: who is asked again by those asked is not known yet
	heads    string // code of the state whose government is said to be this person's
	leads    bool   // the text speaks of an administration of this name
	shared   bool   // a body that many states call by this name
	byTown   bool   // a state that only its capital names so far
	roles    []role
	mentions []mention
	speaks   bool
	id       string
}

// named reports whether the document gives a name.
func (s *someone) named() bool { return s.noun == "" }

// reading is the work on one document.
type reading struct {
	*Resolver
	*view
	texts   []string
	attrs   []demarche.Attribution
	side    *Sides
	names   []name
	nameAt  []int // index of the name that covers a token, or -1
	who     []int // index of the actor that a token stands for, or -1
	actors  []*someone
	sources []source // by attribution
	byHead  map[int]int
	quotes  []quote
	presses map[string]bool // names of outlets, as the document tells
	final   bool            // all mentions are found: parties stay
	home    string          // code of the state that the document is written from
	abroad  bool            // nothing but the place where it was written tells home
	torn    bool            // the seats of several states are named, and none prevails
	loud    []bool          // sentences in the capitals of a headline
}

func (r *Resolver) reading(doc demarche.Document, sents []demarche.Sentence, attrs []demarche.Attribution, talks *demarche.Talks) *reading {
	v := newView(doc, sents)
	rd := &reading{Resolver: r, view: v, attrs: attrs, side: newSides(r.g, talks), byHead: map[int]int{}}
	n := len(v.words)
	rd.texts = make([]string, n)
	rd.nameAt, rd.who = make([]int, n), make([]int, n)
	for i := range v.words {
		rd.texts[i] = v.words[i].text
		rd.nameAt[i], rd.who[i] = -1, -1
	}
	rd.quotes = quotations(doc)
	return rd
}

// add enters a new actor and returns its index.
func (rd *reading) add(s *someone) int {
	rd.actors = append(rd.actors, s)
	return len(rd.actors) - 1
}

// mention notes that tokens [from, to) speak of actor a.
func (rd *reading) mention(a, from, to, head int, kind mentionKind) {
	s := rd.actors[a]
	s.mentions = append(s.mentions, mention{from, to, head, kind})
	for i := from; i < to; i++ {
		if rd.who[i] < 0 {
			rd.who[i] = a
		}
	}
}

// headOf returns the token of [from, to) whose head lies outside.
func (v *view) headOf(from, to int) int {
	for i := from; i < to; i++ {
		if h := v.words[i].head; (h < from || h >= to) && v.words[i].Tag != "PUNCT" {
			return i
		}
	}
	return to - 1
}

// finish turns everyone who is named or speaks into actors, numbered in the
// order of their first mention, and the indexes in the statements into ids.
func (rd *reading) finish(statements []demarche.Statement) []demarche.Actor {
	var out []*someone
	for _, s := range rd.actors {
		if len(s.mentions) == 0 || !s.named() && !s.speaks {
			continue
		}
		sort.SliceStable(s.mentions, func(i, j int) bool { return s.mentions[i].from < s.mentions[j].from })
		out = append(out, s)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].mentions[0].from < out[j].mentions[0].from })
	actors := make([]demarche.Actor, len(out))
	for i, s := range out {
		s.id = "a" + strconv.Itoa(i+1)
		actors[i] = rd.actor(s)
	}
	for i := range statements {
		rd.name(&statements[i])
	}
	return actors
}

func (rd *reading) actor(s *someone) demarche.Actor {
	a := demarche.Actor{ID: s.id, Name: s.name, Kind: s.kind, Party: s.party, Mentions: []demarche.Span{}}
	for _, m := range s.mentions {
		span := rd.span(m.from, m.to-1)
		if n := len(a.Mentions); n == 0 || a.Mentions[n-1] != span {
			a.Mentions = append(a.Mentions, span)
		}
	}
	for _, r := range s.roles {
		a.Roles = append(a.Roles, demarche.Role{Title: r.title, Of: r.of, Span: r.span})
	}
	return a
}

// name replaces the index of an actor that a statement holds by the id.
func (rd *reading) name(s *demarche.Statement) {
	s.Speaker = rd.idOf(s.Speaker)
	for i := range s.Channel {
		s.Channel[i].Actor = rd.idOf(s.Channel[i].Actor)
	}
}

// idOf returns the id of the actor whose index is written in s.
func (rd *reading) idOf(s string) string {
	i, err := strconv.Atoi(s)
	if err != nil || i < 0 || i >= len(rd.actors) {
		return ""
	}
	return rd.actors[i].id
}
