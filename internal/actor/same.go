package actor

import "strings"

// sameMass returns the latest body on the trail that is called by the same
// bare noun, "police" or "authorities", of no state or town; -1 if there is
// none.
func (rd *reading) sameMass(r role, trail []event) int {
	if !rd.lex.groups[r.noun] || r.of != "" {
		return -1
	}
	for k := len(trail) - 1; k >= 0; k-- {
		s := rd.actors[trail[k].actor]
		if s.noun == r.noun && s.kind == "organization" && len(s.roles) > 0 && s.roles[0].of == "" && len(s.roles[0].owner) == 0 {
			return trail[k].actor
		}
	}
	return -1
}

// Short forms of offices.
var shortOffice = map[string]string{
	"sen.": "senator", "gov.": "governor", "rep.": "representative", "gen.": "general", "lt.": "lieutenant", "col.": "colonel",
	"pres.": "president", "sec.": "secretary", "amb.": "ambassador", "adm.": "admiral", "capt.": "captain", "sgt.": "sergeant",
	"congressman": "representative", "congresswoman": "representative", "premier": "minister", "pm": "minister", "candidate": "nominee",
	"spokeswoman": "spokesman", "spokesperson": "spokesman", "chairwoman": "chairman", "chair": "chairman", "president-elect": "president",
}

func longOffice(noun string) string {
	noun = strings.ToLower(noun)
	if long, ok := shortOffice[noun]; ok {
		return long
	}
	return noun
}

// otherPortfolio reports two offices of a government that are not the same, by
// what stands with their nouns: a foreign minister is no premier.
func otherPortfolio(r, have role) bool {
	if noun := longOffice(r.noun); noun != "minister" && noun != "secretary" {
		return false
	}
	a, b := portfolio(r), portfolio(have)
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	for w := range a {
		if b[w] {
			return false
		}
	}
	return true
}

// portfolio has the words of a title besides its noun.
func portfolio(r role) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(strings.ToLower(strings.ReplaceAll(r.title, "defense", "defence"))) {
		switch w = strings.Trim(w, ",.-"); w {
		case "premier", "pm":
			out["prime"] = true
		case "minister", "secretary", "of", "for", "the", "and", "state", "senior", "then", "acting", "new", "":
		default:
			out[w] = true
		}
	}
	return out
}

// sameOffice returns the latest person on the trail who holds the office of
// the description, or was described with the same noun, for the same state.
func (rd *reading) sameOffice(r role, trail []event) int {
	if rd.words[r.head].plural() {
		return rd.sameNoun(r, trail)
	}
	noun := longOffice(r.noun)
	want := rd.ownerParty(r)
	for k := len(trail) - 1; k >= 0; k-- {
		s := rd.actors[trail[k].actor]
		if s.kind != "person" || s.plural {
			continue
		}
		for i := range s.roles {
			if longOffice(s.roles[i].noun) != noun || s.roles[i].apart && !r.apart {
				continue
			}
			if rd.otherOwner(r, s.roles[i], trail[k].actor) || otherPortfolio(r, s.roles[i]) {
				continue
			}
			if have := rd.heldFor(trail[k].actor, s.roles[i]); want == "" || have == "" || want == have {
				return trail[k].actor
			}
		}
	}
	if a := rd.onlyOffice(r, noun, want); a >= 0 {
		return a
	}
	return rd.head(r, want, trail)
}

// heads has the offices by which texts speak of a state's first person.
var heads = map[string]bool{"president": true, "leader": true, "premier": true, "chancellor": true, "king": true, "emir": true, "ruler": true, "strongman": true, "dictator": true}

// head returns the one person of the document without an office who speaks for
// the state that the description names: "the Varlandic president"; -1 if there
// is none or there are several.
func (rd *reading) head(r role, want string, trail []event) int {
	found := -1
	if want == "" || !heads[r.noun] || r.apart {
		return found
	}
	for k := len(trail) - 1; k >= 0 && leads[r.noun]; k-- {
		s := rd.actors[trail[k].actor]
		if s.kind == "person" && s.named() && s.heading() && rd.party(trail[k].actor, 0) == want {
			return trail[k].actor // "The Varlandic leader", after the president's name
		}
	}
	for a, s := range rd.actors {
		if s.kind != "person" || !s.named() || len(s.roles) > 0 || rd.party(a, 0) != want {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = a
	}
	if found >= 0 {
		rd.addRole(found, r)
	}
	return found
}

// leads has the words for a state's first person, whatever the office.
var leads = map[string]bool{"leader": true, "ruler": true, "strongman": true, "dictator": true}

// heading reports whether one of someone's offices is a state's first.
func (s *someone) heading() bool {
	for i := range s.roles {
		if r := &s.roles[i]; heads[r.noun] && !r.apart || r.noun == "minister" && strings.Contains(strings.ToLower(r.title), "prime") {
			return true
		}
	}
	return false
}

// onlyOffice returns the one person of the document who is named with the
// office later on; -1 if there is none or there are several.
func (rd *reading) onlyOffice(r role, noun, want string) int {
	found := -1
	if r.apart {
		return found
	}
	for a, s := range rd.actors {
		if s.kind != "person" || !s.named() {
			continue
		}
		for i := range s.roles {
			have := rd.heldFor(a, s.roles[i])
			if have == "" && want != "" && len(s.roles[i].owner) > 0 {
				have = rd.lately(s.roles[i].from, anybody) // "Its president", of whom the text has not come to yet
			}
			if longOffice(s.roles[i].noun) != noun || s.roles[i].apart || otherPortfolio(r, s.roles[i]) || want != "" && have != "" && want != have || rd.otherOwner(r, s.roles[i], a) {
				continue
			}
			if found >= 0 && found != a {
				return -1
			}
			found = a
		}
	}
	return found
}

// otherOwner reports whether the two roles are for different persons ("her
// lawyer", "Holt's lawyer"), or the first is for its own holder.
func (rd *reading) otherOwner(r, have role, holder int) bool {
	for _, k := range r.owner {
		a := rd.who[k]
		if a < 0 {
			continue
		}
		if a == holder {
			return true
		}
		for _, o := range have.owner {
			if b := rd.who[o]; b >= 0 && b != a && rd.actors[a].kind == "person" && rd.actors[b].kind == "person" {
				return true
			}
		}
	}
	return false
}

// heldFor returns the party that an office is named with or, where it is named with
// none, the one that the talks or the gazetteer know its holder for; "" where neither
// tells.
func (rd *reading) heldFor(holder int, r role) string {
	if p := rd.ownerParty(r); p != "" || len(r.owner) > 0 {
		return p
	}
	parts := rd.actors[holder].parts
	if p := rd.side.person(parts); p != "" || len(parts) < 2 {
		return p
	}
	return rd.side.Of(rd.g.Leader(strings.Join(parts, " "), rd.year()))
}

// sameNoun returns the latest group on the trail with the same noun.
func (rd *reading) sameNoun(r role, trail []event) int {
	for k := len(trail) - 1; k >= 0; k-- {
		s := rd.actors[trail[k].actor]
		if s.plural && s.noun == r.noun && rd.words[r.head].sent-rd.words[trail[k].token].sent < 8 {
			if want := rd.ownerParty(r); want == "" || len(s.roles) > 0 && rd.ownerParty(s.roles[0]) == want {
				return trail[k].actor
			}
		}
	}
	return -1
}

// ownerParty returns the party of the state or body that a role is named
// with.
func (rd *reading) ownerParty(r role) string {
	for _, k := range r.owner {
		if p := rd.tokenParty(k, 0); p != "" {
			return p
		}
	}
	return rd.side.Of(r.code)
}

// sameBody returns the latest body on the trail in whose name the noun
// stands ("the commission"), or that was described by it.
func (rd *reading) sameBody(i int, r role, trail []event) int {
	noun := rd.words[i].noun()
	if noun == "" || rd.words[i].plural() {
		return -1
	}
	want := rd.ownerParty(r)
	for k := len(trail) - 1; k >= 0; k-- {
		s := rd.actors[trail[k].actor]
		if s.kind != "organization" {
			continue
		}
		if have := rd.party(trail[k].actor, 0); want != "" && have != "" && want != have {
			continue // "the Ostrian government" is not the Varlandic one
		}
		if s.noun == noun {
			return trail[k].actor
		}
		if own := rd.side.plain[noun].party; !s.named() || own != "" && own != rd.party(trail[k].actor, 0) {
			continue // "the army" is a party, and the "Upland Army" is another
		}
		for part := range strings.FieldsSeq(s.name) {
			if strings.EqualFold(part, noun) && noun != "state" {
				return trail[k].actor
			}
		}
	}
	return -1
}
