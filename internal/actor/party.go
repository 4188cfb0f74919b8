package actor

import (
	"strings"

	"demarche/internal/gazetteer"
)

// party returns the party of an actor and keeps it. Actors may name each
// other ("the spokesman of Holt"): depth ends a circle.
func (rd *reading) party(a, depth int) string {
	s := rd.actors[a]
	if s.settled || s.asked || depth > 4 {
		return s.party
	}
	s.asked = true
	defer func() { s.asked = false }()
	s.settled = rd.final
	if s.party = rd.side.named(s.name); s.party == "" && s.kind == "person" {
		s.party = rd.side.person(s.parts)
	}
	switch {
	case s.party != "":
	case s.code != "" && !(s.kind == "person" && rd.side.narrow[rd.side.Of(s.code)]):
		s.party = rd.side.Of(s.code)
	case s.kind == "person" && s.named():
		s.party = rd.rolesParty(s, depth)
	case !s.named():
		s.party = rd.describedParty(s, depth)
	case s.kind == "organization":
		s.party = rd.bodyParty(s)
	}
	return s.party
}

// rolesParty returns the party that a person's roles speak for, the first
// that does.
func (rd *reading) rolesParty(s *someone, depth int) string {
	leads := ""
	if s.heads == "" && !s.apart() && (len(s.parts) > 1 || len(s.roles) == 0 || s.governs()) {
		leads = rd.side.Of(rd.g.Leader(strings.Join(s.parts, " "), rd.year()))
	}
	if !s.apart() {
		if p := rd.besideParty(s); p != "" {
			return p
		}
	}
	if p := rd.whose(s); p != "" {
		return p
	}
	for i := range s.roles {
		if p := rd.side.named(s.roles[i].title); p != "" && !s.roles[i].apart {
			return p // "Ana Berg, a Social Democrat"
		}
		if p := rd.within(&s.roles[i], rd.roleParty(&s.roles[i], depth)); p != "" && (i == 0 || leads == "") {
			return p // a later role is often of the past: "a diplomat from Varland"
		}
	}
	if leads != "" {
		return leads
	}
	p := rd.homeParty(s)
	for i := range s.roles {
		p = rd.within(&s.roles[i], p)
	}
	return p
}

// whose returns the party of a body that a person is said to have: "Ana Berg, whose Greens
// lost".
func (rd *reading) whose(s *someone) string {
	for _, m := range s.mentions {
		k := m.to + 2
		if m.kind != byName || k >= len(rd.words) || !rd.same(m.from, k) || rd.words[m.to].text != "," || rd.words[m.to+1].lower != "whose" {
			continue
		}
		if n := rd.nameAt[k]; n >= 0 && rd.names[n].known && (rd.names[n].entry.Kind == gazetteer.Organization || rd.names[n].entry.Kind == gazetteer.People) {
			return rd.side.Of(rd.names[n].entry.Code)
		}
	}
	return ""
}

// governs reports whether a person holds an office of a government: a surname alone
// is a statesman's only there.
func (s *someone) governs() bool {
	for i := range s.roles {
		switch longOffice(s.roles[i].noun) {
		case "president", "minister", "secretary", "chancellor", "leader", "chief", "king", "queen", "premier", "commissioner":
			return true
		}
	}
	return false
}

// apart reports whether a person is said to have held an office, or to be
// against the government.
func (s *someone) apart() bool {
	for i := range s.roles {
		if s.roles[i].apart {
			return true
		}
	}
	return false
}

// year returns the year of publication, 0 where it is not known.
func (rd *reading) year() int {
	if pub, ok := rd.day(); ok {
		return pub.Year()
	}
	return 0
}

// roleParty returns the party that the holder of a role speaks for: that of
// whom it names, if it is an office and not a former one or one against the
// government.
func (rd *reading) roleParty(r *role, depth int) string {
	if r.apart {
		return rd.apartParty(r)
	}
	if _, ok := rd.lex.offices[r.noun]; !ok {
		return rd.staffParty(r)
	}
	if r.of == "" && r.code == "" && len(r.owner) == 0 {
		if p := rd.foretold(r); p != "" && rd.words[r.from].lower == "the" {
			return p
		}
		if p := rd.fronted(*r); p != "" && !r.apart {
			return p
		}
		if longOffice(r.noun) == "spokesman" {
			if p := rd.seatBefore(r.from); p != "" {
				return p
			}
			return rd.lately(r.from, anybody) // "The ministry denied it. A spokesman, Oren Vask, said"
		}
		if inBodies[longOffice(r.noun)] && rd.titular(*r) {
			return rd.toldOf(r.from, rd.paragraph(r.from), anybody)
		}
	}
	if r.code != "" && (r.prep == "from" || r.prep == "of") {
		return rd.side.Of(r.code)
	}
	for _, k := range r.owner {
		if (r.prep == "for" || r.prep == "with") && abroad[r.noun] && k > r.head && !rd.bodyAt(k) {
			continue
		}
		if p := rd.tokenParty(k, depth); p != "" {
			return p
		}
	}
	if r.code != "" && rd.home != "" && rd.home != r.code && !rd.tellsOf(r.code) {
		return rd.side.Of(rd.home) // an office that several states have
	}
	if r.code != "" && rd.absent(r.code) && !strings.HasSuffix(r.noun, ".") {
		return rd.lately(r.from, rd.ofState)
	}
	return rd.side.Of(r.code)
}

// tellsOf reports whether the document names a state.
func (rd *reading) tellsOf(code string) bool {
	for _, n := range rd.names {
		if n.known && n.entry.Code == code {
			return true
		}
	}
	return false
}

// absent reports whether a state is none of those that the document is about: it
// names others, several times, and nothing of this one but what others have too
// ("the Senate").
func (rd *reading) absent(code string) bool {
	const enough = 3
	others := 0
	for _, n := range rd.names {
		switch {
		case !n.known || n.entry.Kind == gazetteer.Seat && shared[rd.cut(n.from, n.to-1)]:
		case n.entry.Code == code || n.entry.Country == code:
			return false
		case n.entry.Kind == gazetteer.Country || n.entry.Kind == gazetteer.Demonym:
			others++
		}
	}
	return others >= enough
}

// shared has the seats of government that many states call by the same name.
var shared = map[string]bool{"Capitol": true, "Central Command": true, "Congress": true, "Department of Justice": true, "Foreign Office": true, "Home Office": true, "House of Representatives": true, "Justice Department": true, "Ministry of Defence": true, "National Security Council": true, "Senate": true, "Treasury Department": true}

// bodyAt reports whether the name at token k is a body's and not a state's.
func (rd *reading) bodyAt(k int) bool {
	if n := rd.nameAt[k]; n >= 0 && rd.names[n].known {
		return rd.names[n].entry.Kind == gazetteer.Organization || rd.names[n].entry.Kind == gazetteer.Seat
	}
	a := rd.who[k]
	return a >= 0 && rd.actors[a].kind == "organization"
}

// staffParty returns the party of a body that somebody belongs to who holds no
// office in it: "the bank's chief economist", "a member of the council". Who is
// named with a state is only of it.
func (rd *reading) staffParty(r *role) string {
	if !staff[r.noun] {
		return ""
	}
	for _, k := range r.owner {
		if a := rd.who[k]; a >= 0 && rd.bodyAt(k) {
			return rd.party(a, 1)
		}
	}
	return ""
}

// staff has the nouns for people who speak for the body that they belong to.
var staff = map[string]bool{"attorney": true, "economist": true, "employee": true, "engineer": true, "executive": true, "fighter": true, "founder": true, "inspector": true, "investigator": true, "lawyer": true, "member": true, "militant": true, "peacekeeper": true, "scientist": true, "soldier": true, "staffer": true, "worker": true}

// Offices that are named with the state that they are sent to.
var abroad = map[string]bool{"envoy": true, "ambassador": true, "coordinator": true, "rapporteur": true, "mediator": true, "negotiator": true, "representative": true, "nuncio": true, "consul": true, "delegate": true}

// tokenParty returns the party that the name or phrase at token k belongs to.
func (rd *reading) tokenParty(k, depth int) string {
	if i := rd.nameAt[k]; i >= 0 && rd.names[i].known {
		return rd.side.Of(rd.names[i].entry.Code)
	}
	if a := rd.who[k]; a >= 0 {
		if p := rd.party(a, depth+1); p != "" || rd.actors[a].named() {
			return p
		}
	}
	lo := rd.phraseStart(k)
	if p := rd.frontParty(rd.afterArticle(lo), k); p != "" {
		return p
	}
	if p := rd.sidedParty(lo, k+1); p != "" {
		return p
	}
	for i := lo; i <= k; i++ {
		if j := rd.nameAt[i]; j >= 0 && rd.names[j].known && !rd.compounded(rd.names[j]) {
			return rd.side.Of(rd.names[j].entry.Code)
		}
	}
	if lo < k && rd.words[lo].lower == "the" && lo+1 == k && rd.words[k].Tag == "NOUN" {
		if p := rd.calledBody(rd.words[k].lower); p != "" {
			return p
		}
	}
	if lo < k && rd.words[lo].lower == "the" && landNouns[rd.words[lo+1].lower] {
		return rd.lately(lo, rd.ofState) // "the speaker of the country's assembly"
	}
	if lo < k && rd.words[lo].lower == "the" && (lo+1 == k && groupNouns[rd.words[k].lower] || retinues[rd.words[k].lower] && (k+1 == len(rd.words) || rd.words[k+1].Tag != "ADP")) {
		return rd.toldOf(lo, rd.paragraph(lo)-1, anybody) // "The group's leader", after the group's name
	}
	return ""
}

// groupNouns has the nouns by which a text goes on about a body that it has named.
var groupNouns = map[string]bool{"group": true, "movement": true, "organization": true, "organisation": true, "militia": true, "alliance": true, "bloc": true, "party": true, "faction": true}

// inBodies has the offices that bodies have and states have not: "Chief executive Oren
// Vask", after what the body has done.
var inBodies = map[string]bool{"chairman": true, "chairwoman": true, "commander": true, "director": true, "executive": true, "chief executive": true, "boss": true}

// landNouns has those by which a text goes on about a state.
var landNouns = map[string]bool{"country": true, "nation": true, "state": true, "kingdom": true, "republic": true, "emirate": true, "sultanate": true, "island": true}

// apartParty returns the side of the talks for which somebody speaks who is
// against the government: "opposition leader". Who only once did speaks for none.
func (rd *reading) apartParty(r *role) string {
	for k := r.from; k <= r.head; k++ {
		if w := rd.words[k].lower; rd.lex.apart[w] && !sided[singular(w)] {
			return ""
		}
	}
	return rd.sidedParty(r.from, r.head)
}

// frontParty returns the party of the talks that the phrase [lo, k] names as a
// whole or begins with: "the coast guards", "the coast guards' delegation".
func (rd *reading) frontParty(lo, k int) string {
	for ; k >= lo; k-- {
		if possessive(&rd.words[k]) {
			continue
		}
		if p := rd.side.named(rd.cut(lo, k)); p != "" {
			return p
		}
	}
	return ""
}

// bodyParty returns the state of a body that its name calls a state's
// ministry, army, court…; other bodies speak for themselves.
func (rd *reading) bodyParty(s *someone) string {
	words := strings.Fields(s.name)
	state := false
	for _, w := range words {
		state = state || rd.lex.groups[strings.ToLower(w)]
	}
	if !state {
		m := s.mentions[0]
		if p := rd.sidedParty(rd.phraseStart(m.from), m.to); p != "" {
			return p // "the opposition Valley Council"
		}
		return rd.calledParty(s)
	}
	for i := range words {
		if e, n := rd.lookup(words[i:]); n > 0 && !s.shared {
			return rd.side.Of(e.Code)
		}
	}
	m := s.mentions[0]
	for k := rd.phraseStart(m.from); k < m.from; k++ {
		if n := rd.nameAt[k]; n >= 0 && rd.names[n].known {
			return rd.side.Of(rd.names[n].entry.Code)
		}
	}
	if s.shared {
		return rd.lately(m.from, rd.ofState)
	}
	return ""
}

// calledParty returns the party of a body by what stands beside its name: "the
// Northern Council, Varland's main opposition group,".
func (rd *reading) calledParty(s *someone) string {
	for _, m := range s.mentions {
		if m.kind != byName || m.to+1 >= len(rd.words) || rd.words[m.to].text != "," || !rd.same(m.from, m.to+1) {
			continue
		}
		h := rd.nounPhrase(m.to + 1)
		if h < 0 || rd.nameAt[h] >= 0 {
			continue
		}
		if p := rd.sidedParty(m.to+1, h+1); p != "" {
			return p
		}
		if r := rd.readRole(m.to+1, h, h+1); rd.lex.groups[r.noun] && len(r.owner) > 0 && !r.apart {
			return rd.tokenParty(r.owner[0], 1)
		}
	}
	return ""
}
