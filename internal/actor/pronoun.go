package actor

import "strings"

// thirdPerson has the pronouns that stand for one person.
var thirdPerson = map[string]gender{
	"he": male, "him": male, "his": male, "himself": male,
	"she": female, "her": female, "hers": female, "herself": female,
}

var relatives = map[string]bool{"who": true, "which": true, "that": true, "whom": true}

// pronoun finds the antecedent of "he" or "she": of the persons of the last
// sentences the one who scores best, else one who is named later on in the
// sentence.
func (rd *reading) pronoun(i int, trail []event) int {
	g := thirdPerson[rd.words[i].lower]
	a := rd.antecedent(i, trail, func(s *someone) bool {
		return s.kind == "person" && !s.plural && !s.gender.clash(g)
	})
	if a < 0 {
		a = rd.ahead(i, g)
	}
	if a < 0 {
		return -1
	}
	if s := rd.actors[a]; s.gender == unknown {
		s.gender = g
	}
	rd.mention(a, i, i+1, i, byPronoun)
	return a
}

// The reach of a pronoun, in sentences.
const reach = 6

// antecedent returns the best of the trail that fits, or -1. Near ones count
// before far ones, subjects before objects, those of whom the text speaks
// often before others, and the last speaker before all, where the pronoun
// speaks itself.
func (rd *reading) antecedent(i int, trail []event, fits func(*someone) bool) int {
	best, most := -1, -100.0
	source, isSource := rd.byHead[i]
	quotedHere := rd.inQuote(i)
	last := rd.lastSpeaker(i, source, isSource, trail)
	for k := len(trail) - 1; k >= 0; k-- {
		e := trail[k]
		far := rd.words[i].sent - rd.words[e.token].sent
		if far > reach {
			break
		}
		s := rd.actors[e.actor]
		if !fits(s) || rd.bound(i, e.token) || quotedHere && rd.ownQuote(i, e.actor) || isSource && rd.toldBy(source, e.token) {
			continue
		}
		score := rd.prominence(e.token) - float64(far) + 0.2*float64(min(len(s.mentions), 8))
		if p := rd.paragraph(i) - rd.paragraph(e.token); p > 0 {
			score -= 0.3 * float64(p)
		}
		if s.gender != unknown {
			score += 0.5
		}
		if far == 0 && !quotedHere && strings.HasPrefix(rd.words[e.token].Rel, "nsubj") {
			score += 2 // "while Holt waits, she hopes"
		}
		if far == 1 && !quotedHere && rd.paragraph(i) == rd.paragraph(e.token) && rd.prominence(e.token) >= 2 && !rd.inQuote(e.token) {
			score += 0.7 // "The envoy played it down. He said"
		}
		if in := rd.inQuote(e.token); quotedHere && !in {
			score -= 2
		} else if in != quotedHere {
			score--
		}
		if e.actor == last && !(far > 0 && rd.overtaken(i, k, trail, fits)) {
			score += 1.5
		}
		if score > most {
			best, most = e.actor, score
		}
	}
	return best
}

// toldBy reports whether token k stands in the quoted words of attribution at: who
// says them would say "I".
func (rd *reading) toldBy(at, k int) bool {
	a := &rd.attrs[at]
	for _, piece := range a.Content {
		if piece.Contains(rd.words[k].Span) {
			return rd.quoted(k, a)
		}
	}
	return false
}

// overtaken reports whether, since the mention at k of the trail, somebody else who
// fits has become the subject of the paragraph of token i.
func (rd *reading) overtaken(i, k int, trail []event, fits func(*someone) bool) bool {
	for _, e := range trail[k+1:] {
		if e.actor != trail[k].actor && rd.paragraph(e.token) == rd.paragraph(i) && rd.paragraph(trail[k].token) != rd.paragraph(i) &&
			fits(rd.actors[e.actor]) && rd.prominence(e.token) >= 1.5 && !rd.inQuote(e.token) {
			return true
		}
	}
	return false
}

// prominence weighs the place of a mention in its sentence.
func (rd *reading) prominence(k int) float64 {
	rel := rd.words[k].Rel
	for n := 0; n < 4 && (rel == "flat" || rel == "compound" || rel == "appos" || rel == "conj") && rd.words[k].head >= 0; n++ {
		k = rd.words[k].head
		rel = rd.words[k].Rel
	}
	switch {
	case strings.HasPrefix(rel, "nsubj"):
		if h := rd.words[k].head; h >= 0 && (rd.words[h].head < 0 || rd.words[h].Rel == "parataxis" || rd.words[h].Rel == "conj") {
			return 2
		}
		return 1.5
	case rel == "obj" || rel == "iobj" || rel == "root":
		return 0.7
	case rel == "nmod:poss":
		return 0.5
	case strings.HasPrefix(rel, "obl"):
		return 0.3
	}
	return 0
}

// lastSpeaker returns who made the last statement before a pronoun that makes
// one itself, or -1.
func (rd *reading) lastSpeaker(i, own int, isSource bool, trail []event) int {
	if !isSource {
		return -1
	}
	for k := len(trail) - 1; k >= 0; k-- {
		if at, ok := rd.byHead[trail[k].token]; ok && at != own && rd.attrs[at].Within < 0 {
			return trail[k].actor
		}
	}
	return -1
}

// bound reports whether the pronoun at i cannot stand for the mention at k:
// both depend on one verb ("Holt met him"), or the pronoun is inside the
// phrase of the mention.
func (rd *reading) bound(i, k int) bool {
	if !rd.same(i, k) {
		return false
	}
	w := &rd.words[i]
	if strings.HasSuffix(w.lower, "self") {
		return false
	}
	for n := 0; n < 4 && rd.words[k].head >= 0 && (rd.words[k].Rel == "flat" || rd.words[k].Rel == "compound"); n++ {
		k = rd.words[k].head
	}
	if (w.Rel == "obj" || w.Rel == "iobj") && w.head >= 0 && rd.sharedSubject(w.head) == k {
		return true
	}
	return w.Rel != "nmod:poss" && w.head >= 0 && w.head == rd.words[k].head
}

// sharedSubject returns the subject of a verb without one of its own, which
// tells what else somebody does: "Holt called Berg, urging him to wait"; -1
// if there is none.
func (rd *reading) sharedSubject(verb int) int {
	for n := 0; n < 4; n++ {
		if k := rd.kid(verb, "nsubj"); k >= 0 {
			return k
		}
		if rel := rd.words[verb].Rel; rel != "advcl" && rel != "conj" || rd.words[verb].head < 0 {
			break
		}
		verb = rd.words[verb].head
	}
	return -1
}

// inQuote reports whether a token stands in quotation marks.
func (rd *reading) inQuote(k int) bool {
	for _, q := range rd.quotes {
		if q.Contains(rd.words[k].Span) {
			return true
		}
	}
	return false
}

// ownQuote reports whether token i stands in quoted words of actor a, who
// would say "I".
func (rd *reading) ownQuote(i, a int) bool {
	for k := range rd.attrs {
		if h := rd.sources[k].head; h < 0 || rd.who[h] != a {
			continue
		}
		for _, piece := range rd.attrs[k].Content {
			if piece.Contains(rd.words[i].Span) && rd.quoted(i, &rd.attrs[k]) {
				return true
			}
		}
	}
	return false
}

// ahead returns the person named next in this sentence or the next two: "As
// she left, Ana Berg said …".
func (rd *reading) ahead(i int, g gender) int {
	last := min(rd.words[i].sent+3, len(rd.sents))
	for k := i + 1; k < rd.first[last]; k++ {
		if a := rd.who[k]; a >= 0 && rd.nameAt[k] >= 0 {
			if s := rd.actors[a]; s.kind == "person" && !s.gender.clash(g) && !rd.bound(i, k) {
				return a
			}
		}
	}
	return -1
}
