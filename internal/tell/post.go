package tell

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"github.com/wneessen/go-mail"

	"demarche"
	"demarche/internal/store"
)

// Post is a mail server.
type Post struct {
	host     string
	from     string
	settings []mail.Option
}

// NewPost takes a mail server by its address: smtp://user:password@host:587
// (STARTTLS, which only a server on this machine may lack), or smtps:// for TLS
// from the start.
func NewPost(server, from string) (*Post, error) {
	bad := func(cause string) error {
		return &demarche.Error{Kind: demarche.Invalid, Op: "use the mail server of DEMARCHE_SMTP", Cause: errors.New(cause), Hint: "give it as smtp://user:password@host:587, and who writes as DEMARCHE_MAIL_FROM"}
	}
	u, err := url.Parse(server)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" {
		return nil, bad("it is no address of a mail server")
	}
	if from == "" {
		return nil, bad("nobody is named who writes")
	}
	p := &Post{host: u.Hostname(), from: from, settings: []mail.Option{mail.WithTimeout(30 * time.Second)}}
	switch local := p.host == "localhost" || p.host == "127.0.0.1" || p.host == "::1"; {
	case u.Scheme == "smtps":
		p.settings = append(p.settings, mail.WithSSLPort(false))
	case local:
		p.settings = append(p.settings, mail.WithTLSPolicy(mail.TLSOpportunistic))
	default:
		p.settings = append(p.settings, mail.WithTLSPortPolicy(mail.TLSMandatory))
	}
	if u.Port() != "" {
		port, err := strconv.Atoi(u.Port())
		if err != nil {
			return nil, bad("its port is no number")
		}
		p.settings = append(p.settings, mail.WithPort(port))
	}
	if user := u.User.Username(); user != "" {
		password, _ := u.User.Password() // an empty one is the server's matter
		p.settings = append(p.settings, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(user), mail.WithPassword(password))
	}
	return p, nil
}

// send sends a letter to a listener.
func (p *Post) send(ctx context.Context, l store.Listener, letter Letter) error {
	m := mail.NewMsg()
	if err := m.From(p.from); err != nil {
		return &demarche.Error{Kind: demarche.Invalid, Op: "write to " + l.Target, Cause: fmt.Errorf("%q can write no mail", p.from), Hint: "set DEMARCHE_MAIL_FROM to an address"}
	}
	if err := m.To(l.Target); err != nil {
		return &demarche.Error{Kind: demarche.Invalid, Op: "write to " + l.Target, Cause: errors.New("it is no address of mail"), Hint: "remove it, and add the right one"}
	}
	m.Subject(letter.Subject)
	m.SetMessageID()
	m.SetDate()
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetBodyString(mail.TypeTextPlain, letter.Text)
	c, err := mail.NewClient(p.host, p.settings...)
	if err == nil {
		err = c.DialAndSendWithContext(ctx, m)
	}
	if err != nil {
		return unavailable(l.Target, errors.New(oneLine(err.Error())), "it is told later; is DEMARCHE_SMTP right?")
	}
	return nil
}
