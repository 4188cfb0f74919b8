package attribution

import (
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

func (d *document) contentBefore(first, cue int) bool {
	for _, s := range d.contents {
		if first <= s.first && s.last < cue {
			return true
		}
	}
	return false
}

// addSource keeps the sources in text order.
func (d *document) addSource(s span) {
	i := len(d.sources)
	for i > 0 && d.sources[i-1].first > s.first {
		i--
	}
	d.sources = append(d.sources[:i], append([]span{s}, d.sources[i:]...)...)
}
