package talks

// Leader returns the party for which a person of this name speaks in a year
// (0 where the document has none): who leads it is known even where a text
// names no office. Empty where it is nobody, or could be several.
func (m *Matcher) Leader(name string, year int) string {
	code := m.names.places.Leader(name, year)
	if code == "" {
		return ""
	}
	return m.names.Party(code, "")
}
