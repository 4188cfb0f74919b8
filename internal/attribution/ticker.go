package attribution

import (
	"slices"
	"strings"

	"demarche"
)

// Headlines and the key points of a live blog name who says a thing in front of it, with
// a colon, or behind it:
//
//	League chief: inspectors still locked out
//	Varland ready to ease its ban, chief negotiator says
//
// The tagger has learnt from running text, and misses most of them.

const (
	tickerWords  = 25
	tickerSource = 6
	sureOfTicker = 0.6
)

// Tickers adds what such lines say, where nothing was found in them.
func Tickers(text string, paragraphs []demarche.Paragraph, sentences []demarche.Sentence, found []demarche.Attribution) []demarche.Attribution {
	var out []demarche.Attribution
	for _, s := range sentences {
		p := paragraphs[s.Paragraph]
		if n := len(s.Tokens); n < 5 || n > tickerWords || !p.Kind.Read() || s.Tokens[0].Start != p.Start || ended(s.Tokens[n-1].Span, text) && !quoteEnd(s.Tokens[n-1].Span.Cut(text)) {
			continue
		}
		whole := demarche.Span{Start: p.Start, End: p.End}
		if strings.Contains(strings.TrimSpace(whole.Cut(text)), "\n") || slices.ContainsFunc(found, func(a demarche.Attribution) bool { return whole.Contains(a.Cue[0]) }) {
			continue
		}
		if a, ok := colonLine(text, p, s); ok {
			out = append(out, a)
		} else if a, ok := tailLine(text, s); ok {
			out = append(out, a)
		}
	}
	if len(out) == 0 {
		return found
	}
	return nest(out, found)
}

func quoteEnd(s string) bool { return strings.ContainsAny(s, `"”’'`) }

// colonLine reads a speaker, a colon and what is said.
func colonLine(text string, p demarche.Paragraph, s demarche.Sentence) (demarche.Attribution, bool) {
	k := slices.IndexFunc(s.Tokens, func(t demarche.Token) bool { return t.Span.Cut(text) == ":" })
	rest := demarche.Span{Start: 0, End: p.End}
	if k < 1 || k > tickerSource || !speaks(text, s.Tokens[:k]) {
		return demarche.Attribution{}, false
	}
	rest.Start = s.Tokens[k].End
	rest.Start += rest.Len() - len(strings.TrimLeft(rest.Cut(text), " \t"))
	rest.End = rest.Start + len(strings.TrimRight(rest.Cut(text), " \t\r\n"))
	if len(strings.Fields(rest.Cut(text))) < 3 || notice.MatchString(s.Span.Cut(text)) {
		return demarche.Attribution{}, false
	}
	return ticker(demarche.Span{Start: s.Tokens[0].Start, End: s.Tokens[k-1].End}, s.Tokens[k].Span, rest), true
}

// tailLine reads what is said, a comma, a speaker and a verb of saying, or the verb first.
func tailLine(text string, s demarche.Sentence) (demarche.Attribution, bool) {
	n := len(s.Tokens)
	k := n - 1
	for k > 0 && s.Tokens[k].Span.Cut(text) != "," {
		k--
	}
	tail := s.Tokens[k+1:]
	if k < 3 || len(tail) < 2 || len(tail) > tickerSource {
		return demarche.Attribution{}, false
	}
	verb, who := tail[len(tail)-1], tail[:len(tail)-1]
	if !sayings[strings.ToLower(verb.Span.Cut(text))] {
		verb, who = tail[0], tail[1:]
	}
	if !sayings[strings.ToLower(verb.Span.Cut(text))] || !speaks(text, who) {
		return demarche.Attribution{}, false
	}
	return ticker(demarche.Span{Start: who[0].Start, End: who[len(who)-1].End}, verb.Span, demarche.Span{Start: s.Tokens[0].Start, End: s.Tokens[k-1].End}), true
}

func ticker(source, cue, content demarche.Span) demarche.Attribution {
	return demarche.Attribution{Source: []demarche.Span{source}, Cue: []demarche.Span{cue}, Content: []demarche.Span{content}, Within: -1, Confidence: sureOfTicker}
}

// speaks reports whether a phrase without a verb ends in a person, a body or an office.
func speaks(text string, tokens []demarche.Token) bool {
	for _, t := range tokens {
		switch word := t.Span.Cut(text); t.Tag {
		case "VERB", "AUX", "ADV":
			return false
		case "PUNCT":
			if word != "-" {
				return false
			}
		case "ADP":
			if word != "of" && word != "for" {
				return false // "A lesson from Orlan: be loud"
			}
		}
	}
	last := tokens[len(tokens)-1]
	if last.Entity == "PERSON" || last.Entity == "ORGANIZATION" {
		return true
	}
	return tellers[strings.ToLower(strings.TrimSuffix(last.Span.Cut(text), "s"))]
}

var (
	sayings = map[string]bool{"claims": true, "insists": true, "said": true, "says": true, "warned": true, "warns": true}
	tellers = map[string]bool{"adviser": true, "aide": true, "ambassador": true, "analyst": true, "army": true, "boss": true, "chancellor": true, "chief": true, "commander": true, "delegation": true, "diplomat": true, "envoy": true, "general": true, "government": true, "head": true, "king": true, "leader": true, "mediator": true, "minister": true, "ministry": true, "negotiator": true, "official": true, "opposition": true, "pm": true, "police": true, "premier": true, "president": true, "queen": true, "rebel": true, "secretary": true, "source": true, "spokesman": true, "spokeswoman": true, "spokesperson": true, "union": true}
)
