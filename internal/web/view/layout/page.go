// Package layout is the frame of every page: Public for applicants, Staff for
// the office. A handler fills a Page and wraps its content:
//
//	@layout.Staff(page) {
//		@component.PageHead(page.Printer, component.Head{Title: page.Title})
//	}
//
// Both frames give the skip link, the one main landmark, the reader's display
// settings (forms that POST to Links.Display, no script needed), the menu as
// <details> on phones, and the message of what was just done. Assets come from
// package asset; nothing is inline, so a content security policy of
// default-src 'self' holds.
package layout

import (
	"time"

	"motcua/internal/message"
	"motcua/internal/web/view/component"
)

// Page is what a frame needs to know of the page inside it.
type Page struct {
	Title     string // in the reader's language, without the product's name
	Faulty    bool   // the form came back with faults: the title says so first
	Printer   *message.Printer
	Theme     Theme
	Size      Size
	KeysOff   bool   // the reader has switched single-key shortcuts off
	Path      string // where the reader is, to come back to after a change of display
	Brand     Brand
	Links     Links
	Nav       []MenuItem // the public menu
	User      *User      // of the staff; nil when none is signed in
	Applicant *Applicant // nil when none is signed in
	Flash     *component.Message
	Scripts   []string  // files of package asset that this page needs beside the common ones
	Refresh   int       // seconds after which a page of the hall looks again where no script runs; 0: never
	Demo      time.Time // the clock of a demonstration; zero in earnest
	Version   string
}

// Theme is the reader's choice of colours.
type Theme string

// The themes. Zero is Auto: what the device is set to.
const (
	Auto     Theme = "auto"
	Light    Theme = "light"
	Dark     Theme = "dark"
	Contrast Theme = "contrast"
)

// Themes lists the themes in the order they are offered.
func Themes() []Theme { return []Theme{Auto, Light, Dark, Contrast} }

// Size is the reader's choice of text size.
type Size string

// The sizes. Zero is Normal.
const (
	Normal  Size = "normal"
	Large   Size = "large"
	Largest Size = "largest"
)

// Sizes lists the sizes in the order they are offered.
func Sizes() []Size { return []Size{Normal, Large, Largest} }

// Brand is how the agency shows itself. The program ships a neutral sign of its
// own; the national emblem is not ours to use.
type Brand struct {
	Agency    string // Sở Kế hoạch và Đầu tư tỉnh Thừa Thiên Huế
	ShortName string // for the staff menu; Agency when empty
	System    string // name of the system; ui.product when empty
	Logo      string // address of the picture; the neutral sign when empty
	Address   string
	Phone     string
	Hours     string
}

// Links are the addresses the frame leads to, filled from the web's address
// table. What is empty is not shown.
type Links struct {
	Home    string // public
	Desk    string // where staff land
	Display string // POST theme, size, lang, keys and back
	SignIn  string
	SignUp  string
	SignOut string // POST
	Search  string // GET q, staff
	Scan    string // GET q, staff
	Keys    string // help on the keys, staff
	Privacy string
	Events  string // what everybody may register for
	Finance string // what the department disclosed of its money
	Access  string // statement on accessibility
}

// User is who is signed in.
type User struct {
	Name string
	Post string // Chuyên viên, Phòng Kinh tế đối ngoại
	For  string // whom the person acts for; "" for oneself
	Stop string // POST: for oneself again
	Menu []MenuGroup
}

// Applicant is a citizen who is signed in, or somebody who acts for an
// organisation.
type Applicant struct {
	Name string
	For  string // the organisation acted for; "" for oneself
	Stop string // where to act for oneself again
	Menu []MenuItem
}

// MenuGroup is a titled part of the staff menu.
type MenuGroup struct {
	Title string
	Items []MenuItem
}

// MenuItem leads to a page; Count is how much waits there.
type MenuItem struct {
	Label   string
	Href    string
	Icon    string // Lucide name
	Count   int
	Urgent  bool // something there is overdue
	Current bool
}

func (p Page) title() string {
	title := p.system()
	if p.Title != "" {
		title = p.Title + " – " + title
	}
	if p.Faulty {
		return p.Printer.T("ui.titleError", "Title", title)
	}
	return title
}

func (p Page) system() string {
	if p.Brand.System != "" {
		return p.Brand.System
	}
	return p.Printer.T("ui.product")
}

func (p Page) shortName() string {
	if p.Brand.ShortName != "" {
		return p.Brand.ShortName
	}
	return p.Brand.Agency
}

func (p Page) theme() Theme {
	if p.Theme == "" {
		return Auto
	}
	return p.Theme
}

func (p Page) size() Size {
	if p.Size == "" {
		return Normal
	}
	return p.Size
}

func (p Page) keys() string {
	if p.KeysOff {
		return "off"
	}
	return "on"
}
