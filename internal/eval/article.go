package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"demarche"
)

// Row is one thing that a record of one article must say. Empty fields ask
// nothing; which of them a kind of row looks at is stated by its check.
type Row struct {
	Row      string   `json:"row"` // title | paragraph | statement | position | act | shift | reaction
	Text     string   `json:"text,omitempty"`
	Kind     string   `json:"kind,omitempty"`
	Content  string   `json:"content,omitempty"`
	Party    string   `json:"party,omitempty"`
	Speaker  string   `json:"speaker,omitempty"`
	Role     string   `json:"role,omitempty"`
	Channel  string   `json:"channel,omitempty"`
	Date     string   `json:"date,omitempty"`
	Occasion string   `json:"occasion,omitempty"`
	Language string   `json:"language,omitempty"`
	Holder   string   `json:"holder,omitempty"`
	Issue    string   `json:"issue,omitempty"`
	Stance   string   `json:"stance,omitempty"`
	Evidence string   `json:"evidence,omitempty"`
	Act      string   `json:"act,omitempty"`
	Parties  []string `json:"parties,omitempty"`
	Place    string   `json:"place,omitempty"`
	To       string   `json:"to,omitempty"`
	By       string   `json:"by,omitempty"`
	ToHolder string   `json:"to_holder,omitempty"`
}

// Article says of each row whether a record holds it.
type Article struct {
	Rows []Row
	Hold []bool
}

// ScoreArticle checks one record against the rows of a file.
func ScoreArticle(path string, rec demarche.Record) (*Article, error) {
	var rows []Row
	if err := load(path, &rows); err != nil {
		return nil, err
	}
	c := check{rec: rec, cut: demarche.Cutter(rec.Document.Text), actors: map[string]demarche.Actor{}}
	for _, a := range rec.Actors {
		c.actors[a.ID] = a
	}
	out := &Article{Rows: rows}
	for _, r := range rows {
		out.Hold = append(out.Hold, c.holds(r))
	}
	return out, nil
}

// Count is how many of the rows hold; kinds limits it to some kinds of row.
func (a *Article) Count(kinds ...string) (hold, of int) {
	for i, r := range a.Rows {
		if len(kinds) > 0 && !slices.Contains(kinds, r.Row) {
			continue
		}
		of++
		if a.Hold[i] {
			hold++
		}
	}
	return hold, of
}

// Print writes each row that does not hold, then the count.
func (a *Article) Print(w io.Writer) {
	for i, r := range a.Rows {
		if !a.Hold[i] {
			line, _ := json.Marshal(r)
			fmt.Fprintf(w, "does not hold: %s\n", line)
		}
	}
	hold, of := a.Count()
	fmt.Fprintf(w, "%d of %d rows hold\n", hold, of)
}

// check holds what the checks of one record look things up in.
type check struct {
	rec    demarche.Record
	cut    func(demarche.Span) string
	actors map[string]demarche.Actor
}

func (c check) holds(r Row) bool {
	switch r.Row {
	case "title":
		return c.rec.Document.Title == r.Text
	case "paragraph":
		return slices.ContainsFunc(c.rec.Document.Paragraphs, func(p demarche.Paragraph) bool {
			return string(p.Kind) == r.Kind && plain(c.cut(p.Span)) == plain(r.Text)
		})
	case "statement":
		return slices.ContainsFunc(c.rec.Statements, func(s demarche.Statement) bool { return c.statement(r, s) })
	case "position":
		return slices.ContainsFunc(c.rec.Positions, func(p demarche.Position) bool { return c.position(r, p) })
	case "act":
		return slices.ContainsFunc(c.rec.Acts, func(a demarche.Act) bool { return c.act(r, a) })
	case "shift":
		return slices.ContainsFunc(c.rec.Shifts, func(s demarche.Shift) bool {
			return s.Holder == r.Holder && s.Issue == r.Issue && s.To == r.To
		})
	case "reaction":
		return slices.ContainsFunc(c.rec.Reactions, func(x demarche.Reaction) bool { return c.reaction(r, x) })
	}
	return false
}

func (c check) statement(r Row, s demarche.Statement) bool {
	a := c.actors[s.Speaker]
	roles, _ := json.Marshal(a.Roles)
	party := s.Party
	if party == "" {
		party = a.Party
	}
	var date, occasion string
	if s.Time != nil {
		date = s.Time.Date
	}
	if s.Occasion != nil {
		occasion = s.Occasion.Text
	}
	return within(r.Content, demarche.Join(c.cut, s.Content)) &&
		asked(r.Party, party) && within(r.Speaker, a.Name) && within(r.Role, string(roles)) &&
		(r.Channel == "" || slices.ContainsFunc(s.Channel, func(ch demarche.Channel) bool { return ch.Name == r.Channel })) &&
		asked(r.Date, date) && within(r.Occasion, occasion) && asked(r.Language, s.Language) && asked(r.Kind, s.Kind)
}

func (c check) position(r Row, p demarche.Position) bool {
	return p.Holder == r.Holder && p.Issue == r.Issue && p.Stance == r.Stance &&
		within(r.Evidence, c.cut(p.Evidence)) && asked(r.Act, p.Act)
}

func (c check) act(r Row, a demarche.Act) bool {
	place := ""
	if a.Place != nil {
		place = a.Place.Text
	}
	return a.Act == r.Act && holds(append(slices.Clone(a.Actors), a.Targets...), r.Parties) &&
		within(r.Place, place) && within(r.Evidence, c.cut(a.Evidence))
}

func (c check) reaction(r Row, x demarche.Reaction) bool {
	return x.By == r.By && slices.ContainsFunc(c.rec.Shifts, func(s demarche.Shift) bool {
		return s.ID == x.To && s.Holder == r.ToHolder && s.Issue == r.Issue
	})
}

// asked reports whether have is what was wanted, if anything was.
func asked(want, have string) bool { return want == "" || want == have }

// within reports whether have holds the wanted words, but for case and space.
func within(want, have string) bool { return strings.Contains(plain(have), plain(want)) }

func plain(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
