package actor

// trivial reports whether a statement inside another's content says nothing that
// the outer one does not: what the speaker thinks, wants or says while he says
// it ("I think", "he said he hoped"), what nobody says ("it shows"), or an
// infinitive of one word that somebody only wants ("seeks to overthrow").
func (rd *reading) trivial(i int) bool {
	a := &rd.attrs[i]
	if a.Within < 0 || a.Within >= len(rd.attrs) || a.Within == i {
		return false
	}
	s := &rd.sources[i]
	if s.speaker < 0 {
		return s.head >= 0 && rd.words[s.head].Tag == "PRON"
	}
	if s.speaker == rd.sources[a.Within].speaker {
		return !rd.recalled(i)
	}
	return rd.bareInfinitive(i)
}

// recalled reports whether the cue tells what was said before the outer
// statement: "he said he had warned them".
func (rd *reading) recalled(i int) bool {
	cue := rd.cueToken(i)
	if cue < 0 || !rd.lex.speech[rd.words[cue].Lemma] || minds[rd.words[cue].Lemma] {
		return false
	}
	for _, piece := range rd.attrs[i].Cue {
		from, to := rd.tokens(piece)
		for k := from; k < to; k++ {
			if rd.words[k].lower == "had" {
				return true
			}
		}
	}
	return false
}

// minds has the verbs of speech.txt that need no word to be said.
var minds = map[string]bool{"believe": true, "doubt": true, "expect": true, "fear": true, "hope": true, "recall": true, "suspect": true, "think": true, "want": true, "wonder": true, "worry": true}

// bareInfinitive reports whether a content is "to" and one word more, behind a
// verb that is no verb of speech: "promised to pay" says enough.
func (rd *reading) bareInfinitive(i int) bool {
	if cue := rd.cueToken(i); cue >= 0 && rd.lex.speech[rd.words[cue].Lemma] && !minds[rd.words[cue].Lemma] {
		return false
	}
	words := 0
	for _, piece := range rd.attrs[i].Content {
		from, to := rd.tokens(piece)
		if words == 0 && from < to && rd.words[from].lower != "to" {
			return false
		}
		for k := from; k < to; k++ {
			switch rd.words[k].Tag {
			case "NOUN", "PROPN", "VERB", "ADJ", "NUM", "PRON":
				words++
			}
		}
	}
	return words < 2
}
