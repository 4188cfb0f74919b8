package actor

import "strings"

// introduced returns the person whose office the description at i tells only
// now: "Ana Berg unrolled a map. The Varlandic envoy pointed at the dam." The
// description begins the sentence; the person is the subject of the one
// before, is the only person named there, and has no role yet. -1 if there is
// none.
func (rd *reading) introduced(i, from int, trail []event) int {
	w := &rd.words[i]
	g, office := rd.lex.offices[w.noun()]
	if !office || w.plural() || from != rd.first[w.sent] || w.sent == 0 || rd.words[from].lower != "the" || !rd.subject(i) || rd.inQuote(i) {
		return -1
	}
	found, leads := -1, false
	for k := len(trail) - 1; k >= 0 && w.sent-rd.words[trail[k].token].sent < 2; k-- {
		e := trail[k]
		s := rd.actors[e.actor]
		if s.kind != "person" {
			continue
		}
		if rd.words[e.token].sent == w.sent || found >= 0 && found != e.actor || !s.named() {
			return -1
		}
		found = e.actor
		leads = leads || rd.subject(e.token) && !rd.inQuote(e.token)
	}
	if !leads || len(rd.actors[found].roles) > 0 || rd.actors[found].gender.clash(g) {
		return -1
	}
	return found
}

// subject reports whether the token, or the name that it ends, is a subject.
func (rd *reading) subject(k int) bool {
	for n := 0; n < 4 && rd.words[k].Rel == "flat" && rd.words[k].head >= 0; n++ {
		k = rd.words[k].head
	}
	return strings.HasPrefix(rd.words[k].Rel, "nsubj")
}
