package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"demarche"
	"demarche/internal/deliver"
	"demarche/internal/store"
)

// dbFlags are the flags of every command that works on a database.
type dbFlags struct {
	db, format, colour string
}

// question registers the flags of a command that asks a database.
func (f *dbFlags) question(cmd *cobra.Command) {
	f.database(cmd)
	flags := cmd.Flags()
	flags.StringVarP(&f.format, "format", "f", "", "text, json or csv (default text on a terminal, json otherwise)")
	flags.StringVar(&f.colour, "color", "auto", "auto, always or never")
	complete(cmd, "format", "text", "json", "csv")
	complete(cmd, "color", "auto", "always", "never")
}

// database registers the flag that names the database.
func (f *dbFlags) database(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.db, "db", "demarche.db", "the database: a file, or postgres://user@host/name")
}

// asking opens the database for questions, hands it to ask with what answers,
// and ends both.
func (e *env) asking(ctx context.Context, f dbFlags, columns []string, ask func(*store.DB, *answer) error) (err error) {
	db, err := store.Open(ctx, f.db, e.told)
	if err != nil {
		return err
	}
	defer func() {
		if closed := db.Close(); err == nil {
			err = closed
		}
	}()
	if err := db.Catch(ctx); err != nil {
		return err
	}
	a, err := e.answer(ctx, db, f, columns)
	if err != nil {
		return err
	}
	if err := ask(db, a); err != nil {
		return err
	}
	return a.close()
}

// date reads the value of a flag as a day: an RFC 3339 date, or so many days
// ago ("30d"). An empty value gives none.
func (e *env) date(flag, value string, none int) (int, error) {
	if value == "" {
		return none, nil
	}
	if d, ok := store.Day(value); ok {
		return d, nil
	}
	var days int
	if n, err := fmt.Sscanf(value, "%dd", &days); n == 1 && err == nil && days >= 0 && value == fmt.Sprintf("%dd", days) {
		return e.today() - days, nil
	}
	return 0, usage(fmt.Errorf("--%s %q is no date", flag, value), "give it as 2026-01-31, or as 30d for 30 days ago")
}

func (e *env) today() int {
	d, _ := store.Day(e.now().UTC().Format(time.DateOnly))
	return d
}

// far is later than every day that a document can have.
const far = deliver.Far

// party finds a party of the talks by its id, name or alias, whatever the case.
func party(talks *demarche.Talks, name string) (string, bool) {
	if talks == nil {
		return "", false
	}
	for _, p := range talks.Parties {
		if fold(p.ID, name) || fold(p.Name, name) {
			return p.ID, true
		}
		for _, a := range p.Aliases {
			if fold(a, name) {
				return p.ID, true
			}
		}
	}
	return "", false
}

// issue finds an issue of the talks by its id or a term for it.
func issue(talks *demarche.Talks, name string) (string, bool) {
	if talks == nil {
		return "", false
	}
	for _, i := range talks.Issues {
		if fold(i.ID, name) || fold(i.Claim, name) {
			return i.ID, true
		}
		for _, t := range i.Terms {
			if fold(t, name) {
				return i.ID, true
			}
		}
	}
	return "", false
}
