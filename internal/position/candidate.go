package position

import (
	"sort"

	"demarche"
	"demarche/internal/talks"
)

// candidate is a position before one is chosen for each sentence, holder and
// issue.
type candidate struct {
	scene    *scene
	refs     *references
	ref      talks.Reference
	holder   string
	node     int // token of the holder, or -1 where it is the speaker of a statement
	person   string
	sign     int // 1 or -1
	stance   string
	from     string // the stance that it has given up, where the words say so
	act      string
	reported string
	past     bool
	asserted bool // false: under a request, a condition or a doubt
	kind     ruleKind
	word     string // the word of attitude, where the rule has one
	level    int    // steps above the reference: the main clause decides
	words    []int  // tokens that the evidence must cover
	cond     *demarche.Span
	said     int  // statement, or -1
	gap      int  // of an echo: sentences since the stance was told
	agreed   bool // of an echo: a rule had found it
	alike    bool // no rule knows the reference
	chance   float64
}

// references are those of one sentence.
type references struct {
	all    []talks.Reference
	issues int // how many issues are among them
}

// ruleKind is the way in which a candidate was found.
type ruleKind int

const (
	byDeed      ruleKind = iota // the party does what the claim says
	byLight                     // the same, by way of "launch", "conduct"
	byAttitude                  // a word of attitude
	byFeeling                   // "alarmed Varland"
	byRegard                    // "calls it a mistake"
	byJudgement                 // the content of what it says judges
	byOwn                       // it speaks of its own deed
	byPurpose                   // "in order to"
	byAgainst                   // "voted against"
	byResisting                 // it fights the one who does it
	byLine                      // words of attitude stand between it and the issue
	bySpeaking                  // it speaks of the issue, and no rule says how
	byPlace                     // it stands in the same sentence
	byEcho                      // it goes on from what it held a sentence before
	ruleKinds
)

var ruleNames = [ruleKinds]string{"deed", "light deed", "attitude", "feeling", "regard", "judgement", "own deed", "purpose", "against", "resistance", "line", "speech", "context", "echo"}

// rule names what found the candidate: the kind, the word of attitude, and
// the word that refers to the issue.
func (c *candidate) rule() string {
	s := ruleNames[c.kind]
	if c.word != "" {
		s += " " + c.word
	}
	return s + " of " + c.ref.How + " " + c.scene.Lemma(c.ref.Token)
}

// settle keeps one candidate for each sentence, holder and issue, in text
// order.
func settle(all []candidate) []candidate {
	type key struct {
		sentence      int
		holder, issue string
	}
	best := map[key]int{}
	var out []candidate
	for _, c := range all {
		if c.holder == "" {
			continue
		}
		p := key{c.scene.number, c.holder, c.ref.Issue}
		i, ok := best[p]
		if !ok {
			best[p] = len(out)
			out = append(out, c)
			continue
		}
		if c.beats(&out[i]) {
			out[i] = c
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].scene.number < out[j].scene.number })
	return out
}

// conceded reports a stance that its sentence sets aside: "though it has
// objected to". The main clause decides.
func (c *candidate) conceded() bool {
	s := c.scene
	for i, n := c.ref.Token, 0; i >= 0 && n < 40; i, n = s.Head(i), n+1 {
		if s.Rel(i) == "advcl" && s.lex.is("concessive", s.Mark(i)) || s.lex.is("concessive", s.Case(i)) {
			return true
		}
	}
	return false
}

// buried reports a stance that a relative clause on its holder tells: in "Varland,
// which had opposed the deal, now backs it" the main clause decides.
func (c *candidate) buried() bool {
	s := c.scene
	for i, n := c.ref.Token, 0; i >= 0 && n < 40; i, n = s.Head(i), n+1 {
		if h := s.Head(i); s.Tokens[i].Rel == "acl:relcl" && h >= 0 && talks.PartyOf(s.Tree, h, s.party) == c.holder {
			return true
		}
	}
	return false
}

// former reports a stance that its own clause tells as held before.
func (c *candidate) former() bool {
	return c.kind < bySpeaking && (c.pluperfect() || c.scene.once(c.ref.Token))
}

// beats says which of two candidates of one holder decides.
func (c *candidate) beats(o *candidate) bool {
	switch {
	case c.asserted != o.asserted:
		return c.asserted
	case c.conceded() != o.conceded():
		return o.conceded()
	case (c.kind < bySpeaking) != (o.kind < bySpeaking):
		return c.kind < bySpeaking
	case c.buried() != o.buried():
		return o.buried()
	case c.ref.Token != o.ref.Token && c.former() != o.former():
		return o.former()
	case c.ref.Token == o.ref.Token:
		return c.level > o.level
	}
	return c.ref.Strength() > o.ref.Strength()
}
