//go:build !amd64

package matrix

func product(dst []float32, stride int, a []int16, in int, w []int16, as, ws, bias []float32) {
	productGo(dst, stride, a, in, w, as, ws, bias)
}
func maxAbs(x []float32) float32                      { return maxAbsGo(x) }
func round(dst []int16, src []float32, scale float32) { roundGo(dst, src, scale) }
func sums(x []float32) (sum, squares float32)         { return sumsGo(x) }
func dot(a, b []float32) float32                      { return dotGo(a, b) }
func scale(dst, x []float32, mean, inv float32, gain, bias []float32) {
	scaleGo(dst, x, mean, inv, gain, bias)
}

// Tanh replaces each x by tanh(scale·x).
func Tanh(x []float32, scale float32) { tanhGo(x, scale) }

// Mix writes m0·before + m1·x + m2·after.
func Mix(dst, before, x, after, m0, m1, m2 []float32) { mixGo(dst, before, x, after, m0, m1, m2) }

// Scan takes one step of the recurrence: c = g·c + (1-g)·u, where the gate g is
// (1+f)/2.
func Scan(c, u, f []float32) { scanGo(c, u, f) }

// Blend writes g·c + (1-g)·x to x, where the gate g is (1+r)/2.
func Blend(x, c, r []float32) { blendGo(x, c, r) }

// Leaky replaces each negative x by a tenth of it (leaky rectified linear).
func Leaky(x []float32) { leakyGo(x) }
