package demarche

// Role is what an actor is said to be, and for whom.
type Role struct {
	Title string `json:"title"`
	Of    string `json:"of,omitempty"`
	Span
}

// Actor is a person, organization, place or group that the document names.
type Actor struct {
	ID       string `json:"id"`
	Name     string `json:"name"`            // the fullest form in the document
	Kind     string `json:"kind"`            // person | organization | place | group
	Party    string `json:"party,omitempty"` // talks file's id, else ISO 3166 alpha-3 or an organization's code
	Roles    []Role `json:"roles,omitempty"`
	Mentions []Span `json:"mentions"` // names, titles, pronouns, and places that stand for a government
}
