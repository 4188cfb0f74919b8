package actor

// epithets has the nouns by which texts speak of somebody whom they have named,
// to name nobody twice: "the tycoon". Sources without a name are called
// otherwise ("the official", "the aide").
var epithets = map[string]bool{
	"billionaire": true, "businessman": true, "businesswoman": true, "candidate": true, "celebrity": true, "challenger": true,
	"contender": true, "front-runner": true, "frontrunner": true, "hopeful": true, "incumbent": true, "magnate": true, "millionaire": true,
	"mogul": true, "nominee": true, "politician": true, "statesman": true, "strongman": true, "tycoon": true, "veteran": true,
}

// epithet returns the named person whom the description at i speaks of: in a
// sentence that names others the one who is not its subject, for whom there
// would be a pronoun; else who spoke last, or was the subject of the sentence
// before. -1 if there is none.
func (rd *reading) epithet(i, from int, trail []event) int {
	w := &rd.words[i]
	front := i > 1 && w.noun() == "runner" && rd.words[i-2].lower == "front"
	if !front && !epithets[w.noun()] || w.plural() || rd.words[from].lower != "the" || rd.inQuote(i) {
		return -1
	}
	g, _ := rd.lex.person(w.noun())
	other, subject := -1, -1
	for k := len(trail) - 1; k >= 0 && w.sent-rd.words[trail[k].token].sent < 3; k-- {
		e := trail[k]
		s := rd.actors[e.actor]
		if s.kind != "person" || !s.named() || s.plural || s.gender.clash(g) || rd.inQuote(e.token) || rd.bound(i, e.token) {
			continue
		}
		if rd.words[e.token].sent == w.sent {
			if !rd.subject(e.token) {
				other = e.actor
			}
			continue
		}
		if other >= 0 {
			break
		}
		if _, spoke := rd.byHead[e.token]; spoke {
			return e.actor
		}
		if subject < 0 && rd.subject(e.token) {
			subject = e.actor
		}
	}
	if other >= 0 {
		return other
	}
	return subject
}
