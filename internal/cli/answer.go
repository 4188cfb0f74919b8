package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"demarche"
	"demarche/internal/export"
	"demarche/internal/store"
	"demarche/internal/terminal"
)

// answer prints what a question came to, for people or for programs. Exactly
// one of its parts is set.
type answer struct {
	people *terminal.Ledger
	lines  *export.Lines
	sheet  *export.Sheet

	db    *store.DB
	talks *demarche.Talks
	e     *env
	rows  int
}

func (e *env) answer(ctx context.Context, db *store.DB, f dbFlags, columns []string) (*answer, error) {
	screen, err := e.screen(f.colour)
	if err != nil {
		return nil, err
	}
	a := &answer{db: db, e: e}
	if a.talks, err = db.Talks(ctx); err != nil {
		return nil, err
	}
	format := f.format
	if format == "" && isTerminal(e.stdout) {
		format = "text"
	}
	switch format {
	case "text":
		a.people = terminal.NewLedger(e.stdout, screen, a.talks)
	case "", "json":
		a.lines = export.NewLines(e.stdout)
	case "csv":
		a.sheet, err = export.NewSheet(e.stdout, columns)
	default:
		err = usage(fmt.Errorf("--format %q is not known", format), "use text, json or csv")
	}
	return a, err
}

// write prints one row for programs.
func (a *answer) write(v any, cells ...any) error {
	a.rows++
	if a.lines != nil {
		return written(a.lines.Write(v))
	}
	row := make([]string, len(cells))
	for i, c := range cells {
		row[i] = cell(c)
	}
	return written(a.sheet.Write(row))
}

func cell(c any) string {
	switch c := c.(type) {
	case string:
		return c
	case bool:
		if !c {
			return ""
		}
		return "yes"
	case float64:
		return strconv.FormatFloat(c, 'f', -1, 64)
	}
	return fmt.Sprint(c)
}

// empty says why there is no answer: to people as the answer, to programs
// beside it, on standard error.
func (a *answer) empty(why string) error {
	if a.people != nil {
		a.people.Empty(why)
		return nil
	}
	fmt.Fprintln(a.e.stderr, "demarche: "+oneLine(fmt.Errorf("%s", why)))
	return nil
}

func (a *answer) close() error {
	switch {
	case a.people != nil:
		return written(a.people.Flush())
	case a.sheet != nil:
		return written(a.sheet.Close())
	}
	return nil
}

// nothing says why a store gives no answer of a kind at all, or "".
func (a *answer) nothing(ctx context.Context) (string, store.Counts, error) {
	n, err := a.db.Counts(ctx)
	switch {
	case err != nil:
		return "", n, err
	case n.Documents == 0:
		return a.db.Path() + " holds no documents yet: demarche ingest --talks TALKS PATH… puts some in", n, nil
	case a.talks == nil:
		return fmt.Sprintf("%s holds %d documents, read without a talks file, so no positions: demarche ingest --talks TALKS, and then demarche reread", a.db.Path(), n.Documents), n, nil
	case n.Positions == 0:
		return fmt.Sprintf("no position on an issue of %s was found in %d documents (%s to %s)", a.talks.ID, n.Documents, n.First, n.Last), n, nil
	}
	return "", n, nil
}

func fold(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) }
