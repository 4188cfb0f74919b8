package page

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestZZDump(t *testing.T) {
	dir := os.Getenv("ZZDIR")
	if dir == "" {
		t.Skip()
	}
	fs, _ := filepath.Glob(dir)
	n := 0
	t0 := time.Now()
	for _, f := range fs {
		b, _ := os.ReadFile(f)
		d, err := Parse(b, Hints{Source: f}, time.Now())
		if err != nil {
			fmt.Println("ERR", err)
			continue
		}
		n++
		if d.Note != "" {
			fmt.Println("NOTE", f, d.Note)
		}
		for _, p := range d.Paragraphs {
			r := func(i int) int { return len([]rune(d.Text[:i])) }
			fmt.Printf("P\t%s\t%s\t%d\t%d\t%s\n", f, p.Kind, r(p.Start), r(p.End), strings.ReplaceAll(strings.ReplaceAll(p.Cut(d.Text), "\n", "⏎"), "\t", " "))
		}
	}
	fmt.Println("TIME", time.Since(t0), n)
}
