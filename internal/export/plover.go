package export

import (
	"io"

	"demarche"
)

// ploverLoss is what the file itself says about what it leaves out.
const ploverLoss = "PLOVER has events, no plain statements: statements that report no act, negated and hypothetical acts, speakers, channels, conditions and positions are left out. demarche export json has them all."

type ploverEvent struct {
	ID         string   `json:"id"`
	Date       string   `json:"date,omitempty"`
	Event      string   `json:"event"`
	Source     []string `json:"source"`
	Target     []string `json:"target"`
	Location   string   `json:"location,omitempty"`
	Text       string   `json:"text"`
	Confidence float64  `json:"confidence"`
	Story      string   `json:"story"`
	Title      string   `json:"title,omitempty"`
	URL        string   `json:"url,omitempty"`
	Publisher  string   `json:"publisher,omitempty"`
	StoryDate  string   `json:"story_date,omitempty"`
}

type ploverWriter struct {
	w       io.Writer
	events  []ploverEvent
	dropped map[string]int
}

// PLOVER writes event records: one JSON object with the events, a note of what
// the format cannot hold, and counts of what was left out for it.
func PLOVER(w io.Writer) Writer {
	return &ploverWriter{w: w, events: []ploverEvent{}, dropped: map[string]int{"statements": 0, "negated_acts": 0, "hypothetical_acts": 0}}
}

func (p *ploverWriter) Write(r demarche.Record) error {
	cut := demarche.Cutter(r.Document.Text)
	told := map[string]bool{}
	for _, a := range r.Acts {
		switch {
		case a.Negated:
			p.dropped["negated_acts"]++
		case a.Hypothetical:
			p.dropped["hypothetical_acts"]++
		default:
			told[a.Statement] = true
			p.events = append(p.events, ploverOf(r.Document, a, cut))
		}
	}
	for _, s := range r.Statements {
		if !told[s.ID] {
			p.dropped["statements"]++
		}
	}
	return nil
}

func ploverOf(d demarche.Document, a demarche.Act, cut func(demarche.Span) string) ploverEvent {
	e := ploverEvent{ID: d.ID + "#" + a.ID, Event: a.Act, Source: list(a.Actors), Target: list(a.Targets), Text: cut(a.Evidence), Confidence: a.Confidence,
		Story: d.ID, Title: d.Title, URL: d.URL, Publisher: d.Publisher, StoryDate: d.Published, Date: day(d.Published)}
	if a.Time != nil && a.Time.Date != "" {
		e.Date = a.Time.Date
	}
	if a.Place != nil {
		e.Location = a.Place.Text
	}
	return e
}

func day(date string) string { return date[:min(len(date), 10)] }

// Close writes the object.
func (p *ploverWriter) Close() error {
	enc := plainJSON(p.w)
	enc.SetIndent("", " ")
	return enc.Encode(map[string]any{"format": "PLOVER", "note": ploverLoss, "left_out": p.dropped, "events": p.events})
}
