package cli

import (
	"fmt"
	"io"
	"os"
	"strconv"

	"golang.org/x/term"

	"demarche/internal/terminal"
)

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// screen is what the view for people is made for. colour is auto, always or
// never; auto respects NO_COLOR and a terminal that is dumb.
func (e *env) screen(colour string) (terminal.Screen, error) {
	s := terminal.Screen{Width: e.width(e.stdout)}
	switch colour {
	case "always":
		s.Colour = true
	case "auto":
		s.Colour = isTerminal(e.stdout) && e.getenv("NO_COLOR") == "" && e.getenv("TERM") != "dumb"
	case "never":
	default:
		return s, usage(fmt.Errorf("--color %q is not known", colour), "use auto, always or never")
	}
	return s, nil
}

// width is the width of the terminal, else COLUMNS, else 80.
func (e *env) width(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
			return columns
		}
	}
	if columns, err := strconv.Atoi(e.getenv("COLUMNS")); err == nil && columns > 0 {
		return columns
	}
	return 80
}
