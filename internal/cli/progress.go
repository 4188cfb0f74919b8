package cli

import (
	"fmt"
	"io"
	"time"
)

// progress keeps one line on a terminal up to date: documents, rate, time
// left. The zero value shows nothing. It is used from one goroutine.
type progress struct {
	w       io.Writer // nil shows nothing
	total   int       // documents to come, 0 if unknown
	now     func() time.Time
	started time.Time
	last    time.Time
	done    int
	shown   bool
}

const (
	quiet  = time.Second            // short work shows no progress
	redraw = 200 * time.Millisecond // the eye needs no more
)

// progress returns a line on standard error if that is a terminal and
// standard output is none: what is printed there shows the progress itself.
func (e *env) progress(total int) *progress {
	p := &progress{total: total, now: e.now, started: e.now()}
	if isTerminal(e.stderr) && !isTerminal(e.stdout) {
		p.w = e.stderr
	}
	return p
}

// step counts one document.
func (p *progress) step() {
	p.done++
	if p.w == nil {
		return
	}
	now := p.now()
	if now.Sub(p.started) < quiet || now.Sub(p.last) < redraw {
		return
	}
	p.last, p.shown = now, true
	fmt.Fprint(p.w, "\r\x1b[K"+p.line(now))
}

// line is "120 of 840 documents, 41.3 a second, 17s left".
func (p *progress) line(now time.Time) string {
	rate := float64(p.done) / now.Sub(p.started).Seconds()
	out := fmt.Sprintf("%d documents", p.done)
	if p.total >= p.done && p.total > 0 {
		out = fmt.Sprintf("%d of %d documents", p.done, p.total)
	}
	out += fmt.Sprintf(", %.1f a second", rate)
	if left := p.total - p.done; left > 0 {
		out += ", " + (time.Duration(float64(left) / rate * float64(time.Second))).Round(time.Second).String() + " left"
	}
	return out
}

// clear takes the line away, so that something else can be printed.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}
