package sample

import "encoding/json"

// Ledger is what the ledger should say once all articles are in.
type Ledger struct {
	AsOf        string       `json:"as_of"`
	Table       []Standing   `json:"table"`
	Shifts      []Shift      `json:"shifts"`
	Reactions   []Reaction   `json:"reactions"`
	Copies      []Copies     `json:"copies"`
	Versions    []Versions   `json:"versions"`
	Utterances  []Utterance  `json:"utterances"`
	Repetitions []Repetition `json:"repetitions"`
	Offices     []Office     `json:"offices"`
}

// Place is a sentence of an article.
type Place struct {
	Article  string `json:"article"`
	Sentence int    `json:"sentence"`
	Text     string `json:"text"`
}

// Standing is a party's stance on an issue: since when the articles report it in
// whatever way, since when in the party's own words, and when last.
type Standing struct {
	Party  string `json:"party"`
	Issue  string `json:"issue"`
	Stance string `json:"stance"`
	Since  string `json:"since"`
	Said   string `json:"said"`
	Last   string `json:"last"`
}

// Shift is a change of standing with the sentences that prove it.
type Shift struct {
	ID     string `json:"id"`
	Holder string `json:"holder"`
	Issue  string `json:"issue"`
	From   string `json:"from"`
	To     string `json:"to"`
	Date   string `json:"date"`
	Rule   string `json:"rule"` // dropped | condition added | said outright
	Old    Place  `json:"old"`
	New    Place  `json:"new"`
}

// Reaction is what another party says about a shift.
type Reaction struct {
	By     string `json:"by"`
	To     string `json:"to"`   // Shift.ID
	Kind   string `json:"kind"` // stated | implied
	Issue  string `json:"issue"`
	Stance string `json:"stance"`
	Date   string `json:"date"`
	Place
}

// Copies are an agency's article and what other outlets printed of it.
type Copies struct {
	Original string   `json:"original"`
	Copies   []string `json:"copies"`
}

// Versions are the files of one address, oldest first.
type Versions struct {
	URL      string   `json:"url"`
	Articles []string `json:"articles"`
}

// Utterance is one thing said once, with the sentences that report it.
type Utterance struct {
	ID       string  `json:"id"`
	Speaker  string  `json:"speaker"`
	Party    string  `json:"party"`
	Date     string  `json:"date"` // of the article that has it first
	Kind     string  `json:"kind"` // copy | trimmed | translation
	Variants []Place `json:"variants"`
}

// Repetition is an old utterance in a new article.
type Repetition struct {
	Of string `json:"of"` // Utterance.ID
	Place
}

// Office is who held an office; the other end is open.
type Office struct {
	Office string `json:"office"`
	Party  string `json:"party"`
	Person string `json:"person"`
	Since  string `json:"since,omitempty"`
	Until  string `json:"until,omitempty"`
}

// Expected returns the expected ledger.
func Expected() (Ledger, error) {
	const path = "expected/ledger.json"
	data, err := Files.ReadFile(path)
	if err != nil {
		return Ledger{}, broken(path, err)
	}
	var l Ledger
	if err := json.Unmarshal(data, &l); err != nil {
		return Ledger{}, broken(path, err)
	}
	return l, nil
}
