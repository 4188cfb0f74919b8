package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"demarche/internal/store"
)

// user is `demarche user`: who may use the web application.
func (e *env) user() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "user",
		Short: "Say who may use the web application",
		Long: `Keep the accounts of the web application. A reader sees everything; a coder also
corrects, codes and comments; an admin also changes the talks. As soon as there is
one account, everybody has to sign in. Those who come by OpenID Connect (demarche
serve --oidc-issuer) get an account by themselves, with the role of the rules.`,
		Example: `  demarche user add ada --role coder
  demarche user list`,
		Args: cobra.NoArgs,
		RunE: help,
	}
	cmd.AddCommand(e.userAdd(), e.userList(), e.userRole(), e.userPassword(), e.userToken(), e.userRemove())
	return cmd
}

// accounts opens the database for a change of accounts.
func (e *env) accounts(ctx context.Context, f dbFlags, do func(*store.DB) error) error {
	db, err := store.Open(ctx, f.db, e.told)
	if err != nil {
		return err
	}
	db.Now = e.now
	return errors.Join(do(db), db.Close())
}

// userChange makes a command that changes the account that its first argument
// names.
func (e *env) userChange(use, short, example string, args int, do func(context.Context, *store.DB, []string) error) *cobra.Command {
	var f dbFlags
	cmd := &cobra.Command{Use: use, Short: short, Example: example, Args: cobra.ExactArgs(args),
		RunE: func(cmd *cobra.Command, args []string) error {
			return e.accounts(cmd.Context(), f, func(db *store.DB) error { return do(cmd.Context(), db, args) })
		}}
	f.database(cmd)
	return cmd
}

func (e *env) userAdd() *cobra.Command {
	var role string
	cmd := e.userChange("add [flags] NAME", "Add somebody who signs in with a password", "  demarche user add ada --role coder\n  pass show demarche/ada | demarche user add ada", 1,
		func(ctx context.Context, db *store.DB, args []string) error {
			password, err := e.password()
			if err != nil {
				return err
			}
			return db.AddAccount(ctx, args[0], store.AccountRole(role), password)
		})
	cmd.Flags().StringVar(&role, "role", string(store.Reader), "reader, coder or admin")
	complete(cmd, "role", "reader", "coder", "admin")
	return cmd
}

func (e *env) userRole() *cobra.Command {
	return e.userChange("role [flags] NAME ROLE", "Let somebody do more or less, at once", "  demarche user role ada admin", 2,
		func(ctx context.Context, db *store.DB, args []string) error {
			return db.SetRole(ctx, args[0], store.AccountRole(args[1]))
		})
}

func (e *env) userPassword() *cobra.Command {
	return e.userChange("password [flags] NAME", "Set another password, and end the sessions that there are", "  demarche user password ada", 1,
		func(ctx context.Context, db *store.DB, args []string) error {
			password, err := e.password()
			if err != nil {
				return err
			}
			return db.SetPassword(ctx, args[0], password)
		})
}

func (e *env) userRemove() *cobra.Command {
	return e.userChange("remove [flags] NAME", "Take an account away, and end its sessions", "  demarche user remove ada", 1,
		func(ctx context.Context, db *store.DB, args []string) error { return db.RemoveAccount(ctx, args[0]) })
}

func (e *env) userToken() *cobra.Command {
	var days int
	var revoke bool
	cmd := e.userChange("token [flags] NAME", "Make a token with which programs ask in somebody's name", "  curl -H \"Authorization: Bearer $(demarche user token ada)\" http://127.0.0.1:8420/api/v1/table\n  demarche user token ada --revoke", 1,
		func(ctx context.Context, db *store.DB, args []string) error {
			if revoke {
				return db.Revoke(ctx, args[0])
			}
			if days < 1 || days > 3650 {
				return usage(fmt.Errorf("--days %d", days), "from 1 to 3650")
			}
			token, err := db.Token(ctx, args[0], time.Duration(days)*24*time.Hour)
			if err != nil {
				return err
			}
			fmt.Fprintln(e.stdout, token)
			fmt.Fprintf(e.stderr, "it holds for %d days and is not shown again\n", days)
			return nil
		})
	cmd.Flags().IntVar(&days, "days", 365, "how long it holds")
	cmd.Flags().BoolVar(&revoke, "revoke", false, "end all tokens and sessions that they have instead")
	complete(cmd, "days")
	return cmd
}

func (e *env) userList() *cobra.Command {
	var f dbFlags
	columns := []string{"id", "name", "role", "issuer", "subject", "created", "seen"}
	cmd := &cobra.Command{
		Use:     "list [flags]",
		Short:   "Show who has an account",
		Example: `  demarche user list`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return e.asking(cmd.Context(), f, columns, func(db *store.DB, a *answer) error { return a.accounts(cmd.Context()) })
		},
	}
	f.question(cmd)
	return cmd
}

func (a *answer) accounts(ctx context.Context) error {
	all, err := a.db.Accounts(ctx)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return a.empty("nobody has an account: demarche user add NAME --role admin")
	}
	if a.people != nil {
		a.people.Accounts(all)
		return nil
	}
	for _, x := range all {
		if err := a.write(x, x.ID, x.Name, string(x.Role), x.Issuer, x.Subject, instant(x.Created), instant(x.Seen)); err != nil {
			return err
		}
	}
	return nil
}

// password asks for a password at the terminal, twice and unseen; otherwise it
// is the first line of standard input.
func (e *env) password() (string, error) {
	f, ok := e.stdin.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		line, err := bufio.NewReader(e.stdin).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", invalid("read the password", err, "give it as a line of standard input")
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	first, err := e.unseen(f, "Password: ")
	if err != nil {
		return "", err
	}
	second, err := e.unseen(f, "Once more: ")
	if err == nil && first != second {
		err = invalid("read the password", errors.New("these are two different ones"), "nothing was changed; try again")
	}
	return first, err
}

func (e *env) unseen(f *os.File, prompt string) (string, error) {
	fmt.Fprint(e.stderr, prompt)
	line, err := term.ReadPassword(int(f.Fd()))
	fmt.Fprintln(e.stderr)
	if err != nil {
		return "", invalid("read the password", err, "nothing was changed")
	}
	return string(line), nil
}
