package store

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"demarche/internal/postgres"
)

// kills is how often the ingest of TestKilled is killed:
//
//	go test ./internal/store -run TestKilled -kills 50
var kills = flag.Int("kills", 10, "how often an ingest is killed")

// childVariable names the database that a child process is to fill.
const childVariable = "DEMARCHE_TEST_FILL"

// TestMain lets the test program be its own child: a process that ingests and
// can be killed.
func TestMain(m *testing.M) {
	if path := os.Getenv(childVariable); path != "" {
		if err := child(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	flag.Parse()
	os.Exit(postgres.Run(m))
}

// child ingests the sample as the command does, settling on the way, and
// prints a line for each document.
func child(path string) error {
	ctx := context.Background()
	db, err := Create(ctx, path, nil)
	if err != nil {
		return err
	}
	db.Now = func() time.Time { return time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC) }
	t := &failing{}
	talks, records := coded(t)
	if err := db.SetTalks(ctx, talks); err != nil {
		return err
	}
	for i := 0; i < len(records); i++ {
		some := []Item{{Record: records[i]}}
		if i%8 == 2 && i+2 < len(records) { // some are written together
			some = append(some, Item{Record: records[i+1]}, Item{Record: records[i+2]})
			i += 2
		}
		out, err := db.PutAll(ctx, some)
		if err != nil {
			return err
		}
		for _, o := range out {
			fmt.Println(o.What)
		}
		if i%8 == 7 {
			if err := db.Settle(ctx); err != nil {
				return err
			}
		}
	}
	if err := db.Settle(ctx); err != nil {
		return err
	}
	fmt.Println("done")
	return db.Close()
}

// failing stands for a testing.TB outside of a test.
type failing struct{ testing.TB }

func (failing) Helper()           {}
func (failing) Fatal(args ...any) { panic(fmt.Sprint(args...)) }

func start(t *testing.T, path string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childVariable+"="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	return cmd, bufio.NewScanner(out)
}

// Killed at random moments and begun again, an ingest comes to what it would
// have come to at once.
func TestKilled(t *testing.T) { both(t, testKilled) }

func testKilled(t *testing.T, made place) {
	rnd := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	want := content(t, filled(t, made))
	for killed := 0; killed < *kills; {
		path := made(t)
		for n := 0; killed < *kills && n < 17 && killOne(t, path, rnd); n++ {
			killed++
		}
		cmd, lines := start(t, path)
		for lines.Scan() {
		}
		must(t, cmd.Wait())
		db, err := Open(context.Background(), path, nil)
		must(t, err)
		equal(t, content(t, db), want)
		check := "ok"
		if !Server(path) {
			must(t, db.pool.QueryRow(`PRAGMA integrity_check`).Scan(&check))
		}
		must(t, db.Close())
		if check != "ok" {
			t.Error(check)
		}
	}
}

// killOne ingests until a few new documents are in, and kills the process at
// any point of what it does then. It reports whether there was anything left to
// be killed in.
func killOne(t *testing.T, path string, rnd *rand.Rand) bool {
	cmd, lines := start(t, path)
	for new := rnd.IntN(3); new > 0 && lines.Scan(); {
		if lines.Text() == "done" {
			must(t, cmd.Wait())
			return false
		}
		if lines.Text() == Added || lines.Text() == Superseding {
			new--
		}
	}
	time.Sleep(time.Duration(rnd.IntN(8000)) * time.Microsecond)
	must(t, cmd.Process.Kill())
	return cmd.Wait() != nil // killed, unless it was done before
}

// One process writes while another asks: no error, and no long wait.
func TestAskWhileWriting(t *testing.T) { both(t, testAskWhileWriting) }

func testAskWhileWriting(t *testing.T, made place) {
	path := made(t)
	cmd, lines := start(t, path)
	if !lines.Scan() {
		t.Fatal("the child does not start")
	}
	ended := make(chan error, 1)
	go func() {
		for lines.Scan() {
		}
		ended <- cmd.Wait()
	}()
	ctx, asked, slowest := context.Background(), 0, time.Duration(0)
	for running := true; running; asked++ {
		select {
		case err := <-ended:
			must(t, err)
			running = false
		default:
		}
		begun := time.Now()
		db, err := Open(ctx, path, nil)
		must(t, err)
		must(t, db.Catch(ctx))
		_, err = db.Table(ctx, 99999)
		must(t, err)
		_, err = db.Moves(ctx, 0, 99999, 0, true)
		must(t, err)
		must(t, db.Said(ctx, Filter{Text: "water", Limit: 20}, func(Said) bool { return true }))
		must(t, db.Close())
		slowest = max(slowest, time.Since(begun))
	}
	if asked < 2 {
		t.Errorf("asked only %d times", asked)
	}
	t.Logf("asked %d times, the slowest took %v", asked, slowest)
	if slowest > 5*time.Second { // half of what a writer is waited for; how fast it is, TestMillion and TestLoad measure
		t.Errorf("waited %v", slowest)
	}
	db, err := Open(ctx, path, nil)
	must(t, err)
	defer db.Close()
	got, want := content(t, db), content(t, filled(t, made))
	equal(t, got, want)
}
