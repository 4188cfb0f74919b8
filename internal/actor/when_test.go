package actor

import (
	"strings"
	"testing"

	"demarche"
	"demarche/internal/gazetteer"
)

// words makes a reading of plain words, tags by their look, without a tree.
func words(published, text string) *reading {
	doc := demarche.Document{Text: text, Published: published}
	var s demarche.Sentence
	at := 0
	for i, w := range strings.Fields(text) {
		at += strings.Index(text[at:], w)
		tag := "NOUN"
		if w[0] >= 'A' && w[0] <= 'Z' {
			tag = "PROPN"
		}
		s.Tokens = append(s.Tokens, demarche.Token{Span: demarche.Span{Start: at, End: at + len(w)}, Tag: tag, Lemma: w, Head: i - 1, Rel: "dep"})
		at += len(w)
	}
	r := &Resolver{g: gazetteer.Load(), lex: newLexicon()}
	return r.reading(doc, []demarche.Sentence{s}, nil, nil)
}

func TestTime(t *testing.T) {
	for _, c := range []struct{ published, text, found, date string }{
		{"2025-12-15", "Monday", "Monday", "2025-12-15"},
		{"2025-12-15T08:00:00+01:00", "Tuesday", "Tuesday", "2025-12-09"},
		{"2025-12-15", "last Monday", "last Monday", "2025-12-08"},
		{"2025-12-15", "next Tuesday", "next Tuesday", "2025-12-16"},
		{"2025-12-15", "next Monday", "next Monday", "2025-12-22"},
		{"2025-12-15", "Sunday night", "Sunday night", "2025-12-14"},
		{"2025-12-15", "late Sunday", "late Sunday", "2025-12-14"},
		{"2025-12-15", "yesterday", "yesterday", "2025-12-14"},
		{"2025-12-15", "earlier today", "earlier today", "2025-12-15"},
		{"2025-12-15", "this morning", "this morning", "2025-12-15"},
		{"2025-12-15", "last night", "last night", "2025-12-14"},
		{"2025-12-15", "two days ago", "two days ago", "2025-12-13"},
		{"2025-12-15", "last week", "last week", ""},
		{"2025-12-15", "earlier this month", "earlier this month", ""},
		{"2025-12-15", "Dec. 3", "Dec. 3", "2025-12-03"},
		{"2026-01-05", "December 30", "December 30", "2025-12-30"},
		{"2025-12-15", "14 December 2024", "14 December 2024", "2024-12-14"},
		{"", "December 3 , 2025", "December 3 , 2025", "2025-12-03"},
		{"2025-12-15", "Friday , Dec. 12", "Friday , Dec. 12", "2025-12-12"},
		{"2025-12-15", "2025-12-14", "2025-12-14", "2025-12-14"},
		{"", "Monday", "Monday", ""},
		{"1679", "Monday", "Monday", ""},
		{"2025-12-15", "Feb. 31", "Feb. 31", ""},
		{"2025-12-15", "May", "", ""},
		{"2025-12-15", "late trains", "", ""},
		{"2025-12-15", "two days", "", ""},
	} {
		rd := words(c.published, c.text)
		n := rd.timeAt(0, len(rd.words))
		found := ""
		if n > 0 {
			found = rd.cut(0, n-1)
		}
		if found != c.found {
			t.Errorf("%q: found %q, want %q", c.text, found, c.found)
			continue
		}
		if n > 0 {
			if got := rd.date(0, n); got != c.date {
				t.Errorf("%q published %s: date %s, want %s", c.text, c.published, got, c.date)
			}
		}
	}
}
