package position

import (
	"demarche"
	"demarche/internal/talks"
)

// section tells each sentence the issue that the heading over it names: "The observers".
// "It" and "the proposal" below are of that, where what was told since is not plainly of
// another.
func (d *reading) section() {
	var over *talks.Reference
	for _, sc := range d.scenes {
		if d.kind(sc.sentence) == demarche.Heading {
			over = sc.names()
			continue
		}
		sc.heading = over
	}
}

// names returns the reference of a heading to the only issue that it refers to, or that
// the judge takes it to speak of; nil where there is none. What little it says is all
// that it is about.
func (s *scene) names() *talks.Reference {
	out := talks.Reference{Sign: 1, Doer: -1, How: "head"}
	for i, r := range s.found {
		if i > 0 && r.Issue != out.Issue {
			return nil
		}
		out = r
	}
	if len(s.found) == 0 {
		r, ok := s.topic(titled)
		if !ok {
			return nil
		}
		out = r
	}
	if out.How == "head" || out.How == "name" {
		out.Sign = 1 // "The valley" says nothing of who leaves it
	}
	out.Score = max(out.Score, plainly)
	return &out
}

// topic is a reference to the one issue that the judge takes a sentence to speak of with at
// least this chance.
func (s *scene) topic(least float64) (talks.Reference, bool) {
	if s.first < 0 || s.views[s.first].Chance < least || s.views[s.first].Logit-s.second < 1 {
		return talks.Reference{}, false
	}
	return talks.Reference{Issue: s.m.Talks().Issues[s.first].ID, Sign: 1, Doer: -1, How: "head"}, true
}

// Chances from which on the judge says what a heading speaks of, whose few words seldom
// give it more, and what a headline does.
const (
	titled   = 0.15
	likelier = 0.3
)

// plainly is the share of a claim from which on a sentence speaks of it and of nothing that
// the heading names.
const plainly = 0.6

// headed returns the reference of the heading over a sentence, where nothing was taken up
// from the sentences before, or something that they hardly tell of.
func (s *scene) headed(prev talks.Reference, ok bool) (talks.Reference, bool) {
	if s.heading == nil || ok && (prev.Issue == s.heading.Issue || prev.Here >= plainly || prev.How == "again") {
		return prev, ok
	}
	return *s.heading, true
}
