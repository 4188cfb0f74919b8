package web

import (
	"net/http"
	"time"

	"demarche/internal/store"
)

// looked is the last day of the ledger at the reader's last look, or "": what
// moved since then is marked. The browser keeps it; no one else learns it.
func looked(r *http.Request) string {
	c, err := r.Cookie("looked")
	if err != nil {
		return ""
	}
	if _, ok := store.Day(c.Value); !ok {
		return ""
	}
	return c.Value
}

// looked marks everything up to today's ledger as seen, and goes back to where
// the reader was.
func (s *Server) looked(w http.ResponseWriter, r *http.Request) {
	counts, err := s.counts(r.Context())
	if err != nil {
		s.render(w, r, s.failed(r, err))
		return
	}
	http.SetCookie(w, &http.Cookie{Name: "looked", Value: counts.Last, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, MaxAge: int((400 * 24 * time.Hour).Seconds())})
	http.Redirect(w, r, inside(r.PostFormValue("back")), http.StatusSeeOther)
}
