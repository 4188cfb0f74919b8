package matrix

import (
	"math"
	"math/rand/v2"
	"testing"
)

func random(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64())
	}
	return x
}

func same(t *testing.T, name string, a, b []float32) {
	t.Helper()
	for i := range a {
		if a[i] != b[i] {
			t.Fatalf("%s: [%d] is %v in Go, %v in assembly", name, i, a[i], b[i])
		}
	}
}

func TestLinearIsTheProduct(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct{ in, out, n int }{{384, 1152, 13}, {384, 17, 1}, {160, 7, 6}, {4, 1, 5}, {512, 33, 60}} {
		w, bias, x := random(r, c.in*c.out), random(r, c.out), random(r, c.in*c.n)
		l := NewLinear(w, bias, c.in, c.out)
		got := make([]float32, c.n*c.out)
		l.Apply(&Buffer{}, got, c.out, x, c.in, c.n)
		for i := range c.n {
			for o := range c.out {
				want := float64(bias[o])
				for k := range c.in {
					want += float64(w[o*c.in+k]) * float64(x[i*c.in+k])
				}
				if d := math.Abs(want - float64(got[i*c.out+o])); d > 4e-3*math.Sqrt(float64(c.in))+1e-3 {
					t.Fatalf("%+v row %d output %d: %v, want %v", c, i, o, got[i*c.out+o], want)
				}
			}
		}
	}
}

func TestLinearKeepsTheLargestSums(t *testing.T) {
	w, x := make([]float32, maxInner), make([]float32, maxInner)
	for i := range w {
		w[i], x[i] = 3, -2
	}
	got := make([]float32, 1)
	NewLinear(w, []float32{1}, maxInner, 1).Apply(&Buffer{}, got, 1, x, maxInner, 1)
	if want := float32(-6*maxInner + 1); math.Abs(float64(got[0]-want)) > 1 {
		t.Errorf("got %v, want %v", got[0], want)
	}
}

func TestTanh(t *testing.T) {
	for x := -12.0; x <= 12; x += 0.01 {
		if d := math.Abs(math.Tanh(x) - float64(tanh1(float32(x)))); d > 2e-4 {
			t.Fatalf("tanh(%v) is off by %v", x, d)
		}
	}
}

func TestAssemblyAgreesToTheBit(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const n = 384
	x, y, z, m0, m1, m2 := random(r, n), random(r, n), random(r, n), random(r, n), random(r, n), random(r, n)
	clone := func(s []float32) []float32 { return append([]float32(nil), s...) }
	a, b := clone(x), clone(x)
	tanhGo(a, 1.5)
	Tanh(b, 1.5)
	same(t, "tanh", a, b)
	a, b = clone(x), clone(x)
	scanGo(a, y, z)
	Scan(b, y, z)
	same(t, "scan", a, b)
	blendGo(a, y, z)
	Blend(b, y, z)
	same(t, "blend", a, b)
	mixGo(a, x, y, z, m0, m1, m2)
	Mix(b, x, y, z, m0, m1, m2)
	same(t, "mix", a, b)
	s1, q1 := sumsGo(x)
	s2, q2 := sums(x)
	same(t, "sums", []float32{s1, q1}, []float32{s2, q2})
	leakyGo(a)
	Leaky(b)
	same(t, "leaky", a, b)
	same(t, "dot", []float32{dotGo(x, y)}, []float32{Dot(x, y)})
	scaleGo(a, x, 0.3, 1.7, y, z)
	scale(b, x, 0.3, 1.7, y, z)
	same(t, "scale", a, b)
	same(t, "max", []float32{maxAbsGo(x)}, []float32{maxAbs(x)})
	i, j := make([]int16, n), make([]int16, n)
	roundGo(i, x, 511)
	round(j, x, 511)
	for k := range i {
		if i[k] != j[k] {
			t.Fatalf("round: %v and %v for %v", i[k], j[k], x[k])
		}
	}
	l := NewLinear(random(r, n*cols), random(r, cols), n, cols)
	in, as := make([]int16, rows*n), random(r, rows)
	for k := range in {
		in[k] = int16(r.IntN(2*limit) - limit)
	}
	a, b = make([]float32, rows*cols), make([]float32, rows*cols)
	productGo(a, cols, in, n, l.packed, as, l.scale, l.bias)
	product(b, cols, in, n, l.packed, as, l.scale, l.bias)
	same(t, "product", a, b)
}

func BenchmarkLinear(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 6))
	const in, out, n = 384, 1152, 960
	l, x, y := NewLinear(random(r, in*out), random(r, out), in, out), random(r, in*n), make([]float32, out*n)
	var buf Buffer
	b.ReportAllocs()
	for b.Loop() {
		l.Apply(&buf, y, out, x, in, n)
	}
	b.ReportMetric(float64(in*out*n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "Gmac/s")
}

func BenchmarkTanh(b *testing.B) {
	x := random(rand.New(rand.NewPCG(7, 8)), 1152)
	for b.Loop() {
		Tanh(x, 1)
	}
}
