package actor

import (
	"strings"

	"demarche"
	"demarche/internal/gazetteer"
	"demarche/internal/talks"
)

// governs reports whether a party of the talks is named as a state's government
// and not as the state: "White House (Ana Berg)", "United States (Berg
// administration)". Its lawmakers and governors are then none of it.
func governs(g *gazetteer.Gazetteer, p demarche.Party) bool {
	for _, name := range append([]string{p.Name}, p.Aliases...) {
		own, inner := talks.Brackets(name)
		for _, form := range append(inner, own) {
			if strings.HasSuffix(form, " administration") {
				return true
			}
		}
		if e, ok := g.Lookup(own); ok && e.Kind == gazetteer.Country {
			return false
		}
	}
	for _, name := range append([]string{p.Name}, p.Aliases...) {
		own, inner := talks.Brackets(name)
		for _, form := range append(inner, own) {
			if e, ok := g.Lookup(form); ok && e.Kind == gazetteer.Seat {
				return !chamber[form]
			}
		}
	}
	return false
}

// chamber has the seats that are a parliament's.
var chamber = map[string]bool{"Senate": true, "Congress": true, "U.S. Senate": true, "U.S. Congress": true, "Capitol Hill": true, "Parliament": true}

// within returns the party of the talks within a state that a role speaks for,
// where its words tell of the state's: none for a lawmaker where the party is but
// the government, the army's for a general where the army is a party.
func (rd *reading) within(r *role, party string) string {
	if rd.side.narrow[party] && lawmaking(r) {
		return ""
	}
	if army := rd.side.plain["army"]; army.party != "" && party == rd.side.Of(army.code) && (r.noun == "general" || strings.HasPrefix(r.title, "chief of staff") || r.noun == "chief" && r.of == "staff") {
		return army.party
	}
	return party
}

// lawmaking reports the offices of a parliament and of a state's parts.
func lawmaking(r *role) bool {
	switch longOffice(r.noun) {
	case "senator", "representative", "governor", "lawmaker", "legislator", "congressman", "congresswoman", "mayor", "sens.", "del.", "delegate", "candidate", "nominee":
		return true
	}
	for w := range strings.FieldsSeq(strings.ToLower(r.title + " " + r.of)) {
		switch w {
		case "minority", "majority", "committee", "senate", "congress", "speaker", "whip", "democrat", "republican", "conservative":
			return true
		}
	}
	return false
}
