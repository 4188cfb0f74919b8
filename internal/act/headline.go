package act

import (
	"slices"
	"strings"

	"demarche"
)

// headline mends the tree of a headline in which the tagger has seen no verb:
// "Varland frees opposition figures". The first word that can only be the verb
// becomes the root, what stands before it the subject and the noun behind it the
// object. Other sentences come back as they are.
func (rd *reader) headline(s demarche.Sentence) []demarche.Token {
	if s.Paragraph < 0 || s.Paragraph >= len(rd.doc.Paragraphs) {
		return s.Tokens
	}
	k := rd.doc.Paragraphs[s.Paragraph].Kind
	if n := len(s.Tokens); n == 0 || k != demarche.Title && k != demarche.Heading && s.Tokens[n-1].Tag == "PUNCT" && strings.ContainsAny(s.Tokens[n-1].Cut(rd.doc.Text), ".!?:") {
		return s.Tokens
	}
	if slices.ContainsFunc(s.Tokens, func(t demarche.Token) bool { return t.Tag == "VERB" }) {
		return s.Tokens
	}
	for i := 1; i+1 < len(s.Tokens); i++ {
		if lemma := rd.hiddenVerb(s.Tokens, i); lemma != "" {
			return asVerb(s.Tokens, i, lemma)
		}
	}
	return s.Tokens
}

// hiddenVerb returns the lemma of a noun that is a verb of the third person between
// two nouns, "" where it can be a noun of the lexicon.
func (rd *reader) hiddenVerb(tok []demarche.Token, i int) string {
	word := tok[i].Cut(rd.doc.Text)
	before := tok[i-1].Cut(rd.doc.Text)
	if !nounLike(tok[i]) && tok[i].Tag != "ADJ" || !nounLike(tok[i-1]) && (tok[i-1].Tag != "ADJ" || before == strings.ToLower(before)) || word != strings.ToLower(word) || !strings.HasSuffix(word, "s") {
		return ""
	}
	switch tok[i+1].Tag {
	case "NOUN", "PROPN", "ADJ", "DET", "NUM":
	default:
		return ""
	}
	for _, lemma := range []string{strings.TrimSuffix(word, "s"), strings.TrimSuffix(word, "es"), strings.TrimSuffix(word, "ies") + "y"} {
		if rd.lexicon.verbs[lemma] != nil && rd.lexicon.nouns[lemma] == nil {
			return lemma
		}
	}
	return ""
}

func nounLike(t demarche.Token) bool { return t.Tag == "NOUN" || t.Tag == "PROPN" }

// asVerb makes token v the root of a copy of the tokens.
func asVerb(tok []demarche.Token, v int, lemma string) []demarche.Token {
	out := slices.Clone(tok)
	obj := v + 1
	for obj+1 < len(out) && !nounLike(out[obj]) || obj+1 < len(out) && nounLike(out[obj+1]) {
		obj++
	}
	for i := range out {
		switch {
		case i == v:
			out[i].Tag, out[i].Lemma, out[i].Head, out[i].Rel = "VERB", lemma, -1, "root"
		case i == v-1:
			out[i].Head, out[i].Rel = v, "nsubj"
		case i == obj:
			out[i].Head, out[i].Rel = v, "obj"
		case i < v && (out[i].Head >= v || out[i].Head < 0):
			out[i].Head, out[i].Rel = v-1, "compound"
		case i > v && i < obj && (out[i].Head <= v || out[i].Head < 0):
			out[i].Head, out[i].Rel = obj, "compound"
		case i > obj && out[i].Head <= v:
			out[i].Head = v
			if out[i].Rel == "root" {
				out[i].Rel = "obl"
			}
		}
	}
	return out
}
