package actor

import (
	"unicode"
	"unicode/utf8"

	"demarche"
)

// quote is a stretch of text between quotation marks, the marks included.
type quote struct {
	demarche.Span
	inner demarche.Span // without the marks
}

// quotations finds what stands in quotation marks, paragraph by paragraph. A
// mark without its partner quotes to the end of the paragraph, as newspapers
// do where a quotation goes on in the next.
func quotations(doc demarche.Document) []quote {
	var out []quote
	spans := make([]demarche.Span, 0, len(doc.Paragraphs))
	for _, p := range doc.Paragraphs {
		spans = append(spans, p.Span)
	}
	if len(spans) == 0 {
		spans = append(spans, demarche.Span{End: len(doc.Text)})
	}
	for _, p := range spans {
		if p.Start >= 0 && p.End <= len(doc.Text) && p.Start < p.End {
			out = scan(doc.Text, p, out)
		}
	}
	return out
}

// open mark of a quotation that has not been closed.
type mark struct {
	at, size int
	closer   string
}

func scan(text string, p demarche.Span, out []quote) []quote {
	var stack []mark
	for i := p.Start; i < p.End; {
		closer, size := quoteMark(text, i, p)
		if size == 0 {
			_, n := utf8.DecodeRuneInString(text[i:])
			i += n
			continue
		}
		if k := closes(stack, text[i:i+size], opening(text, i, size, p)); k >= 0 {
			m := stack[k]
			out = append(out, quote{demarche.Span{Start: m.at, End: i + size}, demarche.Span{Start: m.at + m.size, End: i}})
			stack = stack[:k]
		} else if closer != "" {
			stack = append(stack, mark{i, size, closer})
		}
		i += size
	}
	for _, m := range stack {
		if m.closer != "’" && m.closer != "'" {
			out = append(out, quote{demarche.Span{Start: m.at, End: p.End}, demarche.Span{Start: m.at + m.size, End: p.End}})
		}
	}
	return out
}

// closes returns the open mark that this one closes, the innermost, or -1.
func closes(stack []mark, text string, opens bool) int {
	for k := len(stack) - 1; k >= 0; k-- {
		same := stack[k].closer == text || stack[k].closer == "”" && text == "\"" || stack[k].closer == "\"" && text == "”"
		if same && !(opens && (text == "\"" || text == "'" || text == "''")) {
			return k
		}
	}
	return -1
}

// quoteMark returns the size of the quotation mark at i, zero if it is none,
// and the mark that would close it if it can open.
func quoteMark(text string, i int, p demarche.Span) (closer string, size int) {
	r, n := utf8.DecodeRuneInString(text[i:])
	switch r {
	case '“', '„':
		return "”", n
	case '”':
		return "", n
	case '«':
		return "»", n
	case '»':
		return "", n
	case '"':
		if opening(text, i, n, p) {
			return "\"", n
		}
		return "", n
	case '`':
		if i+1 < p.End && text[i+1] == '`' {
			return "''", 2
		}
	case '\'':
		return apostrophe(text, i, p)
	case '‘':
		return "’", n
	case '’':
		if before, after := around(text, i, n, p); !(unicode.IsLetter(before) && unicode.IsLetter(after)) {
			return "", n
		}
	}
	return "", 0
}

// apostrophe handles the straight single mark: doubled it is a quotation
// mark; alone it is one only at the edge of a word.
func apostrophe(text string, i int, p demarche.Span) (closer string, size int) {
	if i+1 < p.End && text[i+1] == '\'' {
		if opening(text, i, 2, p) {
			return "''", 2
		}
		return "", 2
	}
	before, after := around(text, i, 1, p)
	switch {
	case unicode.IsLetter(before) && unicode.IsLetter(after):
		return "", 0
	case opening(text, i, 1, p) && unicode.IsUpper(after):
		return "'", 1
	}
	return "", 1
}

// opening reports whether a mark that looks the same on both sides opens: it
// stands at the front of a word.
func opening(text string, i, size int, p demarche.Span) bool {
	before, after := around(text, i, size, p)
	if after == 0 || unicode.IsSpace(after) {
		return false
	}
	return before == 0 || unicode.IsSpace(before) || unicode.In(before, unicode.Ps, unicode.Pi, unicode.Pd) || before == '"' || before == '\'' || before == ':'
}

// around returns the runes before and after the mark, 0 at the paragraph's
// ends.
func around(text string, i, size int, p demarche.Span) (before, after rune) {
	if i > p.Start {
		before, _ = utf8.DecodeLastRuneInString(text[p.Start:i])
	}
	if i+size < p.End {
		after, _ = utf8.DecodeRuneInString(text[i+size : p.End])
	}
	return before, after
}

// quoted reports whether token k is quoted by the attribution: in marks that
// do not hold its cue as well.
func (rd *reading) quoted(k int, a *demarche.Attribution) bool {
	for _, q := range rd.quotes {
		if q.Contains(rd.words[k].Span) && !holdsAny(q.inner, a.Cue) {
			return true
		}
	}
	return false
}

func holdsAny(s demarche.Span, pieces []demarche.Span) bool {
	for _, p := range pieces {
		if s.Overlaps(p) {
			return true
		}
	}
	return false
}

// kindOf says whether the content is wholly in quotation marks (direct), in
// part (mixed), or not at all (indirect). A "that" before the marks is the
// reporter's. Marks that hold the cue too are an
// outer speaker's, and do not count. A line that begins with its speaker and a
// colon is that speaker's words.
func (rd *reading) kindOf(a *demarche.Attribution) string {
	if rd.turn(a) {
		return "direct"
	}
	inside, outside := false, false
	for _, piece := range a.Content {
		from, to := rd.tokens(piece)
		for k := from; k < to; k++ {
			if !rd.words[k].letters() && !isDigit(rd.words[k].text) || k == from && rd.words[k].lower == "that" && rd.words[k].Tag == "SCONJ" {
				continue
			}
			if rd.quoted(k, a) {
				inside = true
			} else {
				outside = true
			}
		}
	}
	switch {
	case inside && outside:
		return "mixed"
	case inside:
		return "direct"
	}
	return "indirect"
}

// turn reports a turn of a transcript: its source begins a line of the body, and
// nothing but a mark introduces the words; or an answer in an interview.
func (rd *reading) turn(a *demarche.Attribution) bool {
	if demarche.Answers(rd.doc.Text, a.Cue) {
		return true
	}
	if len(a.Source) != 1 || len(a.Cue) != 1 || a.Cue[0].Start != a.Source[0].End || a.Cue[0].Len() != 1 {
		return false
	}
	at := a.Source[0].Start
	from, _ := rd.tokens(a.Source[0])
	return from < len(rd.words) && rd.doc.Paragraphs[rd.paragraph(from)].Kind == demarche.Body && (rd.doc.Paragraphs[rd.paragraph(from)].Start == at || at > 0 && rd.doc.Text[at-1] == '\n')
}
