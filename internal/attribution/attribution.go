// Package attribution finds who said what: sources, cues and contents, joined
// to attributions as PolNeAR annotates them. In: tokens and their vectors.
// Out: attributions as byte spans. A linear-chain CRF tags the spans; scorers
// of pairs give each content its cue and each cue its source.
package attribution

import (
	"math"
	"slices"

	"demarche"
	"demarche/internal/matrix"
	"demarche/internal/weights"
)

// The tags, in the order of the weights: outside, and begin and inside of each
// role.
const (
	outside = iota
	beginSource
	insideSource
	beginCue
	insideCue
	beginContent
	insideContent
	tagCount
)

const linkWidth = 96

// Reader finds attributions. Immutable; safe for concurrent use.
type Reader struct {
	width             int // of a token's vector
	span              *matrix.Linear
	transition        [tagCount][tagCount]float32
	begin, end        [tagCount]float32
	contents, sources linker
	none              []float32
	noneBias          float32
}

// linker scores pairs of a cue and a token.
type linker struct {
	cue, token *matrix.Linear
	distance   []float32 // bucket × (other paragraph, same paragraph)
	between    []float32 // cues in between: 0, 1, 2, more
}

// New takes the heads of attribution from the weights.
func New(w *weights.Weights) (*Reader, error) {
	r := &weights.Reader{Weights: w}
	d := w.Width()
	out := &Reader{
		width:    d,
		span:     matrix.NewLinear(r.Floats("span.weight", tagCount*d), r.Floats("span.bias", tagCount), d, tagCount),
		contents: newLinker(r, d, "c"), sources: newLinker(r, d, "s"),
		none: r.Floats("links.none.weight", d), noneBias: r.Floats("links.none.bias", 1)[0],
	}
	t := r.Floats("crf.t", tagCount*tagCount)
	copy(out.begin[:], r.Floats("crf.begin", tagCount))
	copy(out.end[:], r.Floats("crf.end", tagCount))
	for i := range tagCount {
		copy(out.transition[i][:], t[i*tagCount:])
	}
	out.forbid()
	return out, r.Err
}

func newLinker(r *weights.Reader, d int, role string) linker {
	layer := func(name string) *matrix.Linear {
		return matrix.NewLinear(r.Floats(name+".weight", linkWidth*d), r.Floats(name+".bias", linkWidth), d, linkWidth)
	}
	return linker{
		cue: layer("links.cue_" + role), token: layer("links.tok_" + role),
		distance: r.Floats("links.dist_"+role, 4*(len(distances)+1)), between: r.Floats("links.between_"+role, 4),
	}
}

const forbidden = -1e9

// forbid keeps an inside tag from following anything but its own begin and
// inside.
func (r *Reader) forbid() {
	for _, in := range []int{insideSource, insideCue, insideContent} {
		r.begin[in] = forbidden
		for from := range tagCount {
			if from != in && from != in-1 {
				r.transition[from][in] = forbidden
			}
		}
	}
}

// Paragraphs says where each paragraph's tokens are, in the order of the
// vectors.
type Paragraphs [][]demarche.Span

// span is a tagged run of tokens, by their number in the document.
type span struct{ first, last int }

// Read returns the attributions of a document in text order, each with a
// confidence between 0 and 1. Vectors has as many numbers a token
// as the encoder is wide.
func (r *Reader) Read(text string, paragraphs Paragraphs, vectors []float32) []demarche.Attribution {
	d := newDocument(paragraphs, vectors, r.width)
	if len(d.tokens) == 0 {
		return nil
	}
	emissions := make([]float32, len(d.tokens)*tagCount)
	r.span.Apply(&d.buffer, emissions, tagCount, vectors, d.width, len(d.tokens))
	tags := r.viterbi(emissions)
	d.collect(tags)
	d.headlines(paragraphs, text)
	d.tidy(text)
	if len(d.cues) == 0 {
		return nil
	}
	margins := r.margins(emissions, tags)
	return d.attributions(r.linkContents(d, text), r.linkSources(d), margins)
}

// document is the work of one Read.
type document struct {
	tokens                  []demarche.Span
	paragraph               []int // of each token
	vectors                 []float32
	width                   int
	buffer                  matrix.Buffer
	cues, sources, contents []span
	cueVectors              []float32
}

func newDocument(paragraphs Paragraphs, vectors []float32, width int) *document {
	d := &document{vectors: vectors, width: width}
	for i, p := range paragraphs {
		d.tokens = append(d.tokens, p...)
		for range p {
			d.paragraph = append(d.paragraph, i)
		}
	}
	return d
}

// viterbi returns the best sequence of tags.
func (r *Reader) viterbi(e []float32) []uint8 {
	n := len(e) / tagCount
	back := make([][tagCount]uint8, n)
	var score, next [tagCount]float32
	for t := range tagCount {
		score[t] = r.begin[t] + e[t]
	}
	for k := 1; k < n; k++ {
		for t := range tagCount {
			best, from := score[0]+r.transition[0][t], 0
			for f := 1; f < tagCount; f++ {
				if s := score[f] + r.transition[f][t]; s > best {
					best, from = s, f
				}
			}
			next[t], back[k][t] = best+e[k*tagCount+t], uint8(from)
		}
		score = next
	}
	best := 0
	for t := range tagCount {
		if score[t]+r.end[t] > score[best]+r.end[best] {
			best = t
		}
	}
	tags := make([]uint8, n)
	for k := n - 1; k >= 0; k-- {
		tags[k] = uint8(best)
		best = int(back[k][best])
	}
	return tags
}

// margins says of each token how sure its role is: the probability that the
// emission alone gives to it.
func (r *Reader) margins(e []float32, tags []uint8) []float32 {
	out := make([]float32, len(tags))
	for i, t := range tags {
		var sum, own float64
		top := slices.Max(e[i*tagCount : (i+1)*tagCount])
		for k := range tagCount {
			p := math.Exp(float64(e[i*tagCount+k] - top))
			sum += p
			if (k+1)/2 == (int(t)+1)/2 {
				own += p
			}
		}
		out[i] = float32(own / sum)
	}
	return out
}

// collect turns tags into spans.
func (d *document) collect(tags []uint8) {
	for i := 0; i < len(tags); {
		t := tags[i]
		j := i + 1
		for t != outside && j < len(tags) && tags[j] == (t-1)/2*2+2 {
			j++
		}
		s := span{i, j - 1}
		switch t {
		case beginSource, insideSource:
			d.sources = append(d.sources, s)
		case beginCue, insideCue:
			d.cues = append(d.cues, s)
		case beginContent, insideContent:
			d.contents = append(d.contents, s)
		}
		i = j
	}
}
