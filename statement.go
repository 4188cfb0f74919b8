package demarche

// Channel is an agency, outlet or platform that passed a statement on.
type Channel struct {
	Name  string `json:"name"`
	Actor string `json:"actor,omitempty"`
	Span
}

// Phrase is a stretch of the text that answers one question.
type Phrase struct {
	Text string `json:"text"`
	Span
}

// Time is a time expression and the date that it stands for.
type Time struct {
	Text string `json:"text"`
	Span
	Date string `json:"date,omitempty"` // RFC 3339 date
}

// Statement is one attribution, resolved.
type Statement struct {
	ID         string    `json:"id"`
	Kind       string    `json:"kind"` // direct | indirect | mixed
	Source     []Span    `json:"source"`
	Cue        []Span    `json:"cue"`
	Content    []Span    `json:"content"`
	Speaker    string    `json:"speaker,omitempty"` // Actor.ID
	Party      string    `json:"party,omitempty"`
	Channel    []Channel `json:"channel,omitempty"` // nearest to the reader last
	Occasion   *Phrase   `json:"occasion,omitempty"`
	Time       *Time     `json:"time,omitempty"`
	Within     string    `json:"within,omitempty"`   // Statement.ID
	Language   string    `json:"language,omitempty"` // what it was said in, where the text says so
	Confidence float64   `json:"confidence"`
}
