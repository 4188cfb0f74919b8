package encoder

import (
	"fmt"
	"slices"

	"demarche"
	"demarche/internal/matrix"
	"demarche/internal/weights"
	"demarche/internal/wordpiece"
)

// segment bounds the tokens that are read as one sequence; a longer document
// is cut between paragraphs, a longer paragraph wherever the bound falls.
const segment = 1024

// Encoder computes token vectors. Immutable; safe for concurrent use.
type Encoder struct {
	Width                int // components of a token's vector
	vocabulary           *wordpiece.Vocabulary
	piece, word          weights.Table
	suffix, shape, place rows
	layers               []layer
	out                  matrix.Norm
	scratch              matrix.Spare[scratch]
	left                 matrix.Spare[[]float32] // memory of vectors that nobody needs any more
}

// rows is a small table of float32.
type rows struct {
	width int
	data  []float32
}

func (r rows) row(i int32) []float32 { return r.data[int(i)*r.width : (int(i)+1)*r.width] }

type layer struct {
	width  int
	mix    [3][]float32
	norm   matrix.Norm
	linear *matrix.Linear
	zero   []float32
}

// New takes the encoder's tensors from the weights.
func New(w *weights.Weights, v *wordpiece.Vocabulary) (*Encoder, error) {
	r := &weights.Reader{Weights: w}
	e := &Encoder{
		Width:      w.Width(),
		vocabulary: v,
		piece:      r.Table("encoder.piece.weight"),
		word:       r.Table("encoder.word.weight"),
		suffix:     small(r, "encoder.suffix.weight", Suffixes),
		shape:      small(r, "encoder.shape.weight", Shapes),
		place:      small(r, "encoder.place.weight", Places),
	}
	e.out = layerNorm(r, "encoder.out", e.Width)
	for i := 0; w.Shape(fmt.Sprintf("encoder.layers.%d.mix", i)) != nil; i++ {
		e.layers = append(e.layers, newLayer(r, fmt.Sprintf("encoder.layers.%d.", i), e.Width))
	}
	if r.Err == nil {
		r.Err = e.check()
	}
	return e, r.Err
}

func (e *Encoder) check() error {
	if e.piece.Len() != e.vocabulary.Len()+1 || e.word.Len() != Words || len(e.layers) == 0 {
		return fmt.Errorf("encoder: %d word pieces in the weights, %d in the vocabulary", e.piece.Len()-1, e.vocabulary.Len())
	}
	if n := e.piece.Width + e.word.Width + e.suffix.width + e.shape.width + e.place.width; n != e.Width {
		return fmt.Errorf("encoder: the parts of the input are %d wide, the layers %d", n, e.Width)
	}
	return nil
}

func small(r *weights.Reader, name string, n int) rows {
	width := 0
	if s := r.Weights.Shape(name); len(s) == 2 {
		width = s[1]
	}
	return rows{width, r.Floats(name, n*width)}
}

func newLayer(r *weights.Reader, name string, d int) layer {
	m := r.Floats(name+"mix", 3*d)
	return layer{
		width:  d,
		mix:    [3][]float32{m[:d], m[d : 2*d], m[2*d:]},
		norm:   layerNorm(r, name+"norm", d),
		linear: matrix.NewLinear(r.Floats(name+"w.weight", 3*d*d), r.Floats(name+"w.bias", 3*d), d, 3*d),
		zero:   make([]float32, d),
	}
}

func layerNorm(r *weights.Reader, name string, d int) matrix.Norm {
	return matrix.Norm{Gain: r.Floats(name+".weight", d), Bias: r.Floats(name+".bias", d)}
}

// scratch is the memory of one call.
type scratch struct {
	buffer  matrix.Buffer
	y, g, c []float32
}

// Encode returns the vectors of the tokens of all paragraphs, e.Width numbers
// a token. Each paragraph is a list of byte spans into text. Who has done with
// the vectors may leave their memory to the encoder.
func (e *Encoder) Encode(text string, paragraphs [][]demarche.Span) []float32 {
	n := 0
	for _, p := range paragraphs {
		n += len(p)
	}
	x := slices.Grow((*e.left.Take())[:0], n*e.Width)[:n*e.Width]
	clear(x)
	s := e.scratch.Take()
	defer e.scratch.Give(s)
	var features []Features
	at, from := 0, 0
	for _, p := range paragraphs {
		if at > from && at+len(p)-from > segment {
			e.run(s, x[from*e.Width:at*e.Width])
			from = at
		}
		features = Extract(features[:0], e.vocabulary, text, p)
		for _, f := range features {
			e.embed(x[at*e.Width:(at+1)*e.Width], f)
			at++
			if at-from == segment {
				e.run(s, x[from*e.Width:at*e.Width])
				from = at
			}
		}
	}
	e.run(s, x[from*e.Width:])
	return x
}

// Leave takes the memory of vectors that nobody needs any more, for those of
// the next document. That of a very long one is not kept.
func (e *Encoder) Leave(x []float32) {
	if cap(x) <= 4*segment*e.Width {
		e.left.Give(&x)
	}
}

// embed writes the input vector of one token.
func (e *Encoder) embed(x []float32, f Features) {
	n := 0
	for n < wordpiece.Pieces && f.Piece[n] >= 0 {
		n++
	}
	for _, p := range f.Piece[:n] {
		e.piece.Add(x, int(p), 1/float32(n))
	}
	x = x[e.piece.Width:]
	e.word.Add(x, int(f.Word), 1)
	x = x[e.word.Width:]
	x = x[copy(x, e.suffix.row(f.Suffix)):]
	x = x[copy(x, e.shape.row(f.Shape)):]
	copy(x, e.place.row(f.Place))
}

// run sends one sequence through the layers, in place.
func (e *Encoder) run(s *scratch, x []float32) {
	d := e.Width
	n := len(x) / d
	if n == 0 {
		return
	}
	if len(s.y) < n*d {
		m := min(n+n/4, segment) // again and again a longer one would come
		s.y, s.g, s.c = make([]float32, m*d), make([]float32, m*3*d), make([]float32, d)
	}
	for i := range e.layers {
		e.layers[i].run(s, x, n)
	}
	for t := range n {
		row := x[t*d : (t+1)*d]
		e.out.Apply(row, row)
	}
}

// panel is the number of tokens that go through a layer together, so that what
// one step leaves is still in the cache for the next.
const panel = 48

func (l *layer) run(s *scratch, x []float32, n int) {
	d := l.width
	for from := 0; from < n; from += panel {
		to := min(from+panel, n)
		for t := from; t < to; t++ {
			y := s.y[t*d : (t+1)*d]
			matrix.Mix(y, l.row(x, t-1, n), l.row(x, t, n), l.row(x, t+1, n), l.mix[0], l.mix[1], l.mix[2])
			l.norm.Apply(y, y)
		}
		l.linear.Apply(&s.buffer, s.g[from*3*d:], 3*d, s.y[from*d:], d, to-from)
		for t := from; t < to; t++ {
			matrix.Tanh(s.g[t*3*d+d:(t+1)*3*d], 0.5)
		}
		l.scan(s, from, to-from, from, 1, 0)
	}
	l.scan(s, 0, n, n-1, -1, d/2)
	for t := range n {
		g := s.g[t*3*d : (t+1)*3*d]
		matrix.Tanh(g[:d], 1)
		matrix.Blend(l.row(x, t, n), g[:d], g[2*d:])
	}
}

// row is the vector of token t, zero outside the sequence.
func (l *layer) row(x []float32, t, n int) []float32 {
	if t < 0 || t >= n {
		return l.zero
	}
	return x[t*l.width : (t+1)*l.width]
}

// scan runs the recurrence over one half of the components, n tokens from
// first on, and leaves each state where its input was. The state starts at
// zero at the ends of the sequence and goes on from panel to panel.
func (l *layer) scan(s *scratch, from, n, first, step, at int) {
	half, stride := l.width/2, 3*l.width
	c := s.c[at : at+half]
	if from == 0 {
		clear(c)
	}
	for k, t := 0, first; k < n; k, t = k+1, t+step {
		g := s.g[t*stride : (t+1)*stride]
		u := g[at : at+half]
		matrix.Scan(c, u, g[l.width+at:l.width+at+half])
		copy(u, c)
	}
}
