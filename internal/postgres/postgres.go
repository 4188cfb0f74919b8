// Package postgres runs a PostgreSQL server for tests. It finds the server's
// programs, or installs them where the tests run as root on Debian, makes a
// cluster in a temporary folder, starts it on a Unix socket, and gives every
// test an empty database of its own. Where there is no PostgreSQL the tests
// skip and say so. Nothing but tests imports it.
//
// A package that uses it has in its TestMain: os.Exit(postgres.Run(m)).
package postgres

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Cluster is a running server.
type Cluster struct {
	bin, dir string
	server   *exec.Cmd
	mu       sync.Mutex
}

var (
	shared = sync.OnceValues(start)
	begun  atomic.Bool
	count  atomic.Int64
)

// Run runs the tests of a package and stops the server behind them.
func Run(m *testing.M) int {
	defer func() {
		if !begun.Load() {
			return
		}
		if c, err := shared(); err == nil {
			c.Remove()
		}
	}()
	return m.Run()
}

// Database is the address of an empty database on the server that all tests of
// a package share.
func Database(t testing.TB) string {
	t.Helper()
	return Shared(t).Database(t)
}

// Shared is the server that all tests of a package share. Who stops it starts
// it again.
func Shared(t testing.TB) *Cluster {
	t.Helper()
	begun.Store(true)
	c, err := shared()
	if err != nil {
		t.Skip("no PostgreSQL: ", err)
	}
	return c
}

func start() (*Cluster, error) {
	bin, err := programs()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "dmpg")
	if err != nil {
		return nil, err
	}
	c := &Cluster{bin: bin, dir: dir}
	if err := c.create(); err != nil {
		os.RemoveAll(dir)
		return nil, err
	}
	return c, c.Start()
}

func (c *Cluster) create() error {
	if err := own(c.dir); err != nil {
		return err
	}
	cmd := c.command("initdb", "-D", c.data(), "-U", "demarche", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	return nil
}

func (c *Cluster) data() string { return filepath.Join(c.dir, "data") }

// command prepares one of the server's programs; they refuse to run as root.
func (c *Cluster) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(c.bin, name), args...)
	cmd.Dir = c.dir
	unprivileged(cmd)
	return cmd
}

// Start starts the server and waits until it answers.
func (c *Cluster) Start() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	log, err := os.OpenFile(filepath.Join(c.dir, "log"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	c.server = c.command("postgres", "-D", c.data(), "-k", c.dir, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=60")
	c.server.Stdout, c.server.Stderr = log, log
	if err := c.server.Start(); err != nil {
		return err
	}
	for range 400 {
		if exec.Command(filepath.Join(c.bin, "pg_isready"), "-q", "-h", c.dir).Run() == nil {
			return nil
		}
		time.Sleep(25 * time.Millisecond)
	}
	text, _ := os.ReadFile(filepath.Join(c.dir, "log"))
	return fmt.Errorf("the server does not start: %s", text)
}

// Stop ends the server at once, as a crash would for its clients.
func (c *Cluster) Stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.server != nil {
		halt(c.server.Process)
		_ = c.server.Wait()
		c.server = nil
	}
}

// Remove stops the server and deletes its folder.
func (c *Cluster) Remove() {
	c.Stop()
	os.RemoveAll(c.dir)
}

// Database makes an empty database and returns its address.
func (c *Cluster) Database(t testing.TB) string {
	t.Helper()
	name := fmt.Sprintf("test%d", count.Add(1))
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, filepath.Join(c.bin, "createdb"), "-h", c.dir, "-U", "demarche", name).CombinedOutput()
	if err != nil {
		t.Fatalf("createdb: %v: %s", err, out)
	}
	return fmt.Sprintf("postgres://demarche@/%s?host=%s", name, c.dir)
}
