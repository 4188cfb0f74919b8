package encoder

import (
	"fmt"
	"sync"

	"demarche"
	"demarche/internal/matrix"
	"demarche/internal/weights"
)

// Width is the number of components of a token's vector.
const Width = 384

// The parts of the input vector.
const (
	pieceWidth  = 256
	wordWidth   = 64
	suffixWidth = 32
	shapeWidth  = 16
	placeWidth  = 16
)

// segment bounds the tokens that are read as one sequence; a longer document
// is cut between paragraphs, a longer paragraph wherever the bound falls.
const segment = 1024

// Encoder computes token vectors. Immutable; safe for concurrent use.
type Encoder struct {
	vocabulary           *Vocabulary
	piece, word          weights.Table
	suffix, shape, place []float32
	layers               []layer
	out                  matrix.Norm
	scratch              sync.Pool
}

type layer struct {
	mix    [3][]float32
	norm   matrix.Norm
	linear *matrix.Linear
}

// New takes the encoder's tensors from the weights.
func New(w *weights.Weights, v *Vocabulary) (*Encoder, error) {
	r := &weights.Reader{Weights: w}
	e := &Encoder{
		vocabulary: v,
		piece:      r.Table("encoder.piece.weight", pieceWidth),
		word:       r.Table("encoder.word.weight", wordWidth),
		suffix:     r.Floats("encoder.suffix.weight", Suffixes*suffixWidth),
		shape:      r.Floats("encoder.shape.weight", Shapes*shapeWidth),
		place:      r.Floats("encoder.place.weight", Places*placeWidth),
		out:        layerNorm(r, "encoder.out"),
	}
	for i := 0; w.Shape(fmt.Sprintf("encoder.layers.%d.mix", i)) != nil; i++ {
		e.layers = append(e.layers, newLayer(r, fmt.Sprintf("encoder.layers.%d.", i)))
	}
	if r.Err == nil && (e.piece.Len() != v.Len()+1 || e.word.Len() != Words || len(e.layers) == 0) {
		r.Err = fmt.Errorf("encoder: %d word pieces in the weights, %d in the vocabulary", e.piece.Len()-1, v.Len())
	}
	e.scratch.New = func() any { return &scratch{} }
	return e, r.Err
}

func newLayer(r *weights.Reader, name string) layer {
	m := r.Floats(name+"mix", 3*Width)
	return layer{
		mix:    [3][]float32{m[:Width], m[Width : 2*Width], m[2*Width:]},
		norm:   layerNorm(r, name+"norm"),
		linear: matrix.NewLinear(r.Floats(name+"w.weight", 3*Width*Width), r.Floats(name+"w.bias", 3*Width), Width, 3*Width),
	}
}

func layerNorm(r *weights.Reader, name string) matrix.Norm {
	return matrix.Norm{Gain: r.Floats(name+".weight", Width), Bias: r.Floats(name+".bias", Width)}
}

// scratch is the memory of one call.
type scratch struct {
	buffer matrix.Buffer
	y, g   []float32
	c      [Width / 2]float32
}

// Encode returns the vectors of the tokens of all paragraphs, Width numbers a
// token. Each paragraph is a list of byte spans into text.
func (e *Encoder) Encode(text string, paragraphs [][]demarche.Span) []float32 {
	n := 0
	for _, p := range paragraphs {
		n += len(p)
	}
	x := make([]float32, n*Width)
	s := e.scratch.Get().(*scratch)
	defer e.scratch.Put(s)
	var features []Features
	at, from := 0, 0
	for _, p := range paragraphs {
		if at > from && at+len(p)-from > segment {
			e.run(s, x[from*Width:at*Width])
			from = at
		}
		features = e.vocabulary.Extract(features[:0], text, p)
		for _, f := range features {
			e.embed(x[at*Width:(at+1)*Width], f)
			at++
			if at-from == segment {
				e.run(s, x[from*Width:at*Width])
				from = at
			}
		}
	}
	e.run(s, x[from*Width:])
	return x
}

// embed writes the input vector of one token.
func (e *Encoder) embed(x []float32, f Features) {
	n := 0
	for n < Pieces && f.Piece[n] >= 0 {
		n++
	}
	for _, p := range f.Piece[:n] {
		e.piece.Add(x, int(p), 1/float32(n))
	}
	x = x[pieceWidth:]
	e.word.Add(x, int(f.Word), 1)
	x = x[wordWidth:]
	copy(x, e.suffix[f.Suffix*suffixWidth:(f.Suffix+1)*suffixWidth])
	x = x[suffixWidth:]
	copy(x, e.shape[f.Shape*shapeWidth:(f.Shape+1)*shapeWidth])
	copy(x[shapeWidth:], e.place[f.Place*placeWidth:(f.Place+1)*placeWidth])
}

// run sends one sequence through the layers, in place.
func (e *Encoder) run(s *scratch, x []float32) {
	n := len(x) / Width
	if n == 0 {
		return
	}
	if len(s.y) < n*Width {
		s.y, s.g = make([]float32, n*Width), make([]float32, n*3*Width)
	}
	for i := range e.layers {
		e.layers[i].run(s, x, n)
	}
	for t := range n {
		row := x[t*Width : (t+1)*Width]
		e.out.Apply(row, row)
	}
}

var zero [Width]float32

func (l *layer) run(s *scratch, x []float32, n int) {
	row := func(t int) []float32 {
		if t < 0 || t >= n {
			return zero[:]
		}
		return x[t*Width : (t+1)*Width]
	}
	for t := range n {
		y := s.y[t*Width : (t+1)*Width]
		matrix.Mix(y, row(t-1), row(t), row(t+1), l.mix[0], l.mix[1], l.mix[2])
		l.norm.Apply(y, y)
	}
	const stride = 3 * Width
	l.linear.Apply(&s.buffer, s.g, stride, s.y, Width, n)
	for t := range n {
		matrix.Tanh(s.g[t*stride+Width:(t+1)*stride], 0.5)
	}
	scan(s, n, 0, 0, 1)
	scan(s, n, Width/2, n-1, -1)
	for t := range n {
		g := s.g[t*stride : (t+1)*stride]
		matrix.Tanh(g[:Width], 1)
		matrix.Blend(row(t), g[:Width], g[2*Width:])
	}
}

// scan runs the recurrence over one half of the components, and leaves each
// state where its input was.
func scan(s *scratch, n, from, first, step int) {
	const half, stride = Width / 2, 3 * Width
	clear(s.c[:])
	for k, t := 0, first; k < n; k, t = k+1, t+step {
		g := s.g[t*stride : (t+1)*stride]
		u := g[from : from+half]
		matrix.Scan(s.c[:], u, g[Width+from:Width+from+half])
		copy(u, s.c[:])
	}
}
