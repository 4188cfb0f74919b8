package position

// agree gives a candidate without a rule of its own the stance that its
// holder takes elsewhere in the document.
func (d *reading) agree(all []candidate) []candidate {
	votes := map[[2]string]map[string]float64{}
	for i := range all {
		c := &all[i]
		if !c.firm() {
			continue
		}
		k := [2]string{c.holder, c.ref.Issue}
		if votes[k] == nil {
			votes[k] = map[string]float64{}
		}
		votes[k][c.stance] += c.chance
	}
	for i := range all {
		c := &all[i]
		if c.kind < bySpeaking {
			continue
		}
		switch v := votes[[2]string{c.holder, c.ref.Issue}]; {
		case v["for"] > v["against"]:
			c.stance = "for"
		case v["against"] > 0:
			c.stance = "against"
		}
	}
	return all
}
