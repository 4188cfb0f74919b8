package matrix

import (
	"math/rand/v2"
	"testing"
)

// TestProductsAgreeToTheBit runs each kernel that the processor has, also the
// one that a better one hides.
func TestProductsAgreeToTheBit(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	const n, stride = 384, cols + 5
	l := NewLinear(random(r, n*cols), random(r, cols), n, cols)
	in, as := make([]int16, rows*n), random(r, rows)
	for k := range in {
		in[k] = int16(r.IntN(2*limit+1) - limit)
	}
	want := make([]float32, rows*stride)
	productGo(want, stride, in, n, l.packed, as, l.scale, l.bias)
	for _, k := range []struct {
		name string
		has  bool
		run  func(dst *float32, stride int, a *int16, in int, w *int16, as, ws, bias *float32)
	}{{"AVX2", avx2, productAVX2}, {"VNNI", vnni, productVNNI}} {
		if !k.has {
			t.Logf("the processor has no %s", k.name)
			continue
		}
		got := make([]float32, rows*stride)
		k.run(&got[0], stride, &in[0], n, &l.packed[0], &as[0], &l.scale[0], &l.bias[0])
		same(t, k.name, want, got)
	}
}
