package web

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"motcua/internal/message"
	"motcua/internal/web/view/layout"
)

// display is how the reader wants pages to look; a cookie keeps it, so it needs
// no account. What the browser prefers by itself is not asked for: staff share
// machines whose settings are nobody's choice.
type display struct {
	Size    layout.Size
	Theme   layout.Theme
	Lang    string
	KeysOff bool
}

const displayCookie = "hien-thi"

// displayAge is how long the choice is kept.
const displayAge = 365 * 24 * time.Hour

func displayOf(r *http.Request) display {
	var d display
	if c, err := r.Cookie(displayCookie); err == nil {
		if q, err := url.ParseQuery(c.Value); err == nil {
			d.choose(q)
		}
	}
	if d.Lang == "" {
		d.Lang = message.Vietnamese
	}
	return d
}

// choose takes over what a form or a cookie says and is offered; the rest stays.
func (d *display) choose(q url.Values) {
	if s := layout.Size(q.Get("size")); slices.Contains(layout.Sizes(), s) {
		d.Size = s
	}
	if t := layout.Theme(q.Get("theme")); slices.Contains(layout.Themes(), t) {
		d.Theme = t
	}
	if l := q.Get("lang"); l == message.Vietnamese || l == message.English {
		d.Lang = l
	}
	if k := q.Get("keys"); k == "on" || k == "off" {
		d.KeysOff = k == "off"
	}
}

func (d display) cookie(secure bool) *http.Cookie {
	q := url.Values{"lang": {d.Lang}}
	if d.Size != "" {
		q.Set("size", string(d.Size))
	}
	if d.Theme != "" {
		q.Set("theme", string(d.Theme))
	}
	if d.KeysOff {
		q.Set("keys", "off")
	}
	return &http.Cookie{Name: displayCookie, Value: q.Encode(), Path: "/", MaxAge: int(displayAge.Seconds()),
		HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode}
}

// setDisplay keeps the reader's choice and goes back to where the reader was.
func (w *Web) setDisplay(rw http.ResponseWriter, r *http.Request) error {
	d := visitOf(r).display
	d.choose(r.PostForm)
	http.SetCookie(rw, d.cookie(w.cfg.Secure))
	back := r.PostForm.Get("back")
	if !local(back) {
		back = w.address("home")
	}
	return w.redirect(rw, r, back)
}
