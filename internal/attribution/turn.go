package attribution

import (
	"regexp"
	"slices"
	"strings"

	"demarche"
)

// Transcripts, interviews and debates name who speaks at the start of a line:
//
//	ORLAN: We accept observers at the dam.
//	Q: And in the valley?
//
// PolNeAR marks such a turn as one attribution: the label is its source, the
// colon its cue, and its content goes on over paragraphs. The tagger has seen
// too few of them to find them.
var (
	label     = regexp.MustCompile(`^(?:([QA])[:.]|(\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,3})(?: \([^()]{1,40}\))?:)[ \t]+\S`)
	notice    = regexp.MustCompile(`^(?:NOTE|UPDATE|CORRECTION|BREAKING|WATCH|READ|MORE|RELATED|EXCLUSIVE|VIDEO|PHOTOS?|SOURCES?|ANALYSIS|OPINION|LIVE|FILE|CREDIT|BY|FACT|CLAIM|VERDICT|TOPLINE)\b`)
	direction = regexp.MustCompile(`^(?:\(.*\)|\[.*\]|[.…*_ -]+)$`)
	answer    = regexp.MustCompile(`[?!.”"’)]\s+A[:.]\s+\S`)
	oneself   = regexp.MustCompile(`(?i)\b(?:i|i['’]\w+|me|my|we|we['’]\w+|us|our)\b`)
)

// sureOfLabel is the confidence of a turn.
const sureOfLabel = 0.9

// turnLine is one line of a paragraph that is read, with who is named at its
// start and the mark behind, if anybody is.
type turnLine struct {
	whole, who, mark demarche.Span
}

// Turns adds the turns of a transcript to the attributions that were found; both
// are in bytes and in text order. What was found inside a turn is kept behind
// all others, as told by who speaks there.
func Turns(text string, paragraphs []demarche.Paragraph, found []demarche.Attribution) []demarche.Attribution {
	return nest(turnsOf(text, turnLines(text, paragraphs)), found)
}

// nest puts turns among what was found.
func nest(turns, found []demarche.Attribution) []demarche.Attribution {
	if len(turns) == 0 {
		return found
	}
	var inside []demarche.Attribution
	out := slices.Clone(turns)
	for _, a := range found {
		if k := turnOf(turns, a.Cue[0]); k < 0 {
			out = append(out, a)
		} else if a.Cue[0].Start > turns[k].Cue[0].Start && holdsAll(turns[k].Content, a.Source) && holdsAll(turns[k].Content, a.Content) {
			a.Within = turns[k].Cue[0].Start // where the turn is; its index is known below
			inside = append(inside, a)
		}
	}
	slices.SortStableFunc(out, func(a, b demarche.Attribution) int { return start(a) - start(b) })
	for i := range inside {
		inside[i].Within = slices.IndexFunc(out, func(a demarche.Attribution) bool { return a.Cue[0].Start == inside[i].Within })
	}
	return append(out, inside...)
}

// turnOf returns the turn that a span lies in, with its label, or -1.
func turnOf(turns []demarche.Attribution, s demarche.Span) int {
	for k, t := range turns {
		if labelled := t.Cue[0].Start == t.Source[0].End; labelled && t.Source[0].Start <= s.Start && s.End <= t.Content[0].End || holdsAll(t.Content, []demarche.Span{s}) {
			return k
		}
	}
	return -1
}

// holdsAll reports whether each span lies in one of the pieces.
func holdsAll(pieces, spans []demarche.Span) bool {
	for _, s := range spans {
		if !slices.ContainsFunc(pieces, func(p demarche.Span) bool { return p.Contains(s) }) {
			return false
		}
	}
	return true
}

// turnLines cuts the body into lines and finds their labels.
func turnLines(text string, paragraphs []demarche.Paragraph) []turnLine {
	var out []turnLine
	for _, p := range paragraphs {
		if p.Kind != demarche.Body && !(p.Kind == demarche.Heading && strings.HasSuffix(p.Span.Cut(text), "?")) {
			continue
		}
		at := p.Start
		for l := range strings.Lines(p.Span.Cut(text)) {
			s := demarche.Span{Start: at + len(l) - len(strings.TrimLeft(l, " \t\n")), End: at + len(strings.TrimRight(l, " \t\r\n"))}
			at += len(l)
			if s.Empty() {
				continue
			}
			out = append(out, labels(text, s)...)
		}
	}
	return out
}

// labels returns the turns of one line: one, or a question and its answer.
func labels(text string, s demarche.Span) []turnLine {
	l := labelled(text, s)
	if m := answer.FindStringIndex(s.Cut(text)); m != nil && l.who.Cut(text) == "Q" {
		at := s.Start + m[0] + 1
		at += strings.IndexByte(text[at:], 'A')
		l.whole.End = s.Start + m[0] + 1
		return []turnLine{l, labelled(text, demarche.Span{Start: at, End: s.End})}
	}
	return []turnLine{l}
}

func labelled(text string, s demarche.Span) turnLine {
	l := turnLine{whole: s}
	m := label.FindStringSubmatchIndex(s.Cut(text))
	if m == nil || notice.MatchString(s.Cut(text)) {
		return l
	}
	from, to := m[2], m[3]
	if from < 0 {
		from, to = m[4], m[5]
	}
	l.who = demarche.Span{Start: s.Start + from, End: s.Start + to}
	at := l.who.End + strings.IndexByte(text[l.who.End:], ':')
	if m[2] >= 0 {
		at = l.who.End
	}
	l.mark = demarche.Span{Start: at, End: at + 1}
	return l
}

// turnsOf returns the turns, if the lines are a transcript's.
func turnsOf(text string, lines []turnLine) []demarche.Attribution {
	speaks := speakers(text, lines)
	if speaks == nil {
		return nil
	}
	last := -1
	for i, l := range lines {
		if speaks[l.who.Cut(text)] {
			last = i
		}
	}
	asked := interview(text, lines, speaks)
	var out []demarche.Attribution
	open := false
	for i, l := range lines {
		switch {
		case asker(l.who.Cut(text)): // nobody who is named asks
			open = false
		case speaks[l.who.Cut(text)]:
			out = append(out, turn(text, l))
			open = i < last || asked && !question(text, l) // what follows the last turn may be the page's again
		case direction.MatchString(l.whole.Cut(text)):
		case asked && open && l.who.Empty() && question(text, l):
		case open && l.who.Empty() && (oneself.MatchString(l.whole.Cut(text)) || asked && question(text, lines[i-1])):
			t := &out[len(out)-1]
			t.Content = append(t.Content, l.whole)
		default:
			open = false
		}
	}
	return out
}

// interview reports a transcript of two of whom one asks: there a line that is a
// question may stand without its label, and the answer below it.
func interview(text string, lines []turnLine, speaks map[string]bool) bool {
	asks, answers := map[string]bool{}, map[string]bool{}
	same := families(text, lines)
	for _, l := range lines {
		who := l.who.Cut(text)
		switch {
		case !speaks[who]:
		case question(text, l):
			asks[same[who]] = true
		default:
			answers[same[who]] = true
		}
	}
	return len(asks) == 1 && (len(answers) == 1 || len(answers) == 2)
}

// asker reports a label of those who ask, whoever they are.
func asker(who string) bool {
	switch strings.ToUpper(who) {
	case "Q", "QUESTION", "REPORTER", "JOURNALIST":
		return true
	}
	return false
}

func question(text string, l turnLine) bool { return strings.HasSuffix(l.whole.Cut(text), "?") }

func turn(text string, l turnLine) demarche.Attribution {
	rest := demarche.Span{Start: l.mark.End, End: l.whole.End}
	rest.Start += rest.Len() - len(strings.TrimLeft(rest.Cut(text), " \t"))
	return demarche.Attribution{Source: []demarche.Span{l.who}, Cue: []demarche.Span{l.mark}, Content: []demarche.Span{rest}, Within: -1, Confidence: sureOfLabel}
}

// speakers are the labels of a transcript: three lines at least that begin with
// one in capitals or one that comes again, whole or by the surname or its
// initials, or that answers a question, and two speakers; nil where the lines are no transcript's, but a list
// with colons.
func speakers(text string, lines []turnLine) map[string]bool {
	times := map[string]int{}
	same := families(text, lines)
	for _, l := range lines {
		if !l.who.Empty() {
			times[same[l.who.Cut(text)]]++
		}
	}
	out, groups, all := map[string]bool{}, map[string]bool{}, 0
	for i, l := range lines {
		who := l.who.Cut(text)
		capitals := len(who) > 2 && who == strings.ToUpper(who)
		capitals = capitals || i > 0 && asker(lines[i-1].who.Cut(text)) // who answers a question need not do so again
		if n := times[same[who]]; who != "" && (capitals || n > 1) {
			out[who], groups[same[who]] = true, true
			all++
		}
	}
	if all < 3 || len(groups) < 2 {
		return nil
	}
	return out
}

// families gives each label the one that stands for all of the same speaker:
// "Oren Vask", "Vask" and "OV".
func families(text string, lines []turnLine) map[string]string {
	out := map[string]string{}
	for _, l := range lines {
		who := l.who.Cut(text)
		words := strings.Fields(who)
		if len(words) == 0 || out[who] != "" {
			continue
		}
		out[who] = strings.ToLower(words[len(words)-1])
		if len(words) == 1 {
			continue
		}
		short := ""
		for _, w := range words {
			short += w[:1]
		}
		out[short] = out[who]
	}
	return out
}
