package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"demarche"
	"demarche/internal/deliver"
	"demarche/internal/store"
)

// asked reads a date of the query; none is what an empty one stands for.
func asked(q url.Values, name string, none int) (int, error) {
	v := q.Get(name)
	if v == "" {
		return none, nil
	}
	if d, ok := store.Day(v); ok {
		return d, nil
	}
	return 0, &demarche.Error{Kind: demarche.Invalid, Op: "read " + name, Cause: fmt.Errorf("%q is no date", strip(v)), Hint: "write it as 2026-01-31"}
}

// number reads a whole number of the query between two bounds.
func number(q url.Values, name string, none, low, high int) (int, error) {
	v := q.Get(name)
	if v == "" {
		return none, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < low || n > high {
		return 0, &demarche.Error{Kind: demarche.Invalid, Op: "read " + name, Cause: fmt.Errorf("%q is no number from %d to %d", strip(v), low, high)}
	}
	return n, nil
}

// filter reads what statements are asked for.
func (s *Server) filter(r *http.Request) (store.Filter, error) {
	q := r.URL.Query()
	f := store.Filter{Text: q.Get("q"), Party: q.Get("party"), Issue: q.Get("issue"), Person: q.Get("person")}
	if len(f.Text)+len(f.Person) > 1000 {
		return f, &demarche.Error{Kind: demarche.Invalid, Op: "search", Cause: fmt.Errorf("the words are too many"), Hint: "at most 1000 characters"}
	}
	if via := q.Get("via"); via != "" {
		outlets, err := s.db.Outlets(r.Context(), via)
		if err != nil {
			return f, err
		}
		if f.Via = outlets; slices.Contains(outlets, via) {
			f.Via = []string{via}
		}
		if len(f.Via) == 0 {
			f.Via = []string{via} // nothing will be found, as it should be
		}
	}
	var err error
	if f.Since, err = asked(q, "since", 0); err != nil {
		return f, err
	}
	if f.Until, err = asked(q, "until", 0); err != nil {
		return f, err
	}
	if b := q.Get("before"); b != "" {
		if f.Before, err = strconv.ParseInt(b, 10, 64); err != nil {
			return f, &demarche.Error{Kind: demarche.Invalid, Op: "read before", Cause: fmt.Errorf("%q is no statement's id", strip(b))}
		}
	}
	return f, nil
}

// period reads the days of a question for moves and ties.
func period(q url.Values) (since, until int, err error) {
	if since, err = asked(q, "since", -deliver.Far); err != nil {
		return
	}
	until, err = asked(q, "until", deliver.Far)
	return
}
