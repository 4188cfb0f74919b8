package attribution

import (
	"strings"

	"demarche"
)

// tidy mends what the tagger leaves ragged: a content ends in no conjunction
// and holds more than marks; a piece of it that lies in another paragraph than
// the cue goes on only where it is quoted; an article alone is no source ("a
// fear that …").
func (d *document) tidy(text string) {
	kept := d.contents[:0]
	for _, s := range d.contents {
		for s.last > s.first && dangling(d.tokens[s.last].Cut(text)) {
			s.last--
		}
		if d.worded(text, s) {
			kept = append(kept, s)
		}
	}
	d.contents = kept
	named := d.sources[:0]
	for _, s := range d.sources {
		if s.last > s.first || !article(d.tokens[s.first].Cut(text)) {
			named = append(named, s)
		}
	}
	d.sources = named
}

func article(word string) bool {
	switch strings.ToLower(word) {
	case "a", "an", "the":
		return true
	}
	return false
}

func dangling(word string) bool {
	switch strings.ToLower(word) {
	case "and", "but", "or", "while", "because", "as":
		return true
	}
	return false
}

// worded reports a letter or a digit in the span.
func (d *document) worded(text string, s span) bool {
	for _, t := range d.tokens[s.first : s.last+1] {
		if strings.IndexFunc(t.Cut(text), func(r rune) bool {
			return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 0xbf
		}) >= 0 {
			return true
		}
	}
	return false
}

// carries reports whether a content piece may belong to a cue of another
// paragraph: it is quoted from its start on.
func (d *document) carries(text string, s span, cue int) bool {
	if d.paragraph[s.first] == d.paragraph[d.cues[cue].first] {
		return true
	}
	return quoted(d.tokens[s.first], text)
}

func quoted(t demarche.Span, text string) bool {
	return strings.ContainsAny(t.Cut(text), `"“”„«`)
}
