// Package pipeline reads documents: it alone knows the order of the stages.
// In: a document and, where there is one, the talks under watch. Out: the
// record of everything that was found, with offsets in code points.
package pipeline

import (
	"slices"
	"sync"

	"demarche"
	"demarche/internal/act"
	"demarche/internal/actor"
	"demarche/internal/attribution"
	"demarche/internal/encoder"
	"demarche/internal/gazetteer"
	"demarche/internal/ledger"
	"demarche/internal/position"
	"demarche/internal/syntax"
	"demarche/internal/talks"
	"demarche/internal/text"
	"demarche/internal/topic"
	"demarche/internal/weights"
	"demarche/internal/wordpiece"
)

// Version names the pipeline in every record. It changes whenever the same
// document may read differently.
const Version = "0.1.0"

// Reader reads documents. Immutable; safe for concurrent use.
type Reader struct {
	gazetteer    *gazetteer.Gazetteer
	tokenizer    *text.Tokenizer
	encoder      *encoder.Encoder
	parser       *syntax.Parser
	attributions *attribution.Reader
	nested       *attribution.Nester
	actors       *actor.Resolver
	acts         *act.Finder
	meaning      *topic.Meaning
	positions    *position.Finder
	matchers     sync.Map // *demarche.Talks → *talks.Matcher
}

// New loads the models and lists that ship with the program.
func New() (*Reader, error) {
	w, err := weights.Default()
	if err != nil {
		return nil, err
	}
	g := gazetteer.Load()
	r := &Reader{gazetteer: g, tokenizer: text.New(), nested: attribution.NewNester(), actors: actor.New(g), acts: act.New(g)}
	if r.encoder, err = encoder.New(w, wordpiece.Default()); err != nil {
		return nil, err
	}
	vectors, err := topic.NewVectors(w, wordpiece.Default())
	if err != nil {
		return nil, err
	}
	if r.meaning, err = topic.NewMeaning(w, vectors, r.encoder, r.tokens); err != nil {
		return nil, err
	}
	r.positions = position.New(vectors.Meaning(r.meaning))
	if r.parser, err = syntax.New(w); err != nil {
		return nil, err
	}
	r.attributions, err = attribution.New(w)
	return r, err
}

// Read reads one document. With talks, positions are read too. It is total: a
// document without anything to read gives a record with empty lists.
func (r *Reader) Read(doc demarche.Document, t *demarche.Talks) demarche.Record {
	rec := demarche.Record{Schema: demarche.Schema, Pipeline: Version, Document: doc}
	rec.Document.Paragraphs = slices.Clone(doc.Paragraphs) // the record's spans will change units, the caller's not
	if doc.Note == "" {
		r.stages(&rec, t)
	}
	rec.CodePoints()
	ledger.Article(&rec)
	return rec
}

func (r *Reader) stages(rec *demarche.Record, t *demarche.Talks) {
	doc := rec.Document
	a := r.analyse(doc)
	defer r.encoder.Leave(a.vectors)
	rec.Actors, rec.Statements = r.actors.Resolve(doc, a.sentences, a.attributions, t)
	rec.Acts = r.acts.Find(doc, a.sentences, rec.Actors, rec.Statements, r.actors.Parties(t))
	if t != nil {
		rec.Positions = r.positions.Find(r.material(&doc, a, rec.Actors, rec.Statements, rec.Acts, t))
	}
}

// material is what positions are found in.
func (r *Reader) material(doc *demarche.Document, a analysis, actors []demarche.Actor, said []demarche.Statement, acts []demarche.Act, t *demarche.Talks) *position.Material {
	return &position.Material{
		Doc: doc, Sentences: a.sentences, Actors: actors, Said: said, Acts: acts, Talks: r.matcher(t),
		Meanings: r.meaning.Sentences(doc.Text, a.sentences, a.vectors),
	}
}

// tokens cuts a text that is no document.
func (r *Reader) tokens(text string) []demarche.Span {
	return r.tokenizer.Tokens(nil, text, demarche.Span{End: len(text)})
}

// matcher compiles talks once; they are not to change afterwards.
func (r *Reader) matcher(t *demarche.Talks) *talks.Matcher {
	if m, ok := r.matchers.Load(t); ok {
		return m.(*talks.Matcher)
	}
	m, _ := r.matchers.LoadOrStore(t, talks.Compile(t, r.gazetteer))
	return m.(*talks.Matcher)
}

// Sentences returns the sentences of a document with their trees, in bytes.
func (r *Reader) Sentences(doc demarche.Document) []demarche.Sentence {
	a := r.analyse(doc)
	r.encoder.Leave(a.vectors)
	return a.sentences
}

// analysis is what the neural stages see in a document.
type analysis struct {
	sentences    []demarche.Sentence
	attributions []demarche.Attribution
	vectors      []float32 // of all tokens, by the encoder
}

func (r *Reader) analyse(doc demarche.Document) analysis {
	var tokens [][]demarche.Span
	var paragraphs []syntax.Paragraph
	n := 0
	for i, p := range doc.Paragraphs {
		if !p.Kind.Read() {
			continue
		}
		t := r.tokenizer.Tokens(nil, doc.Text, p.Span)
		tokens = append(tokens, t)
		paragraphs = append(paragraphs, syntax.Paragraph{Index: i, First: n, Tokens: t})
		n += len(t)
	}
	vectors := r.encoder.Encode(doc.Text, tokens)
	sentences := r.parser.Parse(doc.Text, paragraphs, vectors)
	outer := r.attributions.Read(doc.Text, tokens, vectors)
	attribution.Separate(outer, doc.Paragraphs)
	attribution.Mend(doc.Text, outer, sentences)
	outer = attribution.Signed(doc.Text, doc.Paragraphs, outer)
	outer = attribution.Tickers(doc.Text, doc.Paragraphs, sentences, outer)
	outer = attribution.Turns(doc.Text, doc.Paragraphs, outer)
	outer = attribution.Interview(doc.Text, doc.Paragraphs, sentences, outer)
	return analysis{sentences: sentences, attributions: r.nested.Add(outer, sentences), vectors: vectors}
}
