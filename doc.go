// Package demarche holds the nouns of the program: every type that crosses a
// package border, in the order in which the data flows.
//
//	Document     one page or file: its text, its paragraphs, where it is from
//	Token        one word of the text with its tag, lemma, head and name class
//	Sentence     a run of tokens with one tree
//	Attribution  a source, a cue and a content, as spans of the text
//	Actor        a person, organization, place or group, with its mentions
//	Statement    an attribution with speaker, channel, occasion and time resolved
//	Act          one political act by its PLOVER class
//	Talks        the parties and issues of one negotiation
//	Position     a party's stance on an issue, with its evidence
//	Shift        a stance that is no longer what it was
//	Reaction     what another party says or does about a shift
//	Record       what reading one document yields: all of the above
//
// Inside the program a Span counts bytes of Document.Text. A Record that has
// left the pipeline counts Unicode code points; Record.CodePoints turns the
// one into the other, once.
//
// The package imports the standard library only.
package demarche
