package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// exactly demands one argument for each name.
func exactly(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == len(names) {
			return nil
		}
		return fmt.Errorf("%s takes %s, not %d arguments", cmd.CommandPath(), strings.Join(names, " and "), len(args))
	}
}

// inputs demands something to read.
func inputs(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return errors.New("nothing to read: give a file, a directory, an address, or - for standard input")
	}
	return nil
}
