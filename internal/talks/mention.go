package talks

import (
	"sort"

	"demarche/internal/tree"
)

// Mentions returns the runs of tokens that name a party, in text order.
func (m *Matcher) Mentions(t *tree.Tree) []Mention {
	words := make([]string, t.Len())
	for i := range words {
		words[i] = t.Word(i)
	}
	var out []Mention
	for i := 0; i < len(words); {
		what, k := m.names.match(words[i:])
		if a, n := m.names.spelt(words[i:]); n > k {
			what, k = a, n
		}
		if k == 0 {
			i++
			continue
		}
		if what.party != "" {
			out = append(out, Mention{First: i, Last: i + k, Party: what.party, Adjective: what.adjective, Weak: what.weak, Place: what.place})
		}
		i += k
	}
	return out
}

// sortFound sorts by issue, then by token and concept.
func sortFound(f []found) {
	sort.Slice(f, func(i, j int) bool {
		a, b := f[i], f[j]
		if a.issue != b.issue {
			return a.issue < b.issue
		}
		if a.token != b.token {
			return a.token < b.token
		}
		if a.concept != b.concept {
			return a.concept < b.concept
		}
		return a.quality > b.quality
	})
}
