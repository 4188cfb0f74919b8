package actor

import (
	"strings"
	"testing"

	"demarche"
)

// coast has a party that only its common nouns tell from the state's.
var coast = &demarche.Talks{ID: "coast", Parties: append([]demarche.Party{
	{ID: "REB", Name: "Varlandic opposition and rebels"},
}, varland.Parties...)}

func TestTitleThatTheTagsMisread(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
The Varlandic government lead negotiator Ana Berg said it was late.
The/DET/3/det Varlandic/ADJ/3/amod/M government/NOUN/4/nsubj lead/VERB/8/conj negotiator/NOUN/4/obj Ana/PROPN/8/nsubj/P Berg/PROPN/6/flat/P said/VERB/0/root it/PRON/11/nsubj was/AUX/11/cop late/ADJ/8/ccomp ./PUNCT/8/punct`)
	o := resolve(t, doc, sents, varland, said(t, doc, "The Varlandic government lead negotiator Ana Berg", "said", "it was late"))
	o.want("Ana Berg (VAR); indirect")
}

func TestTwoOfficesOfOneState(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
It was cold, said Varland’s president and foreign minister, who warned that it was wet.
It/PRON/3/nsubj was/AUX/3/cop cold/ADJ/5/ccomp ,/PUNCT/5/punct said/VERB/0/root Varland/PROPN/8/nmod:poss/L ’s/PART/6/case president/NOUN/5/nsubj and/CCONJ/11/cc foreign/ADJ/11/amod minister/NOUN/8/conj ,/PUNCT/14/punct who/PRON/14/nsubj warned/VERB/11/acl:relcl that/SCONJ/18/mark it/PRON/18/nsubj was/AUX/18/cop wet/ADJ/14/ccomp ./PUNCT/5/punct`)
	o := resolve(t, doc, sents, varland, said(t, doc, "who", "warned", "that it was wet"))
	o.want("foreign minister (VAR); indirect")
}

func TestSidesWithinAState(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
The Coast Council, Varland’s main opposition group, said it was late. Ivo Marr, chief negotiator for the Coast Council, said it was cold.
The/DET/3/det Coast/PROPN/3/compound/O Council/PROPN/11/nsubj/O ,/PUNCT/3/punct Varland/PROPN/9/nmod:poss/L ’s/PART/5/case main/ADJ/9/amod opposition/NOUN/9/compound group/NOUN/3/appos ,/PUNCT/3/punct said/VERB/0/root it/PRON/14/nsubj was/AUX/14/cop late/ADJ/11/ccomp ./PUNCT/11/punct
Ivo/PROPN/11/nsubj/P Marr/PROPN/1/flat/P ,/PUNCT/5/punct chief/ADJ/5/amod negotiator/NOUN/1/appos for/ADP/9/case the/DET/9/det Coast/PROPN/9/compound/O Council/PROPN/5/nmod/O ,/PUNCT/5/punct said/VERB/0/root it/PRON/14/nsubj was/AUX/14/cop cold/ADJ/11/ccomp ./PUNCT/11/punct`, `
Rebel commanders said it was wet. The Ostrian rebels said it was dry.
Rebel/NOUN/2/compound commanders/NOUN/3/nsubj said/VERB/0/root it/PRON/6/nsubj was/AUX/6/cop wet/ADJ/3/ccomp ./PUNCT/3/punct
The/DET/3/det Ostrian/ADJ/3/amod/M rebels/NOUN/4/nsubj said/VERB/0/root it/PRON/7/nsubj was/AUX/7/cop dry/ADJ/4/ccomp ./PUNCT/4/punct`)
	attrs := func() []demarche.Attribution {
		return []demarche.Attribution{
			said(t, doc, "The Coast Council, Varland’s main opposition group,", "said", "it was late"),
			said(t, doc, "Ivo Marr, chief negotiator for the Coast Council,", "said", "it was cold"),
			said(t, doc, "Rebel commanders", "said", "it was wet"),
			said(t, doc, "The Ostrian rebels", "said", "it was dry"),
		}
	}
	resolve(t, doc, sents, coast, attrs()...).want("Coast Council (REB); indirect", "Ivo Marr (REB); indirect", "Rebel commanders (REB); indirect", "Ostrian rebels; indirect")
	resolve(t, doc, sents, nil, attrs()...).want("Coast Council; indirect", "Ivo Marr; indirect", "Rebel commanders; indirect", "Ostrian rebels; indirect")
}

func TestInitialsAndStaffOfABody(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
“It was cold,” said JR Holt, an economist at the Meridian League.
“/PUNCT/4/punct It/PRON/4/nsubj was/AUX/4/cop cold/ADJ/7/ccomp ,/PUNCT/4/punct ”/PUNCT/4/punct said/VERB/0/root JR/PROPN/7/nsubj Holt/PROPN/8/flat/P ,/PUNCT/12/punct an/DET/12/det economist/NOUN/8/appos at/ADP/16/case the/DET/16/det Meridian/PROPN/16/compound/O League/PROPN/12/nmod/O ./PUNCT/7/punct`, `
Tessa Brandt, a Varlandic economist, said it was late.
Tessa/PROPN/8/nsubj/P Brandt/PROPN/1/flat/P ,/PUNCT/6/punct a/DET/6/det Varlandic/ADJ/6/amod/M economist/NOUN/1/appos ,/PUNCT/6/punct said/VERB/0/root it/PRON/11/nsubj was/AUX/11/cop late/ADJ/8/ccomp ./PUNCT/8/punct`)
	o := resolve(t, doc, sents, varland,
		said(t, doc, "JR Holt, an economist at the Meridian League", "said", "“It was cold,”"),
		said(t, doc, "Tessa Brandt, a Varlandic economist,", "said", "it was late"))
	o.want("JR Holt (LEA); direct", "Tessa Brandt; indirect")
}

func TestTrivialInnerStatements(t *testing.T) {
	for _, c := range []struct {
		text, source, cue, content string
		keep                       bool
	}{
		{`
Vask said he hoped it ends.
Vask/PROPN/2/nsubj/P said/VERB/0/root he/PRON/4/nsubj hoped/VERB/2/ccomp it/PRON/6/nsubj ends/VERB/4/ccomp ./PUNCT/2/punct`, "he", "hoped", "it ends", false},
		{`
Vask said he had told Corsk it ends.
Vask/PROPN/2/nsubj/P said/VERB/0/root he/PRON/5/nsubj had/AUX/5/aux told/VERB/2/ccomp Corsk/PROPN/5/obj/P it/PRON/8/nsubj ends/VERB/5/ccomp ./PUNCT/2/punct`, "he", "had told", "it ends", true},
		{`
Vask said Corsk wants to leave.
Vask/PROPN/2/nsubj/P said/VERB/0/root Corsk/PROPN/4/nsubj/P wants/VERB/2/ccomp to/PART/6/mark leave/VERB/4/xcomp ./PUNCT/2/punct`, "Corsk", "wants", "to leave", false},
		{`
Vask said Corsk wants to leave the valley.
Vask/PROPN/2/nsubj/P said/VERB/0/root Corsk/PROPN/4/nsubj/P wants/VERB/2/ccomp to/PART/6/mark leave/VERB/4/xcomp the/DET/8/det valley/NOUN/6/obj ./PUNCT/2/punct`, "Corsk", "wants", "to leave the valley", true},
		{`
Vask said it shows he left.
Vask/PROPN/2/nsubj/P said/VERB/0/root it/PRON/4/nsubj shows/VERB/2/ccomp he/PRON/6/nsubj left/VERB/4/ccomp ./PUNCT/2/punct`, "it", "shows", "he left", false},
	} {
		doc, sents := article(t, "2026-03-10", c.text)
		outer, inner := said(t, doc, "Vask", "said", strings.TrimSuffix(strings.TrimPrefix(doc.Text, "Vask said "), ".\n\n")), said(t, doc, c.source, c.cue, c.content)
		inner.Within = 0
		if got := len(resolve(t, doc, sents, nil, outer, inner).statements); got != 1+map[bool]int{true: 1}[c.keep] {
			t.Errorf("%q: %d statements", strings.TrimSpace(doc.Text), got)
		}
	}
}

func TestRolesInRelativeClausesAndNamesInRoles(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
Ruth Dell, who serves as envoy to Ostria, said it was late.
Ruth/PROPN/10/nsubj/P Dell/PROPN/1/flat/P ,/PUNCT/5/punct who/PRON/5/nsubj serves/VERB/1/acl:relcl as/ADP/7/case envoy/NOUN/5/obl to/ADP/9/case Ostria/PROPN/5/obl/L ,/PUNCT/1/punct said/VERB/0/root it/PRON/14/nsubj was/AUX/14/cop late/ADJ/11/ccomp ./PUNCT/11/punct`, `
Mila Orne, a former Dell aide, said it was cold.
Mila/PROPN/9/nsubj/P Orne/PROPN/1/flat/P ,/PUNCT/7/punct a/DET/7/det former/ADJ/7/amod Dell/PROPN/1/flat/P aide/NOUN/1/appos ,/PUNCT/1/punct said/VERB/0/root it/PRON/12/nsubj was/AUX/12/cop cold/ADJ/9/ccomp ./PUNCT/9/punct`, `
The Central and East Orrin Council met Ana Will and Bor Ki-tan.
The/DET/6/det Central/ADJ/6/amod/O and/CCONJ/4/cc East/PROPN/6/compound/L Orrin/PROPN/6/compound/O Council/PROPN/7/nsubj/O met/VERB/0/root Ana/PROPN/7/obj/P Will/AUX/8/aux/P and/CCONJ/11/cc Bor/PROPN/8/conj Ki/PROPN/11/flat/P -/PUNCT/12/punct tan/PROPN/11/flat/P ./PUNCT/7/punct`)
	o := resolve(t, doc, sents, varland)
	for name, want := range map[string]string{"Ruth Dell": "envoy to Ostria | ", "Mila Orne": "former Dell aide | Dell", "Central and East Orrin Council": "", "Ana Will": "", "Bor Ki-tan": ""} {
		if got := roles(o.named(name)); got != want {
			t.Errorf("%s: roles %q, want %q", name, got, want)
		}
	}
}

func TestWhoSpeaksForASide(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
Nasra Hale, head of the rebel delegation, said it was late.
Nasra/PROPN/10/nsubj/P Hale/PROPN/1/flat/P ,/PUNCT/4/punct head/NOUN/1/appos of/ADP/8/case the/DET/8/det rebel/ADJ/8/compound delegation/NOUN/4/nmod ,/PUNCT/1/punct said/VERB/0/root it/PRON/13/nsubj was/AUX/13/cop late/ADJ/10/ccomp ./PUNCT/10/punct`)
	resolve(t, doc, sents, coast, said(t, doc, "Nasra Hale, head of the rebel delegation,", "said", "it was late")).want("Nasra Hale (REB); indirect")
	doc, sents = article(t, "2026-03-10", `
Rebel leader Nasra Hale said it was late.
Rebel/PROPN/2/compound/M leader/NOUN/5/nsubj Nasra/PROPN/5/nsubj/P Hale/PROPN/3/flat/P said/VERB/0/root it/PRON/8/nsubj was/AUX/8/cop late/ADJ/5/ccomp ./PUNCT/5/punct`)
	resolve(t, doc, sents, coast, said(t, doc, "Rebel leader Nasra Hale", "said", "it was late")).want("Nasra Hale (REB); indirect")
	resolve(t, doc, sents, varland, said(t, doc, "Rebel leader Nasra Hale", "said", "it was late")).want("Nasra Hale; indirect")
}

func TestDescriptionBeforeAName(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
“It is late,” said a fellow at the Varholm Institute, Nick Witt.
“/PUNCT/4/punct It/PRON/4/nsubj is/AUX/4/cop late/ADJ/7/ccomp ,/PUNCT/4/punct ”/PUNCT/4/punct said/VERB/0/root a/DET/9/det fellow/ADJ/7/ccomp at/ADP/13/case the/DET/13/det Varholm/PROPN/13/compound/O Institute/PROPN/9/nmod/O ,/PUNCT/15/punct Nick/PROPN/13/appos/P Witt/PROPN/15/flat/P ./PUNCT/7/punct`, `
Jo Colb, a Varlandic general who works in Ostria, said it was late.
Jo/PROPN/12/nsubj/P Colb/PROPN/1/flat/P ,/PUNCT/6/punct a/DET/6/det Varlandic/PROPN/6/compound/O general/NOUN/12/nsubj who/PRON/8/nsubj works/VERB/6/acl:relcl in/ADP/10/case Ostria/PROPN/8/obl/L ,/PUNCT/1/punct said/VERB/0/root it/PRON/15/nsubj was/AUX/15/cop late/ADJ/12/ccomp ./PUNCT/12/punct`, `
“It is late,” said Del. Tessa Plask.
“/PUNCT/4/punct It/PRON/4/nsubj is/AUX/4/cop late/ADJ/7/ccomp ,/PUNCT/4/punct ”/PUNCT/4/punct said/VERB/0/root Del./PROPN/7/nsubj/P Tessa/PROPN/7/nsubj/P Plask/PROPN/9/flat/P ./PUNCT/7/punct`)
	o := resolve(t, doc, sents, varland,
		said(t, doc, "a fellow at the Varholm Institute, Nick Witt", "said", "“It is late,”"),
		said(t, doc, "Jo Colb, a Varlandic general who works in Ostria,", "said", "it was late"))
	o.want("Nick Witt; direct", "Jo Colb (VAR); indirect")
	if got := roles(o.named("Nick Witt")); got != "fellow | Varholm Institute" {
		t.Errorf("roles: %s", got)
	}
	if got := roles(o.named("Tessa Plask")); got != "Del. | " {
		t.Errorf("roles: %s", got)
	}
}
