package ledger

import (
	"slices"
	"strconv"
	"strings"

	"demarche"
)

// Article finds the shifts and the stated reactions that one finished record
// tells of by itself, and puts them into it. Spans are in code points, so call
// it behind Record.CodePoints. Without positions there is nothing to find.
func Article(rec *demarche.Record) {
	rec.Shifts, rec.Reactions = shifts(rec), nil
	if len(rec.Shifts) == 0 {
		return
	}
	for _, a := range append(Answers(rec), takenUp(rec)...) {
		for _, h := range rec.Shifts {
			if a.meets(h.Holder, h.Issue, rec) && !slices.ContainsFunc(rec.Reactions, func(r demarche.Reaction) bool { return r.By == a.By && r.To == h.ID && r.Evidence.Overlaps(a.Span) }) {
				rec.Reactions = append(rec.Reactions, demarche.Reaction{By: a.By, To: h.ID, Evidence: a.Span, Kind: "stated"})
			}
		}
	}
}

// takenUp finds who takes a stance on a step that the text has told of, "welcomed the
// decision", "called the move a mistake", behind the step: it reacts to it.
func takenUp(rec *demarche.Record) []Answer {
	told := map[string]int{} // where each issue's first shift ends
	for _, h := range rec.Shifts {
		for _, p := range rec.Positions {
			if at, ok := told[h.Issue]; slices.Contains(h.Positions, p.ID) && p.Time != "past" && (!ok || p.Evidence.End < at) {
				told[h.Issue] = p.Evidence.End
			}
		}
	}
	text := []rune(rec.Document.Text)
	var out []Answer
	for _, p := range rec.Positions {
		at, ok := told[p.Issue]
		if !ok || p.Evidence.Start < at || p.Reported == "alleged" || p.Holder == "other" || !strings.Contains(p.Rule, " of again ") {
			continue
		}
		if says(eventWords(), string(text[p.Evidence.Start:p.Evidence.End])) {
			out = append(out, Answer{By: p.Holder, Issue: p.Issue, Span: p.Evidence})
		}
	}
	return out
}

// meets reports whether the answer can be one to a shift of holder on issue. A
// headline rarely names the issue; it is then about what the article tells of
// the holder.
func (a Answer) meets(holder, issue string, rec *demarche.Record) bool {
	switch {
	case a.By == holder, a.To != "" && a.To != holder:
		return false
	case a.Issue != "":
		return a.Issue == issue
	}
	return a.To == holder
}

type cellKey struct{ holder, issue string }

// shifts goes through the cells in the order of their first position.
func shifts(rec *demarche.Record) []demarche.Shift {
	cells := map[cellKey][]*demarche.Position{}
	var order []cellKey
	for i := range rec.Positions {
		p := &rec.Positions[i]
		if p.Reported == "alleged" || p.Holder == "other" || !definite(p.Stance) {
			continue
		}
		k := cellKey{p.Holder, p.Issue}
		if cells[k] == nil {
			order = append(order, k)
		}
		cells[k] = append(cells[k], p)
	}
	var out []demarche.Shift
	for _, k := range order {
		if h, ok := shiftOf(cells[k]); ok {
			h.ID, h.Holder, h.Issue = "h"+strconv.Itoa(len(out)+1), k.holder, k.issue
			out = append(out, h)
		}
	}
	return out
}

// shiftOf compares what an article says a party held with what it says the
// party holds now. "Dropped" tells of both: who gives a thing up was for it, and who
// drops an objection was against.
func shiftOf(positions []*demarche.Position) (demarche.Shift, bool) {
	var h demarche.Shift
	var old, now []string
	for _, p := range positions {
		if p.Time == "past" && (h.From == "" || h.From == p.Stance) {
			h.From, old = p.Stance, append(old, p.ID)
		}
	}
	for _, p := range positions {
		if p.Time != "past" && p.Stance == "dropped" {
			h.To, now = p.Stance, append(now, p.ID)
		}
	}
	for _, p := range positions {
		if p.Time != "past" && p.From != "" && p.From != p.Stance && (h.From == "" || h.From == p.From) && (h.To == "" || h.To == p.Stance) {
			h.From, h.To, now = p.From, p.Stance, append(now, p.ID)
		}
	}
	if h.To == "" {
		h.To, now = present(positions, h.From)
	}
	if h.From == "" && h.To == "dropped" {
		h.From = "for"
	}
	h.Positions = append(old, now...)
	return h, h.From != "" && h.To != "" && h.From != h.To && !kin(h.From, h.To)
}

// present is the one stance that the article reports as held now. Where it
// reports several, the former one among them, nothing has moved for certain.
func present(positions []*demarche.Position, former string) (stance string, ids []string) {
	for _, p := range positions {
		switch {
		case p.Time == "past" || p.Confidence < likely:
		case p.Stance == former, stance != "" && p.Stance != stance:
			return "", nil
		default:
			stance, ids = p.Stance, append(ids, p.ID)
		}
	}
	return stance, ids
}
