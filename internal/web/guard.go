package web

import (
	"net"
	"net/http"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzhttp"
)

// policy lets a page load what this server itself serves as a file, and
// nothing else: no inline script or style, no frame, no foreign address.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guarded refuses requests that no reader's browser sends by itself: those
// for a host that is not this one (a foreign page that had its name turned to
// this address), and those that a foreign page makes it send.
func (s *Server) guarded(next http.Handler) http.Handler {
	origin := http.NewCrossOriginProtection()
	safe := origin.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		if s.secure(r) {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if !s.ours(r.Host) {
			http.Error(w, "this server does not answer to the name "+strip(r.Host)+"; start it with --host to allow it", http.StatusMisdirectedRequest)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, 4<<20)
		safe.ServeHTTP(w, r)
	})
}

// ours reports whether a Host header names this server: an address, localhost,
// or a name that it was started with.
func (s *Server) ours(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	return host == "localhost" || net.ParseIP(host) != nil || slices.Contains(s.opt.Hosts, host)
}

// compressed sends texts as zstd or gzip where the browser takes it.
func compressed(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(1000), gzhttp.EnableZstd(true))
	if err != nil {
		return next // the options above are right; without them nothing is lost but time
	}
	return wrap(next)
}
