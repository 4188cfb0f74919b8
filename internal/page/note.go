package page

import (
	"strings"

	"demarche"
)

// endNote marks what the last paragraph of the body says of its author: "Mira
// Tolland is a professor of law at Lasken University."
func endNote(blocks []block) {
	for i := len(blocks) - 1; i > 3; i-- {
		b := &blocks[i]
		if b.kind == demarche.Furniture || b.kind == demarche.Caption {
			continue
		}
		if b.kind == demarche.Body && b.short() && len(b.words) <= 40 && presents(b.text) {
			b.kind = demarche.Furniture
		}
		return
	}
}

// presents reports a sentence that begins with a name and says what profession
// of the pen or of learning its bearer has.
func presents(s string) bool {
	if strings.ContainsAny(s, "“”\"") {
		return false
	}
	words := strings.Fields(s)
	for i, w := range words[:min(len(words), 6)] {
		if w == "is" || w == "covers" || w == "writes" || w == "reports" {
			return i > 0 && (w != "is" || pens(words[i+1:min(len(words), i+7)]))
		}
		if !startsLarge(w) && !joinsNames(w) || len(w) < 2 {
			return false
		}
	}
	return false
}

// pens reports a word for somebody who writes or teaches.
func pens(words []string) bool {
	for _, w := range words {
		switch strings.ToLower(strings.Trim(w, ".,;")) {
		case "author", "columnist", "contributor", "correspondent", "director", "editor", "fellow", "journalist", "lecturer", "professor", "reporter", "researcher", "scholar", "writer":
			return true
		}
	}
	return false
}

// isStaffNote reports a note in brackets on who made the report: "(Reporting by
// …)".
func isStaffNote(b *block) bool {
	switch {
	case isJob(b):
		return true
	case !strings.HasPrefix(b.text, "("):
		return false
	case strings.HasPrefix(b.text, "((") && strings.HasSuffix(b.text, "))"):
		return true // an agency's line on whom to call
	case strings.HasSuffix(b.text, ")") && revises(b.words0()):
		return true
	case b.words0() == "reporting", b.words0() == "additional", b.words0() == "writing", b.words0() == "editing", b.words0() == "compiled":
		return len(b.words) > 2 && (b.words[1] == "by" || b.words[1] == "reporting" || b.words[1] == "and")
	}
	return false
}

// revises reports the first word of an agency's note on what is new in a report:
// "(Adds quotes, background)".
func revises(word string) bool {
	switch word {
	case "adds", "recasts", "updates", "refiles", "rewrites", "corrects", "repeats", "writes", "changes":
		return true
	}
	return false
}

// isJob reports a line that only says what an author is: "Political reporter",
// "Europe editor in Brenn".
func isJob(b *block) bool {
	if len(b.words) < 2 || len(b.words) > 5 || endsSentence(b.text) || strings.ContainsAny(b.text, "“\"") {
		return false
	}
	job := b.words[len(b.words)-1]
	if n := len(b.words) - 2; n > 0 && b.words[n] == "in" {
		job = b.words[n-1]
	}
	switch job {
	case "reporter", "correspondent", "editor", "columnist", "writer":
		return b.words[0] != "a" && b.words[0] != "the" && b.words[0] != "former"
	}
	return false
}
