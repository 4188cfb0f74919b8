package attribution

import (
	"regexp"
	"slices"
	"strings"

	"demarche"
)

// Many papers print interviews without names before the lines: a question, the
// answer below it, and above all of it whom they have met.
//
//	Pavel Orlan leads the Valley League. We meet at the dam.
//
//	Mr. Orlan, will you go?
//
//	I stay. We have been here longer than the dam.
//
// The tagger finds nothing there. An answer is read as a statement: its source is
// the name above, its cue the mark that ends the question.
var (
	address   = regexp.MustCompile(`(?i)\b(?:you|your|yours|yourself)\b`)
	own       = regexp.MustCompile(`\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|[Uu]s)\b`)
	asserts   = regexp.MustCompile(`\b(?:I|[Ww]e)\b`)
	opens     = regexp.MustCompile(`^["“'‘]`)
	addressed = regexp.MustCompile(`\b(?:Mr|Ms|Mrs|Dr|Professor|President|Prime Minister|Minister|Chancellor|Ambassador|Senator|General)\.? (\p{Lu}[\p{L}’'-]+),`)
	credit    = regexp.MustCompile(`^(?:By|Interview|Photo|Text|Words|Picture)s?\b`)
)

const (
	enoughAsked  = 4  // questions that make an interview
	longQuestion = 40 // words
	sureOfAnswer = 0.8
)

// Interview adds the answers of an interview without names before its lines. What
// was found inside an answer is kept behind all others, as told by who answers.
func Interview(text string, paragraphs []demarche.Paragraph, sentences []demarche.Sentence, found []demarche.Attribution) []demarche.Attribution {
	lines := spoken(text, paragraphs)
	roles := asked(text, lines)
	first := slices.Index(roles, questioned)
	if first < 0 {
		return found
	}
	who := interviewee(text, lines[first:], sentences, lines[first].Start)
	if who.Empty() {
		return found
	}
	return nest(replies(text, lines, roles, who), found)
}

// replies makes one attribution of each answer.
func replies(text string, lines []demarche.Span, roles []lineRole, who demarche.Span) []demarche.Attribution {
	var out []demarche.Attribution
	for i, l := range lines {
		switch {
		case roles[i] != answered:
		case roles[i-1] == questioned:
			q := lines[i-1]
			at := q.Start + strings.LastIndexAny(q.Cut(text), "?.!")
			out = append(out, demarche.Attribution{Source: []demarche.Span{who}, Cue: []demarche.Span{{Start: at, End: at + 1}}, Content: []demarche.Span{l}, Within: -1, Confidence: sureOfAnswer})
		default:
			t := &out[len(out)-1]
			t.Content = append(t.Content, l)
		}
	}
	return out
}

// spoken returns the paragraphs that may be a question or an answer.
func spoken(text string, paragraphs []demarche.Paragraph) []demarche.Span {
	var out []demarche.Span
	for _, p := range paragraphs {
		if p.Kind == demarche.Body || p.Kind == demarche.Heading && strings.HasSuffix(p.Span.Cut(text), "?") {
			out = append(out, p.Span)
		}
	}
	return out
}

type lineRole byte

const (
	neither lineRole = iota
	questioned
	answered
)

// asked tells questions from answers; all are neither where the lines are no
// interview's. Between two questions stands an answer, or answers with what the
// interviewer says in between: every second line, if none of these has "I" or "we".
func asked(text string, lines []demarche.Span) []lineRole {
	roles := make([]lineRole, len(lines))
	marks := questions(text, lines)
	if !talk(text, lines, marks) {
		return roles
	}
	for n, q := range marks {
		roles[q] = questioned
		end := len(lines)
		if n+1 < len(marks) {
			end = marks[n+1]
		}
		turns := lines[q+1 : end]
		if n+1 == len(marks) {
			turns = turns[:last(text, turns)]
		}
		remarks := len(turns)%2 == 1
		for i, l := range turns {
			remarks = remarks && (i%2 == 0 || remark(text, l))
		}
		for i := range turns {
			roles[q+1+i] = answered
			if remarks && i%2 == 1 {
				roles[q+1+i] = questioned
			}
		}
	}
	return roles
}

// last returns how many lines below the last question are its answer's.
func last(text string, lines []demarche.Span) int {
	for i, l := range lines {
		if i > 0 && !own.MatchString(l.Cut(text)) {
			return i
		}
	}
	return len(lines)
}

// questions returns the lines that ask.
func questions(text string, lines []demarche.Span) []int {
	var out []int
	for i, l := range lines {
		s := l.Cut(text)
		if !opens.MatchString(s) && len(strings.Fields(s)) <= longQuestion && strings.HasSuffix(s, "?") {
			out = append(out, i)
		}
	}
	return out
}

// remark reports a line of an interviewer that asks nothing: "He insists on 68."
func remark(text string, l demarche.Span) bool {
	s := l.Cut(text)
	return len(strings.Fields(s)) <= longQuestion && !asserts.MatchString(s) && strings.ContainsAny(s, "?.!")
}

// talk reports an interview: questions, some of them with "you", and answers most
// of which speak of oneself, outside quotation marks.
func talk(text string, lines []demarche.Span, questions []int) bool {
	if len(questions) < enoughAsked {
		return false
	}
	you, answers, self := 0, 0, 0
	for n, q := range questions {
		if address.MatchString(lines[q].Cut(text)) {
			you++
		}
		if q+1 >= len(lines) || n+1 < len(questions) && questions[n+1] == q+1 {
			continue
		}
		answers++
		if s := lines[q+1].Cut(text); !opens.MatchString(s) && own.MatchString(s) {
			self++
		}
	}
	return you > 1 && answers >= enoughAsked && 2*self >= answers
}

// interviewee returns the first full name of who answers: of whom a question calls
// by name, else of the person whom the lines above the questions name most.
func interviewee(text string, talk []demarche.Span, sentences []demarche.Sentence, before int) demarche.Span {
	names := people(text, sentences, before)
	for _, l := range talk {
		if m := addressed.FindStringSubmatch(l.Cut(text)); m != nil {
			for _, n := range names {
				if surname(n.Cut(text)) == m[1] {
					return n
				}
			}
		}
	}
	best, most := demarche.Span{}, 0
	for _, n := range names {
		times := strings.Count(text[:before], surname(n.Cut(text)))
		if times > most {
			best, most = n, times
		}
	}
	return best
}

// people returns the full names of persons before a place in the text, without those
// of who has written it.
func people(text string, sentences []demarche.Sentence, before int) []demarche.Span {
	var out []demarche.Span
	for _, s := range sentences {
		if s.Start >= before {
			break
		}
		if credit.MatchString(s.Span.Cut(text)) {
			continue
		}
		for i := 0; i < len(s.Tokens); i++ {
			k := i
			for k < len(s.Tokens) && s.Tokens[k].Entity == "PERSON" {
				k++
			}
			if k-i > 1 {
				out = append(out, demarche.Span{Start: s.Tokens[i].Start, End: s.Tokens[k-1].End})
			}
			i = max(i, k)
		}
	}
	return out
}

func surname(name string) string {
	words := strings.Fields(name)
	return words[len(words)-1]
}
