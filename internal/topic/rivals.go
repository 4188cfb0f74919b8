package topic

// rivals are the two greatest values among the issues of a sentence: what an
// issue is to be compared with is the greatest of the others.
type rivals struct{ soft, cover, mean, learnt, rule, here pair }

type pair struct{ first, second float64 }

func (p *pair) add(v float64) { p.first, p.second = upper(p.first, p.second, v) }

// besides is the greatest value of the others.
func (p pair) besides(own float64) float64 {
	if own >= p.first {
		return p.second
	}
	return p.first
}

func bestOf(d *Sentence, all []seen, learnt []float64) *rivals {
	r := &rivals{}
	for k := range all {
		r.soft.add(all[k].soft)
		r.cover.add(all[k].cover)
		r.mean.add(all[k].mean)
		r.learnt.add(learnt[k])
		r.rule.add(one(d.Rule[k]))
		r.here.add(d.Here[k])
	}
	return r
}

func (r *rivals) features(d *Sentence, e *seen, learnt float64, k int) []float64 {
	return []float64{e.soft - r.soft.besides(e.soft), e.cover - r.cover.besides(e.cover), e.mean - r.mean.besides(e.mean), learnt, learnt - r.learnt.besides(learnt),
		r.rule.besides(one(d.Rule[k])), r.here.besides(d.Here[k])}
}
