package attribution

import (
	"strings"
	"testing"

	"demarche"
	"demarche/internal/conllu"
)

// mendTrees are sentences of ours, one a case of TestMend.
const mendTrees = `# newdoc id = coordinated
# text = The ministry waited, but condemned the raid.
1	The	the	DET	_	_	2	det	_	_
2	ministry	ministry	NOUN	_	_	3	nsubj	_	_
3	waited	wait	VERB	_	_	0	root	_	SpaceAfter=No
4	,	,	PUNCT	_	_	6	punct	_	_
5	but	but	CCONJ	_	_	6	cc	_	_
6	condemned	condemn	VERB	_	_	3	conj	_	_
7	the	the	DET	_	_	8	det	_	_
8	raid	raid	NOUN	_	_	6	obj	_	SpaceAfter=No
9	.	.	PUNCT	_	_	3	punct	_	_

# newdoc id = passive
# text = The raid was called illegal by the envoy, Ana Berg.
1	The	the	DET	_	_	2	det	_	_
2	raid	raid	NOUN	_	_	4	nsubj:pass	_	_
3	was	be	AUX	_	_	4	aux:pass	_	_
4	called	call	VERB	_	_	0	root	_	_
5	illegal	illegal	ADJ	_	_	4	xcomp	_	_
6	by	by	ADP	_	_	8	case	_	_
7	the	the	DET	_	_	8	det	_	_
8	envoy	envoy	NOUN	_	_	4	obl:agent	_	SpaceAfter=No
9	,	,	PUNCT	_	_	10	punct	_	_
10	Ana	Ana	PROPN	_	_	8	appos	_	_
11	Berg	Berg	PROPN	_	_	10	flat	_	SpaceAfter=No
12	.	.	PUNCT	_	_	4	punct	_	_

# newdoc id = nobody
# text = The raid was called illegal.
1	The	the	DET	_	_	2	det	_	_
2	raid	raid	NOUN	_	_	4	nsubj:pass	_	_
3	was	be	AUX	_	_	4	aux:pass	_	_
4	called	call	VERB	_	_	0	root	_	_
5	illegal	illegal	ADJ	_	_	4	xcomp	_	SpaceAfter=No
6	.	.	PUNCT	_	_	4	punct	_	_

`

func TestMend(t *testing.T) {
	docs, err := conllu.Read(strings.NewReader(mendTrees))
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]conllu.Document{}
	for _, d := range docs {
		byID[d.ID] = d
	}
	for _, c := range []struct{ id, cue, content, source, left string }{
		{"coordinated", "condemned", "the raid", "The ministry", "the raid"},
		{"passive", "was called", "illegal by the envoy, Ana Berg", "the envoy, Ana Berg", "illegal"},
		{"nobody", "was called", "illegal", "", "illegal"},
	} {
		d := byID[c.id]
		at := func(s string) []demarche.Span {
			i := strings.Index(d.Text, s)
			return []demarche.Span{{Start: i, End: i + len(s)}}
		}
		a := []demarche.Attribution{{Cue: at(c.cue), Content: at(c.content), Within: -1}}
		Mend(d.Text, a, d.Sentences)
		source := ""
		if len(a[0].Source) > 0 {
			source = a[0].Source[0].Cut(d.Text)
		}
		if left := a[0].Content[0].Cut(d.Text); source != c.source || left != c.left {
			t.Errorf("%s: source %q, content %q", c.id, source, left)
		}
	}
}

func TestSourceThatIsATime(t *testing.T) {
	docs, err := conllu.Read(strings.NewReader(`# text = Marr today issued it.
1	Marr	Marr	PROPN	_	_	3	nsubj	_	_
2	today	today	NOUN	_	_	3	obl:unmarked	_	NER=DATE
3	issued	issue	VERB	_	_	0	root	_	_
4	it	it	PRON	_	_	3	obj	_	SpaceAfter=No
5	.	.	PUNCT	_	_	3	punct	_	_

`))
	if err != nil {
		t.Fatal(err)
	}
	text, sents := docs[0].Text, docs[0].Sentences
	sents[0].Tokens[1].Entity = "DATE"
	a := []demarche.Attribution{{Source: []demarche.Span{{Start: 5, End: 10}}, Cue: []demarche.Span{{Start: 11, End: 17}}, Content: []demarche.Span{{Start: 18, End: 20}}}}
	if Mend(text, a, sents); a[0].Source[0].Cut(text) != "Marr" {
		t.Errorf("source %q", a[0].Source[0].Cut(text))
	}
}

func TestSeparate(t *testing.T) {
	paragraphs := []demarche.Paragraph{
		{Span: demarche.Span{Start: 0, End: 10}, Kind: demarche.Body},
		{Span: demarche.Span{Start: 12, End: 20}, Kind: demarche.Heading},
		{Span: demarche.Span{Start: 22, End: 30}, Kind: demarche.Body},
	}
	a := []demarche.Attribution{
		{Cue: []demarche.Span{{Start: 2, End: 4}}, Content: []demarche.Span{{Start: 5, End: 9}, {Start: 12, End: 18}, {Start: 23, End: 29}}},
		{Cue: []demarche.Span{{Start: 22, End: 24}}, Content: []demarche.Span{{Start: 12, End: 19}}},
	}
	a = append(a, demarche.Attribution{Cue: []demarche.Span{{Start: 24, End: 26}}, Content: []demarche.Span{{Start: 14, End: 23}}})
	Separate(a, paragraphs)
	if c := a[2].Content; len(c) != 1 || c[0] != (demarche.Span{Start: 22, End: 23}) {
		t.Errorf("a piece over two paragraphs: %v", c)
	}
	if len(a[0].Content) != 2 || a[0].Content[1].Start != 23 || len(a[1].Content) != 1 {
		t.Errorf("%+v", a)
	}
}
