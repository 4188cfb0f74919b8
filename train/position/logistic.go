package main

import "math"

const (
	rounds = 400
	rate   = 0.3
)

// examples of one negotiation: the features of each, whether it is one that is
// looked for, and what an example weighs.
type examples struct {
	features [][]float64
	yes      []bool
	weight   float64
}

// logistic fits a logistic regression by gradient descent on all examples at
// once, which needs no random numbers. The first feature is the bias. penalty is
// that of the squared weights of standardized features, for each example.
func logistic(all []examples, penalty float64, prior []float64) []float64 {
	mean, spread := moments(all)
	n := len(mean)
	total := 0.0
	for _, e := range all {
		total += e.weight * float64(len(e.yes))
	}
	w, slope, speed := make([]float64, n), make([]float64, n), make([]float64, n) // speed: of Adagrad
	rows := standardized(all, mean, spread)
	center := make([]float64, n)
	for k, v := range prior {
		if k > 0 {
			center[k] = v * spread[k]
		}
	}
	copy(w, center)
	for range rounds {
		clear(slope)
		at := 0
		for _, e := range all {
			for i := range e.features {
				x := rows[at : at+n]
				at += n
				d := 1 / (1 + math.Exp(-dot(w, x)))
				if e.yes[i] {
					d--
				}
				d *= e.weight / total
				for k, v := range x {
					slope[k] += d * v
				}
			}
		}
		for k, g := range slope {
			if k > 0 {
				g += penalty * (w[k] - center[k])
			}
			speed[k] += g * g
			w[k] -= rate * g / (math.Sqrt(speed[k]) + 1e-9)
		}
	}
	for k := range w[1:] {
		w[k+1] /= spread[k+1]
		w[0] -= w[k+1] * mean[k+1]
	}
	return w
}

// standardized are the features of all examples in a row, with mean 0 and spread 1.
func standardized(all []examples, mean, spread []float64) []float64 {
	var out []float64
	for _, e := range all {
		for _, f := range e.features {
			for k, v := range f {
				out = append(out, (v-mean[k])/spread[k])
			}
		}
	}
	return out
}

// moments are the mean and the spread of each feature, 0 and 1 of the bias.
func moments(all []examples) (mean, spread []float64) {
	count := 0.0
	for _, e := range all {
		for _, f := range e.features {
			if mean == nil {
				mean, spread = make([]float64, len(f)), make([]float64, len(f))
			}
			for k, v := range f {
				mean[k] += v
				spread[k] += v * v
			}
			count++
		}
	}
	for k := range mean {
		mean[k] /= count
		spread[k] = math.Sqrt(max(0, spread[k]/count-mean[k]*mean[k])) + 1e-2
	}
	if len(mean) > 0 {
		mean[0], spread[0] = 0, 1
	}
	return mean, spread
}

func dot(w, f []float64) float64 {
	z := 0.0
	for k, v := range f {
		z += w[k] * v
	}
	return z
}
