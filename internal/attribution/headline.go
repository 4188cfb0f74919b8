package attribution

import (
	"slices"
	"strings"

	"demarche"
)

// The bounds of a headline, and of the name at its end.
const (
	headlineWords = 25
	nameWords     = 6
)

// headlines mends what the tagger, trained on running text, makes of inverted
// headlines ("Valley Must Be Free, Says Tarn"): what stands behind the cue at
// the end of the line is the source.
func (d *document) headlines(paragraphs Paragraphs, text string) {
	first := 0
	for _, p := range paragraphs {
		if n := len(p); n > 2 && n <= headlineWords && !ended(p[n-1], text) {
			d.swap(first, first+n-1, text)
			d.invert(first, first+n-1)
		}
		first += len(p)
	}
}

func ended(t demarche.Span, text string) bool {
	return strings.ContainsAny(t.Cut(text), `.!?:"”’'`)
}

// invert looks at the headline of the tokens first to last.
func (d *document) invert(first, last int) {
	for _, s := range d.sources {
		if first <= s.first && s.last <= last {
			return
		}
	}
	for _, c := range d.cues {
		tail := last - c.last
		if c.first <= first || c.last > last || tail < 1 || tail > nameWords || !d.contentBefore(first, c.first) {
			continue
		}
		kept := d.contents[:0]
		for _, s := range d.contents {
			if s.last < c.last || s.first > last {
				kept = append(kept, s)
			}
		}
		d.contents = kept
		d.addSource(span{c.last + 1, last})
		return
	}
}

// swap drops the spans of a headline whose whole front, up to the comma before
// the cue, was taken for the source, and its end for the content; the front is
// the content, and invert finds the source.
func (d *document) swap(first, last int, text string) {
	for _, c := range d.cues {
		comma := c.first - 1
		if comma <= first || c.last >= last || last-c.last > nameWords || d.tokens[comma].Cut(text) != "," {
			continue
		}
		for i, s := range d.sources {
			if s.first == first && (s.last == comma || s.last == comma-1) {
				d.sources = append(d.sources[:i], d.sources[i+1:]...)
				d.addContent(span{first, comma - 1})
				return
			}
		}
	}
}

func (d *document) contentBefore(first, cue int) bool {
	for _, s := range d.contents {
		if first <= s.first && s.last < cue {
			return true
		}
	}
	return false
}

// addSource and addContent keep the spans in text order.
func (d *document) addSource(s span)  { d.sources = inOrder(d.sources, s) }
func (d *document) addContent(s span) { d.contents = inOrder(d.contents, s) }

func inOrder(spans []span, s span) []span {
	i := len(spans)
	for i > 0 && spans[i-1].first > s.first {
		i--
	}
	return slices.Insert(spans, i, s)
}
