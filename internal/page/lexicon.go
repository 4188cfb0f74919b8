package page

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed furniture.txt
var furnitureFile string

//go:embed caption.txt
var captionFile string

//go:embed credit.txt
var creditFile string

//go:embed section.txt
var sectionFile string

// lexicon is what the package knows of the words around an article.
type lexicon struct {
	furniture patterns
	caption   patterns
	credits   []string // found anywhere in a short paragraph, lower case
	sections  map[string]bool
}

// words reads the data files once; they never change afterwards.
var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{
		furniture: readPatterns(furnitureFile),
		caption:   readPatterns(captionFile),
		credits:   readLines(creditFile),
		sections:  map[string]bool{},
	}
	for _, s := range readLines(sectionFile) {
		l.sections[s] = true
	}
	return l
})

// readLines returns the lines of a data file that are no comments.
func readLines(file string) []string {
	var out []string
	for _, s := range strings.Split(file, "\n") {
		if s != "" && !strings.HasPrefix(s, "# ") {
			out = append(out, s)
		}
	}
	return out
}
