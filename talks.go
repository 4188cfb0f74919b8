package demarche

// Talks is one negotiation under watch.
type Talks struct {
	ID      string  `yaml:"talks" json:"talks"`
	Title   string  `yaml:"title" json:"title"`
	Parties []Party `yaml:"parties" json:"parties"`
	Issues  []Issue `yaml:"issues" json:"issues"`
}

// Party is a side of the negotiation. Only ID and Name are required.
type Party struct {
	ID      string   `yaml:"id" json:"id"`
	Name    string   `yaml:"name" json:"name"`
	Aliases []string `yaml:"aliases,omitempty" json:"aliases,omitempty"`
	Members []string `yaml:"members,omitempty" json:"members,omitempty"`
}

// Issue is a claim that parties can agree or disagree with. Only ID and Claim
// are required.
type Issue struct {
	ID        string   `yaml:"id" json:"id"`
	Claim     string   `yaml:"claim" json:"claim"`
	Terms     []string `yaml:"terms,omitempty" json:"terms,omitempty"`
	Opposites []string `yaml:"opposites,omitempty" json:"opposites,omitempty"`
}
