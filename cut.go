package demarche

import (
	"strings"
	"unicode/utf8"
)

// Cutter returns the function that cuts a finished record's spans, which count
// code points, out of its text. Spans beyond the text are cut short. The
// function only reads and may be shared.
func Cutter(text string) func(Span) string {
	offset := offsets(text)
	return func(s Span) string {
		start, end := offset(s.Start), offset(s.End)
		return text[start:max(start, end)]
	}
}

// offsets returns the function from a number of code points to the byte offset
// behind them: what codePoints turns, turned back.
func offsets(text string) func(int) int {
	const step = 64
	marks := []int{} // byte offset of every step-th code point
	n := 0
	for i := range text {
		if n%step == 0 {
			marks = append(marks, i)
		}
		n++
	}
	return func(point int) int {
		if point <= 0 {
			return 0
		}
		if point >= n {
			return len(text)
		}
		b := marks[point/step]
		for k := point % step; k > 0; k-- {
			_, w := utf8.DecodeRuneInString(text[b:])
			b += w
		}
		return b
	}
}

// Join cuts several spans and puts a blank between them, for reading only:
// the result is no text of the document.
func Join(cut func(Span) string, spans []Span) string {
	pieces := make([]string, len(spans))
	for i, s := range spans {
		pieces[i] = cut(s)
	}
	return strings.Join(pieces, " ")
}
