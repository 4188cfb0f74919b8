package terminal

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// languageName is the English name of a BCP 47 code, or the code itself.
func languageName(code string) string {
	tag, err := language.Parse(code)
	if err != nil {
		return Safe(code)
	}
	if name := display.English.Tags().Name(tag); name != "" {
		return Safe(name)
	}
	return Safe(code)
}
