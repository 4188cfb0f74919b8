package pipeline

import "demarche/internal/position"

// Sighting is a place where a document refers to an issue, and Naming one where
// it names a party: what `demarche talks check` shows.
type (
	Sighting = position.Sighting
	Naming   = position.Naming
)
