package ledger

import (
	_ "embed"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"

	"demarche"
)

// Answer is a sentence in which the text itself says that one party reacts to
// another: "Ostria responded to Varland's offer", or "Ostria said … after
// Varland dropped its demand".
type Answer struct {
	By     string        // the party that reacts
	To     string        // the party that it reacts to; empty where the text names only "the decision"
	Issue  string        // the issue of a position in the same sentence; empty where there is none
	Marker string        // the words that say so
	Span   demarche.Span // the sentence, in code points
	Title  bool          // it is the headline, or a heading, that says so
}

//go:embed data/answer.txt
var answerData string

//go:embed data/event.txt
var eventData string

var eventWords = sync.OnceValue(func() []string { return entries(eventData) })

type marker struct {
	text    string
	kind    string // answer | after
	opening string // its first word
}

var (
	// openings are the first words of all markers.
	openings = sync.OnceValue(func() map[string]bool {
		out := map[string]bool{}
		for _, m := range markers() {
			out[m.opening] = true
		}
		return out
	})
	// plain cuts a text into words as wordAt knows them, and at more places.
	plain = sync.OnceValue(func() *Alphabet {
		return NewAlphabet(unicode.ToLower, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' })
	})
)

var markers = sync.OnceValue(func() []marker {
	var out []marker
	for _, line := range entries(answerData) {
		kind, text, _ := strings.Cut(strings.TrimSpace(line), " ")
		opening, _, _ := strings.Cut(text, " ")
		out = append(out, marker{text, kind, opening})
	}
	sort.SliceStable(out, func(i, j int) bool { return len(out[i].text) > len(out[j].text) })
	return out
})

// Answers finds the sentences of a finished record (spans in code points) in
// which the text says that a party reacts to another.
func Answers(rec *demarche.Record) []Answer {
	held := heldBy(rec.Document.Text)
	if len(held) == 0 {
		return nil
	}
	r := newReading(rec)
	var out []Answer
	if !r.peopled(demarche.Span{End: len(r.text)}) {
		return nil
	}
	for _, s := range sentences(r.text, rec.Document.Paragraphs) {
		if !r.peopled(s) {
			continue
		}
		if a, ok := r.answer(s, held); ok {
			out = append(out, a)
		}
	}
	return out
}

// heldBy are the markers whose first word a text has: most have few.
func heldBy(text string) []marker {
	openings, seen := openings(), map[string]bool{}
	plain().Words(text, func(word []byte) {
		if openings[string(word)] {
			seen[string(word)] = true
		}
	})
	return slices.DeleteFunc(slices.Clone(markers()), func(m marker) bool { return !seen[m.opening] })
}

// reading is a record prepared for questions about its sentences.
type reading struct {
	rec      *demarche.Record
	text     []rune
	mentions []mention // of parties, by start
	titles   []demarche.Span
}

type mention struct {
	demarche.Span
	party string
}

func newReading(rec *demarche.Record) *reading {
	r := &reading{rec: rec, text: []rune(rec.Document.Text)}
	for _, a := range rec.Actors {
		if a.Party == "" || a.Party == "other" {
			continue
		}
		for _, m := range a.Mentions {
			if m.Start >= 0 && m.End <= len(r.text) && !m.Empty() {
				r.mentions = append(r.mentions, mention{m, a.Party})
			}
		}
	}
	sort.SliceStable(r.mentions, func(i, j int) bool { return r.mentions[i].Start < r.mentions[j].Start })
	for _, p := range rec.Document.Paragraphs {
		if p.Kind == demarche.Title || p.Kind == demarche.Heading {
			r.titles = append(r.titles, p.Span)
		}
	}
	return r
}

// peopled reports whether anybody who could react is in a sentence: few are.
func (r *reading) peopled(s demarche.Span) bool {
	return slices.ContainsFunc(r.mentions, func(m mention) bool { return s.Contains(m.Span) }) ||
		slices.ContainsFunc(r.rec.Positions, func(p demarche.Position) bool { return s.Contains(p.Evidence) }) ||
		slices.ContainsFunc(r.rec.Statements, func(st demarche.Statement) bool { return len(st.Cue) > 0 && s.Contains(st.Cue[0]) && r.party(st) != "" })
}

// answer tries the markers that the text has.
func (r *reading) answer(s demarche.Span, markers []marker) (Answer, bool) {
	low := strings.Map(straight, string(r.text[s.Start:s.End]))
	for _, m := range markers {
		at := wordAt(low, m.text)
		if at < 0 {
			continue
		}
		// Offsets from here on in code points.
		start := s.Start + len([]rune(low[:at]))
		mark := demarche.Span{Start: start, End: start + len([]rune(m.text))}
		a := Answer{Marker: m.text, Span: s, Title: r.title(s)}
		if m.kind == "after" && r.after(&a, s, mark) || m.kind == "answer" && r.direct(&a, s, mark) {
			return a, true
		}
	}
	return Answer{}, false
}

// after reads "Y said … after X dropped …": X must do something about an
// issue behind the marker, and Y say or do something in the same sentence.
func (r *reading) after(a *Answer, s, mark demarche.Span) bool {
	speaker := r.actor(s, mark, "", demarche.Span{Start: mark.Start, End: s.End})
	for _, p := range r.rec.Positions {
		if !s.Contains(p.Evidence) || p.Evidence.End <= mark.End || p.Holder == "other" || p.Holder == speaker {
			continue
		}
		clause := demarche.Span{Start: max(mark.Start, p.Evidence.Start), End: p.Evidence.End}
		if by := r.actor(s, mark, p.Holder, clause); by != "" {
			a.By, a.To, a.Issue = by, p.Holder, p.Issue
			return true
		}
	}
	return r.event(a, s, mark, speaker)
}

// event reads "Y said … two days after X made its offer": no position of X
// stands there, but X and a word for a political step do.
func (r *reading) event(a *Answer, s, mark demarche.Span, speaker string) bool {
	if speaker == "" || !says(eventWords(), string(r.text[mark.End:s.End])) {
		return false
	}
	for _, m := range r.mentions {
		if m.Start < mark.End || m.End > s.End || m.party == speaker {
			continue
		}
		if len(strings.Fields(string(r.text[mark.End:m.Start]))) > 3 {
			return false // not the subject of the clause
		}
		a.By, a.To, a.Issue = speaker, m.party, r.issue(s, "", m.party) // what the speaker says may be about anything
		return true
	}
	return false
}

// actor is the party other than to that says or does something in s outside
// the clause in which to acts.
func (r *reading) actor(s, mark demarche.Span, to string, clause demarche.Span) string {
	for _, st := range r.rec.Statements {
		if party := r.party(st); party != "" && party != to && len(st.Cue) > 0 && s.Contains(st.Cue[0]) && !clause.Contains(st.Cue[0]) {
			return party
		}
	}
	for _, p := range r.rec.Positions {
		if p.Holder != to && p.Holder != "other" && p.Reported != "alleged" && s.Contains(p.Evidence) && p.Evidence.End <= mark.Start {
			return p.Holder
		}
	}
	return ""
}

func (r *reading) party(st demarche.Statement) string {
	if st.Party != "" {
		return st.Party
	}
	for _, a := range r.rec.Actors {
		if a.ID == st.Speaker {
			return a.Party
		}
	}
	return ""
}

// direct reads "Y responded to X's offer": Y before the marker, X or "the
// offer" behind it; and "In response to X's offer Y said …".
func (r *reading) direct(a *Answer, s, mark demarche.Span) bool {
	behind := demarche.Span{Start: s.End, End: s.End}
	for _, m := range r.mentions {
		if m.Start >= s.Start && m.End <= mark.Start {
			a.By = m.party // the nearest before the marker
		}
		if m.Start >= mark.End && m.End <= s.End && a.To == "" && m.party != a.By {
			a.To, behind = m.party, m.Span
		}
	}
	if a.By == "" && mark.Start == s.Start {
		a.By = r.next(s, mark, behind, a.To)
	}
	if a.By == "" || a.To == "" && !anaphor(string(r.text[mark.End:s.End])) {
		return false
	}
	a.Issue = r.issue(s, a.By, a.To)
	return a.To != "" || a.Issue != ""
}

// next is the party that a sentence which opens with its marker goes on with:
// its speaker, else the next one named.
func (r *reading) next(s, mark, to demarche.Span, not string) string {
	if by := r.actor(s, mark, not, demarche.Span{Start: mark.Start, End: to.End}); by != "" {
		return by
	}
	for _, m := range r.mentions {
		if m.Start >= to.End && m.End <= s.End && m.party != not {
			return m.party
		}
	}
	return ""
}

// issue is the issue of a position that the sentence reports of the one who is
// answered, else of the one who answers.
func (r *reading) issue(s demarche.Span, by, to string) string {
	issue := ""
	for _, p := range r.rec.Positions {
		if s.Contains(p.Evidence) && (p.Holder == to || p.Holder == by && issue == "") {
			issue = p.Issue
		}
	}
	return issue
}

var anaphors = []string{"announcement", "change", "concession", "decision", "gesture", "move", "news", "offer", "opening", "reversal", "shift", "statement", "step", "turnaround", "u-turn"}

// others are the words behind which no step stands that was told of.
var others = []string{"a", "an", "another", "any", "every", "for", "from", "further", "in", "no", "of", "on", "some", "that", "to"}

// anaphorReach is how many words a step that was told of can stand behind what is said of it.
const anaphorReach = 5

// anaphor reports a step that was told of before: "the decision", "her host's decision",
// and in headlines, which leave articles out, "sensible" step.
func anaphor(rest string) bool {
	for n, w := range strings.Fields(strings.ToLower(rest)) {
		word, _, _ := strings.Cut(strings.Trim(w, ",.;:“”‘’\"'"), "'")
		word, _, _ = strings.Cut(word, "’")
		switch {
		case n == anaphorReach, slices.Contains(others, word):
			return false
		case slices.Contains(anaphors, word), slices.Contains(anaphors, strings.TrimSuffix(word, "s")):
			return true
		case strings.ContainsAny(w, ",;:"):
			return false
		}
	}
	return false
}

func (r *reading) title(s demarche.Span) bool {
	for _, t := range r.titles {
		if t.Overlaps(s) {
			return true
		}
	}
	return false
}

// straight lowers a letter without changing how many code points there are.
func straight(c rune) rune {
	if c == '’' {
		return '\''
	}
	return unicode.ToLower(c)
}

// wordAt is strings.Index for whole words.
func wordAt(text, words string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return -1
		}
		i += from
		if edge(text, i-1) && edge(text, i+len(words)) {
			return i
		}
		from = i + len(words)
	}
}

func edge(text string, i int) bool {
	if i < 0 || i >= len(text) {
		return true
	}
	c := text[i]
	return !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80 && c < 0xe2)
}
