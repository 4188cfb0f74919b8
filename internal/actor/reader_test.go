package actor

import "testing"

// What a critical reader found wrong, in sentences of our own.

func TestFirstPersonInsideAQuotation(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
“We do not want it, and I think it is over,” Oren Vask said.
“/PUNCT/5/punct We/PRON/5/nsubj do/AUX/5/aux not/PART/5/advmod want/VERB/18/ccomp it/PRON/5/obj ,/PUNCT/10/punct and/CCONJ/10/cc I/PRON/10/nsubj think/VERB/5/conj it/PRON/13/nsubj is/AUX/13/cop over/ADJ/10/ccomp ,/PUNCT/5/punct ”/PUNCT/5/punct Oren/PROPN/18/nsubj/P Vask/PROPN/16/flat/P said/VERB/0/root ./PUNCT/18/punct`)
	outer := said(t, doc, "Oren Vask", "said", "“We do not want it, and I think it is over,”")
	we, i := said(t, doc, "We", "want", "it"), said(t, doc, "I", "think", "it is over")
	we.Within, i.Within = 0, 0
	o := resolve(t, doc, sents, varland, outer, we, i)
	o.want("Oren Vask; direct") // "We want" and "I think" say no more
	if n := len(o.named("Oren Vask").Mentions); n != 3 {
		t.Errorf("Vask has %d mentions, want the name, We and I", n)
	}
}

func TestABodySaysWeAndNotI(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
Varland said “we hope it ends” and “I fear it”.
Varland/PROPN/2/nsubj/L said/VERB/0/root “/PUNCT/5/punct we/PRON/5/nsubj hope/VERB/2/ccomp it/PRON/7/nsubj ends/VERB/5/ccomp ”/PUNCT/5/punct and/CCONJ/12/cc “/PUNCT/12/punct I/PRON/12/nsubj fear/VERB/5/conj it/PRON/12/obj ”/PUNCT/12/punct ./PUNCT/2/punct`)
	outer := said(t, doc, "Varland", "said", "“we hope it ends” and “I fear it”")
	we := said(t, doc, "we", "hope", "it ends")
	we.Within = 0
	o := resolve(t, doc, sents, varland, outer, we)
	o.want("Varland (VAR); mixed")
	if n := len(o.named("Varland").Mentions); n != 2 {
		t.Errorf("Varland has %d mentions, want the name and we", n)
	}
}

func TestRoleBehindABracket(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
Ana Berg (Greens), head of the Meridian League, said it was late.
Ana/PROPN/12/nsubj/P Berg/PROPN/1/flat/P (/PUNCT/4/punct Greens/PROPN/1/parataxis/O )/PUNCT/4/punct ,/PUNCT/7/punct head/NOUN/4/appos of/ADP/11/case the/DET/11/det Meridian/PROPN/11/compound/O League/PROPN/7/nmod/O ,/PUNCT/13/punct said/VERB/0/root it/PRON/16/nsubj was/AUX/16/cop late/ADJ/13/ccomp ./PUNCT/13/punct`)
	o := resolve(t, doc, sents, varland, said(t, doc, "Ana Berg (Greens), head of the Meridian League,", "said", "it was late"))
	o.want("Ana Berg (LEA); indirect")
	if got := roles(o.named("Ana Berg")); got != "head | Meridian League" {
		t.Errorf("roles: %s", got)
	}
}

func TestHyphenAndDateInARole(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
Mila Orne, a Varholm-based developer, said it was late.
Mila/PROPN/10/nsubj/P Orne/PROPN/1/flat/P ,/PUNCT/8/punct a/DET/8/det Varholm/PROPN/7/obl:unmarked/L -/PUNCT/5/punct based/VERB/8/amod developer/NOUN/1/appos ,/PUNCT/8/punct said/VERB/0/root it/PRON/13/nsubj was/AUX/13/cop late/ADJ/10/ccomp ./PUNCT/10/punct`, `
Prosecutors in April said it was early.
Prosecutors/NOUN/4/nsubj in/ADP/3/case April/PROPN/1/nmod/D said/VERB/0/root it/PRON/7/nsubj was/AUX/7/cop early/ADJ/4/ccomp ./PUNCT/4/punct`)
	o := resolve(t, doc, sents, varland,
		said(t, doc, "Mila Orne, a Varholm-based developer,", "said", "it was late"),
		said(t, doc, "Prosecutors in April", "said", "it was early"))
	if got := roles(o.named("Mila Orne")); got != "Varholm-based developer | " {
		t.Errorf("roles: %s", got)
	}
	if got := o.named("Mila Orne").Party; got != "" {
		t.Errorf("party of a developer: %s", got)
	}
	o.named("Prosecutors")
}

func TestItsSpokeswoman(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
The Meridian League met. Its spokeswoman, Dana Hesk, said it was late.
The/DET/3/det Meridian/PROPN/3/compound/O League/PROPN/4/nsubj/O met/VERB/0/root ./PUNCT/4/punct
Its/PRON/2/nmod:poss spokeswoman/NOUN/7/nsubj ,/PUNCT/4/punct Dana/PROPN/2/appos/P Hesk/PROPN/4/flat/P ,/PUNCT/4/punct said/VERB/0/root it/PRON/10/nsubj was/AUX/10/cop late/ADJ/7/ccomp ./PUNCT/7/punct`)
	o := resolve(t, doc, sents, varland, said(t, doc, "Its spokeswoman, Dana Hesk,", "said", "it was late"))
	o.want("Dana Hesk (LEA); indirect")
}

func TestTheyWhoSpokeTogether(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
Ana Berg and Jon Holt said it was late. They said it was cold.
Ana/PROPN/6/nsubj/P Berg/PROPN/1/flat/P and/CCONJ/4/cc Jon/PROPN/1/conj/P Holt/PROPN/4/flat/P said/VERB/0/root it/PRON/9/nsubj was/AUX/9/cop late/ADJ/6/ccomp ./PUNCT/6/punct
They/PRON/2/nsubj said/VERB/0/root it/PRON/5/nsubj was/AUX/5/cop cold/ADJ/2/ccomp ./PUNCT/2/punct`)
	o := resolve(t, doc, sents, nil,
		said(t, doc, "Ana Berg and Jon Holt", "said", "it was late"),
		said(t, doc, "They", "said", "it was cold"))
	o.want("Ana Berg and Jon Holt; indirect", "Ana Berg and Jon Holt; indirect")
}

func TestOfficeInAHeadline(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
# Envoy says dam is late
Envoy/NOUN/2/nsubj says/VERB/0/root dam/NOUN/5/nsubj is/AUX/5/cop late/ADJ/2/ccomp`, `
Ruth Dell, envoy of Varland, said it was cold.
Ruth/PROPN/8/nsubj/P Dell/PROPN/1/flat/P ,/PUNCT/4/punct envoy/NOUN/1/appos of/ADP/6/case Varland/PROPN/4/nmod/L ,/PUNCT/4/punct said/VERB/0/root it/PRON/11/nsubj was/AUX/11/cop cold/ADJ/8/ccomp ./PUNCT/8/punct`)
	o := resolve(t, doc, sents, varland,
		said(t, doc, "Envoy", "says", "dam is late"),
		said(t, doc, "Ruth Dell, envoy of Varland,", "said", "it was cold"))
	o.want("Ruth Dell (VAR); indirect", "Ruth Dell (VAR); indirect")
}

func TestOnePoliceAndOneOfTheLawyers(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
Police said it was late. The crowd left. Later police said it was cold. One of the lawyers, Ana Berg, said it was wet.
Police/NOUN/2/nsubj said/VERB/0/root it/PRON/5/nsubj was/AUX/5/cop late/ADJ/2/ccomp ./PUNCT/2/punct
The/DET/2/det crowd/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct
Later/ADV/3/advmod police/NOUN/3/nsubj said/VERB/0/root it/PRON/6/nsubj was/AUX/6/cop cold/ADJ/3/ccomp ./PUNCT/3/punct
One/NUM/9/nsubj of/ADP/4/case the/DET/4/det lawyers/NOUN/1/nmod ,/PUNCT/6/punct Ana/PROPN/1/appos/P Berg/PROPN/6/flat/P ,/PUNCT/6/punct said/VERB/0/root it/PRON/12/nsubj was/AUX/12/cop wet/ADJ/9/ccomp ./PUNCT/9/punct`)
	o := resolve(t, doc, sents, nil,
		said(t, doc, "Police", "said", "it was late"),
		said(t, doc, "police", "said", "it was cold"),
		said(t, doc, "One of the lawyers, Ana Berg,", "said", "it was wet"))
	o.want("Police; indirect", "Police; indirect", "Ana Berg; indirect")
}

func TestSurnameWithItsParticle(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
Jon van Holt said it was late. Van Holt said it was cold.
Jon/PROPN/4/nsubj/P van/PROPN/1/flat/P Holt/PROPN/1/flat/P said/VERB/0/root it/PRON/7/nsubj was/AUX/7/cop late/ADJ/4/ccomp ./PUNCT/4/punct
Van/PROPN/3/nsubj/P Holt/PROPN/1/flat/P said/VERB/0/root it/PRON/6/nsubj was/AUX/6/cop cold/ADJ/3/ccomp ./PUNCT/3/punct`)
	o := resolve(t, doc, sents, nil,
		said(t, doc, "Jon van Holt", "said", "it was late"),
		said(t, doc, "Van Holt", "said", "it was cold"))
	o.want("Jon van Holt; indirect", "Jon van Holt; indirect")
}

func TestTwoBodiesAreNotOneName(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
The force fights the Meridian League for the Kessen Guard.
The/DET/2/det force/NOUN/3/nsubj fights/VERB/0/root the/DET/6/det Meridian/PROPN/6/compound/O League/PROPN/3/obj/O for/ADP/10/case the/DET/10/det Kessen/PROPN/10/compound/O Guard/PROPN/3/obl/O ./PUNCT/3/punct`)
	o := resolve(t, doc, sents, varland)
	o.named("Meridian League")
}

func TestOfficeToldInTheNextSentence(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
Ruth Dell unrolled maps. The Varlandic envoy said it was late.
Ruth/PROPN/3/nsubj/P Dell/PROPN/1/flat/P unrolled/VERB/0/root maps/NOUN/3/obj ./PUNCT/3/punct
The/DET/3/det Varlandic/ADJ/3/amod/M envoy/NOUN/4/nsubj said/VERB/0/root it/PRON/7/nsubj was/AUX/7/cop late/ADJ/4/ccomp ./PUNCT/4/punct`, `
Ruth Dell met Jon Holt. The Ostrian minister said it was cold.
Ruth/PROPN/3/nsubj/P Dell/PROPN/1/flat/P met/VERB/0/root Jon/PROPN/3/obj/P Holt/PROPN/4/flat/P ./PUNCT/3/punct
The/DET/3/det Ostrian/ADJ/3/amod/M minister/NOUN/4/nsubj said/VERB/0/root it/PRON/7/nsubj was/AUX/7/cop cold/ADJ/4/ccomp ./PUNCT/4/punct`)
	o := resolve(t, doc, sents, varland,
		said(t, doc, "The Varlandic envoy", "said", "it was late"),
		said(t, doc, "The Ostrian minister", "said", "it was cold"))
	o.want("Ruth Dell (VAR); indirect", "Ostrian minister (OST); indirect")
}

func TestAHeadlineDoesNotHideWhomTheTextNames(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
# Envoy says dam is late
Envoy/NOUN/2/nsubj says/VERB/0/root dam/NOUN/5/nsubj is/AUX/5/cop late/ADJ/2/ccomp`, `
Ruth Dell unrolled maps. The Varlandic envoy said it was cold.
Ruth/PROPN/3/nsubj/P Dell/PROPN/1/flat/P unrolled/VERB/0/root maps/NOUN/3/obj ./PUNCT/3/punct
The/DET/3/det Varlandic/ADJ/3/amod/M envoy/NOUN/4/nsubj said/VERB/0/root it/PRON/7/nsubj was/AUX/7/cop cold/ADJ/4/ccomp ./PUNCT/4/punct`)
	o := resolve(t, doc, sents, varland,
		said(t, doc, "Envoy", "says", "dam is late"),
		said(t, doc, "The Varlandic envoy", "said", "it was cold"))
	o.want("Envoy; indirect", "Ruth Dell (VAR); indirect")
}

func TestPronounIsNotItsOwnSubject(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
Oren Vask called Ivo Marr, urging him to wait.
Oren/PROPN/3/nsubj/P Vask/PROPN/1/flat/P called/VERB/0/root Ivo/PROPN/3/obj/P Marr/PROPN/4/flat/P ,/PUNCT/7/punct urging/VERB/3/advcl him/PRON/7/iobj to/PART/10/mark wait/VERB/7/xcomp ./PUNCT/3/punct`)
	o := resolve(t, doc, sents, varland, said(t, doc, "Oren Vask", "urging", "him to wait"))
	if n := len(o.named("Ivo Marr").Mentions); n != 2 {
		t.Errorf("Marr has %d mentions, want the name and him", n)
	}
}

func TestOutletsAsTheyWriteThemselves(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
“It is late,” Mira Holt told USA TODAY.
“/PUNCT/4/punct It/PRON/4/nsubj is/AUX/4/cop late/ADJ/9/ccomp ,/PUNCT/4/punct ”/PUNCT/4/punct Mira/PROPN/9/nsubj/P Holt/PROPN/9/nsubj/P told/VERB/0/root USA/PROPN/9/iobj/L TODAY/NOUN/9/obl:unmarked/D ./PUNCT/9/punct`, `
Ivo Marr told BBC Radio Four’s Morning Hour it was late.
Ivo/PROPN/3/nsubj/P Marr/PROPN/1/flat/P told/VERB/0/root BBC/PROPN/5/compound/O Radio/PROPN/9/nmod:poss/O Four/NUM/9/nmod:poss/D ’s/PART/5/case Morning/NOUN/9/compound/T Hour/NOUN/3/obl:unmarked/D it/PRON/12/nsubj was/AUX/12/cop late/ADJ/3/ccomp ./PUNCT/3/punct`)
	o := resolve(t, doc, sents, varland,
		said(t, doc, "Mira Holt", "told", "“It is late,”"), said(t, doc, "Ivo Marr", "told", "it was late"))
	for i, want := range []string{"USA TODAY", "BBC Radio Four"} {
		s := o.statements[i]
		if len(s.Channel) != 1 || s.Channel[0].Name != want || s.Time != nil {
			t.Errorf("%+v, want the channel %s and no time", s, want)
		}
	}
}

func TestOfficeForAMatterAtABody(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
Tessa Plask, senior director for Ostrian affairs at the Meridian League, said it was late.
Tessa/PROPN/14/nsubj/P Plask/PROPN/1/flat/P ,/PUNCT/5/punct senior/ADJ/5/amod director/NOUN/1/appos for/ADP/8/case Ostrian/ADJ/8/amod/O affairs/NOUN/5/nmod at/ADP/12/case the/DET/12/det Meridian/PROPN/12/compound/O League/PROPN/5/nmod/O ,/PUNCT/1/punct said/VERB/0/root it/PRON/17/nsubj was/AUX/17/cop late/ADJ/14/ccomp ./PUNCT/14/punct`)
	o := resolve(t, doc, sents, varland, said(t, doc, "Tessa Plask, senior director for Ostrian affairs at the Meridian League,", "said", "it was late"))
	o.want("Tessa Plask (LEA); indirect")
	if got := roles(o.named("Tessa Plask")); got != "senior director for Ostrian affairs | Meridian League" {
		t.Errorf("roles: %s", got)
	}
}

func TestOfficeThatSeveralStatesHave(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
VARHOLM - It was cold.
VARHOLM/PROPN/5/nsubj/L -/PUNCT/1/punct It/PRON/5/nsubj was/AUX/5/cop cold/ADJ/0/root ./PUNCT/5/punct`, `
Foreign Secretary Clara Ruiz said it was late.
Foreign/ADJ/2/amod Secretary/PROPN/5/nsubj Clara/PROPN/5/nsubj/P Ruiz/PROPN/3/flat/P said/VERB/0/root it/PRON/8/nsubj was/AUX/8/cop late/ADJ/5/ccomp ./PUNCT/5/punct`)
	resolve(t, doc, sents, varland, said(t, doc, "Foreign Secretary Clara Ruiz", "said", "it was late")).want("Clara Ruiz (VAR); indirect")
}

func TestEpithet(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
Sheldon Adler met Donald Reed. “It is late,” the tycoon said.
Sheldon/PROPN/3/nsubj/P Adler/PROPN/1/flat/P met/VERB/0/root Donald/PROPN/3/obj/P Reed/PROPN/4/flat/P ./PUNCT/3/punct
“/PUNCT/4/punct It/PRON/4/nsubj is/AUX/4/cop late/ADJ/9/ccomp ,/PUNCT/4/punct ”/PUNCT/4/punct the/DET/8/det tycoon/NOUN/9/nsubj said/VERB/0/root ./PUNCT/9/punct`, `
Oren Vask met Ivo Marr after the front-runner said it was cold.
Oren/PROPN/3/nsubj/P Vask/PROPN/1/flat/P met/VERB/0/root Ivo/PROPN/3/obj/P Marr/PROPN/4/flat/P after/SCONJ/11/mark the/DET/10/det front/ADJ/10/amod -/PUNCT/8/punct runner/NOUN/11/nsubj said/VERB/3/advcl it/PRON/14/nsubj was/AUX/14/cop cold/ADJ/11/ccomp ./PUNCT/3/punct`)
	o := resolve(t, doc, sents, varland,
		said(t, doc, "the tycoon", "said", "“It is late,”"), said(t, doc, "the front-runner", "said", "it was cold"))
	o.want("Sheldon Adler; direct", "Ivo Marr; indirect")
}

// An office without its state is of the state that the text has just told of, or
// begins the sentence with.
func TestOfficeOfTheStateJustToldOf(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
Varland denied it. Deputy Minister Karel Voss said it was late.
Varland/PROPN/2/nsubj/L denied/VERB/0/root it/PRON/2/obj ./PUNCT/2/punct
Deputy/ADJ/2/amod Minister/PROPN/3/nmod:desc Karel/PROPN/5/nsubj/P Voss/PROPN/3/flat/P said/VERB/0/root it/PRON/8/nsubj was/AUX/8/cop late/ADJ/5/ccomp ./PUNCT/5/punct`, `
In Ostria, President Ilse Roth said it was early.
In/ADP/2/case Ostria/PROPN/7/obl/L ,/PUNCT/2/punct President/PROPN/5/nmod:desc Ilse/PROPN/7/nsubj/P Roth/PROPN/5/flat/P said/VERB/0/root it/PRON/10/nsubj was/AUX/10/cop early/ADJ/7/ccomp ./PUNCT/7/punct`)
	o := resolve(t, doc, sents, varland, said(t, doc, "Deputy Minister Karel Voss", "said", "it was late"), said(t, doc, "President Ilse Roth", "said", "it was early"))
	for name, want := range map[string]string{"Karel Voss": "VAR", "Ilse Roth": "OST"} {
		if got := o.named(name).Party; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
