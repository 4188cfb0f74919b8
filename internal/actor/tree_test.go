package actor

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"demarche"
	"demarche/internal/gazetteer"
)

// lemmas of the irregular verbs in the tests' trees.
var lemmas = map[string]string{"said": "say", "told": "tell", "wrote": "write", "was": "be", "is": "be", "has": "have", "says": "say", "had": "have", "spoke": "speak", "quoted": "quote", "reported": "report", "added": "add", "officials": "official", "aides": "aide", "promised": "promise", "serves": "serve", "hoped": "hope", "wants": "want", "shows": "show"}

var classes = map[string]string{"P": "PERSON", "O": "ORGANIZATION", "L": "LOCATION", "D": "DATE", "M": "MISC"}

// article builds a document from paragraphs. A paragraph is its text, a line
// break, and one line a sentence: tokens as form/TAG/head/relation, with the
// name class (P, O, L, M, D) behind a further slash. Heads count from 1 in the
// sentence; 0 is the root. A paragraph that begins with "# " is a heading.
func article(t testing.TB, published string, paragraphs ...string) (demarche.Document, []demarche.Sentence) {
	t.Helper()
	doc := demarche.Document{Published: published, Language: "en"}
	var sents []demarche.Sentence
	first := 0
	for _, p := range paragraphs {
		lines := strings.Split(strings.TrimSpace(p), "\n")
		text, kind := lines[0], demarche.Body
		if strings.HasPrefix(text, "# ") {
			text, kind = text[2:], demarche.Heading
		}
		start := len(doc.Text)
		doc.Text += text
		doc.Paragraphs = append(doc.Paragraphs, demarche.Paragraph{Span: demarche.Span{Start: start, End: len(doc.Text)}, Kind: kind})
		at := start
		for _, line := range lines[1:] {
			s := demarche.Sentence{Paragraph: len(doc.Paragraphs) - 1, First: first}
			for _, f := range strings.Fields(line) {
				tok := token(t, doc.Text, &at, f)
				s.Tokens = append(s.Tokens, tok)
			}
			n := len(s.Tokens)
			s.Span = demarche.Span{Start: s.Tokens[0].Start, End: s.Tokens[n-1].End}
			first += n
			sents = append(sents, s)
		}
		doc.Text += "\n\n"
	}
	return doc, sents
}

func token(t testing.TB, text string, at *int, field string) demarche.Token {
	t.Helper()
	p := strings.Split(field, "/")
	if len(p) < 4 {
		t.Fatalf("token %q: want form/TAG/head/relation", field)
	}
	i := strings.Index(text[*at:], p[0])
	if i < 0 || strings.TrimSpace(text[*at:*at+i]) != "" {
		t.Fatalf("token %q does not come next in %q", p[0], text[*at:])
	}
	head, err := strconv.Atoi(p[2])
	if err != nil {
		t.Fatalf("token %q: head %q", p[0], p[2])
	}
	tok := demarche.Token{Span: demarche.Span{Start: *at + i, End: *at + i + len(p[0])}, Tag: p[1], Head: head - 1, Rel: p[3], Space: i > 0 || *at == 0}
	tok.Lemma = lemmas[strings.ToLower(p[0])]
	if tok.Lemma == "" {
		tok.Lemma = strings.ToLower(p[0])
		if p[1] == "NOUN" {
			tok.Lemma = strings.TrimSuffix(tok.Lemma, "s")
		}
	}
	if len(p) > 4 {
		tok.Entity = classes[p[4]]
	}
	*at = tok.End
	return tok
}

// said makes an attribution of three pieces of the text; content may have
// several, divided by " … ". Pieces are looked for from front to back, the
// cue from the place "after" on.
func said(t testing.TB, doc demarche.Document, source, cue, content string) demarche.Attribution {
	t.Helper()
	a := demarche.Attribution{Within: -1, Confidence: 0.9}
	at := 0
	for _, piece := range strings.Split(content, " … ") {
		i := strings.Index(doc.Text[at:], piece)
		if i < 0 {
			t.Fatalf("content %q not found", piece)
		}
		a.Content = append(a.Content, demarche.Span{Start: at + i, End: at + i + len(piece)})
		at += i + len(piece)
	}
	near := a.Content[0]
	a.Source = closest(t, doc.Text, source, near)
	if len(a.Source) > 0 {
		near = a.Source[0]
	}
	a.Cue = closest(t, doc.Text, cue, near)
	return a
}

// closest finds the place of a piece that is nearest to a span.
func closest(t testing.TB, text, piece string, near demarche.Span) []demarche.Span {
	t.Helper()
	if piece == "" {
		return nil
	}
	best, gap := -1, 0
	for at := 0; ; {
		i := strings.Index(text[at:], piece)
		if i < 0 {
			break
		}
		at += i
		d := min(max(at-near.End, near.End-at), max(at+len(piece)-near.Start, near.Start-at-len(piece)))
		if best < 0 || d < gap {
			best, gap = at, d
		}
		at++
	}
	if best < 0 {
		t.Fatalf("%q not found", piece)
	}
	return []demarche.Span{{Start: best, End: best + len(piece)}}
}

// outcome is a resolved document, easy to ask.
type outcome struct {
	t          testing.TB
	doc        demarche.Document
	actors     map[string]demarche.Actor
	statements []demarche.Statement
}

func resolve(t testing.TB, doc demarche.Document, sents []demarche.Sentence, talks *demarche.Talks, attrs ...demarche.Attribution) outcome {
	t.Helper()
	actors, statements := New(gazetteer.Load()).Resolve(doc, sents, attrs, talks)
	o := outcome{t, doc, map[string]demarche.Actor{}, statements}
	for _, a := range actors {
		o.actors[a.ID] = a
	}
	check(t, doc, actors, statements)
	return o
}

// check holds what is true of every result: spans inside the text and
// ordered, ids that exist, the three pieces of every attribution.
func check(t testing.TB, doc demarche.Document, actors []demarche.Actor, statements []demarche.Statement) {
	t.Helper()
	known := map[string]bool{"": true}
	for i, a := range actors {
		if a.ID != fmt.Sprintf("a%d", i+1) || a.Name == "" || a.Kind == "" || len(a.Mentions) == 0 {
			t.Errorf("actor %d: %+v", i, a)
		}
		known[a.ID] = true
	}
	ids := map[string]bool{"": true}
	for i, s := range statements {
		if s.ID != fmt.Sprintf("s%d", i+1) {
			t.Errorf("statement %d has id %q", i, s.ID)
		}
		ids[s.ID] = true
		if !known[s.Speaker] {
			t.Errorf("%s: unknown speaker %q", s.ID, s.Speaker)
		}
		for _, c := range s.Channel {
			if !known[c.Actor] || c.Cut(doc.Text) != c.Name {
				t.Errorf("%s: channel %+v", s.ID, c)
			}
		}
	}
	rec := demarche.Record{Document: doc, Actors: actors, Statements: statements}
	seen := map[*demarche.Span]bool{}
	rec.Spans(func(s *demarche.Span) {
		if s.Start < 0 || s.End > len(doc.Text) || s.Start >= s.End {
			t.Errorf("span %v is outside the text or empty", *s)
		}
		if seen[s] {
			t.Errorf("span %v is visited twice", *s)
		}
		seen[s] = true
	})
	for _, s := range statements {
		if !ids[s.Within] {
			t.Errorf("%s is within %q", s.ID, s.Within)
		}
		if s.Time != nil && s.Time.Cut(doc.Text) != s.Time.Text || s.Occasion != nil && s.Occasion.Cut(doc.Text) != s.Occasion.Text {
			t.Errorf("%s: time %+v, occasion %+v", s.ID, s.Time, s.Occasion)
		}
	}
}

// line tells a statement in one line, for comparison: who (party), kind, and
// what is known of channel, occasion, time, language.
func (o outcome) line(i int) string {
	s := o.statements[i]
	who := o.actors[s.Speaker].Name
	if s.Party != "" {
		who += " (" + s.Party + ")"
	}
	parts := []string{who, s.Kind}
	for _, c := range s.Channel {
		parts = append(parts, "via "+c.Name)
	}
	if s.Occasion != nil {
		parts = append(parts, s.Occasion.Text)
	}
	if s.Time != nil {
		parts = append(parts, s.Time.Text+" = "+s.Time.Date)
	}
	if s.Language != "" {
		parts = append(parts, "lang "+s.Language)
	}
	return strings.Join(parts, "; ")
}

func (o outcome) want(lines ...string) {
	o.t.Helper()
	if len(lines) != len(o.statements) {
		o.t.Fatalf("%d statements, want %d", len(o.statements), len(lines))
	}
	for i, want := range lines {
		if got := o.line(i); got != want {
			o.t.Errorf("s%d: got  %s\n    want %s", i+1, got, want)
		}
	}
}

// named returns the actor with the name.
func (o outcome) named(name string) demarche.Actor {
	o.t.Helper()
	for _, a := range o.actors {
		if a.Name == name {
			return a
		}
	}
	var have []string
	for _, a := range o.actors {
		have = append(have, a.Name)
	}
	o.t.Fatalf("no actor %q in %q", name, have)
	return demarche.Actor{}
}

// roles tells an actor's roles in one line.
func roles(a demarche.Actor) string {
	var out []string
	for _, r := range a.Roles {
		out = append(out, r.Title+" | "+r.Of)
	}
	return strings.Join(out, "; ")
}

// varland is a negotiation of invented states.
var varland = &demarche.Talks{ID: "test", Parties: []demarche.Party{
	{ID: "VAR", Name: "Varland", Aliases: []string{"Varlandic", "Varlanders", "Varholm", "Amber House"}},
	{ID: "OST", Name: "Ostria", Aliases: []string{"Ostrian", "Ostrians", "Kessen"}},
	{ID: "LEA", Name: "Meridian League", Aliases: []string{"League"}},
}}
