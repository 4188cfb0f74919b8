package act

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"demarche"
	"demarche/internal/conllu"
)

var (
	tags = []string{"NOUN", "VERB", "PROPN", "ADJ", "ADP", "AUX", "PRON", "PART", "PUNCT", ""}
	rels = []string{"root", "nsubj", "obj", "obl", "nmod", "xcomp", "ccomp", "advcl", "acl", "acl:relcl", "conj", "case", "amod", "aux", "parataxis", "nsubj:pass", "obl:agent", "mark", ""}
	vary = strings.Fields("said that Varland would not reject the threat of war with Ostria unless it agreed to release ten prisoners in Lodia on Monday")
)

// scramble makes a sentence of any tree out of any bytes: cycles, heads out of
// range and empty tags included.
func scramble(data []byte) (string, demarche.Sentence) {
	var text strings.Builder
	var s demarche.Sentence
	for i := 0; i+3 < len(data) && i < 4*64; i += 4 {
		w := vary[int(data[i])%len(vary)]
		start := text.Len()
		text.WriteString(w + " ")
		s.Tokens = append(s.Tokens, demarche.Token{
			Span: demarche.Span{Start: start, End: start + len(w)}, Lemma: w,
			Tag: tags[int(data[i+1])%len(tags)], Rel: rels[int(data[i+2])%len(rels)], Head: int(int8(data[i+3])),
		})
	}
	s.Span = demarche.Span{End: text.Len()}
	return text.String(), s
}

// FuzzFind: no tree makes a panic or a loop, spans lie inside the text, and the
// same input gives the same acts.
func FuzzFind(f *testing.F) {
	f.Add([]byte("any bytes that make a tree, the more the merrier"))
	f.Add([]byte{3, 1, 0, 0, 3, 1, 0, 1, 3, 1, 5, 0, 9, 1, 10, 2})
	f.Fuzz(func(t *testing.T, data []byte) {
		text, s := scramble(data)
		doc := demarche.Document{Text: text}
		acts := finder().Find(doc, []demarche.Sentence{s}, actors(text), nil, nil)
		for _, a := range acts {
			for _, sp := range spans(a) {
				if sp.Start < 0 || sp.End > len(text) || sp.Empty() {
					t.Fatalf("span %v of %q", sp, text)
				}
			}
		}
		if again := finder().Find(doc, []demarche.Sentence{s}, actors(text), nil, nil); !reflect.DeepEqual(acts, again) {
			t.Fatalf("%v, then %v", acts, again)
		}
	})
}

func spans(a demarche.Act) []demarche.Span {
	out := []demarche.Span{a.Evidence}
	if a.Object != nil {
		out = append(out, *a.Object)
	}
	if a.Place != nil {
		out = append(out, a.Place.Span)
	}
	if a.Time != nil {
		out = append(out, a.Time.Span)
	}
	return out
}

// TestData: the data files are sorted and name known classes only.
func TestData(t *testing.T) {
	kinds := []string{say, start, aspect, light, stop, fail, none, intend, vow, weak,
		Agree, Consult, Support, Concede, Cooperate, Aid, Retreat, Request, Accuse, Reject, Threaten, Protest, Sanction, Mobilize, Coerce, Assault}
	for name, file := range map[string]string{"verbs": verbList, "nouns": nounList, "adjectives": adjectiveList, "idioms": idiomList, "sets": setList} {
		entries := lines(file)
		if !slices.IsSorted(entries) {
			t.Errorf("%s.txt is not sorted", name)
		}
		for _, e := range entries {
			if name == "sets" {
				continue
			}
			fields := strings.Fields(e)
			if name == "idioms" {
				_, rest, _ := strings.Cut(e, ":")
				fields = append([]string{""}, strings.Fields(rest)...)
			}
			if len(fields) < 2 || !slices.Contains(kinds, fields[1]) {
				t.Errorf("%s.txt: %q has no known class", name, e)
			}
		}
	}
}

// article puts all hand-written sentences into one document.
func article(b *testing.B) (demarche.Document, []demarche.Sentence, []demarche.Actor) {
	var text strings.Builder
	var sents []demarche.Sentence
	all := trees(b)
	var order []string
	for name := range all {
		order = append(order, name)
	}
	slices.Sort(order)
	for _, name := range order {
		sents = append(sents, shifted(all[name], text.Len())...)
		text.WriteString(all[name].Text + " ")
	}
	return demarche.Document{Text: text.String()}, sents, actors(text.String())
}

func shifted(d conllu.Document, by int) []demarche.Sentence {
	for i := range d.Sentences {
		s := &d.Sentences[i]
		s.Start, s.End = s.Start+by, s.End+by
		for k := range s.Tokens {
			s.Tokens[k].Start, s.Tokens[k].End = s.Tokens[k].Start+by, s.Tokens[k].End+by
		}
	}
	return d.Sentences
}

func BenchmarkFind(b *testing.B) {
	doc, sents, who := article(b)
	f := finder()
	b.ReportAllocs()
	for b.Loop() {
		f.Find(doc, sents, who, nil, nil)
	}
	b.ReportMetric(float64(len(sents)), "sentences")
}
