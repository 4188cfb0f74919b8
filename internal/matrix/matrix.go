// Package matrix holds the arithmetic of the neural encoder: a linear layer
// over 12-bit integers, and the element-wise steps between layers. In and out:
// rows of float32. On amd64 with AVX2 the loops are assembly (kernel_amd64.s),
// with a product of its own for AVX-512 VNNI; everywhere else they are Go. All
// give the same bits: integer products are exact, and the float steps are done
// in the same order without fused multiply-add.
package matrix

import "math"

const (
	limit    = 2047 // 12 bits: limit² × 512 columns stays within int32
	maxInner = 512
	rows     = 6  // rows of one kernel call
	cols     = 16 // columns of one kernel call
)

// Linear is y = Wx + b with the weights of each output rounded to 12 bits.
// Immutable; safe for concurrent use.
type Linear struct {
	In, Out int
	outPad  int
	packed  []int16   // blocks of 16 outputs; in a block, pairs of inputs
	scale   []float32 // of each output
	bias    []float32
}

// NewLinear packs w, out rows of in float32 each (in a multiple of 4, at most 512), and
// the bias of each output.
func NewLinear(w, bias []float32, in, out int) *Linear {
	if in%4 != 0 || in > maxInner {
		panic("matrix: a linear layer takes a multiple of 4 inputs, at most 512")
	}
	pad := (out + cols - 1) / cols * cols
	l := &Linear{In: in, Out: out, outPad: pad, packed: make([]int16, pad*in), scale: make([]float32, pad), bias: make([]float32, pad)}
	copy(l.bias, bias)
	row := make([]int16, in)
	for o := range out {
		l.scale[o] = quantize(row, w[o*in:(o+1)*in])
		block := l.packed[o/cols*cols*in:]
		for i, v := range row {
			block[i/2*2*cols+o%cols*2+i%2] = v
		}
	}
	return l
}

// quantize rounds src to 12-bit integers and returns the size of one step.
func quantize(dst []int16, src []float32) float32 {
	top := maxAbs(src)
	if top == 0 {
		clear(dst)
		return 0
	}
	round(dst, src, limit/top)
	return top / limit
}

// Buffer is scratch space of Linear.Apply; its zero value is ready. Not safe
// for concurrent use.
type Buffer struct {
	a     []int16
	scale []float32
	tile  [rows * cols]float32
}

// Apply computes n rows: src has n rows of l.In, dst gets n rows of l.Out, both
// with the given strides.
func (l *Linear) Apply(b *Buffer, dst []float32, dstStride int, src []float32, srcStride, n int) {
	pad := (n + rows - 1) / rows * rows
	b.a = grow(b.a, pad*l.In)
	b.scale = grow(b.scale, pad)
	for i := range n {
		b.scale[i] = quantize(b.a[i*l.In:(i+1)*l.In], src[i*srcStride:i*srcStride+l.In])
	}
	clear(b.a[n*l.In : pad*l.In])
	clear(b.scale[n:pad])
	for from := 0; from < l.outPad; from += group {
		for p := 0; p < n; p += panel {
			l.panel(b, dst, dstStride, p, min(p+panel, n), from, min(from+group, l.outPad))
		}
	}
}

// The blocking: the integers of a panel of rows stay in the first-level cache,
// the weights of a group of outputs in the second-level one.
const (
	panel = 4 * rows
	group = 16 * cols
)

func (l *Linear) panel(b *Buffer, dst []float32, stride, first, last, from, to int) {
	for o := from; o < to; o += cols {
		for i := first; i < last; i += rows {
			l.block(b, dst, stride, i, min(rows, last-i), o)
		}
	}
}

func (l *Linear) block(b *Buffer, dst []float32, stride, i, n, o int) {
	w := l.packed[o*l.In : (o+cols)*l.In]
	if n == rows && o+cols <= l.Out {
		product(dst[i*stride+o:], stride, b.a[i*l.In:], l.In, w, b.scale[i:], l.scale[o:], l.bias[o:])
		return
	}
	product(b.tile[:], cols, b.a[i*l.In:], l.In, w, b.scale[i:], l.scale[o:], l.bias[o:])
	for r := range n {
		copy(dst[(i+r)*stride+o:(i+r)*stride+min(o+cols, l.Out)], b.tile[r*cols:])
	}
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/4)
	}
	return s[:n]
}

// tanhClip is where the approximation of tanh reaches one.
const tanhClip = 4.97

// tanh1 is the continued fraction of tanh with an error below 2e-4, in the
// order of operations of the assembly.
func tanh1(x float32) float32 {
	x = min(max(x, -tanhClip), tanhClip)
	q := float32(x * x)
	n := float32(q + 378)
	n = float32(n*q) + 17325
	n = float32(n*q) + 135135
	n = float32(n * x)
	d := float32(q*28) + 3150
	d = float32(d*q) + 62370
	d = float32(d*q) + 135135
	return n / d
}

func productGo(dst []float32, stride int, a []int16, in int, w []int16, as, ws, bias []float32) {
	for r := range rows {
		row := a[r*in : (r+1)*in]
		for c := range cols {
			sum := int32(0)
			for k := 0; k < in; k += 2 {
				p := w[k*cols+2*c:]
				sum += int32(row[k])*int32(p[0]) + int32(row[k+1])*int32(p[1])
			}
			dst[r*stride+c] = float32(float32(float32(sum)*as[r])*ws[c]) + bias[c]
		}
	}
}

func maxAbsGo(x []float32) float32 {
	m := float32(0)
	for _, v := range x {
		m = max(m, float32(math.Abs(float64(v))))
	}
	return m
}

func roundGo(dst []int16, src []float32, scale float32) {
	for i, v := range src {
		dst[i] = int16(math.RoundToEven(float64(float32(v * scale))))
	}
}

func tanhGo(x []float32, scale float32) {
	for i, v := range x {
		x[i] = tanh1(float32(v * scale))
	}
}

func mixGo(dst, before, x, after, m0, m1, m2 []float32) {
	for i, v := range x {
		dst[i] = float32(float32(m0[i]*before[i])+float32(m1[i]*v)) + float32(m2[i]*after[i])
	}
}

func scanGo(c, u, f []float32) {
	for i, g := range f {
		g = float32(g*0.5) + 0.5
		c[i] = float32(g*c[i]) + float32((1-g)*u[i])
	}
}

func blendGo(x, c, r []float32) {
	for i, g := range r {
		g = float32(g*0.5) + 0.5
		x[i] = float32(g*c[i]) + float32((1-g)*x[i])
	}
}

// sumsGo adds x and its squares in eight lanes each.
func sumsGo(x []float32) (sum, squares float32) {
	var a, b [8]float32
	for i, v := range x {
		a[i%8] += v
		b[i%8] += float32(v * v)
	}
	return lanes(a), lanes(b)
}

func lanes(a [8]float32) float32 {
	return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]))
}

func scaleGo(dst, x []float32, mean, inv float32, gain, bias []float32) {
	for i, v := range x {
		dst[i] = float32(float32((v-mean)*inv)*gain[i]) + bias[i]
	}
}

func dotGo(a, b []float32) float32 {
	var s [8]float32
	for i, v := range a {
		s[i%8] += float32(v * b[i])
	}
	return lanes(s)
}

func leakyGo(x []float32) {
	for i, v := range x {
		x[i] = max(v, float32(v*0.1))
	}
}
