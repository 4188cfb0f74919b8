package position

import (
	"math"
	"strconv"

	"demarche/internal/talks"
)

// The features of a candidate. None knows a word or a party: what is learnt
// on one negotiation is to hold for any other.
const (
	fBias = iota
	fScore
	fHere
	fMargin
	fHowClaim
	fHowContrary
	fHowHead
	fHowName
	fHowAgain
	fHowTerm
	fHowKin
	fVerb
	fRule  // and one for each kind
	fLevel = int(ruleKinds) + iota - 1
	fAgent
	fPatient
	fDoer
	fOtherDoer
	fSpeaker
	fOtherSpeaker
	fInside
	fSubject
	fRootSubject
	fOwner
	fObject
	fOblique
	fNear
	fFar
	fBefore
	fAlone
	fParties
	fIssues
	fDoubt
	fPrior
	fIssueShare
	fLast
	fFirst
	fPronoun
	fConditional
	fDropped
	fAgentPlace
	fAgentSpeech
	fSpeakerPlace
	fScorePlace
	fScoreSpeech
	fAlleged
	fExplained
	fExplainedPlace
	fIndefinite
	fToneUp
	fToneAll
	fHolds
	fHoldsPlace
	fSays
	fOld
	fReports
	fActor
	fActorPlace
	fTarget
	fPriorPlace
	fSubjectPlace
	fRootPlace
	fRivals
	fStated
	fGap
	fEchoUp
	fEchoAgreed
	fEchoTone
	fEchoTopic
	fEchoSaid
	fPart
	fUnder
	fStrongHead
	fLead
	fTopic
	fFocus
	fShown
	fAbout
	fAboutChance
	fAboutMargin
	fAboutRule
	fAboutPlace
	fAboutSpeech
	fAboutEcho
	fAlike
	fAlikeRule
	fAlikeSpeech
	fAboutSum
	fUtters
	fUttered
	fVoice
	fRules
	fRulesAll
	fRulesAlike
	fRulesFirm
	fSure
	fSureSpeech
	featureCount
)

// featureNames are the names under which the weights are kept.
var featureNames = func() [featureCount]string {
	n := [featureCount]string{fBias: "bias", fScore: "score", fHere: "here", fMargin: "margin", fHowClaim: "how claim", fHowContrary: "how contrary",
		fHowHead: "how head", fHowName: "how name", fHowAgain: "how again", fHowTerm: "how term", fHowKin: "how kin", fVerb: "verb", fLevel: "level", fAgent: "agent",
		fPatient: "patient", fDoer: "doer", fOtherDoer: "other doer", fSpeaker: "speaker", fOtherSpeaker: "other speaker", fInside: "inside",
		fSubject: "subject", fRootSubject: "root subject", fOwner: "owner", fObject: "object", fOblique: "oblique", fNear: "near", fFar: "far",
		fBefore: "before", fAlone: "alone", fParties: "parties", fIssues: "issues", fDoubt: "doubt", fPrior: "prior", fIssueShare: "issue share",
		fLast: "last", fFirst: "first", fPronoun: "pronoun", fConditional: "conditional", fDropped: "dropped", fAgentPlace: "agent context",
		fAgentSpeech: "agent speech", fSpeakerPlace: "speaker context", fScorePlace: "score context", fScoreSpeech: "score speech", fAlleged: "alleged", fExplained: "explained", fExplainedPlace: "explained context",
		fIndefinite: "indefinite", fToneUp: "tone above", fToneAll: "tone", fHolds: "holds", fHoldsPlace: "holds context", fSays: "says", fOld: "old", fReports: "reports", fActor: "actor", fActorPlace: "actor context",
		fTarget: "target", fPriorPlace: "prior context", fSubjectPlace: "subject context", fRootPlace: "root context", fRivals: "rivals", fStated: "stated",
		fGap: "gap", fEchoUp: "echo takes up", fEchoAgreed: "echo of a rule", fEchoTone: "echo tone", fEchoTopic: "echo other issue", fEchoSaid: "echo said", fPart: "part", fUnder: "under", fStrongHead: "strong head", fLead: "lead", fTopic: "topic", fFocus: "focus", fShown: "shown",
		fAbout: "about", fAboutChance: "about chance", fAboutMargin: "about margin", fAboutRule: "about rule", fAboutPlace: "about context", fAboutSpeech: "about speech", fAboutEcho: "about echo",
		fAlike: "alike", fAlikeRule: "alike rule", fAlikeSpeech: "alike speech", fAboutSum: "about document", fUtters: "utters", fUttered: "uttered before", fVoice: "voice", fRules: "rules issue", fRulesAll: "rules document", fRulesAlike: "rules issue alike", fRulesFirm: "rules issue firm", fSure: "said surely", fSureSpeech: "said surely speech"}
	for k, name := range ruleNames {
		n[fRule+k] = "rule " + name
	}
	return n
}()

// tally is what the whole document says of its candidates.
type tally struct {
	firm      map[[2]string]int // candidates by rule of a holder and issue
	issue     map[string]int    // sentences that refer to an issue
	last      map[[2]string]map[int]bool
	all       int
	explained map[place]int      // firm candidates of a sentence and issue
	rivals    map[place]int      // all of them
	lead      map[string]bool    // issues that the first sentences speak of
	best      map[string]float64 // the most that a sentence says of an issue's claim
	shown     map[string]int     // candidates by rule whose sentence says most of it
	holder    map[string]int     // candidates by rule of a party
}

// place is a sentence and an issue.
type place struct {
	sentence int
	issue    string
}

func newTally(all []candidate) *tally {
	t := &tally{firm: map[[2]string]int{}, issue: map[string]int{}, last: map[[2]string]map[int]bool{}, explained: map[place]int{}, rivals: map[place]int{}, lead: map[string]bool{}, best: map[string]float64{}, shown: map[string]int{}, holder: map[string]int{}}
	seen := map[string]int{}
	for i := range all {
		c := &all[i]
		if n, ok := seen[c.ref.Issue]; !ok || n != c.scene.number {
			seen[c.ref.Issue] = c.scene.number
			t.issue[c.ref.Issue]++
		}
		t.rivals[place{c.scene.number, c.ref.Issue}]++
		t.all = max(t.all, c.scene.number+1)
		t.best[c.ref.Issue] = max(t.best[c.ref.Issue], c.ref.Here)
		t.lead[c.ref.Issue] = t.lead[c.ref.Issue] || c.scene.number < 3 && c.ref.Here > 0.4
		if !c.firm() {
			continue
		}
		k := [2]string{c.holder, c.ref.Issue}
		t.firm[k]++
		t.holder[c.holder]++
		if c.ref.Here > 0.5 {
			t.shown[c.ref.Issue]++
		}
		t.explained[place{c.scene.number, c.ref.Issue}]++
		if t.last[k] == nil {
			t.last[k] = map[int]bool{}
		}
		t.last[k][c.scene.number] = true
	}
	return t
}

// firm reports a candidate that a rule has found and nothing puts in doubt.
func (c *candidate) firm() bool { return c.asserted && c.kind < bySpeaking }

// features describes a candidate for the scorer.
func (d *reading) features(c *candidate, t *tally) []float64 {
	f := make([]float64, featureCount)
	s := c.scene
	is := func(i int, b bool) {
		if b {
			f[i] = 1
		}
	}
	f[fBias] = 1
	k := [2]string{c.holder, c.ref.Issue}
	f[fScore], f[fHere] = min(c.ref.Score, 1), min(c.ref.Here, 1)
	f[fMargin] = c.margin()
	how := map[string]int{"claim": fHowClaim, "contrary": fHowContrary, "head": fHowHead, "name": fHowName, "again": fHowAgain, "term": fHowTerm, "opposite": fHowTerm, "kin": fHowKin}
	is(how[c.ref.How], true)
	is(fVerb, s.Verb(c.ref.Token))
	is(fRule+int(c.kind), true)
	f[fLevel] = float64(min(c.level, 4)) / 4
	agent := d.m.Agents(c.ref.Issue, c.holder)
	is(fAgent, agent)
	is(fPatient, d.m.Patient(c.ref.Issue, c.holder))
	is(fDoer, c.ref.Agent == c.holder)
	is(fOtherDoer, c.ref.Doer >= 0 && c.ref.Agent != c.holder)
	speaker, _ := d.statementParty(s.speaker[c.ref.Token])
	is(fSpeaker, speaker == c.holder)
	is(fOtherSpeaker, speaker != "" && speaker != c.holder)
	is(fInside, s.speaker[c.ref.Token] >= 0)
	c.place(f, is)
	up := func(i int) bool { return s.Under(c.ref.Token, i) }
	f[fToneUp] = min(1, math.Abs(float64(c.tone(up))))
	f[fToneAll] = min(1, math.Abs(float64(c.tone(func(int) bool { return true })))/2)
	holds, says := c.holds()
	is(fHolds, holds)
	is(fHoldsPlace, holds && c.kind >= bySpeaking)
	is(fSays, says)
	loose := c.kind >= byLine
	actor, target := d.acting(s, c.holder)
	is(fActor, actor)
	is(fActorPlace, actor && loose)
	is(fTarget, target && !actor)
	if loose {
		f[fPriorPlace] = f[fPrior]
	}
	is(fSubjectPlace, loose && f[fSubject] > 0)
	is(fRootPlace, loose && f[fRootSubject] > 0)
	f[fRivals] = float64(min(t.rivals[place{s.number, c.ref.Issue}]-1, 4)) / 4
	is(fStated, f[fHere] > 0.6)
	is(fOld, s.old(d.doc.Published))
	f[fParties] = float64(min(s.parties(), 4)) / 4
	f[fIssues] = float64(min(c.refs.issues, 4)) / 4
	is(fDoubt, !c.asserted)
	prior := t.firm[k]
	if c.firm() {
		prior--
	}
	f[fPrior] = math.Log1p(float64(prior))
	f[fIssueShare] = float64(t.issue[c.ref.Issue]) / float64(max(1, t.all))
	is(fLast, t.last[k][s.number-1])
	is(fFirst, s.number < 2)
	is(fConditional, c.stance == "conditional")
	is(fDropped, c.stance == "dropped")
	is(fAgentPlace, agent && c.kind == byPlace)
	is(fAgentSpeech, agent && c.kind == bySpeaking)
	is(fSpeakerPlace, speaker == c.holder && c.kind == byPlace)
	is(fAlleged, c.reported == "alleged")
	explained := t.explained[place{s.number, c.ref.Issue}] > 0 && !c.firm() || t.explained[place{s.number, c.ref.Issue}] > 1
	is(fExplained, explained)
	is(fReports, explained && c.kind > byLine && c.saysOver())
	is(fExplainedPlace, explained && c.kind >= bySpeaking)
	is(fIndefinite, s.Tokens[c.ref.Token].Tag == "NOUN" && s.Kid(c.ref.Token, "det") >= 0 && s.Lemma(s.Kid(c.ref.Token, "det")) == "a")
	d.echoed(c, f, is)
	d.hints(c, f, is)
	is(fStrongHead, c.ref.How == "head" && d.m.Strong(c.ref.Issue))
	is(fLead, t.lead[c.ref.Issue])
	f[fTopic] = min(1, t.best[c.ref.Issue])
	f[fFocus] = math.Log1p(float64(t.holder[k[0]])) / 4
	f[fShown] = math.Log1p(float64(t.shown[c.ref.Issue])) / 2
	part := false
	for _, w := range c.ref.Words {
		part = part || c.node >= 0 && (w == c.node || s.Head(c.node) == w && s.Noun(w) && w != c.ref.Token)
	}
	is(fPart, part && loose)
	is(fUnder, loose && c.node >= 0 && s.Under(c.node, c.ref.Token))
	if c.kind == byPlace {
		f[fScorePlace] = c.ref.Strength()
	}
	if c.said >= 0 {
		f[fSure] = d.said[c.said].Confidence
	}
	if c.kind == bySpeaking {
		f[fScoreSpeech], f[fSureSpeech] = c.ref.Strength(), f[fSure]
	}
	return f
}

// sureAct is how sure an act must be that tells who acts: the weights know the
// sentence's foremost ones only.
const sureAct = 0.64

// acting reports whether a party does or suffers one of the sentence's acts.
func (d *reading) acting(s *scene, party string) (actor, target bool) {
	for i := range d.acts {
		a := &d.acts[i]
		if a.Confidence < sureAct || !s.sentence.Contains(a.Evidence) {
			continue
		}
		for _, p := range a.Actors {
			actor = actor || d.m.Party(p, "") == party
		}
		for _, p := range a.Targets {
			target = target || d.m.Party(p, "") == party
		}
	}
	return actor, target
}

// saysOver reports a holder that is the subject of a word of speech over the
// reference: one who tells of another's stance.
func (c *candidate) saysOver() bool {
	s := c.scene
	if c.node < 0 || s.Rel(c.node) != "nsubj" {
		return false
	}
	h := s.Head(c.node)
	if h < 0 || !s.Under(c.ref.Token, h) {
		return false
	}
	e := s.lex.entries[key{s.Lemma(h), posOf(s.Tokens[h].Tag)}]
	return e != nil && e.sign == neutral
}

// old reports a sentence that dates what it tells to a year before last.
func (s *scene) old(published string) bool {
	if len(published) < 4 {
		return false
	}
	year, err := strconv.Atoi(published[:4])
	if err != nil {
		return false
	}
	for i := range s.Tokens {
		if w := s.Word(i); len(w) == 4 {
			if y, err := strconv.Atoi(w); err == nil && y > 1900 && y < year-1 {
				return true
			}
		}
	}
	return false
}

// holds reports whether the holder is the subject of a word of attitude
// anywhere in the sentence, or of a word of speech.
func (c *candidate) holds() (attitude, speech bool) {
	s := c.scene
	for i := range s.Tokens {
		e := s.lex.entries[key{s.Lemma(i), posOf(s.Tokens[i].Tag)}]
		if e == nil || e.object || e.deed || s.Tokens[i].Tag == "PROPN" || s.party[i] != "" || s.named[i] {
			continue
		}
		by := -1
		if s.Verb(i) {
			by = talks.Subject(s.Tree, i, s.party)
		} else if k := s.Kid(i, "nmod:poss", "nsubj"); k >= 0 {
			by = k
		}
		if by < 0 || talks.PartyOf(s.Tree, by, s.party) != c.holder {
			continue
		}
		if e.sign == neutral {
			speech = true
		} else {
			attitude = true
		}
	}
	return attitude, speech
}

// place describes where the holder stands.
func (c *candidate) place(f []float64, is func(int, bool)) {
	s := c.scene
	is(fAlone, s.parties() == 1)
	if c.node < 0 {
		return
	}
	top := c.node
	for h := s.Head(top); h >= 0 && s.Noun(h) && (s.Rel(top) == "amod" || s.Rel(top) == "compound" || s.Rel(top) == "flat" || s.Rel(top) == "appos"); h = s.Head(top) {
		top = h
	}
	rel := s.Tokens[top].Rel
	is(fSubject, s.Rel(top) == "nsubj")
	is(fRootSubject, s.Rel(top) == "nsubj" && s.Head(top) >= 0 && s.Head(s.Head(top)) < 0)
	is(fOwner, rel == "nmod:poss" || top != c.node)
	is(fObject, rel == "obj" || rel == "iobj")
	is(fOblique, rel == "obl" || rel == "nmod")
	dist := s.Distance(c.node, c.ref.Token)
	is(fNear, dist <= 3)
	is(fFar, dist > 6)
	is(fBefore, c.node < c.ref.Token)
	is(fPronoun, s.Tokens[c.node].Tag == "PRON")
}

// margin is how much stronger the reference is than the best of another issue.
func (c *candidate) margin() float64 {
	other := 0.0
	for _, r := range c.refs.all {
		if r.Issue != c.ref.Issue {
			other = max(other, r.Strength())
		}
	}
	return max(-0.5, min(0.5, c.ref.Strength()-other))
}

// parties counts the parties of a sentence.
func (s *scene) parties() int {
	seen := map[string]bool{}
	for _, p := range s.party {
		if p != "" {
			seen[p] = true
		}
	}
	return len(seen)
}

// echoed describes a candidate that goes on from an earlier sentence.
func (d *reading) echoed(c *candidate, f []float64, is func(int, bool)) {
	if c.kind != byEcho {
		return
	}
	s := c.scene
	f[fGap] = float64(min(c.gap, 4)) / 4
	is(fEchoUp, s.takesUpSome())
	is(fEchoAgreed, c.agreed)
	tone := c.tone(func(int) bool { return true })
	is(fEchoTone, tone*c.sign > 0)
	is(fEchoTopic, len(c.refs.all) > 0)
	is(fEchoSaid, c.said >= 0 && c.node < 0)
}
