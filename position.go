package demarche

// Act is one political act, by its PLOVER class.
type Act struct {
	ID           string   `json:"id"`
	Act          string   `json:"act"` // AGREE … ASSAULT
	Actors       []string `json:"actors"`
	Targets      []string `json:"targets"`
	Object       *Span    `json:"object,omitempty"` // what is demanded, rejected, agreed…
	Place        *Phrase  `json:"place,omitempty"`
	Time         *Time    `json:"time,omitempty"`
	Negated      bool     `json:"negated"`
	Hypothetical bool     `json:"hypothetical"`
	Evidence     Span     `json:"evidence"`
	Statement    string   `json:"statement,omitempty"`
	Rule         string   `json:"rule,omitempty"` // the rule or model that found it
	Confidence   float64  `json:"confidence"`
}

// Position is one report of a party's stance on an issue. The values are
// those of the codebook of positions.
type Position struct {
	ID         string  `json:"id"`
	Holder     string  `json:"holder"`
	Person     string  `json:"person,omitempty"` // Actor.ID
	Issue      string  `json:"issue"`
	Stance     string  `json:"stance"`         // for | against | conditional | dropped | unclear
	From       string  `json:"from,omitempty"` // the stance that its words tell of as given up: "dropped its objections"
	Act        string  `json:"act,omitempty"`
	Reported   string  `json:"reported"` // said | narrated | alleged
	Time       string  `json:"time"`     // now | past
	Date       string  `json:"date,omitempty"`
	Condition  *Span   `json:"condition,omitempty"`
	Evidence   Span    `json:"evidence"`
	Statement  string  `json:"statement,omitempty"`
	Rule       string  `json:"rule,omitempty"` // the rule or model that found it
	Confidence float64 `json:"confidence"`
}

// Shift is a party's stance on an issue that is no longer what it was.
type Shift struct {
	ID        string   `json:"id"`
	Holder    string   `json:"holder"`
	Issue     string   `json:"issue"`
	From      string   `json:"from"`
	To        string   `json:"to"`
	Positions []string `json:"positions"`
}

// Reaction is what another party says or does about a shift.
type Reaction struct {
	By       string `json:"by"`
	To       string `json:"to"` // Shift.ID
	Evidence Span   `json:"evidence"`
	Kind     string `json:"kind,omitempty"` // stated (the text says so) | implied (same issue, soon after)
}
