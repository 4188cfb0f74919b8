package web

import (
	"errors"
	"fmt"
	"net/http"
	"slices"

	"demarche"
	"demarche/internal/reliability"
	"demarche/internal/store"
)

// codingView is one place to be coded blind: the words, the party and the
// issue, and neither the machine's stance nor another coder's.
type codingView struct {
	Next    *store.Proposed
	Around  store.Around
	Stances []look
}

func (s *Server) coding(r *http.Request) (view, error) {
	b := codingView{Stances: stances}
	all, err := s.db.Uncoded(r.Context(), who(r).Name, 1)
	if err != nil || len(all) == 0 {
		return view{Page: "coding", Title: "Code blind", Body: b}, err
	}
	b.Next = &all[0]
	around, err := s.db.Sentences(r.Context(), proposedPlaces(all))
	b.Around = around[proposedPlaces(all)[0]]
	return view{Page: "coding", Title: "Code blind", Body: b}, err
}

// code keeps a coding and shows the next place.
func (s *Server) code(w http.ResponseWriter, r *http.Request) {
	at, err := place(r.PostFormValue("at"))
	c := store.Coding{Hash: r.PostFormValue("hash"), Start: at.Start, End: at.End, Holder: r.PostFormValue("party"), Issue: r.PostFormValue("issue"), Author: who(r).Name, Stance: r.PostFormValue("stance")}
	if err == nil {
		_, err = s.db.Find(r.Context(), c.Hash)
	}
	if known := func(l look) bool { return l.ID == c.Stance }; err == nil && c.Stance != "none" && !slices.ContainsFunc(stances, known) {
		err = &demarche.Error{Kind: demarche.Invalid, Op: "code", Cause: fmt.Errorf("%q is no stance", strip(c.Stance))}
	}
	if err == nil && c.Author == store.Machine {
		err = &demarche.Error{Kind: demarche.Invalid, Op: "code", Cause: errors.New("that is the machine's own name")}
	}
	if err == nil {
		err = s.db.Code(r.Context(), c)
	}
	if err != nil {
		s.render(w, r, s.failed(r, err))
		return
	}
	http.Redirect(w, r, "/coding", http.StatusSeeOther)
}

// agreementView is how well the coders agree, the machine among them.
type agreementView struct {
	All    agreed
	Pairs  []agreed
	Issues []agreed
	Coders []string
}

// agreed is the agreement on some units. Alpha is undefined without Known.
type agreed struct {
	A, B, Issue string
	Alpha       float64
	Values      int // in units of two or more
	Known       bool
}

func (s *Server) agreement(r *http.Request) (view, error) {
	all, err := s.db.Codings(r.Context())
	if err != nil {
		return view{}, err
	}
	b := agreementView{All: agree(all, func(store.Coding) bool { return true })}
	var issues []string
	for _, c := range all {
		if !slices.Contains(b.Coders, c.Author) {
			b.Coders = append(b.Coders, c.Author)
		}
		if !slices.Contains(issues, c.Issue) {
			issues = append(issues, c.Issue)
		}
	}
	slices.Sort(b.Coders)
	slices.Sort(issues)
	for i, one := range b.Coders {
		for _, two := range b.Coders[i+1:] {
			p := agree(all, func(c store.Coding) bool { return c.Author == one || c.Author == two })
			p.A, p.B = one, two
			b.Pairs = append(b.Pairs, p)
		}
	}
	for _, id := range issues {
		p := agree(all, func(c store.Coding) bool { return c.Issue == id })
		p.Issue = id
		b.Issues = append(b.Issues, p)
	}
	return view{Page: "agreement", Title: "How well coders agree", Body: b}, nil
}

// agree is the agreement on the codings that keep leaves.
func agree(all []store.Coding, keep func(store.Coding) bool) agreed {
	units := map[store.Coding][]string{}
	for _, c := range all {
		if keep(c) {
			unit := c
			unit.Author, unit.Stance = "", ""
			units[unit] = append(units[unit], c.Stance)
		}
	}
	var values [][]string
	for _, v := range units {
		values = append(values, v)
	}
	var a agreed
	a.Alpha, a.Values, a.Known = reliability.Alpha(values)
	return a
}
