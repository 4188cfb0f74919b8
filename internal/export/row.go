package export

import (
	"strconv"
	"strings"

	"demarche"
)

// Row is one line of the flat table, by column name. A table has one row a
// statement; an act or a position that no statement reports (the article's own
// words tell it) has a row of its own.
type Row map[string]string

// Columns are the names of the flat table's columns, in order.
func Columns() []string {
	return []string{
		"row", "document", "source", "title", "author", "publisher", "url", "published",
		"id", "kind", "speaker", "role", "party", "channel", "occasion", "time", "date", "language", "within", "confidence",
		"source_text", "cue_text", "content_text",
		"source_start", "source_end", "cue_start", "cue_end", "content_start", "content_end",
		"act", "act_actors", "act_targets", "act_negated", "act_hypothetical", "act_evidence",
		"holder", "issue", "stance", "position_act", "reported", "tense", "position_date", "condition", "position_evidence",
	}
}

// table turns one record into rows.
type table struct {
	rec       demarche.Record
	cut       func(demarche.Span) string
	actors    map[string]demarche.Actor
	acts      map[string][]demarche.Act      // by Statement.ID; "" holds the narrated
	positions map[string][]demarche.Position // likewise
}

// Rows returns the flat table of a record: its statements, then the acts and
// the positions that hang on none.
func Rows(rec demarche.Record) []Row {
	t := newTable(rec)
	var out []Row
	for _, s := range rec.Statements {
		r := t.row("statement")
		t.statement(r, s)
		t.linked(r, t.acts[s.ID], t.positions[s.ID])
		out = append(out, r)
	}
	for _, a := range t.acts[""] {
		r := t.row("act")
		r["id"], r["confidence"] = a.ID, decimal(a.Confidence)
		t.linked(r, []demarche.Act{a}, nil)
		out = append(out, r)
	}
	for _, p := range t.positions[""] {
		r := t.row("position")
		r["id"], r["confidence"], r["party"] = p.ID, decimal(p.Confidence), p.Holder
		r["speaker"] = t.actors[p.Person].Name
		t.linked(r, nil, []demarche.Position{p})
		out = append(out, r)
	}
	return out
}

func newTable(rec demarche.Record) *table {
	t := &table{rec: rec, cut: demarche.Cutter(rec.Document.Text), actors: map[string]demarche.Actor{},
		acts: map[string][]demarche.Act{}, positions: map[string][]demarche.Position{}}
	for _, a := range rec.Actors {
		t.actors[a.ID] = a
	}
	known := map[string]bool{}
	for _, s := range rec.Statements {
		known[s.ID] = true
	}
	under := func(id string) string { // a link to nowhere must not lose the row
		if known[id] {
			return id
		}
		return ""
	}
	for _, a := range rec.Acts {
		t.acts[under(a.Statement)] = append(t.acts[under(a.Statement)], a)
	}
	for _, p := range rec.Positions {
		t.positions[under(p.Statement)] = append(t.positions[under(p.Statement)], p)
	}
	return t
}

func (t *table) row(kind string) Row {
	d := t.rec.Document
	return Row{"row": kind, "document": d.ID, "source": d.Source, "title": d.Title, "author": d.Author,
		"publisher": d.Publisher, "url": d.URL, "published": d.Published}
}

func (t *table) statement(r Row, s demarche.Statement) {
	a := t.actors[s.Speaker]
	r["id"], r["kind"], r["language"], r["within"] = s.ID, s.Kind, s.Language, s.Within
	r["speaker"], r["role"], r["party"] = a.Name, roles(a), s.Party
	r["channel"] = each(s.Channel, func(c demarche.Channel) string { return c.Name })
	r["confidence"] = decimal(s.Confidence)
	if s.Occasion != nil {
		r["occasion"] = s.Occasion.Text
	}
	if s.Time != nil {
		r["time"], r["date"] = s.Time.Text, s.Time.Date
	}
	t.spans(r, "source", s.Source)
	t.spans(r, "cue", s.Cue)
	t.spans(r, "content", s.Content)
}

// spans fills the text and the offsets of one part of a statement.
func (t *table) spans(r Row, part string, spans []demarche.Span) {
	r[part+"_text"] = demarche.Join(t.cut, spans)
	r[part+"_start"] = each(spans, func(s demarche.Span) string { return strconv.Itoa(s.Start) })
	r[part+"_end"] = each(spans, func(s demarche.Span) string { return strconv.Itoa(s.End) })
}

// linked fills the columns of acts and positions; several stand in one cell.
func (t *table) linked(r Row, acts []demarche.Act, positions []demarche.Position) {
	act := func(column string, f func(demarche.Act) string) { r[column] = each(acts, f) }
	act("act", func(a demarche.Act) string { return a.Act })
	act("act_actors", func(a demarche.Act) string { return strings.Join(a.Actors, " ") })
	act("act_targets", func(a demarche.Act) string { return strings.Join(a.Targets, " ") })
	act("act_negated", func(a demarche.Act) string { return strconv.FormatBool(a.Negated) })
	act("act_hypothetical", func(a demarche.Act) string { return strconv.FormatBool(a.Hypothetical) })
	act("act_evidence", func(a demarche.Act) string { return t.cut(a.Evidence) })
	position := func(column string, f func(demarche.Position) string) { r[column] = each(positions, f) }
	position("holder", func(p demarche.Position) string { return p.Holder })
	position("issue", func(p demarche.Position) string { return p.Issue })
	position("stance", func(p demarche.Position) string { return p.Stance })
	position("position_act", func(p demarche.Position) string { return p.Act })
	position("reported", func(p demarche.Position) string { return p.Reported })
	position("tense", func(p demarche.Position) string { return p.Time })
	position("position_date", func(p demarche.Position) string { return p.Date })
	position("condition", t.condition)
	position("position_evidence", func(p demarche.Position) string { return t.cut(p.Evidence) })
}

func (t *table) condition(p demarche.Position) string {
	if p.Condition == nil {
		return ""
	}
	return t.cut(*p.Condition)
}

func roles(a demarche.Actor) string {
	return each(a.Roles, func(r demarche.Role) string {
		if r.Of == "" {
			return r.Title
		}
		return r.Title + ", " + r.Of
	})
}

// each joins what f says of every item.
func each[T any](items []T, f func(T) string) string {
	out := make([]string, len(items))
	for i, x := range items {
		out[i] = f(x)
	}
	return strings.Join(out, "; ")
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
