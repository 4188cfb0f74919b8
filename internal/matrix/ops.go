package matrix

import "math"

// Norm is layer normalisation with gain and bias.
type Norm struct{ Gain, Bias []float32 }

// Apply writes the normalised row x to dst (they may be the same).
func (n *Norm) Apply(dst, x []float32) {
	sum, squares := sums(x)
	size := float32(len(x))
	mean := sum / size
	variance := squares/size - float32(mean*mean)
	inv := float32(1 / math.Sqrt(float64(max(variance, 0)+1e-5)))
	scale(dst, x, mean, inv, n.Gain, n.Bias)
}

// Dot is the inner product, summed in eight lanes.
func Dot(a, b []float32) float32 { return dot(a, b) }
