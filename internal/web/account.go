package web

import (
	"net/http"

	"demarche"
)

// account shows visitors who they are here, and lets them change their
// password; whom an issuer vouches for has none.
type account struct {
	Issuer, Wrong string
}

func (s *Server) accountPage(r *http.Request) (view, error) {
	if who(r).Local() {
		return view{}, missing("account")
	}
	return view{Page: "account", Title: "Your account", Body: account{Issuer: who(r).issuer}}, nil
}

// setPassword changes the visitor's own password. All other sessions end, in
// case that somebody else has learned the old one.
func (s *Server) setPassword(w http.ResponseWriter, r *http.Request) {
	v := who(r)
	show := func(code int, a account) {
		a.Issuer = v.issuer
		s.render(w, r, view{Page: "account", Title: "Your account", Code: code, Body: a})
	}
	if _, ok := s.mayTry("own "+v.Name, neighbourhood(s.from(r))); !ok {
		show(http.StatusTooManyRequests, account{Wrong: "Too many tries. Wait a minute and try again."})
		return
	}
	a, ok, err := s.check(r, v.Name, r.PostFormValue("password"))
	if err == nil && !ok {
		show(http.StatusForbidden, account{Wrong: "The password of now is another one. Nothing was changed."})
		return
	}
	if err == nil && r.PostFormValue("new") != r.PostFormValue("again") {
		show(http.StatusBadRequest, account{Wrong: "The new password is not the same twice. Nothing was changed."})
		return
	}
	if err == nil {
		err = s.db.SetPassword(r.Context(), v.Name, r.PostFormValue("new"))
	}
	switch {
	case demarche.KindOf(err) == demarche.Invalid && err != nil:
		show(http.StatusBadRequest, account{Wrong: "Nothing was changed: " + err.Error() + "."})
	case err != nil:
		s.render(w, r, s.failed(r, err))
	default:
		s.admit(w, r, a, ownLife, "/account")
	}
}
