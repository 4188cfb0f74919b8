package position

import (
	"fmt"
	"sort"
	"strings"
	"sync"

	"demarche"
	"demarche/internal/talks"
	"demarche/internal/topic"
)

// Finder finds positions. It does not change after New and is safe for
// concurrent use.
type Finder struct {
	lex     *lexicon
	scorer  *Scorer
	vectors *topic.Vectors
	issues  sync.Map // *talks.Matcher → *topic.Issues
}

// New returns a Finder with the embedded lexicons and scorer, which compares
// words by these vectors.
func New(v *topic.Vectors) *Finder {
	return &Finder{lex: newLexicon(), scorer: newScorer(scorerData), vectors: v}
}

// reading is one document while its positions are found.
type reading struct {
	finder  *Finder
	doc     *demarche.Document
	sents   []demarche.Sentence
	actors  []demarche.Actor
	party   []string // of each actor, by the talks' ids
	strange []bool   // of each actor: speaks for no party
	byID    map[string]int
	said    []demarche.Statement
	acts    []demarche.Act
	m       *talks.Matcher

	meanings [][]float32 // of each sentence, or none

	places  []int          // of each sentence: how many stand before it, without the labels of speakers
	replies map[int]string // the party of who answers a paragraph of an interview

	mentions []mention      // sorted by start
	contents []contentPiece // sorted by start, outer before inner
	last     []lastRef      // references of earlier sentences, latest last
	trail    []candidate    // what was held in earlier sentences, latest last
	scenes   []*scene       // of the sentences that are read
	all      overview
}

type contentPiece struct {
	demarche.Span
	statement int
}

// lastRef is a reference that a later "the idea" can take up.
type lastRef struct {
	talks.Reference
	sentence int
}

// Find returns the positions of a document in text order, with byte spans.
// Statements and actors may be empty; sentences in furniture are passed over.
// An article that names no party of the talks yields none.
func (f *Finder) Find(m *Material) []demarche.Position {
	if m.Talks == nil {
		return nil
	}
	d := f.read(m)
	return d.positions(d.choose(settle(d.candidates())))
}

// candidates reads the document once, front to back.
func (d *reading) candidates() []candidate {
	d.prepare()
	d.survey()
	var all []candidate
	for _, sc := range d.scenes {
		here := d.sentence(sc, sc.found)
		d.trails(here)
		all = append(all, here...)
		d.remember(sc.place, sc.found)
	}
	return all
}

func (d *reading) readable(s *demarche.Sentence) bool {
	if len(s.Tokens) == 0 || len(s.Tokens) > 400 {
		return false
	}
	return d.kind(s).Read()
}

// kind is that of a sentence's paragraph, or "" where it stands in none.
func (d *reading) kind(s *demarche.Sentence) demarche.Kind {
	if s.Paragraph < 0 || s.Paragraph >= len(d.doc.Paragraphs) {
		return ""
	}
	return d.doc.Paragraphs[s.Paragraph].Kind
}

func (d *reading) prepare() {
	d.party = holders(d.actors, d.m, d.doc.Published)
	d.count()
	d.strange = make([]bool, len(d.actors))
	for i := range d.actors {
		if d.strange[i] = d.stranger(i); d.strange[i] {
			d.party[i] = ""
		}
	}
	d.byID = make(map[string]int, len(d.actors))
	for i, a := range d.actors {
		d.byID[a.ID] = i
		for _, sp := range a.Mentions {
			d.mentions = append(d.mentions, mention{sp, i})
		}
	}
	sort.SliceStable(d.mentions, func(i, j int) bool { return d.mentions[i].Start < d.mentions[j].Start })
	d.said = d.said[:len(d.said):len(d.said)]
	d.headlines()
	for i, s := range d.said {
		for _, c := range s.Content {
			d.contents = append(d.contents, contentPiece{c, i})
		}
	}
	sort.SliceStable(d.contents, func(i, j int) bool {
		a, b := d.contents[i], d.contents[j]
		if a.Start != b.Start {
			return a.Start < b.Start
		}
		return a.End > b.End
	})
	d.sides()
	d.interview()
}

// count numbers the sentences without the labels of speakers, "QUESTION:".
func (d *reading) count() {
	d.places = make([]int, len(d.sents))
	n := 0
	for i := range d.sents {
		d.places[i] = n
		if !demarche.Label(d.doc.Text, d.sents[i].Tokens) {
			n++
		}
	}
}

func (d *reading) mentionsIn(sp demarche.Span) []mention {
	i := sort.Search(len(d.mentions), func(i int) bool { return d.mentions[i].Start >= sp.Start })
	k := i
	for k < len(d.mentions) && d.mentions[k].Start < sp.End {
		k++
	}
	return d.mentions[i:k]
}

// speakerAt returns the innermost statement whose content holds the span.
func (d *reading) speakerAt(sp demarche.Span) int {
	at, size := -1, 0
	for _, c := range d.contents {
		if c.Start > sp.Start {
			break
		}
		if c.Contains(sp) && (at < 0 || c.Len() <= size) {
			at, size = c.statement, c.Len()
		}
	}
	return at
}

// remember keeps the best reference of a sentence for the next ones.
func (d *reading) remember(n int, refs []talks.Reference) {
	for _, r := range refs {
		if r.Here > 0.3 {
			d.last = append(d.last, lastRef{r, n})
		}
	}
	if len(d.last) > 16 {
		d.last = append(d.last[:0], d.last[len(d.last)-16:]...)
	}
}

// statementParty returns the party and person of a statement's speaker.
func (d *reading) statementParty(i int) (party, person string) {
	if i < 0 || i >= len(d.said) {
		return "", ""
	}
	s := &d.said[i]
	if d.counts(s) {
		return "", ""
	}
	if a, ok := d.byID[s.Speaker]; ok {
		if d.strange[a] {
			return "", ""
		}
		party, person = d.party[a], s.Speaker
		if d.actors[a].Kind != "person" && len(d.actors[a].Roles) == 0 {
			person = ""
		}
	}
	if party == "" {
		party = d.m.Party(s.Party, "")
	}
	return party, person
}

// counts reports a statement of figures, or of "some in Halden": they take no side, or one
// that is not their government's.
func (d *reading) counts(s *demarche.Statement) bool {
	if len(s.Source) == 0 {
		return false
	}
	ws := strings.Fields(strings.ToLower(s.Source[0].Cut(d.doc.Text)))
	if len(ws) > 2 && d.finder.lex.is("some", ws[0]) && (ws[1] == "in" || ws[1] == "within") {
		return true
	}
	return len(ws) > 0 && d.finder.lex.is("counts", ws[len(ws)-1])
}

func (d *reading) positions(all []candidate) []demarche.Position {
	out := make([]demarche.Position, 0, len(all))
	for i, c := range all {
		out = append(out, d.position(c, fmt.Sprintf("p%d", i+1)))
	}
	return out
}
