package attribution

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"demarche"
	"demarche/internal/conllu"
	"demarche/internal/weights"
)

func load(t testing.TB) *Reader {
	t.Helper()
	w, err := weights.Default()
	if err != nil {
		t.Fatal(err)
	}
	r, err := New(w)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// bestTags tries every sequence.
func (r *Reader) bestTags(e []float32) []uint8 {
	n := len(e) / tagCount
	tags, best, top := make([]uint8, n), make([]uint8, n), float32(-1e30)
	var try func(i int, sum float32)
	try = func(i int, sum float32) {
		if i == n {
			if sum += r.end[tags[n-1]]; sum > top {
				top = sum
				copy(best, tags)
			}
			return
		}
		for t := range tagCount {
			s := sum + e[i*tagCount+t]
			if i == 0 {
				s += r.begin[t]
			} else {
				s += r.transition[tags[i-1]][t]
			}
			tags[i] = uint8(t)
			try(i+1, s)
		}
	}
	try(0, 0)
	return best
}

func TestViterbiFindsTheBestTags(t *testing.T) {
	r, rnd := load(t), rand.New(rand.NewPCG(1, 2))
	for range 30 {
		e := make([]float32, 4*tagCount)
		for i := range e {
			e[i] = float32(rnd.NormFloat64() * 4)
		}
		if got, want := r.viterbi(e), r.bestTags(e); !slices.Equal(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
	}
}

func TestCollect(t *testing.T) {
	d := &document{}
	d.collect([]uint8{1, 2, 3, 0, 5, 6, 5, 6, 6, 0, 3})
	if !slices.Equal(d.sources, []span{{0, 1}}) || !slices.Equal(d.cues, []span{{2, 2}, {10, 10}}) || !slices.Equal(d.contents, []span{{4, 5}, {6, 8}}) {
		t.Errorf("%+v", d)
	}
}

func TestBucket(t *testing.T) {
	for d, want := range map[int]int{0: 0, 1: 0, 2: 1, 5: 4, 193: 15, 9999: 15, -1: 16, -5: 20, -9999: 31} {
		if got := bucket(d); got != want {
			t.Errorf("%d: %d, want %d", d, got, want)
		}
	}
}

func TestReadOfNothing(t *testing.T) {
	if got := load(t).Read("", nil, nil); got != nil {
		t.Errorf("%v", got)
	}
}

// Tarn said that Orlen had promised to leave.
const nestedTree = `1	Tarn	Tarn	PROPN	_	_	2	nsubj	_	_
2	said	say	VERB	_	_	0	root	_	_
3	that	that	SCONJ	_	_	6	mark	_	_
4	Orlen	Orlen	PROPN	_	_	6	nsubj	_	_
5	had	have	AUX	_	_	6	aux	_	_
6	promised	promise	VERB	_	_	2	ccomp	_	_
7	to	to	PART	_	_	8	mark	_	_
8	leave	leave	VERB	_	_	6	xcomp	_	SpaceAfter=No
9	.	.	PUNCT	_	_	2	punct	_	_
`

func TestNested(t *testing.T) {
	docs, err := conllu.Read(strings.NewReader(nestedTree))
	if err != nil {
		t.Fatal(err)
	}
	text, sents := docs[0].Text, docs[0].Sentences
	at := func(s string) demarche.Span {
		i := strings.Index(text, s)
		return demarche.Span{Start: i, End: i + len(s)}
	}
	outer := demarche.Attribution{Source: []demarche.Span{at("Tarn")}, Cue: []demarche.Span{at("said")},
		Content: []demarche.Span{at("that Orlen had promised to leave")}, Within: -1}
	got := NewNester().Add([]demarche.Attribution{outer}, sents)
	if len(got) != 2 {
		t.Fatalf("%+v", got)
	}
	in := got[1]
	if in.Within != 0 || in.Source[0].Cut(text) != "Orlen" || in.Cue[0].Cut(text) != "had promised" || in.Content[0].Cut(text) != "to leave" {
		t.Errorf("%+v", in)
	}
	if got := NewNester().Add(nil, sents); len(got) != 0 {
		t.Errorf("outside any content: %+v", got)
	}
}

// namedTree is of a sentence with what somebody else calls something.
const namedTree = `1	Tarn	Tarn	PROPN	_	_	2	nsubj	_	_
2	condemned	condemn	VERB	_	_	0	root	_	_
3	what	what	PRON	_	_	2	obj	_	_
4	Mira	Mira	PROPN	_	_	6	nsubj	_	_
5	Orlen	Orlen	PROPN	_	_	6	nsubj	_	_
6	called	call	VERB	_	_	3	acl:relcl	_	_
7	a	a	DET	_	_	8	det	_	_
8	breach	breach	NOUN	_	_	6	xcomp	_	_
9	of	of	ADP	_	_	11	case	_	_
10	the	the	DET	_	_	11	det	_	_
11	truce	truce	NOUN	_	_	8	nmod	_	SpaceAfter=No
12	.	.	PUNCT	_	_	2	punct	_	_
`

func TestNamed(t *testing.T) {
	docs, err := conllu.Read(strings.NewReader(namedTree))
	if err != nil {
		t.Fatal(err)
	}
	text, sents := docs[0].Text, docs[0].Sentences
	outer := demarche.Attribution{Source: []demarche.Span{{Start: 0, End: 4}}, Cue: []demarche.Span{{Start: 5, End: 14}},
		Content: []demarche.Span{{Start: 15, End: len(text) - 1}}, Within: -1}
	got := NewNester().Add([]demarche.Attribution{outer}, sents)
	if len(got) != 2 || got[1].Source[0].Cut(text) != "Mira Orlen" || got[1].Cue[0].Cut(text) != "called" || got[1].Content[0].Cut(text) != "a breach of the truce" {
		t.Errorf("%+v", got)
	}
}

func TestInvertedHeadline(t *testing.T) {
	text := "Valley Must Be Free , Says Ilan Tarn"
	var p []demarche.Span
	at := 0
	for _, w := range strings.Fields(text) {
		p = append(p, demarche.Span{Start: at, End: at + len(w)})
		at += len(w) + 1
	}
	d := &document{tokens: p, cues: []span{{5, 5}}, contents: []span{{0, 3}, {6, 7}}}
	d.headlines(Paragraphs{p}, text)
	if !slices.Equal(d.sources, []span{{6, 7}}) || !slices.Equal(d.contents, []span{{0, 3}}) {
		t.Errorf("%+v", d)
	}
	d = &document{tokens: p, cues: []span{{5, 5}}, sources: []span{{0, 4}}, contents: []span{{6, 7}}}
	d.headlines(Paragraphs{p}, text)
	if !slices.Equal(d.sources, []span{{6, 7}}) || !slices.Equal(d.contents, []span{{0, 3}}) {
		t.Errorf("the ends taken for each other: %+v", d)
	}
	d = &document{tokens: p, cues: []span{{5, 5}}, sources: []span{{0, 1}}, contents: []span{{6, 7}}}
	if d.headlines(Paragraphs{p}, text); !slices.Equal(d.sources, []span{{0, 1}}) {
		t.Errorf("a name in front keeps what it says: %+v", d)
	}
	d = &document{tokens: p, cues: []span{{5, 5}}, contents: []span{{6, 7}}}
	if d.headlines(Paragraphs{p}, text); len(d.sources) > 0 {
		t.Error("a cue before its content is not inverted")
	}
}

func BenchmarkRead(b *testing.B) {
	r := load(b)
	rnd := rand.New(rand.NewPCG(3, 4))
	var p []demarche.Span
	for i := range 900 {
		p = append(p, demarche.Span{Start: 2 * i, End: 2*i + 1})
	}
	vectors := make([]float32, len(p)*r.width)
	for i := range vectors {
		vectors[i] = float32(rnd.NormFloat64())
	}
	text := strings.Repeat("a ", len(p))
	b.ReportAllocs()
	for b.Loop() {
		r.Read(text, Paragraphs{p[:300], p[300:600], p[600:]}, vectors)
	}
}

func TestQuotationGoesOnInTheNextParagraph(t *testing.T) {
	text := "Tarn said : “ We wait . “ We hope ."
	var p []demarche.Span
	at := 0
	for _, w := range strings.Fields(text) {
		p = append(p, demarche.Span{Start: at, End: at + len(w)})
		at += len(w) + 1
	}
	d := &document{tokens: p, paragraph: []int{0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1}, cues: []span{{1, 1}}, contents: []span{{3, 6}, {7, 10}}}
	if !d.continues(text, 1) {
		t.Error("an open quotation goes on")
	}
	d.cues = append(d.cues, span{8, 8})
	if d.continues(text, 1) {
		t.Error("a paragraph with a cue of its own begins anew")
	}
	d.cues = d.cues[:1]
	closed := "Tarn said : “ We wait ” “ We hope ."
	for i, k := 0, 0; i < len(p); i++ {
		w := strings.Fields(closed)[i]
		p[i] = demarche.Span{Start: k, End: k + len(w)}
		k += len(w) + 1
	}
	if d.continues(closed, 1) {
		t.Error("a closed quotation goes on")
	}
}
