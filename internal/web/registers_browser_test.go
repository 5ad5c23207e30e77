package web_test

import (
	"testing"

	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// TestRegisterPagesShutNobodyOut holds every page of the registers, in every
// theme, to what axe finds.
func TestRegisterPagesShutNobodyOut(t *testing.T) {
	s := sqlite(t, web.Config{})
	returned(t, s.Office)
	out, in := registered(t, s.Office)
	b := browsertest.New(t)
	every := []string{"light", "dark", "contrast"}
	signIn(t, b, s, "office")
	for why, path := range map[string]string{
		"incoming documents": "/can-bo/van-ban/den", "outgoing documents": "/can-bo/van-ban/di", "nothing found": "/can-bo/van-ban/di?q=khongcogi",
		"the form of an incoming one": "/can-bo/van-ban/den/moi", "the form of an outgoing one": "/can-bo/van-ban/di/moi",
		"an outgoing document": "/can-bo/van-ban/" + out.ID, "an incoming document": "/can-bo/van-ban/" + in.ID,
		"assigning": "/can-bo/van-ban/" + in.ID + "/giao", "what was done": "/can-bo/van-ban/" + in.ID + "/xong",
		"the book of dossiers": "/can-bo/van-ban/so-06", "the book as it is printed": "/can-bo/van-ban/so-06/in",
	} {
		t.Run(why, func(t *testing.T) { b.Axe(t, s.URL+path, every...) })
	}
}
