package position

import (
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"testing"

	"demarche"
	"demarche/internal/encoder"
	"demarche/internal/gazetteer"
	"demarche/internal/talks"
	"demarche/internal/text"
	"demarche/internal/topic"
	"demarche/internal/weights"
	"demarche/internal/wordpiece"
)

// straits is an invented negotiation.
const straits = `
talks: straits
parties:
  - {id: VAR, name: Varland, aliases: [Varlandic, Varna]}
  - {id: OST, name: Ostria, aliases: [Ostrian, Tolm]}
  - {id: LUR, name: Lurian rebels (LRA)}
issues:
  - {id: league, claim: Varland joins the Northern League}
  - {id: troops, claim: Ostrian troops stay in Luria}
  - {id: ban, claim: Varland lifts its grain ban}
  - {id: talks, claim: The Mirna process decides the future of Luria}
  - {id: shelling, claim: Ostria attacks rebel-held Luria}
`

// network is what the finder needs of the network that ships with the program.
type network struct {
	words   *topic.Vectors
	encoder *encoder.Encoder
	meaning *topic.Meaning
}

func newNetwork(tb testing.TB) network {
	tb.Helper()
	w, err := weights.Default()
	if err != nil {
		tb.Fatal(err)
	}
	v, err := topic.NewVectors(w, wordpiece.Default())
	if err != nil {
		tb.Fatal(err)
	}
	e, err := encoder.New(w, wordpiece.Default())
	if err != nil {
		tb.Fatal(err)
	}
	cut := text.New()
	m, err := topic.NewMeaning(w, v, e, func(s string) []demarche.Span { return cut.Tokens(nil, s, demarche.Span{End: len(s)}) })
	if err != nil {
		tb.Fatal(err)
	}
	return network{v.Meaning(m), e, m}
}

// read is a document with hand-written trees as the finder takes it.
func (n network) read(doc *demarche.Document, sents []demarche.Sentence, m *talks.Matcher) *Material {
	var spans []demarche.Span
	for _, s := range sents {
		for _, t := range s.Tokens {
			spans = append(spans, t.Span)
		}
	}
	return &Material{Doc: doc, Sentences: sents, Talks: m, Meanings: n.meaning.Sentences(doc.Text, sents, n.encoder.Encode(doc.Text, [][]demarche.Span{spans}))}
}

func straitsMatcher(tb testing.TB) *talks.Matcher {
	tb.Helper()
	t, err := talks.Parse([]byte(straits), "straits")
	if err != nil {
		tb.Fatal(err)
	}
	return talks.Compile(t, gazetteer.Load())
}

// hand reads sentences with hand-written trees: one sentence a line, tokens
// as form/TAG/head/relation, with "=lemma" behind a form that is not its own
// lemma. The text is the forms with a blank between them.
func hand(tb testing.TB, lines ...string) (*demarche.Document, []demarche.Sentence) {
	tb.Helper()
	doc := &demarche.Document{ID: "hand", Published: "2031-05-04"}
	var sents []demarche.Sentence
	first := 0
	for _, line := range lines {
		s := demarche.Sentence{First: first}
		s.Start = len(doc.Text)
		for _, w := range strings.Fields(line) {
			f := strings.Split(w, "/")
			if len(f) != 4 {
				tb.Fatalf("token %q", w)
			}
			form, lemma, ok := strings.Cut(f[0], "=")
			if !ok {
				lemma = strings.ToLower(form)
			}
			head, err := strconv.Atoi(f[2])
			if err != nil {
				tb.Fatal(err)
			}
			t := demarche.Token{Tag: f[1], Lemma: lemma, Head: head - 1, Rel: f[3], Space: true}
			t.Start = len(doc.Text)
			doc.Text += form
			t.End = len(doc.Text)
			doc.Text += " "
			s.Tokens = append(s.Tokens, t)
		}
		s.End = len(doc.Text) - 1
		first += len(s.Tokens)
		sents = append(sents, s)
	}
	doc.Paragraphs = []demarche.Paragraph{{Span: demarche.Span{End: len(doc.Text)}, Kind: demarche.Body}}
	return doc, sents
}

// brief writes positions as "HOLDER issue stance", sorted as they come.
func brief(ps []demarche.Position) string {
	var out []string
	for _, p := range ps {
		s := fmt.Sprintf("%s %s %s", p.Holder, p.Issue, p.Stance)
		if p.Reported == "alleged" {
			s += " alleged"
		}
		if p.Time == "past" {
			s += " past"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// TestTrees finds the stances of testdata/sentences.txt over hand-checked
// trees, so that a new parser cannot break the rules.
func TestTrees(t *testing.T) {
	file, err := talks.Load("testdata/straits.yaml")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("testdata/trees.txt")
	if err != nil {
		t.Fatal(err)
	}
	net := newNetwork(t)
	m, f := talks.Compile(file, gazetteer.Load()), New(net.words)
	right, all := map[string]int{}, map[string]int{}
	for _, line := range lines(string(data)) {
		part := strings.Split(line, " | ")
		doc, sents := hand(t, strings.Split(part[2], " || ")...)
		all[part[0]]++
		if got := sorted(f.Find(net.read(doc, sents, m))); got == part[1] {
			right[part[0]]++
		} else {
			t.Logf("%s: %s\n got %s\nwant %s", part[0], doc.Text, got, part[1])
		}
	}
	for kind, n := range all {
		if least := leastRight[kind]; right[kind] < least || least == 0 {
			t.Errorf("%s: %d of %d are right, fewer than %d", kind, right[kind], n, least)
		}
	}
}

// leastRight is how many sentences of a kind are to come out right. Pronouns
// have no actors over bare trees.
var leastRight = map[string]int{"condition": 3, "hearsay": 4, "idiom": 7, "negation": 8, "noun": 7, "polarity": 10, "pronoun": 4, "report": 3, "tense": 4, "unclear": 2}

func sorted(ps []demarche.Position) string {
	var out []string
	for _, p := range ps {
		s := p.Holder + " " + p.Issue + " " + p.Stance
		if p.Time == "past" {
			s += " past"
		}
		out = append(out, s)
	}
	sort.Strings(out)
	return strings.Join(out, "; ")
}

func TestHand(t *testing.T) {
	net := newNetwork(t)
	m, f := straitsMatcher(t), New(net.words)
	for _, c := range []struct{ kind, tree, want string }{
		{"polarity", "Ostria/PROPN/2/nsubj opposes=oppose/VERB/0/root Varlandic/ADJ/4/amod membership/NOUN/2/obj of/ADP/8/case the/DET/8/det Northern/PROPN/8/compound League/PROPN/4/nmod ./PUNCT/2/punct",
			"OST league against"},
		{"polarity", "Varland/PROPN/2/nsubj rejected=reject/VERB/0/root the/DET/4/det withdrawal/NOUN/2/obj of/ADP/7/case Ostrian/ADJ/7/amod troops=troop/NOUN/4/nmod from/ADP/9/case Luria/PROPN/4/nmod ./PUNCT/2/punct",
			"VAR troops for"},
		{"double negation", "Ostria/PROPN/4/nsubj would/AUX/4/aux not/PART/4/advmod object/VERB/0/root to/SCONJ/7/mark Varland/PROPN/7/nsubj joining=join/VERB/4/advcl the/DET/10/det Northern/PROPN/10/compound League/PROPN/7/obj ./PUNCT/4/punct",
			"OST league for"},
		{"double negation", "Varland/PROPN/2/nsubj denied=deny/VERB/0/root that/SCONJ/6/mark it/PRON/6/nsubj had=have/AUX/6/aux refused=refuse/VERB/2/ccomp to/PART/8/mark join/VERB/6/xcomp the/DET/11/det Northern/PROPN/11/compound League/PROPN/8/obj ./PUNCT/2/punct",
			"VAR league for"},
		{"dropped", "Varland/PROPN/2/nsubj dropped=drop/VERB/0/root its=its/PRON/4/nmod:poss demand/NOUN/2/obj to/PART/6/mark join/VERB/4/acl the/DET/9/det Northern/PROPN/9/compound League/PROPN/6/obj ./PUNCT/2/punct",
			"VAR league dropped"},
		{"condition", "Varland/PROPN/3/nsubj will/AUX/3/aux lift/VERB/0/root its/PRON/6/nmod:poss grain/NOUN/6/compound ban/NOUN/3/obj only/ADV/10/advmod if/SCONJ/10/mark Ostria/PROPN/10/nsubj apologises=apologise/VERB/3/advcl ./PUNCT/3/punct",
			"VAR ban conditional"},
		{"deed", "Ostria/PROPN/2/nsubj shelled=shell/VERB/0/root the/DET/5/det rebel/NOUN/5/compound towns=town/NOUN/2/obj of/ADP/7/case Luria/PROPN/5/nmod ./PUNCT/2/punct",
			"OST shelling for"},
		{"noun", "Tolm/PROPN/4/nmod:poss 's/PART/1/case planned=plan/VERB/4/amod decision/NOUN/9/nsubj to/PART/6/mark withdraw/VERB/4/acl its/PRON/8/nmod:poss troops=troop/NOUN/6/obj angered=anger/VERB/0/root Varland/PROPN/9/obj ./PUNCT/9/punct",
			"OST troops against; VAR troops for"},
		{"hearsay", "Varland/PROPN/2/nsubj said=say/VERB/0/root that/SCONJ/6/mark Ostria/PROPN/6/nsubj was=be/AUX/6/aux boycotting=boycott/VERB/2/ccomp the/DET/9/det Mirna/PROPN/9/compound process/NOUN/6/obj ./PUNCT/2/punct",
			"OST talks against alleged"},
	} {
		t.Run(c.kind, func(t *testing.T) {
			doc, sents := hand(t, c.tree)
			if got := brief(f.Find(net.read(doc, sents, m))); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", doc.Text, got, c.want)
			}
		})
	}
}

// BenchmarkFind reads the test sentences as one document.
func BenchmarkFind(b *testing.B) {
	file, err := talks.Load("testdata/straits.yaml")
	if err != nil {
		b.Fatal(err)
	}
	data, err := os.ReadFile("testdata/trees.txt")
	if err != nil {
		b.Fatal(err)
	}
	var trees []string
	for _, line := range lines(string(data)) {
		trees = append(trees, strings.Split(strings.Split(line, " | ")[2], " || ")...)
	}
	doc, sents := hand(b, trees...)
	net := newNetwork(b)
	m, f := talks.Compile(file, gazetteer.Load()), New(net.words)
	read := net.read(doc, sents, m)
	b.ReportAllocs()
	for b.Loop() {
		f.Find(read)
	}
}

// FuzzTrees: broken heads and cycles give something or nothing, never a
// panic, and spans stay inside the text.
func FuzzTrees(f *testing.F) {
	net := newNetwork(f)
	finder := New(net.words)
	f.Add([]byte{0, 3, 1, 7, 2, 2, 9})
	f.Fuzz(func(t *testing.T, heads []byte) {
		doc, sents := hand(t, "Ostria/PROPN/2/nsubj opposes=oppose/VERB/0/root Varlandic/ADJ/4/amod membership/NOUN/2/obj of/ADP/8/case the/DET/8/det Northern/PROPN/8/compound League/PROPN/4/nmod if/SCONJ/4/mark it/PRON/4/obj")
		for i := range sents[0].Tokens {
			if i < len(heads) {
				sents[0].Tokens[i].Head = int(int8(heads[i]))
			}
		}
		for _, p := range finder.Find(net.read(doc, sents, straitsMatcher(t))) {
			if p.Evidence.Start < 0 || p.Evidence.End > len(doc.Text) || p.Evidence.Start >= p.Evidence.End {
				t.Errorf("evidence %v", p.Evidence)
			}
		}
	})
}
