package eval

import (
	"slices"

	"demarche"
)

// The three parts of an attribution, in the order in which they are printed.
const (
	source = iota
	cue
	content
	roles
)

var roleNames = [roles]string{"source", "cue", "content"}

// relation is one attribution as spans of code points.
type relation [roles][]demarche.Span

// marked is one attribution as the words that its parts touch.
type marked [roles]set

func mark(words []demarche.Span, rels []relation) []marked {
	out := make([]marked, len(rels))
	for i, r := range rels {
		for role, spans := range r {
			out[i][role] = cover(words, spans)
		}
	}
	return out
}

// same reports whether two attributions touch the same words.
func (m marked) same(o marked) bool {
	for role := range m {
		if !slices.Equal(m[role], o[role]) {
			return false
		}
	}
	return true
}

// statements are the relations that a record claims. One inside another's
// content is left out: the gold marks the outermost only.
func statements(rec demarche.Record) []relation {
	var out []relation
	for _, s := range rec.Statements {
		if s.Within == "" {
			out = append(out, relation{s.Source, s.Cue, s.Content})
		}
	}
	return out
}
