package api

import (
	"net"
	"net/http"
	"net/netip"
	"strings"

	"golang.org/x/text/language"

	"motcua"
	"motcua/identity"
	"motcua/internal/message"
)

// caller is who calls and from where; nobody's by is the public.
type caller struct {
	by   identity.Actor
	from string // network address
}

// callerOf finds whom the bearer token stands for. Without a token it is the
// public; a token that is not known is refused even where none is needed.
func (a *api) callerOf(r *http.Request) (caller, error) {
	c := caller{from: a.address(r)}
	header := r.Header.Get("Authorization")
	if header == "" {
		return c, nil
	}
	scheme, token, _ := strings.Cut(header, " ")
	if token = strings.TrimSpace(token); !strings.EqualFold(scheme, "Bearer") || token == "" {
		return c, noToken()
	}
	by, err := a.office.TokenOwner(r.Context(), token, c.from)
	if motcua.KindOf(err) == motcua.NotFound {
		return c, wrongToken()
	}
	c.by = by
	return c, err
}

// address is the network address of the caller; addresses of one IPv6 network
// (/64) count as one.
func (a *api) address(r *http.Request) string {
	host := r.RemoteAddr
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	if a.cfg.BehindOne {
		forwarded := r.Header.Get("X-Forwarded-For")
		if last := strings.TrimSpace(forwarded[strings.LastIndex(forwarded, ",")+1:]); last != "" {
			host = last
		}
	}
	ip, err := netip.ParseAddr(host)
	if err != nil || ip.Unmap().Is4() {
		return host
	}
	network, err := ip.Prefix(64)
	if err != nil {
		return host
	}
	return network.String()
}

// languageOf is the language of the answer: Vietnamese unless the caller
// prefers English.
func languageOf(accept string) string {
	if accept == "" {
		return message.Vietnamese
	}
	tags, _, err := language.ParseAcceptLanguage(accept)
	if err != nil {
		return message.Vietnamese
	}
	for _, tag := range tags {
		switch base, _ := tag.Base(); base.String() {
		case "vi":
			return message.Vietnamese
		case "en":
			return message.English
		}
	}
	return message.Vietnamese
}
