package position

import (
	"slices"

	"demarche/internal/talks"
	"demarche/internal/topic"
)

// survey reads all sentences once before any is searched for stances: what
// they refer to, and how surely they speak of each issue.
func (d *reading) survey() [][]topic.View {
	refs := d.m.Reader()
	var doc []topic.Sentence
	for n := range d.sents {
		if !d.readable(&d.sents[n]) {
			continue
		}
		sc := d.newScene(n)
		if k := len(d.scenes); k > 0 && d.scenes[k-1].number == n-1 {
			sc.before = d.scenes[k-1]
		}
		d.lastNamed(sc)
		sc.found = sc.inText(refs.Read(sc.Tree, sc.party))
		d.scenes = append(d.scenes, sc)
		doc = append(doc, d.content(sc))
	}
	views := d.views(doc)
	for i, sc := range d.scenes {
		sc.views = views[i]
		sc.rank()
	}
	d.section()
	d.all = d.overview()
	return views
}

// inText leaves out what the dateline names.
func (s *scene) inText(refs []talks.Reference) []talks.Reference {
	filed := s.dateline()
	return slices.DeleteFunc(refs, func(r talks.Reference) bool { return r.Token < filed })
}

// most is how many issues the judge compares with each sentence: time and memory
// grow with them, and of more than people can follow the rules alone will do.
const most = 200

// views are the judge's; of too many issues they tell nothing.
func (d *reading) views(doc []topic.Sentence) [][]topic.View {
	n := len(d.m.Talks().Issues)
	if n <= most {
		return d.issues().Judge(doc)
	}
	none := make([]topic.View, n)
	for k := range none {
		none[k] = topic.View{Chance: 0.05, Logit: -3, Word: -1}
	}
	out := make([][]topic.View, len(doc))
	for i := range out {
		out[i] = none
	}
	return out
}

// issues are the claims of the talks, made ready once.
func (d *reading) issues() *topic.Issues {
	if x, ok := d.finder.issues.Load(d.m); ok {
		return x.(*topic.Issues)
	}
	x, _ := d.finder.issues.LoadOrStore(d.m, d.finder.vectors.Prepare(d.m))
	return x.(*topic.Issues)
}

// content is what a sentence gives a judge of topics.
func (d *reading) content(s *scene) topic.Sentence {
	n := len(d.m.Talks().Issues)
	out := topic.Sentence{Paragraph: s.sentence.Paragraph, Parties: s.parties(), Asks: s.asks(), Meaning: d.meaning(s.number), Here: make([]float64, n), Score: make([]float64, n), Rule: make([]bool, n)}
	s.sure = make([]int, n)
	if n <= most {
		out.Concepts, out.Terms = d.m.Shown(s.Tree, s.party)
	}
	filed := s.dateline() // says where, and nothing of the talks
	for i := range s.Tokens {
		out.Speech = out.Speech || s.speaker[i] >= 0
		switch s.Tokens[i].Tag {
		case "NOUN", "VERB", "ADJ", "PROPN":
			if i >= filed && s.party[i] == "" && !s.named[i] && len(s.Word(i)) > 2 {
				out.Words = append(out.Words, s.Lemma(i))
				s.content = append(s.content, i)
			}
		}
	}
	for _, r := range s.found {
		k := d.m.Number(r.Issue)
		out.Here[k], out.Score[k] = max(out.Here[k], min(1, r.Here)), max(out.Score[k], min(1, r.Score))
		if r.Firm() {
			out.Rule[k] = true
			s.sure[k]++
		}
	}
	return out
}

// meaning is the vector of a whole sentence, nil where there is none.
func (d *reading) meaning(n int) []float32 {
	if n < len(d.meanings) {
		return d.meanings[n]
	}
	return nil
}

// likely is the chance from which on a sentence is searched for stances on an
// issue that no rule has found in it.
const likely = 0.03

// alike returns a reference to each issue that the sentence seems to speak of
// although no rule finds one, at the word that lies nearest to the claim.
func (d *reading) alike(s *scene, have []talks.Reference) []talks.Reference {
	var out []talks.Reference
	for k, v := range s.views {
		if v.Chance < likely || v.Word < 0 {
			continue
		}
		issue := d.m.Talks().Issues[k].ID
		if slices.ContainsFunc(have, func(r talks.Reference) bool { return r.Issue == issue }) {
			continue
		}
		at := s.content[v.Word]
		if slices.ContainsFunc(have, func(r talks.Reference) bool { return r.Firm() && (s.Under(at, r.Token) || s.follows(at, r.Token)) }) {
			continue // part of what another claim is said of
		}
		out = append(out, talks.Reference{Issue: issue, Token: at, Sign: 1, Score: 0.3, Doer: -1, Words: []int{at}, How: "alike"})
	}
	return out
}

// faint returns candidates for the issues that a sentence seems to speak of
// without a reference that a rule knows, of parties of whom nothing else is had.
func (d *reading) faint(s *scene, refs *references, have []candidate) []candidate {
	if s.measures() {
		return nil
	}
	like := &references{all: d.alike(s, refs.all), issues: refs.issues}
	var all []candidate
	for _, r := range like.all {
		all = append(all, d.climb(s, refs, r)...)
	}
	all = append(all, d.nearby(s, like, all)...)
	out := all[:0]
	for _, c := range all {
		if !slices.ContainsFunc(have, func(o candidate) bool { return o.holder == c.holder && o.ref.Issue == c.ref.Issue }) {
			c.alike, c.refs = true, refs
			out = append(out, c)
		}
	}
	return out
}

// measures reports a sentence that only says how much or how far something is: "The dam
// is forty miles from here."
func (s *scene) measures() bool {
	for i := range s.Tokens {
		if s.Head(i) >= 0 && s.Rel(i) != "ccomp" || s.Verb(i) {
			continue
		}
		if s.Kid(i, "cop") >= 0 && s.Kid(i, "nummod") >= 0 && s.Kid(i, "ccomp", "acl", "advcl", "xcomp") < 0 {
			return true
		}
	}
	return false
}
