package terminal

import "github.com/charmbracelet/x/ansi"

// Palette colours words by what they are. The sixteen colours of the terminal
// are used, so that the reader's own theme decides how they look.
type Palette struct{ On bool }

func (p Palette) styled(s ansi.Style, text string) string {
	if !p.On || text == "" {
		return text
	}
	return s.Styled(text)
}

// Title is for the name of a document.
func (p Palette) Title(s string) string { return p.styled(ansi.NewStyle().Bold(), s) }

// Heading is for the name of a part of the view.
func (p Palette) Heading(s string) string {
	return p.styled(ansi.NewStyle().Bold().Underline(true), s)
}

// Name is for who speaks.
func (p Palette) Name(s string) string { return p.styled(ansi.NewStyle().Bold(), s) }

// Party is for the code of a party.
func (p Palette) Party(s string) string {
	return p.styled(ansi.NewStyle().Bold().ForegroundColor(ansi.Cyan), s)
}

// Cue is for the words that say that something is said.
func (p Palette) Cue(s string) string {
	return p.styled(ansi.NewStyle().ForegroundColor(ansi.Yellow), s)
}

// Faint is for what helps but is not read first.
func (p Palette) Faint(s string) string { return p.styled(ansi.NewStyle().Faint(), s) }

// Bar is for the line beside words that were said: bright where they are
// quoted.
func (p Palette) Bar(kind, s string) string {
	if kind == "direct" || kind == "mixed" {
		return p.styled(ansi.NewStyle().ForegroundColor(ansi.Green), s)
	}
	return p.Faint(s)
}

// Stance is for a party's stance, coloured by it.
func (p Palette) Stance(stance, s string) string {
	switch stance {
	case "for":
		return p.styled(ansi.NewStyle().ForegroundColor(ansi.Green), s)
	case "against":
		return p.styled(ansi.NewStyle().ForegroundColor(ansi.Red), s)
	case "conditional":
		return p.styled(ansi.NewStyle().ForegroundColor(ansi.Yellow), s)
	case "dropped":
		return p.styled(ansi.NewStyle().Bold().ForegroundColor(ansi.Magenta), s)
	}
	return p.Faint(s)
}
