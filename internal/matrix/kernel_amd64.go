package matrix

import "golang.org/x/sys/cpu"

// avx2 says whether the assembly may run, vnni whether the processor adds up
// products of 16-bit integers in one instruction. Set once, by the linker's
// initialisation; never written again.
var (
	avx2 = cpu.X86.HasAVX2
	vnni = cpu.X86.HasAVX512F && cpu.X86.HasAVX512VNNI
)

//go:noescape
func productAVX2(dst *float32, stride int, a *int16, in int, w *int16, as, ws, bias *float32)

//go:noescape
func productVNNI(dst *float32, stride int, a *int16, in int, w *int16, as, ws, bias *float32)

//go:noescape
func maxAbsAVX2(x *float32, n int) float32

//go:noescape
func roundAVX2(dst *int16, src *float32, n int, scale float32)

//go:noescape
func tanhAVX2(x *float32, n int, scale float32)

//go:noescape
func mixAVX2(dst, before, x, after, m0, m1, m2 *float32, n int)

//go:noescape
func scanAVX2(c, u, f *float32, n int)

//go:noescape
func blendAVX2(x, c, r *float32, n int)

//go:noescape
func sumsAVX2(x *float32, n int, out *[16]float32)

//go:noescape
func scaleAVX2(dst, x *float32, n int, mean, inv float32, gain, bias *float32)

//go:noescape
func dotAVX2(a, b *float32, n int, out *[8]float32)

func dot(a, b []float32) float32 {
	n := len(a)
	if !avx2 || n%8 != 0 || n == 0 {
		return dotGo(a, b)
	}
	_ = b[n-1]
	var out [8]float32
	dotAVX2(&a[0], &b[0], n, &out)
	return lanes(out)
}

func product(dst []float32, stride int, a []int16, in int, w []int16, as, ws, bias []float32) {
	if !avx2 {
		productGo(dst, stride, a, in, w, as, ws, bias)
		return
	}
	_, _, _ = dst[(rows-1)*stride+cols-1], a[rows*in-1], w[cols*in-1]
	_, _, _ = as[rows-1], ws[cols-1], bias[cols-1]
	if vnni {
		productVNNI(&dst[0], stride, &a[0], in, &w[0], &as[0], &ws[0], &bias[0])
		return
	}
	productAVX2(&dst[0], stride, &a[0], in, &w[0], &as[0], &ws[0], &bias[0])
}

func maxAbs(x []float32) float32 {
	if !avx2 || len(x)%8 != 0 || len(x) == 0 {
		return maxAbsGo(x)
	}
	return maxAbsAVX2(&x[0], len(x))
}

func round(dst []int16, src []float32, scale float32) {
	if !avx2 || len(src)%16 != 0 || len(src) == 0 {
		roundGo(dst, src, scale)
		return
	}
	_ = dst[len(src)-1]
	roundAVX2(&dst[0], &src[0], len(src), scale)
}

func sums(x []float32) (sum, squares float32) {
	if !avx2 || len(x)%8 != 0 || len(x) == 0 {
		return sumsGo(x)
	}
	var out [16]float32
	sumsAVX2(&x[0], len(x), &out)
	return lanes([8]float32(out[:8])), lanes([8]float32(out[8:]))
}

func scale(dst, x []float32, mean, inv float32, gain, bias []float32) {
	n := len(x)
	if !avx2 || n%8 != 0 || n == 0 {
		scaleGo(dst, x, mean, inv, gain, bias)
		return
	}
	_, _, _ = dst[n-1], gain[n-1], bias[n-1]
	scaleAVX2(&dst[0], &x[0], n, mean, inv, &gain[0], &bias[0])
}

// Tanh replaces each x by tanh(scale·x).
func Tanh(x []float32, scale float32) {
	if !avx2 || len(x)%8 != 0 || len(x) == 0 {
		tanhGo(x, scale)
		return
	}
	tanhAVX2(&x[0], len(x), scale)
}

// Mix writes m0·before + m1·x + m2·after.
func Mix(dst, before, x, after, m0, m1, m2 []float32) {
	n := len(x)
	if !avx2 || n%8 != 0 || n == 0 {
		mixGo(dst, before, x, after, m0, m1, m2)
		return
	}
	_, _, _, _, _, _ = dst[n-1], before[n-1], after[n-1], m0[n-1], m1[n-1], m2[n-1]
	mixAVX2(&dst[0], &before[0], &x[0], &after[0], &m0[0], &m1[0], &m2[0], n)
}

// Scan takes one step of the recurrence: c = g·c + (1-g)·u, where the gate g is
// (1+f)/2.
func Scan(c, u, f []float32) {
	n := len(f)
	if !avx2 || n%8 != 0 || n == 0 {
		scanGo(c, u, f)
		return
	}
	_, _ = c[n-1], u[n-1]
	scanAVX2(&c[0], &u[0], &f[0], n)
}

// Blend writes g·c + (1-g)·x to x, where the gate g is (1+r)/2.
func Blend(x, c, r []float32) {
	n := len(r)
	if !avx2 || n%8 != 0 || n == 0 {
		blendGo(x, c, r)
		return
	}
	_, _ = x[n-1], c[n-1]
	blendAVX2(&x[0], &c[0], &r[0], n)
}

//go:noescape
func leakyAVX2(x *float32, n int)

// Leaky replaces each negative x by a tenth of it (leaky rectified linear).
func Leaky(x []float32) {
	if !avx2 || len(x)%8 != 0 || len(x) == 0 {
		leakyGo(x)
		return
	}
	leakyAVX2(&x[0], len(x))
}
