package attribution

import (
	"math"
	"sort"
	"strings"

	"demarche"
	"demarche/internal/matrix"
)

// distances are the upper bounds of the buckets of token distances.
var distances = [...]int{1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192}

// window bounds the distance in tokens between a span and the cues that it may
// belong to. Beyond it the scores do not tell candidates apart.
const window = 400

// bucket is the row of a signed distance in the table of a linker.
func bucket(d int) int {
	if d < 0 {
		return sort.SearchInts(distances[:], -d) + len(distances) + 1
	}
	return sort.SearchInts(distances[:], d)
}

// choice is what a linker chose, -1 for nothing, and how sure it is.
type choice struct {
	index int
	sure  float32
}

// linkContents gives each content span the cue that its tokens choose.
func (r *Reader) linkContents(d *document, text string) []choice {
	keys := d.keys(r.contents.cue)
	out := make([]choice, len(d.contents))
	for i, c := range d.contents {
		out[i] = choice{index: -1}
		from, to := d.near(c)
		if from == to {
			continue
		}
		if i > 0 && out[i-1].index >= 0 && d.continues(text, i) {
			out[i] = out[i-1]
			continue
		}
		n := c.last - c.first + 1
		q := d.apply(r.contents.token, d.vectors[c.first*d.width:], n)
		sum := make([]float64, to-from)
		row := make([]float64, to-from)
		for k := range n {
			for j := range row {
				row[j] = float64(r.contents.score(d, keys, from+j, q[k*linkWidth:(k+1)*linkWidth], c.first+k))
			}
			logSoftmax(row)
			for j := range row {
				sum[j] += row[j] / float64(n)
			}
		}
		out[i] = d.choose(sum, from, c, text)
	}
	return out
}

// continues reports whether content i is a quotation that goes on from the
// paragraph before: that one's last content is quoted and not closed, and this
// one opens its paragraph anew, as print has it.
func (d *document) continues(text string, i int) bool {
	c, before := d.contents[i], d.contents[i-1]
	if d.paragraph[c.first] != d.paragraph[before.last]+1 || c.first > 0 && d.paragraph[c.first-1] == d.paragraph[c.first] {
		return false
	}
	if d.tokens[c.first].Cut(text) != "“" || d.tokens[before.first].Cut(text) != "“" {
		return false
	}
	for _, cue := range d.cues {
		if d.paragraph[cue.first] == d.paragraph[c.first] {
			return false // "…,” he added": it has a cue of its own
		}
	}
	open := 0
	for k := before.first; k < c.first; k++ {
		switch d.tokens[k].Cut(text) {
		case "“":
			open++
		case "”":
			open--
		}
	}
	return open > 0
}

// bold is how sure a link must be that joins unquoted content to a cue of
// another paragraph. Chosen on PolNeAR's dev part.
const bold = 0.97

// ahead is what a cue loses that comes after the next paragraph: a quotation that
// stands alone is of the one who has just spoken.
const ahead = 1

// alone reports a content that is a whole quoted paragraph, or all of one quotation
// of several sentences.
func (d *document) alone(c span, text string) bool {
	p := d.paragraph[c.first]
	if c.first > 0 && d.paragraph[c.first-1] == p || c.last+1 < len(d.tokens) && d.paragraph[c.last+1] == p {
		return false
	}
	return strings.ContainsAny(d.tokens[c.first].Cut(text), "“\"") && strings.ContainsAny(d.tokens[c.last].Cut(text), "”\"")
}

// choose takes the best cue of the content's own paragraph, or of any where the
// content is quoted, the scores leave no doubt, or its own has none and the
// cue came before: speech goes on into later paragraphs, not into earlier ones.
func (d *document) choose(scores []float64, from int, content span, text string) choice {
	logSoftmax(scores)
	for j := range scores {
		if p := d.paragraph[d.cues[from+j].first]; p > d.paragraph[content.first]+1 || p > d.paragraph[content.first] && d.alone(content, text) {
			scores[j] -= ahead
		}
	}
	best := argmax(scores)
	if d.carries(text, content, from+best) || scores[best] > math.Log(bold) {
		return choice{from + best, float32(math.Exp(scores[best]))}
	}
	own := -1
	for j, s := range scores {
		if d.paragraph[d.cues[from+j].first] == d.paragraph[content.first] && (own < 0 || s > scores[own]) {
			own = j
		}
	}
	switch {
	case own >= 0:
		best = own
	case d.cues[from+best].first > content.last:
		return choice{index: -1}
	}
	return choice{from + best, float32(math.Exp(scores[best]))}
}

// linkSources gives each cue the source of its paragraph that scores best, or
// none.
func (r *Reader) linkSources(d *document) []choice {
	out := make([]choice, len(d.cues))
	keys := d.keys(r.sources.cue)
	middles := make([]float32, 0, len(d.sources)*d.width)
	for _, s := range d.sources {
		middles = d.ends(middles, s)
	}
	q := d.apply(r.sources.token, middles, len(d.sources))
	for i, c := range d.cues {
		row := []float64{float64(matrix.Dot(d.cueVectors[i*d.width:(i+1)*d.width], r.none) + r.noneBias)}
		first, last := d.together(c)
		for k := first; k < last; k++ {
			row = append(row, float64(r.sources.score(d, keys, i, q[k*linkWidth:(k+1)*linkWidth], d.sources[k].first)))
		}
		j := argmax(row)
		logSoftmax(row)
		out[i] = choice{-1, float32(math.Exp(row[j]))}
		if j > 0 {
			out[i].index = first + j - 1
		}
	}
	return out
}

// together returns the range of the sources in the paragraph of a cue. Of
// 18,335 attributions that PolNeAR's train part gives a source, ten have it in
// another paragraph.
func (d *document) together(cue span) (from, to int) {
	p := d.paragraph[cue.first]
	from = sort.Search(len(d.sources), func(k int) bool { return d.paragraph[d.sources[k].first] >= p })
	to = sort.Search(len(d.sources), func(k int) bool { return d.paragraph[d.sources[k].first] > p })
	return from, to
}

// near returns the range of the cues within the window of a span.
func (d *document) near(s span) (from, to int) {
	from = sort.Search(len(d.cues), func(k int) bool { return d.cues[k].first >= s.first-window })
	to = sort.Search(len(d.cues), func(k int) bool { return d.cues[k].first > s.last+window })
	return from, to
}

// ends appends the mean of a span's first and last vector.
func (d *document) ends(out []float32, s span) []float32 {
	a, b := d.vectors[s.first*d.width:], d.vectors[s.last*d.width:]
	for k := range d.width {
		out = append(out, (a[k]+b[k])/2)
	}
	return out
}

// keys projects the vectors of all cues.
func (d *document) keys(l *matrix.Linear) []float32 {
	if d.cueVectors == nil {
		for _, c := range d.cues {
			d.cueVectors = d.ends(d.cueVectors, c)
		}
	}
	return d.apply(l, d.cueVectors, len(d.cues))
}

func (d *document) apply(l *matrix.Linear, x []float32, n int) []float32 {
	y := make([]float32, n*linkWidth)
	l.Apply(&d.buffer, y, linkWidth, x, d.width, n)
	matrix.Leaky(y)
	return y
}

// score is how well the token at number at goes with a cue.
func (l *linker) score(d *document, keys []float32, cue int, q []float32, at int) float32 {
	c := d.cues[cue].first
	same := 0
	if d.paragraph[c] == d.paragraph[at] {
		same = 1
	}
	s := matrix.Dot(keys[cue*linkWidth:(cue+1)*linkWidth], q) / float32(math.Sqrt(linkWidth))
	return s + l.distance[2*bucket(at-c)+same] + l.between[min(d.cuesBetween(c, at), 3)]
}

// cuesBetween counts the cues that start between two tokens.
func (d *document) cuesBetween(a, b int) int {
	if a > b {
		a, b = b, a
	}
	from := sort.Search(len(d.cues), func(k int) bool { return d.cues[k].first > a })
	n := 0
	for k := from; k < len(d.cues) && d.cues[k].first < b && n < 3; k++ {
		n++
	}
	return n
}

func argmax(x []float64) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}

func logSoftmax(x []float64) {
	top, sum := x[argmax(x)], 0.0
	for _, v := range x {
		sum += math.Exp(v - top)
	}
	top += math.Log(sum)
	for i := range x {
		x[i] -= top
	}
}

// attributions joins the spans that were linked. A cue without content is no
// attribution.
func (d *document) attributions(contents, sources []choice, sure []float32) []demarche.Attribution {
	var out []demarche.Attribution
	for i, cue := range d.cues {
		a := demarche.Attribution{Cue: []demarche.Span{d.bytes(cue)}, Within: -1}
		c := d.mean(sure, cue) * sources[i].sure
		link := float32(1)
		for k, s := range d.contents {
			if contents[k].index == i {
				a.Content = append(a.Content, d.bytes(s))
				link = min(link, contents[k].sure*d.mean(sure, s))
			}
		}
		if len(a.Content) == 0 {
			continue
		}
		if s := sources[i].index; s >= 0 {
			a.Source = []demarche.Span{d.bytes(d.sources[s])}
		}
		a.Confidence = math.Round(float64(c*link)*1000) / 1000
		out = append(out, a)
	}
	sort.SliceStable(out, func(i, j int) bool { return start(out[i]) < start(out[j]) })
	return out
}

func start(a demarche.Attribution) int {
	s := min(a.Cue[0].Start, a.Content[0].Start)
	if len(a.Source) > 0 {
		s = min(s, a.Source[0].Start)
	}
	return s
}

func (d *document) bytes(s span) demarche.Span {
	return demarche.Span{Start: d.tokens[s.first].Start, End: d.tokens[s.last].End}
}

func (d *document) mean(x []float32, s span) float32 {
	sum := float32(0)
	for _, v := range x[s.first : s.last+1] {
		sum += v
	}
	return sum / float32(s.last-s.first+1)
}
