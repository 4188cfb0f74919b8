package actor

import (
	"strings"
	"testing"

	"demarche"
	"demarche/internal/gazetteer"
)

// The patterns that break readers, each in sentences of our own.

func TestApposition(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
“Naturally, water comes first,” Oren Vask, spokesman for Varlandic President Mira Holt, said on Tuesday at a press briefing.
“/PUNCT/16/punct Naturally/ADV/5/advmod ,/PUNCT/5/punct water/NOUN/5/nsubj comes/VERB/20/ccomp first/ADV/5/advmod ,/PUNCT/5/punct ”/PUNCT/5/punct Oren/PROPN/20/nsubj/P Vask/PROPN/9/flat/P ,/PUNCT/12/punct spokesman/NOUN/9/appos for/ADP/16/case Varlandic/ADJ/16/amod/M President/PROPN/16/nmod:desc Mira/PROPN/12/nmod/P Holt/PROPN/16/flat/P ,/PUNCT/12/punct said/VERB/0/root on/ADP/21/case Tuesday/PROPN/19/obl/D at/ADP/25/case a/DET/25/det press/NOUN/25/compound briefing/NOUN/19/obl ./PUNCT/19/punct`, `
“We want no megaphone,” Vask said, originally in Ostrian, according to the state news agency VNS.
“/PUNCT/3/punct We/PRON/3/nsubj want/VERB/9/ccomp no/DET/5/det megaphone/NOUN/3/obj ,/PUNCT/3/punct ”/PUNCT/3/punct Vask/PROPN/9/nsubj/P said/VERB/0/root ,/PUNCT/9/punct originally/ADV/13/advmod in/ADP/13/case Ostrian/PROPN/9/obl/M ,/PUNCT/20/punct according/VERB/20/case to/ADP/15/fixed the/DET/20/det state/NOUN/20/compound news/NOUN/20/compound agency/NOUN/9/obl VNS/PROPN/20/appos/O ./PUNCT/9/punct`)
	o := resolve(t, doc, sents, varland,
		said(t, doc, "Oren Vask, spokesman for Varlandic President Mira Holt,", "said", "“Naturally, water comes first,”"),
		said(t, doc, "Vask", "said", "“We want no megaphone,”"))
	o.want("Oren Vask (VAR); direct; at a press briefing; on Tuesday = 2026-03-10",
		"Oren Vask (VAR); direct; via VNS")
	if got := roles(o.named("Oren Vask")); got != "spokesman | Varlandic President Mira Holt" {
		t.Errorf("roles of Vask: %s", got)
	}
	holt := o.named("Mira Holt")
	if got := roles(holt); got != "President | Varland" || holt.Party != "VAR" {
		t.Errorf("Holt: %s, party %s", got, holt.Party)
	}
	if n := len(o.named("Oren Vask").Mentions); n != 2 {
		t.Errorf("Vask has %d mentions", n)
	}
}

func TestRoleBeforeName(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
The Meridian League's top diplomat, Kessa Orne, said on Monday that the dam needs “guards that are real.”
The/DET/3/det Meridian/PROPN/3/compound/O League/PROPN/6/nmod:poss/O 's/PART/3/case top/ADJ/6/amod diplomat/NOUN/11/nsubj ,/PUNCT/8/punct Kessa/PROPN/6/appos/P Orne/PROPN/8/flat/P ,/PUNCT/6/punct said/VERB/0/root on/ADP/13/case Monday/PROPN/11/obl/D that/SCONJ/17/mark the/DET/16/det dam/NOUN/17/nsubj needs/VERB/11/ccomp “/PUNCT/19/punct guards/NOUN/17/obj that/PRON/22/nsubj are/AUX/22/cop real/ADJ/19/acl:relcl ./PUNCT/11/punct ”/PUNCT/11/punct`, `
“They cannot be paper,” Orne said.
“/PUNCT/5/punct They/PRON/5/nsubj cannot/AUX/5/aux be/AUX/5/cop paper/NOUN/9/ccomp ,/PUNCT/5/punct ”/PUNCT/5/punct Orne/PROPN/9/nsubj/P said/VERB/0/root ./PUNCT/9/punct`)
	o := resolve(t, doc, sents, varland,
		said(t, doc, "The Meridian League's top diplomat, Kessa Orne,", "said", "that the dam needs “guards that are real.”"),
		said(t, doc, "Orne", "said", "“They cannot be paper,”"))
	o.want("Kessa Orne (LEA); mixed; on Monday = 2026-03-09", "Kessa Orne (LEA); direct")
	if got := roles(o.named("Kessa Orne")); got != "top diplomat | Meridian League" {
		t.Errorf("roles: %s", got)
	}
}

func TestReportOfReport(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
“I name no dates,” Vask said, VNS reported. “It would be thankless.”
“/PUNCT/3/punct I/PRON/3/nsubj name/VERB/8/ccomp no/DET/5/det dates/NOUN/3/obj ,/PUNCT/3/punct ”/PUNCT/3/punct Vask/PROPN/9/nsubj/P said/VERB/0/root ,/PUNCT/12/punct VNS/PROPN/12/nsubj/O reported/VERB/9/parataxis ./PUNCT/9/punct
“/PUNCT/5/punct It/PRON/5/nsubj would/AUX/5/aux be/AUX/5/cop thankless/ADJ/0/root ./PUNCT/5/punct ”/PUNCT/5/punct`)
	a := said(t, doc, "Vask", "said", "“I name no dates,” … “It would be thankless.”")
	b := said(t, doc, "VNS", "reported", "“I name no dates,”")
	o := resolve(t, doc, sents, varland, a, b)
	o.want("Vask; direct; via VNS", "Vask; direct; via VNS")
	if n := len(o.named("Vask").Mentions); n != 2 {
		t.Errorf("Vask has %d mentions, want the name and “I”", n)
	}
}

func TestChannels(t *testing.T) {
	for _, c := range []struct{ text, source, cue, content, want string }{
		{`
Mira Holt told Reuters on Friday the dam is safe.
Mira/PROPN/3/nsubj/P Holt/PROPN/1/flat/P told/VERB/0/root Reuters/PROPN/3/obj/O on/ADP/6/case Friday/PROPN/3/obl/D the/DET/8/det dam/NOUN/10/nsubj is/AUX/10/cop safe/ADJ/3/ccomp ./PUNCT/3/punct`,
			"Mira Holt", "told", "the dam is safe", "Mira Holt; indirect; via Reuters; on Friday = 2026-03-06"},
		{`
The dam is safe, Mira Holt wrote in a post on X.
The/DET/2/det dam/NOUN/4/nsubj is/AUX/4/cop safe/ADJ/8/ccomp ,/PUNCT/4/punct Mira/PROPN/8/nsubj/P Holt/PROPN/6/flat/P wrote/VERB/0/root in/ADP/11/case a/DET/11/det post/NOUN/8/obl on/ADP/13/case X/PROPN/11/nmod ./PUNCT/8/punct`,
			"Mira Holt", "wrote", "The dam is safe", "Mira Holt; indirect; via X"},
		{`
Mira Holt said in an interview with the Halvery Courier that the dam is safe.
Mira/PROPN/3/nsubj/P Holt/PROPN/1/flat/P said/VERB/0/root in/ADP/6/case an/DET/6/det interview/NOUN/3/obl with/ADP/10/case the/DET/10/det Halvery/PROPN/10/compound/O Courier/PROPN/6/nmod/O that/SCONJ/15/mark the/DET/13/det dam/NOUN/15/nsubj is/AUX/15/cop safe/ADJ/3/ccomp ./PUNCT/3/punct`,
			"Mira Holt", "said", "that the dam is safe", "Mira Holt; indirect; via Halvery Courier; in an interview with the Halvery Courier"},
		{`
The dam is safe, Mira Holt said, Reuters reported, citing the news agency VNS.
The/DET/2/det dam/NOUN/4/nsubj is/AUX/4/cop safe/ADJ/8/ccomp ,/PUNCT/8/punct Mira/PROPN/8/nsubj/P Holt/PROPN/6/flat/P said/VERB/0/root ,/PUNCT/11/punct Reuters/PROPN/11/nsubj/O reported/VERB/8/parataxis ,/PUNCT/13/punct citing/VERB/11/advcl the/DET/16/det news/NOUN/16/compound agency/NOUN/13/obj VNS/PROPN/16/appos/O ./PUNCT/8/punct`,
			"Mira Holt", "said", "The dam is safe", "Mira Holt; indirect; via VNS; via Reuters"},
	} {
		doc, sents := article(t, "2026-03-10", c.text)
		resolve(t, doc, sents, nil, said(t, doc, c.source, c.cue, c.content)).want(c.want)
	}
}

// Capitals, buildings, and persons without a name speak for their state, as
// the gazetteer knows them.
func TestParty(t *testing.T) {
	for _, c := range []struct{ text, source, cue, content, want string }{
		{`
Moscow said the dam is safe.
Moscow/PROPN/2/nsubj/L said/VERB/0/root the/DET/4/det dam/NOUN/6/nsubj is/AUX/6/cop safe/ADJ/2/ccomp ./PUNCT/2/punct`,
			"Moscow", "said", "the dam is safe", "Moscow (RUS); indirect"},
		{`
The Kremlin said the dam is safe.
The/DET/2/det Kremlin/PROPN/3/nsubj/O said/VERB/0/root the/DET/5/det dam/NOUN/7/nsubj is/AUX/7/cop safe/ADJ/3/ccomp ./PUNCT/3/punct`,
			"The Kremlin", "said", "the dam is safe", "Kremlin (RUS); indirect"},
		{`
A senior U.S. official said the dam is safe.
A/DET/4/det senior/ADJ/4/amod U.S./PROPN/4/compound/L official/NOUN/5/nsubj said/VERB/0/root the/DET/7/det dam/NOUN/9/nsubj is/AUX/9/cop safe/ADJ/5/ccomp ./PUNCT/5/punct`,
			"A senior U.S. official", "said", "the dam is safe", "senior U.S. official (USA); indirect"},
		{`
Officials in Kyiv said the dam is safe.
Officials/NOUN/4/nsubj in/ADP/3/case Kyiv/PROPN/1/nmod/L said/VERB/0/root the/DET/6/det dam/NOUN/8/nsubj is/AUX/8/cop safe/ADJ/4/ccomp ./PUNCT/4/punct`,
			"Officials in Kyiv", "said", "the dam is safe", "Officials in Kyiv (UKR); indirect"},
		{`
Former Dutch minister Joris Vaal said the dam is safe.
Former/ADJ/3/amod Dutch/ADJ/3/amod/M minister/NOUN/4/nmod:desc Joris/PROPN/6/nsubj/P Vaal/PROPN/4/flat/P said/VERB/0/root the/DET/8/det dam/NOUN/10/nsubj is/AUX/10/cop safe/ADJ/6/ccomp ./PUNCT/6/punct`,
			"Former Dutch minister Joris Vaal", "said", "the dam is safe", "Joris Vaal; indirect"},
		{`
Tessa Brandt, a Russia scholar at the Arden Institute, said the dam is safe.
Tessa/PROPN/11/nsubj/P Brandt/PROPN/1/flat/P ,/PUNCT/6/punct a/DET/6/det Russia/PROPN/6/compound/L scholar/NOUN/1/appos at/ADP/10/case the/DET/10/det Arden/PROPN/10/compound/O Institute/PROPN/6/nmod/O ,/PUNCT/6/punct said/VERB/0/root the/DET/14/det dam/NOUN/16/nsubj is/AUX/16/cop safe/ADJ/12/ccomp ./PUNCT/12/punct`,
			"Tessa Brandt, a Russia scholar at the Arden Institute,", "said", "the dam is safe", "Tessa Brandt; indirect"},
		{`
A spokeswoman for the Foreign Ministry of Norway said the dam is safe.
A/DET/2/det spokeswoman/NOUN/9/nsubj for/ADP/6/case the/DET/6/det Foreign/PROPN/6/compound/O Ministry/PROPN/2/nmod/O of/ADP/8/case Norway/PROPN/6/nmod/O said/VERB/0/root the/DET/11/det dam/NOUN/13/nsubj is/AUX/13/cop safe/ADJ/9/ccomp ./PUNCT/9/punct`,
			"A spokeswoman for the Foreign Ministry of Norway", "said", "the dam is safe", "spokeswoman for the Foreign Ministry of Norway (NOR); indirect"},
	} {
		doc, sents := article(t, "2026-03-10", c.text)
		resolve(t, doc, sents, nil, said(t, doc, c.source, c.cue, c.content)).want(c.want)
	}
}

// A pronoun, an office and a surname stand for the one who was named.
func TestChain(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
Ostrian Foreign Minister Lidia Corsk met Jonas Pell in Kessen.
Ostrian/ADJ/4/amod/M Foreign/PROPN/3/compound Minister/PROPN/4/nmod:desc Lidia/PROPN/6/nsubj/P Corsk/PROPN/4/flat/P met/VERB/0/root Jonas/PROPN/6/obj/P Pell/PROPN/7/flat/P in/ADP/10/case Kessen/PROPN/6/obl/L ./PUNCT/6/punct`, `
“We spoke for long,” she said. The minister added that Kessen would answer.
“/PUNCT/3/punct We/PRON/3/nsubj spoke/VERB/9/ccomp for/ADP/5/case long/ADJ/3/obl ,/PUNCT/3/punct ”/PUNCT/3/punct she/PRON/9/nsubj said/VERB/0/root ./PUNCT/9/punct
The/DET/2/det minister/NOUN/3/nsubj added/VERB/0/root that/SCONJ/7/mark Kessen/PROPN/7/nsubj/L would/AUX/7/aux answer/VERB/3/ccomp ./PUNCT/3/punct`)
	o := resolve(t, doc, sents, varland,
		said(t, doc, "she", "said", "“We spoke for long,”"),
		said(t, doc, "The minister", "added", "that Kessen would answer"))
	o.want("Lidia Corsk (OST); direct", "Lidia Corsk (OST); indirect")
	if got := roles(o.named("Lidia Corsk")); got != "Foreign Minister | Ostria" {
		t.Errorf("roles: %s", got)
	}
	if n := len(o.named("Kessen").Mentions); n != 1 {
		t.Errorf("Kessen speaks once and is a town once, but has %d mentions", n)
	}
}

// Two persons share a surname: a title tells them apart, else the one of whom
// the text speaks most.
func TestSharedSurname(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
Hanna Brill and her brother Otto Brill said the dam is safe.
Hanna/PROPN/8/nsubj/P Brill/PROPN/1/flat/P and/CCONJ/5/cc her/PRON/5/nmod:poss brother/NOUN/6/nmod:desc Otto/PROPN/1/conj/P Brill/PROPN/6/flat/P said/VERB/0/root the/DET/10/det dam/NOUN/12/nsubj is/AUX/12/cop safe/ADJ/8/ccomp ./PUNCT/8/punct`, `
Mr. Brill said it leaks.
Mr./PROPN/2/nmod:desc Brill/PROPN/3/nsubj/P said/VERB/0/root it/PRON/5/nsubj leaks/VERB/3/ccomp ./PUNCT/3/punct`)
	o := resolve(t, doc, sents, nil,
		said(t, doc, "Hanna Brill and her brother Otto Brill", "said", "the dam is safe"),
		said(t, doc, "Mr. Brill", "said", "it leaks"))
	o.want("Hanna Brill and her brother Otto Brill; indirect", "Otto Brill; indirect")
}

func TestWithin(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
Vask said that Corsk had promised to pay.
Vask/PROPN/2/nsubj/P said/VERB/0/root that/SCONJ/6/mark Corsk/PROPN/6/nsubj/P had/AUX/6/aux promised/VERB/2/ccomp to/PART/8/mark pay/VERB/6/xcomp ./PUNCT/2/punct`)
	a := said(t, doc, "Vask", "said", "that Corsk had promised to pay")
	b := said(t, doc, "Corsk", "promised", "to pay")
	b.Within = 0
	o := resolve(t, doc, sents, nil, a, b)
	o.want("Vask; indirect", "Corsk; indirect")
	if o.statements[1].Within != "s1" {
		t.Errorf("within %q", o.statements[1].Within)
	}
}

// Nothing that a parser or a model may hand over makes the resolver fail.
func TestOddInput(t *testing.T) {
	r := New(gazetteer.Load())
	doc := demarche.Document{Text: "Vask said.", Published: "soon"}
	tok := func(a, b, head int, rel string) demarche.Token {
		return demarche.Token{Span: demarche.Span{Start: a, End: b}, Tag: "PROPN", Head: head, Rel: rel}
	}
	for name, sents := range map[string][]demarche.Sentence{
		"none":    nil,
		"empty":   {{}},
		"circle":  {{Tokens: []demarche.Token{tok(0, 4, 1, "nsubj"), tok(5, 9, 0, "ccomp")}}},
		"self":    {{Tokens: []demarche.Token{tok(0, 4, 0, "appos"), tok(5, 9, 1, "conj")}}},
		"outside": {{Paragraph: 9, Tokens: []demarche.Token{tok(0, 4, 7, "nsubj"), tok(5, 99, -3, "root")}}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, attrs := range [][]demarche.Attribution{nil, {{}}, {{
				Source:  []demarche.Span{{Start: 0, End: 4}},
				Cue:     []demarche.Span{{Start: 5, End: 9}},
				Content: []demarche.Span{{Start: 9, End: 10}}, Within: 0,
			}}} {
				_, statements := r.Resolve(doc, sents, attrs, varland)
				if len(statements) != len(attrs) {
					t.Errorf("%d statements for %d attributions", len(statements), len(attrs))
				}
			}
		})
	}
}

// A press release gives the words, a dash, and the name with its title.
func TestPressRelease(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
“A withdrawal without dates is a wish” — Viktor Lorne, Secretary-General of the Meridian League
“/PUNCT/7/punct A/DET/3/det withdrawal/NOUN/7/nsubj without/ADP/5/case dates/NOUN/3/nmod is/AUX/7/cop a/DET/8/det wish/NOUN/0/root ”/PUNCT/8/punct —/PUNCT/11/punct Viktor/PROPN/8/parataxis/P Lorne/PROPN/11/flat/P ,/PUNCT/16/punct Secretary/PROPN/16/compound -/PUNCT/16/punct General/PROPN/11/appos of/ADP/20/case the/DET/20/det Meridian/PROPN/20/compound/O League/PROPN/16/nmod/O`)
	o := resolve(t, doc, sents, varland,
		said(t, doc, "Viktor Lorne, Secretary-General of the Meridian League", "—", "“A withdrawal without dates is a wish”"))
	o.want("Viktor Lorne (LEA); direct")
	if got := roles(o.named("Viktor Lorne")); got != "Secretary-General | Meridian League" {
		t.Errorf("roles: %s", got)
	}
}

// The pronoun comes first, the full name later; the name stands in one
// sentence and a bare quotation in the next.
func TestPronounFirst(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
When she arrived, Ana Renn said nothing.
When/ADV/3/advmod she/PRON/3/nsubj arrived/VERB/7/advcl ,/PUNCT/3/punct Ana/PROPN/7/nsubj/P Renn/PROPN/5/flat/P said/VERB/0/root nothing/PRON/7/obj ./PUNCT/7/punct`, `
“My door is open.”
“/PUNCT/5/punct My/PRON/3/nmod:poss door/NOUN/5/nsubj is/AUX/5/cop open/ADJ/0/root ./PUNCT/5/punct ”/PUNCT/5/punct`)
	bare := said(t, doc, "", "", "“My door is open.”")
	o := resolve(t, doc, sents, nil, said(t, doc, "Ana Renn", "said", "nothing"), bare)
	o.want("Ana Renn; indirect", "Ana Renn; direct")
	var mentions []string
	for _, m := range o.named("Ana Renn").Mentions {
		mentions = append(mentions, m.Cut(doc.Text))
	}
	if got := strings.Join(mentions, " "); got != "she Ana Renn My" {
		t.Errorf("mentions: %s", got)
	}
}

// What stands in somebody else's quotation marks is not a direct quotation of
// the one who is reported in them.
func TestKindInsideQuotation(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
“Pell told me that ‘no one’ would pay,” Renn said.
“/PUNCT/3/punct Pell/PROPN/3/nsubj/P told/VERB/14/ccomp me/PRON/3/obj that/SCONJ/11/mark ‘/PUNCT/8/punct no/DET/8/det one/NOUN/11/nsubj ’/PUNCT/8/punct would/AUX/11/aux pay/VERB/3/ccomp ,/PUNCT/3/punct ”/PUNCT/3/punct Renn/PROPN/15/nsubj/P said/VERB/0/root ./PUNCT/15/punct`)
	outer := said(t, doc, "Renn", "said", "“Pell told me that ‘no one’ would pay,”")
	inner := said(t, doc, "Pell", "told", "that ‘no one’ would pay")
	inner.Within = 0
	resolve(t, doc, sents, nil, outer, inner).want("Renn; direct", "Pell; mixed")
}

// A name inside the name of a body is no person; a headline's capitals are no
// names; a paper that is a person's namesake stays a paper.
func TestNames(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
# Pell Says Dam Will Open
Pell/PROPN/2/nsubj Says/VERB/0/root Dam/PROPN/5/nsubj Will/AUX/5/aux Open/VERB/2/ccomp`, `
Jonas Pell of the Hanna Brill Foundation said the dam will open.
Jonas/PROPN/8/nsubj/P Pell/PROPN/1/flat/P of/ADP/7/case the/DET/7/det Hanna/PROPN/7/compound/O Brill/PROPN/7/compound/O Foundation/PROPN/1/nmod/O said/VERB/0/root the/DET/10/det dam/NOUN/12/nsubj will/AUX/12/aux open/VERB/8/ccomp ./PUNCT/8/punct`)
	o := resolve(t, doc, sents, nil,
		said(t, doc, "Pell", "Says", "Dam Will Open"),
		said(t, doc, "Jonas Pell of the Hanna Brill Foundation", "said", "the dam will open"))
	o.want("Jonas Pell; indirect", "Jonas Pell; indirect")
	if k := o.named("Hanna Brill Foundation").Kind; k != "organization" {
		t.Errorf("the foundation is a %s", k)
	}
	if len(o.actors) != 2 {
		t.Errorf("%d actors: %+v", len(o.actors), o.actors)
	}
}

// The party of a talks file comes before the country's code, by name, alias
// or member.
func TestTalksParty(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
Berlin and northern rebels said the dam is safe.
Berlin/PROPN/5/nsubj/L and/CCONJ/4/cc northern/ADJ/4/amod rebels/NOUN/1/conj said/VERB/0/root the/DET/7/det dam/NOUN/9/nsubj is/AUX/9/cop safe/ADJ/5/ccomp ./PUNCT/5/punct`)
	talks := &demarche.Talks{Parties: []demarche.Party{
		{ID: "west", Name: "The western states", Members: []string{"Germany", "FRA"}},
		{ID: "reb", Name: "Rebels", Aliases: []string{"northern rebels"}},
	}}
	resolve(t, doc, sents, talks, said(t, doc, "Berlin", "said", "the dam is safe")).want("Berlin (west); indirect")
	resolve(t, doc, sents, talks, said(t, doc, "northern rebels", "said", "the dam is safe")).want("northern rebels (reb); indirect")
}

func FuzzResolve(f *testing.F) {
	r := New(gazetteer.Load())
	f.Add("Mira Holt , envoy of Russia , said on Monday “ we pay ” , VNS reported", []byte{2, 0, 1, 9, 3, 4})
	f.Add("# ( R-Ohio ) 's - - of the The TASS “", []byte{255, 0, 7})
	tags := []string{"PROPN", "NOUN", "VERB", "PUNCT", "ADP", "PRON", "DET", "ADJ", "PART"}
	rels := []string{"nsubj", "root", "appos", "conj", "obl", "nmod", "flat", "acl:relcl", "nmod:poss", "case"}
	f.Fuzz(func(t *testing.T, text string, noise []byte) {
		if len(noise) == 0 || len(text) > 400 {
			return
		}
		doc := demarche.Document{Text: text, Published: "2026-03-10", Paragraphs: []demarche.Paragraph{{Span: demarche.Span{End: len(text)}}}}
		var s demarche.Sentence
		at := 0
		for i, w := range strings.Fields(text) {
			at += strings.Index(text[at:], w)
			n := int(noise[i%len(noise)])
			s.Tokens = append(s.Tokens, demarche.Token{Span: demarche.Span{Start: at, End: at + len(w)}, Tag: tags[n%len(tags)], Lemma: w, Head: n%11 - 1, Rel: rels[n%len(rels)]})
			at += len(w)
		}
		if len(s.Tokens) == 0 {
			return
		}
		piece := func(n byte) []demarche.Span { return []demarche.Span{s.Tokens[int(n)%len(s.Tokens)].Span} }
		attr := demarche.Attribution{Source: piece(noise[0]), Cue: piece(noise[len(noise)/2]), Content: piece(noise[len(noise)-1]), Within: -1}
		actors, statements := r.Resolve(doc, []demarche.Sentence{s}, []demarche.Attribution{attr, attr}, varland)
		check(t, doc, actors, statements)
	})
}

func BenchmarkResolve(b *testing.B) {
	var paragraphs []string
	for range 20 {
		paragraphs = append(paragraphs, `
“Naturally, water comes first,” Oren Vask, spokesman for Varlandic President Mira Holt, said on Tuesday at a press briefing.
“/PUNCT/16/punct Naturally/ADV/5/advmod ,/PUNCT/5/punct water/NOUN/5/nsubj comes/VERB/20/ccomp first/ADV/5/advmod ,/PUNCT/5/punct ”/PUNCT/5/punct Oren/PROPN/20/nsubj/P Vask/PROPN/9/flat/P ,/PUNCT/12/punct spokesman/NOUN/9/appos for/ADP/16/case Varlandic/ADJ/16/amod/M President/PROPN/16/nmod:desc Mira/PROPN/12/nmod/P Holt/PROPN/16/flat/P ,/PUNCT/12/punct said/VERB/0/root on/ADP/21/case Tuesday/PROPN/19/obl/D at/ADP/25/case a/DET/25/det press/NOUN/25/compound briefing/NOUN/19/obl ./PUNCT/19/punct`)
	}
	doc, sents := article(b, "2026-03-10", paragraphs...)
	var attrs []demarche.Attribution
	for _, p := range doc.Paragraphs {
		at := strings.Index(doc.Text[p.Start:p.End], "Oren") + p.Start
		cue := strings.Index(doc.Text[p.Start:p.End], "said") + p.Start
		attrs = append(attrs, demarche.Attribution{
			Source:  []demarche.Span{{Start: at, End: cue - 1}},
			Cue:     []demarche.Span{{Start: cue, End: cue + 4}},
			Content: []demarche.Span{{Start: p.Start, End: at - 1}}, Within: -1,
		})
	}
	r := New(gazetteer.Load())
	b.ReportAllocs()
	for b.Loop() {
		r.Resolve(doc, sents, attrs, varland)
	}
}

func BenchmarkNew(b *testing.B) {
	g := gazetteer.Load()
	for b.Loop() {
		New(g)
	}
}

// An office without its state is that of the state whose seats of government
// the document names; with several such states it is nobody's.
func TestHome(t *testing.T) {
	kremlin := `
The Kremlin is quiet.
The/DET/2/det Kremlin/PROPN/4/nsubj/O is/AUX/4/cop quiet/ADJ/0/root ./PUNCT/4/punct`
	house := `
The White House is quiet.
The/DET/3/det White/PROPN/3/compound/O House/PROPN/5/nsubj/O is/AUX/5/cop quiet/ADJ/0/root ./PUNCT/5/punct`
	holt := `
President Mira Holt said the dam is safe.
President/PROPN/2/nmod:desc Mira/PROPN/4/nsubj/P Holt/PROPN/2/flat/P said/VERB/0/root the/DET/6/det dam/NOUN/8/nsubj is/AUX/8/cop safe/ADJ/4/ccomp ./PUNCT/4/punct`
	for _, c := range []struct {
		want       string
		paragraphs []string
	}{
		{"Mira Holt (RUS); indirect", []string{kremlin, holt}},
		{"Mira Holt; indirect", []string{kremlin, house, holt}},
		{"Mira Holt; indirect", []string{holt}},
	} {
		doc, sents := article(t, "2026-03-10", c.paragraphs...)
		resolve(t, doc, sents, nil, said(t, doc, "President Mira Holt", "said", "the dam is safe")).want(c.want)
	}
}

// A body behind a name tells the party; a date that the model took into the
// source still tells the time.
func TestBehindName(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
President Tobias Renn of Varland on Monday said the dam is safe.
President/PROPN/2/nmod:desc Tobias/PROPN/8/nsubj/P Renn/PROPN/2/flat/P of/ADP/5/case Varland/PROPN/2/nmod/L on/ADP/7/case Monday/PROPN/8/obl/D said/VERB/0/root the/DET/10/det dam/NOUN/12/nsubj is/AUX/12/cop safe/ADJ/8/ccomp ./PUNCT/8/punct`, `
Mira Solten of the Meridian League, which wants peace, said it leaks.
Mira/PROPN/11/nsubj/P Solten/PROPN/1/flat/P of/ADP/6/case the/DET/6/det Meridian/PROPN/6/compound/O League/PROPN/1/nmod/O ,/PUNCT/9/punct which/PRON/9/nsubj wants/VERB/6/acl:relcl peace/NOUN/9/obj ,/PUNCT/9/punct said/VERB/0/root it/PRON/14/nsubj leaks/VERB/12/ccomp ./PUNCT/12/punct`)
	o := resolve(t, doc, sents, varland,
		said(t, doc, "President Tobias Renn of Varland on Monday", "said", "the dam is safe"),
		said(t, doc, "Mira Solten of the Meridian League, which wants peace,", "said", "it leaks"),
		said(t, doc, "which", "wants", "peace"))
	o.want("Tobias Renn (VAR); indirect; on Monday = 2026-03-09",
		"Mira Solten (LEA); indirect",
		"Meridian League (LEA); indirect")
	if got := roles(o.named("Tobias Renn")); got != "President | Varland" {
		t.Errorf("roles: %s", got)
	}
}

// A paper of a capital writes of its own state's offices without its name.
func TestPublisherHome(t *testing.T) {
	doc, sents := article(t, "2026-03-10", `
The minister, Lidia Corsk, said the dam is safe.
The/DET/2/det minister/NOUN/7/nsubj ,/PUNCT/4/punct Lidia/PROPN/2/appos/P Corsk/PROPN/4/flat/P ,/PUNCT/4/punct said/VERB/0/root the/DET/9/det dam/NOUN/11/nsubj is/AUX/11/cop safe/ADJ/7/ccomp ./PUNCT/7/punct`, `
Foreign Minister Corsk said it leaks.
Foreign/PROPN/2/compound Minister/PROPN/3/nmod:desc Corsk/PROPN/4/nsubj/P said/VERB/0/root it/PRON/6/nsubj leaks/VERB/4/ccomp ./PUNCT/4/punct`)
	doc.Publisher = "The Kessen Post"
	resolve(t, doc, sents, varland,
		said(t, doc, "The minister, Lidia Corsk,", "said", "the dam is safe"),
		said(t, doc, "Foreign Minister Corsk", "said", "it leaks")).want("Lidia Corsk (OST); indirect", "Lidia Corsk (OST); indirect")
}

// TestData holds the word lists to their form: sorted, no entry twice.
func TestData(t *testing.T) {
	files, err := data.ReadDir("data")
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	for _, f := range files {
		last := ""
		for line := range entries(strings.TrimSuffix(f.Name(), ".txt")) {
			if line <= last {
				t.Errorf("%s: %q comes after %q", f.Name(), line, last)
			}
			last = line
		}
		if last == "" {
			t.Errorf("%s is empty", f.Name())
		}
	}
}

// Without a date of publication the dateline's date tells which Monday.
func TestDateline(t *testing.T) {
	doc, sents := article(t, "", `
VARHOLM, 10 March 2026 (VNS) — Mira Holt said on Monday the dam is safe.
VARHOLM/PROPN/12/nsubj/L ,/PUNCT/1/punct 10/NUM/4/nummod/D March/PROPN/1/nmod:unmarked/D 2026/NUM/4/nummod/D (/PUNCT/7/punct VNS/PROPN/1/dep/O )/PUNCT/7/punct —/PUNCT/12/punct Mira/PROPN/12/nsubj/P Holt/PROPN/10/flat/P said/VERB/0/root on/ADP/14/case Monday/PROPN/12/obl/D the/DET/16/det dam/NOUN/18/nsubj is/AUX/18/cop safe/ADJ/12/ccomp ./PUNCT/12/punct`)
	resolve(t, doc, sents, varland, said(t, doc, "Mira Holt", "said", "the dam is safe")).want("Mira Holt; indirect; on Monday = 2026-03-09")
}
