package demarche

// Token is one word or mark of the text. Tokens are views: nothing is copied.
type Token struct {
	Span          // bytes
	Tag    string // universal part of speech (UD v2): NOUN, PROPN, VERB, …
	Lemma  string // lower case, except for proper nouns
	Head   int    // index into Sentence.Tokens, -1 for the root
	Rel    string // Universal Dependencies v2 relation: nsubj, obl:agent, …
	Entity string // name class of the token: "", PERSON, ORGANIZATION, LOCATION, MISC, DATE …
	Space  bool   // white space or the start of a paragraph comes before the token
}

// Sentence is a run of tokens with one dependency tree.
type Sentence struct {
	Span          // bytes
	Paragraph int // index into Document.Paragraphs
	First     int // index of Tokens[0] among all tokens of the document
	Tokens    []Token
}

// Label reports the tokens of a sentence that is but a speaker's name and a colon, as
// transcripts have it: it takes nobody farther from what was said.
func Label(text string, tokens []Token) bool {
	n := len(tokens)
	return n > 0 && n < 6 && tokens[n-1].Cut(text) == ":"
}
