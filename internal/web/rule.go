package web

import (
	"fmt"
	"slices"
	"strings"

	"demarche/internal/store"
)

// claims are what an issuer says of somebody.
type claims map[string]any

// email is the address that the issuer has checked, in lower case, or "".
func (c claims) email() string {
	address, _ := c["email"].(string)
	if checked, _ := c["email_verified"].(bool); !checked {
		return ""
	}
	return strings.ToLower(address)
}

// name is what somebody is called here: by their address, where it is checked.
func (c claims) name() string {
	if address := c.email(); address != "" {
		return address
	}
	for _, key := range []string{"preferred_username", "sub"} {
		if name, _ := c[key].(string); name != "" {
			return name
		}
	}
	return ""
}

// has reports whether a claim is a value, or holds it in a list.
func (c claims) has(key, value string) bool {
	switch v := c[key].(type) {
	case string:
		return v == value || slices.Contains(strings.Fields(v), value)
	case []any:
		return slices.Contains(v, any(value))
	}
	return false
}

// Rule gives a role to those of whom an issuer says something.
type Rule struct {
	Role          store.AccountRole
	Email, Domain string
	Everybody     bool
	Claim, Value  string
}

// ParseRule reads a rule: ROLE=NAME@HOST, ROLE=*@HOST, ROLE=CLAIM:VALUE, or
// ROLE=* for everybody whom the issuer knows.
func ParseRule(text string) (Rule, error) {
	role, whom, _ := strings.Cut(text, "=")
	r := Rule{Role: store.AccountRole(role)}
	if r.Role.Rank() == 0 {
		return r, fmt.Errorf("%q gives no role", text)
	}
	claim, value, isClaim := strings.Cut(whom, ":")
	switch {
	case whom == "*":
		r.Everybody = true
	case isClaim && claim != "" && value != "":
		r.Claim, r.Value = claim, value
	case strings.HasPrefix(whom, "*@") && len(whom) > 2:
		r.Domain = strings.ToLower(whom[1:])
	case strings.Contains(whom, "@") && !strings.Contains(whom, "*"):
		r.Email = strings.ToLower(whom)
	default:
		return r, fmt.Errorf("%q says nothing of whom", text)
	}
	return r, nil
}

func (r Rule) fits(c claims) bool {
	switch email := c.email(); {
	case r.Everybody:
		return true
	case r.Claim != "":
		return c.has(r.Claim, r.Value)
	case r.Domain != "":
		return strings.HasSuffix(email, r.Domain) && strings.Count(email, "@") == 1
	default:
		return email != "" && email == r.Email
	}
}

// granted is the highest role that the rules give, or "" for none.
func granted(rules []Rule, c claims) store.AccountRole {
	var best store.AccountRole
	for _, r := range rules {
		if r.fits(c) && r.Role.Rank() > best.Rank() {
			best = r.Role
		}
	}
	return best
}
