package actor

import (
	"strings"

	"demarche"
	"demarche/internal/gazetteer"
)

// role is what someone is said to be.
type role struct {
	title string
	of    string
	span  demarche.Span
	noun  string // head of the title
	head  int    // its token
	lead  int    // first token of the title
	from  int    // tokens [from, to) of the whole role
	to    int
	owner []int // tokens that say for whom, heads only
	prep  string
	code  string // of an office that only one state has
	apart bool   // former, opposition: does not speak for the state
}

// findRoles reads the titles before names, the appositions on both sides and
// the predicates ("Holt is the envoy of Varland").
func (rd *reading) findRoles() {
	for i := range rd.names {
		n := rd.names[i]
		a := rd.who[n.from]
		if a < 0 || rd.actors[a].kind != "person" || n.class != person || rd.loud[rd.words[n.from].sent] {
			continue
		}
		rd.titleBefore(a, n)
		rd.ofBehind(a, n)
		rd.apposition(a, n)
		rd.predicate(a, n)
		rd.served(a, n)
		rd.congress(a, n)
	}
}

// titleBefore reads the office that stands before a name.
func (rd *reading) titleBefore(a int, n name) {
	k := n.from - 1
	for k >= rd.first[rd.words[n.from].sent] && rd.honorific(k) {
		k--
	}
	if k < rd.first[rd.words[n.from].sent] {
		return
	}
	if rd.words[k].Tag == "PUNCT" {
		return // an apposition, not a title
	}
	head, tail := rd.titleHead(k)
	if head < 0 {
		return
	}
	from := rd.phraseStart(head)
	rd.addRole(a, rd.readRole(from, head, tail+1))
}

// ofBehind reads the state or body behind a name: "President Ana Berg of
// Varland", "Ana Berg of the Meridian League".
func (rd *reading) ofBehind(a int, n name) {
	if n.to+1 >= len(rd.words) || !rd.same(n.from, n.to+1) || rd.words[n.to].lower != "of" {
		return
	}
	h := rd.nounPhrase(n.to + 1)
	if h < 0 || rd.nameAt[h] < 0 || !rd.names[rd.nameAt[h]].known {
		return
	}
	e, s := rd.names[rd.nameAt[h]].entry, rd.actors[a]
	if k := len(s.roles) - 1; k >= 0 && s.roles[k].of == "" && s.roles[k].to <= n.from && rd.same(s.roles[k].head, n.from) {
		s.roles[k].of = rd.cut(rd.afterArticle(n.to+1), h)
		s.roles[k].owner = append(s.roles[k].owner, h)
	} else if e.Kind == gazetteer.Organization && s.heads == "" {
		s.heads = e.Code
	}
}

func (rd *reading) honorific(i int) bool {
	_, ok := rd.lex.honorifics[rd.words[i].lower]
	return ok
}

// titleHead returns the noun of the title whose last token is k, and k; -1
// if k does not end a title.
func (rd *reading) titleHead(k int) (head, tail int) {
	w := &rd.words[k]
	if rd.office(k) && !w.plural() || w.Tag == "NOUN" && rd.nameAt[k] < 0 && rd.common(k) && rd.describes(k, k+1) {
		return k, k
	}
	for i := k - 1; i >= rd.first[w.sent] && k-i < 5; i-- { // Secretary of State
		if rd.words[i].text == "of" && i > rd.first[w.sent] && rd.office(i-1) {
			return i - 1, k
		}
		if rd.words[i].Tag == "PUNCT" || rd.words[i].Tag == "VERB" {
			break
		}
	}
	return -1, k
}

// describes reports whether the noun at k belongs to the name that begins at
// next, as the tree has it.
func (rd *reading) describes(k, next int) bool {
	head, up := rd.words[k].head, rd.words[next].head
	return (head == next || up == k && rd.words[next].Rel != "obj") && rd.words[k].Rel != "root" && !strings.HasPrefix(rd.words[k].Rel, "nsubj") || head > next && head < next+5 && rd.words[k].Rel != "nsubj"
}

// office reports whether a token is a noun for a person, in either case.
func (rd *reading) office(k int) bool {
	w := &rd.words[k]
	if w.Tag != "NOUN" && w.Tag != "PROPN" && w.Tag != "ADJ" || w.Entity == "PERSON" && !strings.HasSuffix(w.text, ".") && !ranks[w.text] {
		return false
	}
	if _, ok := rd.lex.person(w.noun()); ok {
		return true
	}
	_, ok := rd.lex.officeOf[w.text]
	return ok
}

// ranks has the titles that are nobody's name.
var ranks = map[string]bool{"Admiral": true, "Ambassador": true, "Captain": true, "Chancellor": true, "Colonel": true, "Commissioner": true, "General": true, "Lieutenant": true, "President": true, "Senator": true}

// soleOffice notes the state of an office that only one state has.
func (rd *reading) soleOffice(r *role, from, to int) {
	for i := from; i < to; i++ {
		for n := min(rd.lex.officeWords, to-i); n > 0; n-- {
			if code, ok := rd.lex.officeOf[rd.cut(i, i+n-1)]; ok {
				r.code = code
				return
			}
		}
	}
}

// addRole gives a person a role, once.
func (rd *reading) addRole(a int, r role) {
	s := rd.actors[a]
	if r.title == "" {
		return
	}
	if g, _ := rd.lex.person(r.noun); g != unknown && s.gender == unknown {
		s.gender = g
	}
	for i := r.lead; i <= r.head; i++ {
		if rd.who[i] < 0 && rd.nameAt[i] < 0 {
			rd.who[i] = a
		}
	}
	for i := range s.roles {
		old := &s.roles[i]
		if strings.EqualFold(old.title, r.title) && (strings.EqualFold(old.of, r.of) || r.of == "") {
			return
		}
	}
	s.roles = append(s.roles, r)
}
