package actor

import "demarche"

// singly has the words by which one person speaks of himself, jointly those
// by which somebody speaks for more.
var (
	singly  = map[string]bool{"i": true, "me": true, "my": true, "mine": true, "myself": true}
	jointly = map[string]bool{"we": true, "us": true, "our": true, "ours": true, "ourselves": true}
)

// firstPerson takes "I" inside what a person says in quotation marks for that
// person; the innermost statement counts. "I" and "we" that make a statement
// inside the quotation speak for whoever is quoted. Attributions are gone
// through in the order of the text, so that the outer one is settled first.
func (rd *reading) firstPerson() {
	inner := make(map[int]int, 16) // actor by token
	order := rd.order()
	for _, i := range order {
		if s := &rd.sources[i]; s.speaker >= 0 && demarche.Answers(rd.doc.Text, rd.attrs[i].Cue) {
			rd.addressed(rd.attrs[i].Cue[0], s.speaker, inner)
		}
	}
	for _, i := range order {
		s := &rd.sources[i]
		if s.speaker < 0 && s.head >= 0 {
			if a, ok := inner[s.head]; ok {
				rd.speakFor(s, a)
			}
		}
		if s.speaker >= 0 && rd.kindOf(&rd.attrs[i]) != "indirect" {
			rd.quotesFirst(i, inner)
		}
	}
	for k := range rd.words {
		if a, ok := inner[k]; ok && rd.who[k] < 0 && singly[rd.words[k].lower] {
			rd.mention(a, k, k+1, k, byPronoun)
		}
	}
}

// quotesFirst notes the speaker of an attribution for the words of the first
// person that it quotes: "I" stands for a person only, "we" for a body too.
func (rd *reading) quotesFirst(i int, inner map[int]int) {
	speaker := rd.sources[i].speaker
	one := rd.actors[speaker].kind == "person"
	for _, piece := range rd.attrs[i].Content {
		from, to := rd.tokens(piece)
		for k := from; k < to; k++ {
			w := rd.words[k].lower
			if (jointly[w] || singly[w] && one) && (rd.turn(&rd.attrs[i]) || rd.quoted(k, &rd.attrs[i])) {
				inner[k] = speaker
			}
		}
	}
}

// addressed notes who answers for "you" in the question.
func (rd *reading) addressed(cue demarche.Span, speaker int, inner map[int]int) {
	at, _ := rd.tokens(cue)
	if at >= len(rd.words) {
		return
	}
	for k := at; k >= 0 && rd.paragraph(k) == rd.paragraph(at); k-- {
		if w := rd.words[k].lower; w == "you" || w == "your" {
			inner[k] = speaker
		}
	}
}

// speakFor makes actor a the speaker of a source in the first person.
func (rd *reading) speakFor(s *source, a int) {
	s.speaker = a
	rd.actors[a].speaks = true
	if rd.who[s.head] < 0 && jointly[rd.words[s.head].lower] {
		rd.mention(a, s.head, s.head+1, s.head, byPronoun)
	}
}
