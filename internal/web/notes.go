package web

import (
	"errors"
	"net/http"
	"strings"
	"unicode/utf8"

	"demarche"
	"demarche/internal/store"
)

// discussion is the notes on one thing: a cell, a move, a passage of an article.
type discussion struct {
	Subject string // its permanent address
	Notes   []store.Note
}

func (s *Server) thread(r *http.Request, subject string) (discussion, error) {
	notes, err := s.db.Notes(r.Context(), subject, 500)
	return discussion{subject, notes}, err
}

const longestNote = 5000

// note keeps a note on a thing and goes back to it.
func (s *Server) note(w http.ResponseWriter, r *http.Request) {
	n := store.Note{Subject: inside(r.PostFormValue("subject")), Author: who(r).Name, Body: strings.TrimSpace(r.PostFormValue("body"))}
	var err error
	switch known := subject(n.Subject); {
	case !known:
		err = errors.New("notes hang on a cell, a move or a passage")
	case n.Body == "" || utf8.RuneCountInString(n.Body) > longestNote:
		err = errors.New("a note has from 1 to 5000 characters")
	}
	if err != nil {
		err = &demarche.Error{Kind: demarche.Invalid, Op: "keep a note", Cause: err}
	} else {
		err = s.db.AddNote(r.Context(), n)
	}
	if err != nil {
		s.render(w, r, s.failed(r, err))
		return
	}
	http.Redirect(w, r, n.Subject+"#notes", http.StatusSeeOther)
}

// subject reports whether an address is of something that notes hang on.
func subject(address string) bool {
	for _, start := range []string{"/cell/", "/moves/", "/articles/"} {
		if strings.HasPrefix(address, start) && len(address) < 500 {
			return true
		}
	}
	return false
}
