package actor

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"demarche"
)

// word is one token with its place in the whole document. Indexes count
// tokens of the document, not of the sentence.
type word struct {
	*demarche.Token
	text  string
	lower string
	sent  int
	head  int // -1 for a root
}

// view is a document's tokens as one array, with the trees both ways.
type view struct {
	doc   demarche.Document
	sents []demarche.Sentence
	first []int // first token of each sentence, and the number of all tokens
	words []word
	kids  [][]int
	lo    []int // first token of the subtree
	hi    []int // last token of the subtree
}

func newView(doc demarche.Document, sents []demarche.Sentence) *view {
	n := 0
	for i := range sents {
		n += len(sents[i].Tokens)
	}
	v := &view{doc: doc, sents: sents, words: make([]word, 0, n), first: make([]int, 0, len(sents)+1)}
	for s := range sents {
		first := len(v.words)
		v.first = append(v.first, first)
		toks := sents[s].Tokens
		for i := range toks {
			v.words = append(v.words, v.word(&toks[i], s, first, len(toks)))
		}
	}
	v.first = append(v.first, len(v.words))
	v.link()
	return v
}

func (v *view) word(t *demarche.Token, s, first, n int) word {
	w := word{Token: t, sent: s, head: -1}
	if t.Start >= 0 && t.End <= len(v.doc.Text) && t.Start <= t.End {
		w.text = v.doc.Text[t.Start:t.End]
	}
	w.lower = strings.ToLower(w.text)
	if t.Head >= 0 && t.Head < n {
		w.head = first + t.Head
	}
	return w
}

// link fills kids, lo and hi. A tree with a circle, which no parser should
// give, ends at the number of the sentence's tokens.
func (v *view) link() {
	n := len(v.words)
	count := make([]int, n+1)
	for i := range v.words {
		if h := v.words[i].head; h >= 0 {
			count[h]++
		}
	}
	flat := make([]int, 0, n)
	v.kids = make([][]int, n)
	for i, c := range count[:n] {
		v.kids[i] = flat[len(flat) : len(flat) : len(flat)+c]
		flat = flat[:len(flat)+c]
	}
	v.lo, v.hi = make([]int, n), make([]int, n)
	for i := range v.words {
		v.lo[i], v.hi[i] = i, i
		if h := v.words[i].head; h >= 0 {
			v.kids[h] = append(v.kids[h], i)
		}
	}
	for i := range v.words {
		steps := v.first[v.words[i].sent+1] - v.first[v.words[i].sent]
		for h := v.words[i].head; h >= 0 && steps > 0; h, steps = v.words[h].head, steps-1 {
			v.lo[h], v.hi[h] = min(v.lo[h], i), max(v.hi[h], i)
		}
	}
}

// at returns the index of the first token that ends behind the byte offset.
func (v *view) at(offset int) int {
	return sort.Search(len(v.words), func(i int) bool { return v.words[i].End > offset })
}

// tokens returns the tokens [from, to) that overlap the span.
func (v *view) tokens(s demarche.Span) (from, to int) {
	from = v.at(s.Start)
	to = from
	for to < len(v.words) && v.words[to].Start < s.End {
		to++
	}
	return from, to
}

// span returns the bytes from token a to token b, both included.
func (v *view) span(a, b int) demarche.Span {
	return demarche.Span{Start: v.words[a].Start, End: v.words[b].End}
}

// cut returns the text from token a to token b, both included.
func (v *view) cut(a, b int) string {
	if a < 0 || b >= len(v.words) || a > b || v.words[a].Start > v.words[b].End || v.words[b].End > len(v.doc.Text) {
		return ""
	}
	return v.doc.Text[v.words[a].Start:v.words[b].End]
}

// same reports whether tokens a and b stand in one sentence.
func (v *view) same(a, b int) bool {
	return a >= 0 && b >= 0 && a < len(v.words) && b < len(v.words) && v.words[a].sent == v.words[b].sent
}

// kid returns the first child of i with one of the relations, or -1.
func (v *view) kid(i int, rels ...string) int {
	for _, k := range v.kids[i] {
		for _, rel := range rels {
			if v.words[k].Rel == rel {
				return k
			}
		}
	}
	return -1
}

// paragraph returns the index of the paragraph of token i.
func (v *view) paragraph(i int) int { return v.sents[v.words[i].sent].Paragraph }

// heading reports whether the sentence is a title or heading.
func (v *view) heading(s int) bool {
	p := v.sents[s].Paragraph
	if p < 0 || p >= len(v.doc.Paragraphs) {
		return false
	}
	k := v.doc.Paragraphs[p].Kind
	return k == demarche.Title || k == demarche.Heading
}

// capital reports whether the word begins with a capital letter.
func (w *word) capital() bool {
	r, _ := utf8.DecodeRuneInString(w.text)
	return unicode.IsUpper(r)
}

// letters reports whether the word has a letter.
func (w *word) letters() bool {
	for _, r := range w.text {
		if unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

// nominal reports whether the word can be the head of a noun phrase.
func (w *word) nominal() bool { return w.Tag == "NOUN" || w.Tag == "PROPN" || w.Tag == "PRON" }

// noun returns the word as the lists have it: the singular in lower case.
func (w *word) noun() string {
	if w.Tag == "NOUN" && w.Lemma != "" {
		return w.Lemma
	}
	if w.Tag == "PROPN" && w.Entity != "PERSON" {
		return singular(w.lower)
	}
	return w.lower
}

// singular takes the "s" off a plural that the tagger took for a name:
// "Republicans".
func singular(s string) string {
	if len(s) > 4 && strings.HasSuffix(s, "s") && !strings.HasSuffix(s, "ss") {
		return s[:len(s)-1]
	}
	return s
}

// plural reports whether a noun is in the plural.
func (w *word) plural() bool {
	return !strings.EqualFold(w.text, w.Lemma) && strings.HasSuffix(w.lower, "s") && !strings.HasSuffix(w.lower, "ss") ||
		w.Tag == "PROPN" && singular(w.lower) != w.lower || w.lower == "people" || strings.HasSuffix(w.lower, "men")
}
