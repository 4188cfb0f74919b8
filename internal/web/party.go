package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"demarche"
	"demarche/internal/deliver"
	"demarche/internal/export"
	"demarche/internal/store"
)

// latest is how many statements a page of a party, issue or speaker shows.
const latest = 20

// listView is a list of parties or issues with what was heard of each.
type listView struct {
	Parties []listParty
	Issues  []listIssue
}

type listParty struct {
	demarche.Party
	Cells []store.Standing
}

type listIssue struct {
	demarche.Issue
	Cells []store.Standing
}

func (s *Server) now(r *http.Request) ([]store.Standing, error) {
	last, err := s.dayOr(r.Context(), "")
	if err != nil {
		return nil, err
	}
	return s.standings(r.Context(), last)
}

func (s *Server) parties(r *http.Request) (view, error) {
	n, err := s.names(r.Context())
	if err != nil {
		return view{}, err
	}
	cells, err := s.now(r)
	var b listView
	for _, p := range n.Parties {
		b.Parties = append(b.Parties, listParty{p, of(cells, p.ID, "")})
	}
	return view{Page: "parties", Title: "Parties", Body: b}, err
}

func (s *Server) issues(r *http.Request) (view, error) {
	n, err := s.names(r.Context())
	if err != nil {
		return view{}, err
	}
	cells, err := s.now(r)
	var b listView
	for _, i := range n.Issues {
		b.Issues = append(b.Issues, listIssue{i, of(cells, "", i.ID)})
	}
	return view{Page: "issues", Title: "Issues", Body: b}, err
}

// of picks the cells of a party or an issue.
func of(cells []store.Standing, party, issue string) []store.Standing {
	var out []store.Standing
	for _, c := range cells {
		if (party == "" || c.Holder == party) && (issue == "" || c.Issue == issue) {
			out = append(out, c)
		}
	}
	return out
}

// partyView is one party: where it stands, what moved, who speaks for it, who
// agrees with it, what it said last.
type partyView struct {
	Party    demarche.Party
	Cells    []store.Standing
	Moves    []store.Shift
	Around   map[store.Place]store.Around
	Speakers []store.Actor
	Allies   []export.Agreement // with the others, those who agree most first
	Said     []store.Said
}

func (s *Server) party(r *http.Request) (view, error) {
	ctx, id := r.Context(), r.PathValue("id")
	n, err := s.names(ctx)
	if err != nil {
		return view{}, err
	}
	if err := n.party(id); err != nil {
		return view{}, err
	}
	b := partyView{Party: demarche.Party{ID: id, Name: n.Party(id)}}
	for _, p := range n.Parties {
		if p.ID == id {
			b.Party = p
		}
	}
	cells, err := s.now(r)
	if err != nil {
		return view{}, err
	}
	b.Cells = of(cells, id, "")
	if b.Moves, err = s.db.MovesOf(ctx, store.MoveFilter{Since: -deliver.Far, Until: deliver.Far, Holder: id, Limit: fewMoves}); err != nil {
		return view{}, err
	}
	if b.Around, err = s.db.Sentences(ctx, placesOf(b.Moves)); err != nil {
		return view{}, err
	}
	if b.Speakers, err = s.db.Spokesmen(ctx, id, 12); err != nil {
		return view{}, err
	}
	if b.Said, err = s.said(r, store.Filter{Party: id, Limit: latest}); err != nil {
		return view{}, err
	}
	b.Allies = allies(cells, id)
	return view{Page: "party", Title: b.Party.Name, Body: b}, nil
}

// ties are the standings of the parties as ties of a network.
func ties(cells []store.Standing) []store.Tie {
	var out []store.Tie
	for _, c := range cells {
		if c.Holder != "other" {
			out = append(out, store.Tie{Holder: c.Holder, Issue: c.Issue, Stance: c.Stance})
		}
	}
	return out
}

// allies are the agreements of a party with the others, as the table stands.
func allies(cells []store.Standing, id string) []export.Agreement {
	var out []export.Agreement
	for _, a := range deliver.Network(ties(cells), nil).Agreements() {
		if a.B == id {
			a.A, a.B = a.B, a.A
		}
		if a.A == id {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b export.Agreement) int {
		return cmp.Or(cmp.Compare(b.Agree-b.Disagree, a.Agree-a.Disagree), cmp.Compare(b.Agree, a.Agree))
	})
	return out
}

func (s *Server) said(r *http.Request, f store.Filter) ([]store.Said, error) {
	var out []store.Said
	err := s.db.Said(r.Context(), f, func(x store.Said) bool {
		out = append(out, x)
		return true
	})
	return out, err
}

// issueView is one issue: who stands where, what moved, what was said last.
type issueView struct {
	Issue demarche.Issue
	Cells []store.Standing
	Moves []store.Shift
	Said  []store.Said

	Around map[store.Place]store.Around
}

func (s *Server) issue(r *http.Request) (view, error) {
	ctx, id := r.Context(), r.PathValue("id")
	n, err := s.names(ctx)
	if err != nil {
		return view{}, err
	}
	if err := n.issue(id); err != nil {
		return view{}, err
	}
	var b issueView
	for _, i := range n.Issues {
		if i.ID == id {
			b.Issue = i
		}
	}
	cells, err := s.now(r)
	if err != nil {
		return view{}, err
	}
	b.Cells = of(cells, "", id)
	if b.Moves, err = s.db.MovesOf(ctx, store.MoveFilter{Since: -deliver.Far, Until: deliver.Far, Issue: id, Limit: fewMoves}); err != nil {
		return view{}, err
	}
	if b.Around, err = s.db.Sentences(ctx, placesOf(b.Moves)); err != nil {
		return view{}, err
	}
	b.Said, err = s.said(r, store.Filter{Issue: id, Limit: latest})
	return view{Page: "issue", Title: b.Issue.Claim, Body: b}, err
}

// speakersView is the actors, and those of whom no party is known.
type speakersView struct {
	Name    string
	Unknown bool
	Actors  []store.Actor
	Limit   int
}

func (s *Server) speakers(r *http.Request) (view, error) {
	q := r.URL.Query()
	b := speakersView{Name: q.Get("name"), Unknown: q.Get("unknown") == "1", Limit: 100}
	var err error
	if b.Unknown {
		b.Actors, err = s.db.Unknown(r.Context(), b.Limit)
	} else {
		b.Actors, err = s.db.Who(r.Context(), b.Name, b.Limit)
	}
	return view{Page: "speakers", Title: "Speakers", Body: b}, err
}

// speakerView is one speaker with what was said.
type speakerView struct {
	Actor store.Actor
	Said  []store.Said
}

func (s *Server) speaker(r *http.Request) (view, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return view{}, missing("speaker")
	}
	var b speakerView
	if b.Actor, err = s.db.Actor(r.Context(), id); err != nil {
		return view{}, err
	}
	b.Said, err = s.said(r, store.Filter{Person: `"` + b.Actor.Name + `"`, Party: b.Actor.Party, Limit: 3 * latest})
	return view{Page: "speaker", Title: b.Actor.Name, Body: b}, err
}
