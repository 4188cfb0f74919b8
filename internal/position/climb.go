package position

import (
	"demarche"
	"demarche/internal/talks"
)

// climber walks from a reference to the root of its sentence.
type climber struct {
	*scene
	d        *reading
	ref      talks.Reference
	refs     *references
	sign     int
	kind     string // "", dropped, unclear
	from     string // the stance that the word just passed gives up
	act      string // class of the nearest word of attitude
	judged   bool   // somebody's judgement or demand has been passed, whose nobody has said yet
	doubt    bool   // under if, whether, could
	turned   bool   // a negation or a word against it has been passed
	terms    bool   // others' taking part in it has been passed
	question bool   // part of a question that is told
	level    int
	words    []int
	out      []candidate
	cond     *demarche.Span
	speakers int // speech verbs passed
}

// sentence returns the candidates of one sentence.
func (d *reading) sentence(sc *scene, found []talks.Reference) []candidate {
	found = sc.excluded(within(sc, found))
	refs := &references{all: append(found, d.again(sc, found)...)}
	refs.count()
	var out []candidate
	for _, r := range refs.all {
		if r.Firm() {
			out = append(out, d.climb(sc, refs, r)...)
		}
	}
	out = append(out, d.elided(sc, refs, out)...)
	out = append(out, d.answered(sc, refs, out)...)
	out = append(out, d.nearby(sc, refs, out)...)
	out = append(out, d.echoes(sc, refs, out)...)
	return append(out, d.faint(sc, refs, out)...)
}

// excluded turns references to what is not the thing: "talks outside the League" are not
// those of the League.
func (s *scene) excluded(refs []talks.Reference) []talks.Reference {
	for i := range refs {
		r := &refs[i]
		for _, w := range r.Words {
			if w > r.Token && w-r.Token < 8 && s.Noun(r.Token) && s.Case(w) == "outside" && s.Under(w, r.Token) {
				r.Sign = -r.Sign
				break
			}
		}
	}
	return refs
}

// within leaves out bare heads that are part of what a claim is said of: the
// valley of "troops leave the valley" is not its autonomy, and leaving it is no
// refusal of their withdrawal.
func within(s *scene, refs []talks.Reference) []talks.Reference {
	out := make([]talks.Reference, 0, len(refs))
	for _, r := range refs {
		h := s.Head(r.Token)
		part := r.How == "head" && h >= 0 && s.Rel(r.Token) == "nmod" && s.lex.is("times", s.Lemma(h)) // "on the sidelines of the talks"
		for _, o := range refs {
			part = part || r.How == "head" && o.How != "head" && o.How != "name" && o.How != "kin" && o.Token != r.Token &&
				(o.Issue == r.Issue || o.Strength() >= r.Strength()) && (s.Under(r.Token, o.Token) || s.follows(r.Token, o.Token) || s.Distance(r.Token, o.Token) <= 3 && !s.outside(o.Token, r.Token))
		}
		if !part {
			out = append(out, r)
		}
	}
	return out
}

// outside reports that i stands in an adverbial clause, or one that tells what a noun
// says, that j is no part of.
func (s *scene) outside(i, j int) bool {
	for ; i >= 0 && !s.Under(j, i); i = s.Head(i) {
		if r := s.Rel(i); r == "advcl" || r == "acl" && s.Mark(i) == "that" && s.Head(i) != j {
			return true
		}
	}
	return false
}

// follows reports that i stands in a phrase that can belong to noun o, left of
// it: parsers often hang it higher.
func (s *scene) follows(i, o int) bool {
	if i < o || i-o > 6 || !s.Noun(o) {
		return false
	}
	for k := o + 1; k < i; k++ {
		switch s.Tokens[k].Tag {
		case "VERB", "AUX", "PUNCT", "CCONJ", "SCONJ":
			return false
		}
	}
	return true
}

func (r *references) count() {
	seen := map[string]bool{}
	for _, x := range r.all {
		seen[x.Issue] = true
	}
	r.issues = len(seen)
}

func (d *reading) climb(sc *scene, refs *references, r talks.Reference) []candidate {
	c := &climber{scene: sc, d: d, refs: refs, ref: r, sign: r.Sign}
	c.words = append(c.words, r.Token)
	if r.Resists {
		c.add(r.Doer, -1, "ASSAULT", byResisting, "")
		return c.out
	}
	if k, word := c.minds(r.Token); k >= 0 {
		return c.minded(k, word)
	}
	c.turn(r.Token)
	if c.lacking(r.Token) {
		c.sign = -c.sign
	}
	if c.Verb(r.Token) {
		c.condition(r.Token)
	}
	c.doer()
	c.backed()
	c.permitted()
	c.beside(r.Token)
	if f := c.favours(r.Token); f != 0 {
		c.level++
		if f < 0 && c.kind == "dropped" { // "is no longer against it"
			f, c.kind, c.from = 1, "", "against"
		}
		c.add(talks.Subject(c.Tree, r.Token, c.party), r.Sign*f, "SUPPORT", byAttitude, c.Case(r.Token))
		c.sign = r.Sign * f
		by := talks.Subject(c.Tree, r.Token, c.party)
		c.strike(func(o *candidate) bool { return o.kind == byDeed && !c.same(o.node, by) })
	}
	for cur := r.Token; ; {
		next := c.step(cur)
		if next < 0 {
			break
		}
		cur = next
		c.level++
	}
	c.source()
	return c.out
}

// backed reads who backs the one who does it: "Ostria, backed by Varland, attacked".
func (c *climber) backed() {
	if c.ref.Doer < 0 || !c.ref.Verb {
		return
	}
	for _, k := range c.Kids(c.ref.Doer) {
		if c.Tokens[k].Rel == "acl" && c.Verb(int(k)) && c.Agent(int(k)) >= 0 {
			c.sponsored(int(k))
		}
	}
}

// minds finds "Halden is against Varland joining": the parser makes the joining the
// predicate, and the rest its subject. It returns the token of that, or -1, with the
// preposition.
func (c *climber) minds(i int) (k int, word string) {
	k = c.Kid(i, "nsubj")
	if k < 0 || c.Kid(k, "nsubj") < 0 {
		return -1, ""
	}
	if word = c.Case(k); word != "for" && word != "against" {
		return -1, ""
	}
	return k, word
}

// minded makes the one who is for or against a step its only holder.
func (c *climber) minded(k int, word string) []candidate {
	act := "SUPPORT"
	if word == "against" {
		c.sign, act = -c.sign, "REJECT"
	}
	c.turn(c.ref.Token)
	c.turn(k)
	c.level++
	c.add(c.Kid(k, "nsubj"), c.sign, act, byAttitude, word)
	c.source()
	return c.out
}
