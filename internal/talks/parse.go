package talks

import (
	"fmt"
	"os"

	"demarche"
)

// MaxIssues and MaxParties bound a talks file, MaxBytes the file itself.
const (
	MaxIssues  = 20000
	MaxParties = 5000
	MaxBytes   = 16 << 20
)

// Problem is one fault of a talks file: where it is and what to do.
type Problem struct {
	Line    int // from 1; 0 for the whole file
	Cause   string
	Hint    string
	Warning bool // the file can be used all the same
}

// String prints the problem as "NAME:LINE: cause (hint)" without the name.
func (p Problem) String() string {
	s := p.Cause
	if p.Line > 0 {
		s = fmt.Sprintf("line %d: %s", p.Line, s)
	}
	if p.Hint != "" {
		s += " (" + p.Hint + ")"
	}
	return s
}

// Load reads and validates the talks file at path.
func Load(path string) (*demarche.Talks, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, &demarche.Error{Kind: demarche.NotFound, Op: "read talks", Cause: err,
			Hint: "give the path of a YAML file with parties and issues"}
	}
	return Parse(data, path)
}

// Parse reads and validates a talks file; name is what errors call it. The
// error is a demarche.Error of kind Invalid that states the first fault.
func Parse(data []byte, name string) (*demarche.Talks, error) {
	t, problems := Check(data)
	faults := 0
	var first Problem
	for _, p := range problems {
		if p.Warning {
			continue
		}
		if faults == 0 {
			first = p
		}
		faults++
	}
	if faults == 0 {
		return t, nil
	}
	op := "read talks " + name
	if first.Line > 0 {
		op = fmt.Sprintf("%s:%d", op, first.Line)
	}
	cause := first.Cause
	if faults > 1 {
		cause = fmt.Sprintf("%s, and %d more", cause, faults-1)
	}
	return nil, &demarche.Error{Kind: demarche.Invalid, Op: op, Cause: fmt.Errorf("%s", cause), Hint: first.Hint}
}

// Check reads a talks file and returns all its faults, in the order of their
// lines. The talks hold what could be read, and are never nil.
func Check(data []byte) (*demarche.Talks, []Problem) {
	f := decode(data)
	if f.usable {
		f.validate()
	}
	f.sortProblems()
	return &f.talks, f.problems
}
