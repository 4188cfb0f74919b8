package position

import "math"

// overview is what the whole document has of each issue and party.
type overview struct {
	rules  []int              // of each issue: sentences and words in which a rule finds it for sure
	every  int                // of all issues
	about  []float64          // of each issue: how many sentences seem to speak of it
	voice  map[string]float64 // of each party: its statements
	voices float64
}

func (d *reading) overview() overview {
	n := len(d.m.Talks().Issues)
	o := overview{rules: make([]int, n), about: make([]float64, n), voice: map[string]float64{}}
	for _, s := range d.scenes {
		for k := range s.views {
			o.about[k] += s.views[k].Chance
			o.rules[k] += s.sure[k]
			o.every += s.sure[k]
		}
	}
	for i := range d.said {
		if p := d.m.Party(d.said[i].Party, ""); p != "" {
			o.voices++
			o.voice[p]++
		}
	}
	return o
}

// hints describes how surely the sentence speaks of the candidate's issue,
// beside what a rule says of it, and how much the document does.
func (d *reading) hints(c *candidate, f []float64, is func(int, bool)) {
	s, issue := c.scene, c.scene.m.Number(c.ref.Issue)
	v := s.views[issue]
	z := max(-2, min(2, (v.Logit+3)/2))
	f[fAbout], f[fAboutChance] = z, v.Chance
	f[fAboutMargin] = max(-1, min(1, (v.Logit-s.rival(issue))/3))
	switch c.kind {
	case byEcho:
		f[fAboutEcho] = z
	case byPlace:
		f[fAboutPlace] = z
	case bySpeaking:
		f[fAboutSpeech] = z
	default:
		f[fAboutRule] = z
	}
	is(fAlike, c.alike)
	is(fAlikeRule, c.alike && c.kind < bySpeaking)
	is(fAlikeSpeech, c.alike && c.kind == bySpeaking)
	f[fRules] = math.Log1p(float64(d.all.rules[issue]-s.sure[issue])) / 2
	f[fRulesAll] = math.Log1p(float64(d.all.every)) / 3
	if c.alike {
		f[fRulesAlike] = f[fRules]
	} else if c.firm() {
		f[fRulesFirm] = f[fRules]
	}
	f[fAboutSum] = math.Log1p(d.all.about[issue]) / 2
	f[fVoice] = d.all.voice[c.holder] / (d.all.voices + 2)
	is(fUtters, d.utters(s, c.holder))
	is(fUttered, s.before != nil && d.utters(s.before, c.holder))
}

// unlikely is how surely a sentence speaks of another issue where there is none.
const unlikely = -8

// rank notes the two issues that a sentence speaks of most surely.
func (s *scene) rank() {
	top := float64(unlikely)
	s.first, s.second = -1, unlikely
	for k := range s.views {
		switch z := s.views[k].Logit; {
		case z > top:
			s.first, top, s.second = k, z, top
		case z > s.second:
			s.second = z
		}
	}
}

// rival is how surely a sentence speaks of another issue.
func (s *scene) rival(issue int) float64 {
	if s.first < 0 || s.first == issue {
		return s.second
	}
	return s.views[s.first].Logit
}

// utters reports a sentence that holds words of a party.
func (d *reading) utters(s *scene, party string) bool {
	last := -1
	for _, k := range s.speaker {
		if k >= 0 && k != last {
			if p, _ := d.statementParty(k); p == party {
				return true
			}
			last = k
		}
	}
	return false
}
