package actor

import "strings"

// upon reports whether someone does something to a party: "Hargrave hails
// Varland's turn", "she had a warning for Varland". Of a state that somebody
// treats as another he is no minister, unless the text says so.
func (rd *reading) upon(s *someone, party string) bool {
	for _, n := range rd.names {
		if !n.known || rd.side.Of(n.entry.Code) != party {
			continue
		}
		if verb := rd.objectOf(rd.headOf(n.from, n.to)); verb >= 0 && rd.doneBy(verb, s) {
			return true
		}
	}
	return false
}

// objectOf returns the verb whose object token k is or is within, -1 where it is
// in none.
func (rd *reading) objectOf(k int) int {
	for n := 0; n < 6 && rd.words[k].head >= 0; n++ {
		rel, head := rd.words[k].Rel, rd.words[k].head
		switch {
		case rel == "obj" || rel == "iobj":
			return head
		case !strings.HasPrefix(rel, "nmod") && rel != "compound" && rel != "amod":
			return -1
		}
		k = head
	}
	return -1
}

// doneBy reports whether someone is the subject of a verb.
func (rd *reading) doneBy(verb int, s *someone) bool {
	t := rd.words[verb].sent
	for k := rd.first[t]; k < rd.first[t+1]; k++ {
		if rd.words[k].head == verb && rd.words[k].Rel == "nsubj" && rd.who[k] >= 0 && rd.actors[rd.who[k]] == s {
			return true
		}
	}
	return false
}
