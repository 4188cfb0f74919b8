package web

import (
	"context"
	_ "embed"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	protocol "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"demarche/internal/install"
)

//go:embed testdata/axe.min.js
var axe string

// chromium finds the browser, or lets Debian install it.
func chromium() string {
	for _, again := range []bool{false, true} {
		for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
			if path, err := exec.LookPath(name); err == nil {
				return path
			}
		}
		if !again {
			install.Debian("chromium")
		}
	}
	return ""
}

// browser starts a browser; without one the test is skipped, and says so.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := chromium()
	if path == "" {
		t.Skip("no chromium: install Debian's package of that name to test the pages in a browser")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox)
	}
	ctx, stop := chromedp.NewExecAllocator(t.Context(), opts...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	return ctx
}

// do runs actions in the browser.
func do(t *testing.T, ctx context.Context, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	must(t, chromedp.Do(ctx, actions...))
}

// press sends a key that is a command, so that no character is typed with it.
func press(key string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
			if _, err := cdp.Call(ctx, target, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Key: key}); err != nil {
				return err
			}
		}
		return nil
	})
}

// eval is what a script comes to.
func eval[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	out, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	must(t, err)
	return out
}

// read gives the text of an element.
func read(t *testing.T, ctx context.Context, selector string) string {
	t.Helper()
	out, err := chromedp.Run(ctx, chromedp.Text(chromedp.CSS(selector)))
	must(t, err)
	return out
}

// address is where the browser is.
func address(t *testing.T, ctx context.Context) string {
	t.Helper()
	out, err := chromedp.Run(ctx, chromedp.Location())
	must(t, err)
	return out
}

// arrives waits until the browser shows the page of an address that holds a
// text.
func arrives(t *testing.T, ctx context.Context, part string) {
	t.Helper()
	for range 200 {
		// While a page gives way to the next one, the browser answers nothing.
		at, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.readyState + ' ' + location.href`))
		if err == nil && strings.HasPrefix(at, "complete ") && strings.Contains(at, part) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("the browser is at %s, not at %s", address(t, ctx), part)
}

// Every page in light and dark, narrow and wide: axe finds nothing, nothing
// sticks out, and nothing moves while it loads.
func TestPagesAreAccessible(t *testing.T) {
	srv := serve(t, sampled(t, local))
	ctx := browser(t)
	pages := []string{articles(t, srv.URL)[0]}
	for p := range everyPage {
		pages = append(pages, p)
	}
	for _, look := range []struct {
		scheme string
		width  int64
	}{{"light", 1024}, {"dark", 360}, {"light", 1920}} {
		for _, p := range pages {
			do(t, ctx, chromedp.EmulateViewport(look.width, 800), chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
				_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: look.scheme}}})
				return err
			}), chromedp.Navigate(srv.URL+p))
			sound(t, ctx, look.scheme+" "+p)
		}
	}
}

// sound checks the page that the browser shows.
func sound(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	do(t, ctx, chromedp.Evaluate[chromedp.Void](axe+";0"))
	found := eval[[]string](t, ctx, `axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(r =>
		r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + (n.any[0] ? n.any[0].message : '')).join(' | ')))`)
	for _, v := range found {
		t.Errorf("%s: %s", name, v)
	}
	if wider := eval[int](t, ctx, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wider > 0 {
		t.Errorf("%s sticks out by %d pixels", name, wider)
	}
	shift := eval[float64](t, ctx, `new Promise(done => { let sum = 0; new PerformanceObserver(l => { for (const e of l.getEntries()) sum += e.value; }).observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 30); })`)
	if shift > 0.02 {
		t.Errorf("%s moves while it loads: %.3f", name, shift)
	}
}

func TestTableByKeyboard(t *testing.T) {
	srv := serve(t, sampled(t, local))
	ctx := browser(t)
	do(t, ctx, chromedp.Navigate(srv.URL+"/"), chromedp.Focus(chromedp.CSS(`.grid tbody td a`)), chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter))
	arrives(t, ctx, "/cell/OST/league-observers")
	do(t, ctx, chromedp.KeyEvent("j"), chromedp.KeyEvent("g"), chromedp.KeyEvent("m"))
	arrives(t, ctx, "/moves")
	do(t, ctx, chromedp.KeyEvent("j"), chromedp.KeyEvent(kb.Enter))
	arrives(t, ctx, "/cell/")
	do(t, ctx, press("/"), chromedp.KeyEvent("water"), chromedp.KeyEvent(kb.Enter))
	arrives(t, ctx, "/search?q=water")
	do(t, ctx, chromedp.KeyEvent("?"), chromedp.WaitVisible(chromedp.CSS(`#keys[open]`)), chromedp.KeyEvent(kb.Escape), chromedp.WaitNotVisible(chromedp.CSS(`#keys`)))
}

func TestAnyDayOfTheTable(t *testing.T) {
	srv := serve(t, sampled(t, local))
	ctx := browser(t)
	do(t, ctx, chromedp.Navigate(srv.URL+"/"), chromedp.WaitVisible(chromedp.CSS(`#slide`)), chromedp.KeyEvent("["))
	arrives(t, ctx, "as-of=2026-03-")
	before := read(t, ctx, "caption")
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`{const s = document.getElementById('slide'); s.value = 20; s.dispatchEvent(new Event('input', {bubbles: true}));}`))
	arrives(t, ctx, "as-of=2025-12-2")
	if after := read(t, ctx, "caption"); after == before || !strings.Contains(after, "Dec 2025") {
		t.Errorf("the table shows %q after %q", after, before)
	}
}

func TestFromTheTableToTheWordsByMouse(t *testing.T) {
	srv := serve(t, sampled(t, local))
	ctx := browser(t)
	do(t, ctx, chromedp.Navigate(srv.URL+"/"), chromedp.Click(chromedp.CSS(`a[href="/cell/OST/valley-withdrawal"]`)), chromedp.WaitVisible(chromedp.CSS(`.evidence .words`)))
	words := read(t, ctx, ".evidence .words")
	do(t, ctx, chromedp.Click(chromedp.CSS(`.evidence .words`)), chromedp.WaitVisible(chromedp.CSS(`#at`)))
	marked := eval[string](t, ctx, `[...document.querySelectorAll('.k-at')].map(e => e.textContent).join('')`)
	if marked != words {
		t.Errorf("the article marks %q, the cell has %q", marked, words)
	}
}

func TestSearchAsOneTypes(t *testing.T) {
	srv := serve(t, sampled(t, local))
	ctx := browser(t)
	do(t, ctx, chromedp.Navigate(srv.URL+"/search"), chromedp.SendKeys(chromedp.CSS(`#q`), "observers"))
	arrives(t, ctx, "q=observers")
	do(t, ctx, chromedp.Click(chromedp.CSS(`.facets a`)))
	arrives(t, ctx, "party=")
	do(t, ctx, chromedp.WaitVisible(chromedp.CSS(`.said`)))
	if got := read(t, ctx, ".said"); !strings.Contains(strings.ToLower(got), "observer") {
		t.Errorf("found %q", got)
	}
}

func TestArticlesOpenNoDialogue(t *testing.T) {
	srv := serve(t, sampled(t, local, hostile()))
	ctx := browser(t)
	opened := false
	do(t, ctx)
	must(t, chromedp.Listen(ctx, func(e any) {
		if _, ok := e.(*protocol.EventJavascriptDialogOpening); ok {
			opened = true
		}
	}))
	for _, p := range []string{"/articles/eeeeeeee", "/cell/OST/minimum-flow", "/search?q=alert", "/sources"} {
		do(t, ctx, chromedp.Navigate(srv.URL+p), chromedp.Evaluate[chromedp.Void](`for (const e of document.querySelectorAll('main *')) e.dispatchEvent(new Event('mouseover', {bubbles: true}))`))
	}
	if opened {
		t.Error("an article's script ran")
	}
}
