// Command beam reads WARC files on Apache Beam. In comes a list of WARC files,
// one a line; out goes, for each, a Parquet file with a row a page (the record
// as `demarche read --format json` prints it, and what one sorts by), and one
// line of JSON about each file. docs/beam.md says how to run it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/gcs"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/s3"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/textio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"
)

func main() {
	list := flag.String("files", "", "file that names the WARC files, one a line")
	out := flag.String("output", "", "directory for the Parquet files")
	talks := flag.String("talks", "", "talks file with parties and issues (read on this machine)")
	flag.Parse()
	announce()
	beam.Init()
	if err := run(context.Background(), *list, *out, *talks); err != nil {
		fmt.Fprintln(os.Stderr, "demarche-beam: "+err.Error())
		os.Exit(1)
	}
}

func run(ctx context.Context, list, out, talks string) error {
	if list == "" || out == "" {
		return fmt.Errorf("--files and --output are needed (see --help)")
	}
	text := []byte(nil)
	if talks != "" {
		var err error
		if text, err = os.ReadFile(talks); err != nil {
			return fmt.Errorf("read %s: %w (check the path)", talks, err)
		}
	}
	p := beam.NewPipeline()
	s := p.Root()
	textio.Write(s, join(out, "summary.jsonl"), Records(s, textio.Read(s, list), out, text))
	return beamx.Run(ctx, p)
}
