package topic

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed model.txt
var modelData string

// model is a logistic regression over the features of a sentence and an issue.
type model struct{ weights []float64 }

func newModel(data string) *model {
	m := &model{weights: make([]float64, len(Names))}
	for _, line := range strings.Split(data, "\n") {
		name, value, _ := strings.Cut(line, " = ")
		v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		for i, n := range Names {
			if n == name && err == nil {
				m.weights[i] = v
			}
		}
	}
	return m
}

func (m *model) logit(f []float64) float64 {
	z := 0.0
	for i, v := range f {
		z += v * m.weights[i]
	}
	return z
}
