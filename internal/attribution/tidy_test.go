package attribution

import (
	"slices"
	"strings"
	"testing"

	"demarche"
)

func TestArticlesAreNoSources(t *testing.T) {
	const text = "a fear that Ostria would invade , the minister said"
	d := &document{sources: []span{{0, 0}, {7, 8}, {8, 8}}}
	for at := 0; at < len(text); {
		n := strings.IndexByte(text[at:]+" ", ' ')
		d.tokens = append(d.tokens, demarche.Span{Start: at, End: at + n})
		at += n + 1
	}
	d.tidy(text)
	if want := []span{{7, 8}, {8, 8}}; !slices.Equal(d.sources, want) {
		t.Errorf("%v, want %v", d.sources, want)
	}
}
