package web

import (
	"context"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The pages of somebody who signs in, by keyboard and by mouse, in light and
// dark, narrow and wide.
func TestSignInInABrowser(t *testing.T) {
	_, srv := guarded(t, local, nil)
	ctx, stop := context.WithTimeout(browser(t), time.Minute) // a page that does not come fails the test
	defer stop()
	for _, look := range []struct {
		scheme string
		width  int64
	}{{"light", 1024}, {"dark", 360}} {
		do(t, ctx, chromedp.EmulateViewport(look.width, 800), chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: look.scheme}}})
			return err
		}), chromedp.Navigate(srv.URL+"/parties"))
		arrives(t, ctx, "/signin?back=%2Fparties")
		sound(t, ctx, look.scheme+" to sign in")
		do(t, ctx, chromedp.KeyEvent("the-coder"+kb.Tab+"wrong"+kb.Enter), chromedp.WaitVisible(chromedp.CSS(`[role=alert]`)))
		sound(t, ctx, look.scheme+" refused")
		do(t, ctx, chromedp.KeyEvent(password+kb.Enter)) // the name is still there, and the password has the focus
		arrives(t, ctx, "/parties")
		sound(t, ctx, look.scheme+" signed in")
		do(t, ctx, chromedp.Click(chromedp.CSS(`.user a`)))
		arrives(t, ctx, "/account")
		sound(t, ctx, look.scheme+" account")
		do(t, ctx, chromedp.Click(chromedp.CSS(`.out button`)))
		arrives(t, ctx, "/signin")
		do(t, ctx, chromedp.Click(chromedp.CSS(`#name`)), chromedp.KeyEvent("the-reader"), chromedp.Click(chromedp.CSS(`#password`)), chromedp.KeyEvent(password), chromedp.Click(chromedp.CSS(`.door button`)))
		do(t, ctx, chromedp.WaitVisible(chromedp.CSS(`.grid`)))
		do(t, ctx, chromedp.Click(chromedp.CSS(`.user a`)), chromedp.Click(chromedp.CSS(`.out button`)))
		arrives(t, ctx, "/signin")
	}
}
